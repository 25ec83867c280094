"""Records that received writes touch: read once, changed in memory, written back together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msp_desktop.db.replica import settling
from msp_desktop.db.replica.catalogue import Catalogue, Kind, quoted
from msp_desktop.db.replica.packing import (
    Shadow,
    pack_shadow,
    pack_state,
    removal_code,
    unpack_shadow,
    unpack_state,
)
from msp_desktop.domain.changes import ALIVE, Change
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Head, RecordState, disagree, follow, shown

_AT_ONCE = 500

RecordKey = tuple[int, str]
"""A record by the number of its kind and its identifier."""


@dataclass(slots=True)
class Entry:
    """One record: what stands in it, what its table holds, and what is going to be written."""

    kind: Kind
    record_id: str
    space: int
    number: int
    state: RecordState
    row: Sequence[Stored] | None = None
    """``alive`` and the captured columns as they are in the table; None when it is not there."""
    is_new: bool = True
    shadow: Shadow = field(default_factory=dict)
    values: dict[int, Stored] = field(default_factory=dict)
    presence_changed: bool = False

    def value(self, number: int) -> Stored:
        """Return the value of a field as it is now."""
        if number in self.values:
            return self.values[number]
        for at, column in enumerate(self.kind.columns):
            if column.number == number:
                return None if self.row is None else self.row[at + 1]
        return self.shadow.get(number)

    def merge(
        self, number: int, write: Head, replaced: Sequence[int], stamp_of: Callable[[int], int]
    ) -> bool:
        """Take in a write that did not simply replace the one before; say whether values now differ."""

        def recall(dot: int) -> Head:
            return Head(dot, stamp_of(dot), self.value(number))

        result = follow(self.state.standing.get(number), write, replaced, recall)
        self.state.standing[number] = result
        if isinstance(result, int):
            self.values[number] = write.value
            return False
        self.values[number] = shown(result)
        return disagree(result)


class Batch:
    """The records of the segments being worked in."""

    def __init__(self, raw: sqlite3.Connection, catalogue: Catalogue) -> None:
        self._raw = raw
        self._catalogue = catalogue
        self._entries: dict[RecordKey, Entry] = {}
        (last,) = raw.execute("SELECT coalesce(max(number), 0) FROM sync_head").fetchone()
        self._next_number = int(last) + 1
        self.changes: list[Change] = []
        self.added = 0
        self.changed = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, key: RecordKey) -> Entry:
        return self._entries[key]

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries.values()))

    def leave(self, entry: Entry) -> None:
        """Leave a record as it is."""
        del self._entries[entry.kind.number, entry.record_id]

    def has_row(self, kind: Kind, record_id: str) -> bool:
        """Say whether a record is in its table."""
        query = f"SELECT 1 FROM {kind.table} WHERE id = ?"
        return self._raw.execute(query, (record_id,)).fetchone() is not None

    def get(self, key: RecordKey) -> Entry | None:
        """Return a record that was read, or None when it is not there yet."""
        return self._entries.get(key)

    def read(self, keys: Iterable[RecordKey]) -> None:
        """Read those of the records that exist and have not been read."""
        by_kind: dict[int, list[str]] = {}
        for key in keys:
            if key not in self._entries:
                by_kind.setdefault(key[0], []).append(key[1])
        for number, ids in by_kind.items():
            kind = self._catalogue.kind_by_number(number)
            for at in range(0, len(ids), _AT_ONCE):
                for entry in self._select(kind, ids[at : at + _AT_ONCE]):
                    self._entries[number, entry.record_id] = entry

    def start(self, kind: Kind, record_id: str, space: int) -> Entry:
        """Add a record that nobody here has seen before."""
        entry = Entry(kind, record_id, space, self._next_number, RecordState())
        self._next_number += 1
        self._entries[kind.number, record_id] = entry
        return entry

    def write(self) -> None:
        """Write every record back, list its conflicts and note what changed for people to see."""
        entries = list(self._entries.values())
        self._write_rows(entries)
        self._write_states(entries)
        numbers = (entry.number for entry in entries if not entry.is_new)
        settling.list_conflicts(self._raw, numbers, list(self._conflicts(entries)))
        self._entries.clear()

    def _select(self, kind: Kind, ids: Sequence[str]) -> Iterator[Entry]:
        marks = ", ".join("?" * len(ids))
        columns = f"now.alive, {kind.column_list('now')}" if kind.is_known else "NULL"
        table = f"LEFT JOIN {kind.table} AS now ON now.id = head.record_id" if kind.is_known else ""
        query = (
            "SELECT head.record_id, head.space, head.number, head.state, head.shadow, "
            f"{columns} FROM sync_head AS head {table} "
            f"WHERE head.kind = ? AND head.record_id IN ({marks})"
        )
        for record_id, space, number, state, shadow, *row in self._raw.execute(
            query, (kind.number, *ids)
        ):
            present = row if row[0] is not None else None
            entry = Entry(kind, record_id, space, number, unpack_state(state), present, False)
            if shadow:
                entry.shadow = unpack_shadow(shadow)
            yield entry

    def _write_rows(self, entries: Iterable[Entry]) -> None:
        inserts: dict[Kind, list[list[Stored]]] = {}
        updates: dict[tuple[str, tuple[str, ...]], list[list[Stored]]] = {}
        for entry in entries:
            if not entry.kind.is_known:
                entry.shadow.update(entry.values)
            elif entry.row is None:
                inserts.setdefault(entry.kind, []).append(self._new_row(entry))
            else:
                written = self._changed_columns(entry, entry.row)
                if written:
                    shape = entry.kind.table, tuple(written)
                    updates.setdefault(shape, []).append([*written.values(), entry.record_id])
        for kind, rows in inserts.items():
            self._insert(kind, rows)
        for (table, columns), rows in updates.items():
            assignments = ", ".join(f"{quoted(column)} = ?" for column in columns)
            self._raw.executemany(f"UPDATE {table} SET {assignments} WHERE id = ?", rows)

    def _insert(self, kind: Kind, rows: Sequence[Sequence[Stored]]) -> None:
        names = f"id, alive, {kind.column_list()}, space_id"
        marks = ", ".join("?" * (len(kind.columns) + 2))
        self._raw.executemany(
            f"INSERT INTO {kind.table} ({names}) VALUES ({marks}, "
            "(SELECT space_id FROM sync_space WHERE number = ?))",
            rows,
        )

    def _new_row(self, entry: Entry) -> list[Stored]:
        alive = int(entry.state.life.is_there)
        values = {**entry.shadow, **entry.values}
        answers = [
            values.pop(column.number, "" if column.key == "rank" else None)
            for column in entry.kind.columns
        ]
        entry.shadow = values
        self._note(entry, ALIVE, None, alive)
        for column, answer in zip(entry.kind.columns, answers, strict=True):
            if answer is not None:
                self._note(entry, column.key, None, answer)
        self.added += alive
        return [entry.record_id, alive, *answers, entry.space]

    def _changed_columns(self, entry: Entry, row: Sequence[Stored]) -> dict[str, Stored]:
        written: dict[str, Stored] = {}
        values = entry.values
        alive = int(entry.state.life.is_there)
        if entry.presence_changed and alive != row[0]:
            written[ALIVE] = alive
            self._note(entry, ALIVE, row[0], alive)
        if values:
            for at, column in enumerate(entry.kind.columns):
                if column.number in values:
                    value = values.pop(column.number)
                    if value != row[at + 1]:
                        written[column.key] = value
                        self._note(entry, column.key, row[at + 1], value)
            entry.shadow.update(values)
        self.changed += bool(written)
        return written

    def _note(self, entry: Entry, key: str, before: Stored, after: Stored) -> None:
        self.changes.append(Change(entry.kind.key, entry.record_id, key, before, after))

    def _write_states(self, entries: Iterable[Entry]) -> None:
        new, old = [], []
        for entry in entries:
            state = entry.state
            parts = removal_code(state.life), pack_state(state), pack_shadow(entry.shadow)
            if entry.is_new:
                record = entry.number, entry.space, entry.kind.number, entry.record_id
                new.append((*record, *parts))
            else:
                old.append((*parts, entry.number))
        self._raw.executemany("INSERT INTO sync_head VALUES (?, ?, ?, ?, ?, ?, ?)", new)
        self._raw.executemany(
            "UPDATE sync_head SET removed = ?, state = ?, shadow = ? WHERE number = ?", old
        )

    def _conflicts(self, entries: Iterable[Entry]) -> Iterator[settling.ConflictRow]:
        for entry in entries:
            shown_now = entry.kind.is_known and entry.state.life.is_there
            yield from settling.conflicts_in(
                self._catalogue, entry.kind, entry.number, entry.state, shown_now
            )
