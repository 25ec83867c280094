"""What happens to a record: the unit of undo, of history, of merging and of sync."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
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


class RecordNews(NamedTuple):
    """What received files did to one record: whether it was there and now is, and its changed answers.

    ``was_there`` is None for a new one. ``fields`` are the keys of the answers; what they were before is
    not kept, for there may be a million.
    """

    kind_key: str
    record_id: str
    was_there: bool | None
    is_there: bool
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """News that records have changed, told to every open page after the change is durable.

    ``cause`` is ``edit``, ``undo``, ``redo`` or ``received``; ``initiator`` is whoever asked for it, so
    that a page does not overwrite what a person is typing into it. ``news`` is what files brought.
    """

    changes: tuple[Change, ...]
    cause: str
    initiator: object = None
    news: tuple[RecordNews, ...] = ()

    def touches(self, record_id: str) -> bool:
        """Say whether a record is among those that changed."""
        return any(one == record_id for _kind, one in self._records)

    @property
    def kinds(self) -> frozenset[str]:
        """The keys of the kinds that changed."""
        return frozenset(kind for kind, _record in self._records)

    @property
    def _records(self) -> Iterator[tuple[str, str]]:
        return chain((one[:2] for one in self.changes), (one[:2] for one in self.news))

    @property
    def fields(self) -> Iterator[tuple[str, str]]:
        """The fields in which anything changed, each by the key of its kind and its own."""
        for change in self.changes:
            yield change.kind_key, change.field_key
        for one in self.news:
            yield from ((one.kind_key, key) for key in one.fields)
            if one.was_there != one.is_there:
                yield one.kind_key, ALIVE


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change, and why: kept in the log beside it."""

    person: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a person settles what offices wrote apart: the answer to stand, and those that stood until then.

    ``stood`` ends with the one that was shown. In a conflict about a record being there at all the
    answers to `ALIVE` are 1 and 0; ``brings_back`` are the kinds and identifiers of what was removed with it.
    """

    kind_key: str
    record_id: str
    field_key: str
    value: Stored
    stood: tuple[Stored, ...]
    brings_back: tuple[tuple[str, str], ...] = ()


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
