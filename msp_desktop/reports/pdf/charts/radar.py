"""Criteria around a middle, one outline for each round, such as then, now and as desired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import cos, pi, sin, sqrt

from reportlab.lib.units import mm

from msp_desktop.domain.shown import number_in_words
from msp_desktop.reports.charts import RadarChart
from msp_desktop.reports.pdf.charts.labels import apart, label
from msp_desktop.reports.pdf.charts.legend import Legend, trace_entry
from msp_desktop.reports.pdf.charts.rows import ChartFlowable
from msp_desktop.reports.pdf.charts.scales import known, scale
from msp_desktop.reports.pdf.charts.sheet import Point, Sheet, trace
from msp_desktop.reports.pdf.styles import HAIRLINE, LINE, style
from msp_desktop.reports.pdf.text import Typesetter

FEWEST, MOST = 3, 16
"""How many criteria a radar can show; others are shown as bars."""
RADIUS = 38 * mm
_NAMES = 0.24
"""The part of the width at most that the names take at each side."""
_GAP = 3.4 * mm
_RINGS = 6
_SIZE, _LARGER = 1.0 * mm, 0.35 * mm
"""Markers grow from round to round, so that those at one point are all seen."""


class Radar(ChartFlowable):
    """A spoke for each criterion, rings for the steps of the scale, outlines with markers."""

    def __init__(self, chart: RadarChart, typeset: Typesetter) -> None:
        super().__init__(chart.alternative, typeset)
        self._chart = chart
        self._rounds = [[known(value) for value in one.values] for one in chart.rounds]
        count = len(chart.criteria)
        self._angles = [pi / 2 - 2 * pi * place / count for place in range(count)]
        half, is_even = count // 2, count % 2 == 0
        self._lowest = half if is_even else None
        self._sides = [
            list(range(1, half + (not is_even))),
            list(range(half + 1, count)),
        ]

    def measure(self, width: float) -> float:
        self._names = [
            label(self.typeset, name, style("small"), width * _NAMES, lines=3)
            for name in self._chart.criteria
        ]
        entries = [trace_entry(one.name, trace(n)) for n, one in enumerate(self._chart.rounds)]
        self._legend = Legend(entries, width, self.typeset)
        beside = max(sum(self._names[place].height for place in side) for side in self._sides)
        self._room = max(2 * RADIUS + 2 * _GAP, beside)
        below = 0 if self._lowest is None else self._names[self._lowest].height
        self._middle = (width / 2, below + self._room / 2)
        return below + self._room + self._names[0].height + self._legend.height

    def show(self, sheet: Sheet) -> None:
        self._legend.draw(sheet, self.height)
        steps = self._steps()
        for step in steps:
            ring = [self._at(spoke, step) for spoke in range(len(self._angles))]
            is_outer = step == self._chart.highest
            sheet.line(ring, weight=0.5, colour=LINE if is_outer else HAIRLINE, closed=True)
        for spoke in range(len(self._angles)):
            ends = (self._middle, self._at(spoke, Decimal(self._chart.highest)))
            sheet.line(ends, weight=0.4, colour=HAIRLINE)
        for place, values in reversed(list(enumerate(self._rounds))):
            self._show_round(sheet, place, values)
        self._write_names(sheet)
        self._write_steps(sheet, steps)

    def _show_round(self, sheet: Sheet, place: int, values: Sequence[Decimal | None]) -> None:
        size = _SIZE + _LARGER * min(place, 4)
        for run in _runs(values):
            points = [self._at(spoke, value) for spoke, value in run]
            sheet.trace(points, trace(place), closed=len(run) == len(values), size=size)

    def _steps(self) -> list[Decimal]:
        low, high = self._chart.lowest, self._chart.highest
        if high - low <= _RINGS:
            return [Decimal(step) for step in range(low + 1, high + 1)]
        ticks = scale(map(Decimal, (low, high)), from_zero=False).ticks
        return [*(tick for tick in ticks if low < tick < high), Decimal(high)]

    def _at(self, spoke: int, value: Decimal) -> Point:
        low, high = self._chart.lowest, self._chart.highest
        share = float((min(max(value, Decimal(low)), Decimal(high)) - low) / (high - low))
        across, up = cos(self._angles[spoke]) * RADIUS, sin(self._angles[spoke]) * RADIUS
        return (self._middle[0] + across * share, self._middle[1] + up * share)

    def _write_names(self, sheet: Sheet) -> None:
        """Write the first name above, one below, others at both sides, clear of rings and each other."""
        across, up = self._middle
        first = self._names[0]
        sheet.write(first, across - first.width / 2, up + RADIUS + _GAP)
        if self._lowest is not None:
            last = self._names[self._lowest]
            sheet.write(last, across - last.width / 2, up - RADIUS - _GAP - last.height)
        for side, direction in zip(self._sides, (1, -1), strict=True):
            highest = Decimal(self._chart.highest)
            middles = [self._at(place, highest)[1] for place in side]
            heights = [self._names[place].height for place in side]
            bounds = (up - self._room / 2, up + self._room / 2)
            for place, middle in zip(side, apart(middles, heights, *bounds), strict=True):
                name = self._names[place]
                nearest = max(abs(middle - up) - name.height / 2, 0)
                reach = sqrt(max(RADIUS**2 - nearest**2, 0)) + _GAP
                left = across + direction * reach - (name.width if direction < 0 else 0)
                sheet.write(name, left, middle - name.height / 2)

    def _write_steps(self, sheet: Sheet, steps: Sequence[Decimal]) -> None:
        look = style("small")
        for step in steps:
            words = label(self.typeset, number_in_words(step), look, RADIUS / 2, lines=1)
            left, up = self._at(0, step)
            sheet.write(words, left - words.width - _GAP, up - words.height / 2)


def _runs(values: Sequence[Decimal | None]) -> Iterator[list[tuple[int, Decimal]]]:
    """Go through values that stand side by side around the middle; gaps are where nothing is known."""
    count = len(values)
    start = next((place for place in range(count) if values[place] is None), 0)
    run: list[tuple[int, Decimal]] = []
    for place in (*range(start, count), *range(start)):
        value = values[place]
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run
