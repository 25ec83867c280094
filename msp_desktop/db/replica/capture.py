"""Capture: triggers mark what a transaction touched, and the same transaction seals it into the log.

Whatever changes a record (the store, a bulk statement, another program on the file) is caught by the
database itself. What another program leaves behind is sealed with the next transaction of this one.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping

from sqlalchemy import Connection, Table

from msp_desktop.db.replica import identity, sealing, shadow, triggers
from msp_desktop.db.replica.catalogue import Catalogue, driver_of, write_down_kinds
from msp_desktop.db.replica.undisturbed import undisturbed
from msp_desktop.domain.changes import Author, Change

OUTSIDE = Author("", "external edit")
"""The author of what another program wrote into the file."""

_MARKS = ("sync_stage", "sync_decision")


def install(connection: Connection, tables: Mapping[str, Table]) -> None:
    """Make sure that every write to ``tables`` is captured; changes nothing when it already is.

    After an upgrade, values that an earlier version could only keep aside find their columns.
    """
    raw = driver_of(connection)
    _make_writer(raw)
    Catalogue.forget(connection)
    is_new = write_down_kinds(raw, tables)
    catalogue = Catalogue(raw)
    present = triggers.present(raw)
    if present != triggers.expected(catalogue):
        triggers.drop(raw, present)
        triggers.create(raw, catalogue.known_kinds)
    if is_new:
        shadow.materialise_shadow(connection)


def is_installed(connection: Connection, tables: Mapping[str, Table]) -> bool:
    """Say whether every write to ``tables`` is captured, by exactly the triggers of this version."""
    raw = driver_of(connection)
    catalogue = Catalogue(raw)
    known = {kind.key for kind in catalogue.known_kinds}
    switched_on = raw.execute("SELECT capturing FROM sync_switch").fetchone() == (1,)
    made = triggers.present(raw) == triggers.expected(catalogue)
    return switched_on and made and known >= set(tables)


def remove(connection: Connection) -> bool:
    """Take the triggers away before a migration; say whether there were any.

    What they have marked is to be sealed after it: the log has the form that this version knows only then.
    """
    raw = driver_of(connection)
    present = triggers.present(raw)
    triggers.drop(raw, present)
    return bool(present)


def decide(connection: Connection, kind_key: str, record_id: str, field_key: str) -> None:
    """Say that this transaction settles a conflict, even when it leaves the value as it is shown."""
    raw = driver_of(connection)
    kind = Catalogue.of(connection).kind(kind_key)
    raw.execute(
        "INSERT OR IGNORE INTO sync_decision VALUES (?, ?, ?)", (kind.number, record_id, field_key)
    )


def seal(
    connection: Connection, author: Author, now: int | None = None, *, beside: bool = False
) -> tuple[Change, ...]:
    """Write into the log what the running transaction did to records, and return it.

    To be called at the end of each writing transaction. ``now`` is in milliseconds since 1970; the
    computer's clock by default. Answers decided on replace nothing when they are to stand ``beside``
    what stands already: so a conflict is opened again.
    """
    raw = driver_of(connection)
    if not any(raw.execute(f"SELECT 1 FROM {table}").fetchone() for table in _MARKS):
        return ()
    moment = clock() if now is None else now
    with undisturbed():
        changes = sealing.write_log(raw, Catalogue.of(connection), author, moment, beside=beside)
    for table in _MARKS:
        raw.execute(f"DELETE FROM {table}")
    return changes


def clock() -> int:
    """Return what the computer's clock says, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _make_writer(raw: sqlite3.Connection) -> None:
    """Make sure there is a writer's identity and that the triggers are looking."""
    if raw.execute("SELECT 1 FROM sync_identity").fetchone() is None:
        identity.begin(raw)
    raw.execute("INSERT OR REPLACE INTO sync_switch VALUES (1, 1)")
