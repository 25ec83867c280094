"""Nested plans: what one partner makes another needs, and a delay runs through to later promises (7.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from msp_desktop.domain.fields import Period
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.engine import Schedule
from msp_desktop.domain.schedule.forecast import Hit, hits
from msp_desktop.domain.schedule.network import Link, Network, Work
from msp_desktop.domain.schedule.plan import work_calendar


class Flaw(Enum):
    """What is wrong with a hand-over."""

    LATE_BY_PLAN = "late_by_plan"
    """Promised for a day after the receiver needs it."""
    OVERDUE = "overdue"
    """Not handed over, though the day has passed."""
    EXPECTED_LATE = "expected_late"
    """Expected later than promised."""
    NOT_CONFIRMED = "not_confirmed"
    """Handed over, but the receiver has not confirmed."""


@dataclass(frozen=True, slots=True)
class Delay:
    """A plan entry or a hand-over that comes later than promised.

    ``kind_key`` and ``key`` name the record, ``days`` are working days, ``day`` is when it ends or comes
    now. ``cause`` is the hand-over or entry with which the delay began, ``via`` what passed it on.
    """

    kind_key: str
    key: str
    organisation: str
    days: int
    day: date
    cause: str
    via: str


class HandOvers:
    """The plan entries of all partners, tied together by what they hand over, on a given day.

    Raises `Circle` when what partners wait for leads back to them.
    """

    def __init__(self, records: Records, today: date) -> None:
        self._records = records
        self._today = today
        self._items = {str(row["id"]): row for row in records.rows("plan_item")}
        self._passed = {str(row["id"]): row for row in records.rows("hand_over")}
        self._periods = {
            key: period
            for key, row in self._items.items()
            if isinstance(period := records.value("plan_item", row, "period"), Period)
            and period.start
        }
        days = [day for row in self._passed.values() for day in self._days(row)]
        around = [
            *self._periods.values(),
            *(Period(day, day) for day in days),
            Period(today, today),
        ]
        self.calendar = work_calendar(records, around)
        self.promised = Schedule(self._network(self._due))
        self.expected = Schedule(self._network(self._expected))

    def delays(self) -> Sequence[Delay]:
        """Return everything that comes later than promised, the hardest hit first."""
        return [self._delay(hit) for hit in hits(self.promised, self.expected)]

    def flaws(self) -> Mapping[str, Sequence[Flaw]]:
        """Return what is wrong with each hand-over; those without a flaw are left out."""
        found = {key: tuple(self._flaws(row)) for key, row in self._passed.items()}
        return {key: flaws for key, flaws in found.items() if flaws}

    # Inside

    def _network(self, day_of: Callable[[Row], date | None]) -> Network:
        return Network([*self._works(), *self._events(day_of)], list(self._links()))

    def _works(self) -> Iterator[Work]:
        for key, period in self._periods.items():
            assert period.start is not None
            length = self.calendar.working_days(
                period.start, max(period.end or period.start, period.start)
            )
            partner = str(self._items[key].get("partner") or "")
            yield Work(key, self.calendar.index(period.start), length, partner)

    def _events(self, day_of: Callable[[Row], date | None]) -> Iterator[Work]:
        """Make of each hand-over a moment between two entries: it takes no time itself."""
        for key, row in self._passed.items():
            if (day := day_of(row)) is not None:
                yield Work(key, self.calendar.index(day), 0, str(row.get("from_partner") or ""))

    def _links(self) -> Iterator[Link]:
        for key, row in self._passed.items():
            made, needed = str(row.get("from_item")), str(row.get("to_item"))
            # Promised for a day within the work that makes it, it does not wait for the end of that work.
            if not self._is_within(row, made) and self._value(row, "delivered_on") is None:
                yield Link(made, key, lag=-1)  # on its last day
            yield Link(key, needed, lag=1)  # from the day after

    def _is_within(self, row: Row, item: str) -> bool:
        period, due = self._periods.get(item), self._due(row)
        return (
            due is not None and period is not None and period.end is not None and due < period.end
        )

    def _due(self, row: Row) -> date | None:
        return self._value(row, "due")

    def _expected(self, row: Row) -> date | None:
        """Return the day on which something was handed over, or can be at the earliest."""
        if (delivered := self._value(row, "delivered_on")) is not None:
            return delivered
        expected = self._value(row, "expected_on") or self._due(row)
        return None if expected is None else max(expected, self._today)

    def _flaws(self, row: Row) -> Iterator[Flaw]:
        due, delivered = self._due(row), self._value(row, "delivered_on")
        needed, expected = self._needed(row), self._value(row, "expected_on")
        if due is not None and needed is not None and due > needed:
            yield Flaw.LATE_BY_PLAN
        if delivered is None and due is not None and due < self._today:
            yield Flaw.OVERDUE
        elif delivered is None and due is not None and expected is not None and expected > due:
            yield Flaw.EXPECTED_LATE
        if delivered is not None and self._value(row, "confirmed_on") is None:
            yield Flaw.NOT_CONFIRMED

    def _needed(self, row: Row) -> date | None:
        period = self._periods.get(str(row.get("to_item")))
        return self._value(row, "needed_on") or (period.start if period else None)

    def _days(self, row: Row) -> Iterator[date]:
        for field in ("due", "expected_on", "delivered_on"):
            if (day := self._value(row, field)) is not None:
                yield day

    def _value(self, row: Row, field: str) -> date | None:
        found = self._records.value("hand_over", row, field)
        return found if isinstance(found, date) else None

    def _delay(self, hit: Hit) -> Delay:
        kind = "plan_item" if hit.key in self._items else "hand_over"
        computed = self.expected.computed[hit.key]
        day = self.calendar.day(max(computed.finish - (kind == "plan_item"), computed.start))
        return Delay(kind, hit.key, hit.organisation, hit.days, day, hit.cause, hit.via)
