"""How a partnership meets, its meetings, what they are to talk about, and who comes (task 7.1)."""

from __future__ import annotations

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
from msp_desktop.i18n import mark as _

PURPOSES = (
    Option("decide", _("To decide")),
    Option("discuss", _("To discuss")),
    Option("inform", _("To inform")),
)

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
            Text(
                "pattern",
                _("Another rule"),
                _("Only where none of the three above fits: a rule of iCalendar (RFC 5545)."),
                example="FREQ=MONTHLY;BYDAY=-1FR",
            ),
            Whole("lasts", _("Minutes it usually takes")),
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
            Text("number", _("Number of the meeting"), example="14"),
            Day("date", _("Date"), required=True),
            Clock("start", _("Start"), example="10:00"),
            Clock("end", _("End"), example="12:00"),
            Text("place", _("Place")),
            Choice(
                "mode",
                _("How people meet"),
                options=(
                    Option("together", _("In one room")),
                    Option("apart", _("By telephone or over the internet")),
                    Option("mixed", _("Some in the room, others from elsewhere")),
                ),
            ),
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
                "interests",
                _("Interests declared"),
                _("Who has an own interest in a subject, and what was done about it."),
            ),
            LongText(
                "previous", _("Minutes of the last meeting"), _("Approved, or with what changes?")
            ),
            LongText("summary", _("Summary"), _("What was settled, for those who were not there.")),
            LongText("other_business", _("Other business")),
            Day("next_meeting", _("Next meeting on")),
            Day("circulated_on", _("Minutes sent round on")),
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
            Choice("purpose", _("What it is for"), options=PURPOSES),
            Choice(
                "kind",
                _("Where it comes from"),
                options=(
                    Option("new", _("New")),
                    Option("carried", _("From before")),
                    Option("standing", _("At every meeting")),
                ),
            ),
            Text("papers", _("Papers"), _("What people should read before.")),
            LongText("discussion", _("Discussion"), _("The main points, not every word.")),
            Whole("used", _("Minutes used")),
            Choice(
                "ended",
                _("How it ended"),
                options=(
                    Option("closed", _("Dealt with")),
                    Option("put_off", _("Put off to the next meeting")),
                ),
            ),
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
            Text(
                "abbreviation",
                _("Initials"),
                _("For typing @sr instead of the name."),
                example="sr",
            ),
            Reference("partner", _("Partner"), to="partner"),
            Text("role", _("Position")),
            Choice(
                "capacity",
                _("Takes part as"),
                options=(
                    Option("voting", _("Member with a vote")),
                    Option("member", _("Member without a vote")),
                    Option("observer", _("Observer")),
                ),
            ),
            Choice(
                "sex",
                _("Sex"),
                _("Only to count who is heard; nobody has to say."),
                options=(
                    Option("female", _("Female")),
                    Option("male", _("Male")),
                    Option("other", _("Other")),
                ),
            ),
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

TOPIC = many(
    "topic",
    _("Subject for a later meeting"),
    _("Subjects for later meetings"),
    Section(
        "",
        (
            Text("title", _("Subject"), required=True),
            Text("asked_by", _("Asked for by")),
            Day("asked_on", _("Asked for on")),
            Choice("purpose", _("What it is for"), options=PURPOSES),
            Whole("minutes", _("Minutes of time")),
            LongText("note", _("Note")),
            Reference("meeting", _("Taken up in"), to="meeting"),
        ),
    ),
    columns=("title", "asked_by", "purpose", "meeting"),
    empty=_("Nothing waits. Add what somebody wants to talk about before you know when."),
)
