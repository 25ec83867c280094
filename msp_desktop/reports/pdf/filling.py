"""What is filled in by hand: lines to write on, and boxes to tick."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from msp_desktop.reports.pdf.canvas import PageCanvas, Piece
from msp_desktop.reports.pdf.styles import INDENT, INK, LINE
from msp_desktop.reports.pdf.text import Text

APART = 8.5 * mm
"""Height of a line to write on by hand."""
_BOX = 3.6 * mm


class Lines(Piece):
    """Empty lines to write on."""

    def __init__(self, count: int, after: float) -> None:
        super().__init__()
        self.spaceAfter = after
        self._count = count

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self._count * APART
        return (self.width, self.height)

    def split(self, _width: float, height: float) -> list[Flowable]:
        fitting = int(height // APART)
        if not 0 < fitting < self._count:
            return []
        return [Lines(fitting, 0), Lines(self._count - fitting, self.spaceAfter)]

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        with canvas.marked(None):
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            for line in range(self._count):
                at = bottom + line * APART + 1
                canvas.line(left, at, left + self.width, at)


class TickBox(Piece):
    """A point of a list with a box before it; its first line stands beside the box."""

    def __init__(self, text: Text, *, from_right: bool) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = text.spaceBefore, text.spaceAfter
        self._text = text
        self._from_right = from_right

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = self._text.wrap(width, height)
        return (self.width, self.height)

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = self._text.split(width, height)
        return [
            TickBox(part, from_right=self._from_right) if part is parts[0] else part
            for part in parts
            if isinstance(part, Text)
        ]

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        at = left + INDENT - _BOX - 2 * mm
        if self._from_right:
            at = 2 * left + self.width - at - _BOX
        top = bottom + self.height - (self._text.leading + _BOX) / 2
        with canvas.marked(self._text.label_element):
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.8)
            canvas.rect(at, top, _BOX, _BOX)
        self._text.put(canvas, left, bottom)
