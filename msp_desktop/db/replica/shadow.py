"""Values that a newer version wrote: kept aside until this version has a column for them."""

from __future__ import annotations

from sqlalchemy import Connection

from msp_desktop.db.replica import settling
from msp_desktop.db.replica.batch import Batch, Entry
from msp_desktop.db.replica.catalogue import Catalogue, driver_of


def materialise_shadow(connection: Connection) -> None:
    """Move values kept aside into the tables and columns that are there now.

    To be called after an upgrade. What still has no column stays aside, and so does a record whose
    owner is not there.
    """
    raw = driver_of(connection)
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute("UPDATE sync_switch SET capturing = 0")
    catalogue = Catalogue(raw)
    batch = Batch(raw, catalogue)
    for kind in catalogue.known_kinds:
        query = "SELECT record_id FROM sync_head WHERE kind = ? AND shadow IS NOT NULL"
        batch.read((kind.number, one) for (one,) in raw.execute(query, (kind.number,)).fetchall())
    orphans = [entry for entry in batch if not _has_owner(catalogue, batch, entry)]
    while orphans:
        for entry in orphans:
            batch.leave(entry)
        orphans = [entry for entry in batch if not _has_owner(catalogue, batch, entry)]
    for entry in batch:
        entry.values.update(entry.shadow)
        entry.shadow = {}
    batch.write()
    spaces = [number for (number,) in raw.execute("SELECT number FROM sync_space").fetchall()]
    settling.settle_owners(raw, catalogue, spaces)
    raw.execute("UPDATE sync_switch SET capturing = 1")


def _has_owner(catalogue: Catalogue, batch: Batch, entry: Entry) -> bool:
    kind = entry.kind
    if entry.row is not None or not kind.owner:
        return True
    owner = catalogue.kind(kind.owner)
    owner_id = entry.shadow.get(catalogue.field(kind.number, "owner_id"))
    if not (owner.is_known and isinstance(owner_id, str)):
        return False
    return batch.get((owner.number, owner_id)) is not None or batch.has_row(owner, owner_id)
