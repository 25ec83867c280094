"""Whole spaces: one number for everything merged in them, and throwing a sample away."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

import cbor2
from sqlalchemy import Connection

from msp_desktop.db.replica import identity
from msp_desktop.db.replica.catalogue import Catalogue, Kind, driver_of
from msp_desktop.db.replica.packing import unpack_shadow, unpack_state
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import disagree

_EMPTY = (None, "")


def known_spaces(connection: Connection) -> list[str]:
    """Return every space of which anything is here, be it only waiting for something.

    Spaces beside known partnerships, which hold their people, are not listed.
    """
    query = (
        "SELECT space_id FROM sync_space WHERE beside IS NULL UNION "
        "SELECT space_id FROM sync_waiting WHERE space_id NOT IN "
        "(SELECT space_id FROM sync_space WHERE beside IS NOT NULL) ORDER BY 1"
    )
    return [space_id for (space_id,) in driver_of(connection).execute(query)]


def waiting_spaces(connection: Connection) -> list[str]:
    """Return the spaces of which something waits for what has not arrived."""
    query = "SELECT DISTINCT space_id FROM sync_waiting ORDER BY 1"
    return [space_id for (space_id,) in driver_of(connection).execute(query)]


def digest(connection: Connection, space_ids: Iterable[str]) -> str:
    """Return one number (64 hexadecimal digits) for all records and open conflicts of some spaces.

    Two offices have the same number when they show the same answers and have the same left open;
    how and in which order they came to them does not matter.
    """
    raw = driver_of(connection)
    catalogue = Catalogue(raw)
    total = hashlib.sha256()
    for space_id in sorted(set(space_ids)):
        for record in _records(raw, catalogue, space_id):
            total.update(cbor2.dumps([space_id, *record]))
    return total.hexdigest()


def purge_stream(connection: Connection, space_id: str) -> None:
    """Throw a space away with everything ever written in it, as if it had never been here.

    Meant for samples: other offices do not learn of it. If it was ever sealed, somebody may have it, or
    believe that it is here, and this installation goes on as a new writer.
    """
    raw = driver_of(connection)
    raw.execute("DELETE FROM sync_waiting WHERE space_id = ?", (space_id,))
    found = raw.execute("SELECT number FROM sync_space WHERE space_id = ?", (space_id,)).fetchone()
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute("UPDATE sync_switch SET capturing = 0")
    catalogue = Catalogue(raw)
    for kind in catalogue.known_kinds:
        raw.execute(f"DELETE FROM {kind.table} WHERE space_id = ?", (space_id,))
        _forget_marks(raw, kind)
    raw.execute("UPDATE sync_switch SET capturing = 1")
    raw.execute("UPDATE sync_identity SET stamp = stamp + 1")  # this too is a change made here
    if found is not None:
        _purge_log(connection, raw, found[0])


def _purge_log(connection: Connection, raw: sqlite3.Connection, space: int) -> None:
    chains = "SELECT number FROM sync_chain WHERE space = ?"
    sealed = raw.execute(
        "SELECT 1 FROM sync_segment JOIN sync_chain ON sync_chain.number = chain WHERE space = ?",
        (space,),
    ).fetchone()
    for statement in (
        "DELETE FROM sync_conflict WHERE record IN (SELECT number FROM sync_head WHERE space = ?)",
        "DELETE FROM sync_head WHERE space = ?",
        f"DELETE FROM sync_unsealed WHERE chain IN ({chains})",
        f"DELETE FROM sync_trail WHERE chain IN ({chains})",
        f"DELETE FROM sync_segment WHERE chain IN ({chains})",
        "DELETE FROM sync_chain WHERE space = ?",
        "DELETE FROM sync_space WHERE number = ?",
    ):
        raw.execute(statement, (space,))
    if sealed:
        identity.new_incarnation(connection)


def _forget_marks(raw: sqlite3.Connection, kind: Kind) -> None:
    """Forget that the running transaction touched records that are no longer there."""
    for table in ("sync_stage", "sync_decision"):
        raw.execute(
            f"DELETE FROM {table} WHERE kind = ? AND record_id NOT IN "
            f"(SELECT id FROM {kind.table})",
            (kind.number,),
        )


def _records(
    raw: sqlite3.Connection, catalogue: Catalogue, space_id: str
) -> Iterator[tuple[object, ...]]:
    """Go through a space record by record: whether it is there, its answers, and what is open.

    Whether a removed record is shown for the sake of one that belongs to it is left out: it follows
    from the rest, and only where the kinds of both are known.
    """
    query = (
        "SELECT kind.key, head.record_id, head.removed, head.shadow, head.state "
        "FROM sync_head AS head JOIN sync_kind AS kind ON kind.number = head.kind "
        "JOIN sync_space AS space ON space.number = head.space "
        "WHERE space.space_id = ? ORDER BY kind.key, head.record_id"
    )
    tables: dict[str, dict[str, list[Stored]]] = {}
    for key, record_id, removed, shadow, state in raw.execute(query, (space_id,)):
        kind = catalogue.kind(key)
        if key not in tables:
            tables[key] = _rows(raw, kind, space_id) if kind.is_known else {}
        answers = tables[key].get(record_id, ())
        values = dict(zip((column.key for column in kind.columns), answers, strict=False))
        values |= {catalogue.field_key(at): one for at, one in unpack_shadow(shadow).items()}
        filled = sorted([name, one] for name, one in values.items() if one not in _EMPTY)
        yield key, record_id, removed, filled, _left_open(catalogue, state)


def _rows(raw: sqlite3.Connection, kind: Kind, space_id: str) -> dict[str, list[Stored]]:
    query = f"SELECT id, {kind.column_list()} FROM {kind.table} WHERE space_id = ?"
    return {row[0]: list(row[1:]) for row in raw.execute(query, (space_id,))}


def _left_open(catalogue: Catalogue, state: bytes) -> list[tuple[str, list[Stored]]]:
    """Return the fields of a record in which different values stand, with these values."""
    return sorted(
        (catalogue.field_key(field), sorted({head.value for head in heads}, key=repr))
        for field, heads in unpack_state(state).several.items()
        if catalogue.may_conflict(field) and disagree(heads)
    )
