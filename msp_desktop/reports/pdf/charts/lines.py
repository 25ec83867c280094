"""Lines over time, from the baseline to what was measured last, and dashed on to the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from reportlab.lib.units import mm

from msp_desktop.domain.shown import number_in_words
from msp_desktop.reports.charts import LineChart
from msp_desktop.reports.pdf.charts.labels import Taken, along, apart, label
from msp_desktop.reports.pdf.charts.legend import Entry, Legend, sign, trace_entry
from msp_desktop.reports.pdf.charts.rows import ChartFlowable
from msp_desktop.reports.pdf.charts.scales import known, scale, time_scale
from msp_desktop.reports.pdf.charts.sheet import DIAMOND_REACH, Marker, Point, Sheet, trace
from msp_desktop.reports.pdf.styles import HAIRLINE, LINE, style
from msp_desktop.reports.pdf.text import Text, Typesetter

_FEW, _LOW_PLOT, _PLOT = 2, 42 * mm, 62 * mm
"""Height between the axes for a few lines, and for more."""
_NAMES = 0.26
"""The part of the width at most that the names at the ends of the lines take."""
_FIGURES = 0.2
_TICK = 17 * mm
_GAP = 1.5 * mm
_ABOVE = 5.6 * mm
"""Room above the highest tick, for a value there."""
_MARKER = 1.5 * mm
_TARGET = 1.6 * mm
_MOST = 16
"""Points of a line at most that all have their value written beside them."""
_TO_TARGET = (1.5, 2.5)


class Lines(ChartFlowable):
    """Every line with its own dashes and markers, its name at its end, its values where there is room."""

    def __init__(self, chart: LineChart, typeset: Typesetter) -> None:
        super().__init__(chart.alternative, typeset)
        self._chart = chart
        self._plot = _LOW_PLOT if len(chart.lines) <= _FEW else _PLOT
        self._measured = [
            sorted((day, Decimal(value)) for day, value in line.points if known(value) is not None)
            for line in chart.lines
        ]
        self._targets = [known(line.target) for line in chart.lines]
        values = [value for points in self._measured for _day, value in points]
        values += [value for value in self._targets if value is not None]
        self._is_empty = not values
        self._scale = scale([*values, *map(Decimal, chart.ends or ())], from_zero=False)

    def measure(self, width: float) -> float:
        self._ticks = [self._figure(tick, width) for tick in self._scale.ticks]
        names = [self._words(line.name, width * _NAMES, 2) for line in self._chart.lines]
        fits = sum(name.height for name in names) <= self._plot
        self._names = names if fits else []
        self._legend = Legend(list(self._entries(fits)), width, self.typeset)
        self._left = max(text.width for text in self._ticks) + 2 * _GAP
        beside = max((name.width for name in self._names), default=0)
        self._right = width - beside - 3 * _GAP
        self._time = time_scale(self._days(), int((self._right - self._left) / _TICK))
        self._named = [self._words(self._time.words(day), _TICK - 2, 3) for day in self._time.ticks]
        self._bottom = max((text.height for text in self._named), default=0) + _GAP
        self._unit = self._words(self._chart.unit, width * 0.6, 2)
        head = self._unit.height if self._chart.unit else 0
        return self._bottom + self._plot + _ABOVE + head + self._legend.height

    def show(self, sheet: Sheet) -> None:
        self._legend.draw(sheet, self.height)
        if self._chart.unit:
            sheet.write(self._unit, 0, self._bottom + self._plot + _ABOVE)
        self._show_axes(sheet)
        top = self._bottom + self._plot + _ABOVE
        taken = Taken((self._left, self._bottom, self._right + 2 * _GAP, top))
        ends = [self._show_line(sheet, place, taken) for place in range(len(self._measured))]
        self._write_names(sheet, ends, taken)
        for place in range(len(self._names)):
            self._write_figures(sheet, place, taken)

    def _entries(self, is_named: bool) -> Iterator[Entry]:
        """Go through the legend: the lines where their names do not fit beside them, and the target."""
        if not is_named:
            for place, line in enumerate(self._chart.lines):
                yield trace_entry(line.name, trace(place))
        if any(value is not None for value in self._targets):
            yield sign(self._chart.target_word, Marker.DIAMOND, filled=False)

    def _days(self) -> Iterator[date]:
        for points, line in zip(self._measured, self._chart.lines, strict=True):
            yield from (day for day, _value in points)
            if line.target_day and line.target is not None:
                yield line.target_day

    def _show_axes(self, sheet: Sheet) -> None:
        top = self._bottom + self._plot
        for tick, words in zip(self._scale.ticks, self._ticks, strict=True):
            up = self._up(tick)
            sheet.line(((self._left, up), (self._right, up)), weight=0.4, colour=HAIRLINE)
            if not self._is_empty:
                sheet.write(words, self._left - _GAP - words.width, up - words.height / 2)
        sheet.line(((self._left, self._bottom), (self._left, top)), weight=0.6, colour=LINE)
        places = [self._across(day) for day in self._time.ticks]
        for place in places:
            foot = ((place, self._bottom), (place, self._bottom - mm))
            sheet.line(foot, weight=0.6, colour=LINE)
        named = zip(places, self._named, strict=True)
        for left, words in along(named, 0, self.width):
            sheet.write(words, left, self._bottom - _GAP - words.height)

    def _show_line(self, sheet: Sheet, place: int, taken: Taken) -> Point | None:
        """Draw one line and its target; return where it ends."""
        points = self._points(place)
        target = end = self._target(place)
        if target:
            start = points[-1] if points and points[-1][0] < target[0] else target
            end = target if start != target else (self._right, target[1])
            sheet.line((start, end), weight=0.7, dash=_TO_TARGET)
            taken.line(start, end)
        sheet.trace(points, trace(place))
        for start, following in pairwise(points):
            taken.line(start, following)
        for left, up in points:
            taken.add((left - _MARKER, up - _MARKER, left + _MARKER, up + _MARKER))
        if target:
            sheet.marker(Marker.DIAMOND, target, _TARGET, filled=False)
            left, up = target
            reach = _TARGET * DIAMOND_REACH
            taken.add((left - reach, up - reach, left + reach, up + reach))
        return end or (points[-1] if points else None)

    def _points(self, place: int) -> list[Point]:
        return [(self._across(day), self._up(value)) for day, value in self._measured[place]]

    def _target(self, place: int) -> Point | None:
        """Return where the target of a line lies: at its day, or at the end where it has none."""
        value, day = self._targets[place], self._chart.lines[place].target_day
        if value is None:
            return None
        return (self._across(day) if day else self._right, self._up(value))

    def _write_names(self, sheet: Sheet, ends: Sequence[Point | None], taken: Taken) -> None:
        """Write each name beside the end of its line, with a thin line to it."""
        named = [(end, name) for end, name in zip(ends, self._names, strict=False) if end]
        heights = [name.height for _end, name in named]
        bounds = (self._bottom, self._bottom + self._plot)
        middles = apart([end[1] for end, _name in named], heights, *bounds)
        for (end, name), middle in zip(named, middles, strict=True):
            left = self._right + 2.5 * _GAP
            sheet.line((end, (left - 2, middle)), weight=0.3, colour=LINE)
            taken.line(end, (left - 2, middle))
            sheet.write(name, left, middle - name.height / 2)

    def _write_figures(self, sheet: Sheet, place: int, taken: Taken) -> None:
        """Write the values of a line: the first, the last and the target, then others with room.

        A target that is just reached is not written twice. Among very many lines or points nobody could
        tell to which a value belongs.
        """
        values = [value for _day, value in self._measured[place]]
        found = list(zip(self._points(place), values, strict=True))
        found = [*found[-1:], *found[:-1][:1], *(found[1:-1] if len(found) <= _MOST else ())]
        target, value = self._target(place), self._targets[place]
        if target and value is not None and value not in values[-1:]:
            found.insert(0, (target, value))
        for point, value in found:
            figure = self._figure(value, self.width)
            spot = taken.beside(point, figure, _TARGET * DIAMOND_REACH + 1)
            if spot:
                sheet.write(figure, *spot)

    def _figure(self, value: Decimal, width: float) -> Text:
        return self._words(number_in_words(value), width * _FIGURES, 1)

    def _words(self, words: str, room: float, lines: int) -> Text:
        return label(self.typeset, words, style("small"), room, lines)

    def _across(self, day: date) -> float:
        return self._left + (self._right - self._left) * self._time.share(day)

    def _up(self, value: Decimal) -> float:
        return self._bottom + self._plot * self._scale.share(value)
