"""Records all of whose writes are plain, worked in without anything being made for each write.

A write is plain when each of its fields replaced the one write that stood there. Nearly all are, and to
change two numbers of a row takes a fraction of what it takes to make a `RecordState` of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain as chained
from typing import NamedTuple

from msp_desktop.db.replica.catalogue import Kind, quoted
from msp_desktop.db.replica.packing import StateRow, pack_row, unpack_row
from msp_desktop.db.replica.rows import NewRecords, Rows
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import dot_of

Write = tuple[int, int, tuple[int, ...], int, int]
"""A write by its dot: the dot it replaced (see `OpenSegment.replaced`), its fields, what it says about its
record being there (`Presence`), and where its values begin."""

Made = tuple[int, str, list[Write]]
"""A new record: its number, its identifier, and the writes to it."""

_LAYOUTS = 1000
"""For how many layouts of states it is remembered where writes go."""

MOST_COLUMNS = 63
"""How many columns can be told apart by the bits of a number in SQLite."""


class _Places(NamedTuple):
    """Where a write goes: in the numbers of a state, in the row of a table, and in the bits of that row."""

    standing: tuple[int, ...]
    columns: tuple[int, ...]
    bits: int
    living: int
    """Where the last living write of the chain stands in the state."""


class PlainWrites:
    """Enters the plain writes that a segment of ``chain`` has to records of a kind with a table.

    ``values`` are those of all writes of the segment. Nothing may branch off the chain. Rows are written
    without being read: each begins with a number that has a bit for each column that is written.
    """

    def __init__(
        self, raw: sqlite3.Connection, rows: Rows, kind: Kind, chain: int, values: Sequence[Stored]
    ) -> None:
        self._raw = raw
        self._rows = rows
        self._kind = kind
        self._chain = chain
        self._nothing = dot_of(chain, 0)
        self._values = values
        self._empty: list[Stored] = [0] + [None] * len(kind.columns)
        self._layouts: dict[tuple[int, ...], dict[tuple[int, ...], _Places]] = {}
        self._count, self._names = 0, list[int]()
        self._places: dict[tuple[int, ...], _Places] = {}
        self._written: dict[int, tuple[int, ...]] = {}

    def change(self, writes: dict[int, list[Write]]) -> None:
        """Work in writes to known records, by their numbers, and take those out that were worked in."""
        rows, states, twice = [], [], {}
        query = (
            "SELECT head.number, head.state, now.alive, now.rowid FROM sync_head AS head "
            f"JOIN {self._kind.table} AS now ON now.id = head.record_id "
            f"WHERE head.shadow IS NULL AND head.number IN ({_marks(writes)})"
        )
        for number, data, alive, rowid in self._raw.execute(query, tuple(writes)):
            state, row, of_record = unpack_row(data), self._empty.copy(), writes[number]
            if state is None or not (written := self._enter(state, row, of_record)):
                continue
            del writes[number]
            row[0] = written
            row.append(rowid)
            rows.append(row)
            states.append((pack_row(state), number))
            fields = self._fields(written)
            if len(fields) == sum(len(write[2]) for write in of_record):
                self._rows.note(number, alive, alive, fields)
            else:
                twice[rowid] = number, fields, row
        self._note_what_differs(twice)
        self._raw.executemany(self._update(), rows)
        self._raw.executemany("UPDATE sync_head SET state = ? WHERE number = ?", states)

    def _note_what_differs(
        self, twice: Mapping[int, tuple[int, tuple[int, ...], list[Stored]]]
    ) -> None:
        """Note what became of records in which a field was written twice: it may say again what it said."""
        kind = self._kind
        columns = f"alive, {kind.column_list()}, rowid"
        query = f"SELECT {columns} FROM {kind.table} WHERE rowid IN ({_marks(twice)})"
        for alive, *before, rowid in self._raw.execute(query, tuple(twice)) if twice else ():
            number, fields, row = twice[rowid]
            was = dict(zip(kind.fields, before, strict=True))
            differ = tuple(field for field in fields if row[kind.places[field]] != was[field])
            if differ:
                self._rows.note(number, alive, alive, differ)

    def _update(self) -> str:
        """Return the statement that writes rows. An owner never changes, even if it is all that is given."""
        sets = ["alive = alive"]
        sets += [
            f"{quoted(column.key)} = iif(?1 & {1 << at}, ?{at + 2}, {quoted(column.key)})"
            for at, column in enumerate(self._kind.columns)
            if column.key != "owner_id"
        ]
        row = f"rowid = ?{len(self._kind.columns) + 2}"
        return f"UPDATE {self._kind.table} SET {', '.join(sets)} WHERE {row}"

    def _fields(self, bits: int) -> tuple[int, ...]:
        """Return the fields of some columns by their bits."""
        found = self._written.get(bits)
        if found is None:
            fields = enumerate(self._kind.fields)
            found = self._written[bits] = tuple(field for at, field in fields if bits >> at & 1)
        return found

    def make(self, space: int, made: Iterable[Made]) -> list[Made]:
        """Work in writes that made records and changed them; return those that were not worked in."""
        left: list[Made] = []
        found: dict[tuple[int, ...], list[tuple[int, str, bytes, list[Stored]]]] = {}
        places = self._kind.places
        for number, record_id, writes in made:
            state: StateRow = [0, 0]
            row = self._empty.copy()
            if self._enter(state, row, writes):
                fields = tuple(state[2 : 2 + 2 * state[0] : 2])
                answers = [row[places[field]] for field in fields]
                found.setdefault(fields, []).append((number, record_id, pack_row(state), answers))
            else:
                left.append((number, record_id, writes))
        for fields, records in found.items():
            numbers, ids, states, answers_of = zip(*records, strict=True)
            new = NewRecords(fields, numbers, ids, states, list(chained.from_iterable(answers_of)))
            self._rows.add(self._kind, space, new)
        return left

    def _enter(self, state: StateRow, row: list[Stored], writes: Iterable[Write]) -> int:
        """Enter writes into the state and the row of a record; return the bits of the columns written.

        Returns 0 when not all of them are plain; state and row are then good for nothing.
        """
        written = 0
        values, nothing, places_of = self._values, self._nothing, self._turn_to(state)
        for dot, replaced, fields, presence, start in writes:
            if presence:
                return 0
            places = places_of.get(fields)
            if places is None:
                if not self._make_room(state, fields):
                    return 0
                places_of = self._turn_to(state)
                places = places_of.get(fields) or self._find(fields)
            standing, columns, bits, living = places
            answers = values[start : start + len(fields)]
            for place, column, answer in zip(standing, columns, answers, strict=True):
                if state[place] != replaced:
                    return 0
                state[place] = dot
                row[column] = answer
            written |= bits
            state[living] = dot - nothing
        return written

    def _turn_to(self, state: StateRow) -> dict[tuple[int, ...], _Places]:
        """Return where writes go, by their fields, in a state that has the fields and chains of this one."""
        count, names = state[0], state[2::2]
        if names != self._names or count != self._count:
            if len(self._layouts) > _LAYOUTS:
                self._layouts.clear()
            self._names, self._count = names, count
            self._places = self._layouts.setdefault((count, *names), {})
        return self._places

    def _make_room(self, state: StateRow, fields: Iterable[int]) -> bool:
        """Let a state have some fields and the chain; say whether the kind has columns for all."""
        end = 2 + 2 * state[0]
        for field in fields:
            if field not in self._kind.places:
                return False
            if field not in state[2:end:2]:
                state[end:end] = field, 0
                state[0] += 1
                end += 2
        if self._chain not in state[end::2]:
            state += self._chain, 0
            state[1] += 1
        return True

    def _find(self, fields: tuple[int, ...]) -> _Places:
        count, names = self._count, self._names
        standing = {field: 3 + 2 * at for at, field in enumerate(names[:count])}
        columns = tuple(self._kind.places[field] for field in fields)
        found = self._places[fields] = _Places(
            tuple(standing[field] for field in fields),
            columns,
            sum(1 << column - 1 for column in columns),
            3 + 2 * names.index(self._chain, count),
        )
        return found


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
