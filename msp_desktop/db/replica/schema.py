"""The tables of the change log and of the exchange with other offices.

Words that would repeat in every row (spaces, kinds, fields, people) are written once and numbered. The
numbers mean something in this database only and never travel.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, UniqueConstraint, text

from msp_desktop.db.tables import metadata

IDENTITY = Table(
    "sync_identity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", LargeBinary, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("office_id", String, nullable=False),
    Column("secret_key", LargeBinary, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("stamp", Integer, nullable=False),
    Column("file_number", Integer, nullable=False),
    Column("age_secret", String, nullable=False, server_default=""),
    Column("recipient", String, nullable=False, server_default=""),
    Column("since", Integer, nullable=False, server_default="0"),
    Column("earlier", LargeBinary, nullable=False, server_default=text("x''")),
)
"""One row: who this installation is as a writer, its merge clock and the number of its last file.

``age_secret`` and ``recipient`` are what files for this office are encrypted to (age, X25519), ``since``
when its keys were made, ``earlier`` the keys before (CBOR: `domain.offices.EarlierKeys`).
"""

SWITCH = Table(
    "sync_switch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("capturing", Integer, nullable=False),
)
"""One row that the triggers read: writes are captured, except while received ones are worked in."""

KIND = Table(
    "sync_kind",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("owner", String, nullable=False, server_default=""),
    Column("columns", String),
)
"""Every kind of record ever met; ``columns`` (JSON) is empty for one only a newer version knows."""

FIELD = Table(
    "sync_field",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("key", String, nullable=False),
    UniqueConstraint("kind", "key"),
)

SPACE = Table(
    "sync_space",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("space_id", String, nullable=False, unique=True),
    Column("beside", Integer),
)
"""Every space met; ``beside`` is the partnership's when it holds the people of one."""

AUTHOR = Table(
    "sync_author",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("person", String, nullable=False),
    Column("reason", String, nullable=False),
    UniqueConstraint("person", "reason"),
)

