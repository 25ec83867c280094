"""Charts as lines and grey areas, readable in black and white, with the figures written beside them."""

from __future__ import annotations

from decimal import Decimal

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from msp_desktop.domain.shown import number_in_words
from msp_desktop.reports.document import Bar, ProgressChart
from msp_desktop.reports.pdf.styles import FILL, INK, LINE, style
from msp_desktop.reports.pdf.text import Typesetter

_ROW = 16 * mm
_TRACK = 4 * mm
_EDGE = 0.15
"""Room on each side of the track, as a part of the width: values can lie outside."""


class ProgressBars(Flowable):
    """For each indicator a track from baseline to target, filled as far as it has come."""

    def __init__(self, chart: ProgressChart, typeset: Typesetter) -> None:
        super().__init__()
        self._chart = chart
        self._typeset = typeset

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = _ROW * len(self._chart.bars) + 3 * mm
        return (self.width, self.height)

    def draw(self) -> None:
        for number, bar in enumerate(self._chart.bars):
            self._draw_bar(bar, self.height - _ROW * (number + 1))

    def _draw_bar(self, bar: Bar, bottom: float) -> None:
        left, right = self.width * _EDGE, self.width * (1 - _EDGE)
        track = bottom + 6 * mm
        at = left + (right - left) * float(min(max(_share(bar), Decimal("-0.1")), Decimal("1.1")))
        self._write(bar.label, 0, track + _TRACK + 0.8 * mm, self.width)
        canvas = self.canv
        canvas.setFillColor(FILL)
        canvas.rect(min(left, at), track, abs(at - left), _TRACK, stroke=0, fill=1)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.rect(left, track, right - left, _TRACK, fill=0)
        self._marker(at, track)
        baseline, latest, target = self._chart.names
        self._write(f"{baseline} {_number(bar.baseline)}", 0, track - 4.8 * mm, left * 1.9)
        self._write(
            f"{target} {_number(bar.target)}", right - left * 0.9, track - 4.8 * mm, left * 1.9
        )
        middle = min(max(at - left * 0.6, left * 2), right - left * 2.6)
        self._write(f"{latest} {_number(bar.latest)}", middle, track - 4.8 * mm, left * 1.7)

    def _marker(self, at: float, track: float) -> None:
        """Mark the latest value with a diamond: the shape shows where grey does not."""
        path = self.canv.beginPath()
        middle, half = track + _TRACK / 2, 1.6 * mm
        path.moveTo(at, middle - half)
        for x, y in ((at + half, middle), (at, middle + half), (at - half, middle)):
            path.lineTo(x, y)
        path.close()
        self.canv.setFillColor(INK)
        self.canv.drawPath(path, stroke=0, fill=1)

    def _write(self, text: str, left: float, bottom: float, width: float) -> None:
        paragraph = self._typeset.paragraph(text, style("small"))
        paragraph.wrapOn(self.canv, width, _ROW)
        paragraph.drawOn(self.canv, left, bottom)


def _share(bar: Bar) -> Decimal:
    """Return how much of the way is done; a bar is only drawn where all three values are known."""
    assert bar.baseline is not None
    assert bar.latest is not None
    assert bar.target is not None
    return (bar.latest - bar.baseline) / (bar.target - bar.baseline)


def _number(value: Decimal | None) -> str:
    return "–" if value is None else number_in_words(value)
