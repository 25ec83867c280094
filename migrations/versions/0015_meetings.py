"""What meetings record beside their minutes: who takes part as what, outcomes by subject, seals.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_ADDED = {
    "meeting_plan": ("pattern", "lasts"),
    "meeting": ("number", "mode", "interests", "circulated_on"),
    "agenda_item": ("purpose", "kind", "papers", "used", "ended"),
    "attendance": ("abbreviation", "capacity", "sex"),
    "decision": (
        "number",
        "item",
        "background",
        "votes_for",
        "votes_against",
        "abstained",
        "conditions",
    ),
    "action_item": ("item",),
}
_OWNED = {
    "information": ("text", "told_by", "item"),
    "minutes_correction": ("text", "asked_by", "date", "answer", "reason"),
    "meeting_annex": ("text", "open_to"),
    "seal": ("number", "content", "previous", "office", "person", "day", "signature", "card"),
}
_LISTED = {
    "topic": ("title", "asked_by", "asked_on", "purpose", "minutes", "note", "meeting"),
}
_NUMBERS = {
    ("agenda_item", "used"),
    ("decision", "abstained"),
    ("decision", "votes_against"),
    ("decision", "votes_for"),
    ("meeting_plan", "lasts"),
    ("seal", "number"),
    ("topic", "minutes"),
}


def upgrade() -> None:
    for table, names in _ADDED.items():
        for name in names:
            op.add_column(table, _answer(table, name))
    for table, names in _OWNED.items():
        belongs = sa.ForeignKey("meeting.id", name=f"fk_{table}_owner_id")
        _create(table, sa.Column("owner_id", sa.String(), belongs, nullable=False), names)
        op.create_index(f"ix_{table}_owner_id", table, ["owner_id"])
    for table, names in _LISTED.items():
        _create(table, sa.Column("owner_id", sa.String(), nullable=True), names)
        op.create_index(f"ix_{table}_space_id", table, ["space_id"])


def downgrade() -> None:
    for table in (*_OWNED, *_LISTED):
        op.drop_table(table)
    for table, names in _ADDED.items():
        for name in names:
            op.drop_column(table, name)


def _answer(table: str, name: str) -> sa.Column[object]:
    kind = sa.Integer() if (table, name) in _NUMBERS else sa.String()
    return sa.Column(name, kind, nullable=True)


def _create(table: str, owner: sa.Column[str], names: tuple[str, ...]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("space_id", sa.String(), nullable=False),
        owner,
        sa.Column("rank", sa.String(), server_default="", nullable=False),
        sa.Column("alive", sa.Integer(), server_default="1", nullable=False),
        *(_answer(table, name) for name in names),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
