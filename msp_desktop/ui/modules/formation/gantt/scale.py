"""Where a day lies on the chart, and which lines and words stand above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Zoom:
    """One step between a day and a year: pixels of a day, and the units of both lines of the header."""

    name: str
    day: float
    upper: str
    lower: str


ZOOMS: Sequence[Zoom] = (
    Zoom(_("Years"), 0.35, "", "year"),
    Zoom(_("Quarters"), 0.9, "year", "quarter"),
    Zoom(_("Months"), 2.6, "year", "month"),
    Zoom(_("Weeks"), 9.0, "month", "week"),
    Zoom(_("Days"), 26.0, "month", "day"),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the header with the words that begin there."""

    day: date
    end: date
    words: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Lays days from ``first`` to ``last`` out from 0 on, in pixels."""

    first: date
    last: date
    zoom: Zoom

    @property
    def width(self) -> int:
        """The width of all days in pixels."""
        return round(((self.last - self.first).days + 1) * self.zoom.day)

    def left(self, day: date) -> float:
        """Return where a day begins."""
        return (day - self.first).days * self.zoom.day

    def right(self, day: date) -> float:
        """Return where a day ends."""
        return self.left(day) + self.zoom.day

    def day(self, x: float) -> date:
        """Return the day at a place; outside, the nearest."""
        days = int(x // self.zoom.day)
        return self.first + timedelta(min(max(days, 0), (self.last - self.first).days))

    def ticks(self, unit: str, start: float, end: float) -> Iterator[Tick]:
        """Go through the units between two places; ``unit`` is day, week, month, quarter, year or none."""
        if not unit:
            return
        begin, last = _floor(self.day(start), unit), self.day(end)
        while begin <= last:
            after = _next(begin, unit)
            is_below = self.zoom.upper == "year"
            words = (
                formats.month_name(begin) if unit == "month" and is_below else _words(begin, unit)
            )
            yield Tick(begin, after - timedelta(1), words)
            begin = after


def _floor(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(day: date, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(7 if unit == "week" else 1)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)


def _words(day: date, unit: str) -> str:
    if unit == "month":
        return formats.month(day)
    if unit == "quarter":
        sentence = translate(_("Quarter {number}"))
        return sentence.format(number=figures(str((day.month - 1) // 3 + 1)))
    return figures(str(day.year if unit == "year" else day.day))
