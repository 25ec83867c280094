"""Tasks 7.2 to 7.4: plans that fit together, the progress of each partner, the partnership's health."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled
from msp_desktop.domain.fields import (
    Choice,
    Dates,
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
from msp_desktop.domain.guideline.initiation.governance import STEPS
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

PLAN_ITEM = many(
    "plan_item",
    _("Plan entry"),
    _("Plans by period"),
    Section(
        "",
        (
            Text("what", _("What will be done"), required=True),
            Reference("component", _("Component"), required=True, to="component"),
            Reference("activity", _("Activity"), to="activity"),
            Reference("partner", _("Partner"), required=True, to="partner"),
            Choice(
                "period_kind",
                _("Length of the period"),
                options=(
                    Option("quarter", _("Quarter")),
                    Option("month", _("Month")),
                    Option("fortnight", _("Two weeks")),
                    Option("week", _("Week")),
                ),
            ),
            Dates("period", _("Period"), required=True),
            Text("result", _("What must be there at the end")),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("planned", _("Planned")),
                    Option("under_way", _("Under way")),
                    Option("done", _("Done")),
                    Option("late", _("Late")),
                    Option("dropped", _("Dropped")),
                ),
            ),
            LongText("remark", _("Remark")),
        ),
    ),
    columns=("what", "component", "partner", "period", "state"),
    empty=_("No plan yet. Break each component down into quarters and months."),
)

HAND_OVER = many(
    "hand_over",
    _("Hand-over"),
    _("Hand-overs between partners"),
    Section(
        _("What is passed on"),
        (
            Text(
                "output",
                _("What is handed over"),
                required=True,
                example=_("List of all households"),
            ),
            Reference("from_partner", _("From"), required=True, to="partner"),
            Reference("from_item", _("Made in the plan entry"), to="plan_item"),
            Reference("to_partner", _("To"), required=True, to="partner"),
            Reference("to_item", _("Needed for the plan entry"), to="plan_item"),
            LongText("quality", _("How it must be"), _("So that the receiver can use it.")),
        ),
    ),
    Section(
        _("When"),
        (
            Day("needed_on", _("Needed on"), _("The day the receiver must start.")),
            Day("due", _("Promised for"), required=True),
            Day("expected_on", _("Now expected on"), _("Only if it differs from the promise.")),
            Day("delivered_on", _("Handed over on")),
            Day("confirmed_on", _("Receipt confirmed on"), _("By the partner who received it.")),
            LongText("remark", _("Remark")),
        ),
    ),
    columns=("output", "from_partner", "to_partner", "due", "confirmed_on"),
    empty=_("Nothing listed yet. Add each result of one partner that another partner waits for."),
)

ROLE_ADJUSTMENT = many(
    "role_adjustment",
    _("Change of roles"),
    _("Changes of roles"),
    Section(
        "",
        (
            Text("what", _("What changes"), required=True),
            Reference("component", _("Component"), to="component"),
            Reference("from_partner", _("Was done by"), to="partner"),
            Reference("to_partner", _("Is now done by"), to="partner"),
            LongText("why", _("Why")),
            Day("agreed_on", _("Agreed on"), required=True),
            Flag("agreement_affected", _("Must the agreement be amended?")),
        ),
    ),
    columns=("what", "from_partner", "to_partner", "agreed_on"),
    empty=_("No change. Add one when a plan moves work from one partner to another."),
)

TASK_7_2 = Task(
    "7.2",
    _("Carry out components with several partners"),
    _("Break the work down by period and agree who needs what from whom, and when."),
    (PLAN_ITEM, HAND_OVER, ROLE_ADJUSTMENT),
    (
        AtLeast("plan_item"),
        EveryHas("plan_item", ("what", "component", "partner", "period")),
        EveryUsed(
            "component", "plan_item", "component", sentence=_("{name}: add a plan for a period.")
        ),
        AtLeast("hand_over"),
        EveryHas("hand_over", ("output", "from_partner", "to_partner", "due")),
        EveryHas("role_adjustment", ("what", "agreed_on")),
    ),
    uses=("component", "activity", "responsibility"),
)

PARTNER_PROGRESS = many(
    "partner_progress",
    _("Progress of a partner"),
    _("Progress of each partner"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), required=True, to="partner"),
            Reference("component", _("Component"), required=True, to="component"),
            Day("date", _("State of things on"), required=True),
            Whole("progress", _("Finished, in per cent"), required=True),
            Choice(
                "course",
                _("How it goes"),
                options=(
                    Option("on_track", _("On track")),
                    Option("minor", _("Small problems")),
                    Option("major", _("Serious problems")),
                    Option("finished", _("Finished")),
                    Option("stopped", _("Stopped")),
                ),
            ),
            LongText("note", _("What was done")),
            LongText("obstacles", _("What stands in the way")),
            LongText("next", _("Next steps")),
        ),
    ),
    named_by=("partner", "date"),
    columns=("date", "partner", "component", "progress", "course"),
    empty=_("Nothing recorded yet. Add how far each partner has come, once in every cycle."),
)

TASK_7_3 = Task(
    "7.3",
    _("Carry out components with one partner"),
    _("Let each partner run its own part, and see all parts together."),
    (PARTNER_PROGRESS,),
    (
        AtLeast("partner_progress"),
        EveryHas("partner_progress", ("partner", "component", "date", "progress")),
    ),
    uses=("plan_item", "component", "activity"),
)

HEALTH_PLAN = one(
    "health_plan",
    _("How we look after the partnership"),
    Section(
        _("Checks"),
        (
            Choice(
                "rhythm",
                _("How often we check"),
                required=True,
                options=(
                    Option("monthly", _("Every month")),
                    Option("two_monthly", _("Every two months")),
                    Option("quarterly", _("Every quarter")),
                    Option("half_yearly", _("Every half-year")),
                ),
            ),
            Text("who_asks", _("Who asks the partners"), _("Somebody every partner trusts.")),
            LongText("keeping_informed", _("How partners learn of changes in the plans")),
        ),
    ),
    Section(
        _("When partners disagree"),
        (
            LongText(
                "conflict_steps",
                _("Steps to settle a conflict"),
                _("Who talks to whom first, and who decides when that fails."),
                required=True,
            ),
            Text("conflict_contact", _("To whom one can turn"), required=True),
        ),
    ),
)

HEALTH_CHECK = many(
    "health_check",
    _("Health check"),
    _("Health checks"),
    Section(
        "",
        (
            Day("date", _("Date"), required=True),
            Reference(
                "partner", _("Answered by"), _("Leave empty for an anonymous answer."), to="partner"
            ),
            Choice(
                "method",
                _("How it was asked"),
                options=(
                    Option("talk", _("Informal talk")),
                    Option("paper", _("Questionnaire on paper")),
                    Option("workshop", _("Workshop")),
                ),
            ),
        ),
    ),
    Section(
        _("How true is this today?"),
        (
            Scale("leadership", _("The lead partner leads well"), required=True, steps=STEPS),
            Scale(
                "decisions",
                _("Decisions are fair, clear and in time"),
                required=True,
                steps=STEPS,
            ),
            Scale("roles", _("Everybody knows and does their part"), required=True, steps=STEPS),
            Scale("relations", _("We trust each other"), required=True, steps=STEPS),
            Scale("resources", _("Promised resources are there"), required=True, steps=STEPS),
            Scale("components", _("The components move ahead"), required=True, steps=STEPS),
            Scale(
                "capacity",
                _("Our capacity keeps pace with the work"),
                required=True,
                steps=STEPS,
            ),
            Scale("inclusion", _("Weaker voices are heard"), steps=STEPS),
            Scale("openness", _("Information is shared openly"), steps=STEPS),
            Scale("benefit", _("Our organisation gains from taking part"), steps=STEPS),
        ),
    ),
    Section(
        _("Why, and what next"),
        (
            LongText("evidence", _("What shows this"), _("Facts, not impressions only.")),
            LongText("worry", _("Greatest worry")),
            LongText("agreed", _("What we agreed to do")),
        ),
    ),
    named_by=("partner", "date"),
    columns=("date", "partner", "leadership", "relations", "capacity"),
    empty=_("No check yet. Ask each partner how the partnership is doing; it takes ten minutes."),
)

CONFLICT_CASE = many(
    "conflict_case",
    _("Conflict"),
    _("Conflicts"),
    Section(
        "",
        (
            Text("subject", _("What it is about"), required=True),
            Day("opened_on", _("Since"), required=True),
            References("partners", _("Between"), to="partner"),
            LongText("views", _("How each side sees it")),
            LongText("step", _("What is being done"), required=True),
            Text("handled_by", _("Handled by"), required=True),
            Day("next_on", _("Next step on")),
            Choice(
                "state",
                _("State"),
                required=True,
                options=(
                    Option("open", _("Open")),
                    Option("talks", _("Partners are talking")),
                    Option("mediation", _("With a mediator")),
                    Option("settled", _("Settled")),
                    Option("not_settled", _("Not settled")),
                ),
            ),
            Day("settled_on", _("Settled on")),
            LongText("outcome", _("Outcome")),
            Flag("confidential", _("Keep out of printed reports?")),
        ),
    ),
    columns=("subject", "opened_on", "handled_by", "next_on", "state"),
    empty=_("No conflict listed. Add one while it is small; it is no shame."),
)

TASK_7_4 = Task(
    "7.4",
    _("Keep the partnership healthy"),
    _("Ask every partner regularly how it is going, and settle conflicts while they are small."),
    (HEALTH_PLAN, HEALTH_CHECK, CONFLICT_CASE),
    (
        Filled("health_plan", ("rhythm", "conflict_steps", "conflict_contact")),
        AtLeast("health_check"),
        EveryHas(
            "health_check",
            (
                "date",
                "leadership",
                "decisions",
                "roles",
                "relations",
                "resources",
                "components",
                "capacity",
            ),
        ),
        EveryHas("conflict_case", ("subject", "opened_on", "step", "handled_by", "state")),
    ),
    uses=("process_criterion",),
)
