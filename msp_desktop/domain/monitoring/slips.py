"""When milestones were expected, as it was said at each report: the lines of a slip chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Period
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.rows import agreed


@dataclass(frozen=True, slots=True)
class Slip:
    """One milestone: when it was agreed for, what was said on which day, and when it was reached.

    ``forecasts`` are pairs of the day of the report and the day on which it was expected, by report.
    """

    key: str
    name: str
    agreed: date | None
    due: date | None
    reached: date | None
    forecasts: tuple[tuple[date, date], ...]
    reason: str = ""

    @property
    def latest(self) -> date | None:
        """The day it was reached, or else is expected now."""
        if self.reached is not None:
            return self.reached
        return self.forecasts[-1][1] if self.forecasts else self.due

    @property
    def days(self) -> int:
        """Days by which it comes after the day first agreed; below zero when before."""
        first = self.agreed or self.due
        return (self.latest - first).days if first is not None and self.latest is not None else 0


def slips(records: Records) -> Sequence[Slip]:
    """Return every milestone that has a day, by the day for which it was agreed."""
    first = _first_baseline(records)
    said: dict[str, list[Row]] = {}
    for row in records.rows("milestone_forecast"):
        said.setdefault(str(row.get("milestone")), []).append(row)
    found = []
    for row in records.rows("milestone"):
        key = str(row["id"])
        due, reached = (_day(records, "milestone", row, field) for field in ("due", "reached"))
        rows = sorted(said.get(key, ()), key=lambda one: str(one.get("date") or ""))
        pairs = ((_pair(records, one), one) for one in rows)
        dated = [(pair, one) for pair, one in pairs if pair is not None]
        reason = next((str(one["reason"]) for _pair, one in reversed(dated) if one["reason"]), "")
        period = first.get(key)
        found.append(
            Slip(
                key,
                records.name("milestone", key),
                period.start if period is not None else due,
                due,
                reached,
                tuple(pair for pair, _one in dated),
                reason,
            )
        )
    known = [one for one in found if one.agreed or one.due]
    return sorted(known, key=lambda one: one.agreed or one.due or date.max)


def _first_baseline(records: Records) -> Mapping[str, Period]:
    rows = sorted(records.rows("plan_baseline"), key=lambda row: str(row.get("date") or "9"))
    return agreed(records, str(rows[0]["id"])) if rows else {}


def _pair(records: Records, row: Row) -> tuple[date, date] | None:
    said, expected = (_day(records, "milestone_forecast", row, key) for key in ("date", "expected"))
    return (said, expected) if said is not None and expected is not None else None


def _day(records: Records, kind_key: str, row: Row, key: str) -> date | None:
    found = records.value(kind_key, row, key)
    return found if isinstance(found, date) else None
