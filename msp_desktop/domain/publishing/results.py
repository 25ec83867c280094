"""Objectives, outputs and indicators as results of the IATI standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msp_desktop.domain.fields import Period
from msp_desktop.domain.indicators import Standing, is_in_per_cent, standings
from msp_desktop.domain.publishing.facts import (
    IMPACT,
    OTHER_RESULT,
    OUTCOME,
    OUTPUT,
    PERCENTAGE,
    UNIT,
    Measured,
    Result,
    Span,
)
from msp_desktop.domain.records import Records, Row

_LEVELS = {"output": OUTPUT, "outcome": OUTCOME, "impact": IMPACT, "process": OTHER_RESULT}


def results(records: Records, today: date) -> Iterator[Result]:
    """Go through the results: indicators by objective and level, then outputs with what was counted."""
    found = standings(records, today.isoformat())
    objectives = {str(row["id"]): str(row.get("name") or "") for row in records.rows("objective")}
    for key in (*objectives, ""):
        among = [
            one for one in found if (one.objective if one.objective in objectives else "") == key
        ]
        for level in dict.fromkeys(_level(one) for one in among):
            measured = [one for one in among if _level(one) == level]
            title = objectives.get(key) or measured[0].name
            yield Result(level, title, tuple(_measured(records, one, today) for one in measured))
    for row in records.rows("output"):
        if row.get("name"):
            yield _output(records, row, today)


def _level(one: Standing) -> str:
    return _LEVELS.get(str(one.indicator.get("level") or ""), OUTCOME)


def _measured(records: Records, one: Standing, today: date) -> Measured:
    row = one.indicator
    is_share = row.get("value_type") == "share" or is_in_per_cent(row)
    title = f"{one.name} ({one.unit})" if one.unit else one.name
    baseline = None
    if one.baseline is not None and one.baseline_day:
        baseline = (date.fromisoformat(one.baseline_day), one.baseline)
    return Measured(
        title,
        str(row.get("definition") or ""),
        PERCENTAGE if is_share else UNIT,
        row.get("direction") != "down",
        str(row.get("global_indicator") or ""),
        baseline,
        tuple(_spans(_goals(records, one), one, today)),
    )


def _goals(records: Records, one: Standing) -> list[tuple[date, Decimal]]:
    """Return the values to reach by their days: those between, then the last."""
    rows = records.rows("indicator_target", str(one.indicator["id"]))
    stored = [(row.get("date"), row.get("value")) for row in rows]
    stored.append((one.target_day or None, None if one.target is None else str(one.target)))
    found = {
        date.fromisoformat(str(day)): Decimal(str(value))
        for day, value in stored
        if day and value is not None
    }
    return sorted(found.items())


def _spans(goals: Sequence[tuple[date, Decimal]], one: Standing, today: date) -> Iterator[Span]:
    """Go through the periods between the days of the targets, from that of the baseline on."""
    taken = [
        (date.fromisoformat(str(row["date"])), Decimal(str(row["value"])))
        for row in one.measurements
        if row.get("date")
    ]
    start = date.fromisoformat(one.baseline_day) if one.baseline_day else None
    for end, target in goals:
        first = start or end.replace(month=1, day=1)
        if first > end:
            continue
        inside = [value for day, value in taken if first <= day <= end and day <= today]
        yield Span(first, end, target, inside[-1] if inside else None)
        if end == date.max:
            return
        start = end + timedelta(days=1)
    after = [(day, value) for day, value in taken if start is not None and day >= start]
    if after and start is not None:
        yield Span(start, after[-1][0], None, after[-1][1])


def _output(records: Records, row: Row, today: date) -> Result:
    name, unit = str(row.get("name")), str(row.get("unit") or "")
    quantity = row.get("quantity")
    target = None if quantity is None else Decimal(str(quantity))
    counts = sorted(
        (str(one["date"]), Decimal(str(one["quantity"])))
        for one in records.rows("output_count")
        if one.get("output") == row["id"]
        and one.get("quantity") is not None
        and str(one.get("date") or "9") <= today.isoformat()
    )
    actual = counts[-1][1] if counts else None
    title = f"{name} ({unit})" if unit else name
    spans = []
    period = _time_of(records, row)
    if period is not None and (target is not None or actual is not None):
        spans = [Span(*period, target, actual)]
    description = str(row.get("quality") or "")
    return Result(OUTPUT, name, (Measured(title, description, UNIT, True, "", None, tuple(spans)),))


def _time_of(records: Records, output: Row) -> tuple[date, date] | None:
    """Return the time in which an output is made: that of its component, else of the partnership."""
    component = records.find("component", output.get("component")) or {}
    for kind_key, row, key in (
        ("component", component, "period"),
        ("scope", records.single("scope"), "time_frame"),
        ("agreement", records.single("agreement"), "duration"),
    ):
        period = records.value(kind_key, row, key) if row else None
        if isinstance(period, Period) and period.start and period.end:
            return period.start, period.end
    return None
