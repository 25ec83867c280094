"""What dragging and scrolling in a long plan costs, beside a bare widget that paints as much."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.domain.schedule.rows import PlanRow, RowKind, plan_rows
from msp_desktop.ui.bench.pages import cost, median
from msp_desktop.ui.modules.formation.gantt.chart import GanttChart

ACTIVITIES = 2_000
_IN_EACH = 20
"""Activities of a component."""
_SIZE = (1000, 600)
_MOVES = 100
_FIRST = date(2026, 1, 5)
_WIDEST = 20
"""Pixels at least of a bar that is taken hold of."""


def measure_plan(runs: int, activities: int) -> dict[str, object]:
    """Drag a bar and scroll, a hundred steps each, ``runs`` times.

    Returns medians of CPU milliseconds: of computing the plan, which is done once when a bar is let go, of
    one step of dragging and of scrolling, and their ratios to a bare widget that paints as much.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["msp-desktop"])
    records = _records(activities)
    computing = median(runs, lambda: cost(lambda: Plan(records).schedule))
    plan = Plan(records)
    rows = plan_rows(records, plan)
    chart = GanttChart(_FIRST)
    chart.resize(*_SIZE)
    chart.show_plan(plan, rows)
    chart.show()
    application.processEvents()
    shown = chart.viewport().height() // (chart.fontMetrics().height() * 2) + 1
    bare = _Bare(shown)
    bare.resize(*_SIZE)
    bare.show()
    painted = median(runs, lambda: cost(lambda: _steps(bare.move_on)) / _MOVES)
    dragged = median(runs, lambda: _dragging(chart, rows))
    scrolled = median(runs, lambda: _scrolling(chart))
    for widget in (chart, bare):
        widget.close()
    return {
        "activities": activities,
        "computing": computing,
        "bare": painted,
        "dragging": {"ms": dragged, "ratio": dragged / painted},
        "scrolling": {"ms": scrolled, "ratio": scrolled / painted},
    }


def described(figures: Mapping[str, object]) -> Iterator[str]:
    """Say the figures line by line."""
    yield f"computing a plan of {figures['activities']} activities: {figures['computing']:.0f} ms"
    yield f"a bare widget with as many bars and words as are in sight: {figures['bare']:.1f} ms"
    for key in ("dragging", "scrolling"):
        one = figures[key]
        assert isinstance(one, dict)
        yield f"one step of {key}: {one['ms']:.1f} ms, ratio {one['ratio']:.2f}"


class _Bare(QWidget):
    """Bars and words, nothing else."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._at = 0

    def move_on(self) -> None:
        """Paint everything a little further."""
        self._at = (self._at + 1) % _MOVES
        self.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        high = self.height() / self._count
        for row in range(self._count):
            top = row * high
            painter.drawText(QRectF(0, top, 250, high), 0, f"Repair the wells of village {row}")
            painter.drawRoundedRect(QRectF(300 + self._at, top + high / 4, 90, high / 2), 3, 3)
            painter.drawText(QRectF(400 + self._at, top, 200, high), 0, "Water Utility")
        painter.end()


def _records(activities: int) -> Records:
    """Return a plan in which each activity waits for the one before it in its component."""
    rows: dict[str, list[Row]] = {"component": [], "activity": [], "dependency": []}

    def add(kind_key: str, key: str, **answers: str) -> None:
        frame = {"id": key, "space_id": "space", "owner_id": None, "rank": "", "alive": 1}
        rows[kind_key].append({**dict.fromkeys(KINDS[kind_key].fields), **frame, **answers})

    for number in range(activities):
        component, at = divmod(number, _IN_EACH)
        start = _FIRST + timedelta(at * 30 + component % 30)
        end = start + timedelta(28)
        if not at:
            add("component", f"c{component}", name=f"Ward {component}")
        add(
            "activity",
            f"a{number}",
            name=f"Repair the wells of village {number}",
            component=f"c{component}",
            period=f"{start}/{end}",
        )
        if at:
            ends = {"before": f"a{number - 1}", "after": f"a{number}"}
            add("dependency", f"d{number}", **ends, kind="finish_start")
    return Records("space", rows, KINDS)


def _dragging(chart: GanttChart, rows: Sequence[PlanRow]) -> float:
    """Take hold of a bar in sight, move it step by step, and put it back; return the cost of a step."""
    areas = (chart.area(row.key) for row in rows if row.kind is RowKind.ACTIVITY)
    held = next(area for area in areas if area is not None and area.width() > _WIDEST)
    start, at = held.center(), iter(range(_MOVES))
    _mouse(chart, QEvent.Type.MouseButtonPress, start)

    def move() -> None:
        _mouse(chart, QEvent.Type.MouseMove, start + QPointF(next(at), 0))
        chart.viewport().repaint()

    found = cost(lambda: _steps(move)) / _MOVES
    _mouse(chart, QEvent.Type.MouseButtonRelease, start)
    return found


def _scrolling(chart: GanttChart) -> float:
    bar = chart.verticalScrollBar()
    at = iter(range(_MOVES))

    def scroll() -> None:
        bar.setValue(next(at) * bar.singleStep())
        chart.viewport().repaint()

    found = cost(lambda: _steps(scroll)) / _MOVES
    bar.setValue(0)
    return found


def _mouse(chart: GanttChart, kind: QEvent.Type, place: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    port = chart.viewport()
    event = QMouseEvent(kind, place, port.mapToGlobal(place), left, left, none)
    QApplication.sendEvent(port, event)


def _steps(step: Callable[[], object]) -> None:
    for _number in range(_MOVES):
        step()
