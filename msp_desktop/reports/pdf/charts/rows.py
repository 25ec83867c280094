"""Charts made of rows: they can be broken over pages between two rows, and repeat their head there."""

from __future__ import annotations

import copy
from abc import abstractmethod
from collections.abc import Sequence

from reportlab.platypus import Flowable

from msp_desktop.reports.pdf import styles
from msp_desktop.reports.pdf.charts.sheet import Sheet
from msp_desktop.reports.pdf.text import Typesetter

_FEW = 2
"""Rows at least that stay with the heading above a chart."""
_AROUND = 8
"""Room above and below a chart, in points."""
PAGE = styles.PAGE[1] - styles.FIRST_TOP - styles.STATUS - styles.BOTTOM
"""Height that the text of a page has at least."""


class ChartFlowable(Flowable):
    """A chart on a page; ``alternative`` says the same in words, for who cannot see it."""

    def __init__(self, alternative: str, typeset: Typesetter) -> None:
        super().__init__()
        self.alternative = alternative
        self.typeset = typeset
        self.spaceBefore = self.spaceAfter = _AROUND

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.measure(width)
        return (self.width, self.height)

    def draw(self) -> None:
        self.show(Sheet(self.canv, self.width, self.typeset))

    @property
    def least(self) -> float:
        """Height of the part that is never broken, once it is laid out."""
        return float(self.height)

    @abstractmethod
    def measure(self, width: float) -> float:
        """Lay everything out for a width and return the height it takes."""

    @abstractmethod
    def show(self, sheet: Sheet) -> None:
        """Draw what is laid out."""


class RowsChart(ChartFlowable):
    """A head, and rows below it that may stand on several pages.

    What is not higher than ``together`` is never broken, but begins on a new page.
    """

    together = PAGE / 2

    def __init__(self, alternative: str, typeset: Typesetter, count: int) -> None:
        super().__init__(alternative, typeset)
        self.shown: Sequence[int] = range(count)
        self.head = 0.0
        self.heights: Sequence[float] = ()
        self._measured_for = 0.0

    def measure(self, width: float) -> float:
        if width != self._measured_for:
            self.head, self.heights = self.measure_rows(width)
            self._measured_for = width
        return self.head + sum(self.heights[row] for row in self.shown)

    @property
    def least(self) -> float:
        few = self.head + sum(self.heights[row] for row in self.shown[:_FEW])
        return float(self.height) if self.height <= self.together else few

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.measure(width) <= self.together and len(self.shown) == len(self.heights):
            return []
        left = height - self.head
        for place, row in enumerate(self.shown):
            left -= self.heights[row]
            if left < 0:
                end = self._end(place)
                return [self._part(self.shown[:end]), self._rest(end)] if end else []
        return []

    def keeps_with_next(self, _row: int) -> bool:
        """Say whether a row is nothing without the one below it, such as a heading."""
        return False

    def show(self, sheet: Sheet) -> None:
        top = self.height - self.head
        self.show_head(sheet, self.height, top)
        for row in self.shown:
            bottom = top - self.heights[row]
            self.show_row(sheet, row, bottom, top)
            top = bottom

    @abstractmethod
    def measure_rows(self, width: float) -> tuple[float, Sequence[float]]:
        """Lay everything out; return the height of the head and that of each row."""

    @abstractmethod
    def show_head(self, sheet: Sheet, top: float, bottom: float) -> None:
        """Draw the head, and what lies behind all the rows down to 0."""

    @abstractmethod
    def show_row(self, sheet: Sheet, row: int, bottom: float, top: float) -> None:
        """Draw one row."""

    def _end(self, place: int) -> int:
        """Return how many rows stay on a page with room for ``place``: all of them, or without headings."""
        end = place
        while end and self.keeps_with_next(self.shown[end - 1]):
            end -= 1
        return end or place

    def heading_of(self, _row: int) -> int | None:
        """Return the row that names the group of a row, to be said again on a further page."""
        return None

    def _rest(self, end: int) -> RowsChart:
        """Return the rows from a place on, below the name of their group."""
        rows = self.shown[end:]
        heading = self.heading_of(rows[0])
        is_less = len(rows) + 1 < len(self.shown)  # or else it would never come to an end
        return self._part([heading, *rows] if heading is not None and is_less else rows)

    def _part(self, rows: Sequence[int]) -> RowsChart:
        part = copy.copy(self)
        vars(part).pop("_postponed", None)  # ReportLab's note that the whole began on a new page
        part.shown = rows
        return part
