"""Step 5: who leads, who does what, and how decisions are taken."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, Covers, EveryHas, EveryUsed, Filled, Where
from msp_desktop.domain.fields import (
    Choice,
    Day,
    Flag,
    LongText,
    Option,
    Reference,
    References,
    Scale,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.choices import CAPACITIES, STRENGTH, TAKING_PART
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

LEAD_PARTNER = one(
    "lead_partner",
    _("Lead partner"),
    Section(
        "",
        (
            Reference("partner", _("Lead partner"), to="partner", required=True),
            LongText("mandate", _("What the lead partner may and must do"), required=True),
            Choice(
                "delegation",
                _("Does it hand the lead on?"),
                _("A public office that will not lead itself can have somebody lead for it."),
                options=(
                    Option("no", _("No, it leads itself")),
                    Option("semi_government", _("To a semi-government body")),
                    Option("special_purpose", _("To a body set up for this work")),
                ),
            ),
            Text("delegated_to", _("To whom"), example=_("District water supply company")),
            Flag(
                "pilot_first",
                _("Begin with a smaller pilot?"),
                _("Wise when the lead still has to learn."),
            ),
            LongText("pilot_note", _("What the pilot should show")),
        ),
    ),
)

LEAD_AGREEMENT = many(
    "lead_agreement",
    _("Agreement to the lead"),
    _("Who agreed to the lead"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Flag("agreed", _("Agreed?"), required=True),
            Day("date", _("Date")),
            Text("by", _("Who agreed for the partner")),
            LongText("condition", _("On what condition")),
        ),
    ),
    named_by=("partner",),
    columns=("partner", "agreed", "date", "by"),
    empty=_("Nobody has agreed yet. Add each partner and whether it accepts the lead."),
)

LEAD_CAPACITY = many(
    "lead_capacity",
    _("Capacity of the lead"),
    _("Capacity of the lead"),
    Section(
        "",
        (
            Choice("dimension", _("Capacity"), required=True, options=CAPACITIES),
            Scale("have", _("What it has"), low=0, high=4, steps=STRENGTH, required=True),
            Scale("need", _("What it needs"), low=0, high=4, steps=STRENGTH, required=True),
            LongText("gap", _("What is missing")),
            LongText("action", _("How the gap is closed")),
            Text("responsible", _("Who sees to it")),
            Day("due", _("By when")),
        ),
    ),
    columns=("dimension", "have", "need", "action"),
    empty=_("Not assessed yet. Go through what the lead partner needs to be able to do."),
)

RESPONSIBILITY = many(
    "responsibility",
    _("Role"),
    _("Roles"),
    Section(
        "",
        (
            Reference("component", _("Component"), to="component", required=True),
            Reference(
                "activity",
                _("Activity"),
                _("Only when the role is for one activity."),
                to="activity",
            ),
            Reference("partner", _("Partner"), to="partner", required=True),
            Choice(
                "role",
                _("Role"),
                required=True,
                options=(
                    Option("lead", _("Leads")),
                    Option("joint_lead", _("Leads together with others")),
                    Option("contributor", _("Contributes")),
                    Option("consulted", _("Is asked")),
                    Option("informed", _("Is told")),
                ),
            ),
            Text(
                "share",
                _("Its part"),
                _("With a joint lead: who answers for what."),
                example=_("Wells 1 to 20; calls the joint meeting"),
            ),
        ),
    ),
    named_by=("component", "partner"),
    columns=("component", "partner", "role", "share"),
    empty=_("No role yet. Say for each component who leads, who contributes and who is told."),
)

DECISION_RULE = many(
    "decision_rule",
    _("Decision rule"),
    _("Decision rules"),
    Section(
        "",
        (
            Text(
                "subject", _("What is decided"), required=True, example=_("Changes to the budget")
            ),
            Choice(
                "type",
                _("Kind of decision"),
                required=True,
                options=(
                    Option("joint", _("Partners decide together")),
                    Option("sovereign", _("Each partner decides for itself")),
                    Option("emergency", _("Emergency: cannot wait for a meeting")),
                ),
            ),
            Reference("body", _("Body that decides"), to="body"),
            Text("decided_by", _("Or the person who decides"), _("And who stands in when absent.")),
            LongText("procedure", _("How it is decided"), required=True),
            Text("quorum", _("Who must be there"), example=_("Half of the members and the chair")),
            Whole("days", _("Days at most"), _("How long a decision may take.")),
            Flag("minutes_shared", _("Are internal minutes shared?")),
            References("consulted", _("Partners asked before"), to="partner"),
        ),
    ),
    columns=("subject", "type", "body", "quorum"),
    empty=_(
        "No rule yet. Say which decisions are taken together and which each partner takes alone."
    ),
)

URGENT_DECISION = many(
    "urgent_decision",
    _("Decision outside a meeting"),
    _("Decisions outside meetings"),
    Section(
        "",
        (
            Text("text", _("What was decided"), required=True),
            Day("date", _("On"), required=True),
            Text("decided_by", _("Who decided"), required=True),
            Reference("rule", _("Under which rule"), to="decision_rule"),
            LongText("reason", _("Why it could not wait")),
            Day("informed_on", _("Partners told on")),
            Day("confirmed_on", _("Confirmed by the body on")),
        ),
    ),
    columns=("text", "date", "decided_by", "confirmed_on"),
    empty=_("None so far. Decisions of meetings are kept with the minutes; add only urgent ones."),
)

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
                EveryUsed(
                    "partner",
                    "lead_agreement",
                    "partner",
                    where=TAKING_PART,
                    by_where=Where("agreed", ("1",)),
                    sentence=_("{name}: has not agreed to the lead partner yet."),
                ),
                AtLeast("lead_capacity"),
                EveryHas("lead_capacity", ("have", "need")),
            ),
            uses=("capacity",),
        ),
        Task(
            "5.2",
            _("Assign roles and responsibilities"),
            _("Every component has a lead, and everybody knows their part."),
            (RESPONSIBILITY,),
            (
                AtLeast("responsibility"),
                EveryUsed(
                    "component",
                    "responsibility",
                    "component",
                    by_where=Where("role", ("lead", "joint_lead")),
                    sentence=_("{name}: say who leads it."),
                ),
                EveryUsed(
                    "partner",
                    "responsibility",
                    "partner",
                    where=TAKING_PART,
                    sentence=_("{name}: has no role yet."),
                ),
                EveryHas("responsibility", ("share",), where=Where("role", ("joint_lead",))),
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
            ),
            uses=("decision",),
        ),
    ),
)
