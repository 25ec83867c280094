"""Undo this import: while nothing was written or sent since, everything becomes what it was before."""

from __future__ import annotations

from msp_desktop.app.workspace import Workspace
from msp_desktop.db import taking_back, witness
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, journal
from msp_desktop.db.taking_back import CannotTakeBack

__all__ = ["CannotTakeBack", "newest_import", "obstacle", "undo_import"]


def newest_import(database: Database) -> int:
    """Return the number of the newest import that stands. Raises `CannotTakeBack`."""
    with database.reading() as store:
        newest = journal.newest_standing(store.connection)
    if newest is None:
        raise CannotTakeBack.nothing()
    return newest.number


def obstacle(database: Database, number: int) -> CannotTakeBack | None:
    """Return why an import cannot be taken back, or None when it can."""
    return taking_back.obstacle(database, number)


def undo_import(workspace: Workspace, number: int) -> None:
    """Take an import back and tell open pages. Raises `CannotTakeBack`; then nothing has changed.

    The files are not kept; whoever sent them still has them, and sends what is missing here again.
    """
    changes = taking_back.take_back(workspace.database, number, capture.clock())
    witness.keep(workspace.database)
    workspace.received(changes)
