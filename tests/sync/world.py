"""Several offices with a small model of their own, exchanging real sync files; clocks as wrong as wanted."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, MetaData

from msp_desktop.app.exchange import delivery
from msp_desktop.db.engine import open_engine
from msp_desktop.db.replica import capture, identity, schema  # noqa: F401 - makes its tables
from msp_desktop.db.replica.catalogue import Catalogue, driver_of
from msp_desktop.db.replica.packing import unpack_state
from msp_desktop.db.replica.receiving import Received
from msp_desktop.db.store import Store
from msp_desktop.db.tables import metadata, record_tables
from msp_desktop.domain.changes import Author, Change
from msp_desktop.domain.fields import Stored, Text, Whole
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.records import RecordKind, Section, many, one
from msp_desktop.sync import envelope

PERSON = many(
    "person",
    "Person",
    "People",
    Section("", (Text("name", "Name"), Text("phone", "Phone"), Whole("n", "Number"))),
)
TASK = many("task", "Task", "Tasks", Section("", (Text("title", "Title"),)), owner="person")
STEP = many("step", "Step", "Steps", Section("", (Text("what", "What"),)), owner="task")
PAGE = one("page", "Page", Section("", (Text("text", "Text"), Text("goal", "Goal"))))
KINDS: tuple[RecordKind, ...] = (PERSON, TASK, STEP, PAGE)
SPACES = ("a" * 32, "b" * 32)
START = 1_767_225_600_000
YEAR = 365 * 86_400_000

Row = dict[str, Stored]
State = dict[tuple[str, str], Row]
SYNC_TABLES = [table for name, table in metadata.tables.items() if name.startswith("sync_")]


class Office:
    """One office: a database in memory and a clock."""

    _numbers = itertools.count(1)

    def __init__(
        self, source: Any = None, kinds: Iterable[RecordKind] = KINDS, offset: int = 0
    ) -> None:
        self.now = START
        self.offset = offset
        records = MetaData()
        self.tables = record_tables(kinds, records)
        self.engine = open_engine(Path(":memory:"))
        self.connection: Connection = self.engine.connect()
        self.raw = driver_of(self.connection)
        if source is not None:
            source.backup(self.raw)
        with self.connection.begin():
            if source is None:
                metadata.create_all(self.connection, tables=SYNC_TABLES)
            records.create_all(self.connection)
            capture.install(self.connection, self.tables)
            if source is None:
                self.office_id = f"{next(self._numbers):032x}"
                identity.create(self.connection, self.office_id)
        self.office_id = self.identity.origin.office_id

    @property
    def clock(self) -> int:
        return self.now + self.offset

    @property
    def identity(self) -> identity.Identity:
        return identity.identity(self.connection)

    def copy(self) -> Any:
        """Return a copy of the database as it is."""
        target = driver.connect(":memory:", check_same_thread=False)
        self.raw.backup(target)
        return target

    def close(self) -> None:
        self.connection.close()
        self.engine.dispose()

    # Writing

    def write(self, work: Callable[[Any], None], label: str = "somebody") -> tuple[Change, ...]:
        with self.connection.begin():
            work(self.raw)
            return capture.seal(self.connection, Author(label), self.clock)

    def sql(self, statement: str, *parameters: Stored, label: str = "somebody") -> None:
        self.write(lambda raw: raw.execute(statement, parameters), label)

    def add(self, kind: str, record_id: str, *, label: str = "somebody", **values: Stored) -> str:
        values = {"space_id": SPACES[0], "rank": "V", **values}
        names = ", ".join(["id", *values])
        marks = ", ".join("?" * (len(values) + 1))
        self.sql(
            f"INSERT INTO {kind} ({names}) VALUES ({marks})",
            record_id,
            *values.values(),
            label=label,
        )
        return record_id

    def put(self, kind: str, record_id: str, *, label: str = "somebody", **values: Stored) -> None:
        sets = ", ".join(f"{key} = ?" for key in values)
        self.sql(f"UPDATE {kind} SET {sets} WHERE id = ?", *values.values(), record_id, label=label)

    def settle(
        self, kind: str, record_id: str, field: str, value: Stored, label: str = "x"
    ) -> None:
        def work(raw: Any) -> None:
            capture.decide(self.connection, kind, record_id, field)
            raw.execute(f"UPDATE {kind} SET {field} = ? WHERE id = ?", (value, record_id))

        self.write(work, label)

    # Exchanging

    def send(self, to: Office | None = None, spaces: Iterable[str] = SPACES) -> bytes:
        with self.connection.begin():
            parcel = delivery.put_together(
                Store(self.connection),
                ("Office", "Place"),
                delivery.SendOptions(to=(to.office_id,) if to else (), is_open=to is None),
                list(spaces),
                self.clock,
            )
        return parcel.data

    def receive(self, data: bytes) -> Received:
        header, content = envelope.read(data)
        with self.connection.begin():
            return delivery.take_in(Store(self.connection), header, content, self.clock)

    # Looking

    def rows(self) -> State:
        found: State = {}
        for kind, table in self.tables.items():
            names = [column.key for column in table.columns]
            for row in self.raw.execute(f"SELECT {', '.join(names)} FROM {kind}"):
                found[kind, row[0]] = dict(zip(names, row, strict=True))
        return found

    def read(self, kind: str, record_id: str) -> Row:
        return self.rows()[kind, record_id]

    def conflicts(self) -> set[tuple[str, str, str, str, frozenset[Stored]]]:
        catalogue = Catalogue(self.raw)
        found = set()
        for kind, record_id, field, difference, data in self.raw.execute(
            "SELECT kind, record_id, field, difference, state FROM sync_conflict "
            "JOIN sync_head ON number = record"
        ):
            standing = unpack_state(data).standing.get(field, ())
            values = frozenset() if isinstance(standing, int) else {one.value for one in standing}
            key = catalogue.kind_by_number(kind).key
            found.add((key, record_id, catalogue.field_key(field), difference, frozenset(values)))
        return found

    def known(self) -> frozenset[str]:
        """The labels of all writes that are in the log."""
        return frozenset(
            person
            for (person,) in self.raw.execute(
                "SELECT DISTINCT person FROM sync_change JOIN sync_author ON number = author"
            )
        )

    def waiting(self) -> int:
        (count,) = self.raw.execute("SELECT count(*) FROM sync_waiting").fetchone()
        return int(count)

    def everything(self) -> tuple[object, ...]:
        """All that an import could change, to prove that a refused one changed nothing."""
        tables = [table.name for table in SYNC_TABLES]
        content = [self.raw.execute(f"SELECT * FROM {name}").fetchall() for name in tables]
        return (self.rows(), *(repr(sorted(map(repr, rows))) for rows in content))


def exchange(*offices: Office, rounds: int = 2) -> None:
    """Let every office send to every other."""
    for _round in range(rounds):
        for sender, receiver in itertools.permutations(offices, 2):
            receiver.receive(sender.send(receiver))


def page_of(space: str) -> str:
    return single_id(space, "page")


def identifier(chance: random.Random) -> str:
    return f"{chance.getrandbits(128):032x}"
