"""Keys to read with, and the cards of other offices.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("sync_identity") as table:
        table.add_column(sa.Column("age_secret", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("recipient", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("since", sa.Integer(), server_default="0", nullable=False))
        table.add_column(
            sa.Column("earlier", sa.LargeBinary(), server_default=sa.text("x''"), nullable=False)
        )
    op.create_table(
        "sync_card",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("office_id", sa.String(), nullable=False),
        sa.Column("earlier", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sync_card")),
    )
    op.create_index(op.f("ix_sync_card_office_id"), "sync_card", ["office_id"], unique=False)
    op.create_table(
        "sync_voucher",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("issuer", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", "issuer", name=op.f("pk_sync_voucher")),
    )
    op.create_table(
        "sync_revocation",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("issuer", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("overruled", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("key", "issuer", name=op.f("pk_sync_revocation")),
    )


def downgrade() -> None:
    op.drop_table("sync_revocation")
    op.drop_table("sync_voucher")
    op.drop_index(op.f("ix_sync_card_office_id"), table_name="sync_card")
    op.drop_table("sync_card")
    with op.batch_alter_table("sync_identity") as table:
        for column in ("earlier", "since", "recipient", "age_secret"):
            table.drop_column(column)
