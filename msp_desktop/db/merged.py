"""The merged state as a whole: its open conflicts, and one number that stands for all of it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from msp_desktop.db.catalogue import Catalogue, driver_of
from msp_desktop.db.log import office_names
from msp_desktop.db.packing import unpack_state
from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import RecordState, chain_of, place_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers that stand against each other: what, by whom, where, when by that clock."""

    value: Stored
    person: str
    office: str
    moment: int


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """Answers to one field that were written apart; ``difference`` is one of `domain.merge.Different`."""

    space_id: str
    kind_key: str
    record_id: str
    field_key: str
    difference: str
    sides: tuple[Side, ...]


_CONFLICTS = """
    SELECT space.space_id, kind.key, head.record_id, conflict.field, conflict.difference, head.state
    FROM sync_conflict AS conflict
    JOIN sync_head AS head ON head.number = conflict.record
    JOIN sync_kind AS kind ON kind.number = head.kind
    JOIN sync_space AS space ON space.number = head.space
    ORDER BY space.space_id, kind.key, head.record_id
"""

_WRITE = """
    SELECT author.person, chain.origin, coalesce(change.moment, change.stamp >> 16)
    FROM sync_change AS change
    JOIN sync_author AS author ON author.number = change.author
    JOIN sync_chain AS chain ON chain.number = change.chain
    WHERE change.chain = ? AND change.place = ?
"""


def open_conflicts(connection: Connection, space_id: str | None = None) -> list[OpenConflict]:
    """Return what is waiting for a person's decision, in every partnership or in one."""
    raw = driver_of(connection)
    catalogue = Catalogue.of(connection)
    names = office_names(raw)
    found = []
    for space, kind, record_id, field, difference, state in raw.execute(_CONFLICTS).fetchall():
        if space_id is None or space == space_id:
            key = catalogue.field_key(field)
            sides = tuple(_sides(raw, names, unpack_state(state), field, key))
            found.append(OpenConflict(space, kind, record_id, key, difference, sides))
    return found


def digest(connection: Connection, space_ids: Iterable[str]) -> str:
    """Return a number over all records and conflicts of these partnerships (SHA-256, 64 digits).

    Equal on two offices exactly when they hold the same; how it came about plays no part.
    """
    raw = driver_of(connection)
    catalogue = Catalogue.of(connection)
    total = hashlib.sha256()
    for space_id in sorted(space_ids):
        for kind in sorted(catalogue.known_kinds, key=lambda one: one.key):
            query = f"SELECT * FROM {kind.table} WHERE space_id = ? ORDER BY id"
            cursor = raw.execute(query, (space_id,))
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                answers = dict(zip(columns, row, strict=True))
                said = {key: answer for key, answer in answers.items() if answer is not None}
                total.update(_line([kind.key, said]))
        for conflict in open_conflicts(connection, space_id):
            values = sorted({json.dumps(side.value) for side in conflict.sides})
            where = [conflict.kind_key, conflict.record_id, conflict.field_key]
            total.update(_line([*where, conflict.difference, values]))
    return total.hexdigest()


def _line(said: object) -> bytes:
    return json.dumps(said, sort_keys=True, ensure_ascii=False).encode("utf-8") + b"\n"


def _sides(
    raw: sqlite3.Connection, names: dict[bytes, str], state: RecordState, field: int, key: str
) -> Iterator[Side]:
    for dot, value in _standing(state, field, key):
        person, origin, moment = raw.execute(_WRITE, (chain_of(dot), place_of(dot))).fetchone()
        yield Side(value, person, names.get(origin, ""), moment)


def _standing(state: RecordState, field: int, key: str) -> Iterator[tuple[int, Stored]]:
    if key == ALIVE:
        yield from ((dot, 1) for dot in state.life.living_dots)
        yield from ((dot, 0) for dot in state.life.removals)
        return
    standing = state.standing[field]
    assert not isinstance(standing, int)
    yield from ((head.dot, head.value) for head in standing)
