"""Records that received writes touch: read, changed in memory, written back together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain as chained

from msp_desktop.db.replica import settling
from msp_desktop.db.replica.catalogue import Catalogue, Kind
from msp_desktop.db.replica.packing import (
    Shadow,
    pack_shadow,
    pack_state,
    removal_code,
    unpack_shadow,
    unpack_state,
)
from msp_desktop.db.replica.rows import Rows, marks
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Head, RecordState, disagree, shown

AT_ONCE = 500
"""How many records are read by one statement."""

RecordKey = tuple[int, str]
"""A record by the number of its kind and its identifier."""


@dataclass(slots=True)
class Entry:
    """One record: what stands in it, what its table holds, and what is going to be written."""

    kind: Kind
    record_id: str
    space: int
    number: int
    state: RecordState = field(default_factory=RecordState)
    row: list[Stored] | None = None
    """``alive``, the columns of ``kind`` and the rowid in the table; None when it is not there."""
    is_new: bool = True
    shadow: Shadow = field(default_factory=dict)
    had_shadow: bool = False
    values: dict[int, Stored] = field(default_factory=dict)
    presence_changed: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether nothing in the record is disputed and nobody has removed it."""
        return not (self.state.several or self.state.life.removals)

    @property
    def alive(self) -> int:
        """What the table says about the record being there: 1, or 0."""
        return int(self.state.life.is_there)

    def value(self, number: int) -> Stored:
        """Return the value of a field as it is now."""
        if number in self.values:
            return self.values[number]
        place = self.kind.places.get(number)
        if place is None:
            return self.shadow.get(number)
        return None if self.row is None else self.row[place]

    def merge(
        self, number: int, write: Head, replaced: Sequence[int], stamp_of: Callable[[int], int]
    ) -> bool:
        """Take in a write to a field; say whether values now differ."""

        def recall(dot: int) -> Head:
            return Head(dot, stamp_of(dot), self.value(number))

        standing = self.state.follow(number, write, replaced, recall)
        if isinstance(standing, int):
            self.values[number] = write.value
            return False
        self.values[number] = shown(standing)
        return disagree(standing)


