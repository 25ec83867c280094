"""What shows an agreement to the lead, answers to suggestions of who leads, and chains of decisions.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_ADDED = {
    "lead_agreement": ("evidence", "evidence_file"),
    "decision_rule": ("partner", "majority", "told", "up_to", "report_to", "report_hours"),
    "urgent_decision": ("number", "body", "partner", "replaces", "replaces_urgent"),
    "decision": ("replaces_urgent",),
}
_LISTED = {
    "lead_suggestion": (
        "component", "partners", "role", "basis", "answer", "reason", "decided_by", "decided_on",
    ),
}  # fmt: skip
_NUMBERS = {"report_hours"}


def upgrade() -> None:
    for table, names in _ADDED.items():
        for name in names:
            op.add_column(table, _answer(name))
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
    for table, names in _ADDED.items():
        for name in names:
            op.drop_column(table, name)


def _answer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer() if name in _NUMBERS else sa.String(), nullable=True)
