"""Reports as they were sent, what they contain, and what is published.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_VERSION = ("number", "sent_on", "sent_to", "file", "code", "outcome", "outcome_on", "why")
_PUBLISHED = ("reporter", "activity_id", "country", "sector", "latitude", "longitude")
_ADDED = {
    "reporting_line": (
        "to_partner", "answers_to", "runs", "parts", "extent", "form", "approver", "copy_to",
    ),
    "report_due": (
        "answered_on", "highlights", "components", "results", "resources", "relations", "risks",
        "decisions", "lessons", "outlook", "annexes",
    ),
    "partner": ("iati_id", "iati_type"),
}  # fmt: skip
_NUMBERS = {"number"}


def upgrade() -> None:
    for table, names in _ADDED.items():
        for name in names:
            op.add_column(table, _answer(name))
    belongs = sa.ForeignKey("report_due.id", name="fk_report_version_owner_id")
    owner = sa.Column("owner_id", sa.String(), belongs, nullable=False)
    _create("report_version", owner, _VERSION)
    op.create_index("ix_report_version_owner_id", "report_version", ["owner_id"])
    _create("publication", sa.Column("owner_id", sa.String(), nullable=True), _PUBLISHED)
    op.create_index("ix_publication_space_id", "publication", ["space_id"])


def downgrade() -> None:
    op.drop_table("report_version")
    op.drop_table("publication")
    for table, names in _ADDED.items():
        for name in names:
            op.drop_column(table, name)


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
