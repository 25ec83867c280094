"""The journal of what was taken in: what people were told, and whether it can still be taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from msp_desktop.db.replica.catalogue import driver_of

_COLUMNS = "number, moment, report, backup, undone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One import: what people were told of it, the name of the backup made before, when it was undone.

    Times are milliseconds since 1970 by this computer's clock; ``undone`` is 0 while it stands.
    """

    number: int
    moment: int
    report: Mapping[str, Any]
    backup: str
    undone: int


def add_entry(connection: Connection, moment: int, report: Mapping[str, Any], backup: str) -> int:
    """Write down an import at the end of its transaction; return its number."""
    raw = driver_of(connection)
    cursor = raw.execute(
        "INSERT INTO sync_import (moment, report, backup, origin, stamp, file_number) "
        "SELECT ?, ?, ?, origin, stamp, file_number FROM sync_identity",
        (moment, json.dumps(report, ensure_ascii=False), backup),
    )
    return int(cursor.lastrowid or 0)


def entries(connection: Connection) -> list[Entry]:
    """Return every import, the newest first."""
    rows = driver_of(connection).execute(f"SELECT {_COLUMNS} FROM sync_import ORDER BY number DESC")
    return [
        Entry(number, moment, json.loads(report), backup, undone or 0)
        for number, moment, report, backup, undone in rows
    ]


def newest_standing(connection: Connection) -> Entry | None:
    """Return the newest import that was not taken back."""
    return next((entry for entry in entries(connection) if not entry.undone), None)


def what_happened_since(connection: Connection, number: int) -> str:
    """Say what was done since an import: ``sent``, ``written`` or nothing."""
    same_writer, same_file, same_stamp = (
        driver_of(connection)
        .execute(
            "SELECT done.origin = now.origin, done.file_number = now.file_number, "
            "done.stamp = now.stamp FROM sync_import AS done, sync_identity AS now "
            "WHERE done.number = ?",
            (number,),
        )
        .fetchone()
    )
    if not same_writer:
        return "written"  # under a new number: a sample was thrown away, or a copy was found out
    if not same_file:
        return "sent"
    return "" if same_stamp else "written"


def mark_undone(connection: Connection, number: int, moment: int) -> None:
    """Write down that an import was taken back."""
    driver_of(connection).execute(
        "UPDATE sync_import SET undone = ? WHERE number = ?", (moment, number)
    )
