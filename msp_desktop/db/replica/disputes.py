"""Open conflicts as people settle them: who wrote what apart, and what stood there before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from msp_desktop.db.replica.catalogue import Catalogue, Kind, driver_of
from msp_desktop.db.replica.history import edits, offices_of_writers, unseen, value_in
from msp_desktop.db.replica.log import Log, SegmentFormat
from msp_desktop.db.replica.opened import LoggedWrite
from msp_desktop.db.replica.packing import unpack_state
from msp_desktop.domain.changes import REOPENED, SETTLED, Edit
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Different, Head, RecordState, all_of, display_order
from msp_desktop.domain.segments import Presence

_OPEN = """
    SELECT space.space_id, head.kind, head.record_id, conflict.field, conflict.difference, head.state
    FROM sync_conflict AS conflict
    JOIN sync_head AS head ON head.number = conflict.record
    JOIN sync_space AS own ON own.number = head.space
    JOIN sync_space AS space ON space.number = coalesce(own.beside, own.number)
    WHERE (?1 IS NULL OR space.space_id = ?1) AND (?2 IS NULL OR head.record_id = ?2)
    ORDER BY space.number, head.kind, head.number, conflict.field
"""
_COUNT = """
    SELECT count(*) FROM sync_conflict AS conflict
    JOIN sync_head AS head ON head.number = conflict.record
    JOIN sync_space AS own ON own.number = head.space
    JOIN sync_space AS space ON space.number = coalesce(own.beside, own.number)
    WHERE ?1 IS NULL OR space.space_id = ?1
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand against each other, and who wrote it last.

    ``moment`` is what that office's clock said, in milliseconds since 1970.
    """

    value: Stored
    office: str
    person: str
    moment: int
    office_id: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field about which two offices wrote different things without knowing of each other."""

    space_id: str
    kind_key: str
    record_id: str
    field_key: str
    difference: str

    @property
    def id(self) -> str:
        """The name of the conflict, the same on every computer: the record and the field."""
        return f"{self.record_id}:{self.field_key}"


@dataclass(frozen=True, slots=True)
class OpenConflict(Dispute):
    """A dispute with all that was written.

    ``earlier`` is the last value all of them had seen; it means nothing unless ``has_earlier``. In
    conflicts about a record being there at all the values are 1 (there) and 0 (removed), ``edits`` is
    what whoever removed it had not seen, the oldest first, and ``removed_with`` are the kinds and
    identifiers of what belongs to it and was removed in the same step.
    """

    sides: tuple[Side, ...]
    earlier: Stored = None
    has_earlier: bool = False
    edits: tuple[Edit, ...] = ()
    removed_with: tuple[tuple[str, str], ...] = ()


def open_conflicts(
    connection: Connection,
    format: SegmentFormat,
    space_id: str | None = None,
    *,
    record_ids: Iterable[str] | None = None,
) -> list[OpenConflict]:
    """Return everything open in a partnership or in all, or only what is open about some records."""
    raw = driver_of(connection)
    reader = _Reader(raw, format)
    about = [None] if record_ids is None else dict.fromkeys(record_ids)
    return [
        reader.read(*row)
        for record_id in about
        for row in raw.execute(_OPEN, (space_id, record_id)).fetchall()
    ]


def disputes(connection: Connection, space_id: str | None = None) -> list[Dispute]:
    """Return what is open without reading who wrote what: fast also for ten thousand."""
    raw = driver_of(connection)
    catalogue = Catalogue(raw)
    return [
        Dispute(
            space,
            catalogue.kind_by_number(kind).key,
            record_id,
            catalogue.field_key(field),
            difference,
        )
        for space, kind, record_id, field, difference, _state in raw.execute(
            _OPEN, (space_id, None)
        )
    ]


def count_conflicts(connection: Connection, space_id: str | None = None) -> int:
    """Return how many conflicts are open in a partnership, or in all."""
    (count,) = driver_of(connection).execute(_COUNT, (space_id,)).fetchone()
    return int(count)


