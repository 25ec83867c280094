"""The days on which people work, and the plan as it was agreed.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_OUTPUT = ("receiver", "quality")
_OWNED = {"baseline_activity": ("plan_baseline", ("activity", "period", "milestone", "due"))}
_LISTED = {
    "work_calendar": ("country", "region", "rest_days", "ignore_holidays"),
    "day_off": ("date", "name", "works"),
    "plan_baseline": ("name", "date", "reason"),
}
_NUMBERS = {"ignore_holidays", "works"}


def upgrade() -> None:
    for name in _OUTPUT:
        op.add_column("output", _answer(name))
    for table, names in _LISTED.items():
        _create(table, sa.Column("owner_id", sa.String(), nullable=True), names)
        op.create_index(f"ix_{table}_space_id", table, ["space_id"])
    for table, (owner, names) in _OWNED.items():
        belongs = sa.ForeignKey(f"{owner}.id", name=f"fk_{table}_owner_id")
        _create(table, sa.Column("owner_id", sa.String(), belongs, nullable=False), names)
        op.create_index(f"ix_{table}_owner_id", table, ["owner_id"])


def downgrade() -> None:
    for table in (*_OWNED, *_LISTED):
        op.drop_table(table)
    for name in _OUTPUT:
        op.drop_column("output", name)


def _answer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer() if name in _NUMBERS else sa.String(), nullable=True)


def _create(table: str, owner: sa.Column[str], names: tuple[str, ...]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("space_id", sa.String(), nullable=False),
        owner,
        sa.Column("rank", sa.String(), server_default="", nullable=False),
        sa.Column("alive", sa.Integer(), server_default="1", nullable=False),
        *(_answer(name) for name in names),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
