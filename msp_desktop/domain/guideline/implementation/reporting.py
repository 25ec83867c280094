"""Task 8.3: who reports what to whom, and which reports are due, sent and accepted."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas
from msp_desktop.domain.fields import (
    Choice,
    Dates,
    Day,
    LongText,
    Option,
    Reference,
    References,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.implementation.cycles import CYCLES
from msp_desktop.domain.records import Section, many
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

REPORTING_LINE = many(
    "reporting_line",
    _("Reporting line"),
    _("Who reports to whom"),
    Section(
        "",
        (
            Text("what", _("Report"), required=True, example=_("Monthly progress sheet")),
            Reference("from_partner", _("From"), required=True, to="partner"),
            Text("to", _("To"), required=True, example=_("Lead organisation, steering committee")),
            Choice(
                "level",
                _("Level of the receiver"),
                options=(
                    Option("unit", _("Central monitoring unit")),
                    Option("lead", _("Lead organisation")),
                    Option("body", _("Governing body of the partnership")),
                    Option("authority", _("Government or donor")),
                    Option("public", _("The public")),
                ),
            ),
            Choice("cycle", _("How often"), required=True, options=CYCLES),
            Whole("days_after", _("Due so many days after the period")),
            LongText("content", _("What must be in it"), required=True),
            References("indicators", _("Indicators it covers"), to="indicator"),
        ),
    ),
    columns=("what", "from_partner", "to", "cycle"),
    empty=_("No reporting line yet. Add who reports what to whom, and how often."),
)

REPORT_DUE = many(
    "report_due",
    _("Report due"),
    _("Reports due and sent"),
    Section(
        "",
        (
            Text("title", _("Report"), required=True, example=_("Progress sheet, March")),
            Reference("line", _("Reporting line"), required=True, to="reporting_line"),
            Dates("period", _("Period it covers")),
            Day("due", _("Due on"), required=True),
            Day("sent_on", _("Sent on")),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("due", _("Due")),
                    Option("sent", _("Sent")),
                    Option("accepted", _("Accepted")),
                    Option("returned", _("Sent back")),
                ),
            ),
            Text("remark", _("Remark"), _("If it was sent back: why.")),
        ),
    ),
    columns=("title", "line", "due", "sent_on", "state"),
    empty=_("No report listed yet. Add the next ones with their dates."),
)

TASK_8_3 = Task(
    "8.3",
    _("Report progress"),
    _("Agree who reports what to whom, and send each report in time."),
    (REPORTING_LINE, REPORT_DUE),
    (
        AtLeast("reporting_line"),
        EveryHas("reporting_line", ("what", "from_partner", "to", "cycle", "content")),
        AtLeast("report_due"),
        EveryHas("report_due", ("title", "line", "due")),
    ),
    uses=("indicator", "measurement", "accountability"),
)
