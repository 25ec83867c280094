"""What the mouse takes hold of on the chart, and what becomes of the days it drags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from PySide6.QtCore import QPointF

from msp_desktop.domain.fields import Period
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.domain.schedule.rows import PlanRow, RowKind
from msp_desktop.ui.modules.formation.gantt.layout import HANDLE, Layout, bar, handle_of
from msp_desktop.ui.modules.formation.gantt.scale import TimeScale

_EDGE = 6
"""Pixels from the end of a bar within which it is taken hold of at that end."""


class Grip(Enum):
    """At what a bar is held."""

    BODY = "body"
    START = "start"
    END = "end"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class Drag:
    """A row held by the mouse: where it was taken, and where the mouse is."""

    index: int
    grip: Grip
    start: QPointF
    now: QPointF


def grip_at(
    place: QPointF, rows: Sequence[PlanRow], scale: TimeScale, layout: Layout, chosen: int
) -> tuple[int, Grip] | None:
    """Return the row and the grip at a place; the handle is only there on the ``chosen`` row."""
    index = layout.index(place.y())
    row = rows[index] if 0 <= index < len(rows) and place.y() > layout.header else None
    area = None if row is None else bar(row, scale, layout, index)
    if row is None or area is None or row.kind is RowKind.COMPONENT:
        return None
    if index == chosen and row.kind is RowKind.ACTIVITY:
        middle = handle_of(area, layout)
        if (place - middle).manhattanLength() <= HANDLE * 1.6:
            return index, Grip.HANDLE
    if not area.adjusted(-3, -4, 3, 4).contains(place):
        return None
    if row.kind is RowKind.MILESTONE or area.width() < _EDGE * 3:
        return index, Grip.BODY
    ends = (area.right(), area.left()) if layout.is_mirrored else (area.left(), area.right())
    if abs(place.x() - ends[0]) <= _EDGE:
        return index, Grip.START
    return index, Grip.END if abs(place.x() - ends[1]) <= _EDGE else Grip.BODY


def dragged(
    drag: Drag, row: PlanRow, plan: Plan, scale: TimeScale, layout: Layout
) -> Period | None:
    """Return the days of a row as a drag would have them; none where it has no days to drag.

    A bar that is moved keeps its number of working days and begins on one.
    """
    if row.period is None or row.kind is RowKind.COMPONENT:
        return None
    across = layout.along(drag.now.x()) - layout.along(drag.start.x())
    shift = timedelta(round(across / scale.zoom.day))
    start, end = row.period.start or row.period.end, row.period.end or row.period.start
    if not shift or start is None or end is None:
        return row.period
    if drag.grip is Grip.END:
        return Period(start, max(end + shift, start))
    first = plan.calendar.shifted(start + shift, 0)
    if drag.grip is Grip.START:
        return Period(min(first, end), end)
    return Period(first, first) if row.kind is RowKind.MILESTONE else plan.begun_on(row.key, first)
