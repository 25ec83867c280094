"""The automatic agenda names what is pressing and why; invitations are opened by other programs."""

from __future__ import annotations

from datetime import date, datetime, time

import icalendar
import pytest

from msp_desktop.app.agendas import plan_meeting, put_on_agenda
from msp_desktop.app.invitations import NothingToInviteTo, invitation, series_invitation
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.meetings.proposals import Proposal, proposals

TODAY = date(2026, 11, 26)


@pytest.fixture
def next_one(workspace: Workspace, space: str) -> str:
    answers = {"title": "December", "date": "2026-12-08", "state": "planned", "start": "10:00"}
    return workspace.add("meeting", space, answers)


@pytest.fixture
def before(workspace: Workspace, space: str) -> str:
    answers = {"title": "November", "date": "2026-11-10", "state": "held"}
    return workspace.add("meeting", space, answers)


def found(workspace: Workspace, space: str, meeting: str) -> list[Proposal]:
    records = workspace.records(space)
    row = records.find("meeting", meeting)
    assert row is not None
    return proposals(records, row, TODAY)


def why(workspace: Workspace, space: str, meeting: str) -> dict[str, str]:
    return {one.title: one.why for one in found(workspace, space, meeting)}


def test_nothing_recorded_proposes_nothing(workspace: Workspace, space: str, next_one: str) -> None:
    assert found(workspace, space, next_one) == []


def test_each_source_proposes_with_its_reason(
    workspace: Workspace, space: str, before: str, next_one: str
) -> None:
    for text, due in (("Order pumps", "2026-12-01"), ("Ask", "2027-01-10")):
        workspace.add("action_item", space, {"text": text, "due": due, "state": "open"}, before)
    workspace.add("agenda_item", space, {"title": "Taps", "ended": "put_off"}, before)
    workspace.add("agenda_item", space, {"title": "Fees", "purpose": "decide"}, before)
    decided = {"title": "Pumps", "purpose": "decide"}
    item = workspace.add("agenda_item", space, decided, before)
    workspace.add("decision", space, {"text": "Buy", "item": item}, before)
    workspace.add("report_due", space, {"title": "March sheet", "due": "2026-12-05"})
    workspace.add("report_due", space, {"title": "Sent", "due": "2026-12-05", "state": "sent"})
    workspace.add("risk", space, {"description": "Early rain", "likelihood": 4, "impact": 4})
    workspace.add("risk", space, {"description": "Small", "likelihood": 2, "impact": 2})
    workspace.add("trouble", space, {"what": "Road closed", "responsible": "Hari"})
    heard = workspace.add("partner", space, {"name": "Water Board", "state": "active"})
    workspace.add("partner", space, {"name": "Red Cross", "state": "active"})
    workspace.add(
        "attendance", space, {"name": "S", "partner": heard, "presence": "present"}, before
    )
    workspace.add("topic", space, {"title": "A room", "asked_by": "Ravi", "minutes": 15})
    assert why(workspace, space, next_one) == {
        "Action points from before": "2 action points are open, 1 of them late on that day.",
        "Taps": "Put off on 10 November 2026.",
        "Fees": "Was to be decided on 10 November 2026; no decision is written down.",
        "Report overdue: March sheet": "This report is 3 days late on that day.",
        "Risk: Early rain": "Critical risk: likelihood 4, impact 4.",
        "Problem: Road closed": "Not solved yet; Hari sees to it.",
        "How is Red Cross?": "Nothing was ever heard of it: at no meeting, no word on progress.",
        "A room": "Asked for by Ravi.",
    }


def test_a_partner_is_silent_after_forty_five_days(
    workspace: Workspace, space: str, before: str, next_one: str
) -> None:
    partner = workspace.add("partner", space, {"name": "Water Board", "state": "active"})
    old = workspace.add("meeting", space, {"title": "Old", "date": "2026-10-24", "state": "held"})
    came = {"name": "S", "partner": partner, "presence": "proxy"}
    workspace.add("attendance", space, came, old)
    said = "No sign of it for 45 days: at no meeting, no word on progress."
    assert why(workspace, space, next_one) == {"How is Water Board?": said}
    workspace.set_fields("meeting", old, {"date": "2026-10-25"})
    assert why(workspace, space, next_one) == {}


