"""Several offices with a small model of their own, exchanging real sync files; clocks as wrong as wanted.

The model has four versions, each with more fields and kinds than the one before: an office may run an
older one and be upgraded in the middle.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine

from msp_desktop.app import cards
from msp_desktop.app.exchange import delivery, introducing
from msp_desktop.db.engine import open_engine
from msp_desktop.db.replica import capture, identity, schema, spaces, trust  # noqa: F401 - makes its tables
from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.db.replica.packing import unpack_state
from msp_desktop.db.replica.receiving import Received
from msp_desktop.db.store import Store
from msp_desktop.db.tables import SETTING, metadata, record_tables
from msp_desktop.domain.changes import Author, Change
from msp_desktop.domain.fields import Stored, Text, Whole
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.records import RecordKind, Section, many, one
from msp_desktop.domain.segments import SealedSegment, StoredSegment
from msp_desktop.sync import age, format

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
VERSIONS: tuple[tuple[RecordKind, ...], ...] = (
    (
        many("person", "Person", "People", Section("", (Text("name", "Name"),))),
        one("page", "Page", Section("", (Text("text", "Text"),))),
    ),
    (
        many(
            "person",
            "Person",
            "People",
            Section("", (Text("name", "Name"), Text("phone", "Phone"))),
        ),
        TASK,
        one("page", "Page", Section("", (Text("text", "Text"),))),
    ),
    (PERSON, TASK, PAGE),
    KINDS,
)
NEWEST = len(VERSIONS) - 1
NAMES = ("Office", "Place")
SPACES = ("a" * 32, "b" * 32)
START = 1_767_225_600_000
YEAR = 365 * 86_400_000

Row = dict[str, Stored]
State = dict[tuple[str, str], Row]
SYNC_TABLES = [table for name, table in metadata.tables.items() if name.startswith("sync_")]
_LABELS: dict[bytes, frozenset[str]] = {}
"""What stands in a segment, by its hash."""


@functools.cache
def _engine() -> Engine:
    """Return what makes connections, each to a database of its own in memory."""
    return open_engine(Path(":memory:"))


@functools.cache
def _empty(version: int) -> Any:
    """Return a database of a version with nothing in it: capture is installed, the writer is not made."""
    connection = driver.connect(":memory:", check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: connection, module=driver)
    with engine.begin() as made:
        metadata.create_all(made, tables=[*SYNC_TABLES, SETTING])
        metadata_of(_tables(version)).create_all(made)
        capture.install(made, _tables(version))
        made.exec_driver_sql("DELETE FROM sync_identity")
    return connection


def metadata_of(tables: Mapping[str, Table]) -> MetaData:
    """Return what tables belong to."""
    return next(iter(tables.values())).metadata


def stored(segments: Iterable[SealedSegment]) -> list[StoredSegment]:
    """Return segments that were read as they are passed on."""
    return [StoredSegment(*segment[1:]) for segment in segments]


def label_in(label: str, space_id: str) -> str:
    """Return the name of what one step wrote into one space."""
    return f"{label}@{space_id[0]}"


@functools.cache
def _tables(version: int) -> Mapping[str, Table]:
    return record_tables(VERSIONS[version], MetaData())


class Office:
    """One office: a database in memory, a version of the program and a clock."""

    _numbers = itertools.count(1)
    _open: ClassVar[list[Office]] = []

    def __init__(
        self,
        source: Any = None,
        version: int = NEWEST,
        offset: int = 0,
        *,
        is_known: bool = True,
    ) -> None:
        """Open an office for the first time, or on a copy of a database of this or an older version.

        It trusts the offices that are open, and they trust it unless it ``is_known`` to none.
        """
        self.now = START
        self.offset = offset
        self.version = version
        self.kinds = VERSIONS[version]
        self.tables = _tables(version)
        self.connection: Connection = _engine().connect()
        self.raw = driver_of(self.connection)
        (_empty(version) if source is None else source).backup(self.raw)
        with self.connection.begin():
            if source is not None:
                self._migrate()
            capture.install(self.connection, self.tables)
            if source is None:
                identity.create(self.connection, f"{next(self._numbers):032x}")
        self.office_id = self.identity.origin.office_id
        for other in self._open:
            self._get_to_know(other)
            if is_known:
                other._get_to_know(self)
        if is_known:
            self._open.append(self)

    def _migrate(self) -> None:
        """Add the tables and columns of this version that are not there."""
        there = {
            kind: {row[1] for row in self.raw.execute(f"PRAGMA table_info({kind})")}
            for kind in self.tables
        }
        missing = {
            kind: [column for column in table.columns if column.key not in there[kind]]
            for kind, table in self.tables.items()
        }
        if not any(missing.values()):
            return
        capture.remove(self.connection)
        metadata_of(self.tables).create_all(self.connection)
        for kind in filter(there.get, missing):
            for column in missing[kind]:
                stored_as = column.type.compile(self.connection.dialect)
                self.raw.execute(f"ALTER TABLE {kind} ADD COLUMN {column.key} {stored_as}")

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
        if self in self._open:
            self._open.remove(self)
        if not self.connection.closed:
            self.connection.invalidate()  # not for another office to find
            self.connection.close()

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

    def _get_to_know(self, other: Office) -> None:
        """Trust another office unless a copied database knows it already."""
        card = "SELECT 1 FROM sync_card WHERE key = ? AND confirmed"
        if self.raw.execute(card, (other.identity.origin.key,)).fetchone() is None:
            self.trust(other)

    def trust(self, other: Office) -> None:
        """Remember that the digits of another office were compared."""
        me = other.identity
        with self.connection.begin():
            trust.meet(self.connection, cards.sign(me, NAMES), START, is_its_own=True)
            trust.confirm(self.connection, me.origin.key, START)

    def send(
        self,
        *to: Office,
        spaces: Iterable[str] = SPACES,
        without: Callable[[int], bool] | None = None,
    ) -> bytes:
        """Write a sync file for offices, or for anybody.

        ``without`` says of each segment, by its place, whether to leave it out.
        """
        with self.connection.begin():
            (parcel,) = delivery.put_together(
                Store(self.connection),
                NAMES,
                delivery.SendOptions(
                    to=tuple(dict.fromkeys(one.office_id for one in to)), is_open=not to
                ),
                list(spaces),
                self.clock,
            )
        # Readable for whoever gets it: mail is brought to anybody here.
        header = replace(parcel.header, encryption=age.OPEN.encryption)
        parcel = replace(parcel, header=header, lock=age.OPEN)
        if without is None:
            return parcel.data()
        some = [one for at, one in enumerate(parcel.cargo.segments) if not without(at)]
        return replace(parcel, cargo=replace(parcel.cargo, segments=some)).data()

    def receive(self, data: bytes) -> Received:
        with self.connection.begin():
            store = Store(self.connection)
            header, content = introducing.open_up(store, data)
            return delivery.take_in(store, header, content, self.clock)

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
        found = set()
        for kind, record_id, field, number, difference, data in self.raw.execute(
            "SELECT kind.key, record_id, field.key, field.number, difference, state "
            "FROM sync_conflict JOIN sync_head AS head ON head.number = record "
            "JOIN sync_kind AS kind ON kind.number = head.kind "
            "JOIN sync_field AS field ON field.number = sync_conflict.field"
        ):
            is_about_values = difference == "different"
            heads = unpack_state(data).several.get(number, ()) if is_about_values else ()
            values = {head.value for head in heads}
            found.add((kind, record_id, field, difference, frozenset(values)))
        return found

    def fields(self, kind: str) -> list[str]:
        """The answers that this version knows of a kind."""
        return list(next(one for one in self.kinds if one.key == kind).fields)

    def known(self) -> frozenset[str]:
        """What is in the log: the labels of all writes, each with its space."""
        found = {
            label_in(label, space)
            for label, space in self.raw.execute(
                "SELECT DISTINCT person, space_id FROM sync_unsealed "
                "JOIN sync_author ON sync_author.number = author "
                "JOIN sync_chain ON sync_chain.number = chain "
                "JOIN sync_space ON sync_space.number = space"
            )
        }
        for (digest,) in self.raw.execute("SELECT hash FROM sync_segment").fetchall():
            if digest not in _LABELS:
                _LABELS[digest] = self._labels_of(digest)
            found |= _LABELS[digest]
        return frozenset(found)

    def _labels_of(self, digest: bytes) -> frozenset[str]:
        query = "SELECT data FROM sync_segment WHERE hash = ?"
        head, body = format.read_kept(*self.raw.execute(query, (digest,)).fetchone())
        return frozenset(label_in(person, head.space_id) for person, _ in body.saves.authors)

    def stamp_of(self, label: str) -> int | None:
        """The stamp of what was just written under a label; None when nothing was."""
        found = self.raw.execute(
            "SELECT DISTINCT stamp FROM sync_unsealed JOIN sync_author ON number = author "
            "WHERE person = ?",
            (label,),
        ).fetchall()
        assert len(found) <= 1
        return int(found[0][0]) if found else None

    def digest(self) -> str:
        """The number that two offices share exactly when they hold the same."""
        return spaces.digest(self.connection, SPACES)

    def is_sound(self) -> bool:
        """Whether the database is whole, every owner is there and writes are captured."""
        return (
            not self.raw.execute("PRAGMA foreign_key_check").fetchall()
            and self.raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and capture.is_installed(self.connection, self.tables)
        )

    def waiting(self) -> int:
        (count,) = self.raw.execute("SELECT count(*) FROM sync_waiting").fetchone()
        return int(count)

    def everything(self) -> tuple[object, ...]:
        """All that an import could change, to prove that a refused one changed nothing."""
        tables = [table.name for table in SYNC_TABLES]
        content = [self.raw.execute(f"SELECT * FROM {name}").fetchall() for name in tables]
        return (self.rows(), *content)


def exchange(*offices: Office, rounds: int = 2) -> None:
    """Let every office send to every other."""
    for _round in range(rounds):
        for sender, receiver in itertools.permutations(offices, 2):
            receiver.receive(sender.send(receiver))


def all_but(one: int) -> Callable[[int], bool]:
    """Leave out of a file every segment but one."""
    return lambda at: at != one


def page_of(space: str) -> str:
    return single_id(space, "page")
