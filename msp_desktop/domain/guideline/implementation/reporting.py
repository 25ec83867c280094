"""Task 8.3: who reports what to whom, which reports are due, what was sent, and what is published."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas
from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Choices,
    Dates,
    Day,
    LongText,
    Number,
    Option,
    Reference,
    References,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.countries import COUNTRIES
from msp_desktop.domain.guideline.implementation.cycles import CYCLES
from msp_desktop.domain.guideline.initiation.governance import AUDIENCES
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.reporting.rules import GroupsAnswered, ReportsInTime
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

REPORT_PARTS = (
    Option("highlights", _("Highlights")),
    Option("components", _("Progress by component")),
    Option("results", _("Results and indicators of the Goals")),
    Option("resources", _("Resources promised and received")),
    Option("relations", _("How the partners work together")),
    Option("risks", _("Risks and problems")),
    Option("decisions", _("Decisions")),
    Option("lessons", _("Lessons")),
    Option("outlook", _("Plan for the next period")),
    Option("annexes", _("Annexes")),
)
"""The parts of a progress report, in their order; each is the key of what the officer writes about it."""

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
            Reference("to_partner", _("If it goes to a partner: which"), to="partner"),
            Choice(
                "level",
                _("Level of the receiver"),
                options=(
                    Option("unit", _("Central monitoring unit")),
                    Option("lead", _("Lead organisation")),
                    Option("body", _("Governing body of the partnership")),
                    Option("authority", _("Government or donor")),
                    Option("public", _("The public")),
                    Option("served", _("People who should benefit")),
                    Option("registry", _("Register of partnerships (United Nations)")),
                ),
            ),
            Choices(
                "answers_to",
                _("Groups it answers to"),
                _("Of those agreed in task 3.5."),
                options=AUDIENCES,
            ),
            Choice("cycle", _("How often"), required=True, options=CYCLES),
            Dates("runs", _("From and until when"), _("The first period begins on the first day.")),
            Whole("days_after", _("Due so many days after the period")),
        ),
    ),
    Section(
        _("What is in it"),
        (
            LongText("content", _("What must be in it"), required=True),
            Choices(
                "parts",
                _("Parts of the report"),
                _("Leave empty for all of them."),
                options=REPORT_PARTS,
            ),
            Choice(
                "extent",
                _("It tells of"),
                options=(
                    Option("whole", _("The whole partnership")),
                    Option("own", _("The sender's own part")),
                ),
            ),
            References("indicators", _("Indicators it covers"), to="indicator"),
        ),
    ),
    Section(
        _("How it goes"),
        (
            Choice(
                "form",
                _("Form"),
                options=(
                    Option("paper", _("On paper")),
                    Option("mail", _("By e-mail")),
                    Option("meeting", _("At a meeting")),
                    Option("online", _("On a web page")),
                    Option("board", _("On notice boards")),
                ),
            ),
            Text("approver", _("Who accepts it")),
            Text("copy_to", _("Copy to")),
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
            Day("answered_on", _("Accepted or sent back on")),
            Text("remark", _("Remark"), _("If it was sent back: why.")),
        ),
    ),
    Section(
        _("In your own words"),
        (
            LongText("highlights", _("Highlights"), _("What a minister should know.")),
            LongText("components", _("Why the work differs from the plan")),
            LongText("results", _("What the results mean")),
            LongText("resources", _("What became of the promises")),
            LongText("relations", _("How the partners work together")),
            LongText("risks", _("Risks and problems")),
            LongText("decisions", _("Decisions that are needed"), _("From whom, and by when.")),
            LongText("lessons", _("Lessons")),
            LongText("outlook", _("What comes next")),
            LongText("annexes", _("Annexes"), _("One on each line.")),
        ),
        folded=True,
    ),
    columns=("title", "line", "due", "sent_on", "state"),
    empty=_("No report listed yet. Add the next ones with their dates."),
)

REPORT_VERSION = many(
    "report_version",
    _("Version that was sent"),
    _("Versions that were sent"),
    Section(
        "",
        (
            Whole("number", _("Version")),
            Day("sent_on", _("Sent on"), required=True),
            Text("sent_to", _("Sent to")),
            Attachment("file", _("The report as it was sent")),
            Text("code", _("Check code"), _("As it stands on the pages.")),
            Choice(
                "outcome",
                _("What became of it"),
                options=(
                    Option("accepted", _("Accepted")),
                    Option("returned", _("Sent back")),
                ),
            ),
            Day("outcome_on", _("On")),
            LongText("why", _("Why it was sent back")),
        ),
    ),
    owner="report_due",
    named_by=("number", "sent_on"),
    columns=("number", "sent_on", "sent_to", "code", "outcome"),
    empty=_("Nothing was sent yet. What is sent is kept here exactly as it went out."),
)

PUBLICATION = one(
    "publication",
    _("Published data (IATI)"),
    Section(
        "",
        (
            Reference("reporter", _("Organisation that publishes"), to="partner"),
            Text(
                "activity_id",
                _("Identifier of the partnership"),
                _("That of the organisation, a hyphen, and a name of your choice."),
                example="NP-SWC-1234-WATER",
            ),
            Choice("country", _("Country"), options=COUNTRIES),
            Text(
                "sector",
                _("Sector"),
                _("Purpose code of the OECD, five digits."),
                example="14030",
            ),
            Number("latitude", _("Latitude"), _("Degrees; south of the equator below zero.")),
            Number("longitude", _("Longitude"), _("Degrees; west of Greenwich below zero.")),
        ),
    ),
)

TASK_8_3 = Task(
    "8.3",
    _("Report progress"),
    _("Agree who reports what to whom, and send each report in time."),
    (REPORTING_LINE, REPORT_DUE, REPORT_VERSION, PUBLICATION),
    (
        AtLeast("reporting_line"),
        EveryHas("reporting_line", ("what", "from_partner", "to", "cycle", "content")),
        GroupsAnswered(),
        AtLeast("report_due"),
        EveryHas("report_due", ("title", "line", "due")),
        ReportsInTime(),
    ),
    uses=("indicator", "measurement", "accountability"),
)