ORIGIN = Table(
    "sync_origin",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("office_id", String, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
)
"""Every writer met, the office it belongs to and the key it signs with."""

CARD = Table(
    "sync_card",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("office_id", String, nullable=False, index=True),
    Column("earlier", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("met", Integer, nullable=False),
    Column("confirmed", Integer),
)
"""The cards of other offices, as they signed them; ``earlier`` are the keys before, 32 bytes each.

``confirmed`` says when somebody here compared the digits (milliseconds since 1970).
"""

VOUCHER = Table(
    "sync_voucher",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("issuer", LargeBinary, primary_key=True),
)
"""Keys whose digits were compared by the office that signs with ``issuer``."""

ROSTER = Table(
    "sync_roster",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("told", LargeBinary, nullable=False),
    Column("has", LargeBinary, nullable=False),
)
"""For each office heard from, by its key: the list of offices it told last, and those it has been told.

Lists are named by their first eight bytes of SHA-256; ``has`` is a row of such names.
"""

REVOCATION = Table(
    "sync_revocation",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("issuer", LargeBinary, primary_key=True),
    Column("made", Integer, nullable=False),
    Column("seen", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("overruled", Integer, nullable=False, server_default="0"),
)
"""Keys reported as lost or stolen, as the office that signs with ``issuer`` said it.

``seen`` are the hashes (32 bytes each) of the last segments which that office had from the key.
"""

CHAIN = Table(
    "sync_chain",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("space", Integer, nullable=False),
    Column("origin", LargeBinary, nullable=False),
    Column("base", Integer),
    Column("fork_place", Integer),
    Column("named", Integer, nullable=False, server_default="0"),
    Index(None, "space", "origin"),
)
"""The writes of one writer in one space, in their order.

A copied database makes one writer go on in two ways: the second is a chain of its own whose places from
``fork_place`` on count, while the earlier ones are those of ``base``. ``named`` is the last segment of the
chain that a segment of this installation has named.
"""

UNSEALED = Table(
    "sync_unsealed",
    metadata,
    Column("chain", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("stamp", Integer, nullable=False),
    Column("moment", Integer),
    Column("author", Integer, nullable=False),
    Column("record", Integer, nullable=False, index=True),
    Column("patch", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What this installation wrote since it last sealed a segment; sealed writes lie in their segments only.

``moment`` is empty where it is the one in the stamp.
"""

TRAIL = Table(
    "sync_trail",
    metadata,
    Column("record", Integer, primary_key=True, autoincrement=False),
    Column("chain", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""The segments in which each record was written."""

HEAD = Table(
    "sync_head",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("space", Integer, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("record_id", String, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("shadow", LargeBinary),
    UniqueConstraint("kind", "record_id"),
    Index("ix_sync_head_removed", "space", "kind", sqlite_where=text("removed = 2")),
)
"""What stands in each record (`domain.merge.RecordState`), and values this version has no column for.

``removed``: 0 there, 1 removed by one office and changed by another, 2 removed.
"""

CONFLICT = Table(
    "sync_conflict",
    metadata,
    Column("record", Integer, primary_key=True, autoincrement=False),
    Column("field", Integer, primary_key=True, autoincrement=False),
    Column("difference", String, nullable=False),
    sqlite_with_rowid=False,
)

STAGE = Table(
    "sync_stage",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("record_id", String, nullable=False),
    Column("before", String),
    UniqueConstraint("kind", "record_id"),
)
"""Records touched by the running transaction, with their answers before it (JSON; empty: new)."""

DECISION = Table(
    "sync_decision",
    metadata,
    Column("kind", Integer, primary_key=True, autoincrement=False),
    Column("record_id", String, primary_key=True),
    Column("field_key", String, primary_key=True),
)
"""Fields for which the running transaction settles a conflict, whatever value it writes."""

SEGMENT = Table(
    "sync_segment",
    metadata,
    Column("chain", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("signature", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""The log: segments worked in, own and received, byte for byte as their writers sealed them.

Nothing is ever taken out: they are history and audit, and what is passed on.
"""

WAITING = Table(
    "sync_waiting",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("space_id", String, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Segments received ahead of what they build on: kept, passed on, worked in when that arrives."""

PEER = Table(
    "sync_peer",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("office_id", String, nullable=False, index=True),
    Column("file_number", Integer, nullable=False),
    Column("holds", LargeBinary, nullable=False),
    Column("created", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("gaps", LargeBinary),
)
"""What each other writer had when it wrote its newest file; ``turn`` orders them by arrival."""

FILE = Table(
    "sync_file",
    metadata,
    Column("file_id", LargeBinary, primary_key=True),
    Column("office_id", String, nullable=False),
    Column("file_number", Integer, nullable=False),
    Column("created", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("origin", LargeBinary),
    Column("part", Integer),
    Column("parts", Integer),
)
"""Files taken in; the last three are empty for those of the first versions."""

KEPT_FRAME = Table(
    "sync_kept_frame",
    metadata,
    Column("file_id", LargeBinary, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Parts of received files that only a newer version understands."""

PEER_ATTACHMENTS = Table(
    "sync_peer_attachments",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("file_number", Integer, nullable=False),
    Column("held", LargeBinary, nullable=False),
    Column("wanted", LargeBinary, nullable=False),
)
"""The attached files each other writer had (beginnings of hashes) and missed at its newest file."""

IMPORT = Table(
    "sync_import",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("moment", Integer, nullable=False),
    Column("report", String, nullable=False),
    Column("backup", String, nullable=False),
    Column("origin", LargeBinary, nullable=False),
    Column("stamp", Integer, nullable=False),
    Column("file_number", Integer, nullable=False),
    Column("undone", Integer),
)
"""What was taken in: when (milliseconds since 1970), what people were told (JSON), the backup before it.

``origin``, ``stamp`` and ``file_number`` are those of `IDENTITY` right afterwards: as long as they stay,
nothing was written or sent since. ``undone`` is when it was taken back.
"""
