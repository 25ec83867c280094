"""Two offices that exchange a workload, beside plain SQLite doing the same writes."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from msp_desktop.app import exchange, trust
from msp_desktop.app.bench.workload import FIELDS, KIND, Answers, Workload
from msp_desktop.app.exchange import introducing
from msp_desktop.app.exchange.delivery import seal_own, take_in
from msp_desktop.app.office import DATABASE, set_up_office
from msp_desktop.db.database import Database
from msp_desktop.db.engine import connect
from msp_desktop.db.replica import capture
from msp_desktop.db.replica.receiving import Received
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.fields import Stored
from msp_desktop.sync import envelope

SPACE = "0" * 31 + "1"
AUTHOR = Author("Sita Rai")
_OPEN = exchange.SendOptions(is_open=True)


class Lap:
    """How long something took, in seconds of this process: other programs and the disk do not count."""

    cpu = 0.0


@contextmanager
def timed() -> Iterator[Lap]:
    """Measure a block. Garbage of earlier blocks is collected before."""
    gc.collect()
    lap = Lap()
    begun = time.process_time()
    yield lap
    lap.cpu = time.process_time() - begun


def insert(store: Store, rows: Sequence[Answers]) -> None:
    """Add rows in one statement."""
    names = ", ".join(("id", *FIELDS, "space_id", "rank"))
    marks = ", ".join("?" * (len(FIELDS) + 1))
    statement = f"INSERT INTO {KIND} ({names}) VALUES ({marks}, '{SPACE}', 'V')"
    store.connection.exec_driver_sql(statement, list(rows))


def save_each(store: Store, workload: Workload) -> None:
    """Save every change by itself."""
    now = capture.clock()
    for at, (record_id, field, value) in enumerate(workload.changes):
        _set(store, record_id, {field: value})
        capture.seal(store.connection, AUTHOR, now + 7 * at)


def save_forms(store: Store, workload: Workload) -> None:
    """Save all changes of a row together."""
    now = capture.clock()
    for at, (record_id, values) in enumerate(workload.by_row.items()):
        _set(store, record_id, values)
        capture.seal(store.connection, AUTHOR, now + 7 * at)


def save_at_once(store: Store, workload: Workload) -> None:
    """Save all changes in one step."""
    for field, changes in by_field(workload).items():
        store.connection.exec_driver_sql(f"UPDATE {KIND} SET {field} = ? WHERE id = ?", changes)


def seal(store: Store, number: int) -> None:
    """End a save of which there are several in one transaction."""
    capture.seal(store.connection, AUTHOR, capture.clock() + number)


def by_field(workload: Workload) -> dict[str, list[tuple[Stored, str]]]:
    """Return the changes field by field, as plain SQL is fastest."""
    found: dict[str, list[tuple[Stored, str]]] = {}
    for record_id, field, value in workload.changes:
        found.setdefault(field, []).append((value, record_id))
    return found


def _set(store: Store, record_id: str, values: dict[str, Stored]) -> None:
    sets = ", ".join(f"{field} = ?" for field in values)
    store.connection.exec_driver_sql(
        f"UPDATE {KIND} SET {sets} WHERE id = ?", (*values.values(), record_id)
    )


def take_in_file(database: Database, file: Path) -> Received:
    """Read, check, unlock and work in a file, durably; without the backup before and the report after."""
    with database.reading() as store:
        keys = introducing.keys(store, None)
    header, content = envelope.read(file.read_bytes(), keys)
    with database.transaction(AUTHOR) as store:
        return take_in(store, header, content, capture.clock())


class Offices:
    """Two offices that hold the same rows, and what the first writes for the second."""

    def __init__(self, folder: Path, workload: Workload) -> None:
        """Let both have the rows of the workload."""
        self._folder = folder
        self._workload = workload
        first, second = (
            set_up_office(folder / name, name=name, place="", person=AUTHOR.person)
            for name in ("first", "second")
        )
        one, other = first.workspace.database, second.workspace.database
        self._second_id = second.id
        for here, there in ((one, other), (other, one)):
            met = trust.add_card(here, trust.own_card(there)).office
            trust.confirm(here, AUTHOR.person, met, met.digits)
        with one.transaction(AUTHOR) as store:
            store.create("partnership", SPACE, SPACE, {"name": "Measured"})
            insert(store, workload.rows)
        self._pass_on(one, other)
        self._pass_on(other, one)
        for office in (first, second):
            office.close()
            shutil.copy(office.home / DATABASE, folder / f"{office.home.name}.msp")

    def write(self, name: str, work: Callable[[Store], None]) -> dict[str, float]:
        """Let the first office do some work and send it; return how many seconds each took."""
        database = Database(self._copy("first.msp", f"{name}.msp"))
        with timed() as saving, database.transaction(AUTHOR) as store:
            work(store)
        with timed() as first:
            self._send(database, f"{name}.mspsync")
        with timed() as again:
            self._send(database, f"{name}-again.mspsync")
        database.close()
        return {"saving": saving.cpu, "export": first.cpu, "export again": again.cpu}

    def receive(self, name: str, receiver: str = "second") -> dict[str, float]:
        """Let a copy of the other office take in what was written; return how many seconds it took."""
        file = self._folder / f"{name}.mspsync"
        database = Database(self._copy(f"{receiver}.msp", "receiver.msp"))
        with timed() as first:
            report = take_in_file(database, file)
        with timed() as again:
            take_in_file(database, file)
        database.close()
        assert report.writes == report.applied + report.conflicting > 0
        return {"import": first.cpu, "import again": again.cpu, "conflicting": report.conflicting}

    def reading(self, name: str) -> float:
        """Return how long it takes to unlock a written file and check its hashes and signatures."""
        database = Database(self._copy("second.msp", "receiver.msp"))
        with database.reading() as store:
            keys = introducing.keys(store, None)
        database.close()
        data = (self._folder / f"{name}.mspsync").read_bytes()
        with timed() as lap:
            envelope.read(data, keys)
        return lap.cpu

    def write_apart(self, name: str, work: Callable[[Store], None]) -> None:
        """Let the second office do some work that the first does not know of."""
        database = Database(self._copy("second.msp", f"{name}.msp"))
        with database.transaction(AUTHOR) as store:
            work(store)
        with database.transaction(AUTHOR) as store:
            seal_own(store, capture.clock())
        database.close()

    def small_files(self, count: int) -> list[float]:
        """Let the second office take in files with twenty edits each; return the seconds of each."""
        sender = Database(self._copy("first.msp", "sender.msp"))
        receiver = Database(self._copy("second.msp", "receiver.msp"))
        seconds = []
        for number in range(count):
            edits = self._workload.changes[20 * number : 20 * number + 20]
            with sender.transaction(AUTHOR) as store:
                save_each(store, replace(self._workload, changes=edits))
            self._send(sender, "small.mspsync")
            with timed() as lap:
                take_in_file(receiver, self._folder / "small.mspsync")
            seconds.append(lap.cpu)
        sender.close()
        receiver.close()
        return seconds

    def saves(self, count: int, *, captured: bool) -> list[float]:
        """Save single fields, each durably; return the seconds of each save."""
        database = Database(self._copy("second.msp", "saving.msp"))
        seconds = []
        for record_id, field, value in self._workload.changes[:count]:
            with timed() as lap, database.transaction(AUTHOR) as store:
                if not captured:
                    store.connection.exec_driver_sql("UPDATE sync_switch SET capturing = 0")
                _set(store, record_id, {field: value})
            seconds.append(lap.cpu)
        database.close()
        return seconds

    def size(self, name: str) -> int:
        """Return how large a written file is, in bytes."""
        return (self._folder / f"{name}.mspsync").stat().st_size

    def held(self, name: str) -> tuple[int, int]:
        """Return how many bytes of a database are in use, and how many of them its records take."""
        connection = connect(self._folder / f"{name}.msp")
        pages, free, size = (
            connection.execute(f"PRAGMA {one}").fetchone()[0]
            for one in ("page_count", "freelist_count", "page_size")
        )
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'sync_*'"
        ).fetchall():
            connection.execute(f"DELETE FROM {table}")
        left = connection.execute("PRAGMA freelist_count").fetchone()[0]
        connection.close()
        return (pages - free) * size, (pages - left) * size

    def raw(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> float:
        """Do writes by plain statements of this program's driver, uncaptured; return CPU seconds."""
        connection = connect(self._copy("second.msp", "raw.msp"))
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        with timed() as lap:
            connection.execute("BEGIN IMMEDIATE")
            for statement, rows in statements:
                connection.executemany(statement, rows)
            connection.execute("COMMIT")
        connection.close()
        return lap.cpu

    def _pass_on(self, sender: Database, receiver: Database) -> None:
        file = self._folder / "passed-on.mspsync"
        file.unlink(missing_ok=True)
        exchange.send(sender, file, _OPEN)
        take_in_file(receiver, file)

    def _send(self, database: Database, name: str) -> None:
        file = self._folder / name
        file.unlink(missing_ok=True)
        exchange.send(database, file, exchange.SendOptions(to=(self._second_id,)))

    def _copy(self, source: str, target: str) -> Path:
        for end in ("-wal", "-shm"):
            (self._folder / (target + end)).unlink(missing_ok=True)
        return Path(shutil.copy(self._folder / source, self._folder / target))
