"""The steps of this session that can be taken back and done again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from msp_desktop.domain.changes import Change, Decision
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


class NotTheNewest(Problem):
    """Raised when the step that was to be taken back or done again is not the newest any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Something else was changed meanwhile, so this was not done. Everything is as you left it; "
                "look at it, and choose Undo or Redo again if you still want to."
            )
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did: its name for the menu, the changes it made, and the conflicts it settled.

    Steps one after the other with the same ``run`` (other than none) are one thing, such as a line typed.
    """

    sentence: str
    words: Mapping[str, str]
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...] = ()
    run: str = ""

    @property
    def size(self) -> int:
        """How much is written when it is taken back or done again."""
        return len(self.changes) + len(self.decisions)

    @property
    def label(self) -> str:
        """The step's name in the language in use, for example “Add Partner”."""
        words = {gap: translate(word) for gap, word in self.words.items()}
        return translate(self.sentence).format(**words)


@dataclass(slots=True)
class History:
    """Steps done and undone, newest last; only of this session, empty after a sync file came in."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Remember a new step; what was undone before can no longer be done again."""
        if step.run and self.done and self.done[-1].run == step.run:
            before = self.done.pop()
            step = replace(before, changes=(*before.changes, *step.changes))
        self.done.append(step)
        self.undone.clear()

    def took_back(self, step: Step) -> None:
        """Remember that a step was taken back."""
        _move(step, self.done, self.undone)

    def did_again(self, step: Step) -> None:
        """Remember that a step was done again."""
        _move(step, self.undone, self.done)

    def clear(self) -> None:
        """Forget everything."""
        self.done.clear()
        self.undone.clear()


def newest(steps: Sequence[Step], meant: Step | None) -> Step | None:
    """Return the newest step, if there is one. Raises `NotTheNewest` when another one is ``meant``."""
    found = steps[-1] if steps else None
    if meant is not None and found is not meant:
        raise NotTheNewest
    return found


def _move(step: Step, here: list[Step], there: list[Step]) -> None:
    """Move the newest step; one that is not the newest any more, for another thread wrote, is forgotten."""
    is_newest = bool(here) and here[-1] is step
    here[:] = [one for one in here if one is not step]
    if is_newest:
        there.append(step)
