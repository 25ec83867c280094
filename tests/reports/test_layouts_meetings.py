"""What the documents around a meeting say: agenda, attendance sheet, paper minutes, action points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from msp_desktop.reports.document import Facts, Note, Signatures, WritingLines, words_of
from msp_desktop.reports.layouts.action_list import action_list
from msp_desktop.reports.layouts.agenda import agenda
from msp_desktop.reports.layouts.attendance_sheet import GUESTS, attendance_sheet
from msp_desktop.reports.layouts.minutes import minutes
from msp_desktop.reports.layouts.paper_minutes import paper_minutes
from tests.reports.saying import part, tables

if TYPE_CHECKING:
    from msp_desktop.domain.records import Records, Row
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


def meeting(records: Records, title: str) -> Row:
    (row,) = (row for row in records.rows("meeting") if row["title"] == title)
    return row


# The agenda


def test_the_agenda_numbers_subjects_as_the_minutes_do(water: Drafting, issue: Issue) -> None:
    records = water.records()
    said = agenda(records, meeting(records, "Second"), issue)
    (table,) = tables(part(said, "Agenda"))
    assert [row[:3] for row in table.rows] == [
        ("", "Welcome and attendance", ""),
        ("", "Minutes of the last meeting", ""),
        ("", "Open action points", ""),
        ("1", "Pumps", "Hari"),
        ("2", "Wells", ""),
        ("", "Other business", ""),
        ("", "Next meeting", ""),
    ]
    written = minutes(records, meeting(records, "Second"), issue)
    headings = part(written, "Agenda and discussion")
    assert [getattr(block, "number", "") for block in headings if hasattr(block, "level")] == [
        "1",
        "2",
    ]


def test_the_agenda_says_how_long_a_subject_takes(water: Drafting, issue: Issue) -> None:
    second = meeting(water.records(), "Second")
    for minutes_long in (1, 45):
        water.add("agenda_item", {"title": "Pipes", "minutes": minutes_long}, str(second["id"]))
    (table,) = tables(part(agenda(water.records(), second, issue), "Agenda"))
    assert [row[3] for row in table.rows if row[1] == "Pipes"] == ["1 minute", "45 minutes"]


def test_the_agenda_asks_for_what_is_open_and_says_what_is_late(
    water: Drafting, issue: Issue
) -> None:
    records = water.records()
    (table,) = tables(
        part(agenda(records, meeting(records, "Second"), issue), "Open action points")
    )
    assert table.rows == (("Order pumps", "", "", "20 September 2026\n64 days late"),)
    nothing = part(agenda(records, meeting(records, "First"), issue), "Open action points")
    assert nothing == (Note("None."),)


def test_an_agenda_without_subjects_says_so(drafting: Drafting, issue: Issue) -> None:
    drafting.add("meeting", {"title": "Empty", "state": "planned"})
    records = drafting.records()
    said = agenda(records, meeting(records, "Empty"), issue)
    assert part(said, "Agenda")[-1] == Note("No subject is listed yet (task 7.1).")
    assert part(said, "Who is expected") == (Note("Nothing recorded."),)


# Who is expected


def expected_names(water: Drafting, title: str, issue: Issue) -> list[tuple[str, ...]]:
    records = water.records()
    (table,) = tables(part(agenda(records, meeting(records, title), issue), "Who is expected"))
    return [row[:2] for row in table.rows]


def test_those_listed_are_expected_or_else_the_body_or_else_the_partners(
    water: Drafting, issue: Issue
) -> None:
    assert expected_names(water, "Second", issue) == [
        ("Gita", ""),
        ("Sita", "Water Board"),
        ("Ram", ""),
    ]
    assert expected_names(water, "Third", issue) == [("", "Water Board"), ("", "Red Cross")]
    body, partner = (str(water.rows[kind][0]["id"]) for kind in ("body", "partner"))
    water.add("body_member", {"partner": partner, "name": "Maya", "role": "Member"}, body)
    water.add("meeting", {"title": "Fourth", "body": body, "state": "planned"})
    assert expected_names(water, "Fourth", issue) == [("Maya", "Water Board")]


def test_the_attendance_sheet_has_room_for_guests_and_for_the_chair(
    water: Drafting, issue: Issue
) -> None:
    records = water.records()
    said = attendance_sheet(records, meeting(records, "Second"), issue)
    (table,) = tables(said.blocks)
    assert table.to_fill
    assert table.rows[1] == ("2", "Sita", "Water Board", "", "")
    assert [row[1:] for row in table.rows[3:]] == [("", "", "", "")] * GUESTS
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, 4 + GUESTS)]
    (signing,) = (block for block in said.blocks if isinstance(block, Signatures))
    assert signing.people[0].name == "Sita Rawal"


def test_partners_entered_without_a_state_are_expected_and_the_sheet_says_so(
    drafting: Drafting, issue: Issue
) -> None:
    for name, state in (("Water Board", None), ("Red Cross", None), ("Gone Ltd", "declined")):
        drafting.add("partner", {"name": name, "state": state})
    drafting.add("meeting", {"title": "Empty", "state": "planned"})
    records = drafting.records()
    remark = Note("3 organisations are listed but none is marked as selected or active (task 1.4).")
    for said in (
        attendance_sheet(records, meeting(records, "Empty"), issue),
        agenda(records, meeting(records, "Empty"), issue),
    ):
        assert remark in said.blocks
        listed = words_of(said.blocks)
        assert "Water Board" in listed
        assert "Red Cross" in listed
        assert "Gone Ltd" not in listed


def test_an_attendance_sheet_about_no_meeting_leaves_its_facts_to_be_written(
    water: Drafting, issue: Issue
) -> None:
    said = attendance_sheet(water.records(), {}, issue)
    facts = said.blocks[0]
    assert isinstance(facts, Facts)
    assert [name for name, text in facts.rows if not text][:2] == ["Title", "Date"]
    assert said.title == "Attendance sheet"
    assert tables(said.blocks)[0].rows[0] == ("1", "", "Water Board", "", "")


# Minutes to fill in by hand


def test_paper_minutes_print_what_is_known_and_leave_the_rest_to_be_written(
    water: Drafting, issue: Issue
) -> None:
    records = water.records()
    said = paper_minutes(records, meeting(records, "Second"), issue)
    lines = [block.label for block in said.blocks if isinstance(block, WritingLines)]
    assert lines[:2] == ["End", "Place"], "title, day, start and chair are known"
    assert lines.count("Main points") == 2, "one for each subject of the agenda"
    for title in ("Decisions", "Action points"):
        (table,) = tables(part(said, title))
        assert table.to_fill
        assert not any(any(row[1:]) for row in table.rows)
    (signing,) = part(said, "Signatures")
    assert isinstance(signing, Signatures)
    assert [person.name for person in signing.people] == ["Sita Rawal", "Hari Thapa"]


def test_paper_minutes_ask_for_what_is_still_open(water: Drafting, issue: Issue) -> None:
    records = water.records()
    said = paper_minutes(records, meeting(records, "Second"), issue)
    (table,) = tables(part(said, "Still open from earlier meetings"))
    assert table.rows == (("Order pumps", "", "20 September 2026", ""),)


def test_paper_minutes_about_no_meeting_are_a_form_for_any(
    drafting: Drafting, issue: Issue
) -> None:
    said = paper_minutes(drafting.records(), {}, issue)
    lines = [block.label for block in said.blocks if isinstance(block, WritingLines)]
    assert {"Title", "Date", "Start", "End", "Place", "Chair"} <= set(lines)
    assert [label for label in lines if "Subject" in label] == [
        "1. Subject",
        "2. Subject",
        "3. Subject",
    ]
    (attendance,) = tables(part(said, "Attendance"))
    assert len(attendance.rows) == 4, "room to sign although nobody is known"


# Open action points


def test_action_points_stand_under_their_partner_the_earliest_first(
    water: Drafting, issue: Issue
) -> None:
    board = str(water.rows["partner"][0]["id"])
    owner = str(water.rows["meeting"][1]["id"])
    for text, due in (("Later", "2026-12-24"), ("Sooner", "2026-11-22"), ("Some day", None)):
        values = {"text": text, "partner": board, "due": due, "state": "open"}
        water.add("action_item", values, owner)
    said = action_list(water.records(), issue)
    (table,) = tables(part(said, "Water Board"))
    assert [row[:2] for row in table.rows] == [("1", "Sooner"), ("2", "Later"), ("3", "Some day")]
    assert [row[3] for row in table.rows] == [
        "22 November 2026\n1 day late",
        "24 December 2026",
        "",
    ]
    assert table.rows[0][4] == "Second\n1 October 2026"
    (rest,) = tables(part(said, "No partner named"))
    assert [row[1] for row in rest.rows] == ["Order pumps", "Ask for a price", "Far ahead"]
    assert said.blocks[0] == Facts(
        (
            ("Partnership", "Clean water for Jumla"),
            ("As of", "23 November 2026"),
            ("Open action points", "6"),
            ("Of these late", "2"),
        )
    )


@pytest.mark.parametrize(("day", "late"), [(20, "0"), (21, "1")])
def test_an_action_point_is_late_from_the_day_after(
    water: Drafting, issue: Issue, day: int, late: str
) -> None:
    said = action_list(water.records(), replace(issue, day=date(2026, 9, day)))
    facts = said.blocks[0]
    assert isinstance(facts, Facts)
    assert facts.rows[-1] == ("Of these late", late)


def test_what_is_done_or_dropped_is_not_listed(water: Drafting, issue: Issue) -> None:
    words = words_of(action_list(water.records(), issue).blocks)
    assert "Order pumps" in words
    assert "Book a room" not in words


def test_an_empty_list_of_action_points_says_so(drafting: Drafting, issue: Issue) -> None:
    assert action_list(drafting.records(), issue).blocks[-1] == Note("No action point is open.")


# The minutes


def test_corrections_stand_below_the_minutes(water: Drafting, issue: Issue) -> None:
    second = meeting(water.records(), "Second")
    words = {"text": "Maya was there", "asked_by": "Maya", "date": "2026-10-08"}
    water.add("addendum", words, str(second["id"]))
    said = part(minutes(water.records(), second, issue), "Corrections to the minutes")
    assert "C1" in words_of(said)
    assert "Maya was there" in words_of(said)
    assert "8 October 2026" in words_of(said)
