"""Days on which people work: without weekly rest days and public holidays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
        self._first = first.toordinal()
        week = range(self._first, self._first + WEEK)
        self._in_week = [day - self._first for day in week if self._is_workday(day)]
        free = (day for day in self._holidays if day >= self._first and self._is_workday(day))
        self._free = sorted(free)

    def is_working(self, day: date) -> bool:
        """Say whether people work on a day."""
        return self._works(day.toordinal())

    def index(self, day: date) -> int:
        """Return how many working days lie between the first day and ``day``, which must not be earlier.

        A day without work counts as the next one with work. Raises ValueError for an earlier day.
        """
        wanted = day.toordinal()
        if wanted < self._first:
            raise ValueError(day)
        weeks, left = divmod(wanted - self._first, WEEK)
        workdays = weeks * len(self._in_week) + bisect_left(self._in_week, left)
        return workdays - bisect_left(self._free, wanted)

    def index_after(self, day: date) -> int:
        """Return how many working days lie between the first day and the end of ``day``."""
        return self.index(day) + self.is_working(day)

    def day(self, index: int) -> date:
        """Return the working day with a count from `index`; counts start with 0.

        What lies beyond the end of the calendar is its last day.
        """
        if index < 0:
            raise ValueError(index)
        skipped, before = 0, -1
        # Each holiday that is passed over moves the day on, maybe past further ones.
        while skipped != before:
            weeks, left = divmod(index + skipped, len(self._in_week))
            found = self._first + weeks * WEEK + self._in_week[left]
            skipped, before = bisect_right(self._free, found), skipped
        return date.fromordinal(min(found, date.max.toordinal()))

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
        return self._is_workday(ordinal) and ordinal not in self._holidays

    def _is_workday(self, ordinal: int) -> bool:
        return (ordinal - _ORDINAL_OF_A_MONDAY) % WEEK not in self._rest
