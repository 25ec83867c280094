"""Records of the guideline: one table for each kind.

Frozen: this is what the tables looked like on the day of the first release.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Kind of record: (kind it belongs to, columns of text, columns of whole numbers)
RECORDS: dict[str, tuple[str, str, str]] = {
    "office": ("", "name place", ""),
    "partnership": ("", "name place number language origin", ""),
    "task_note": ("", "task state reason person day", ""),
    "challenge": (
        "",
        (
            "statement place affected causes evidence priority plan_reference objective "
            "goals_direct goals_indirect need"
        ),
        "",
    ),
    "earlier_effort": ("", "name who period result lesson", ""),
    "support": ("", "level who office state date evidence next_step", ""),
    "leadership": ("", "lead initiator mandate team", ""),
    "capacity": ("", "dimension gap action responsible due", "have need"),
    "plan_to_partner": ("", "why_partnership gain effort", ""),
    "partner_need": ("", "resource kind why quantity sectors", ""),
    "partner": (
        "",
        (
            "name short_name sector legal_status area value_added goals brings track_record "
            "partnership_experience source address email phone website state reason membership"
        ),
        "influence interest weaker_voice",
    ),
    "contact": (
        "partner",
        "name role email phone authority valid hand_over",
        "may_decide",
    ),
    "selection_criterion": ("", "name meaning", "weight"),
    "partner_score": ("", "partner criterion note", "score"),
    "partner_relation": ("", "first kind second note", ""),
    "common_understanding": (
        "",
        (
            "population problem resources baseline impacts impacts_economy impacts_environment "
            "risks sectors geography"
        ),
        "",
    ),
    "stakeholder_view": ("", "partner group view wants worry heard_on", ""),
    "assumption": (
        "",
        "statement how_tested responsible tested_on verdict consequence",
        "",
    ),
    "model_option": ("", "model benefits risks cost", "chosen"),
    "shared_vision": ("", "definition vision programme", ""),
    "shared_goal": ("", "name description goals", ""),
    "partner_goal": (
        "",
        "partner goal reason_to_join shared_goal fit role contribution",
        "",
    ),
    "objective": ("", "name goal measure due programme_link", ""),
    "scope": (
        "",
        (
            "geography development time_frame follow_up resources resources_note logistics "
            "human_resources challenges opportunities other"
        ),
        "",
    ),
    "output": ("", "name kind quantity unit scale component", ""),
    "exclusion": ("", "name reason who_else", ""),
    "alignment": ("", "objective target contribution", ""),
    "interlinkage": ("", "first second note affected mitigation", "score"),
    "indicator": (
        "",
        (
            "name objective global_indicator definition unit direction baseline baseline_date "
            "target_value target_date source responsible frequency disaggregation baseline_note"
        ),
        "",
    ),
    "buy_in": ("", "partner authority date document due_diligence", ""),
    "commitment": (
        "",
        (
            "partner kind description quantity unit available need value valued_by state "
            "conditions sharing"
        ),
        "",
    ),
    "resource_sharing": ("", "rules register shortage leftover", ""),
    "reward": ("", "partner kind description", "expected achieved"),
    "risk": (
        "",
        "partner area affects description mitigation owner_name review_date early_sign state",
        "likelihood impact residual_likelihood residual_impact",
    ),
    "agreement": (
        "",
        (
            "title strength state duration language law signed_copy background principles "
            "scope_note roles contributions finance risk_note governance decision_rules reporting "
            "communication confidentiality conflict_of_interest knowledge accountability "
            "dispute_resolution review amendment joining exit"
        ),
        "",
    ),
    "signatory": ("", "partner name title authority signed_on place witness", ""),
    "agreement_version": ("", "name date state changes text", ""),
    "body": ("", "name mandate chair quorum decision_method meets reports_to", ""),
    "body_member": ("body", "partner name role deputy term", ""),
    "accountability": ("", "audience for_what how how_often responsible detail", ""),
    "process_criterion": ("", "name assessed_on note", "today desired"),
    "component": (
        "",
        "name description objectives partners shared_work period budget",
        "",
    ),
    "activity": (
        "",
        (
            "name component responsible contributors description period needs commitments output "
            "state"
        ),
        "progress",
    ),
    "milestone": ("", "name activity due reached", ""),
    "dependency": ("", "before kind after", "lag"),
    "lead_partner": (
        "",
        "partner mandate delegation delegated_to pilot_note",
        "pilot_first",
    ),
    "lead_agreement": ("", "partner date by condition", "agreed"),
    "lead_capacity": ("", "dimension gap action responsible due", "have need"),
    "responsibility": ("", "component activity partner role share", ""),
    "decision_rule": (
        "",
        "subject type body decided_by procedure quorum consulted",
        "days minutes_shared",
    ),
    "urgent_decision": (
        "",
        "text date decided_by rule reason informed_on confirmed_on",
        "",
    ),
    "readiness": ("", "partner place steps prepared ready_by state obstacle", ""),
    "announcement": ("", "text start date by sent_to", ""),
    "delivery": (
        "",
        ("commitment what planned_on received_on quantity value state origin facilitated_by note"),
        "from_abroad",
    ),
    "meeting_plan": (
        "",
        "rule first_on start place called_by sharing_list channels urgent",
        "",
    ),
    "meeting": (
        "",
        (
            "title date start end place body chair minute_taker state previous summary "
            "other_business next_meeting approved_on"
        ),
        "",
    ),
    "agenda_item": ("meeting", "title presenter discussion", "minutes"),
    "attendance": ("meeting", "name partner role presence proxy_for", ""),
    "decision": ("meeting", "text rule method objections effective_on replaces", ""),
    "action_item": ("meeting", "text responsible partner due state done_on remark", ""),
    "addendum": ("meeting", "text asked_by date", ""),
    "trouble": (
        "",
        "what noticed_on activity effect cause remedy responsible state solved_on",
        "",
    ),
    "plan_item": (
        "",
        "what component activity partner period_kind period result state remark",
        "",
    ),
    "hand_over": (
        "",
        (
            "output from_partner from_item to_partner to_item quality needed_on due expected_on "
            "delivered_on confirmed_on remark"
        ),
        "",
    ),
    "role_adjustment": (
        "",
        "what component from_partner to_partner why agreed_on",
        "agreement_affected",
    ),
    "partner_progress": (
        "",
        "partner component date course note obstacles next",
        "progress",
    ),
    "health_plan": (
        "",
        "rhythm who_asks keeping_informed conflict_steps conflict_contact",
        "",
    ),
    "health_check": (
        "",
        "date partner method evidence worry agreed",
        "leadership decisions roles relations resources components capacity inclusion openness benefit",
    ),
    "conflict_case": (
        "",
        "subject opened_on partners views step handled_by next_on state settled_on outcome",
        "confidential",
    ),
    "monitoring": ("", "arrangement cycle warning unit equipment record_keeping", ""),
    "partner_monitoring": ("", "partner what cycle who passed_on", ""),
    "monitoring_schedule": ("", "activity method cycle responsible last_on next_on", ""),
    "measurement": (
        "",
        "indicator date value place source confidence remark kept_at",
        "women men young old disability",
    ),
    "output_count": ("", "output date quantity place source kept_at", ""),
    "delay_flag": (
        "",
        "what activity milestone kind noticed_on cause remedy responsible state",
        "days",
    ),
    "process_assessment": ("", "criterion date partner note effect", "level"),
    "process_improvement": ("", "problem criterion action responsible due done_on", ""),
    "reporting_line": (
        "",
        "what from_partner to level cycle content indicators",
        "days_after",
    ),
    "report_due": ("", "title line period due sent_on state remark", ""),
    "review_plan": ("", "cycle chair reports_to rules next_on midterm_on", ""),
    "panel_member": ("", "name partner role alternate", ""),
    "review": (
        "",
        "title kind period date led_by methods summary voices unintended conclusion",
        "",
    ),
    "objective_result": ("review", "objective result explanation our_part", ""),
    "finding": ("review", "text judgement objective evidence", ""),
    "recommendation": ("review", "text response reason responsible due", ""),
    "process_review": (
        "",
        "title date led_by works_well change_in_relations change_in_decisions rules_to_adjust",
        "",
    ),
    "process_participation": ("process_review", "partner name views", "took_part"),
    "revision": (
        "",
        (
            "what cause recommendation before after affects approved_by date informed follow_up "
            "responsible due done_on"
        ),
        "agreement_changed",
    ),
    "learning_resource": ("", "people time budget method sharing", ""),
    "lesson": (
        "",
        (
            "title expected happened why advice repeat evidence category audience task goals "
            "sector place review date"
        ),
        "",
    ),
    "scaling": (
        "",
        "readiness lessons power risks decision reasons where decided_by decided_on",
        "",
    ),
    "scaling_dimension": (
        "",
        "dimension what where condition budget responsible due",
        "",
    ),
    "replication": ("", "place lead taken_over adapted partnership state", ""),
    "moving_on": (
        "",
        (
            "option detail reasons decided_on decided_by new_cycle changes successor until_then "
            "transfer_on causes remaining last_day"
        ),
        "",
    ),
    "membership_change": ("", "partner change date resources brings introduction", ""),
    "closing_item": ("", "what kind from_whom to_whom due done_on remark", ""),
}


def upgrade() -> None:
    for kind, (owner, texts, numbers) in RECORDS.items():
        op.create_table(
            kind,
            sa.Column("id", sa.String, nullable=False),
            sa.Column("space_id", sa.String, nullable=False),
            sa.Column("owner_id", sa.String, nullable=not owner),
            sa.Column("rank", sa.String, nullable=False, server_default=""),
            sa.Column("alive", sa.Integer, nullable=False, server_default="1"),
            *(sa.Column(name, sa.String) for name in texts.split()),
            *(sa.Column(name, sa.Integer) for name in numbers.split()),
            sa.PrimaryKeyConstraint("id", name=f"pk_{kind}"),
            *_owner(kind, owner),
        )
        indexed = "owner_id" if owner else "space_id"
        op.create_index(f"ix_{kind}_{indexed}", kind, [indexed])
    op.create_table(
        "setting",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.String),
        sa.Column("data", sa.LargeBinary),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )


def _owner(kind: str, owner: str) -> list[sa.ForeignKeyConstraint]:
    if not owner:
        return []
    return [sa.ForeignKeyConstraint(["owner_id"], [f"{owner}.id"], name=f"fk_{kind}_owner_id")]


def downgrade() -> None:
    op.drop_table("setting")
    for kind in reversed(RECORDS):
        op.drop_table(kind)
