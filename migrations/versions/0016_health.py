"""Thirty statements about the partnership's health, rounds of asking, and what is done about it.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_AXES = (
    "purpose", "leadership", "decisions", "roles", "relations", "inclusion", "openness", "resources",
    "accountability", "benefit",
)  # fmt: skip
_STATEMENTS = (
    "purpose", "purpose_fits", "purpose_urgent", "leadership_hears", "leadership_champions",
    "decisions_known", "decisions_followed", "roles_kept", "relations_frank", "relations_conflict",
    "inclusion_agenda", "inclusion_weight", "openness_early", "openness_reach", "resources_people",
    "accountability", "accountability_people", "accountability_followed", "benefit_people",
    "benefit_learning",
)  # fmt: skip
_LISTED = {
    "health_round": ("name", "date", "smallest_group", "note"),
    "health_wish": _AXES,
    "health_action": (
        "text", "round", "responsible", "partner", "due", "meeting", "done_on",
    ),
}  # fmt: skip
_NUMBERS = {"smallest_group", *_AXES, *_STATEMENTS}


def upgrade() -> None:
    for name in ("round", *_STATEMENTS):
        op.add_column("health_check", _answer(name))
    for table, names in _LISTED.items():
        op.create_table(
            table,
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("space_id", sa.String(), nullable=False),
            sa.Column("owner_id", sa.String(), nullable=True),
            sa.Column("rank", sa.String(), server_default="", nullable=False),
            sa.Column("alive", sa.Integer(), server_default="1", nullable=False),
            *(_answer(name) for name in names),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_space_id", table, ["space_id"])


def downgrade() -> None:
    for table in _LISTED:
        op.drop_table(table)
    for name in ("round", *_STATEMENTS):
        op.drop_column("health_check", name)


def _answer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer() if name in _NUMBERS else sa.String(), nullable=True)
