"""How the work goes on from today: what was to be done by now, what is, and when each activity will end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.monitoring.cycles import is_over
from msp_desktop.domain.monitoring.reasons import Reason, reasons
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule import Hit, Network, Schedule, Work, forecast, hits
from msp_desktop.domain.schedule.forecast import WHOLE
from msp_desktop.domain.schedule.plan import Plan


@dataclass(frozen=True, slots=True)
class Standing:
    """An activity, or a component with all its activities, today.

    ``planned`` and ``done`` are per cent, ``result`` the step of what came of it (1 to 5, None where
    nobody said). ``deadline`` is its last day by the plan, ``end`` the day on which it will end as things
    stand, ``days_late`` the working days between. ``checked`` is the day of the last check.
    """

    kind_key: str
    key: str
    name: str
    organisation: str
    planned: int
    done: int
    result: int | None
    deadline: date | None
    end: date | None
    days_late: int
    checked: date | None = None

    @property
    def behind(self) -> int:
        """Per cent that should be done by now and are not; below zero when it is ahead."""
        return self.planned - self.done


class Outlook:
    """The plan of a partnership as it will go on from ``today``. Raises `Circle` like the plan."""

    def __init__(self, records: Records, today: date) -> None:
        self.records = records
        self.today = today
        self.plan = Plan(records)
        self.reasons: Mapping[str, Sequence[Reason]] = reasons(records, today)
        self._checks = last_checks(records, today)

    @cached_property
    def expected(self) -> Schedule:
        """The plan with what was done, what those who do it expect, and what holds them up."""
        known = self.plan.network
        going_on = forecast(known, self.plan.progress, self._now)
        works = [self._held_up(known.works[key], work) for key, work in going_on.works.items()]
        return Schedule(Network(works, going_on.links))

    @cached_property
    def hits(self) -> Sequence[Hit]:
        """The activities that end later than by the plan, the hardest hit first."""
        return hits(self.plan.schedule, self.expected)

    def end(self, key: str) -> date | None:
        """Return the last day of an activity as things stand."""
        computed = self.expected.computed.get(key)
        if computed is None:
            return None
        return self.plan.calendar.day(max(computed.finish - 1, computed.start))

    def days_late(self, key: str) -> int:
        """Return the working days by which an activity that is not over will end after its deadline."""
        period, computed = self.plan.periods.get(key), self.expected.computed.get(key)
        if period is None or computed is None or self.is_over(key):
            return 0
        last = period.end or period.start
        assert last is not None
        planned = self.plan.calendar.index_after(last)
        return max(computed.finish - planned, 0)

    def is_over(self, key: str) -> bool:
        """Say whether an activity is done, or was stopped."""
        row = self.records.find("activity", key) or {}
        return is_over(row) or self.plan.progress.get(key, 0) >= WHOLE

    def check(self, key: str) -> Row:
        """Return the last check of an activity; empty where there is none."""
        return self._checks.get(key, {})

    def activities(self, component: Stored = None) -> Sequence[Standing]:
        """Return where every activity stands; only those of one component where it is named."""
        rows = self.records.rows("activity")
        return [
            self._activity(row)
            for row in rows
            if component is None or row.get("component") == component
        ]

    def components(self) -> Sequence[tuple[Standing, Sequence[Standing]]]:
        """Return where every component stands, with its activities; what is in none stands at the end."""
        found = []
        for row in self.records.rows("component"):
            inside = self.activities(row["id"])
            found.append((self._component(row, inside), inside))
        known = {row["id"] for row in self.records.rows("component")}
        rest = [
            self._activity(row)
            for row in self.records.rows("activity")
            if row.get("component") not in known
        ]
        if rest:
            found.append((self._component({"id": ""}, rest), rest))
        return found

    # Inside

    @cached_property
    def _now(self) -> int:
        return self.plan.calendar.index(max(self.today, self.plan.calendar.day(0)))

    def _held_up(self, planned: Work, work: Work) -> Work:
        """Return an activity as late as those who do it expect, and not before what it waits for."""
        key = work.key
        if self.is_over(key):
            return work
        days = [one.day for one in self.reasons.get(key, ()) if one.day is not None]
        arrival = max(map(self._index, days), default=0)
        said = self.records.value("activity_check", self.check(key), "expected_end")
        begun = self.plan.progress.get(key, 0) > 0
        if begun:
            finish = work.start + work.length
            if isinstance(said, date) and said >= self.today:
                finish = max(self._index_after(said), self._now)
            finish = max(finish, arrival + 1 if arrival > self._now else 0)
            return replace(work, length=max(finish - work.start, 0))
        start = max(work.start, arrival)
        if isinstance(said, date) and said >= self.today:
            return replace(work, start=max(self._index_after(said) - work.length, start))
        return replace(work, start=start)

    def _index(self, day: date) -> int:
        return self.plan.calendar.index(max(day, self.plan.calendar.day(0)))

    def _index_after(self, day: date) -> int:
        first = self.plan.calendar.day(0)
        return self.plan.calendar.index_after(day) if day >= first else 0

    def _activity(self, row: Row) -> Standing:
        key = str(row["id"])
        period = self.plan.periods.get(key)
        check = self.check(key)
        result = self.records.value("activity_check", check, "result")
        checked = self.records.value("activity_check", check, "date")
        return Standing(
            "activity",
            key,
            self.records.name("activity", key),
            self.records.name("partner", row.get("responsible")),
            self._planned(period),
            self.plan.progress.get(key, 0),
            result if isinstance(result, int) else None,
            (period.end or period.start) if period else None,
            self.end(key),
            self.days_late(key),
            checked if isinstance(checked, date) else None,
        )

    def _planned(self, period: Period | None) -> int:
        """Return how much of an activity should be done by now if it went on evenly."""
        if period is None:
            return 0
        first = period.start or period.end
        last = period.end or period.start
        assert first is not None
        assert last is not None
        calendar = self.plan.calendar
        whole = max(calendar.working_days(first, last), 1)
        yesterday = self.today - timedelta(1)
        gone = calendar.working_days(first, min(yesterday, last)) if yesterday >= first else 0
        return min(round(WHOLE * gone / whole), WHOLE)

    def _component(self, row: Row, inside: Sequence[Standing]) -> Standing:
        """Return where a component stands: the mean of its activities, each by its working days."""
        weights = [self._weight(one.key) for one in inside]
        period = self.records.value("component", row, "period") if row.get("period") else None
        deadline = period.end if isinstance(period, Period) else None
        ends = [one.end for one in inside if one.end is not None]
        end = max(ends, default=None)
        late = 0
        if deadline is not None and end is not None and end > deadline:
            late = self.plan.calendar.working_days(deadline + timedelta(1), end)
        results = [one.result for one in inside if one.result is not None]
        partners = str(row.get("partners") or "").split()
        return Standing(
            "component",
            str(row["id"]),
            self.records.name("component", row["id"]),
            "; ".join(filter(None, (self.records.name("partner", key) for key in partners))),
            _mean([one.planned for one in inside], weights),
            _mean([one.done for one in inside], weights),
            round(sum(results) / len(results)) if results else None,
            deadline,
            end,
            late if any(one.done < WHOLE for one in inside) else 0,
        )

    def _weight(self, key: str) -> int:
        work = self.plan.network.works.get(key)
        return max(work.length, 1) if work is not None else 1


def last_checks(records: Records, until: date) -> Mapping[str, Row]:
    """Return the last check of each activity, by its identifier; later days than ``until`` are left out."""
    found: dict[str, Row] = {}
    for day, row in sorted(_dated(records), key=lambda one: one[0]):
        if day <= until:
            found[str(row.get("activity"))] = row
    return found


def _dated(records: Records) -> Iterator[tuple[date, Row]]:
    for row in records.rows("activity_check"):
        day = records.value("activity_check", row, "date")
        if isinstance(day, date):
            yield day, row


def _mean(values: Sequence[int], weights: Sequence[int]) -> int:
    whole = sum(weights)
    if not whole:
        return 0
    return round(sum(value * weight for value, weight in zip(values, weights, strict=True)) / whole)
