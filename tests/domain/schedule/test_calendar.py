"""Working days are counted as people count them on a wall calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.schedule import WorkCalendar

FIRST = date(2026, 1, 1)
days = st.dates(FIRST, date(2031, 12, 31))
rests = st.sets(st.integers(0, 6), max_size=6)


@given(days, rests, st.sets(days, max_size=30))
def test_an_index_is_the_number_of_working_days_before(
    day: date, rest: set[int], holidays: set[date]
) -> None:
    calendar = WorkCalendar(FIRST, rest, holidays)
    between = (FIRST + timedelta(number) for number in range((day - FIRST).days))
    assert calendar.index(day) == sum(
        one.weekday() not in rest and one not in holidays for one in between
    )
    assert calendar.is_working(day) == (day.weekday() not in rest and day not in holidays)


@given(st.integers(0, 2000), rests, st.sets(days, max_size=30))
def test_the_day_of_an_index_is_a_working_day_with_that_index(
    index: int, rest: set[int], holidays: set[date]
) -> None:
    calendar = WorkCalendar(FIRST, rest, holidays)
    day = calendar.day(index)
    assert calendar.is_working(day)
    assert calendar.index(day) == index


def test_rest_days_differ_by_country() -> None:
    thursday = date(2026, 11, 26)
    nepal = WorkCalendar(thursday, rest=[5])  # Saturday
    maldives = WorkCalendar(thursday, rest=[4, 5])  # Friday and Saturday
    assert nepal.working_days(thursday, date(2026, 12, 2)) == 6
    assert maldives.working_days(thursday, date(2026, 12, 2)) == 5


def test_a_period_of_rest_days_only_has_no_working_day() -> None:
    calendar = WorkCalendar(date(2026, 11, 23), rest=[5, 6])
    assert calendar.working_days(date(2026, 11, 28), date(2026, 11, 29)) == 0
    assert calendar.working_days(date(2026, 11, 27), date(2026, 11, 29)) == 1


def test_days_before_the_first_and_weeks_without_work_are_refused() -> None:
    calendar = WorkCalendar(FIRST, holidays=[FIRST])
    assert calendar.day(0) == date(2026, 1, 2)
    with pytest.raises(ValueError, match="2025-12-31"):
        calendar.index(date(2025, 12, 31))
    with pytest.raises(ValueError, match="no weekday"):
        WorkCalendar(FIRST, rest=range(7))
