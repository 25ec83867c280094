"""Meetings fall where their rule says."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.domain.meetings.series import can_follow, next_days, rule_of


def plan(rule: str, first: str, pattern: str = "") -> dict[str, str | int | None]:
    return {"rule": rule, "first_on": first, "pattern": pattern or None}


@pytest.mark.parametrize(
    ("rule", "first", "written"),
    [
        ("monthly", "2026-07-14", "FREQ=MONTHLY;BYDAY=2TU"),
        ("monthly", "2026-07-31", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("twice_monthly", "2026-07-01", "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ("twice_monthly", "2026-07-28", "FREQ=MONTHLY;BYDAY=2TU,4TU"),
        ("weekly", "2026-07-02", "FREQ=WEEKLY;BYDAY=TH"),
        ("", "2026-07-02", ""),
        ("weekly", "", ""),
    ],
)
def test_the_three_rules_of_the_form_stay_on_the_weekday_of_the_first(
    rule: str, first: str, written: str
) -> None:
    assert rule_of(plan(rule, first)) == written


def test_the_next_days_come_after_a_day() -> None:
    monthly = plan("monthly", "2026-07-14")
    assert next_days(monthly, date(2026, 11, 26), 3) == [
        date(2026, 12, 8),
        date(2027, 1, 12),
        date(2027, 2, 9),
    ]
    assert next_days(monthly, date(2026, 7, 1), 1) == [date(2026, 7, 14)]
    assert next_days(plan("", ""), date(2026, 7, 1), 3) == []


def test_another_rule_of_icalendar_counts_where_it_is_given() -> None:
    last_friday = plan("weekly", "2026-07-31", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=2")
    assert next_days(last_friday, date(2026, 1, 1), 5) == [date(2026, 7, 31), date(2026, 8, 28)]


@pytest.mark.parametrize("pattern", ["every full moon", "FREQ=MONTHLY;BYDAY=9XX", "FREQ=NEVER"])
def test_a_rule_that_cannot_be_followed_gives_no_days_and_says_so(pattern: str) -> None:
    odd = plan("weekly", "2026-07-31", pattern)
    assert next_days(odd, date(2026, 1, 1), 5) == []
    assert not can_follow(odd)
    assert can_follow(plan("weekly", "2026-07-31"))
