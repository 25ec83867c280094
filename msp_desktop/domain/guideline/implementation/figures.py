"""What is written down while the work goes on: measured values, counts, checks, forecasts (task 8.1)."""

from __future__ import annotations

from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Choices,
    Dates,
    Day,
    LongText,
    Number,
    Option,
    Percent,
    Reference,
    Scale,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.initiation.indicators import DIMENSIONS
from msp_desktop.domain.records import Section, by_program, many
from msp_desktop.i18n import mark as _

RESULTS = (
    _("Nothing to be seen yet"),
    _("Less than hoped"),
    _("Partly as hoped"),
    _("As hoped"),
    _("More than hoped"),
)
"""The steps of what came of an activity, from 1 to 5."""
LOCKED, OPENED = "locked", "opened"

MONITORING_PERIOD = many(
    "monitoring_period",
    _("Monitoring period"),
    _("Monitoring periods"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True, example=_("Second quarter 2026")),
            Dates("period", _("From – to"), required=True),
            Day("figures_due", _("Figures due on"), _("The day by which all partners send them.")),
        ),
    ),
    columns=("name", "period", "figures_due"),
    same_by=("name",),
    empty=_("No period yet. Add the times for which figures are brought together."),
)

PERIOD_LOCK = by_program(
    many(
        "period_lock",
        _("Locking of a period"),
        _("Locking of periods"),
        Section(
            "",
            (
                Choice(
                    "act",
                    _("What was done"),
                    options=(Option(LOCKED, _("Locked")), Option(OPENED, _("Opened again"))),
                ),
                Day("date", _("Date")),
                Text("by", _("By")),
                Text("office", _("Office")),
                LongText("reason", _("Reason")),
                LongText("before", _("What it follows")),
                LongText("held", _("Figures as locked")),
            ),
        ),
        owner="monitoring_period",
        named_by=("act", "date"),
        columns=("date", "act", "by", "reason"),
    )
)

ACTIVITY_CHECK = many(
    "activity_check",
    _("Check of an activity"),
    _("Checks of activities"),
    Section(
        _("What was done, and what came of it"),
        (
            Reference("activity", _("Activity"), required=True, to="activity"),
            Day("date", _("Checked on"), required=True),
            Percent("done", _("Done so far"), _("Of all that is to be done."), required=True),
            Scale(
                "result",
                _("What came of it"),
                _("Work can be done and nothing come of it: these are two answers."),
                steps=RESULTS,
            ),
            LongText("seen", _("What was seen")),
            Day("expected_end", _("Expected to end on"), _("As those who do it see it today.")),
            LongText("obstacles", _("What stands in the way")),
            Text("by", _("Who checked")),
            Attachment("evidence", _("Evidence"), _("A photograph, a signed list.")),
        ),
    ),
    named_by=("activity", "date"),
    columns=("activity", "date", "done", "result", "expected_end"),
    empty=_("Nothing checked yet. Say of each activity how far it has come, and what came of it."),
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
            Reference(
                "period",
                _("Period it counts for"),
                _("Left empty: the one in which the day of measuring lies."),
                to="monitoring_period",
            ),
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
            Attachment("evidence", _("Evidence"), _("The list, the form, the photograph.")),
        ),
    ),
    Section(
        _("Of these"),
        (
            Whole("counted", _("People counted in all")),
            Whole("women", _("Women and girls")),
            Whole("men", _("Men and boys")),
            Whole("other", _("Other, or not said")),
            Whole("young", _("Under 18")),
            Whole("adult", _("18 to 59")),
            Whole("old", _("60 and older")),
            Whole("disability", _("People with a disability")),
            Whole("without", _("People without a disability")),
            Choices(
                "complete",
                _("Groups listed below are complete for"),
                _("Then their values must add up to the value above."),
                options=DIMENSIONS,
            ),
        ),
    ),
    named_by=("indicator", "date"),
    columns=("indicator", "date", "value", "place", "confidence"),
    empty=_("Nothing measured yet. Add the first value for each indicator."),
)

MEASUREMENT_PART = many(
    "measurement_part",
    _("Value of a group"),
    _("Values by group"),
    Section(
        "",
        (
            Choice("dimension", _("Broken down by"), required=True, options=DIMENSIONS),
            Text("name", _("Group"), required=True, example=_("Hill villages")),
            Number("value", _("Value"), required=True),
            Number("counted", _("How many were counted")),
        ),
    ),
    owner="measurement",
    named_by=("name",),
    empty=_("No group yet. Add the value for each place or group."),
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

MILESTONE_FORECAST = many(
    "milestone_forecast",
    _("Forecast of a milestone"),
    _("Forecasts of milestones"),
    Section(
        "",
        (
            Reference("milestone", _("Milestone"), required=True, to="milestone"),
            Day("date", _("Said on"), _("The day of the report."), required=True),
            Day("expected", _("Expected on"), required=True),
            Text("reason", _("Why it moved")),
        ),
    ),
    named_by=("milestone", "date"),
    columns=("milestone", "date", "expected", "reason"),
    empty=_("No forecast yet. Say at each report when you expect each milestone."),
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
