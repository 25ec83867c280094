"""Tasks 7.2 and 7.3: plans that fit together, and the progress of each partner."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed
from msp_desktop.domain.fields import (
    Choice,
    Dates,
    Day,
    Flag,
    LongText,
    Option,
    Reference,
    Text,
    Whole,
)
from msp_desktop.domain.records import Section, many
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
