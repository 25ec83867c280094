"""Open conflicts as people settle them: who wrote what apart, and what stood there before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from msp_desktop.db.replica.catalogue import Catalogue, Kind, driver_of
from msp_desktop.db.replica.history import LoggedWrite, office_names, writes_to
from msp_desktop.db.replica.packing import unpack_state
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Different, RecordState, all_of

_OPEN = """
    SELECT space.space_id, head.kind, head.record_id, conflict.field, conflict.difference, head.state
    FROM sync_conflict AS conflict
    JOIN sync_head AS head ON head.number = conflict.record
    JOIN sync_space AS space ON space.number = head.space
    WHERE ?1 IS NULL OR space.space_id = ?1
    ORDER BY space.number, head.kind, head.number, conflict.field
"""
_COUNT = """
    SELECT count(*) FROM sync_conflict AS conflict
    JOIN sync_head AS head ON head.number = conflict.record
    JOIN sync_space AS space ON space.number = head.space
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


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A field about which two offices wrote different things without knowing of each other.

    ``earlier`` is the last value all of them had seen; it means nothing unless ``has_earlier``. In
    conflicts about a record being there at all the values are 1 (there) and 0 (removed).
    """

    space_id: str
    kind_key: str
    record_id: str
    field_key: str
    difference: str
    sides: tuple[Side, ...]
    earlier: Stored = None
    has_earlier: bool = False


def open_conflicts(connection: Connection, space_id: str | None = None) -> list[OpenConflict]:
    """Return everything open in a partnership, or in all."""
    raw = driver_of(connection)
    reader = _Reader(raw)
    return [reader.read(*row) for row in raw.execute(_OPEN, (space_id,)).fetchall()]


def count_conflicts(connection: Connection, space_id: str | None = None) -> int:
    """Return how many conflicts are open in a partnership, or in all."""
    (count,) = driver_of(connection).execute(_COUNT, (space_id,)).fetchone()
    return int(count)


class _Reader:
    """Reads conflicts together with the writes they are made of."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._catalogue = Catalogue(raw)
        self._offices = office_names(raw)

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
        writes = {write.dot: write for write in writes_to(self._raw, kind.key, record_id)}
        about = space_id, kind.key, record_id, self._catalogue.field_key(field), difference
        if difference != Different.VALUES:
            return OpenConflict(*about, tuple(self._presence_sides(kind, record_id, state, writes)))
        standing = all_of(state.standing[field])
        values = {dot: _value(writes[dot], field) for dot in standing}
        sides = self._sides((writes[dot], value) for dot, value in values.items())
        common = _common_ancestor(writes, field, standing)
        if common is None:
            return OpenConflict(*about, tuple(sides))
        return OpenConflict(*about, tuple(sides), _value(common, field), True)

    def _presence_sides(
        self,
        kind: Kind,
        record_id: str,
        state: RecordState,
        writes: Mapping[int, LoggedWrite],
    ) -> list[Side]:
        life = state.life
        there = [writes[dot] for dot in life.living_dots] or self._latest_owned(kind, record_id)
        removed = [writes[dot] for dot in life.removals]
        return self._sides([*((one, 1) for one in there), *((one, 0) for one in removed)])

    def _latest_owned(self, kind: Kind, record_id: str) -> list[LoggedWrite]:
        """Return the newest write to each record that keeps its removed owner."""
        return [
            writes_to(self._raw, owned.key, owned_id)[-1]
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
        ordered = sorted(newest.items(), key=lambda one: one[1].stamp, reverse=True)
        return [
            Side(value, self._offices.get(write.origin, ""), write.person, write.moment)
            for value, write in ordered
        ]


def _value(write: LoggedWrite, field: int) -> Stored:
    return write.patch.values[list(write.patch.fields).index(field)]


def _replaced(write: LoggedWrite, field: int) -> Iterable[int]:
    return write.patch.seen[list(write.patch.fields).index(field)]


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
