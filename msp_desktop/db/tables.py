"""The tables, made from the descriptions of the records; nothing outside `db` sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import RecordKind

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)


def record_tables(kinds: Iterable[RecordKind], into: MetaData) -> dict[str, Table]:
    """Make one table for each kind: the frame columns and one column for each field.

    Every answer may be empty in the database: a half-filled page must be storable.
    """
    return {kind.key: _record_table(kind, into) for kind in kinds}


def _record_table(kind: RecordKind, into: MetaData) -> Table:
    owner = [ForeignKey(f"{kind.owner}.id")] if kind.owner else []
    table = Table(
        kind.key,
        into,
        Column("id", String, primary_key=True),
        Column("space_id", String, nullable=False),
        Column("owner_id", String, *owner, nullable=not kind.owner),
        Column("rank", String, nullable=False, server_default=""),
        Column("alive", Integer, nullable=False, server_default="1"),
        *(
            Column(field.key, Integer if field.stored_as is int else String)
            for field in kind.fields.values()
        ),
    )
    Index(None, table.c.owner_id if kind.owner else table.c.space_id)
    return table


TABLES: Mapping[str, Table] = record_tables(KINDS.values(), metadata)

SETTING = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String),
    Column("data", LargeBinary),
)
"""What belongs to this computer alone (person, language, emblem, window): never in a sync file."""