class _Reader:
    """Reads conflicts together with the writes they are made of."""

    def __init__(self, raw: sqlite3.Connection, format: SegmentFormat) -> None:
        self._raw = raw
        self._catalogue = Catalogue(raw)
        self._log = Log(raw, self._catalogue, format)
        self._offices = offices_of_writers(raw, self._catalogue)

    def read(
        self,
        space_id: str,
        kind_number: int,
        record_id: str,
        field: int,
        difference: str,
        data: bytes,
    ) -> OpenConflict:
        kind, state = self._catalogue.kind_by_number(kind_number), unpack_state(data)
        writes = {write.dot: write for write in self._log.writes_to(kind.key, record_id)}
        about = space_id, kind.key, record_id, self._catalogue.field_key(field), difference
        if difference != Different.VALUES:
            return self._about_presence(about, kind, record_id, state, writes)
        standing = [
            _first_written(
                writes,
                dot,
                lambda one: value_in(one.patch, field),
                lambda one: _replaced(one, field),
            )
            for dot in all_of(state.several[field])
        ]
        sides = self._sides((write, value_in(write.patch, field)) for write in standing)
        common = _common_ancestor(writes, field, [write.dot for write in standing])
        if common is None:
            return OpenConflict(*about, tuple(sides))
        return OpenConflict(*about, tuple(sides), value_in(common.patch, field), True)

    def _about_presence(
        self,
        about: tuple[str, str, str, str, str],
        kind: Kind,
        record_id: str,
        state: RecordState,
        writes: Mapping[int, LoggedWrite],
    ) -> OpenConflict:
        life = state.life
        there, removed = (
            [
                _first_written(writes, dot, _is_removal, lambda one: one.patch.presence_seen)
                for dot in dots
            ]
            for dots in (life.living_dots, life.removals)
        )
        there = there or self._latest_owned(kind, record_id)
        sides = self._sides([*((one, 1) for one in there), *((one, 0) for one in removed)])
        missed = sorted(unseen(writes.values(), removed), key=lambda write: write.stamp)
        told = edits(self._raw, self._catalogue, missed, writes)
        steps = {(write.origin, write.stamp) for write in removed}
        below = self._removed_with(kind, record_id, steps)
        return OpenConflict(*about, tuple(sides), edits=tuple(told), removed_with=tuple(below))

    def _removed_with(
        self, kind: Kind, record_id: str, steps: Set[tuple[bytes, int]]
    ) -> Iterator[tuple[str, str]]:
        """Go through what belongs to a record and was removed in some steps, owners first."""
        for owned in self._catalogue.owned_by(kind):
            query = f"SELECT id FROM {owned.table} WHERE owner_id = ? AND alive = 0"
            for (owned_id,) in self._raw.execute(query, (record_id,)).fetchall():
                removals = filter(_is_removal, self._log.writes_to(owned.key, owned_id))
                if not steps.isdisjoint((write.origin, write.stamp) for write in removals):
                    yield owned.key, owned_id
                    yield from self._removed_with(owned, owned_id, steps)

    def _latest_owned(self, kind: Kind, record_id: str) -> list[LoggedWrite]:
        """Return the newest write to each record that keeps its removed owner."""
        return [
            self._log.writes_to(owned.key, owned_id)[-1]
            for owned in self._catalogue.owned_by(kind)
            for (owned_id,) in self._raw.execute(
                f"SELECT id FROM {owned.table} WHERE owner_id = ? AND alive = 1", (record_id,)
            ).fetchall()
        ]

    def _sides(self, written: Iterable[tuple[LoggedWrite, Stored]]) -> list[Side]:
        """Return one side for each value, by its newest write; the one shown first comes first."""
        newest: dict[Stored, LoggedWrite] = {}
        for write, value in written:
            if value not in newest or newest[value].stamp < write.stamp:
                newest[value] = write
        heads = [Head(write.dot, write.stamp, value) for value, write in newest.items()]
        ordered = [
            (head.value, newest[head.value])
            for head in sorted(heads, key=display_order, reverse=True)
        ]
        return [
            Side(value, name, write.person, write.moment, office_id)
            for value, write in ordered
            for office_id, name in [self._offices.get(write.origin, ("", ""))]
        ]


def _replaced(write: LoggedWrite, field: int) -> Iterable[int]:
    fields = list(write.patch.fields)
    return write.patch.seen[fields.index(field)] if field in fields else ()


def _is_removal(write: LoggedWrite) -> bool:
    return write.patch.presence is Presence.REMOVED


def _first_written(
    writes: Mapping[int, LoggedWrite],
    dot: int,
    says: Callable[[LoggedWrite], object],
    seen: Callable[[LoggedWrite], Iterable[int]],
) -> LoggedWrite:
    """Return who said first what a conflict that was opened again says once more.

    That is a write which stood when the conflict was settled.
    """
    write = writes[dot]
    if write.reason != REOPENED:
        return write
    stood = {dot for one in writes.values() if one.reason == SETTLED for dot in seen(one)}
    first = [
        one
        for one in (writes[dot] for dot in stood if dot in writes)
        if one.reason != REOPENED and says(one) == says(write)
    ]
    return max(first, key=lambda one: one.stamp, default=write)


def _common_ancestor(
    writes: Mapping[int, LoggedWrite], field: int, standing: Iterable[int]
) -> LoggedWrite | None:
    """Return the newest write that every standing one builds on, if there is one."""
    lines = []
    for dot in standing:
        line: set[int] = set()
        waiting = [dot]
        while waiting:
            for earlier in _replaced(writes[waiting.pop()], field):
                if earlier not in line:
                    line.add(earlier)
                    waiting.append(earlier)
        lines.append(line)
    common = set.intersection(*lines)
    return max((writes[dot] for dot in common), key=lambda write: write.stamp, default=None)