class Touched:
    """Reads and writes back the records that a transaction's received writes touch."""

    def __init__(self, raw: sqlite3.Connection, catalogue: Catalogue) -> None:
        self._raw = raw
        self._catalogue = catalogue
        (last,) = raw.execute("SELECT coalesce(max(number), 0) FROM sync_head").fetchone()
        self._last_number = int(last)
        self.rows = Rows(raw)

    def numbers_and_spaces(
        self, kind: int, ids: Collection[str]
    ) -> tuple[dict[str, int], set[int]]:
        """Return the numbers of those records of a kind that are in the log, and those of their spaces."""
        numbers: dict[str, int] = {}
        spaces: set[int] = set()
        wanted = sorted(ids)
        for some in (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)):
            query = (
                "SELECT record_id, number, space FROM sync_head "
                f"WHERE kind = ? AND record_id IN ({marks(some)})"
            )
            found = self._raw.execute(query, (kind, *some)).fetchall()
            if found:
                names, numbers_of, spaces_of = zip(*found, strict=True)
                numbers.update(zip(names, numbers_of, strict=True))
                spaces.update(spaces_of)
        return numbers, spaces

    def next_number(self) -> int:
        """Return a number for a record nobody here has seen before."""
        self._last_number += 1
        return self._last_number

    def read(self, kind: Kind, numbers: Sequence[int]) -> dict[int, Entry]:
        """Read some records of a kind, by their numbers, as far as their columns are in ``kind``."""
        columns = f"now.alive, {kind.column_list('now')}, now.rowid" if kind.is_known else "NULL"
        table = f"LEFT JOIN {kind.table} AS now ON now.id = head.record_id" if kind.is_known else ""
        query = (
            "SELECT head.record_id, head.space, head.number, head.state, head.shadow, "
            f"{columns} FROM sync_head AS head {table} WHERE head.number IN ({marks(numbers)})"
        )
        entries: dict[int, Entry] = {}
        for record_id, space, number, state, shadow, *row in self._raw.execute(query, numbers):
            there = None if row[0] is None else row
            entry = Entry(kind, record_id, space, number, unpack_state(state), there, False)
            if shadow:
                entry.shadow, entry.had_shadow = unpack_shadow(shadow), True
            entries[number] = entry
        return entries

    def write(self, entries: Sequence[Entry]) -> None:
        """Write records back, list their conflicts and note what changed for people to see."""
        self._write_rows(entries)
        self._write_states(entries)
        numbers = (entry.number for entry in entries if not entry.is_new)
        settling.list_conflicts(self._raw, numbers, list(self._conflicts(entries)))

    def has_row(self, kind: Kind, record_id: str) -> bool:
        """Say whether a record is in its table."""
        query = f"SELECT 1 FROM {kind.table} WHERE id = ?"
        return self._raw.execute(query, (record_id,)).fetchone() is not None

    def _write_rows(self, entries: Iterable[Entry]) -> None:
        new: dict[tuple[str, tuple[str, ...]], list[list[Stored]]] = {}
        changed: dict[str, tuple[Kind, list[list[Stored]]]] = {}
        for entry in entries:
            kind = entry.kind
            if entry.row is not None:
                if self._change_row(entry, entry.row):
                    changed.setdefault(kind.key, (kind, []))[1].append(entry.row)
            elif kind.is_known:
                columns, row = self._new_row(entry)
                new.setdefault((kind.key, columns), []).append(row)
            else:
                entry.shadow.update(entry.values)
        for (key, columns), rows in new.items():
            marks = "?, ?, ?" + ", ?" * len(columns)
            values = list(chained.from_iterable(rows))
            self.rows.insert(self._catalogue.kind(key), columns, marks, (), values)
        for kind, changed_rows in changed.values():
            self.rows.update(kind, changed_rows)

    def _new_row(self, entry: Entry) -> tuple[tuple[str, ...], list[Stored]]:
        """Return the columns of a row that is not there yet, and what they hold.

        What a new record says is no news of its own.
        """
        values = {**entry.shadow, **entry.values} if entry.shadow else entry.values
        kind = self._catalogue.kind(entry.kind.key)  # with all its columns
        fields, places = tuple(values), kind.places
        entry.shadow = {number: values.pop(number) for number in fields if number not in places}
        alive = entry.alive
        self.rows.note(entry.number, None, alive, ())
        frame: list[Stored] = [self.rows.space_id(entry.space), entry.record_id, alive]
        return self.rows.columns(kind, tuple(values)), [*frame, *values.values()]

    def _change_row(self, entry: Entry, row: list[Stored]) -> bool:
        """Put new values into a row; say whether anything is different now."""
        places, before = entry.kind.places, row.copy()
        if entry.presence_changed:
            row[0] = entry.alive
        for number, value in entry.values.items():
            place = places.get(number)
            if place is None:
                entry.shadow[number] = value
            else:
                row[place] = value
        if row == before:
            return False
        self.rows.note_change(entry.kind, entry.number, before, row)
        return True

    def _write_states(self, entries: Iterable[Entry]) -> None:
        new: list[object] = []
        old, shadows = [], []
        for entry in entries:
            removed, state = removal_code(entry.state.life), pack_state(entry.state)
            if entry.is_new:
                new += entry.space, entry.kind.number, entry.number, entry.record_id, removed, state
            else:
                old.append((removed, state, entry.number))
            if entry.shadow or entry.had_shadow:
                shadows.append((pack_shadow(entry.shadow), entry.number))
        self.rows.insert_heads("?, ?, ?, ?, ?, ?", (), new)
        self._raw.executemany("UPDATE sync_head SET removed = ?, state = ? WHERE number = ?", old)
        self._raw.executemany("UPDATE sync_head SET shadow = ? WHERE number = ?", shadows)

    def _conflicts(self, entries: Iterable[Entry]) -> Iterator[settling.ConflictRow]:
        for entry in entries:
            if not entry.is_quiet:
                kind = self._catalogue.kind(entry.kind.key)  # with all its columns
                shown_now = kind.is_known and entry.state.life.is_there
                yield from settling.conflicts_in(
                    self._catalogue, kind, entry.number, entry.state, shown_now
                )
