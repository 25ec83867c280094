"""What was promised and what has come; a late or short resource stops activities, and for how long (6.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from msp_desktop.domain.fields import Money
from msp_desktop.domain.needs import WITHDRAWN, commitments_of
from msp_desktop.domain.rates import Rates, rates_of
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.engine import Schedule
from msp_desktop.domain.schedule.forecast import WHOLE, hits
from msp_desktop.domain.schedule.network import Link, LinkKind, Network, Work
from msp_desktop.domain.schedule.plan import Plan

_NOTHING = Decimal(0)
_CAME = ("received", "part")
_OVER = ("received", "cancelled")
"""States of a delivery of which nothing more is to come."""


class Coming(Enum):
    """How it stands with a resource."""

    UNPLANNED = "unplanned"
    """Nobody wrote down when it comes."""
    HERE = "here"
    ON_TIME = "on_time"
    LATE = "late"
    """The rest comes after the day for which it was planned."""
    SHORT = "short"
    """Less came than was promised, and nothing more is on its way."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A commitment with its deliveries: ``promised`` and ``received`` in its unit, or in its currency.

    ``comes_on`` is when the last of what is still to come is expected now, at the earliest today; ``days``
    by how many calendar days what is most behind comes later than it was planned.
    """

    commitment: Row
    deliveries: tuple[Row, ...]
    coming: Coming
    unit: str = ""
    promised: Decimal | None = None
    received: Decimal = _NOTHING
    comes_on: date | None = None
    days: int = 0

    @property
    def key(self) -> str:
        """The identifier of the commitment."""
        return str(self.commitment["id"])

    @property
    def left(self) -> Decimal | None:
        """How much is still to come; None where it was not counted."""
        return None if self.promised is None else max(self.promised - self.received, _NOTHING)

    @property
    def is_wanting(self) -> bool:
        """Whether it is late or short."""
        return self.coming in (Coming.LATE, Coming.SHORT)


@dataclass(frozen=True, slots=True)
class Stopped:
    """An activity that ends later because resources do, by so many working days, and when it ends now.

    ``commitment`` is what it waits for itself; without one it waits for ``via``, another such activity.
    ``days`` is None where nobody knows when the resource comes.
    """

    activity: str
    organisation: str
    commitment: str
    via: str
    days: int | None
    day: date | None = None


def arrivals(records: Records, today: date) -> Sequence[Arrival]:
    """Return how it stands with every commitment that was not withdrawn, in the order of their list."""
    by_commitment: dict[object, list[Row]] = {}
    for row in records.rows("delivery"):
        by_commitment.setdefault(row.get("commitment"), []).append(row)
    rates = rates_of(records)
    return [
        _arrival(records, row, tuple(by_commitment.get(row["id"], ())), today, rates)
        for row in records.rows("commitment")
        if row.get("state") != WITHDRAWN
    ]


def stopped(records: Records, found: Sequence[Arrival], today: date) -> Sequence[Stopped]:
    """Say which activities late and short resources stop, those that wait themselves first.

    The delay is what the resources add to the forecast of the plan. An activity that has begun cannot
    end before the rest is there, one that has not cannot begin. Raises `Circle` where the plan is none.
    """
    open_ones = {one.key: one for one in found if one.coming not in (Coming.HERE, Coming.UNPLANNED)}
    waiting = dict(_waiting(records, open_ones))
    plan = Plan(records)
    known = {key: at.comes_on for key, at in open_ones.items() if at.comes_on is not None}
    delayed = list(_delayed(plan, waiting, known, today)) if known else []
    told = {one.activity for one in delayed}
    unknown = [
        Stopped(activity, plan.network.works[activity].organisation, key, "", None)
        for activity, keys in waiting.items()
        for key in keys
        if key not in known and activity in plan.network.works and activity not in told
    ]
    return sorted([*unknown, *delayed], key=lambda one: not one.commitment)


# Inside


def _arrival(
    records: Records, row: Row, deliveries: tuple[Row, ...], today: date, rates: Rates
) -> Arrival:
    promised, unit, is_money = _measure(records, row)
    received = _NOTHING
    for one in deliveries:
        if one.get("state") in _CAME or one.get("received_on"):
            written = _money(records, one, unit, rates) if is_money else _count(records, one)
            received += _all_of_it(one, promised, deliveries) if written is None else written
    rest = _still_to_come(deliveries)
    coming = [day for one in rest if (day := _expected(records, one)) is not None]
    comes_on = max(*coming, today) if coming else None
    days = max((_days_late(records, one, today) for one in rest), default=0)
    if not deliveries:
        state = Coming.UNPLANNED
    elif _is_all_here(promised, received, rest):
        state = Coming.HERE
    elif not rest:
        state = Coming.SHORT
    else:
        state = Coming.LATE if comes_on is None or days else Coming.ON_TIME
    return Arrival(row, deliveries, state, unit, promised, received, comes_on, days)


def _is_all_here(promised: Decimal | None, received: Decimal, rest: Sequence[Row]) -> bool:
    """Say whether nothing is waited for: a delivery still planned is, also above what was promised."""
    if promised is None:
        return not rest
    return received >= promised and all(one.get("state") == "part" for one in rest)


def _measure(records: Records, row: Row) -> tuple[Decimal | None, str, bool]:
    """Return how much is promised, in what, and whether that is money."""
    quantity = records.value("commitment", row, "quantity")
    if isinstance(quantity, Decimal):
        return quantity, str(row.get("unit") or ""), False
    value = records.value("commitment", row, "value")
    if isinstance(value, Money):
        return value.amount, value.currency, True
    return None, "", False


def _count(records: Records, one: Row) -> Decimal | None:
    """Return how much a delivery has brought, as written; what was planned where all of it is there."""
    keys = ("quantity",) if one.get("state") == "part" else ("quantity", "planned_quantity")
    found = (records.value("delivery", one, key) for key in keys)
    return next((amount for amount in found if isinstance(amount, Decimal)), None)


def _money(records: Records, one: Row, currency: str, rates: Rates) -> Decimal | None:
    """Return how much money came in the currency of the promise; None where no rate says it."""
    value = records.value("delivery", one, "value")
    if not isinstance(value, Money) or value.currency == currency:
        return value.amount if isinstance(value, Money) else None
    exchanged = rates.exchange(value, _day(records, one, "received_on"))
    return exchanged.amount if exchanged is not None and rates.into == currency else None


def _all_of_it(one: Row, promised: Decimal | None, deliveries: Sequence[Row]) -> Decimal:
    """Return what came of which nobody wrote how much: all, where it is the only delivery and is there."""
    is_all = len(deliveries) == 1 and one.get("state") != "part"
    return promised if is_all and promised is not None else _NOTHING


def _still_to_come(deliveries: Sequence[Row]) -> Sequence[Row]:
    """Return what is still to come: whole deliveries, or else the rest of those that came in part."""
    whole = [
        one
        for one in deliveries
        if one.get("state") not in (*_OVER, "part") and not one.get("received_on")
    ]
    return whole or [one for one in deliveries if one.get("state") == "part"]


def _expected(records: Records, one: Row) -> date | None:
    """Return when a delivery, or what of it is still to come, is expected."""
    if (expected := _day(records, one, "expected_on")) is not None:
        return expected
    return None if one.get("state") == "part" else _day(records, one, "planned_on")


def _days_late(records: Records, one: Row, today: date) -> int:
    """Return how many days later than its own plan a delivery comes; each part has a day of its own."""
    planned, expected = _day(records, one, "planned_on"), _expected(records, one)
    if planned is None or expected is None:
        return 0
    return max((max(expected, today) - planned).days, 0)


def _day(records: Records, row: Row, field_key: str) -> date | None:
    value = records.value("delivery", row, field_key)
    return value if isinstance(value, date) else None


def _waiting(
    records: Records, open_ones: Mapping[str, Arrival]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through the activities that draw on resources still to come, with these."""
    if not open_ones:
        return
    drawing_on = commitments_of(records)
    for row in records.rows("activity"):
        if row.get("state") not in ("done", "stopped"):
            keys = tuple(key for key in drawing_on[str(row["id"])] if key in open_ones)
            if keys:
                yield str(row["id"]), keys


def _delayed(
    plan: Plan,
    waiting: Mapping[str, Sequence[str]],
    known: Mapping[str, date],
    today: date,
) -> Iterator[Stopped]:
    before = plan.forecast(today)
    first = plan.calendar.day(0)
    events = [Work(key, plan.calendar.index(max(day, first)), 0) for key, day in known.items()]
    links = [
        _link(key, activity, plan.progress.get(activity, 0))
        for activity, keys in waiting.items()
        for key in keys
        if key in known and plan.progress.get(activity, 0) < WHOLE
    ]
    network = before.network
    after = Schedule(Network([*network.works.values(), *events], [*network.links, *links]))
    for hit in hits(before, after):
        computed = after.computed[hit.key]
        driver = computed.driver.before if computed.driver is not None else ""
        day = plan.calendar.day(max(computed.finish - 1, computed.start))
        commitment = driver if driver in known else ""
        yield Stopped(
            hit.key, hit.organisation, commitment, "" if commitment else hit.via, hit.days, day
        )


def _link(commitment: str, activity: str, done: int) -> Link:
    if done > 0:
        return Link(commitment, activity, LinkKind.FINISH_FINISH, 1)  # not before that day is over
    return Link(commitment, activity)
