"""Copies of the database that can be trusted: made by SQLite itself, checked before they count."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from msp_desktop.db.engine import APPLICATION_ID, connect
from msp_desktop.domain.problems import DiskIsFull, FileIsDamaged

IMPORTS_KEPT = 10
DAYS_KEPT = 30
_BEFORE_IMPORT = "before-import-"
_DAILY = "day-"
_DAY_SECONDS = 24 * 60 * 60
_MARGIN = 16 * 2**20
"""Bytes that must stay free beside a copy of the database."""


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


def back_up_before_import(database: Path, room: int) -> Path:
    """Make a backup before sync files of ``room`` bytes are worked in, and return it.

    The newest ten of these are kept. Raises `DiskIsFull` when there is no room for the backup and for
    what comes in.
    """
    folder = folder_of(database)
    folder.mkdir(parents=True, exist_ok=True)
    size = sum(part.stat().st_size for part in database.parent.glob(database.name + "*"))
    check_room(folder, size + 4 * room)
    name = f"{_BEFORE_IMPORT}{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.urandom(3).hex()}.msp"
    made = folder / name
    try:
        back_up(database, made)
    except (driver.OperationalError, OSError) as error:
        if is_full(error):
            raise DiskIsFull from error
        raise
    _keep_newest(folder.glob(f"{_BEFORE_IMPORT}*.msp"), made, IMPORTS_KEPT)
    return made


def back_up_daily(database: Path) -> Path | None:
    """Make a backup when none is of the last day; return it, or None when none was due.

    The newest thirty are kept.
    """
    folder, now = folder_of(database), datetime.now(UTC)
    ages = [now.timestamp() - one.stat().st_mtime for one in folder.glob(f"{_DAILY}*.msp")]
    if any(0 <= age < _DAY_SECONDS for age in ages):
        return None
    made = folder / f"{_DAILY}{now:%Y%m%d-%H%M%S}.msp"
    back_up(database, made)
    _keep_newest(folder.glob(f"{_DAILY}*.msp"), made, DAYS_KEPT)
    return made


def back_up_before_upgrade(database: Path, schema: int) -> None:
    """Make a backup before a database is changed to a newer schema; an earlier one stays."""
    folder = folder_of(database)
    names = (folder / f"before-schema-{schema}-{number}.msp" for number in count(1))
    back_up(database, next(name for name in names if not name.exists()))


def _keep_newest(backups: Iterable[Path], made: Path, number: int) -> None:
    """Remove backups until only ``number`` are left, the one just made among them.

    One whose time has not come yet was made while the clock ran ahead: such go first, for nobody knows
    how old they are.
    """
    now = made.stat().st_mtime
    times = {one: one.stat().st_mtime for one in backups if one != made}
    newest_first = sorted(times, key=lambda one: (times[one] <= now, times[one]), reverse=True)
    for one in newest_first[number - 1 :]:
        one.unlink()


def check_room(folder: Path, needed: int) -> None:
    """Make sure that so many bytes can be written into a folder. Raises `DiskIsFull`."""
    if shutil.disk_usage(folder).free < needed + _MARGIN:
        raise DiskIsFull


def is_full(error: BaseException) -> bool:
    """Say whether something failed because the disk is full."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    return "database or disk is full" in str(error)


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
