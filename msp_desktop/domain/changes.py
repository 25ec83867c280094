"""What happens to a record: the unit of undo, of history, of merging and of sync."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from msp_desktop.domain.fields import Stored

ALIVE = "alive"
"""The column that says whether a record is there (1) or was removed (0); it is merged like a field."""

SETTLED = "conflict settled"
REOPENED = "conflict opened again"
"""Reasons kept in the log; the words never change."""


class Change(NamedTuple):
    """One answer of one record became another. A record is made and removed by its `ALIVE` field."""

    kind_key: str
    record_id: str
    field_key: str
    before: Stored
    after: Stored

    def inverse(self) -> Change:
        """Return the change that takes this one back; a record that was made is removed."""
        before = 0 if self.field_key == ALIVE and self.before is None else self.before
        return Change(self.kind_key, self.record_id, self.field_key, self.after, before)


@dataclass(frozen=True, slots=True)
class Changed:
    """News that records have changed, told to every open page after the change is durable.

    ``cause`` is ``edit``, ``undo``, ``redo`` or ``received``; ``initiator`` is whoever asked for it, so
    that a page does not overwrite what a person is typing into it.
    """

    changes: tuple[Change, ...]
    cause: str
    initiator: object = None

    def touches(self, record_id: str) -> bool:
        """Say whether a record is among those that changed."""
        return any(change.record_id == record_id for change in self.changes)

    @property
    def kinds(self) -> frozenset[str]:
        """The keys of the kinds that changed."""
        return frozenset(change.kind_key for change in self.changes)


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change, and why: kept in the log beside it."""

    person: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a person settles what offices wrote apart: the answer to stand, and those that stood until then.

    ``stood`` ends with the one that was shown. In a conflict about a record being there at all the
    answers to `ALIVE` are 1 and 0.
    """

    kind_key: str
    record_id: str
    field_key: str
    value: Stored
    stood: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of a record's history: who changed which answers, where and when.

    ``moment`` is what the clock of that office said, in milliseconds since 1970 (UTC); clocks may be
    wrong, so the order of entries comes from the log, not from here.
    """

    kind_key: str
    record_id: str
    values: Mapping[str, Stored]
    person: str
    office: str
    reason: str
    moment: int
    replaced: Mapping[str, tuple[Stored, ...]] = field(default_factory=dict)
    """For each answer those it replaced: none for the first, several where a conflict was settled."""
