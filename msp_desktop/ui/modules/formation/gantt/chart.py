"""The chart itself: what is seen of it, and what hands and keys do on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from msp_desktop.domain.fields import Period
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.domain.schedule.rows import PlanRow, RowKind
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.modules.formation.gantt.dragging import Drag, Grip, dragged, grip_at
from msp_desktop.ui.modules.formation.gantt.layout import Layout, bar, handle_of
from msp_desktop.ui.modules.formation.gantt.painting import Painter
from msp_desktop.ui.modules.formation.gantt.saying import told
from msp_desktop.ui.modules.formation.gantt.scale import ZOOMS, TimeScale

_AROUND = timedelta(45)
"""Days shown before the first and after the last of the plan."""
_LEAST = 380


class GanttChart(QAbstractScrollArea):
    """Shows rows of a plan; bars are moved, stretched and tied together by mouse or by keys.

    ``moved`` carries a row and its new period, ``nudged`` the key of a row that a person moves by so many
    working days, or only its end; ``linked`` the activity that is waited for and the one that
    waits, ``opened`` a row, ``chosen`` the row that is chosen now, ``linking`` the row from which a
    dependency is being drawn by keys, or none. Keys: up and down choose; left and right
    move by a working day, with Shift the end of the bar; plus and minus zoom, F9 (or 0) shows all; F8 (or T)
    shows today; F7 (or L) begins a dependency that Enter completes on another row; Enter opens. The letters
    are not on every keyboard.
    """

    moved = Signal(object, object)
    nudged = Signal(str, int, bool)
    linked = Signal(str, str)
    opened = Signal(object)
    chosen = Signal(object)
    linking = Signal(object)
    zoomed = Signal(int)

    def __init__(self, today: date, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title or translate(_("Components and activities"))
        self.setAccessibleName(title or translate(_("Plan over time")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_LEAST)
        self.viewport().setMouseTracking(True)
        self.rows: Sequence[PlanRow] = ()
        self.index = -1
        self.zoom = 2
        self.link_from = ""
        self._is_new = True
        self._plan: Plan | None = None
        self._today = today
        self._drag: Drag | None = None
        self._places: dict[str, int] = {}
        self._scale = TimeScale(self._today - _AROUND, self._today + _AROUND, ZOOMS[self.zoom])

    @property
    def row(self) -> PlanRow | None:
        """The row that is chosen."""
        return self.rows[self.index] if 0 <= self.index < len(self.rows) else None

    def show_plan(self, plan: Plan, rows: Sequence[PlanRow]) -> None:
        """Show rows of a plan; the chosen one stays chosen where it is still there."""
        self._plan = plan
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show rows over time; without a plan they can be looked at and opened, not moved."""
        chosen = self.row.key if self.row is not None else ""
        self.rows = rows
        self._places = {row.key: at for at, row in enumerate(rows)}
        self.index = self._places.get(chosen, min(max(self.index, 0), len(rows) - 1))
        self._measure()
        self._tell()

    def set_zoom(self, step: int, around: float | None = None) -> None:
        """Zoom to a step of `ZOOMS`; the day at ``around`` (a place in the window) stays where it is."""
        step = min(max(step, 0), len(ZOOMS) - 1)
        layout = self._layout()
        at = (layout.width + layout.names) / 2 if around is None else around
        day = self._scale.day(layout.along(at))
        self.zoom = step
        self._measure()
        places = self._scale.left(day) - (self._layout().along(at) - self._layout().scroll_x)
        self.horizontalScrollBar().setValue(round(places))
        self.zoomed.emit(step)

    def go_to(self, day: date) -> None:
        """Bring a day into the middle."""
        room = self.viewport().width() - self._layout().names
        self.horizontalScrollBar().setValue(round(self._scale.left(day) - room / 3))

    def show_whole(self) -> None:
        """Show the whole plan, or as much of it as there is room for."""
        room = self.viewport().width() - self._layout().names
        days = (self._scale.last - self._scale.first).days
        fitting = [step for step, zoom in enumerate(ZOOMS) if days * zoom.day <= room]
        self.set_zoom(fitting[-1] if fitting else 0)
        self.horizontalScrollBar().setValue(
            round(self._scale.left(self._scale.first + _AROUND)) - 24
        )

    def area(self, key: str) -> QRectF | None:
        """Return the rectangle of a row's bar in the window, also while it is dragged."""
        at = self._places.get(key, -1)
        return bar(self._dragged_rows()[at], self._scale, self._layout(), at) if at >= 0 else None

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = theme.tokens()
        painter.fillRect(self.viewport().rect(), colours.surface)
        layout, rows = self._layout(), self._dragged_rows()
        drawing = Painter(painter, rows, self._scale, layout, colours, self.font())
        drawing.selection(self.index, has_focus=self.hasFocus())
        painter.save()
        left = 0 if layout.is_mirrored else layout.names
        painter.setClipRect(
            QRectF(left, layout.header, layout.width - layout.names, layout.height - layout.header)
        )
        if self._plan is not None:
            drawing.rest(self._plan.calendar)
        drawing.lines()
        drawing.today(self._today)
        if self._plan is not None:
            drawing.links(self._plan.network.links, self._places)
        drawing.bars()
        self._paint_link(drawing)
        painter.restore()
        drawing.names()
        drawing.header(self._title)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if self._is_new and self.rows:
            self._is_new = False
            self.show_whole()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            by = 1 if event.angleDelta().y() > 0 else -1
            self.set_zoom(self.zoom + by, event.position().x())
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        index = self._layout().index(event.position().y()) if found is None else found[0]
        if 0 <= index < len(self.rows) and event.position().y() > self._layout().header:
            self.choose(index)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drag = Drag(found[0], found[1], event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = replace(self._drag, now=event.position())
            self.viewport().update()
            return
        found = self._at(event.position())
        shapes = {
            Grip.BODY: Qt.CursorShape.SizeAllCursor,
            Grip.HANDLE: Qt.CursorShape.CrossCursor,
        }
        shape = Qt.CursorShape.ArrowCursor
        if found is not None:
            shape = shapes.get(found[1], Qt.CursorShape.SizeHorCursor)
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None:
            return
        drag = replace(drag, now=event.position())
        row = self.rows[drag.index]
        if drag.grip is Grip.HANDLE:
            target = self._layout().index(event.position().y())
            if 0 <= target < len(self.rows) and target != drag.index:
                self._link(row.key, self.rows[target])
        elif (period := self._period_of(drag)) is not None and period != row.period:
            self.moved.emit(row, period)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.row is not None and event.position().y() > self._layout().header:
            self.opened.emit(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def choose(self, index: int) -> None:
        """Choose a row and bring it into sight."""
        self.index = min(max(index, 0), len(self.rows) - 1)
        layout = self._layout()
        top, bar_ = self.index * layout.row, self.verticalScrollBar()
        room = layout.height - layout.header - layout.row
        bar_.setValue(min(max(bar_.value(), top - room), top))
        self._tell()
        self.viewport().update()

    # Inside

    def _on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; say whether it asks for anything."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ahead = -1 if self.isRightToLeft() else 1
        does: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self.choose(self.index - 1),
            Qt.Key.Key_Down: lambda: self.choose(self.index + 1),
            Qt.Key.Key_PageUp: lambda: self.choose(self.index - 10),
            Qt.Key.Key_PageDown: lambda: self.choose(self.index + 10),
            Qt.Key.Key_Left: lambda: self._nudge(-ahead, at_end=shift),
            Qt.Key.Key_Right: lambda: self._nudge(ahead, at_end=shift),
            Qt.Key.Key_Return: self._on_enter,
            Qt.Key.Key_Enter: self._on_enter,
            Qt.Key.Key_Plus: lambda: self.set_zoom(self.zoom + 1),
            Qt.Key.Key_Minus: lambda: self.set_zoom(self.zoom - 1),
            Qt.Key.Key_F9: self.show_whole,
            Qt.Key.Key_0: self.show_whole,
            Qt.Key.Key_F8: self._show_today,
            Qt.Key.Key_T: self._show_today,
            Qt.Key.Key_F7: self._begin_link,
            Qt.Key.Key_L: self._begin_link,
        }
        if self.link_from:
            does[Qt.Key.Key_Escape] = self._drop_link
        if (wanted := does.get(event.key())) is None:
            return False
        wanted()
        return True

    def _show_today(self) -> None:
        self.go_to(self._today)

    def _begin_link(self) -> None:
        if self._plan is not None and self.row is not None and self.row.kind is RowKind.ACTIVITY:
            self.link_from = self.row.key
            self.linking.emit(self.row)
            self.viewport().update()

    def _drop_link(self) -> None:
        self.link_from = ""
        self.linking.emit(None)
        self.viewport().update()

    def _on_enter(self) -> None:
        if self.row is None:
            return
        if self.link_from and self.link_from != self.row.key:
            before = self.link_from
            self._drop_link()
            self._link(before, self.row)
        else:
            self.opened.emit(self.row)

    def _link(self, before: str, after: PlanRow) -> None:
        if after.kind is RowKind.ACTIVITY:
            self.linked.emit(before, after.key)
        self.viewport().update()

    def _nudge(self, by: int, *, at_end: bool) -> None:
        if self.row is not None:
            self.nudged.emit(self.row.key, by, at_end)

    def _period_of(self, drag: Drag) -> Period | None:
        if self._plan is None:
            return None
        return dragged(drag, self.rows[drag.index], self._plan, self._scale, self._layout())

    def _at(self, place: QPointF) -> tuple[int, Grip] | None:
        if self._plan is None:
            return None
        return grip_at(place, self.rows, self._scale, self._layout(), self.index)

    def _dragged_rows(self) -> Sequence[PlanRow]:
        drag = self._drag
        if drag is None or drag.grip is Grip.HANDLE:
            return self.rows
        period = self._period_of(drag)
        changed = replace(self.rows[drag.index], period=period) if period else self.rows[drag.index]
        return [*self.rows[: drag.index], changed, *self.rows[drag.index + 1 :]]

    def _paint_link(self, drawing: Painter) -> None:
        row = self.row
        can_link = self._plan is not None and row is not None and row.kind is RowKind.ACTIVITY
        if can_link and row is not None and (area := self.area(row.key)):
            drawing.handle(area)
        if self._drag is not None and self._drag.grip is Grip.HANDLE:
            drawing.drawn(self._drag.start, self._drag.now)
        elif self.link_from and row is not None and row.key != self.link_from:
            before, after = self.area(self.link_from), self.area(row.key)
            if before is not None and after is not None:
                drawing.drawn(handle_of(before, self._layout()), after.center())

    def _layout(self) -> Layout:
        line = self.fontMetrics().height()
        port = self.viewport()
        return Layout(
            row=round(line * 1.75),
            header=round(line * 2.9),
            names=min(round(port.width() * 0.36), line * 17),
            width=port.width(),
            height=port.height(),
            scroll_x=self.horizontalScrollBar().value(),
            scroll_y=self.verticalScrollBar().value(),
            is_mirrored=self.isRightToLeft(),
        )

    def _measure(self) -> None:
        """Work out what can be scrolled."""
        days = [
            day
            for row in self.rows
            for period in (row.period, row.baseline, row.pushed)
            if period is not None
            for day in (period.start, period.end)
            if day is not None
        ]
        if self._plan is not None or not days:  # getting ready may lie long behind
            days.append(self._today)
        self._scale = TimeScale(min(days) - _AROUND, max(days) + _AROUND, ZOOMS[self.zoom])
        layout = self._layout()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if self._plan is None:  # only looked at: no higher than it is long
            whole = layout.header + len(self.rows) * layout.row + across.sizeHint().height() + 4
            self.setFixedHeight(min(whole, _LEAST))
        room = layout.width - layout.names
        across.setRange(0, max(self._scale.width - room, 0))
        across.setPageStep(max(room, 1))
        across.setSingleStep(40)
        below = layout.height - layout.header
        down.setRange(0, max(len(self.rows) * layout.row - below, 0))
        down.setPageStep(max(below, 1))
        down.setSingleStep(layout.row)
        self.viewport().update()

    def _tell(self) -> None:
        """Say the chosen row to those who cannot see it, and to whoever listens."""
        self.setAccessibleDescription(told(self.row) if self.row is not None else "")
        self.chosen.emit(self.row)
