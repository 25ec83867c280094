"""Reports that are due: those written down, and those that follow from the reporting lines by their cycle.

What was written down counts; after it, and up to the period of today, the cycle says what is due next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from msp_desktop.domain.fields import Period
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.periods import CYCLES, after_cycles, period_around, periods
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

MOST_EXPECTED = 24
"""Reports of one line at most that are expected without being written down, the latest ones."""


class Group(Enum):
    """Where a report stands in the list of what is due."""

    OVERDUE = "overdue"
    THIS_MONTH = "this_month"
    LATER = "later"
    WAITING = "waiting"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One report: who owes it and to whom, for which time, by when, and what became of it.

    ``report_id`` is its record, or the one it will have; ``is_written`` says whether that is there.
    ``state`` is due, sent, accepted or returned; ``days_late`` counts to the day it was sent, or to
    today. ``versions`` is how many went out.
    """

    report_id: str
    line_id: str
    title: str
    period: tuple[date | None, date | None]
    due: date | None
    state: str = "due"
    sent_on: date | None = None
    answered_on: date | None = None
    why: str = ""
    versions: int = 0
    days_late: int = 0
    is_written: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is still to be sent."""
        return self.state in ("due", "returned")

    def group(self, today: date) -> Group:
        """Return where it stands in the list of what is due."""
        if not self.is_open:
            return Group.ACCEPTED if self.state == "accepted" else Group.WAITING
        if self.due is None:
            return Group.LATER
        if self.due < today:
            return Group.OVERDUE
        is_now = (self.due.year, self.due.month) == (today.year, today.month)
        return Group.THIS_MONTH if is_now else Group.LATER


def obligations(records: Records, today: date) -> list[Obligation]:
    """Return every report written down or expected, by the day on which it is due."""
    versions: dict[str, int] = {}
    for row in records.rows("report_version"):
        owner = str(row["owner_id"])
        versions[owner] = versions.get(owner, 0) + 1
    written = [_written(records, row, versions, today) for row in records.rows("report_due")]
    there = {one.report_id for one in written}
    expected = (
        one for line in records.rows("reporting_line") for one in _expected(records, line, today)
    )
    found = [*written, *(one for one in expected if one.report_id not in there)]
    return sorted(found, key=lambda one: (one.due or date.max, one.title))


def overdue(records: Records, today: date) -> list[Obligation]:
    """Return what should have been sent before today and was not, the latest last."""
    return [one for one in obligations(records, today) if one.group(today) is Group.OVERDUE]


def _written(records: Records, row: Row, versions: dict[str, int], today: date) -> Obligation:
    due, sent, answered = (_day(row, key) for key in ("due", "sent_on", "answered_on"))
    state = str(row.get("state") or "")
    if state in ("", "due"):
        state = "sent" if sent else "due"
    until = today if state in ("due", "returned") or sent is None else sent
    late = (until - due).days if due and (sent or state in ("due", "returned")) else 0
    period = records.value("report_due", row, "period")
    return Obligation(
        str(row["id"]),
        str(row.get("line") or ""),
        str(row.get("title") or ""),
        (period.start, period.end) if isinstance(period, Period) else (None, None),
        due,
        state,
        sent,
        answered,
        str(row.get("remark") or ""),
        versions.get(str(row["id"]), 0),
        max(late, 0),
        is_written=True,
    )


def _expected(records: Records, line: Row, today: date) -> Iterator[Obligation]:
    """Go through the reports of a line that follow what is written down, up to the period of today."""
    cycle = str(line.get("cycle") or "")
    if cycle not in CYCLES:
        return
    try:
        found = _periods_of(records, line, cycle, today)
        days = [_due(line, last) for _first, last in found]
    except (OverflowError, ValueError):
        return  # beyond the calendar
    for (first, last), due in zip(found, days, strict=True):
        title = translate(_("{report}, {first} – {last}")).format(
            report=line.get("what") or "–", first=day_in_words(first), last=day_in_words(last)
        )
        yield Obligation(
            single_id(records.space_id, f"report {line['id']} {first}"),
            str(line["id"]),
            title,
            (first, last),
            due,
            days_late=max((today - due).days, 0),
        )


def _periods_of(
    records: Records, line: Row, cycle: str, today: date
) -> Sequence[tuple[date, date]]:
    """Return the latest periods of a line for which no report is written down, up to that of today."""
    runs = records.value("reporting_line", line, "runs")
    ends = runs.end if isinstance(runs, Period) else None
    start = _first_day(records, line, cycle, today)
    return list(periods(start, cycle, min(today, ends) if ends else today))[-MOST_EXPECTED:]


def _due(line: Row, last: date) -> date:
    """Return by when the report on a period that ends with ``last`` is due."""
    return last + timedelta(days=int(line.get("days_after") or 0))


def _first_day(records: Records, line: Row, cycle: str, today: date) -> date:
    """Return the day after the last period written down; without one, the first day of the line.

    Where nobody said since when a line runs, the period of the calendar before that of today is its first.
    """
    ends = [
        period.end
        for row in records.rows("report_due")
        if row.get("line") == line["id"]
        and isinstance(period := records.value("report_due", row, "period"), Period)
        and period.end is not None
    ]
    if ends:
        return max(ends) + timedelta(days=1)
    runs = records.value("reporting_line", line, "runs")
    if isinstance(runs, Period) and runs.start is not None:
        return runs.start
    return period_around(period_around(today, cycle) - timedelta(days=1), cycle)


def next_due(line: Row, of_line: Sequence[Obligation], today: date) -> date | None:
    """Return when the next report of a line is due, from all its reports; None without a known cycle."""
    coming = [one.due for one in of_line if one.is_open and one.due and one.due >= today]
    if coming:
        return min(coming)
    ends = [one.period[1] for one in of_line if one.period[1] is not None]
    cycle = str(line.get("cycle") or "")
    if not ends or cycle not in CYCLES:
        return None
    try:
        return _due(line, after_cycles(max(ends) + timedelta(1), cycle) - timedelta(1))
    except (OverflowError, ValueError):
        return None  # beyond the calendar


def reports_of(found: Sequence[Obligation], line_id: str) -> list[Obligation]:
    """Return the reports of one line."""
    return [one for one in found if one.line_id == line_id]


def _day(row: Row, field_key: str) -> date | None:
    stored = str(row.get(field_key) or "")
    return date.fromisoformat(stored) if stored else None
