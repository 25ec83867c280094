"""Step 5: who leads, who does what, and how decisions are taken."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, Covers, EveryHas, EveryUsed, Filled, When, Where
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.formation.agreeing import AllAgreeToTheLead
from msp_desktop.domain.guideline.formation.deciding import (
    DECISION_RULE,
    EMERGENCY,
    JOINT,
    URGENT_DECISION,
)
from msp_desktop.domain.guideline.formation.leading import (
    HANDED_ON,
    LEAD_AGREEMENT,
    LEAD_CAPACITY,
    LEAD_PARTNER,
    GapsAreClosed,
)
from msp_desktop.domain.guideline.formation.roles import LEAD_SUGGESTION, RESPONSIBILITY, RolesFit
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

STEP_5 = Step(
    "5",
    _("Settle who leads and who decides"),
    (
        Task(
            "5.1",
            _("Agree on leadership"),
            _("Name the lead partner, have every partner agree, and close gaps in its capacity."),
            (LEAD_PARTNER, LEAD_AGREEMENT, LEAD_CAPACITY),
            (
                Filled("lead_partner", ("partner", "mandate")),
                When(
                    "lead_partner",
                    Where("delegation", HANDED_ON),
                    Filled("lead_partner", ("delegated_to",)),
                ),
                AllAgreeToTheLead(),
                AtLeast("lead_capacity"),
                EveryHas("lead_capacity", ("have", "need")),
                GapsAreClosed(),
                When(
                    "lead_partner",
                    Where("pilot_first", ("1",)),
                    Filled("lead_partner", ("pilot_note",)),
                ),
            ),
            uses=("capacity",),
        ),
        Task(
            "5.2",
            _("Assign roles and responsibilities"),
            _("Every component has a lead, and everybody knows their part."),
            (RESPONSIBILITY, LEAD_SUGGESTION),
            (
                AtLeast("responsibility"),
                RolesFit(),
                EveryUsed(
                    "partner",
                    "responsibility",
                    "partner",
                    where=TAKING_PART,
                    sentence=_("{name}: has no role yet."),
                ),
            ),
            uses=("component", "activity", "commitment"),
        ),
        Task(
            "5.3",
            _("Agree how decisions are taken"),
            _(
                "Which decisions are joint, which are each partner's own, and what happens in an emergency."
            ),
            (DECISION_RULE, URGENT_DECISION),
            (
                Covers("decision_rule", "type"),
                EveryHas("decision_rule", ("procedure",)),
                EveryHas("decision_rule", ("body",), where=Where("type", (JOINT,))),
                EveryHas(
                    "decision_rule",
                    ("decided_by", "up_to", "report_to", "report_hours"),
                    where=Where("type", (EMERGENCY,)),
                ),
            ),
            uses=("decision",),
        ),
    ),
)
