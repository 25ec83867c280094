"""Taking an import back: the database becomes, row by row and in one transaction, what it was before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from msp_desktop.db import backup
from msp_desktop.db.database import Database
from msp_desktop.db.replica import journal
from msp_desktop.db.replica.catalogue import driver_of, quoted
from msp_desktop.db.tables import TABLES
from msp_desktop.domain.changes import Author, Change
from msp_desktop.domain.problems import FileIsDamaged, Problem
from msp_desktop.i18n import mark as _

STAYS = frozenset(
    {
        "alembic_version",
        "setting",
        "sync_card",
        "sync_import",
        "sync_revocation",
        "sync_roster",
        "sync_switch",
        "sync_voucher",
    }
)
"""Tables that are left alone: what is set on this computer, whom a person trusts, and the journal."""

_FRAME = ("space_id", "owner_id")


class CannotTakeBack(Problem):
    """Raised when an import cannot be taken back; the sentence says why and what can be done instead."""

    @classmethod
    def nothing(cls) -> CannotTakeBack:
        return cls(_("There is no import that could be taken back. Nothing was changed."))

    @classmethod
    def not_newest(cls) -> CannotTakeBack:
        return cls(
            _(
                "Only the newest import can be taken back, for later ones build on it. "
                "Nothing was changed. Correct single answers by hand."
            )
        )

    @classmethod
    def written(cls) -> CannotTakeBack:
        return cls(
            _(
                "Something was written here since these files were taken in, and it would be lost. "
                "Nothing was changed. Correct single answers by hand."
            )
        )

    @classmethod
    def sent(cls) -> CannotTakeBack:
        return cls(
            _(
                "A sync file was written since these files were taken in; others may have it already. "
                "Nothing was changed. Correct single answers by hand."
            )
        )

    @classmethod
    def no_backup(cls, name: str) -> CannotTakeBack:
        return cls(
            _(
                "The backup {file}, made before these files were taken in, is gone or damaged. "
                "Nothing was changed. Correct single answers by hand."
            ),
            file=name,
        )

    @classmethod
    def updated(cls) -> CannotTakeBack:
        return cls(
            _(
                "The program was updated since these files were taken in. "
                "Nothing was changed. Correct single answers by hand."
            )
        )


def obstacle(database: Database, number: int) -> CannotTakeBack | None:
    """Return why an import cannot be taken back, or None when it can."""
    with database.reading() as store:
        return _obstacle(store.connection, number) or _without_backup(
            database, store.connection, number
        )


def take_back(database: Database, number: int, now: int) -> tuple[Change, ...]:
    """Put back what was there before an import, and return what changed for people to see.

    Everything is as it was, also what other offices are known to have; only `STAYS` is left alone.
    This installation stays the writer it is: what it wrote during the import (sealed segments of
    earlier changes) has never left it. Raises `CannotTakeBack`; then nothing has changed.
    """
    if (why := obstacle(database, number)) is not None:
        raise why
    with database.reading() as store:
        saved = _backup_of(database, store.connection, number)
    try:
        backup.verify(saved)
    except FileIsDamaged as error:
        raise CannotTakeBack.no_backup(saved.name) from error
    backup.check_room(saved.parent, saved.stat().st_size)
    with database.beside(saved, Author("", "import taken back")) as connection:
        if (why := _obstacle(connection, number)) is not None:
            raise why
        changes = tuple(_put_back(driver_of(connection)))
        journal.mark_undone(connection, number, now)
    database.close()  # what connections remember of the catalogue is no longer true
    return changes


def _obstacle(connection: Connection, number: int) -> CannotTakeBack | None:
    newest = journal.newest_standing(connection)
    if newest is None:
        return CannotTakeBack.nothing()
    if newest.number != number:
        return CannotTakeBack.not_newest()
    since = journal.what_happened_since(connection, number)
    return {"": None, "sent": CannotTakeBack.sent(), "written": CannotTakeBack.written()}[since]


def _without_backup(
    database: Database, connection: Connection, number: int
) -> CannotTakeBack | None:
    saved = _backup_of(database, connection, number)
    return None if saved.is_file() else CannotTakeBack.no_backup(saved.name)


def _backup_of(database: Database, connection: Connection, number: int) -> Path:
    entry = next(one for one in journal.entries(connection) if one.number == number)
    return backup.folder_of(database.path) / entry.backup


def _put_back(raw: sqlite3.Connection) -> Iterator[Change]:
    """Make every table what it is in the attached database, touching only rows that differ."""
    versions = [raw.execute(f"PRAGMA {name}.user_version").fetchone() for name in ("main", "saved")]
    keys = [
        raw.execute(f"SELECT public_key FROM {name}.sync_identity").fetchone()
        for name in ("main", "saved")
    ]
    if versions[0] != versions[1]:
        raise CannotTakeBack.updated()
    if keys[0] != keys[1]:
        raise CannotTakeBack.written()
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute("UPDATE sync_switch SET capturing = 0")
    tables = raw.execute(
        "SELECT name FROM saved.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        if table not in STAYS:
            yield from _put_table_back(raw, table)
    raw.execute("UPDATE sync_switch SET capturing = 1")


def _put_table_back(raw: sqlite3.Connection, table: str) -> Iterator[Change]:
    described = raw.execute(f"PRAGMA saved.table_info({quoted(table)})").fetchall()
    names = [str(row[1]) for row in described]
    key = ", ".join(quoted(str(row[1])) for row in described if row[5])
    columns, name = ", ".join(map(quoted, names)), quoted(table)
    here, there = (f"SELECT {columns} FROM {of}.{name}" for of in ("main", "saved"))
    lost = raw.execute(f"{here} EXCEPT {there}").fetchall()
    back = raw.execute(f"{there} EXCEPT {here}").fetchall()
    if lost:
        raw.execute(
            f"DELETE FROM main.{name} WHERE ({key}) IN (SELECT {key} FROM ({here} EXCEPT {there}))"
        )
    if back:
        marks = ", ".join("?" * len(names))
        raw.executemany(f"INSERT INTO main.{name} ({columns}) VALUES ({marks})", back)
    if table in TABLES:
        yield from _differences(table, names, lost, back)


def _differences(
    kind_key: str, names: list[str], lost: list[tuple[object, ...]], back: list[tuple[object, ...]]
) -> Iterator[Change]:
    at = names.index("id")
    before = {row[at]: dict(zip(names, row, strict=True)) for row in lost}
    after = {row[at]: dict(zip(names, row, strict=True)) for row in back}
    for record_id in before | after:
        old, new = before.get(record_id, {}), after.get(record_id, {"alive": 0})
        for field in names:
            was, is_now = old.get(field), new.get(field)
            if was != is_now and field not in (*_FRAME, "id"):
                yield Change(kind_key, str(record_id), field, was, is_now)  # type: ignore[arg-type]
