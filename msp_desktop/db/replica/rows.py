"""The tables that received records lie in, written many rows at a time, and what became of each record."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import ne

from msp_desktop.db.replica.catalogue import Kind, quoted
from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.fields import Stored

BOUND = 1000
"""How many values are bound to one statement that inserts rows."""

MOST_COLUMNS = 63
"""How many columns can be told apart by the bits of a number in SQLite."""

_ADDED = (None, 1, ())

Note = tuple[Stored, Stored, tuple[int, ...]]
"""What became of a record: ``alive`` before (None: it is new) and now, and its fields that changed."""


@dataclass(frozen=True, slots=True)
class NewRecords:
    """New records with answers in the same fields: their numbers, identifiers and states.

    ``answers`` holds the answers of all, those of one after those of the other.
    """

    fields: tuple[int, ...]
    numbers: Sequence[int]
    ids: Sequence[str]
    states: Sequence[bytes]
    answers: Sequence[Stored]


class Rows:
    """Writes rows of records and the heads of their states in the log; ``notes`` says what became of them."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._spaces: dict[int, str] = {}
        self._known_columns: dict[tuple[int, ...], tuple[str, ...]] = {}
        self._same_notes: dict[Note, Note] = {}
        self.notes: dict[int, Note] = {}

    def add(self, kind: Kind, space: int, new: NewRecords) -> None:
        """Write new records that are there, of a kind that has a column for each of their fields."""
        width = len(new.fields)
        answers = (new.answers[at::width] for at in range(width))
        names = self.columns(kind, new.fields)
        row = f"?1, ?, 1{', ?' * width}"
        self.insert(kind, names, row, (self.space_id(space),), _rows_of(new.ids, *answers))
        heads = _rows_of(new.numbers, new.ids, new.states)
        self.insert_heads("?1, ?2, ?, ?, 0, ?", (space, kind.number), heads)
        self.notes.update(dict.fromkeys(new.numbers, _ADDED))

    def insert(
        self,
        kind: Kind,
        columns: Sequence[str],
        row: str,
        common: Sequence[Stored],
        values: Sequence[object],
    ) -> None:
        """Insert rows of a kind; see `_insert`. Each begins with its space, its identifier and ``alive``."""
        names = ", ".join(map(quoted, ("space_id", "id", ALIVE, *columns)))
        self._insert(f"INSERT INTO {kind.table} ({names})", row, common, values)

    def insert_heads(self, row: str, common: Sequence[object], values: Sequence[object]) -> None:
        """Insert heads; see `_insert`."""
        into = "INSERT INTO sync_head (space, kind, number, record_id, removed, state)"
        self._insert(into, row, common, values)

    def update(self, kind: Kind, rows: Iterable[Sequence[Stored]]) -> None:
        """Write ``alive`` and the columns of a kind. Each row ends with its rowid."""
        sets = (f"{name} = ?{place}" for name, place in _changing(kind))
        self._update(kind, ["alive = ?1", *sets], rows)

    def change(self, kind: Kind, rows: Iterable[Sequence[Stored]]) -> None:
        """Write some columns of a kind: those of the bits of the number with which a row begins.

        Each row ends with its rowid. See `MOST_COLUMNS`.
        """
        sets = (
            f"{name} = iif(?1 & {1 << place - 2}, ?{place}, {name})"
            for name, place in _changing(kind)
        )
        self._update(kind, ["alive = alive", *sets], rows)

    def put_states(self, states: Iterable[tuple[bytes, int]]) -> None:
        """Write states in which nothing is disputed, as in those before, each with its record's number."""
        self._raw.executemany("UPDATE sync_head SET state = ? WHERE number = ?", states)

    def columns(self, kind: Kind, fields: tuple[int, ...]) -> tuple[str, ...]:
        """Return the names of the columns of some fields."""
        if fields not in self._known_columns:
            names = (kind.columns[kind.places[number] - 1].key for number in fields)
            self._known_columns[fields] = tuple(names)
        return self._known_columns[fields]

    def space_id(self, number: int) -> str:
        """Return the identifier of a space by its number."""
        if number not in self._spaces:
            query = "SELECT space_id FROM sync_space WHERE number = ?"
            (self._spaces[number],) = self._raw.execute(query, (number,)).fetchone()
        return self._spaces[number]

    def note_change(
        self, kind: Kind, number: int, before: Sequence[Stored], after: Sequence[Stored]
    ) -> None:
        """Note what became of a record by its row: ``alive`` and the columns of the kind come first."""
        changed = tuple(compress(kind.fields, map(ne, before[1:], after[1:])))
        self.note(number, before[0], after[0], changed)

    def note(self, number: int, before: Stored, alive: Stored, changed: tuple[int, ...]) -> None:
        """Note what became of a record; of a new one only that it is there. Equal notes are kept once."""
        earlier = self.notes.get(number)
        if earlier is not None:
            before, changed = earlier[0], tuple(sorted({*earlier[2], *changed}))
        note = before, alive, changed if before is not None else ()
        self.notes[number] = self._same_notes.setdefault(note, note)

    def _update(self, kind: Kind, sets: Iterable[str], rows: Iterable[Sequence[Stored]]) -> None:
        row = f"rowid = ?{len(kind.columns) + 2}"
        self._raw.executemany(f"UPDATE {kind.table} SET {', '.join(sets)} WHERE {row}", rows)

    def _insert(
        self, into: str, row: str, common: Sequence[object], values: Sequence[object]
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
                self._raw.executemany(f"{into} VALUES {marks}", parts)


def marks(values: Collection[object]) -> str:
    """Return as many marks for values as there are."""
    return ", ".join("?" * len(values))


def _changing(kind: Kind) -> Iterator[tuple[str, int]]:
    """Go through the columns of a kind, as SQL, and their places in a row; an owner never changes."""
    for place, column in enumerate(kind.columns, 2):
        if column.key != "owner_id":
            yield quoted(column.key), place


def _rows_of(*columns: Sequence[object]) -> list[object]:
    """Return what stands in some columns row by row, one row after the other."""
    rows: list[object] = [None] * (len(columns) * len(columns[0]))
    for at, column in enumerate(columns):
        rows[at :: len(columns)] = column
    return rows
