"""The steps of this session that can be taken back and done again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msp_desktop.domain.changes import Change, Decision
from msp_desktop.i18n import translate


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did: its name for the menu, the changes it made, and the conflicts it settled."""

    sentence: str
    words: Mapping[str, str]
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...] = ()

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
        self.done.append(step)
        self.undone.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.done.clear()
        self.undone.clear()
