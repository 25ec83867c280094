"""Step 8: arrangements for monitoring, what was measured, how the partnership works, and who is told."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled
from msp_desktop.domain.fields import (
    Choice,
    Day,
    LongText,
    Number,
    Option,
    Reference,
    Scale,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.implementation.cycles import CYCLES
from msp_desktop.domain.guideline.implementation.reporting import TASK_8_3
from msp_desktop.domain.guideline.initiation.governance import STEPS
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

MONITORING = one(
    "monitoring",
    _("How we monitor"),
    Section(
        _("Arrangement"),
        (
            LongText(
                "arrangement",
                _("Who watches what"),
                _("How results come from the field to the unit and back."),
                required=True,
            ),
            Choice("cycle", _("Monitoring cycle"), required=True, options=CYCLES),
            LongText("warning", _("What happens when a delay shows"), _("Who is told, how fast.")),
        ),
    ),
    Section(
        _("Central monitoring unit"),
        (
            LongText(
                "unit",
                _("The unit and its people"),
                _("Where it sits, who works in it."),
                required=True,
            ),
            LongText(
                "equipment", _("Equipment"), _("Computers, vehicles, telephones."), required=True
            ),
            LongText(
                "record_keeping", _("Where records are kept"), _("Raw data, minutes, copies.")
            ),
        ),
    ),
)

PARTNER_MONITORING = many(
    "partner_monitoring",
    _("Partner's own monitoring"),
    _("Partners' own monitoring"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), required=True, to="partner"),
            Text("what", _("What it watches"), required=True),
            Choice("cycle", _("How often"), options=CYCLES),
            Text("who", _("Who does it")),
            Text("passed_on", _("How the results reach the unit")),
        ),
    ),
    named_by=("what",),
    columns=("partner", "what", "cycle", "who"),
    empty=_(
        "Nothing listed. Add what partners measure by themselves, so that nobody counts twice."
    ),
)

MONITORING_SCHEDULE = many(
    "monitoring_schedule",
    _("Monitoring date"),
    _("Monitoring schedule"),
    Section(
        "",
        (
            Reference("activity", _("Activity"), required=True, to="activity"),
            Text("method", _("What is checked, and how"), required=True),
            Choice("cycle", _("How often"), required=True, options=CYCLES),
            Text("responsible", _("Who does it"), required=True),
            Day("last_on", _("Last done on")),
            Day("next_on", _("Next on")),
        ),
    ),
    named_by=("method",),
    columns=("activity", "method", "cycle", "responsible", "next_on"),
    empty=_("No date yet. Say for each activity how often it is checked, before the work starts."),
)

MEASUREMENT = many(
    "measurement",
    _("Measurement"),
    _("Measurements"),
    Section(
        _("The value"),
        (
            Reference("indicator", _("Indicator"), required=True, to="indicator"),
            Day("date", _("Measured on"), required=True),
            Number("value", _("Value"), required=True),
            Text("place", _("Place")),
            Text("source", _("Source"), _("Who counted, in which paper."), required=True),
            Choice(
                "confidence",
                _("How sure are we"),
                options=(
                    Option("guess", _("Rough guess")),
                    Option("expert", _("Judgement of somebody who knows")),
                    Option("records", _("From records")),
                    Option("measured", _("Measured on the spot")),
                ),
            ),
            LongText("remark", _("Remark")),
            Text("kept_at", _("Raw data kept at")),
        ),
    ),
    Section(
        _("Of these"),
        (
            Whole("women", _("Women and girls")),
            Whole("men", _("Men and boys")),
            Whole("young", _("Under 18")),
            Whole("old", _("60 and older")),
            Whole("disability", _("People with a disability")),
        ),
    ),
    named_by=("indicator", "date"),
    columns=("indicator", "date", "value", "place", "confidence"),
    empty=_("Nothing measured yet. Add the first value for each indicator."),
)

OUTPUT_COUNT = many(
    "output_count",
    _("Count of an output"),
    _("Counts of outputs"),
    Section(
        "",
        (
            Reference("output", _("Output"), required=True, to="output"),
            Day("date", _("Counted on"), required=True),
            Number("quantity", _("How many so far"), required=True),
            Text("place", _("Place")),
            Text("source", _("Source")),
            Text("kept_at", _("Raw data kept at")),
        ),
    ),
    named_by=("output", "date"),
    columns=("output", "date", "quantity", "place"),
    empty=_("Nothing counted yet. Add what has been made or delivered so far."),
)

DELAY_FLAG = many(
    "delay_flag",
    _("Delay"),
    _("Delays, real and expected"),
    Section(
        "",
        (
            Text("what", _("What is late or will be"), required=True),
            Reference("activity", _("Activity"), to="activity"),
            Reference("milestone", _("Milestone"), to="milestone"),
            Choice(
                "kind",
                _("Kind"),
                required=True,
                options=(
                    Option("expected", _("We expect a delay")),
                    Option("real", _("It is late already")),
                ),
            ),
            Day("noticed_on", _("Noticed on")),
            Whole("days", _("Days late")),
            LongText("cause", _("Cause")),
            LongText("remedy", _("What is being done"), required=True),
            Text("responsible", _("Who sees to it"), required=True),
            Choice(
                "state",
                _("State"),
                options=(Option("open", _("Open")), Option("solved", _("Solved"))),
            ),
        ),
    ),
    columns=("what", "kind", "days", "responsible", "state"),
    empty=_("No delay listed. Add one as soon as you see it coming."),
)

TASK_8_1 = Task(
    "8.1",
    _("Monitor progress"),
    _("Measure at fixed times, compare with the plan, and give warning before it is too late."),
    (
        MONITORING,
        PARTNER_MONITORING,
        MONITORING_SCHEDULE,
        MEASUREMENT,
        OUTPUT_COUNT,
        DELAY_FLAG,
    ),
    (
        Filled("monitoring", ("arrangement", "cycle", "unit", "equipment")),
        EveryHas("partner_monitoring", ("partner", "what")),
        AtLeast("monitoring_schedule"),
        EveryHas("monitoring_schedule", ("activity", "method", "cycle", "responsible")),
        AtLeast("measurement"),
        EveryHas("measurement", ("indicator", "date", "value", "source")),
        EveryUsed(
            "indicator", "measurement", "indicator", sentence=_("{name}: add a measured value.")
        ),
        EveryHas("output_count", ("output", "date", "quantity")),
        EveryHas("delay_flag", ("what", "kind", "remedy", "responsible")),
    ),
    uses=("indicator", "milestone", "activity"),
)

PROCESS_ASSESSMENT = many(
    "process_assessment",
    _("Assessment of a criterion"),
    _("How the partnership works today"),
    Section(
        "",
        (
            Reference("criterion", _("Criterion"), required=True, to="process_criterion"),
            Day("date", _("Date"), required=True),
            Scale("level", _("Level today"), required=True, steps=STEPS),
            Reference("partner", _("As seen by"), _("Leave empty for all together."), to="partner"),
            LongText("note", _("What shows this")),
            LongText(
                "effect",
                _("What it does to our indicators"),
                _("Does this way of working help or hinder the results for the Goals?"),
            ),
        ),
    ),
    named_by=("criterion", "date"),
    columns=("criterion", "date", "level", "partner"),
    empty=_("No assessment yet. Go through the criteria of task 3.5 and say where you stand."),
)

PROCESS_IMPROVEMENT = many(
    "process_improvement",
    _("Improvement"),
    _("What we improve"),
    Section(
        "",
        (
            Text("problem", _("What does not work well"), required=True),
            Reference("criterion", _("Criterion"), to="process_criterion"),
            LongText("action", _("What we will do"), required=True),
            Text("responsible", _("Who sees to it"), required=True),
            Day("due", _("Until"), required=True),
            Day("done_on", _("Done on")),
        ),
    ),
    columns=("problem", "responsible", "due", "done_on"),
    empty=_("Nothing listed. Add what you will do where today is below what you want."),
)

TASK_8_2 = Task(
    "8.2",
    _("Monitor how the partnership works"),
    _("Compare how you work together today with where you started and where you want to be."),
    (PROCESS_ASSESSMENT, PROCESS_IMPROVEMENT),
    (
        AtLeast("process_assessment"),
        EveryHas("process_assessment", ("criterion", "date", "level")),
        EveryUsed(
            "process_criterion",
            "process_assessment",
            "criterion",
            sentence=_("{name}: say where you stand today."),
        ),
        EveryHas("process_improvement", ("problem", "action", "responsible", "due")),
    ),
    uses=("process_criterion", "indicator", "health_check"),
)

STEP_8 = Step("8", _("Measure progress"), (TASK_8_1, TASK_8_2, TASK_8_3))
