"""Task 7.1: the meetings that hold a partnership together, their minutes, and what went wrong between."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, Filled
from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Clock,
    Day,
    LongText,
    Option,
    Reference,
    Text,
    Whole,
)
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

MEETING_PLAN = one(
    "meeting_plan",
    _("How we meet"),
    Section(
        _("The regular meeting"),
        (
            Choice(
                "rule",
                _("How often"),
                _("At least once a month; more often when the work is complex."),
                required=True,
                options=(
                    Option("monthly", _("Every month")),
                    Option("twice_monthly", _("Twice a month")),
                    Option("weekly", _("Every week")),
                ),
            ),
            Day("first_on", _("First meeting on"), _("The later ones fall on the same weekday.")),
            Clock("start", _("Time"), example="10:00"),
            Text(
                "place", _("Place"), required=True, example=_("Meeting room of the district office")
            ),
            Text("called_by", _("Who calls the meeting")),
        ),
    ),
    Section(
        _("Between meetings"),
        (
            LongText(
                "sharing_list",
                _("Who receives the minutes"),
                _("Names or offices, one on each line."),
                required=True,
            ),
            LongText(
                "channels", _("How we reach each other"), _("Telephone, radio, messages, visits.")
            ),
            LongText("urgent", _("What we do when something cannot wait")),
        ),
    ),
)

MEETING = many(
    "meeting",
    _("Meeting"),
    _("Meetings"),
    Section(
        "",
        (
            Text("title", _("Title"), required=True, example=_("Coordination meeting, March")),
            Day("date", _("Date"), required=True),
            Clock("start", _("Start"), example="10:00"),
            Clock("end", _("End"), example="12:00"),
            Text("place", _("Place")),
            Reference("body", _("Meeting of"), to="body"),
            Text("chair", _("Chair")),
            Text("minute_taker", _("Minutes taken by")),
        ),
    ),
    Section(
        _("Minutes"),
        (
            Choice(
                "state",
                _("State"),
                _("Approved minutes stay as they are; corrections are added below them."),
                required=True,
                options=(
                    Option("planned", _("Planned")),
                    Option("held", _("Held")),
                    Option("circulated", _("Minutes sent round")),
                    Option("approved", _("Minutes approved")),
                ),
            ),
            LongText(
                "previous", _("Minutes of the last meeting"), _("Approved, or with what changes?")
            ),
            LongText("summary", _("Summary"), _("What was settled, for those who were not there.")),
            LongText("other_business", _("Other business")),
            Day("next_meeting", _("Next meeting on")),
            Day("approved_on", _("Minutes approved on")),
            Attachment(
                "attendance_file",
                _("Signed attendance list"),
                _("A scan or photograph of the list on which people signed."),
            ),
        ),
    ),
    named_by=("title", "date"),
    columns=("date", "title", "body", "state"),
    empty=_("No meeting yet. Add the next one: partners should meet at least once a month."),
)

AGENDA_ITEM = many(
    "agenda_item",
    _("Agenda item"),
    _("Agenda"),
    Section(
        "",
        (
            Text("title", _("Subject"), required=True),
            Text("presenter", _("Presented by")),
            Whole("minutes", _("Minutes of time")),
            LongText("discussion", _("Discussion"), _("The main points, not every word.")),
        ),
    ),
    owner="meeting",
    columns=("title", "presenter", "minutes"),
    empty=_("No subject yet. Add what the meeting should talk about."),
)

ATTENDANCE = many(
    "attendance",
    _("Attendance"),
    _("Attendance"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True),
            Reference("partner", _("Partner"), to="partner"),
            Text("role", _("Position")),
            Choice(
                "presence",
                _("Presence"),
                required=True,
                options=(
                    Option("present", _("Present")),
                    Option("apology", _("Sent apologies")),
                    Option("absent", _("Absent")),
                    Option("proxy", _("Stands in for somebody")),
                ),
            ),
            Text("proxy_for", _("Stands in for")),
        ),
    ),
    owner="meeting",
    columns=("name", "partner", "role", "presence"),
    empty=_("Nobody listed yet. Add who was invited and who came."),
)

DECISION = many(
    "decision",
    _("Decision"),
    _("Decisions"),
    Section(
        "",
        (
            LongText(
                "text", _("What was decided"), _("One decision in each entry."), required=True
            ),
            Reference("rule", _("Under which rule"), to="decision_rule"),
            Choice(
                "method",
                _("How it was decided"),
                options=(
                    Option("consensus", _("Everybody agreed")),
                    Option("vote", _("Vote")),
                    Option("chair", _("By the chair")),
                    Option("emergency", _("Emergency procedure")),
                ),
            ),
            LongText("objections", _("Objections"), _("Who did not agree, and why.")),
            Day("effective_on", _("In force from")),
            Reference("replaces", _("Replaces the decision"), to="decision"),
        ),
    ),
    owner="meeting",
    columns=("text", "method", "effective_on"),
    empty=_("No decision yet. Add each decision in words that can be read alone."),
)

ACTION_ITEM = many(
    "action_item",
    _("Action point"),
    _("Action points"),
    Section(
        "",
        (
            Text("text", _("What is to be done"), required=True),
            Text("responsible", _("Who does it"), _("One person, by name."), required=True),
            Reference("partner", _("Partner"), to="partner"),
            Day("due", _("Until"), required=True),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("open", _("Open")),
                    Option("done", _("Done")),
                    Option("dropped", _("Dropped")),
                ),
            ),
            Day("done_on", _("Done on")),
            Text("remark", _("Remark"), _("Why it is late, or why it was dropped.")),
        ),
    ),
    owner="meeting",
    columns=("text", "responsible", "due", "state"),
    empty=_("No action point yet. Add who does what until when."),
)

ADDENDUM = many(
    "addendum",
    _("Correction to the minutes"),
    _("Corrections to the minutes"),
    Section(
        "",
        (
            LongText("text", _("Correction"), required=True),
            Text("asked_by", _("Asked for by")),
            Day("date", _("Date")),
        ),
    ),
    owner="meeting",
    columns=("text", "asked_by", "date"),
    empty=_("No correction. Approved minutes are corrected here and not in their text."),
)

TROUBLE = many(
    "trouble",
    _("Problem"),
    _("Problems and how they were solved"),
    Section(
        "",
        (
            Text("what", _("What went wrong"), required=True),
            Day("noticed_on", _("Noticed on"), required=True),
            Reference("activity", _("Activity it touches"), to="activity"),
            LongText("effect", _("What it leads to")),
            LongText("cause", _("Cause")),
            LongText("remedy", _("What is being done"), required=True),
            Text("responsible", _("Who sees to it"), required=True),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("open", _("Open")),
                    Option("raised", _("Passed to the partners' leaders")),
                    Option("solved", _("Solved")),
                ),
            ),
            Day("solved_on", _("Solved on")),
        ),
    ),
    columns=("what", "noticed_on", "responsible", "state"),
    empty=_("Nothing listed. Add problems when they appear, even small ones."),
)

TASK_7_1 = Task(
    "7.1",
    _("Coordinate with partners"),
    _("Meet regularly, write down what was agreed, and clear obstacles early."),
    (
        MEETING_PLAN,
        MEETING,
        AGENDA_ITEM,
        ATTENDANCE,
        DECISION,
        ACTION_ITEM,
        ADDENDUM,
        TROUBLE,
    ),
    (
        Filled("meeting_plan", ("rule", "place", "sharing_list")),
        AtLeast("meeting"),
        EveryHas("meeting", ("title", "date", "state")),
        EveryHas("agenda_item", ("title",)),
        AtLeast("attendance"),
        EveryHas("attendance", ("name", "presence")),
        AtLeast("decision"),
        EveryHas("decision", ("text",)),
        EveryHas("action_item", ("text", "responsible", "due")),
        EveryHas("addendum", ("text",)),
        EveryHas("trouble", ("what", "noticed_on", "remedy", "responsible")),
    ),
    uses=("body", "decision_rule"),
)
