"""Scales of charts: good values and days to write at an axis, and where a value lies between its ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from msp_desktop.domain.shown import day_in_words, month_in_words
from msp_desktop.reports.charts import Quantity

_DIGITS = 100
"""How exactly is reckoned: values of any size may stand in one chart."""
_LARGEST = 30
_WEEK = 7
_MONTH = 30
_MONTHS = (1, 2, 3, 6, 12)


def known(value: Quantity) -> Decimal | None:
    """Return a value that can be drawn; None for none, and for what is not a number."""
    if value is None:
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from the first to the last of ``ticks``, which are written at the axis."""

    ticks: tuple[Decimal, ...]

    def share(self, value: Decimal) -> float:
        """Return where a value lies, from 0 to 1; what lies outside is at the end."""
        low, high = self.ticks[0], self.ticks[-1]
        with localcontext() as context:
            context.prec = _DIGITS
            return float(min(max((value - low) / (high - low), Decimal(0)), Decimal(1)))


def scale(values: Iterable[Decimal], *, from_zero: bool, parts: int = 5) -> Scale:
    """Return a scale for values in steps of 1, 2 or 5 and zeros, about ``parts`` of them.

    With ``from_zero`` it has 0 in it, as lengths need; otherwise only when that costs little room.
    """
    found = list(values) or [Decimal(0)]
    low, high = min(found), max(found)
    with localcontext() as context:
        context.prec = _DIGITS
        spread = high - low
        if from_zero or (abs(low) <= spread and abs(high) <= 3 * spread):
            low, high = min(low, Decimal(0)), max(high, Decimal(0))
        if low == high:
            margin = abs(low) / 2 or Decimal(1)
            low, high = (Decimal(0), margin) if low == 0 else (low - margin, high + margin)
        step = _step((high - low) / parts)
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        count = min(int(last - first), 3 * parts)
        return Scale(tuple(_tidy((first + place) * step) for place in range(count + 1)))


def _step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


def _tidy(tick: Decimal) -> Decimal:
    """Return a number without zeros at its end, and without an exponent where it is not huge."""
    tick = tick.normalize()
    is_short = tick.adjusted() <= _LARGEST
    return tick.quantize(Decimal(1)) if tick == tick.to_integral_value() and is_short else tick


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from the first to the last, and those that are written at the axis."""

    first: date
    last: date
    ticks: tuple[date, ...]
    by_month: bool

    def share(self, day: date) -> float:
        """Return where a day lies, from 0 to 1; what lies outside is at the end."""
        return min(max((day - self.first).days / (self.last - self.first).days, 0.0), 1.0)

    def words(self, tick: date) -> str:
        """Return what is written at a tick."""
        return month_in_words(tick) if self.by_month else day_in_words(tick)


def time_scale(days: Iterable[date], most: int) -> TimeScale:
    """Return a scale for days, with about ``most`` ticks at weeks, months or years; none without days."""
    found = list(days)
    if not found:
        return TimeScale(date.min, date.max, (), by_month=True)
    first, last = min(found), max(found)
    is_short = (last - first).days < _WEEK
    if is_short:
        first, last = _moved(first, -_WEEK // 2), _moved(last, _WEEK // 2 + 1)
    if is_short:
        return TimeScale(first, last, tuple(sorted(set(found))), by_month=False)
    days_apart = (last - first).days / max(most, 2)
    if days_apart < 2 * _WEEK:
        weeks = 1 if days_apart < _WEEK else 2
        return TimeScale(first, last, tuple(_weeks(first, last, weeks)), by_month=False)
    months = next(step for step in _steps() if step * _MONTH >= days_apart)
    return TimeScale(first, last, tuple(_months(first, last, months)), by_month=True)


def _steps() -> Iterator[int]:
    """Go through good distances of ticks in months, without end."""
    yield from _MONTHS
    years = 1
    while True:
        yield from (12 * years * times for times in (2, 5, 10))
        years *= 10


def _weeks(first: date, last: date, weeks: int) -> Iterator[date]:
    ordinal = first.toordinal() + (-first.weekday()) % _WEEK
    for day in range(ordinal, last.toordinal() + 1, weeks * _WEEK):
        yield date.fromordinal(day)


def _months(first: date, last: date, months: int) -> Iterator[date]:
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number += -number % months
    while number <= last.year * 12 + last.month - 1:
        year, month = divmod(number, 12)
        if MINYEAR <= year <= MAXYEAR:
            yield date(year, month + 1, 1)
        number += months


def _moved(day: date, days: int) -> date:
    room = date.max - day if days > 0 else date.min - day
    return day + (min if days > 0 else max)(timedelta(days), room)


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of what is known; None where nothing is."""
    found = [value for value in values if value is not None]
    with localcontext() as context:
        context.prec = _DIGITS
        return sum(found, Decimal(0)) if found else None
