"""The ground of a picture on the screen: its size, its scroll bars, and what lies where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from msp_desktop.graphs.picture import TEXT, Box, Picture, Point
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.picture.painting import Painting, is_mirrored, on_screen

_AROUND = 8
_LEAST_TEXT = 0.7
"""The size of words in a picture beside those of the window, at least, unless a person wants all of it."""
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
        self._fills = False
        self._waiting = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # A picture has a left and a right edge whatever the language of the window.
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    @property
    def picture(self) -> Picture:
        """What is shown."""
        return self._picture

    @property
    def fills(self) -> bool:
        """Whether it takes all the room there is, instead of as much height as the picture needs."""
        return self._fills

    def fill(self, fills: bool) -> None:
        """Take all the room there is from now on, or no longer."""
        self._fills = fills
        policy = self.sizePolicy()
        policy.setHeightForWidth(not fills)
        policy.setVerticalPolicy(
            QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Minimum
        )
        self.setSizePolicy(policy)
        self.zoom_out_of_the_way()

    def wait(self, words: str) -> None:
        """Say why there is no picture yet."""
        self._waiting = words
        self.viewport().update()

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

    def _fitting(self, width: int = 0) -> float:
        """Return the scale for a width, by default that of the view."""
        readable = QFontInfo(self.font()).pixelSize() * _LEAST_TEXT / TEXT
        room = (width or self.viewport().width()) - 2 * _AROUND
        fitting = room / self._picture.width
        if self._fills:
            fitting = min(fitting, (self.viewport().height() - 2 * _AROUND) / self._picture.height)
        return max(fitting, readable)

    def hasHeightForWidth(self) -> bool:
        return not self._fills

    def heightForWidth(self, width: int) -> int:
        scale = self._fitting(width)
        is_wider = round(self._picture.width * scale) + 2 * _AROUND > width
        bar = self.horizontalScrollBar().sizeHint().height() if is_wider else 0
        return min(round(self._picture.height * scale) + 2 * _AROUND + bar, _TALLEST)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def _lay_out(self) -> None:
        room, scale = self.viewport().size(), self.scale
        across = self.horizontalScrollBar()
        stays_at_start = across.value() == across.maximum()  # where reading starts from the right
        for bar, size, shown in (
            (across, self._picture.width, room.width()),
            (self.verticalScrollBar(), self._picture.height, room.height()),
        ):
            bar.setRange(0, max(0, round(size * scale) + 2 * _AROUND - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(24)
        if stays_at_start and is_mirrored():
            across.setValue(across.maximum())
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
        corner = self._origin() / -self.scale
        seen = QRectF(corner, QSizeF(self.viewport().size()) / self.scale)
        Painting(painter, self._picture, inks, self.lit, self.target, seen).draw()
        painter.restore()
        self.paint_over(painter)
        if self._picture is _NOTHING:
            painter.setPen(inks.quiet)
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._waiting)
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
        elif self.verticalScrollBar().maximum() and (self.hasFocus() or self._fills):
            super().wheelEvent(event)
        else:
            event.ignore()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self.viewport().update()
