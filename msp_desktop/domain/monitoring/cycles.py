"""When each activity is to be looked at next, and which dates were missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.periods import CYCLES, after_cycles
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _

_OVER = ("done", "stopped")


@dataclass(frozen=True, slots=True)
class Due:
    """An entry of the monitoring schedule: when it is due next, and how many days that lies behind.

    ``day`` is None where nobody ever looked and no day is written down.
    """

    key: str
    activity: str
    method: str
    responsible: str
    last: date | None
    day: date | None
    days_missed: int = 0

    @property
    def is_missed(self) -> bool:
        """Whether its day has passed."""
        return self.days_missed > 0


def after(day: date, cycle: Stored) -> date | None:
    """Return the day one cycle later; None for a cycle nobody wrote down, and beyond the calendar."""
    if cycle not in CYCLES:
        return None
    try:
        return after_cycles(day, str(cycle))
    except (OverflowError, ValueError):
        return None


def due(records: Records, today: date) -> Sequence[Due]:
    """Return every entry of the schedule whose activity is not over, the most missed first."""
    found = [
        one
        for row in records.rows("monitoring_schedule")
        if not is_over(records.find("activity", row.get("activity")) or {})
        for one in [_due(records, row, today)]
    ]
    return sorted(found, key=lambda one: (-one.days_missed, one.day or date.max))


def is_over(activity: Row) -> bool:
    """Say whether an activity is done or was stopped: nobody looks at it any more."""
    return activity.get("state") in _OVER


@dataclass(frozen=True)
class EveryChecked:
    """Each activity that goes on or is to come stands in the monitoring schedule."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return ("activity", "monitoring_schedule")

    def missing(self, records: Records, _kinds: Kinds) -> Iterator[Missing]:
        """Name each activity that nobody is to look at."""
        known = {row.get("activity") for row in records.rows("monitoring_schedule")}
        for row in records.rows("activity"):
            if row["id"] not in known and not is_over(row):
                words = {"name": records.name("activity", row["id"])}
                sentence = _("{name}: say how often it is checked, and by whom.")
                yield Missing(sentence, words, "monitoring_schedule")


def _due(records: Records, row: Row, today: date) -> Due:
    last, said = (_day(records, row, key) for key in ("last_on", "next_on"))
    checked = _last_check(records, row.get("activity"))
    if checked is not None and (last is None or checked > last):
        last = checked
    # A day that was written down before the last look is no longer the next one.
    is_ahead = said is not None and (last is None or said > last)
    day = said if is_ahead else (after(last, row.get("cycle")) if last is not None else None)
    missed = (today - day).days if day is not None else 0
    return Due(
        str(row["id"]),
        str(row.get("activity") or ""),
        str(row.get("method") or ""),
        str(row.get("responsible") or ""),
        last,
        day,
        max(missed, 0),
    )


def _last_check(records: Records, activity: Stored) -> date | None:
    days = (
        _check_day(records, row)
        for row in records.rows("activity_check")
        if row.get("activity") == activity
    )
    return max((day for day in days if day is not None), default=None)


def _check_day(records: Records, row: Row) -> date | None:
    found = records.value("activity_check", row, "date")
    return found if isinstance(found, date) else None


def _day(records: Records, row: Row, key: str) -> date | None:
    found = records.value("monitoring_schedule", row, key)
    return found if isinstance(found, date) else None
