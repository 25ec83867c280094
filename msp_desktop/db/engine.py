"""How a database file is opened: one driver, one set of pragmas, one place.

The driver brings the same recent SQLite to every platform. Each pragma is set on purpose:
durability over speed (a power cut may not lose a saved answer), and no trust in the file's own SQL.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

APPLICATION_ID = 0x4D535058

PRAGMAS: dict[str, int | str] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: NORMAL loses the last commits of a WAL database at a power cut
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else INSERT OR REPLACE would pass the capture by
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "secure_delete": 1,
    "busy_timeout": 5000,
}

STATEMENTS = 512
"""How many statements a connection keeps ready: reading a partnership takes one for each kind of record."""

# Values that need no adapting; without these lines the driver takes a microsecond to find that out.
driver.register_adapter(type(None), {}.get)
driver.register_adapter(bytes, bytes)

READING = {"reading": True}
"""Execution options of a connection that only reads: it takes no write lock."""


def connect(path: Path) -> Any:
    """Open one connection with every pragma set; the file is made when it is not there."""
    connection = driver.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def open_engine(path: Path) -> Engine:
    """Return an engine whose writers begin with the write lock in hand.

    A transaction that starts as a reader and writes later fails at once when somebody else writes,
    whatever the busy timeout; so only connections with the options `READING` begin without the lock.
    """
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path), module=driver, poolclass=QueuePool
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN" if reading else "BEGIN IMMEDIATE")
    cursor.close()
