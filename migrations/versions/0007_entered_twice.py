"""Links between entries that are the same, entered twice.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "same_record",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("space_id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("rank", sa.String(), server_default="", nullable=False),
        sa.Column("alive", sa.Integer(), server_default="1", nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("second", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_same_record")),
    )
    op.create_index(op.f("ix_same_record_space_id"), "same_record", ["space_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_same_record_space_id"), "same_record")
    op.drop_table("same_record")
