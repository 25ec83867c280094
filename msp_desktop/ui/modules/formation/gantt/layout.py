"""Where rows and days stand in the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from msp_desktop.domain.schedule.rows import PlanRow, RowKind
from msp_desktop.ui.modules.formation.gantt.scale import TimeScale

HANDLE = 7.0
"""Half the size of the point from which a dependency is drawn."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: sizes of rows, header and names, and how far all is scrolled, in pixels."""

    row: int
    header: int
    names: int
    width: int
    height: int
    scroll_x: int
    scroll_y: int
    is_mirrored: bool

    def x(self, along: float) -> float:
        """Return the place in the window of a place on the scale."""
        x = self.names + along - self.scroll_x
        return self.width - x if self.is_mirrored else x

    def along(self, x: float) -> float:
        """Return the place on the scale of a place in the window."""
        x = self.width - x if self.is_mirrored else x
        return x - self.names + self.scroll_x

    def top(self, index: int) -> float:
        """Return where a row begins."""
        return self.header + index * self.row - self.scroll_y

    def index(self, y: float) -> int:
        """Return the row at a height; it may not exist."""
        return int((y - self.header + self.scroll_y) // self.row)

    def between(self, start: float, end: float) -> tuple[float, float]:
        """Return the left edge and the width of a stretch of the scale."""
        one, other = self.x(start), self.x(end)
        return min(one, other), abs(other - one)


def bar(row: PlanRow, scale: TimeScale, layout: Layout, index: int) -> QRectF | None:
    """Return the rectangle of a row's bar, or none where it has no days."""
    if row.period is None:
        return None
    start = row.period.start or row.period.end
    end = row.period.end or row.period.start
    assert start is not None
    assert end is not None
    left, width = layout.between(scale.left(start), scale.right(end))
    thick = {RowKind.COMPONENT: 0.28, RowKind.ACTIVITY: 0.5, RowKind.MILESTONE: 0.5}[row.kind]
    high = layout.row * thick
    top = layout.top(index) + (layout.row - high) / 2 - (layout.row * 0.06 if row.baseline else 0)
    return QRectF(left, top, max(width, 3.0), high)


def handle_of(area: QRectF, layout: Layout) -> QPointF:
    """Return the middle of the point from which a dependency is drawn: behind the end of the bar."""
    x = area.left() - HANDLE if layout.is_mirrored else area.right() + HANDLE
    return QPointF(x, area.center().y())
