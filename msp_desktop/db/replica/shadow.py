"""Values that a newer version wrote: kept aside until this version has a column for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection

from msp_desktop.db.replica import settling
from msp_desktop.db.replica.catalogue import Catalogue, Kind, driver_of
from msp_desktop.db.replica.touched import AT_ONCE, Entry, RecordKey, Touched


def materialise_shadow(connection: Connection) -> None:
    """Move values kept aside into the tables and columns that are there now.

    To be called after an upgrade. What still has no column stays aside, and so does a record whose
    owner is not there.
    """
    raw = driver_of(connection)
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute("UPDATE sync_switch SET capturing = 0")
    catalogue = Catalogue(raw)
    touched = Touched(raw, catalogue)
    entries = [entry for kind in catalogue.known_kinds for entry in _shadowed(raw, touched, kind)]
    found = _with_owners(catalogue, touched, entries)
    for entry in found:
        entry.values.update(entry.shadow)
        entry.shadow = {}
    touched.write(found)
    spaces = [number for (number,) in raw.execute("SELECT number FROM sync_space").fetchall()]
    settling.settle_owners(raw, catalogue, spaces)
    raw.execute("UPDATE sync_switch SET capturing = 1")


def _shadowed(raw: sqlite3.Connection, touched: Touched, kind: Kind) -> list[Entry]:
    query = "SELECT number FROM sync_head WHERE kind = ? AND shadow IS NOT NULL"
    numbers = [number for (number,) in raw.execute(query, (kind.number,)).fetchall()]
    chunks = [numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE)]
    return [entry for chunk in chunks for entry in touched.read(kind, chunk).values()]


def _with_owners(catalogue: Catalogue, touched: Touched, entries: Sequence[Entry]) -> list[Entry]:
    """Leave out records that would have no owner."""
    left = list(entries)
    while True:
        here = {(entry.kind.number, entry.record_id) for entry in left}
        kept = [entry for entry in left if _has_owner(catalogue, touched, here, entry)]
        if len(kept) == len(left):
            return kept
        left = kept


def _has_owner(catalogue: Catalogue, touched: Touched, here: set[RecordKey], entry: Entry) -> bool:
    kind = entry.kind
    if entry.row is not None or not kind.owner:
        return True
    owner = catalogue.kind(kind.owner)
    owner_id = entry.shadow.get(catalogue.field(kind.number, "owner_id"))
    if not (owner.is_known and isinstance(owner_id, str)):
        return False
    return (owner.number, owner_id) in here or touched.has_row(owner, owner_id)
