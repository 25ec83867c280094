"""What the change log calls things: numbers for spaces, kinds, fields and people, kept in the database.

The kinds and columns captured are written down when the triggers are made, so that sealing and receiving
need nothing but the connection.
"""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import Connection, Integer, Table

from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.ids import people_space
from msp_desktop.domain.merge import NEVER_OPEN

_FIXED = ("id", "space_id")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection, for loops in which every microsecond counts.

    The driver is SQLCipher's, whose interface is that of `sqlite3`.
    """
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def quoted(name: str) -> str:
    """Return a name as SQL."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose writes are captured: the number of its field, its key and what it stores."""

    number: int
    key: str
    stored_as: type[str] | type[int]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record as the log knows it; no ``columns`` when only a newer version has its table."""

    number: int
    key: str
    owner: str
    columns: tuple[Column, ...]
    presence: int
    """The number under which conflicts about being there at all are listed."""
    fields: tuple[int, ...]
    """The numbers of the fields of the columns, in their order."""
    places: Mapping[int, int]
    """Where in a row of ``alive`` and the captured columns the value of a field stands."""

    @property
    def is_known(self) -> bool:
        """Whether this version has a table for the kind."""
        return bool(self.columns)

    @property
    def table(self) -> str:
        """The name of the table, as SQL."""
        return quoted(self.key)

    def narrowed(self, fields: Collection[int]) -> Kind:
        """Return the kind with no columns but those of some fields; with all when it has none of them."""
        columns = tuple(column for column in self.columns if column.number in fields)
        if len(columns) in (0, len(self.columns)):
            return self
        numbers = tuple(column.number for column in columns)
        return replace(self, columns=columns, fields=numbers, places=_places(numbers))

    def holds(self, fields: Iterable[int]) -> bool:
        """Say whether there is a table for the kind with a column for each of some fields."""
        return self.is_known and all(field in self.places for field in fields)

    def column_list(self, row: str = "") -> str:
        """Return the captured columns as SQL, each in front of it the name of its row where given."""
        dot = f"{row}." if row else ""
        return ", ".join(dot + quoted(column.key) for column in self.columns)


def captured_columns(table: Table) -> list[tuple[str, str]]:
    """Return the columns of a record table that merge field by field, each with what it stores."""
    with_owner = bool(table.c.owner_id.foreign_keys)
    left_out = {*_FIXED, ALIVE} if with_owner else {*_FIXED, ALIVE, "owner_id"}
    return [
        (column.key, "int" if isinstance(column.type, Integer) else "str")
        for column in table.columns
        if column.key not in left_out
    ]


class Catalogue:
    """The numbers of one database, read once and added to while new words turn up."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self.read_again()

    def read_again(self) -> None:
        """Read the numbers as they are now: some were taken back."""
        fields = self._raw.execute("SELECT number, kind, key FROM sync_field").fetchall()
        rows = self._raw.execute("SELECT number, key, owner, columns FROM sync_kind").fetchall()
        self._field_numbers: dict[tuple[int, str], int] = {
            (kind, key): number for number, kind, key in fields
        }
        self._field_keys: dict[int, str] = {number: key for number, _kind, key in fields}
        self._kinds: dict[str, Kind] = {}
        self._kinds_by_number: dict[int, Kind] = {}
        self._owners: list[Kind] | None = None
        for row in rows:
            self._remember_kind(*row)

    @classmethod
    def of(cls, connection: Connection) -> Catalogue:
        """Return the catalogue of a connection's database; known kinds are read once for each connection."""
        found = connection.info.get("catalogue")
        if not isinstance(found, Catalogue):
            found = connection.info["catalogue"] = cls(driver_of(connection))
        return found

    @staticmethod
    def forget(connection: Connection) -> None:
        """Read the catalogue again when it is next asked for: tables or numbers have changed."""
        connection.info.pop("catalogue", None)

    @property
    def known_kinds(self) -> Iterator[Kind]:
        """The kinds this version has tables for."""
        return (kind for kind in self._kinds.values() if kind.is_known)

    def kind(self, key: str) -> Kind:
        """Return a kind by its key, giving it a number if it was never met."""
        if key not in self._kinds:
            self._raw.execute("INSERT INTO sync_kind (key) VALUES (?)", (key,))
            query = "SELECT number, key, owner, columns FROM sync_kind WHERE key = ?"
            self._remember_kind(*self._raw.execute(query, (key,)).fetchone())
        return self._kinds[key]

    def find(self, key: str) -> Kind | None:
        """Return a kind by its key if it was ever met."""
        return self._kinds.get(key)

    def kind_by_number(self, number: int) -> Kind:
        """Return a kind by its number."""
        return self._kinds_by_number[number]

    def field(self, kind_number: int, key: str) -> int:
        """Return the number of a field, giving it one if it was never met."""
        known = self._field_numbers.get((kind_number, key))
        if known is not None:
            return known
        cursor = self._raw.execute(
            "INSERT INTO sync_field (kind, key) VALUES (?, ?)", (kind_number, key)
        )
        number = cast("int", cursor.lastrowid)
        self._field_numbers[kind_number, key] = number
        self._field_keys[number] = key
        return number

    def field_key(self, number: int) -> str:
        """Return the key of a field by its number."""
        return self._field_keys[number]

    def may_conflict(self, field_number: int) -> bool:
        """Say whether offices can disagree about a field in a way that matters."""
        return self._field_keys[field_number] not in NEVER_OPEN

    def owned_by(self, kind: Kind) -> list[Kind]:
        """Return the kinds whose records belong to records of ``kind``."""
        return [one for one in self.known_kinds if one.owner == kind.key]

    def owners_from_below(self) -> list[Kind]:
        """Return the kinds that own others, each after every kind it owns."""
        if self._owners is None:
            owned = [kind for kind in self.known_kinds if kind.owner]
            above = {kind.key: kind.owner for kind in owned}
            owners = [self._kinds[key] for key in dict.fromkeys(kind.owner for kind in owned)]
            self._owners = sorted(owners, key=lambda kind: _depth(above, kind.key), reverse=True)
        return self._owners

    def _remember_kind(self, number: int, key: str, owner: str, columns: str | None) -> None:
        numbers = tuple(self.field(number, name) for name, _stored in _read_columns(columns))
        kind = _kind(number, key, owner, columns, numbers, self.field(number, ALIVE))
        self._kinds[key] = self._kinds_by_number[number] = kind
        self._owners = None


