"""Bringing a database up to date: backup first, then every step in one transaction, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from msp_desktop import locations
from msp_desktop.db import backup
from msp_desktop.db.engine import APPLICATION_ID, open_engine
from msp_desktop.db.replica import capture
from msp_desktop.domain.problems import FileIsDamaged, FileIsNewer

SCHEMA = 21
"""Number of the newest migration; kept in the file as ``user_version``, so that a look is enough."""


def bring_up_to_date(path: Path) -> Engine:
    """Make ``path`` a database of this version, and return what opens it.

    A file of an older version is backed up beside itself before anything is changed. Raises
    `FileIsNewer` for a file of a newer version and `FileIsDamaged` for one that is not ours.
    """
    existed = path.exists()
    engine = open_engine(path)
    try:
        found = schema_of(engine, path) if existed else 0
        if found > SCHEMA:
            raise FileIsNewer(path.name)
        if found < SCHEMA:
            if found:
                backup.back_up_before_upgrade(path, SCHEMA)
            upgrade(engine)
            engine.dispose()  # what its connection remembers is of before
    except BaseException:
        engine.dispose()
        raise
    return engine


def schema_of(engine: Engine, path: Path) -> int:
    """Return the schema number of an existing file; 0 for an empty one."""
    try:
        with engine.connect() as connection:
            identity = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            number = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            empty = not connection.exec_driver_sql(
                "SELECT count(*) FROM sqlite_master"
            ).scalar_one()
    except DatabaseError as error:
        raise FileIsDamaged(path.name) from error
    if empty:
        return 0
    if identity != APPLICATION_ID or number < 1:
        raise FileIsDamaged(path.name)
    return number


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` in one transaction that holds the write lock."""
    from alembic import command
    from alembic.config import Config

    with engine.connect() as connection:
        set_foreign_keys(connection, on=False)  # tables are rebuilt on the way
        with connection.begin():
            was_capturing = capture.remove(connection)
            config = Config()
            config.set_main_option("script_location", str(locations.migrations()))
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            if was_capturing:
                capture.seal(connection, capture.OUTSIDE)
            _stamp(connection)
        set_foreign_keys(connection, on=True)


def set_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch foreign keys on or off; SQLite heeds this only outside a transaction."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys = {int(on)}")


def _stamp(connection: Connection) -> None:
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"migration left a broken reference: {tuple(broken)}")
