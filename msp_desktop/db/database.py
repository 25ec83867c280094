"""One office's database: opened, brought up to date, and the doors for reading and writing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from msp_desktop.db import backup, migrate
from msp_desktop.db.attachments import FOLDER, AttachmentFolder
from msp_desktop.db.engine import READING
from msp_desktop.db.replica import capture, identity
from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.db.store import Store
from msp_desktop.db.tables import TABLES
from msp_desktop.domain.changes import Author
from msp_desktop.domain.problems import DiskIsFull, OfficeIsBusy

_OUTSIDE = Author("", "external edit")

MOMENT, PATIENCE = 0.3, 5.0
"""How long a thread waits for its turn to write: the one that draws the window, and any other (seconds)."""


class Database:
    """An open database file. Every transaction is sealed into the change log when it commits."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, making or upgrading it first. Raises `FileIsNewer` or `FileIsDamaged`."""
        self.path = path
        self._writing = threading.Lock()
        self._engine = migrate.bring_up_to_date(path)
        event.listen(self._engine, "commit", _seal)
        with self._engine.begin() as connection:
            capture.install(connection, TABLES)
            identity.complete(connection)

    @property
    def attachments(self) -> AttachmentFolder:
        """The attached files, in a folder beside the database."""
        return AttachmentFolder(self.path.parent / FOLDER)

    @contextmanager
    def transaction(self, author: Author) -> Iterator[Store]:
        """Write in one step: all of it is durable when the block ends, or none of it happened.

        Raises `DiskIsFull` when there is no room for it, `OfficeIsBusy` when another thread is writing
        for longer than one can wait.
        """
        with self._engine.connect() as connection:
            connection.info["author"] = author
            try:
                with self._turn(), _room_for_it(), connection.begin():
                    store = Store(connection)
                    yield store
                store.add_settled(connection.info.pop("sealed", ()))
            finally:
                connection.info.pop("author", None)

    @contextmanager
    def beside(self, other: Path, author: Author) -> Iterator[Connection]:
        """Write in one step while another database file can be read under the name ``saved``.

        Raises `DiskIsFull` when there is no room for it.
        """
        with self._engine.connect() as connection:
            raw = driver_of(connection)
            raw.execute("ATTACH DATABASE ? AS saved", (str(other),))
            connection.info["author"] = author
            try:
                with self._turn(), _room_for_it(), connection.begin():
                    yield connection
            finally:
                connection.info.pop("author", None)
                raw.execute("DETACH DATABASE saved")

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Read one consistent state; never waits for a writer."""
        with self._engine.connect().execution_options(**READING) as connection, connection.begin():
            yield Store(connection)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let one thread write at a time. Raises `OfficeIsBusy` when it takes too long.

        The thread that draws the window must not stand still, so it waits a moment only.
        """
        is_window = threading.current_thread() is threading.main_thread()
        if not self._writing.acquire(timeout=MOMENT if is_window else PATIENCE):
            raise OfficeIsBusy
        try:
            yield
        finally:
            self._writing.release()

    def close(self) -> None:
        """Close every connection; the file can then be moved."""
        self._engine.dispose()


@contextmanager
def _room_for_it() -> Iterator[None]:
    """Say in words that the disk is full, or that somebody else is writing."""
    try:
        yield
    except (OperationalError, driver.OperationalError, OSError) as error:
        if backup.is_full(error):
            raise DiskIsFull from error
        if "database is locked" in str(error):
            raise OfficeIsBusy from error
        raise


def _seal(connection: Connection) -> None:
    if not connection.get_execution_options().get("reading"):
        author = connection.info.get("author", _OUTSIDE)
        connection.info["sealed"] = capture.seal(connection, author)
