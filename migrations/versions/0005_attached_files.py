"""Columns for attached files, and what other offices have of such files.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

COLUMNS = {
    "agreement": "signed_copy_file",
    "buy_in": "document_file",
    "finding": "evidence_file",
    "meeting": "attendance_file",
    "support": "evidence_file",
}


def upgrade() -> None:
    for kind, column in COLUMNS.items():
        op.add_column(kind, sa.Column(column, sa.String(), nullable=True))
    op.create_table(
        "sync_peer_attachments",
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("file_number", sa.Integer(), nullable=False),
        sa.Column("held", sa.LargeBinary(), nullable=False),
        sa.Column("wanted", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_sync_peer_attachments")),
    )


def downgrade() -> None:
    op.drop_table("sync_peer_attachments")
    for kind, column in COLUMNS.items():
        op.drop_column(kind, column)
