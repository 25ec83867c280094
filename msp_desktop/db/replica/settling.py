"""What follows from what stands: the list of open conflicts, and owners kept by what belongs to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from msp_desktop.db.replica.catalogue import Catalogue, Kind, partnership_space, quoted
from msp_desktop.db.replica.packing import unpack_state
from msp_desktop.domain.changes import ALIVE, Change
from msp_desktop.domain.merge import Different, RecordState, disagree

ConflictRow = tuple[int, int, str]
"""A row of ``sync_conflict``: record, field, and what kind of disagreement it is."""


def conflicts_in(
    catalogue: Catalogue, kind: Kind, number: int, state: RecordState, shown: bool
) -> list[ConflictRow]:
    """Return what is open in a record; nothing while the record is not shown.

    An answer that only newer versions know is left to them: nobody here could see or settle it.
    """
    if not shown or not (state.several or state.life.removals):
        return []
    known = {column.number for column in kind.columns}
    rows = [
        (number, field, Different.VALUES)
        for field, heads in state.several.items()
        if field in known and catalogue.may_conflict(field) and disagree(heads)
    ]
    if state.life.is_disputed:
        rows.append((number, kind.presence, Different.REMOVED_OR_CHANGED))
    elif state.life.removals and not state.life.is_there:
        rows.append((number, kind.presence, Different.REMOVED_OWNER))
    return rows


def list_conflicts(
    raw: sqlite3.Connection, records: Iterable[int], rows: Sequence[ConflictRow]
) -> None:
    """Put ``rows`` in the place of all that was listed for ``records``."""
    if raw.execute("SELECT 1 FROM sync_conflict").fetchone() is not None:
        raw.executemany("DELETE FROM sync_conflict WHERE record = ?", ((one,) for one in records))
    if rows:
        raw.executemany("INSERT INTO sync_conflict VALUES (?, ?, ?)", rows)


def settle_owners(
    raw: sqlite3.Connection, catalogue: Catalogue, spaces: Iterable[int]
) -> list[Change]:
    """Show removed records to which a living record belongs, and hide those to which none does any more.

    What one office adds to a record must not vanish because another office removed that record. Returns
    what changed for people to see. The caller has switched capturing off or clears the stage.
    """
    wide = {one for space in spaces for one in (space, partnership_space(raw, space))}
    query = "SELECT DISTINCT kind FROM sync_head WHERE removed = 2 AND space = ?"
    removed = {(space, kind) for space in wide for (kind,) in raw.execute(query, (space,))}
    return [
        change
        for kind in catalogue.owners_from_below()
        for space in sorted(wide)
        if (space, kind.number) in removed
        for change in _settle_kind(raw, catalogue, kind, space)
    ]


def _settle_kind(
    raw: sqlite3.Connection, catalogue: Catalogue, kind: Kind, space: int
) -> list[Change]:
    kept = " OR ".join(
        f"EXISTS (SELECT 1 FROM {owned.table} WHERE owner_id = owner.id AND alive = 1)"
        for owned in catalogue.owned_by(kind)
    )
    query = (
        f"SELECT head.number, head.state, owner.id, owner.alive, {kept} "
        f"FROM sync_head AS head JOIN {kind.table} AS owner ON owner.id = head.record_id "
        "WHERE head.removed = 2 AND head.space = ? AND head.kind = ?"
    )
    changes = []
    for number, state, record_id, alive, is_kept in raw.execute(
        query, (space, kind.number)
    ).fetchall():
        if alive != is_kept:
            raw.execute(
                f"UPDATE {kind.table} SET {quoted(ALIVE)} = ? WHERE id = ?", (is_kept, record_id)
            )
            changes.append(Change(kind.key, record_id, ALIVE, alive, is_kept))
        rows = conflicts_in(catalogue, kind, number, unpack_state(state), bool(is_kept))
        list_conflicts(raw, (number,), rows)
    return changes
