"""The change log, and what is known of other offices.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "sync_author",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sync_author")),
        sa.UniqueConstraint("person", "reason"),
    )
    op.create_table(
        "sync_chain",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("space", sa.Integer(), nullable=False),
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("fork_place", sa.Integer(), nullable=True),
        sa.Column("named", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sync_chain")),
    )
    op.create_index(op.f("ix_sync_chain_space"), "sync_chain", ["space", "origin"], unique=False)
    op.create_table(
        "sync_change",
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("moment", sa.Integer(), nullable=True),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("patch", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "place", name=op.f("pk_sync_change")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sync_change_record"), "sync_change", ["record"], unique=False)
    op.create_table(
        "sync_conflict",
        sa.Column("record", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("difference", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("record", "field", name=op.f("pk_sync_conflict")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sync_decision",
        sa.Column("kind", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("field_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "field_key", name=op.f("pk_sync_decision")),
    )
    op.create_table(
        "sync_field",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sync_field")),
        sa.UniqueConstraint("kind", "key"),
    )
    op.create_table(
        "sync_file",
        sa.Column("file_id", sa.LargeBinary(), nullable=False),
        sa.Column("office_id", sa.String(), nullable=False),
        sa.Column("file_number", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_sync_file")),
    )
    op.create_table(
        "sync_head",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("space", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("shadow", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sync_head")),
        sa.UniqueConstraint("kind", "record_id"),
    )
    op.create_index(
        "ix_sync_head_removed",
        "sync_head",
        ["space", "kind"],
        unique=False,
        sqlite_where=sa.text("removed = 2"),
    )
    op.create_table(
        "sync_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(), nullable=False),
        sa.Column("secret_key", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("file_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_identity")),
    )
    op.create_table(
        "sync_kept_frame",
        sa.Column("file_id", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "position", name=op.f("pk_sync_kept_frame")),
    )
    op.create_table(
        "sync_kind",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), server_default="", nullable=False),
        sa.Column("columns", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sync_kind")),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "sync_origin",
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("office_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_sync_origin")),
    )
    op.create_table(
        "sync_peer",
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("office_id", sa.String(), nullable=False),
        sa.Column("file_number", sa.Integer(), nullable=False),
        sa.Column("holds", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_sync_peer")),
    )
    op.create_index(op.f("ix_sync_peer_office_id"), "sync_peer", ["office_id"], unique=False)
    op.create_table(
        "sync_segment",
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name=op.f("pk_sync_segment")),
        sa.UniqueConstraint("hash"),
    )
    op.create_table(
        "sync_space",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sync_space")),
        sa.UniqueConstraint("space_id"),
    )
    op.create_table(
        "sync_stage",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sync_stage")),
        sa.UniqueConstraint("kind", "record_id"),
    )
    op.create_table(
        "sync_switch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capturing", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_switch")),
    )
    op.create_table(
        "sync_waiting",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("space_id", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sync_waiting")),
    )


def downgrade() -> None:
    op.drop_table("sync_waiting")
    op.drop_table("sync_switch")
    op.drop_table("sync_stage")
    op.drop_table("sync_space")
    op.drop_table("sync_segment")
    op.drop_index(op.f("ix_sync_peer_office_id"), table_name="sync_peer")
    op.drop_table("sync_peer")
    op.drop_table("sync_origin")
    op.drop_table("sync_kind")
    op.drop_table("sync_kept_frame")
    op.drop_table("sync_identity")
    op.drop_index(
        "ix_sync_head_removed", table_name="sync_head", sqlite_where=sa.text("removed = 2")
    )
    op.drop_table("sync_head")
    op.drop_table("sync_file")
    op.drop_table("sync_field")
    op.drop_table("sync_decision")
    op.drop_table("sync_conflict")
    op.drop_index(op.f("ix_sync_change_record"), table_name="sync_change")
    op.drop_table("sync_change")
    op.drop_index(op.f("ix_sync_chain_space"), table_name="sync_chain")
    op.drop_table("sync_chain")
    op.drop_table("sync_author")
