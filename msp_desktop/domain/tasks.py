"""Modules, steps and tasks of the guideline, and how far a partnership has come with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from msp_desktop.domain.criteria import Criterion, Kinds, Missing
from msp_desktop.domain.records import RecordKind, Records, has_answers
from msp_desktop.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Task:
    """One task: the book's number, what is recorded, and when it is done.

    ``purpose`` is one plain sentence shown under the title. ``uses`` are keys of kinds recorded in
    other tasks that this page shows too.
    """

    key: str
    title: str
    purpose: str
    kinds: tuple[RecordKind, ...]
    criteria: tuple[Criterion, ...]
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guideline with its tasks."""

    key: str
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A module with its steps; ``stage`` is the stage of the policy cycle it stands beside."""

    key: str
    letter: str
    title: str
    stage: str
    purpose: str
    steps: tuple[Step, ...]

    @property
    def tasks(self) -> Iterator[Task]:
        """The tasks of all steps, in the book's order."""
        return (task for step in self.steps for task in step.tasks)


class TaskState(Enum):
    """How far a task has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    REVISIT = "revisit"


STATE_NAMES: Mapping[TaskState, str] = MappingProxyType(
    {
        TaskState.NOT_STARTED: _("Not started"),
        TaskState.IN_PROGRESS: _("In progress"),
        TaskState.DONE: _("Done"),
        TaskState.REVISIT: _("To revisit"),
    }
)
"""The words for how far a task has come, the same everywhere."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of one task, what it still lacks, and the reason a person gave for its state."""

    task: Task
    state: TaskState
    missing: tuple[Missing, ...]
    reason: str = ""


def progress(task: Task, records: Records, kinds: Kinds) -> Progress:
    """Work out a task's state from the records and from what a person said about it.

    A task is done when its criteria hold, or when a person says so and why; a task somebody wants to
    revisit stays so until that person, or another, closes it again.
    """
    missing = tuple(hole for rule in task.criteria for hole in rule.missing(records, kinds))
    said = next((row for row in records.rows("task_note") if row["task"] == task.key), {})
    reason = str(said.get("reason") or "")
    if said.get("state") == TaskState.REVISIT.value:
        return Progress(task, TaskState.REVISIT, missing, reason)
    if said.get("state") == TaskState.DONE.value and reason:
        return Progress(task, TaskState.DONE, missing, reason)
    started = any(has_answers(kind, row) for kind in task.kinds for row in records.rows(kind.key))
    if started and not missing:
        return Progress(task, TaskState.DONE, (), reason)
    return Progress(
        task, TaskState.IN_PROGRESS if started else TaskState.NOT_STARTED, missing, reason
    )
