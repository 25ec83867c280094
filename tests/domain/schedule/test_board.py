"""Plan entries lie in the period in which they begin, and keep their days when they are moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.schedule.board import (
    Column,
    Length,
    begin_of,
    board,
    moved,
    next_after,
)
from msp_desktop.domain.schedule.hand_overs import Delay
from tests.partnerships import Drafted

TODAY = date(2026, 11, 26)
LENGTHS = st.sampled_from(Length)
DAYS = st.dates(date(2001, 1, 1), date(2090, 1, 1))


def column(begin: date, length: Length) -> Column:
    return Column(begin, next_after(begin, length) - timedelta(1), "")


@given(DAYS, LENGTHS)
def test_every_day_lies_in_exactly_one_period(day: date, length: Length) -> None:
    begin = begin_of(day, length)
    assert begin <= day < next_after(begin, length)
    assert begin_of(begin, length) == begin
    assert next_after(next_after(begin, length), length, -1) == begin


@given(DAYS, st.integers(0, 200), LENGTHS, st.integers(-20, 20))
def test_what_is_moved_begins_in_its_new_period(
    day: date, days: int, length: Length, by: int
) -> None:
    begin = begin_of(day, length)
    to = column(next_after(begin, length, by), length)
    found = moved(Period(day, day + timedelta(days)), column(begin, length), to)
    assert found.start is not None
    assert found.end is not None
    assert to.first is not None
    assert to.last is not None
    assert to.first <= found.start <= to.last
    if (day, day + timedelta(days)) != (begin, column(begin, length).last):
        assert found.end - found.start == timedelta(days)


def test_an_entry_that_fills_its_month_fills_the_next() -> None:
    january, february = (column(date(2027, month, 1), Length.MONTH) for month in (1, 2))
    whole = Period(date(2027, 1, 1), date(2027, 1, 31))
    assert moved(whole, january, february) == Period(date(2027, 2, 1), date(2027, 2, 28))


def test_an_entry_without_days_gets_those_of_the_period() -> None:
    nowhere = Column(None, None, "")
    june = column(date(2027, 6, 1), Length.MONTH)
    assert moved(None, nowhere, june) == Period(date(2027, 6, 1), date(2027, 6, 30))


@pytest.fixture
def drafted() -> Drafted:
    drafted = Drafted()
    for name in ("Council", "Utility", "Idle"):
        drafted.add("partner", {"name": name}, record=name)
    entries: tuple[dict[str, Stored], ...] = (
        {"what": "Permits", "partner": "Council", "period": "2026-11-02/2026-11-06"},
        {"what": "Pipes", "partner": "Utility", "period": "2027-02-01/2027-02-28"},
        {"what": "Later", "partner": "Utility"},
        {"what": "Whose", "period": "2026-11-16/2026-11-20", "state": "done"},
    )
    for entry in entries:
        drafted.add("plan_item", entry, record=str(entry["what"]))
    return drafted


def test_entries_lie_by_partner_and_quarter_and_nothing_is_lost(drafted: Drafted) -> None:
    found = board(drafted.records(), Length.QUARTER, TODAY)
    assert [name for _key, name in found.rows] == ["Council", "Utility", "Nobody yet"]
    words = [one.words for one in found.columns]
    assert words[:3] == ["Without days", "Quarter 3 of 2026", "Quarter 4 of 2026"]
    assert [one.words for one in found.columns if one.is_now] == ["Quarter 4 of 2026"]
    where = {
        card.key: (found.rows[row][1], words[at])
        for (row, at), cards in found.cards.items()
        for card in cards
    }
    assert where == {
        "Permits": ("Council", "Quarter 4 of 2026"),
        "Pipes": ("Utility", "Quarter 1 of 2027"),
        "Later": ("Utility", "Without days"),
        "Whose": ("Nobody yet", "Quarter 4 of 2026"),
    }


def test_a_delay_stands_on_the_card_in_words_but_not_on_what_is_done(drafted: Drafted) -> None:
    late = [
        Delay("plan_item", key, "", 4, date(2027, 3, 4), key, key) for key in ("Pipes", "Whose")
    ]
    cards = {
        card.key: card
        for some in board(drafted.records(), Length.WEEK, TODAY, late).cards.values()
        for card in some
    }
    assert cards["Pipes"].is_late
    assert "4 working days late, on 4 March 2027" in cards["Pipes"].about
    assert not cards["Whose"].is_late


def test_the_board_of_one_partner_has_only_its_entries(drafted: Drafted) -> None:
    found = board(drafted.records(), Length.MONTH, TODAY, partner_id="Council")
    assert [card.name for cards in found.cards.values() for card in cards] == ["Permits"]
