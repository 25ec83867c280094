"""How indicators moved over time, from their baseline towards their target (tasks 2.4, 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.indicators import Standing, standings
from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import day_in_words, number_in_words
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import Line, LineChart
from msp_desktop.reports.document import Block, Heading
from msp_desktop.reports.layouts.reading import Reader

_FEWEST = 2
"""Measurements at least that make a line; fewer stand in the table alone."""
_TOGETHER = 5
"""Lines in one chart at most."""
_RATIO = 5
"""How much larger the largest of them is than the smallest at most: a flat line says nothing."""


def indicators_over_time(reader: Reader) -> Iterator[Block]:
    """Draw each indicator that was measured several times, those of one unit in the same chart."""
    found = [one for one in standings(reader.records) if len(_points(one)) >= _FEWEST]
    if not found:
        return
    yield Heading(3, translate(_("How indicators moved over time")))
    for together in _of_one_unit(found):
        for standing in together:
            for row in standing.measurements:
                reader.shown.note("measurement", row, "indicator", "date", "value")
        yield _chart(together)


def _of_one_unit(found: Sequence[Standing]) -> Iterator[Sequence[Standing]]:
    """Go through indicators that can share an axis: of one unit, if they have any, and about one size."""
    for unit in dict.fromkeys(one.unit for one in found):
        among = sorted((one for one in found if one.unit == unit), key=_size)
        while among:
            smallest = _size(among[0])
            near = [one for one in among if _size(one) <= _RATIO * smallest]
            together = near[: _TOGETHER if unit else 1]
            among = among[len(together) :]
            yield [one for one in found if one in together]


def _chart(together: Sequence[Standing]) -> LineChart:
    target = translate(_("Target"))
    lines = tuple(_line(standing) for standing in together)
    told = " ".join(_in_words(line, target) for line in lines)
    names = formats.listed(line.name for line in lines)
    caption = translate(_("{indicators} over time")).format(indicators=names)
    return LineChart(lines, target, told, unit=together[0].unit, caption=caption)


def _line(standing: Standing) -> Line:
    points = _points(standing)
    begun = _date("indicator", "baseline_date", standing.indicator)
    if begun and standing.baseline is not None and begun < points[0][0]:
        points.insert(0, (begun, standing.baseline))
    until = _date("indicator", "target_date", standing.indicator)
    return Line(standing.name, tuple(points), standing.target, until)


def _in_words(line: Line, target: str) -> str:
    told = [f"{day_in_words(day)} {number_in_words(value)}" for day, value in line.points]
    if line.target is not None:
        told.append(f"{target} {number_in_words(line.target)}")
    return f"{line.name}: {', '.join(told)}."


def _points(standing: Standing) -> list[tuple[date, Decimal]]:
    field = KINDS["measurement"].fields["value"]
    found = (
        (_date("measurement", "date", row), field.value(row.get("value")))
        for row in standing.measurements
    )
    return [(day, value) for day, value in found if day and isinstance(value, Decimal)]


def _size(standing: Standing) -> Decimal:
    """Return the largest value that is drawn for an indicator, without its sign."""
    known = (standing.baseline, standing.target)
    values = [value for _day, value in _points(standing)]
    return max(abs(value) for value in (*values, *known) if value is not None)


def _date(kind_key: str, field_key: str, row: Row) -> date | None:
    found = KINDS[kind_key].fields[field_key].value(row.get(field_key))
    return found if isinstance(found, date) else None
