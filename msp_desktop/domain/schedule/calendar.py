"""Days on which people work: without weekly rest days and public holidays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from datetime import date

_ORDINAL_OF_A_MONDAY = 1
"""``date.toordinal`` of Monday 1 January of the year 1."""
WEEK = 7


class WorkCalendar:
    """Counts working days from a first day on; the count is what the schedule computes with.

    ``rest`` are the weekdays without work (Monday is 0), ``holidays`` single days without work.
    Raises ValueError when no weekday is left to work on.
    """

    def __init__(
        self, first: date, rest: Collection[int] = (), holidays: Collection[date] = ()
    ) -> None:
        if set(rest) >= set(range(WEEK)):
            raise ValueError("no weekday is left to work on")
        self._rest = frozenset(rest)
        self._holidays = frozenset(day.toordinal() for day in holidays)
        self._next = first.toordinal()
        self._days: list[int] = []

    def is_working(self, day: date) -> bool:
        """Say whether people work on a day."""
        return self._works(day.toordinal())

    def index(self, day: date) -> int:
        """Return how many working days lie between the first day and ``day``, which must not be earlier.

        A day without work counts as the next one with work. Raises ValueError for an earlier day.
        """
        wanted = day.toordinal()
        if not self._days:
            self._extend()
        if wanted < self._first:
            raise ValueError(day)
        while self._days[-1] < wanted:
            self._extend()
        return bisect_left(self._days, wanted)

    def index_after(self, day: date) -> int:
        """Return how many working days lie between the first day and the end of ``day``."""
        return self.index(day) + self.is_working(day)

    def day(self, index: int) -> date:
        """Return the working day with a count from `index`; counts start with 0."""
        if index < 0:
            raise ValueError(index)
        while len(self._days) <= index:
            self._extend()
        return date.fromordinal(self._days[index])

    def working_days(self, start: date, end: date) -> int:
        """Return the number of working days from ``start`` to ``end``, both counted."""
        return max(self.index_after(end) - self.index(start), 0)

    def shifted(self, day: date, by: int) -> date:
        """Return the working day so many after ``day``, or before; with none, the day itself or the next.

        Days before the first that was counted work like any others.
        """
        ordinal, left = day.toordinal(), abs(by)
        step = 1 if by >= 0 else -1
        while not self._works(ordinal):
            ordinal += 1
        while left:
            ordinal += step
            left -= self._works(ordinal)
        return date.fromordinal(ordinal)

    def _works(self, ordinal: int) -> bool:
        weekday = (ordinal - _ORDINAL_OF_A_MONDAY) % WEEK
        return weekday not in self._rest and ordinal not in self._holidays

    def _extend(self) -> None:
        if not self._days:
            self._first = self._next
        end = self._next + 366
        self._days += [day for day in range(self._next, end) if self._works(day)]
        self._next = end
        if not self._days:
            self._extend()
