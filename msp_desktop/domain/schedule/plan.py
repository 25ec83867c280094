"""The plan of a partnership as the schedule computes it: records in, days of the calendar out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from msp_desktop.domain.fields import Period
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.calendar import WorkCalendar
from msp_desktop.domain.schedule.engine import Schedule
from msp_desktop.domain.schedule.forecast import forecast
from msp_desktop.domain.schedule.network import Link, LinkKind, Network, Work
from msp_desktop.i18n import holidays, translate
from msp_desktop.i18n import mark as _

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KNOWN = range(1990, 2101)
"""Years for which public holidays are asked: a slip in a year must not count those of millennia."""
_LINKS = {one.value for one in LinkKind}
_STATES = {"planned": 0, "done": 100}
"""What the state of an activity says about its progress where nobody wrote down how far it is."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of an activity as computed, and its slack in working days."""

    first: date
    last: date
    slack: int
    is_critical: bool


class Plan:
    """Activities that have days, tied together by dependencies, on the working days of the partnership.

    ``unplanned`` are the identifiers of activities without a first or last day: they cannot be computed.
    Raises `Circle` when activities wait for one another.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        periods = {str(row["id"]): _period(records, row) for row in records.rows("activity")}
        self.periods: Mapping[str, Period] = {
            key: found for key, found in periods.items() if found is not None
        }
        self.unplanned: Sequence[str] = [key for key, found in periods.items() if found is None]
        self.calendar = work_calendar(records, self.periods.values())
        self.network = Network(self._works(), self._links())

    @cached_property
    def schedule(self) -> Schedule:
        """The plan as written, pushed back where a dependency asks for it."""
        return Schedule(self.network)

    def forecast(self, today: date) -> Schedule:
        """Return the plan as it will go on from ``today`` with the progress that was written down."""
        counted = self.calendar.index(max(today, self.calendar.day(0)))
        return Schedule(forecast(self.network, self.progress, counted))

    def days(self, schedule: Schedule) -> Mapping[str, Days]:
        """Return the days of every activity in a schedule made from this plan."""
        return {
            key: Days(
                self.calendar.day(one.start),
                self.calendar.day(max(one.finish - 1, one.start)),
                one.slack,
                one.is_critical,
            )
            for key, one in schedule.computed.items()
        }

    def moved(self, key: str, by: int) -> Period:
        """Return the period of an activity that begins so many working days later, or earlier.

        It keeps its number of working days. Days before the first of the whole plan are counted too.
        """
        start, _end = _ends(self.periods[key])
        return self.begun_on(key, self.calendar.shifted(start, by))

    def begun_on(self, key: str, first: date) -> Period:
        """Return the period of an activity that begins on another day and keeps its working days."""
        length = max(self.calendar.working_days(*_ends(self.periods[key])), 1)
        return Period(first, self.calendar.shifted(first, length - 1))

    def resized(self, key: str, first_by: int = 0, last_by: int = 0) -> Period:
        """Return the period of an activity whose ends move by so many working days; at least one is left."""
        start, end = _ends(self.periods[key])
        first, last = self.calendar.shifted(start, first_by), self.calendar.shifted(end, last_by)
        if first_by:
            return Period(min(first, end), end)
        return Period(start, max(last, start))

    @cached_property
    def pushed(self) -> Mapping[str, Period]:
        """The periods of activities that were planned earlier than what they wait for allows."""
        computed = self.schedule.computed
        return {
            key: Period(
                self.calendar.day(one.start), self.calendar.day(max(one.finish - 1, one.start))
            )
            for key, one in computed.items()
            if one.driver is not None
        }

    def _works(self) -> Iterator[Work]:
        for row in self._records.rows("activity"):
            key = str(row["id"])
            if (period := self.periods.get(key)) is not None:
                start, end = _ends(period)
                length = self.calendar.working_days(start, end)
                yield Work(
                    key, self.calendar.index(start), length, str(row.get("responsible") or "")
                )

    def _links(self) -> Iterator[Link]:
        for row in self._records.rows("dependency"):
            kind = str(row.get("kind") or "")
            if kind in _LINKS:
                lag = self._records.value("dependency", row, "lag")
                before, after = str(row.get("before")), str(row.get("after"))
                yield Link(before, after, LinkKind(kind), lag if isinstance(lag, int) else 0)

    @cached_property
    def progress(self) -> Mapping[str, int]:
        """How far each activity has come, in per cent, as written down or as its state says."""
        told = {}
        for row in self._records.rows("activity"):
            done = self._records.value("activity", row, "progress")
            state = _STATES.get(str(row.get("state")), 0)
            told[str(row["id"])] = max(done if isinstance(done, int) else 0, state)
        return told


def work_calendar(records: Records, periods: Iterable[Period]) -> WorkCalendar:
    """Return the working days of a partnership, counted from its earliest day.

    Without a country people rest on Sundays only, for nobody has said otherwise.
    """
    days = [day for period in periods for day in (period.start, period.end) if day is not None]
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 1, 1))
    rest = _rest_days(records)
    free = _free_days(records, range(first.year, last.year + 2))
    return WorkCalendar(first, rest if len(rest) < len(_WEEKDAYS) else (), set(free))


def why_free(records: Records, day: date) -> str:
    """Say why people do not work on a day: the name of the feast, or that they rest; else nothing."""
    if name := _free_days(records, [day.year]).get(day):
        return name
    works_all_the_same = any(
        row.get("works") and row.get("date") == day.isoformat() for row in records.rows("day_off")
    )
    is_rest = day.weekday() in _rest_days(records) and not works_all_the_same
    return translate(_("weekly day of rest")) if is_rest else ""


def _rest_days(records: Records) -> set[int]:
    row = records.single("work_calendar")
    country, chosen = str(row.get("country") or ""), str(row.get("rest_days") or "").split()
    if chosen:
        return {_WEEKDAYS.index(day) for day in chosen if day in _WEEKDAYS}
    return set(holidays.rest_days(country) if country else (6,))


def _free_days(records: Records, years: Collection[int]) -> Mapping[date, str]:
    """Return the days on which nobody works though no weekday says so, each with what it is for."""
    row = records.single("work_calendar")
    country, region = str(row.get("country") or ""), str(row.get("region") or "")
    free: dict[date, str] = {}
    if country and not row.get("ignore_holidays"):
        known = [year for year in years if year in _KNOWN]
        free |= holidays.public_holidays(country, known, region)
    for own in records.rows("day_off"):
        day = records.value("day_off", own, "date")
        if isinstance(day, date):
            free.pop(day, None)
            if not own.get("works"):
                free[day] = str(own.get("name") or "")
    return free


def _period(records: Records, row: Row) -> Period | None:
    period = records.value("activity", row, "period")
    return period if isinstance(period, Period) and (period.start or period.end) else None


def _ends(period: Period) -> tuple[date, date]:
    """Return both ends of a period; one that is open lasts a day."""
    start = period.start or period.end
    assert start is not None
    return start, max(period.end or start, start)