def test_what_is_on_the_agenda_is_not_proposed_again_and_undo_takes_it_off(
    workspace: Workspace, space: str, before: str, next_one: str
) -> None:
    topic = workspace.add("topic", space, {"title": "A room", "purpose": "decide", "minutes": 15})
    workspace.add("agenda_item", space, {"title": "Taps", "ended": "put_off"}, before)
    put_on_agenda(workspace, next_one, found(workspace, space, next_one))
    rows = workspace.rows("agenda_item", space, next_one)
    assert [(row["title"], row["kind"], row["purpose"], row["minutes"]) for row in rows] == [
        ("Taps", "carried", "discuss", None),
        ("A room", "new", "decide", 15),
    ]
    assert found(workspace, space, next_one) == []
    row = workspace.read("topic", topic)
    assert row is not None
    assert row["meeting"] == next_one
    later = workspace.add("meeting", space, {"title": "January", "date": "2027-01-12"})
    assert found(workspace, space, later) == [], "what is taken up once is not proposed to the next"
    workspace.undo()  # the meeting
    workspace.undo()
    assert [one.title for one in found(workspace, space, next_one)] == ["Taps", "A room"]


def test_the_next_meeting_takes_over_what_is_the_same_every_time(
    workspace: Workspace, space: str, before: str
) -> None:
    workspace.set_fields("meeting", before, {"chair": "Sita"})
    workspace.set_single("meeting_plan", space, {"start": "10:30", "place": "Jumla"})
    made = workspace.read("meeting", plan_meeting(workspace, space, date(2026, 12, 8)))
    assert made is not None
    kept = [made[key] for key in ("title", "date", "start", "place", "chair", "state")]
    assert kept == ["Meeting of 8 December 2026", "2026-12-08", "10:30", "Jumla", "Sita", "planned"]


# Invitations


def event_in(content: bytes) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


def test_an_invitation_says_when_where_and_about_what(
    workspace: Workspace, space: str, next_one: str
) -> None:
    workspace.set_fields("meeting", next_one, {"place": "Jumla; room 2, नेपाल"})
    for title, minutes in (("Pumps", 40), ("Wells", 50)):
        workspace.add("agenda_item", space, {"title": title, "minutes": minutes}, next_one)
    records = workspace.records(space)
    row = records.find("meeting", next_one)
    assert row is not None
    content = invitation(records, row)
    event = event_in(content)
    assert event.start == datetime.combine(date(2026, 12, 8), time(10))
    assert event.end == datetime.combine(date(2026, 12, 8), time(11, 30))
    assert str(event["summary"]) == "December"
    assert str(event["location"]) == "Jumla; room 2, नेपाल"
    assert str(event["description"]) == "Agenda\n1. Pumps\n2. Wells"
    assert b"TZID" not in content
    assert b"DTSTART:20261208T100000\r\n" in content, "the time on the wall, in no zone"
    again = event_in(invitation(records, row))
    assert again["uid"] == event["uid"]


def test_a_series_repeats_by_its_rule(workspace: Workspace, space: str) -> None:
    with pytest.raises(NothingToInviteTo, match="The regular meeting"):
        series_invitation(workspace.records(space))
    plan = {"rule": "monthly", "first_on": "2026-07-14", "start": "10:00", "lasts": 90}
    workspace.set_single("meeting_plan", space, plan)
    event = event_in(series_invitation(workspace.records(space)))
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;BYDAY=2TU"
    assert (event.start, event.end) == tuple(
        datetime.combine(date(2026, 7, 14), at) for at in (time(10), time(11, 30))
    )


def test_a_meeting_without_a_day_cannot_be_invited_to(workspace: Workspace, space: str) -> None:
    meeting = workspace.add("meeting", space, {"title": "Some day"})
    records = workspace.records(space)
    row = records.find("meeting", meeting)
    assert row is not None
    with pytest.raises(NothingToInviteTo, match="no date"):
        invitation(records, row)
