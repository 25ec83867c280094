"""Lines of minutes are read as they are typed, and written as they are read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.lines import (
    Action,
    Known,
    due_day,
    initials,
    matching,
    outline,
    read_action,
    unread_due,
    written_action,
)
from msp_desktop.domain.records import Records, Row

DAY = date(2026, 11, 26)
PEOPLE = [
    Known("Ravi Kumar", "rk", "p1"),
    Known("Ravi Kumar Shah", "rs", "p2"),
    Known("Dr Meera Jha", "mj", "p3"),
]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12.3.", "2027-03-12"),
        ("26.11.", "2026-11-26"),
        ("25/11", "2027-11-25"),
        ("12.3.2028", "2028-03-12"),
        ("3-12-27", "2027-12-03"),
        ("2026-12-05", "2026-12-05"),
        ("+14", "2026-12-10"),
        ("29.2.", ""),
        ("30.2.2027", ""),
        ("soon", ""),
        ("12", ""),
    ],
)
def test_a_day_is_the_next_one_after_the_meeting(typed: str, read: str) -> None:
    assert due_day(typed, DAY) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Print the list @rk !12.3.", Action("Print the list", "Ravi Kumar", "p1", "2027-03-12")),
        ("@mj prints the list", Action("prints the list", "Dr Meera Jha", "p3", "")),
        ("Print !+7 the list @rs", Action("Print the list", "Ravi Kumar Shah", "p2", "2026-12-03")),
        ("Call @Ravi Kumar Shah", Action("Call", "Ravi Kumar Shah", "p2", "")),
        ("Call @Anil Thapa !3.1.", Action("Call", "Anil Thapa", "", "2027-01-03")),
        ("@Anil calls them", Action("calls them", "Anil", "", "")),
        ("Call @zz !40.13.", Action("Call !40.13.", "zz", "", "")),
        ("Order pumps!", Action("Order pumps!", "", "", "")),
        ("Hurry !now", Action("Hurry !now", "", "", "")),
        ("", Action("", "", "", "")),
    ],
)
def test_who_and_until_when_are_read_from_the_line(typed: str, read: Action) -> None:
    assert read_action(typed, PEOPLE, DAY) == read


@pytest.mark.parametrize(
    ("typed", "unread"),
    [("Call @rk !40.13.", "40.13."), ("Call !soon !3.1.", ""), ("Call !3.1.", ""), ("Hurry!", "")],
)
def test_what_stands_for_a_day_and_is_none_is_named(typed: str, unread: str) -> None:
    assert unread_due(typed, DAY) == unread


WORDS = st.lists(
    st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8), min_size=1, max_size=5
).map(" ".join)


@given(
    WORDS,
    st.one_of(st.sampled_from([one.name for one in PEOPLE]), WORDS),
    st.dates(date(1900, 1, 1)),
)
def test_what_is_written_is_read_back_as_the_same(text: str, name: str, day: date) -> None:
    row = {"id": "1", "text": text, "responsible": name, "due": day.isoformat()}
    read = read_action(written_action(row), PEOPLE, DAY)
    assert read.text == text
    assert read.due == day.isoformat()
    if name.split(maxsplit=1)[0].casefold() not in {one.short for one in PEOPLE}:
        assert read.responsible == name


def test_initials_come_before_beginnings_of_names() -> None:
    assert initials("Dr Meera Jha") == "dmj"
    assert [one.name for one in matching("r", PEOPLE)] == ["Ravi Kumar", "Ravi Kumar Shah"]
    assert [one.short for one in matching("RS", PEOPLE)] == ["rs"]
    assert [one.short for one in matching("meer", PEOPLE)] == ["mj"]
    assert matching("x", PEOPLE) == []


def test_what_came_out_stands_as_it_was_written_down_where_nobody_knows_the_order() -> None:
    def row(made: int, **answers: str) -> Row:
        return {"id": f"{made:032x}", "owner_id": "m", "item": "i", **answers}

    item: Row = {"id": "i", "owner_id": "m", "discussion": "Rain\nMore rain"}
    meeting: Row = {"id": "m", "owner_id": None}
    rows = {
        "meeting": [meeting],
        "agenda_item": [item],
        "decision": [row(1, text="Buy pumps"), row(3, text="Go on foot")],
        "information": [row(4, text="It was moved up"), row(2, text="The road is shut")],
        "action_item": [row(5, text="Ask for prices")],
    }
    found = [line.text for line in outline(Records("0" * 32, rows, KINDS), meeting, item)]
    assert found == [
        "Rain",
        "More rain",
        "Buy pumps",
        "Go on foot",
        "It was moved up",
        "The road is shut",
        "Ask for prices",
    ]