@functools.lru_cache(
    maxsize=1024
)  # a catalogue is read with every import, and always says the same
def _read_columns(columns: str | None) -> tuple[tuple[str, str], ...]:
    """Read the columns of a kind as `write_down_kinds` writes them."""
    return tuple((name, stored) for name, stored in json.loads(columns)) if columns else ()


@functools.lru_cache(maxsize=1024)
def _kind(
    number: int, key: str, owner: str, columns: str | None, numbers: tuple[int, ...], presence: int
) -> Kind:
    """Return a kind whose columns have these ``numbers`` of fields."""
    captured = tuple(
        Column(field, name, int if stored == "int" else str)
        for field, (name, stored) in zip(numbers, _read_columns(columns), strict=True)
    )
    return Kind(number, key, owner, captured, presence, numbers, _places(numbers))


def _places(numbers: Iterable[int]) -> dict[int, int]:
    """Return where in a row that begins with ``alive`` the values of fields stand."""
    return {field: place for place, field in enumerate(numbers, 1)}


def _depth(above: Mapping[str, str], key: str) -> int:
    """Return how many owners a kind has above it."""
    return 1 + _depth(above, above[key]) if key in above else 0


def write_down_kinds(raw: sqlite3.Connection, tables: Mapping[str, Table]) -> bool:
    """Write down kinds and columns; say whether anything is new since the last time."""
    before = _written_down(raw)
    for key, table in tables.items():
        owner = next((one.column.table.name for one in table.c.owner_id.foreign_keys), "")
        raw.execute(
            "INSERT INTO sync_kind (key, owner, columns) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET owner = excluded.owner, columns = excluded.columns",
            (key, owner, json.dumps(captured_columns(table))),
        )
    return _written_down(raw) != before


def _written_down(raw: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return raw.execute("SELECT key, owner, columns FROM sync_kind ORDER BY key").fetchall()


def space_number(raw: sqlite3.Connection, space_id: str) -> int:
    """Return the number of a space, giving it one if it was never met."""
    query = "SELECT number FROM sync_space WHERE space_id = ?"
    found = raw.execute(query, (space_id,)).fetchone()
    return cast("int", found[0]) if found else _new_space(raw, space_id)


def _new_space(raw: sqlite3.Connection, space_id: str) -> int:
    """Give a space a number; which of two that belong together is met first does not matter."""
    known = dict(raw.execute("SELECT space_id, number FROM sync_space").fetchall())
    beside = next((known[one] for one in known if people_space(one) == space_id), None)
    insert = "INSERT INTO sync_space (space_id, beside) VALUES (?, ?)"
    number = cast("int", raw.execute(insert, (space_id, beside)).lastrowid)
    update = "UPDATE sync_space SET beside = ? WHERE space_id = ?"
    raw.execute(update, (number, people_space(space_id)))
    return number


def partnership_space(raw: sqlite3.Connection, space: int) -> int:
    """Return the space of the partnership whose people a space holds; any other itself."""
    query = "SELECT coalesce(beside, number) FROM sync_space WHERE number = ?"
    return cast("int", raw.execute(query, (space,)).fetchone()[0])


def author_number(raw: sqlite3.Connection, person: str, reason: str) -> int:
    """Return the number of an author, giving it one if it was never met."""
    who = (person, reason)
    raw.execute("INSERT OR IGNORE INTO sync_author (person, reason) VALUES (?, ?)", who)
    query = "SELECT number FROM sync_author WHERE person = ? AND reason = ?"
    return cast("int", raw.execute(query, who).fetchone()[0])
