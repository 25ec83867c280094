"""Task 8.1: who watches the work, how often, and what is asked of the figures."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled
from msp_desktop.domain.fields import Choice, Day, LongText, Reference, Text
from msp_desktop.domain.guideline.implementation.cycles import CYCLES
from msp_desktop.domain.guideline.implementation.figures import (
    ACTIVITY_CHECK,
    DELAY_FLAG,
    MEASUREMENT,
    MEASUREMENT_PART,
    MILESTONE_FORECAST,
    MONITORING_PERIOD,
    OUTPUT_COUNT,
)
from msp_desktop.domain.monitoring.cycles import EveryChecked
from msp_desktop.domain.monitoring.sums import SumsAgree
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Task
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

UNIT_MEMBER = many(
    "unit_member",
    _("Person of the unit"),
    _("People of the central monitoring unit"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True),
            Reference("partner", _("Sent by"), required=True, to="partner"),
            Text(
                "work", _("What this person does"), required=True, example=_("Enters the figures")
            ),
            Text("time", _("How much time"), example=_("Two days a week")),
            Text("equipment", _("Equipment"), example=_("Computer, motorcycle")),
        ),
    ),
    columns=("name", "partner", "work", "time", "equipment"),
    empty=_("Nobody listed yet. Add who works in the unit, and with what."),
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
            Day("next_on", _("Next on"), _("Left empty: one cycle after the last time.")),
        ),
    ),
    named_by=("method",),
    columns=("activity", "method", "cycle", "responsible", "next_on"),
    empty=_("No date yet. Say for each activity how often it is checked, before the work starts."),
)

TASK_8_1 = Task(
    "8.1",
    _("Monitor progress"),
    _("Measure at fixed times, compare with the plan, and give warning before it is too late."),
    (
        MONITORING,
        UNIT_MEMBER,
        PARTNER_MONITORING,
        MONITORING_SCHEDULE,
        MONITORING_PERIOD,
        ACTIVITY_CHECK,
        MEASUREMENT,
        MEASUREMENT_PART,
        OUTPUT_COUNT,
        MILESTONE_FORECAST,
        DELAY_FLAG,
    ),
    (
        Filled("monitoring", ("arrangement", "cycle", "unit", "equipment")),
        EveryHas("unit_member", ("name", "partner", "work")),
        EveryHas("partner_monitoring", ("partner", "what")),
        AtLeast("monitoring_schedule"),
        EveryHas("monitoring_schedule", ("activity", "method", "cycle", "responsible")),
        EveryChecked(),
        EveryHas("monitoring_period", ("name", "period")),
        EveryHas("activity_check", ("activity", "date", "done")),
        AtLeast("measurement"),
        EveryHas("measurement", ("indicator", "date", "value", "source")),
        EveryUsed(
            "indicator", "measurement", "indicator", sentence=_("{name}: add a measured value.")
        ),
        SumsAgree(),
        EveryHas("output_count", ("output", "date", "quantity")),
        EveryHas("milestone_forecast", ("milestone", "date", "expected")),
        EveryHas("delay_flag", ("what", "kind", "remedy", "responsible")),
    ),
    uses=("indicator", "milestone", "activity"),
)
