"""When the meetings of a series fall, by their rule; the only module that knows dateutil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice

from msp_desktop.domain.records import Row

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONTH = 31
"""Days without a meeting from which on one is missing: partners should meet at least once a month."""


def rule_of(plan: Row) -> str:
    """Return the rule of a series as iCalendar writes it (RFC 5545, RRULE); empty while it is not known.

    Monthly meetings stay on the weekday of the first one: the second Tuesday, or the last one where the
    first fell into the fifth week. Twice a month means two weeks later as well.
    """
    if pattern := str(plan.get("pattern") or "").strip():
        return pattern.removeprefix("RRULE:")
    day = str(plan.get("first_on") or "")
    if not day or plan.get("rule") not in ("monthly", "twice_monthly", "weekly"):
        return ""
    first = date.fromisoformat(day)
    weekday, week = _WEEKDAYS[first.weekday()], (first.day - 1) // 7 + 1
    if plan["rule"] == "weekly":
        return f"FREQ=WEEKLY;BYDAY={weekday}"
    nth = -1 if week == 5 else week
    if plan["rule"] == "monthly":
        return f"FREQ=MONTHLY;BYDAY={nth}{weekday}"
    early = 2 if week == 5 else (week - 1) % 2 + 1
    return f"FREQ=MONTHLY;BYDAY={early}{weekday},{early + 2}{weekday}"


def days(plan: Row, after: date) -> Iterator[date]:
    """Go through the days of a series after a day. Raises ValueError for a rule nobody can follow."""
    from dateutil.rrule import rrulestr

    rule, first = rule_of(plan), str(plan.get("first_on") or "")
    if not rule or not first:
        return
    begin = datetime.combine(date.fromisoformat(first), time())
    found = rrulestr(rule, dtstart=begin).xafter(datetime.combine(after, time()))
    yield from (one.date() for one in found)


def next_days(plan: Row, after: date, count: int) -> list[date]:
    """Return the next days of a series; none where its rule is not known or cannot be followed."""
    try:
        return list(islice(days(plan, after), count))
    except (ValueError, TypeError):
        return []


def can_follow(plan: Row) -> bool:
    """Say whether the rule of a series can be followed; also where there is none."""
    try:
        next(days(plan, date.min), None)
    except (ValueError, TypeError):
        return False
    return True
