"""What the tasks of module A record beside the answers of the first version.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_ADDED = {
    "partnership": ("currency",),
    "challenge": ("left_behind", "target"),
    "plan_to_partner": ("advantage",),
    "partner": (
        "head",
        "size",
        "mission",
        "consent",
        "decided_by",
        "decided_on",
        "invited_on",
        "answer",
        "stance",
        "power_source",
        "engagement",
        "next_contact",
        "speaks_for",
        "voice_remedy",
        "red_flags",
        "red_flags_note",
    ),
    "assumption": ("importance", "certainty", "test_by"),
    "model_option": (
        "kind",
        "reach",
        "affordable",
        "quick",
        "safe",
        "control",
        "lasting",
        "reason",
    ),
    "objective": ("partner", "achievable"),
    "indicator": (
        "level",
        "match",
        "national_indicator",
        "value_type",
        "numerator",
        "denominator",
        "rationale",
        "collection_method",
        "reporting_frequency",
        "responsible_role",
        "baseline_source",
        "baseline_confidence",
        "baseline_evidence",
        "target_rationale",
        "amber_from",
        "red_from",
        "limitations",
        "quality_checks",
        "cost",
        "analysis",
        "used_for",
    ),
    "commitment": ("valued_on", "responsible", "evidence", "evidence_file"),
    "risk": ("raised_on", "controls", "response", "contingency", "trend"),
    "agreement": (
        "review_on",
        "place",
        "languages",
        "originals",
        "parties",
        "vision",
        "own_goals",
        "alignment",
        "plan",
        "meetings",
        "secretariat",
        "publicity",
        "ending",
    ),
    "body": ("kind", "limits", "seats", "quorum_share", "secretary"),
    "accountability": ("complaints", "answer_days"),
}
_OWNED = {
    "partner_assessment": (
        "partner",
        ("prompt", "rating", "known", "reliability", "more_needed", "concern"),
    ),
    "partner_position": ("partner", ("date", "influence", "interest", "stance", "note")),
    "baseline_part": ("indicator", ("dimension", "name", "value", "counted")),
    "indicator_target": ("indicator", ("date", "value", "note")),
    "indicator_change": ("indicator", ("date", "what", "why")),
}
_LISTED = {
    "saved_view": ("name", "list", "words", "choices"),
    "result": ("name", "level", "leads_to", "objective", "assumed"),
    "inclusion": ("name", "note"),
    "exchange_rate": ("currency", "into", "rate", "date", "source"),
    "net_value": ("partner", "benefit", "effort", "date", "note"),
    "agreement_section": ("section", "rating", "comment"),
    "promise": (
        "partner",
        "description",
        "owed_to",
        "kind",
        "due",
        "state",
        "kept_on",
        "evidence",
        "version",
        "commitment",
    ),
    "mechanism": ("name", "watches", "audience", "who", "how_often"),
    "dispute_step": ("name", "days", "how"),
}
_NUMBERS = {
    ("accountability", "answer_days"),
    ("agreement", "originals"),
    ("agreement_section", "section"),
    ("body", "seats"),
    ("dispute_step", "days"),
    ("model_option", "affordable"),
    ("model_option", "control"),
    ("model_option", "lasting"),
    ("model_option", "quick"),
    ("model_option", "reach"),
    ("model_option", "safe"),
    ("net_value", "benefit"),
    ("net_value", "effort"),
    ("partner", "consent"),
    ("partner_assessment", "rating"),
    ("partner_position", "influence"),
    ("partner_position", "interest"),
}


def upgrade() -> None:
    for table, names in _ADDED.items():
        for name in names:
            op.add_column(table, _answer(table, name))
    for table, (owner, names) in _OWNED.items():
        belongs = sa.ForeignKey(f"{owner}.id", name=f"fk_{table}_owner_id")
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
