"""Where offices disagree, and what a person decides."""

from __future__ import annotations

from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture
from msp_desktop.db.replica.disputes import OpenConflict, Side, open_conflicts
from msp_desktop.domain.changes import ALIVE, Author, Change
from msp_desktop.domain.fields import Stored

__all__ = ["OpenConflict", "Side", "conflicts", "resolve"]


def conflicts(database: Database, space_id: str | None = None) -> list[OpenConflict]:
    """Return the answers that offices wrote apart and nobody has decided on."""
    with database.reading() as store:
        return open_conflicts(store.connection, space_id)


def resolve(
    database: Database, person: str, conflict: OpenConflict, value: Stored
) -> tuple[Change, ...]:
    """Settle a conflict with one of its values or another; return what changed for people to see.

    The decision replaces every value that stands, also when it is the one already shown. A record that
    is to be removed goes with everything that belongs to it.
    """
    about = conflict.kind_key, conflict.record_id, conflict.field_key
    with database.transaction(Author(person, "conflict settled")) as store:
        before = (store.read(conflict.kind_key, conflict.record_id) or {}).get(conflict.field_key)
        capture.decide(store.connection, *about)
        if conflict.field_key == ALIVE and value == 0:
            store.remove(conflict.kind_key, conflict.record_id)
        else:
            store.update(conflict.kind_key, conflict.record_id, {conflict.field_key: value})
    return (*store.changes, *store.settled) or (Change(*about, before, value),)
