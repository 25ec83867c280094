"""Records that received writes touch: read, changed in memory, written back together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain as chained

from msp_desktop.db.replica import settling
from msp_desktop.db.replica.catalogue import Catalogue, Kind, quoted
from msp_desktop.db.replica.packing import (
    Shadow,
    StateRow,
    pack_row,
    pack_shadow,
    pack_state,
    packer_of_new,
    removal_code,
    state_of,
    unpack_row,
    unpack_shadow,
    unpack_state,
)
from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Head, RecordState, disagree, shown

AT_ONCE = 500
"""How many records are read by one statement."""

BOUND = 1000
"""How many values are bound to one statement that inserts rows."""

_NEW_HEADS = "INSERT INTO sync_head (space, kind, number, record_id, removed, state)"

_ADDED = (None, 1, ())

RecordKey = tuple[int, str]
"""A record by the number of its kind and its identifier."""


Place = tuple[int, int]
"""Where a record is in the log: its number and that of its space."""

Note = tuple[Stored, Stored, tuple[int, ...]]
"""What became of a record: ``alive`` before (None: it is new) and now, and its fields that changed."""


@dataclass(frozen=True, slots=True)
class NewRecords:
    """Records that one write each made, all in the same fields: their numbers, identifiers, places.

    ``answers`` holds the answers of all, those of one after those of the other.
    """

    fields: tuple[int, ...]
    numbers: list[int]
    ids: list[str]
    places: list[int]
    answers: Sequence[Stored]


@dataclass(slots=True)
class Entry:
    """One record: what stands in it, what its table holds, and what is going to be written."""

    kind: Kind
    record_id: str
    space: int
    number: int
    standing: StateRow | RecordState = field(default_factory=lambda: [0, 0])
    """What stands in the record: a row until something is disputed or ``state`` is asked for."""
    row: list[Stored] | None = None
    """``alive``, the columns of ``kind`` and the rowid in the table; None when it is not there."""
    is_new: bool = True
    shadow: Shadow = field(default_factory=dict)
    had_shadow: bool = False
    values: dict[int, Stored] = field(default_factory=dict)
    presence_changed: bool = False

    @property
    def state(self) -> RecordState:
        """What stands in the record."""
        if isinstance(self.standing, list):
            self.standing = state_of(self.standing)
        return self.standing

    @property
    def is_quiet(self) -> bool:
        """Whether nothing in the record is disputed and nobody has removed it."""
        standing = self.standing
        return isinstance(standing, list) or not (standing.several or standing.life.removals)

    @property
    def alive(self) -> int:
        """What the table says about the record being there: 1, or 0."""
        standing = self.standing
        return int(standing[1] > 0 if isinstance(standing, list) else standing.life.is_there)

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
        """Take in a write that did not simply replace the one before; say whether values now differ."""

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
        self._spaces: dict[int, str] = {}
        self._known_columns: dict[tuple[int, ...], tuple[str, ...]] = {}
        self._same_notes: dict[Note, Note] = {}
        self.notes: dict[int, Note] = {}

    def places(self, records: Iterable[RecordKey]) -> dict[RecordKey, Place]:
        """Return number and space of those of some records that are in the log."""
        found: dict[RecordKey, Place] = {}
        by_kind: dict[int, list[str]] = {}
        for kind, record_id in records:
            by_kind.setdefault(kind, []).append(record_id)
        for kind, ids in by_kind.items():
            ids.sort()
            for at in range(0, len(ids), AT_ONCE):
                some = ids[at : at + AT_ONCE]
                query = (
                    "SELECT record_id, number, space FROM sync_head "
                    f"WHERE kind = ? AND record_id IN ({_marks(some)})"
                )
                for record_id, number, space in self._raw.execute(query, (kind, *some)):
                    found[kind, record_id] = number, space
        return found

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
            f"{columns} FROM sync_head AS head {table} WHERE head.number IN ({_marks(numbers)})"
        )
        entries: dict[int, Entry] = {}
        for record_id, space, number, state, shadow, *row in self._raw.execute(query, numbers):
            standing = unpack_row(state) or unpack_state(state)
            there = None if row[0] is None else row
            entry = Entry(kind, record_id, space, number, standing, there, False)
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

    def add(self, kind: Kind, space: int, chain: int, new: NewRecords) -> None:
        """Write new records of a kind that has a column for each of their fields.

        Leaves what `write` would leave, without anything being made for each record.
        """
        width, pack = len(new.fields), packer_of_new(new.fields, chain)
        states = [bytearray(pack(place)) for place in new.places]  # bytes would be adapted
        answers = (new.answers[at::width] for at in range(width))
        names = self._columns(kind, new.fields)
        row = f"?1, ?, 1{', ?' * width}"
        self._insert(kind, names, row, (self._space_id(space),), _rows_of(new.ids, *answers))
        heads = _rows_of(new.numbers, new.ids, states)
        _insert(self._raw, _NEW_HEADS, "?1, ?2, ?, ?, 0, ?", (space, kind.number), heads)
        self.notes.update(dict.fromkeys(new.numbers, _ADDED))

    def _space_id(self, number: int) -> str:
        if number not in self._spaces:
            query = "SELECT space_id FROM sync_space WHERE number = ?"
            (self._spaces[number],) = self._raw.execute(query, (number,)).fetchone()
        return self._spaces[number]

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
            self._insert(self._catalogue.kind(key), columns, marks, (), values)
        for kind, changed_rows in changed.values():
            self._update(kind, changed_rows)

    def _insert(
        self,
        kind: Kind,
        columns: Sequence[str],
        row: str,
        common: Sequence[Stored],
        values: Sequence[object],
    ) -> None:
        names = ", ".join(map(quoted, ("space_id", "id", ALIVE, *columns)))
        _insert(self._raw, f"INSERT INTO {kind.table} ({names})", row, common, values)

    def _update(self, kind: Kind, rows: Sequence[Sequence[Stored]]) -> None:
        """Write all columns of a kind but the owner, which never changes: one statement serves for all."""
        sets = ["alive = ?1"]
        sets += [
            f"{quoted(column.key)} = ?{place}"
            for place, column in enumerate(kind.columns, 2)
            if column.key != "owner_id"
        ]
        row = f"rowid = ?{len(kind.columns) + 2}"
        statement = f"UPDATE {kind.table} SET {', '.join(sets)} WHERE {row}"
        self._raw.executemany(statement, rows)

    def _new_row(self, entry: Entry) -> tuple[tuple[str, ...], list[Stored]]:
        """Return the columns of a row that is not there yet, and what they hold.

        What a new record says is no news of its own.
        """
        values = {**entry.shadow, **entry.values} if entry.shadow else entry.values
        kind = self._catalogue.kind(entry.kind.key)  # with all its columns
        fields, places = tuple(values), kind.places
        entry.shadow = {number: values.pop(number) for number in fields if number not in places}
        alive = entry.alive
        self._note(entry.number, None, alive, [])
        frame: list[Stored] = [self._space_id(entry.space), entry.record_id, alive]
        return self._columns(kind, tuple(values)), [*frame, *values.values()]

    def _columns(self, kind: Kind, fields: tuple[int, ...]) -> tuple[str, ...]:
        """Return the names of the columns of some fields."""
        if fields not in self._known_columns:
            names = (kind.columns[kind.places[number] - 1].key for number in fields)
            self._known_columns[fields] = tuple(names)
        return self._known_columns[fields]

    def _change_row(self, entry: Entry, row: list[Stored]) -> bool:
        """Put new values into a row; say whether anything is different now."""
        places, before, changed = entry.kind.places, row[0], []
        if entry.presence_changed:
            row[0] = entry.alive
        for number, value in entry.values.items():
            place = places.get(number)
            if place is None:
                entry.shadow[number] = value
            elif value != row[place]:
                row[place] = value
                changed.append(number)
        if not changed and row[0] == before:
            return False
        self._note(entry.number, before, row[0], changed)
        return True

    def _note(self, number: int, before: Stored, alive: Stored, changed: Sequence[int]) -> None:
        """Note what became of a record; of a new one only that it is there. Equal notes are kept once."""
        fields = tuple(changed)
        earlier = self.notes.get(number)
        if earlier is not None:
            before, fields = earlier[0], tuple(sorted({*earlier[2], *fields}))
        note = before, alive, fields if before is not None else ()
        self.notes[number] = self._same_notes.setdefault(note, note)

    def _write_states(self, entries: Iterable[Entry]) -> None:
        new: list[object] = []
        plain, old, shadows = [], [], []
        for entry in entries:
            standing, removed = entry.standing, 0
            if isinstance(standing, list):
                state = pack_row(standing)
            else:
                removed, state = removal_code(standing.life), pack_state(standing)
            if entry.is_new:
                new += entry.space, entry.kind.number, entry.number, entry.record_id, removed, state
            elif isinstance(standing, list):  # then it was one before, and is not removed
                plain.append((state, entry.number))
            else:
                old.append((removed, state, entry.number))
            if entry.shadow or entry.had_shadow:
                shadows.append((pack_shadow(entry.shadow), entry.number))
        _insert(self._raw, _NEW_HEADS, "?, ?, ?, ?, ?, ?", (), new)
        self._raw.executemany("UPDATE sync_head SET state = ? WHERE number = ?", plain)
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


def _rows_of(*columns: Sequence[object]) -> list[object]:
    """Return what stands in some columns row by row, one row after the other."""
    rows: list[object] = [None] * (len(columns) * len(columns[0]))
    for at, column in enumerate(columns):
        rows[at :: len(columns)] = column
    return rows


def _insert(
    raw: sqlite3.Connection,
    into: str,
    row: str,
    common: Sequence[object],
    values: Sequence[object],
) -> None:
    """Insert rows whose values are given one row after the other.

    ``row`` are the marks of one, of which the numbered ones stand for what is ``common`` to all. Many
    rows go into one statement: to begin and end one takes SQLite about as long as to insert a row.
    """
    width = row.count("?") - len(common)
    size = width * (BOUND // width)
    most = len(values) - len(values) % size
    for rows, start, end in ((size // width, 0, most), (1, most, len(values))):
        if start < end:
            marks = ", ".join([f"({row})"] * rows)
            step = rows * width
            parts = ([*common, *values[at : at + step]] for at in range(start, end, step))
            raw.executemany(f"{into} VALUES {marks}", parts)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
