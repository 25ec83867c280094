"""Each task of module A, filled in at the window by hand: stored, done, and nothing missing any more."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from msp_desktop.app.sample import Entry, read_sample, references, sample_file
from msp_desktop.domain.guideline import HOME_TASK, MODULES
from msp_desktop.domain.tasks import Task, TaskState
from msp_desktop.ui.tour.clerk import Clerk
from msp_desktop.ui.tour.hands import Album
from msp_desktop.ui.tour.rooms import Room

pytestmark = pytest.mark.ui

TASKS = tuple(MODULES[0].tasks)


@pytest.fixture(scope="module")
def clerk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """Somebody at the window of an office, who begins a partnership for each task."""
    folder = tmp_path_factory.mktemp("office")
    with Room(Clerk, folder / "home", Album(folder)).opened() as person:
        person.set_up("District Health Office", "Kosipur", "Sunita Devi")
        yield person


@pytest.mark.parametrize("task", TASKS, ids=[task.key for task in TASKS])
def test_a_task_is_filled_in_by_hand(task: Task, clerk: Clerk) -> None:
    others, own = _parted(task)
    clerk.begin(f"Task {task.key}")
    clerk.take_script(own)
    clerk.find_written(others)
    page = clerk.choose_task(task.key)
    assert clerk.progress(task).state is not TaskState.DONE
    assert page.state_line.links, "what is missing is said"

    clerk.fill_task(task)
    clerk.catch_up()
    assert clerk.progress(task).missing == ()
    page = clerk.choose_task(task.key)
    assert clerk.progress(task).state is TaskState.DONE
    clerk.wait(lambda: not page.state_line.links, "nothing is said to be missing")
    module = clerk.window.workbench.module_page
    assert module is not None
    clerk.wait(lambda: module.list.tasks.state_of(task) is TaskState.DONE, "the list says so too")
    for entry in own:
        written = {**entry.plain, **references(entry, clerk.ids)}
        cleaned = {key: entry.kind.fields[key].clean(raw) for key, raw in written.items()}
        row = clerk.stored(entry)
        assert {key: row[key] for key in cleaned} == cleaned, entry.kind.key


def _parted(task: Task) -> tuple[list[Entry], list[Entry]]:
    """Return what is there before, and what is typed: an entry of each kind, rich in answers.

    Of a kind that hangs on another, one entry is typed that hangs on what is there before. Few others
    refer to what is typed: each of them is gone back to.
    """
    of_module = _entries()
    referred = Counter(name for one in of_module for names in one.names.values() for name in names)
    typed: list[Entry] = []
    for kind in task.kinds:
        offered = [one for one in of_module if one.kind is kind]
        if not kind.owner:
            typed.append(max(offered, key=lambda one: len(one.plain) - 3 * referred[one.ref]))
            continue
        owners = {one.ref for one in typed if one.kind.key == kind.owner}
        typed += [one for one in offered if one.owner in owners]
        typed.append(next(one for one in offered if one.owner not in owners))
    return [one for one in of_module if one not in typed], typed


@functools.cache
def _entries() -> tuple[Entry, ...]:
    """Return the entries of the sample that belong to module A."""
    _partnership, entries = read_sample(sample_file())
    keys = {task.key for task in TASKS}
    return tuple(one for one in entries if HOME_TASK.get(one.kind.key) in keys)
