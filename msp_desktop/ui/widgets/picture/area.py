"""The ground of a picture on the screen: its size, its scroll bars, and what lies where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from msp_desktop.graphs.picture import TEXT, Box, Picture, Point
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.picture.painting import Painting, is_mirrored, on_screen

_AROUND = 8
_LEAST_TEXT = 0.8
"""The size of words in a picture beside those of the window, at least, unless a person wants all of it."""
_LETTER = 1.36
"""The height of a line of the window as a part of the size of its letters."""
_STEP = 1.25
_LEAST, _MOST = 0.4, 6.0
_TALLEST = 720
_NOTHING = Picture("", 100, 40)


class PictureArea(QAbstractScrollArea):
    """Shows a picture as wide as there is room, or in the size a person chose; ``zoomed`` tells of that."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = _NOTHING
        self._zoom = 0.0
        self.fills = False
        """Whether it takes all the room there is, instead of as much height as the picture needs."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        # A picture has a left and a right edge whatever the language of the window.
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    @property
    def picture(self) -> Picture:
        """What is shown."""
        return self._picture

    @property
    def lit(self) -> Sequence[str]:
        """The keys of nodes that stand out, with their lines."""
        return ()

    @property
    def target(self) -> str:
        """The key of a node that is pointed at; empty for none."""
        return ""

    @property
    def scale(self) -> float:
        """Pixels for a point of the picture."""
        return self._zoom or self._fitting()

    def zoom_by(self, steps: int) -> None:
        """Show the picture larger or smaller."""
        self._zoom_to(min(max(self.scale * _STEP**steps, _LEAST), _MOST))

    def zoom_out_of_the_way(self) -> None:
        """Show the picture as wide as there is room, its words readable."""
        self._zoom_to(0.0)

    def show_whole(self) -> None:
        """Show all of the picture, however small its words become."""
        room = self.maximumViewportSize()
        self._zoom_to(
            min(
                (room.width() - 2 * _AROUND) / self._picture.width,
                (room.height() - 2 * _AROUND) / self._picture.height,
            )
        )

    def _zoom_to(self, zoom: float) -> None:
        self._zoom = zoom
        self._lay_out()
        self.zoomed.emit()
        for key in self.lit:
            if (node := self._picture.node(key)) is not None:
                self.bring_into_view(node.box)

    def _fitting(self) -> float:
        pixels = self.fontMetrics().height() / _LETTER
        readable = pixels * _LEAST_TEXT / TEXT
        return max((self.viewport().width() - 2 * _AROUND) / self._picture.width, readable)

    def sizeHint(self) -> QSize:
        return QSize(480, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120 if self.fills else self._height())

    def _height(self) -> int:
        needed = self._picture.height * self._fitting() + 2 * _AROUND
        bar = self.horizontalScrollBar()
        return min(round(needed) + (bar.sizeHint().height() if bar.maximum() else 0), _TALLEST)

    def _lay_out(self) -> None:
        room, scale = self.viewport().size(), self.scale
        for bar, size, shown in (
            (self.horizontalScrollBar(), self._picture.width, room.width()),
            (self.verticalScrollBar(), self._picture.height, room.height()),
        ):
            bar.setRange(0, max(0, round(size * scale) + 2 * _AROUND - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(24)
        self.updateGeometry()
        self.viewport().update()

    def _origin(self) -> QPointF:
        """Return where the picture's corner lies in the view."""
        free = self.viewport().width() - self._picture.width * self.scale
        left = max(free / 2, _AROUND) - self.horizontalScrollBar().value()
        return QPointF(left, _AROUND - self.verticalScrollBar().value())

    def place_of(self, box: Box) -> QRectF:
        """Return where a box of the picture lies in the view."""
        left = self._picture.width - box.right if is_mirrored() else box.left
        corner = self._origin() + QPointF(left, box.top) * self.scale
        return QRectF(corner.x(), corner.y(), box.width * self.scale, box.height * self.scale)

    def point_at(self, position: QPointF) -> Point:
        """Return the point of the picture that lies somewhere in the view."""
        found = (position - self._origin()) / self.scale
        return (self._picture.width - found.x() if is_mirrored() else found.x(), found.y())

    def bring_into_view(self, box: Box) -> None:
        """Scroll so that a box of the picture is seen."""
        place, room = self.place_of(box), self.viewport().rect()
        for bar, first, last, end in (
            (self.horizontalScrollBar(), place.left(), place.right(), room.right()),
            (self.verticalScrollBar(), place.top(), place.bottom(), room.bottom()),
        ):
            if first < _AROUND:
                bar.setValue(bar.value() + round(first) - 2 * _AROUND)
            elif last > end:
                bar.setValue(bar.value() + round(last - end) + 2 * _AROUND)

    # What Qt asks

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        inks = on_screen()
        painter.fillRect(self.viewport().rect(), inks.paper)
        painter.save()
        painter.translate(self._origin())
        painter.scale(self.scale, self.scale)
        Painting(painter, self._picture, inks, self.lit, self.target).draw()
        painter.restore()
        self.paint_over(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.tokens().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies above the picture, in pixels of the view."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_by(1 if turned > 0 else -1)
            event.accept()
        elif self.verticalScrollBar().maximum() and (self.hasFocus() or self.fills):
            super().wheelEvent(event)
        else:
            event.ignore()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self.viewport().update()
