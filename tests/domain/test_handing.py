"""The list of hand-overs says what is wrong with each, and delays say whose, how late and because of what."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.matrices.handing import (
    delays_told,
    hand_over_list,
    hand_overs_or_circle,
)
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule.hand_overs import HandOvers
from tests.partnerships import Drafted

MONDAY = date(2026, 11, 2)


def chain(first: dict[str, Stored] | None = None, **second: Stored) -> Records:
    """Council → Utility → Health, each needing a week; answers of both hand-overs can be set."""
    drafted = Drafted()
    drafted.add("work_calendar", {"rest_days": "sat sun"})
    for name in ("Council", "Utility", "Health"):
        drafted.add("partner", {"name": name}, record=name)
    weeks = {"Permits": "02/2026-11-06", "Pipes": "09/2026-11-13", "Clinic": "16/2026-11-20"}
    for (what, week), partner in zip(weeks.items(), ("Council", "Utility", "Health"), strict=True):
        entry = {"what": what, "partner": partner, "period": f"2026-11-{week}"}
        drafted.add("plan_item", entry, record=what)
    papers = {"output": "Papers", "from_item": "Permits", "to_item": "Pipes", "due": "2026-11-06"}
    parties = {"from_partner": "Council", "to_partner": "Utility"}
    drafted.add("hand_over", {**papers, **parties, **(first or {})}, record="papers")
    water = {"output": "Water", "from_item": "Pipes", "to_item": "Clinic", "due": "2026-11-13"}
    parties = {"from_partner": "Utility", "to_partner": "Health"}
    drafted.add("hand_over", {**water, **parties, **second}, record="water")
    return drafted.records()


def told(records: Records, day: date = MONDAY) -> list[str]:
    found = hand_overs_or_circle(records, day)
    assert isinstance(found, HandOvers)
    return [one.text for one in delays_told(records, found)]


def test_a_delay_names_partner_days_cause_and_what_passed_it_on() -> None:
    late = "4 working days late, on"
    assert told(chain({"expected_on": "2026-11-12"})) == [
        f"Council: “Papers” comes {late} 12 November 2026.",
        f"Utility: “Pipes” comes {late} 19 November 2026, because of “Papers” (Council).",
        f"Utility: “Water” comes {late} 19 November 2026, because of “Papers” (Council) through “Pipes”.",
        f"Health: “Clinic” comes {late} 26 November 2026, because of “Papers” (Council) through “Water”.",
    ]


def test_what_is_handed_over_already_is_told_no_more() -> None:
    records = chain({"delivered_on": "2026-11-12", "confirmed_on": "2026-11-12"})
    assert all("“Papers” comes" not in one for one in told(records, date(2026, 11, 13)))


@pytest.mark.parametrize(
    ("first", "day", "sentence", "field"),
    [
        (
            {"due": "2026-11-10"},
            MONDAY,
            "“Papers” is promised for a day after Utility needs it.",
            "due",
        ),
        (
            {},
            date(2026, 11, 9),
            "“Papers” should have been handed over by Council; the day has passed.",
            "expected_on",
        ),
        (
            {"expected_on": "2026-11-12"},
            MONDAY,
            "“Papers” is expected from Council later than promised.",
            "expected_on",
        ),
        (
            {"delivered_on": "2026-11-05"},
            MONDAY,
            "“Papers” was handed over, but Utility has not confirmed it.",
            "confirmed_on",
        ),
    ],
)
def test_each_flaw_is_said_and_opens_where_it_is_mended(
    first: dict[str, Stored], day: date, sentence: str, field: str
) -> None:
    flags = hand_over_list(chain(first), day).flags
    assert [(one.text, one.record_id, one.field_key) for one in flags] == [
        (sentence, "papers", field)
    ]


def test_a_circle_is_named_and_the_list_is_still_there() -> None:
    records = chain({"from_item": "Clinic", "due": "2026-11-20"})
    found = hand_overs_or_circle(records, MONDAY)
    assert isinstance(found, str)
    for name in ("Papers", "Pipes", "Water", "Clinic"):
        assert name in found
    assert len(hand_over_list(records, MONDAY).rows) == 2
