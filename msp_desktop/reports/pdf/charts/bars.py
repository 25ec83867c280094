"""Bars in rows, side by side or end to end, each with its value written at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportlab.lib.units import mm

from msp_desktop.domain.shown import number_in_words
from msp_desktop.reports.charts import BarChart
from msp_desktop.reports.pdf.charts.labels import along, label
from msp_desktop.reports.pdf.charts.legend import Legend, filling
from msp_desktop.reports.pdf.charts.rows import RowsChart
from msp_desktop.reports.pdf.charts.scales import known, scale, total
from msp_desktop.reports.pdf.charts.sheet import Sheet, tone
from msp_desktop.reports.pdf.styles import HAIRLINE, INK, style
from msp_desktop.reports.pdf.text import Text, Typesetter

_NAME = 0.3
"""The part of the width that the names of the rows take."""
_BAR = 4.2 * mm
_HIGHEST = 100 * mm
"""Height of the bars of one row at most."""
_GAP = 1.2 * mm
_BETWEEN = 3 * mm
_FIGURES = 0.22
"""The part of the width at most that values beside the bars take, on one side."""
_UNKNOWN = "–"


class Bars(RowsChart):
    """One row for each name, with a bar for each series; or one bar of all series, and their sum."""

    def __init__(self, chart: BarChart, typeset: Typesetter) -> None:
        super().__init__(chart.alternative, typeset, len(chart.rows))
        self._chart = chart
        self._values = [
            [known(series.values[row]) for series in chart.series] for row in range(len(chart.rows))
        ]
        self._scale = scale(self._ends(), from_zero=True)

    def measure_rows(self, width: float) -> tuple[float, Sequence[float]]:
        name_room = width * _NAME - 3 * mm
        self._names = [self._words(name, "cell", name_room, 3) for name in self._chart.rows]
        room = width * _FIGURES
        self._figures = [
            [self._figure(value, "small", room) for value in values] for values in self._values
        ]
        self._sums = [self._figure(total(values), "strong", room) for values in self._values]
        self._place_axis(width)
        self._unit = self._words(self._chart.unit, "small", name_room, 2)
        self._ticks = [
            self._words(number_in_words(tick), "small", room, 1) for tick in self._scale.ticks
        ]
        entries = [filling(one.name, tone(place)) for place, one in enumerate(self._chart.series)]
        self._legend = Legend(entries, width, self.typeset)
        axis = max(text.height for text in (*self._ticks, self._unit))
        heights = [max(name.height, self._thickness()) + _BETWEEN for name in self._names]
        return self._legend.height + axis + 2 * _GAP, heights

    def show_head(self, sheet: Sheet, top: float, bottom: float) -> None:
        self._legend.draw(sheet, top)
        sheet.write(self._unit, 0, bottom + _GAP)
        places = [self._at(tick) for tick in self._scale.ticks]
        for place in places:
            sheet.line(((place, 0), (place, bottom)), weight=0.4, colour=HAIRLINE)
        named = zip(places, self._ticks, strict=True)
        for left, words in along(named, self.width * _NAME, self.width) if self._sums else ():
            sheet.write(words, left, bottom + _GAP)

    def show_row(self, sheet: Sheet, row: int, bottom: float, top: float) -> None:
        name = self._names[row]
        middle = (bottom + top) / 2
        sheet.write(name, 0, middle - name.height / 2)
        first = middle + self._thickness() / 2
        if self._chart.stacked:
            self._show_stack(sheet, row, first)
        else:
            for place, value in enumerate(self._values[row]):
                up = first - (place + 1) * self._bar()
                self._show_bar(sheet, place, (Decimal(0), value or Decimal(0)), up)
                if self._has_figures():
                    self._write(sheet, self._figures[row][place], value or Decimal(0), up)
        zero = self._at(Decimal(0))
        sheet.line(((zero, bottom), (zero, top)), weight=0.9, colour=INK)

    def _show_stack(self, sheet: Sheet, row: int, top: float) -> None:
        up = top - self._bar()
        for place, start, end in _stacked(self._values[row]):
            left, right = self._show_bar(sheet, place, (start, end), up)
            figure = self._figures[row][place]
            if figure.width + 2 * _GAP < right - left:
                foot = up + (self._bar() - figure.height) / 2
                sheet.write(figure, (left + right - figure.width) / 2, foot, plate=True)
        ends = [end for _place, _start, end in _stacked(self._values[row])]
        self._write(sheet, self._sums[row], max(ends, default=Decimal(0)), up)

    def _show_bar(
        self, sheet: Sheet, place: int, ends: tuple[Decimal, Decimal], bottom: float
    ) -> tuple[float, float]:
        left, right = sorted(map(self._at, ends))
        if left < right:
            height = self._bar() * (1 if self._chart.stacked else 0.86)
            sheet.box(left, bottom, right - left, height, tone(place), weight=0.5)
        return left, right

    def _write(self, sheet: Sheet, figure: Text, value: Decimal, bottom: float) -> None:
        """Write a value beyond the end of its bar."""
        end = self._at(value)
        left = end - _GAP - figure.width if value < 0 else end + _GAP
        sheet.write(figure, left, bottom + (self._bar() - figure.height) / 2, plate=True)

    def _ends(self) -> Iterator[Decimal]:
        for values in self._values:
            if self._chart.stacked:
                yield from (end for _place, _start, end in _stacked(values))
            else:
                yield from (value for value in values if value is not None)

    def _place_axis(self, width: float) -> None:
        beside = self._sums
        if not self._chart.stacked:
            beside = [figure for figures in self._figures for figure in figures]
        room = max((figure.width for figure in beside), default=0) + 2 * _GAP
        has_negative = self._scale.ticks[0] < 0 and not self._chart.stacked
        self._left = width * _NAME + (room if has_negative else 0)
        self._right = width - room
        self._tallest = max((figure.height for figure in beside), default=0.0)

    def _at(self, value: Decimal) -> float:
        return self._left + (self._right - self._left) * self._scale.share(value)

    def _bar(self) -> float:
        """Return the height that one bar takes."""
        count = 1 if self._chart.stacked else max(len(self._chart.series), 1)
        return min(max(_BAR, self._tallest), _HIGHEST / count)

    def _thickness(self) -> float:
        return self._bar() * (1 if self._chart.stacked else len(self._chart.series))

    def _has_figures(self) -> bool:
        return self._bar() >= self._tallest

    def _figure(self, value: Decimal | None, look: str, room: float) -> Text:
        words = _UNKNOWN if value is None else number_in_words(value)
        return self._words(words, look, room, 1)

    def _words(self, words: str, look: str, room: float, lines: int) -> Text:
        return label(self.typeset, words, style(look), room, lines)


def _stacked(values: Sequence[Decimal | None]) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Go through the parts of a stack, each from its start to its end; what is negative goes back from 0."""
    ends = {True: Decimal(0), False: Decimal(0)}
    for place, value in enumerate(values):
        if value is not None:
            is_forward = value >= 0
            start = ends[is_forward]
            ends[is_forward] = total([start, value]) or Decimal(0)
            yield place, start, ends[is_forward]
