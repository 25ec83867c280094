"""One early warning: what it is about, what it says, and where its cause can be put right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

AHEAD = 30
"""Days before it is needed within which something that is missing is worth a warning."""


class FlagKind(Enum):
    """What a warning is about."""

    DELAY = "delay"
    RISK = "risk"
    MILESTONE = "milestone"
    CHECK = "check"
    INDICATOR = "indicator"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Flag:
    """One warning. ``text`` says what and because of what, ``step`` what to do next.

    It is about the record ``kind_key`` and ``record_id``; ``place`` (kind, record, field) is where its
    cause can be put right. ``days`` are how late something is or will be, ``is_late`` says that it is
    already. ``title`` is the subject for the agenda of a meeting.
    """

    kind: FlagKind
    kind_key: str
    record_id: str
    organisation: str
    title: str
    text: str
    step: str
    days: int
    place: tuple[str, str, str]
    is_late: bool = False
