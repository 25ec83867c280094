"""How far indicators have come: a track from baseline to target for each, filled as far as it is done."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportlab.lib.units import mm

from msp_desktop.domain.shown import number_in_words
from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.pdf.charts.labels import label
from msp_desktop.reports.pdf.charts.legend import Legend, filling
from msp_desktop.reports.pdf.charts.rows import RowsChart
from msp_desktop.reports.pdf.charts.sheet import EMPTY, HATCHED, MIDDLE, Sheet
from msp_desktop.reports.pdf.styles import style
from msp_desktop.reports.pdf.text import Text, Typesetter

_BAR = 4.4 * mm
_NAME = 0.36
"""The part of the width that the names of the indicators take."""
_SIDE = 14 * mm
"""Room before the baseline and after the target: values may lie outside."""


class ProgressBars(RowsChart):
    """One row for each indicator: its name, and a track with the latest value on it."""

    def __init__(self, chart: ProgressChart, typeset: Typesetter) -> None:
        super().__init__(chart.alternative, typeset, len(chart.bars))
        self._chart = chart

    def measure_rows(self, width: float) -> tuple[float, Sequence[float]]:
        self._left, self._right = width * _NAME + _SIDE, width - _SIDE
        self._names = [
            label(self.typeset, bar.label, style("cell"), width * _NAME - 4 * mm, lines=4)
            for bar in self._chart.bars
        ]
        self._figures = [self._words(bar, width * (1 - _NAME)) for bar in self._chart.bars]
        is_outside = any(not 0 <= bar.share <= 1 for bar in self._chart.bars)
        entries = [filling(self._chart.outside, HATCHED)] if is_outside else []
        self._legend = Legend(entries, width, self.typeset)
        return self._legend.height, [
            max(name.height + 3 * mm, 2 * max(figure.height for figure in figures) + _BAR + 5 * mm)
            for name, figures in zip(self._names, self._figures, strict=True)
        ]

    def show_head(self, sheet: Sheet, top: float, bottom: float) -> None:
        """Say what hatching means where there is any; all else has its words beside it."""
        self._legend.draw(sheet, top)

    def show_row(self, sheet: Sheet, row: int, bottom: float, top: float) -> None:
        name, bar = self._names[row], self._chart.bars[row]
        middle = (bottom + top) / 2
        sheet.write(name, 0, middle - name.height / 2)
        foot = middle - _BAR / 2
        latest = self._place(bar.share)
        self._track(sheet, foot, latest)
        baseline, now, target = self._figures[row]
        below = foot - 1.4 * mm
        self._write(sheet, baseline, self._left, below - baseline.height)
        self._write(sheet, target, self._right, below - target.height)
        self._write(sheet, now, latest, foot + _BAR + 0.8 * mm)

    def _words(self, bar: Bar, room: float) -> tuple[Text, Text, Text]:
        def figure(name: str, value: Decimal, look: str, width: float) -> Text:
            return label(self.typeset, f"{name} {number_in_words(value)}", style(look), width)

        baseline, now, target = self._chart.names
        return (
            figure(baseline, bar.baseline, "small", room / 2 - mm),
            figure(now, bar.latest, "strong", room),
            figure(target, bar.target, "small", room / 2 - mm),
        )

    def _place(self, share: Decimal) -> float:
        """Return where a share of the way lies; far outside is drawn at the edge."""
        reach = _SIDE * 0.6 / (self._right - self._left)
        part = min(max(float(share), -reach), 1 + reach)
        return self._left + (self._right - self._left) * part

    def _track(self, sheet: Sheet, foot: float, latest: float) -> None:
        """Fill grey what is done of the way; hatch what goes beyond the target or back."""
        sheet.box(self._left, foot, self._right - self._left, _BAR, EMPTY, weight=0.4)
        done = min(latest, self._right)
        if done > self._left:
            sheet.box(self._left, foot, done - self._left, _BAR, MIDDLE, weight=0)
        if latest > self._right:
            sheet.box(self._right, foot, latest - self._right, _BAR, HATCHED, weight=0.4)
        elif latest < self._left:
            sheet.box(latest, foot, self._left - latest, _BAR, HATCHED, weight=0.4)
        for at, weight in ((self._left, 0.8), (self._right, 1.8)):
            ends = ((at, foot - 1.2 * mm), (at, foot + _BAR + 1.2 * mm))
            sheet.line(ends, weight=weight)

    def _write(self, sheet: Sheet, words: Text, middle: float, bottom: float) -> None:
        """Write a figure around a place, but never beyond the chart."""
        left = min(middle - words.width / 2, self.width - words.width)
        sheet.write(words, max(self.width * _NAME, left), bottom)
