"""What is there no more, and is still spoken of."""

from __future__ import annotations

from msp_desktop.db.database import Database
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.past import called


def name_of_removed(database: Database, kind_key: str, record_id: str) -> str:
    """Return what a record was called, removed or not; nothing where it was never here."""
    with database.reading() as store:
        row = store.read(kind_key, record_id)
    return called(KINDS[kind_key], row) if row is not None else ""
