"""How partners work together over time: where each criterion stood on a day, and is to stand (task 8.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import mark as _

_MONTHS = {"monthly": 1, "two_monthly": 2, "quarterly": 3, "half_yearly": 6, "yearly": 12}
"""How many months cycles last; shorter ones are not those in which cooperation changes."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of working together, with its levels by day, the earliest first.

    ``start`` is the level of task 3.5, which has no day where nobody wrote it down.
    """

    key: str
    name: str
    start: int | None
    desired: int | None
    levels: Sequence[tuple[date, Decimal]]

    def on(self, day: date | None) -> Decimal | None:
        """Return the level on a day: the last known by then; without a day that at the start."""
        if day is not None:
            known = [level for of, level in self.levels if of <= day]
            if known:
                return known[-1]
        return None if self.start is None else Decimal(self.start)

    @property
    def now(self) -> Decimal | None:
        """The last level that was assessed, or else that at the start."""
        return self.levels[-1][1] if self.levels else self.on(None)


def criteria(records: Records) -> Sequence[Criterion]:
    """Return all criteria in their order."""
    given: dict[str, list[Row]] = {}
    for row in records.rows("process_assessment"):
        given.setdefault(str(row.get("criterion")), []).append(row)
    found = []
    for row in records.rows("process_criterion"):
        key = str(row["id"])
        start, desired = (_step(row.get(field)) for field in ("today", "desired"))
        levels = sorted(_by_day(records, given.get(key, ())).items())
        name = records.name("process_criterion", key) or "–"
        found.append(Criterion(key, name, start, desired, levels))
    return found


def days(found: Sequence[Criterion]) -> Sequence[date]:
    """Return the days on which anything was assessed, the earliest first."""
    return sorted({day for one in found for day, _level in one.levels})


def not_in_cycle(records: Records, today: date) -> Iterator[Missing]:
    """Name the criteria that were not assessed within one cycle.

    That is how often the partnership is checked (7.4), or else monitored (8.1), where it is months.
    """
    known = (
        (kind, field, records.single(kind).get(field))
        for kind, field in (("health_plan", "rhythm"), ("monitoring", "cycle"))
    )
    agreed = next((one for one in known if one[2] in _MONTHS), None)
    if agreed is None:
        return
    kind_key, field_key, stored = agreed
    cycle = shown(KINDS[kind_key].fields[field_key], stored, records)
    months = _MONTHS[str(stored)]
    since = _months_before(today, months)
    for one in criteria(records):
        last = one.levels[-1][0] if one.levels else None
        if last is not None and last >= since:
            continue
        words = {"name": one.name, "cycle": cycle, "day": day_in_words(last) if last else ""}
        sentence = _("{name}: not assessed since {day}. How often you check: {cycle}.")
        if last is None:
            sentence = _("{name}: never assessed. How often you check: {cycle}.")
        yield Missing(sentence, words, "process_assessment")


def levels_of(found: Sequence[Criterion], day: date | None) -> Mapping[str, Decimal]:
    """Return the levels of all criteria on a day, by their identifiers; what is not known is left out."""
    levels = ((one.key, one.on(day)) for one in found)
    return {key: level for key, level in levels if level is not None}


def _by_day(records: Records, rows: Sequence[Row]) -> dict[date, Decimal]:
    """Return one level for each day: what all said together, or else the middle of what partners said."""
    together: dict[date, Decimal] = {}
    apart: dict[date, list[int]] = {}
    for row in rows:
        day, step = records.value("process_assessment", row, "date"), _step(row.get("level"))
        if isinstance(day, date) and step is not None:
            if row.get("partner"):
                apart.setdefault(day, []).append(step)
            else:
                together[day] = Decimal(step)
    return {day: Decimal(median(steps)) for day, steps in apart.items()} | together


def _step(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _months_before(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 - months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, 28))
