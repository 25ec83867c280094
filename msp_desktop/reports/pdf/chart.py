"""Charts as lines, greys and hatching, readable without colour, with the figures written beside them.

In languages written from the right a chart runs to the left: its places are turned around as a whole.
"""

from __future__ import annotations

from decimal import Decimal

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from msp_desktop.domain.shown import number_in_words
from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.pdf.styles import FILL, HAIRLINE, INK, style
from msp_desktop.reports.pdf.text import Typesetter

BAR_HEIGHT = 17 * mm
_BAR = 4.4 * mm
_LABEL = 0.36
"""The part of the width that the names of the indicators take."""
_SIDE = 14 * mm
"""Room left of the baseline and right of the target: values may lie outside."""
_HATCH = 1.3 * mm


def progress_bars(chart: ProgressChart, typeset: Typesetter) -> list[Flowable]:
    """Return a track from baseline to target for each indicator, filled as far as it has come."""
    return [ProgressBar(bar, chart.names, typeset) for bar in chart.bars]


class ProgressBar(Flowable):
    """One indicator: its name, and a track from baseline to target with the latest value on it."""

    def __init__(self, bar: Bar, names: tuple[str, str, str], typeset: Typesetter) -> None:
        super().__init__()
        self._bar = bar
        self._names = names
        self._typeset = typeset

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._name = self._typeset.paragraph(self._bar.label, style("cell"))
        _width, height = self._name.wrap(width * _LABEL - 4 * mm, BAR_HEIGHT)
        self.width, self.height = width, max(BAR_HEIGHT, height + 3 * mm)
        return (self.width, self.height)

    def draw(self) -> None:
        left = self._turned(0, self._name.width)
        self._name.drawOn(self.canv, left, (self.height - self._name.height) / 2)
        self._left = self.width * _LABEL + _SIDE
        self._right = self.width - _SIDE
        bottom = (self.height - _BAR) / 2
        latest = self._place(self._bar.share)
        self._fill(bottom, latest)
        self._track(bottom)
        self._figures(bottom, latest)

    def _place(self, share: Decimal) -> float:
        """Return where a share of the way lies on the page; far outside is drawn at the edge."""
        reach = _SIDE * 0.6 / (self._right - self._left)
        part = min(max(float(share), -reach), 1 + reach)
        return self._left + (self._right - self._left) * part

    def _fill(self, bottom: float, latest: float) -> None:
        """Fill grey what is done of the way; hatch what goes beyond the target or back."""
        self.canv.setFillColor(FILL)
        done = min(latest, self._right)
        if done > self._left:
            width = done - self._left
            self.canv.rect(self._turned(self._left, width), bottom, width, _BAR, stroke=0, fill=1)
        if latest > self._right:
            self._hatch(self._right, latest, bottom)
        elif latest < self._left:
            self._hatch(latest, self._left, bottom)

    def _turned(self, left: float, width: float = 0) -> float:
        """Return the left edge on the page of what is ``width`` wide."""
        return self.width - left - width if self._typeset.from_right else left

    def _hatch(self, first: float, last: float, bottom: float) -> None:
        canvas = self.canv
        left, right = sorted((self._turned(first), self._turned(last)))
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.5)
        frame = canvas.beginPath()
        frame.rect(left, bottom, right - left, _BAR)
        canvas.clipPath(frame, stroke=1, fill=0)
        at = left - _BAR
        while at < right:
            canvas.line(at, bottom, at + _BAR, bottom + _BAR)
            at += _HATCH
        canvas.restoreState()

    def _track(self, bottom: float) -> None:
        canvas = self.canv
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.6)
        width = self._right - self._left
        canvas.rect(self._turned(self._left, width), bottom, width, _BAR, fill=0)
        canvas.setStrokeColor(INK)
        for at, weight in ((self._left, 0.8), (self._right, 1.8)):
            canvas.setLineWidth(weight)
            edge = self._turned(at)
            canvas.line(edge, bottom - 1.2 * mm, edge, bottom + _BAR + 1.2 * mm)

    def _figures(self, bottom: float, latest: float) -> None:
        baseline, now, target = self._names
        below = bottom - 4.8 * mm + style("small").leading
        self._write(f"{baseline} {number_in_words(self._bar.baseline)}", self._left, below)
        self._write(f"{target} {number_in_words(self._bar.target)}", self._right, below)
        words = f"{now} {number_in_words(self._bar.latest)}"
        self._write(words, latest, bottom + _BAR + 0.8 * mm, strong=True)

    def _write(self, words: str, middle: float, height: float, *, strong: bool = False) -> None:
        """Write a figure around a place, but never beyond the chart.

        A strong one stands on ``height``, others hang from it: letters of some scripts are tall.
        """
        look = style("strong" if strong else "small")
        room = self._typeset.width(words, look) + 0.1
        left = max(self.width * _LABEL, min(middle - room / 2, self.width - room))
        figure = self._typeset.paragraph(words, look)
        figure.wrap(room, BAR_HEIGHT)
        bottom = height if strong else height - figure.height
        figure.drawOn(self.canv, self._turned(left, room), bottom)
