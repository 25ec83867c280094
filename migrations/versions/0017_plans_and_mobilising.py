"""What activities need of which commitments, steps of getting ready, and how imports come along.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_OWNED = {
    "activity_need": ("activity", ("resource", "quantity", "unit", "commitment", "needed_on")),
    "preparation": ("readiness", ("part", "what", "who", "period", "done_on")),
}
_ADDED: dict[str, tuple[str, ...]] = {
    "delivery": ("planned_quantity", "expected_on", "permit", "tax", "customs"),
    "announcement": ("headline", "contact"),
}


def upgrade() -> None:
    for table, (owner, fields) in _OWNED.items():
        op.create_table(
            table,
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("space_id", sa.String(), nullable=False),
            sa.Column("owner_id", sa.String(), nullable=False),
            sa.Column("rank", sa.String(), server_default="", nullable=False),
            sa.Column("alive", sa.Integer(), server_default="1", nullable=False),
            *(sa.Column(name, sa.String(), nullable=True) for name in fields),
            sa.ForeignKeyConstraint(["owner_id"], [f"{owner}.id"], name=f"fk_{table}_owner_id"),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_owner_id", table, ["owner_id"])
    for table, names in _ADDED.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    for table in _OWNED:
        op.drop_table(table)
    for table, names in _ADDED.items():
        for name in names:
            op.drop_column(table, name)
