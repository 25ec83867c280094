"""Copies of the database that can be trusted: made by SQLite itself, checked before they count."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from msp_desktop.db.engine import APPLICATION_ID, connect
from msp_desktop.domain.problems import FileIsDamaged


def folder_of(database: Path) -> Path:
    """Return the folder beside a database that holds its backups."""
    return database.parent / "backups"


def back_up(source: Path, target: Path) -> None:
    """Copy a database, open or not, into ``target`` as one self-contained file.

    The copy is written under another name, checked and made durable before it takes its name, so
    that a file called a backup always is one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    live, copy = connect(source), driver.connect(str(part), isolation_level=None)
    try:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = delete")
        _check(copy, source)
    finally:
        copy.close()
        live.close()
    make_durable(part)
    os.replace(part, target)  # noqa: PTH105 - the one call that is atomic on every platform
    make_durable(target.parent)


def verify(path: Path) -> None:
    """Check a backup without trusting it. Raises `FileIsDamaged`."""
    if not path.is_file():
        raise FileIsDamaged(path.name)
    connection = driver.connect(f"file:{path.as_posix()}?mode=ro", uri=True, isolation_level=None)
    try:
        _check(connection, path)
    finally:
        connection.close()


def _check(connection: Any, path: Path) -> None:
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA trusted_schema = 0")
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        ours = connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    except driver.DatabaseError as error:
        raise FileIsDamaged(path.name) from error
    if not (sound and ours):
        raise FileIsDamaged(path.name)


def make_durable(path: Path) -> None:
    """Wait until a file's content (or a folder's list of names) is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows offers no handle on a folder; renames there are written through
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
