"""Checks of activities, forecasts of milestones, periods that are locked, and values by group.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_LISTED = {
    "unit_member": ("name", "partner", "work", "time", "equipment"),
    "monitoring_period": ("name", "period", "figures_due"),
    "period_lock": ("act", "date", "by", "office", "reason", "before", "held"),
    "activity_check": (
        "activity", "date", "done", "result", "seen", "expected_end", "obstacles", "by", "evidence",
    ),
    "measurement_part": ("dimension", "name", "value", "counted"),
    "milestone_forecast": ("milestone", "date", "expected", "reason"),
}  # fmt: skip
_OWNERS = {"period_lock": "monitoring_period", "measurement_part": "measurement"}
_ADDED = ("period", "evidence", "counted", "other", "adult", "without", "complete")
_NUMBERS = {
    ("activity_check", "result"),
    *(("measurement", name) for name in ("counted", "other", "adult", "without")),
}


def upgrade() -> None:
    for name in _ADDED:
        op.add_column("measurement", _answer("measurement", name))
    for table, names in _LISTED.items():
        owner = _OWNERS.get(table)
        belongs = [sa.ForeignKey(f"{owner}.id", name=f"fk_{table}_owner_id")] if owner else []
        op.create_table(
            table,
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("space_id", sa.String(), nullable=False),
            sa.Column("owner_id", sa.String(), *belongs, nullable=not owner),
            sa.Column("rank", sa.String(), server_default="", nullable=False),
            sa.Column("alive", sa.Integer(), server_default="1", nullable=False),
            *(_answer(table, name) for name in names),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        column = "owner_id" if owner else "space_id"
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in reversed(_LISTED):
        op.drop_table(table)
    for name in _ADDED:
        op.drop_column("measurement", name)


def _answer(table: str, name: str) -> sa.Column[object]:
    is_number = (table, name) in _NUMBERS
    return sa.Column(name, sa.Integer() if is_number else sa.String(), nullable=True)
