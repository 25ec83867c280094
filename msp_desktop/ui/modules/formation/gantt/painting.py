"""Draws the rows, the header and the dependencies of a plan; knows no events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from msp_desktop.domain.schedule import Link, LinkKind
from msp_desktop.domain.schedule.calendar import WorkCalendar
from msp_desktop.domain.schedule.rows import PlanRow, RowKind
from msp_desktop.ui.modules.formation.gantt.layout import HANDLE, Layout, bar, handle_of
from msp_desktop.ui.modules.formation.gantt.scale import TimeScale
from msp_desktop.ui.theme import Tokens

_SHOWS_REST_FROM = 4.0
"""Pixels of a day from which days without work are shaded."""


class Painter:
    """Draws one picture of a plan with one painter."""

    def __init__(
        self,
        painter: QPainter,
        rows: Sequence[PlanRow],
        scale: TimeScale,
        layout: Layout,
        colours: Tokens,
        font: QFont,
    ) -> None:
        self._painter = painter
        self._rows = rows
        self._scale = scale
        self._layout = layout
        self._colours = {key: QColor(value) for key, value in _named(colours).items()}
        self._font = font
        self._heading = QFont(font)
        self._heading.setWeight(QFont.Weight.DemiBold)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)

    @property
    def shown(self) -> range:
        """The rows that can be seen."""
        first = max(self._layout.index(self._layout.header), 0)
        last = min(self._layout.index(self._layout.height) + 1, len(self._rows))
        return range(first, last)

    def rest(self, calendar: WorkCalendar) -> None:
        """Shade days without work, where days are wide enough to be told apart."""
        if self._scale.zoom.day < _SHOWS_REST_FROM:
            return
        ground = self._colours["raised"]
        for tick in self._scale.ticks("day", *self._visible()):
            if not calendar.is_working(tick.day):
                left, width = self._across(tick.day, tick.day)
                height = self._layout.height - self._layout.header
                self._painter.fillRect(QRectF(left, self._layout.header, width, height), ground)
                pen = QPen(self._colours["border"], 0, Qt.PenStyle.DotLine)
                self._painter.setPen(pen)
                self._painter.drawLine(
                    QPointF(left, self._layout.header), QPointF(left, self._layout.height)
                )

    def lines(self) -> None:
        """Draw the lines of the units below the header."""
        self._painter.setPen(QPen(self._colours["border"], 0))
        for tick in self._scale.ticks(self._scale.zoom.lower, *self._visible()):
            x = self._layout.x(self._scale.left(tick.day))
            self._painter.drawLine(QPointF(x, self._layout.header), QPointF(x, self._layout.height))

    def selection(self, index: int, *, has_focus: bool) -> None:
        """Lay a ground behind the row that is chosen."""
        if index in self.shown:
            area = QRectF(0, self._layout.top(index), self._layout.width, self._layout.row)
            self._painter.fillRect(area, self._colours["accent_soft"])
            if has_focus:
                self._painter.setPen(QPen(self._colours["focus"], 2))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.drawRect(area.adjusted(1, 1, -1, -1))

    def today(self, day: date) -> None:
        """Draw the line of today."""
        if self._scale.first <= day <= self._scale.last:
            x = self._layout.x(self._scale.left(day))
            self._painter.setPen(QPen(self._colours["bad"], 2, Qt.PenStyle.DashLine))
            self._painter.drawLine(QPointF(x, self._layout.header), QPointF(x, self._layout.height))

    def bars(self) -> None:
        """Draw the bars of all rows that can be seen."""
        for index in self.shown:
            row = self._rows[index]
            area = bar(row, self._scale, self._layout, index)
            if row.baseline is not None:
                self._baseline(row, index)
            if area is None:
                continue
            if row.kind is RowKind.ACTIVITY:
                self._activity(row, area)
                self._pushed(row, area, index)
            elif row.kind is RowKind.MILESTONE:
                self._milestone(row, area)
            else:
                self._component(area)

    def links(self, links: Sequence[Link], places: Mapping[str, int]) -> None:
        """Draw the dependencies between activities of which one can be seen."""
        shown = self.shown
        for link in links:
            before, after = places.get(link.before, -1), places.get(link.after, -1)
            if before in shown or after in shown:
                areas = [
                    bar(self._rows[at], self._scale, self._layout, at) for at in (before, after)
                ]
                if areas[0] is not None and areas[1] is not None:
                    is_critical = all(self._rows[at].is_critical for at in (before, after))
                    self._arrow(link.kind, areas[0], areas[1], is_critical=is_critical)

    def handle(self, area: QRectF) -> None:
        """Draw the point from which a dependency can be drawn."""
        self._painter.setPen(QPen(self._colours["accent"], 1.5))
        self._painter.setBrush(self._colours["surface"])
        self._painter.drawEllipse(handle_of(area, self._layout), HANDLE - 2, HANDLE - 2)

    def drawn(self, start: QPointF, end: QPointF) -> None:
        """Draw a dependency that is being drawn."""
        self._painter.setPen(QPen(self._colours["accent"], 2, Qt.PenStyle.DashLine))
        self._painter.drawLine(start, end)

    def names(self) -> None:
        """Draw the column of names over what is scrolled below it."""
        layout = self._layout
        left = layout.width - layout.names if layout.is_mirrored else 0
        area = QRectF(left, layout.header, layout.names, layout.height - layout.header)
        self._painter.save()
        self._painter.setClipRect(area)
        for index in self.shown:
            self._name(self._rows[index], index, left)
        self._painter.restore()
        edge = left if layout.is_mirrored else layout.names
        self._painter.setPen(QPen(self._colours["border_strong"], 1))
        self._painter.drawLine(QPointF(edge, 0), QPointF(edge, layout.height))

    def header(self, title: str) -> None:
        """Draw the units of time above everything, and a title above the names."""
        layout = self._layout
        whole = QRectF(0, 0, layout.width, layout.header)
        self._painter.fillRect(whole, self._colours["raised"])
        lines = [unit for unit in (self._scale.zoom.upper, self._scale.zoom.lower) if unit]
        high = layout.header / len(lines)
        self._painter.save()
        left = 0 if layout.is_mirrored else layout.names
        self._painter.setClipRect(QRectF(left, 0, layout.width - layout.names, layout.header))
        for at, unit in enumerate(lines):
            for tick in self._scale.ticks(unit, *self._visible()):
                self._tick(tick.day, tick.end, tick.words, at * high, high)
        self._painter.restore()
        start = layout.width - layout.names if layout.is_mirrored else 0
        corner = QRectF(start, 0, layout.names, layout.header)
        self._words(corner.adjusted(10, 0, -10, 0), title, self._heading, "muted")
        self._painter.setPen(QPen(self._colours["border_strong"], 1))
        self._painter.drawLine(QPointF(0, layout.header), QPointF(layout.width, layout.header))

    # Inside

    def _visible(self) -> tuple[float, float]:
        start = float(self._layout.scroll_x)
        return start, start + self._layout.width - self._layout.names

    def _across(self, first: date, last: date) -> tuple[float, float]:
        return self._layout.between(self._scale.left(first), self._scale.right(last))

    def _tick(self, first: date, last: date, words: str, top: float, high: float) -> None:
        left, width = self._across(max(first, self._scale.first), min(last, self._scale.last))
        edge = left + width if self._layout.is_mirrored else left
        self._painter.setPen(QPen(self._colours["border_strong"], 0))
        self._painter.drawLine(QPointF(edge, top), QPointF(edge, top + high))
        # The words of a unit that began out of sight stay in sight.
        if self._layout.is_mirrored:
            seen = min(left + width, self._layout.width - self._layout.names)
            area = QRectF(left + 4, top, max(seen - left - 8, 0), high)
        else:
            seen = max(left, self._layout.names)
            area = QRectF(seen + 4, top, max(left + width - seen - 8, 0), high)
        if area.width() >= QFontMetricsF(self._font).horizontalAdvance(words) * 0.6:
            self._words(area, words, self._font, "text")

    def _name(self, row: PlanRow, index: int, left: float) -> None:
        layout = self._layout
        area = QRectF(left, layout.top(index), layout.names, layout.row)
        heading = row.kind is RowKind.COMPONENT
        depth = {RowKind.COMPONENT: 10, RowKind.ACTIVITY: 22, RowKind.MILESTONE: 34}[row.kind]
        inside = (
            area.adjusted(10, 0, -depth, 0)
            if layout.is_mirrored
            else area.adjusted(depth, 0, -10, 0)
        )
        words = f"◆ {row.name}" if row.kind is RowKind.MILESTONE else row.name
        self._words(inside, words, self._heading if heading else self._font, "text")

    def _words(self, area: QRectF, words: str, font: QFont, colour: str) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self._colours[colour])
        short = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        # Leading: in a mirrored window it is the right side.
        middle = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(area, middle, short)

    def _activity(self, row: PlanRow, area: QRectF) -> None:
        painter, colours = self._painter, self._colours
        critical = row.is_critical
        edge = colours["bad"] if critical else colours["accent"]
        painter.setPen(QPen(edge, 2.2 if critical else 1.2))
        painter.setBrush(colours["surface"])
        painter.drawRoundedRect(area, 3, 3)
        if critical:
            # Hatched as well as coloured, for those who print without colour or see none.
            painter.setBrush(QBrush(edge, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(area, 3, 3)
        if row.done:
            share = area.width() * min(row.done, 100) / 100
            left = area.right() - share if self._layout.is_mirrored else area.left()
            filled = QRectF(left, area.top() + area.height() * 0.3, share, area.height() * 0.4)
            painter.fillRect(filled, colours["text"])
        if row.organisation:
            beside = QRectF(area.right() + 18, area.top() - 3, 260, area.height() + 6)
            if self._layout.is_mirrored:
                beside = QRectF(area.left() - 278, area.top() - 3, 260, area.height() + 6)
            self._words(beside, row.organisation, self._font, "muted")

    def _pushed(self, row: PlanRow, area: QRectF, index: int) -> None:
        """Show with an outline where what it waits for would have the activity."""
        if row.pushed is None or row.pushed.start is None or row.pushed.end is None:
            return
        left, width = self._across(row.pushed.start, row.pushed.end)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._colours["warn"], 1.6, Qt.PenStyle.DashLine))
        self._painter.drawRoundedRect(QRectF(left, area.top() - 3, width, area.height() + 6), 3, 3)

    def _baseline(self, row: PlanRow, index: int) -> None:
        assert row.baseline is not None
        start = row.baseline.start or row.baseline.end
        end = row.baseline.end or row.baseline.start
        if start is None or end is None:
            return
        left, width = self._across(start, end)
        high = self._layout.row * 0.14
        top = self._layout.top(index) + self._layout.row * 0.8 - high / 2
        self._painter.setPen(QPen(self._colours["border_strong"], 1))
        if row.kind is RowKind.MILESTONE:
            self._diamond(QPointF(left + width / 2, top), high, None)
            return
        self._painter.setBrush(self._colours["border"])
        self._painter.drawRect(QRectF(left, top, width, high))

    def _milestone(self, row: PlanRow, area: QRectF) -> None:
        size = area.height() / 2
        self._painter.setPen(QPen(self._colours["text"], 1.4))
        planned = QPointF(area.center().x(), area.center().y())
        if row.reached is None:
            self._diamond(planned, size, None)
            return
        self._diamond(planned, size * 0.7, None)
        left, width = self._across(row.reached, row.reached)
        self._diamond(QPointF(left + width / 2, area.center().y()), size, self._colours["text"])

    def _component(self, area: QRectF) -> None:
        self._painter.fillRect(area, self._colours["muted"])
        drop = area.height() * 0.9
        for x, inner in ((area.left(), drop), (area.right(), -drop)):
            corner = QPolygonF(
                [
                    QPointF(x, area.bottom()),
                    QPointF(x + inner, area.bottom()),
                    QPointF(x, area.bottom() + drop),
                ]
            )
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._colours["muted"])
            self._painter.drawPolygon(corner)

    def _diamond(self, middle: QPointF, size: float, ground: QColor | None) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush if ground is None else ground)
        x, y = middle.x(), middle.y()
        corners = [
            QPointF(x, y - size),
            QPointF(x + size, y),
            QPointF(x, y + size),
            QPointF(x - size, y),
        ]
        self._painter.drawPolygon(QPolygonF(corners))

    def _arrow(self, kind: LinkKind, before: QRectF, after: QRectF, *, is_critical: bool) -> None:
        ahead = -1 if self._layout.is_mirrored else 1
        ends = (before.right(), before.left()) if ahead > 0 else (before.left(), before.right())
        begins = (after.left(), after.right()) if ahead > 0 else (after.right(), after.left())
        start = QPointF(ends[1] if kind is LinkKind.START_START else ends[0], before.center().y())
        end = QPointF(
            begins[1] if kind is LinkKind.FINISH_FINISH else begins[0], after.center().y()
        )
        out = ahead * 9 * (-1 if kind is LinkKind.START_START else 1)
        into = ahead * 11 * (1 if kind is LinkKind.FINISH_FINISH else -1)
        path = QPainterPath(start)
        path.lineTo(start.x() + out, start.y())
        if (end.x() + into - start.x() - out) * ahead < 0 and kind is LinkKind.FINISH_START:
            half = start.y() + (self._layout.row / 2) * (1 if end.y() > start.y() else -1)
            path.lineTo(start.x() + out, half)
            path.lineTo(end.x() + into, half)
        else:
            path.lineTo(
                end.x() + into if kind is LinkKind.FINISH_FINISH else start.x() + out, start.y()
            )
            path.lineTo(path.currentPosition().x(), end.y())
        path.lineTo(end.x() + into, end.y())
        path.lineTo(end)
        colour = self._colours["bad"] if is_critical else self._colours["muted"]
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(colour, 2.0 if is_critical else 1.1))
        self._painter.drawPath(path)
        tip = 6 * (1 if into > 0 else -1)
        self._painter.setBrush(colour)
        self._painter.drawPolygon(
            QPolygonF(
                [end, QPointF(end.x() + tip, end.y() - 4), QPointF(end.x() + tip, end.y() + 4)]
            )
        )


def _named(colours: Tokens) -> Mapping[str, str]:
    wanted = (
        "surface", "raised", "border", "border_strong", "text", "muted", "accent", "accent_soft",
        "focus", "warn", "bad",
    )  # fmt: skip
    return {key: getattr(colours, key) for key in wanted}
