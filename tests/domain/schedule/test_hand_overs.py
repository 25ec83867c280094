"""A delay of one partner is told to every partner it reaches, with its days and its cause."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.schedule.hand_overs import Flaw, HandOvers

MONDAY = date(2026, 11, 2)


def item(key: str, partner: str, period: str) -> Row:
    return {"id": key, "owner_id": None, "what": key, "partner": partner, "period": period}


def passed(key: str, made: str, needed: str, due: str, **more: str) -> Row:
    row = {"id": key, "owner_id": None, "from_item": made, "to_item": needed, "due": due}
    return {**row, "from_partner": made.title(), **more}


ITEMS = [
    item("permits", "Council", "2026-11-02/2026-11-06"),
    item("pipes", "Utility", "2026-11-09/2026-11-13"),
    item("clinic", "Health", "2026-11-16/2026-11-20"),
]
PAPERS = passed("papers", "permits", "pipes", "2026-11-06")
WATER = passed("water", "pipes", "clinic", "2026-11-13")


def on(day: date, *passes: Row, items: list[Row] = ITEMS) -> HandOvers:
    calendar: list[Row] = [{"id": "c", "owner_id": None, "rest_days": "sat sun"}]
    rows = {"plan_item": items, "hand_over": list(passes), "work_calendar": calendar}
    return HandOvers(Records("0" * 32, rows, KINDS), day)


def test_nothing_is_late_while_everything_goes_as_promised() -> None:
    found = on(MONDAY, PAPERS, WATER)
    assert found.delays() == []
    assert found.flaws() == {}


def test_a_delay_runs_through_every_later_promise() -> None:
    found = on(MONDAY, {**PAPERS, "expected_on": "2026-11-12"}, WATER)
    told = [(one.key, one.organisation, one.days, one.cause, one.via) for one in found.delays()]
    assert told == [
        ("papers", "Permits", 4, "papers", "papers"),
        ("pipes", "Utility", 4, "papers", "papers"),
        ("water", "Pipes", 4, "papers", "pipes"),
        ("clinic", "Health", 4, "papers", "water"),
    ]
    assert found.delays()[1].day == date(2026, 11, 19)
    assert found.flaws() == {"papers": (Flaw.EXPECTED_LATE,)}


def test_what_is_overdue_comes_today_at_the_earliest() -> None:
    found = on(date(2026, 11, 11), PAPERS, WATER)
    assert found.flaws() == {"papers": (Flaw.OVERDUE,)}
    assert {one.key: one.days for one in found.delays()}["pipes"] == 3


def test_what_was_handed_over_late_has_its_real_day_and_waits_for_the_receiver() -> None:
    found = on(
        date(2026, 11, 20),
        {**PAPERS, "delivered_on": "2026-11-10"},
        {**WATER, "delivered_on": "2026-11-13"},
    )
    assert found.flaws() == {"papers": (Flaw.NOT_CONFIRMED,), "water": (Flaw.NOT_CONFIRMED,)}
    confirmed = {**PAPERS, "delivered_on": "2026-11-06", "confirmed_on": "2026-11-07"}
    assert "papers" not in on(MONDAY, confirmed).flaws()


def test_a_promise_for_a_day_after_it_is_needed_is_a_flaw_of_the_plan() -> None:
    late = {**PAPERS, "due": "2026-11-10"}
    assert on(MONDAY, late).flaws() == {"papers": (Flaw.LATE_BY_PLAN,)}
    needed = {**PAPERS, "needed_on": "2026-11-04"}
    assert on(MONDAY, needed).flaws() == {"papers": (Flaw.LATE_BY_PLAN,)}


def test_entries_without_days_and_hand_overs_without_entries_do_no_harm() -> None:
    half = item("later", "NGO", "")
    lonely: Row = {"id": "lonely", "owner_id": None, "due": "2026-11-20"}
    found = on(MONDAY, lonely, items=[half])
    assert found.delays() == []


def test_partners_who_wait_for_each_other_in_a_circle_are_named() -> None:
    with pytest.raises(Circle) as refused:
        on(MONDAY, PAPERS, passed("back", "pipes", "permits", "2026-11-13"))
    assert {"permits", "pipes"} <= set(refused.value.keys)
