"""Periods that follow one another by a cycle: of reports, of looks at an activity, of promises."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14}
CYCLES = (*_DAYS, *_MONTHS)
"""The cycles that are known, the shortest first."""


def after_cycles(start: date, cycle: str, count: int = 1) -> date:
    """Return the first day after so many periods that began on a day.

    Where a month has no such day the last one of it counts. Raises OverflowError or ValueError beyond the
    calendar.
    """
    if cycle in _DAYS:
        return start + timedelta(days=_DAYS[cycle] * count)
    month = start.month - 1 + _MONTHS[cycle] * count
    year, month = start.year + month // 12, month % 12 + 1
    return start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1]))


def periods(start: date, cycle: str, until: date) -> Iterator[tuple[date, date]]:
    """Go through the periods from a day on, first and last day of each; none begins after ``until``."""
    first, count = start, 0
    while first <= until:
        count += 1
        following = after_cycles(start, cycle, count)
        yield first, following - timedelta(days=1)
        first = following


def period_around(day: date, cycle: str) -> date:
    """Return the first day of the period of the calendar in which a day lies.

    Weeks begin on Monday; two weeks begin anywhere, so with the Monday of this one.
    """
    if cycle == "daily":
        return day
    if cycle in _DAYS:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[cycle]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)
