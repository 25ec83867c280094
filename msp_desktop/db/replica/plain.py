"""Records all of whose writes are plain, worked in without anything being made for each write.

A write is plain when each of its fields replaced the one write that stood there. Nearly all are, and to
change two numbers of a row takes a fraction of what it takes to make a `RecordState` of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain as chained
from typing import NamedTuple

from msp_desktop.db.replica.catalogue import Kind
from msp_desktop.db.replica.packing import StateRow, pack_row, unpack_row
from msp_desktop.db.replica.rows import MOST_COLUMNS, NewRecords, Rows, marks
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import dot_of

Write = tuple[int, int, tuple[int, ...], int, int]
"""A write by its dot: the dot it replaced (see `OpenSegment.replaced`), its fields, what it says about its
record being there (`Presence`), and where its values begin."""

Known = tuple[int, list[Write]]
"""A known record: its number, and the writes to it."""

Made = tuple[int, str, list[Write]]
"""A new record: its number, its identifier, and the writes to it."""

_Change = tuple[int, tuple[int, ...], list[Stored]]
"""What is written to a known record: its number, the fields, and the row."""

_LAYOUTS = 1000
"""For how many layouts of states it is remembered where writes go."""


class _Places(NamedTuple):
    """Where a write goes: in the numbers of a state, in the row of a table, and in the bits of that row."""

    standing: tuple[int, ...]
    columns: tuple[int, ...]
    bits: int
    living: int
    """Where the last living write of the chain stands in the state."""


class PlainWrites:
    """Enters the plain writes that a segment of ``chain`` has to records of a kind.

    ``values`` are those of all writes of the segment. The chain must not be a branch: the first writes of
    one lie in the chain it left. Rows are written without being read, so an answer that was given again
    as it was, which capturing lets nobody do, is told as changed.
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
        self._layout: StateRow = []
        self._places: dict[tuple[int, ...], _Places] = {}
        self._fields_of: dict[int, tuple[int, ...]] = {}

    @staticmethod
    def can_enter(kind: Kind) -> bool:
        """Say whether there is a table for a kind, with columns that can be told apart by bits."""
        return 0 < len(kind.columns) <= MOST_COLUMNS

    def change(self, known: Iterable[Known]) -> list[Known]:
        """Work in writes to known records; return those that were not worked in."""
        writes = dict(known)
        rows, states, twice = [], [], {}
        query = (
            "SELECT head.number, head.state, now.rowid FROM sync_head AS head "
            f"JOIN {self._kind.table} AS now ON now.id = head.record_id "
            f"WHERE head.shadow IS NULL AND now.alive = 1 AND head.number IN ({marks(writes)})"
        )
        for number, data, rowid in self._raw.execute(query, tuple(writes)):
            state, row, of_record = unpack_row(data), self._empty.copy(), writes[number]
            if state is None or not (bits := self._enter(state, row, of_record)):
                continue
            del writes[number]
            row[0] = bits
            row.append(rowid)
            rows.append(row)
            states.append((pack_row(state), number))
            fields = self._fields(bits)
            if len(fields) == sum(len(write[2]) for write in of_record):
                self._rows.note(number, 1, 1, fields)
            else:
                twice[rowid] = number, fields, row
        if twice:
            self._note_what_differs(twice)
        self._rows.change(self._kind, rows)
        self._rows.put_states(states)
        return list(writes.items())

    def _note_what_differs(self, changes: Mapping[int, _Change]) -> None:
        """Note what will become of records, by their rowids, in which a field was written twice.

        Such a field may say in the end what it said before.
        """
        kind = self._kind
        query = f"SELECT {kind.column_list()}, rowid FROM {kind.table} WHERE rowid IN ({marks(changes)})"
        for *before, rowid in self._raw.execute(query, tuple(changes)):
            number, fields, row = changes[rowid]
            was = dict(zip(kind.fields, before, strict=True))
            differ = tuple(field for field in fields if row[kind.places[field]] != was[field])
            if differ:
                self._rows.note(number, 1, 1, differ)

    def _fields(self, bits: int) -> tuple[int, ...]:
        """Return the fields of some columns by their bits."""
        found = self._fields_of.get(bits)
        if found is None:
            fields = enumerate(self._kind.fields)
            found = self._fields_of[bits] = tuple(field for at, field in fields if bits >> at & 1)
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

        Returns 0 when not all of them are plain, or none writes a field; both are then good for nothing.
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
        """Return where writes go, by their fields, in a state that has the fields and chains of this one.

        A layout is how many fields there are, then the fields and the chains: every other number of a state.
        """
        layout = state[::2]
        if layout != self._layout:
            if len(self._layouts) > _LAYOUTS:
                self._layouts.clear()
            self._layout = layout
            self._places = self._layouts.setdefault(tuple(layout), {})
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
        """Find where a write goes in a state of this layout, which has its fields and the chain."""
        layout = self._layout
        chains = 1 + layout[0]
        columns = tuple(self._kind.places[field] for field in fields)
        found = self._places[fields] = _Places(
            tuple(1 + 2 * layout.index(field, 1, chains) for field in fields),
            columns,
            sum(1 << column - 1 for column in columns),
            1 + 2 * layout.index(self._chain, chains),
        )
        return found
