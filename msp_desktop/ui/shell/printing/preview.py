"""Pages of a document as the printer will bring them, one below the other, drawn when they are in sight."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme

if TYPE_CHECKING:
    from msp_desktop.reports.pdf.preview import PageImage

Draw = Callable[[int, float, Callable[["QImage | None"], None]], None]
"""Draws the page of a number at so many dots per inch beside the window; None when that failed."""

FIT_WIDTH, WHOLE_PAGE = 0, -1
"""Sizes that follow the window; others are in percent."""
SIZES = (50, 75, 100, 125, 150, 200)

_POINTS = 72
_KEPT = 64 * 2**20
"""Bytes of pictures that are kept at most, beside those in sight."""
_WIDEST = 2600
"""Pixels across at most: more would take long to draw and show nothing new."""


def as_image(page: PageImage) -> QImage:
    """Return a drawn page as Qt's picture; a copy, for the page's bytes do not live as long."""
    return QImage(
        page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888
    ).copy()


class Preview(QAbstractScrollArea):
    """Scrolls through pages with the wheel or the keyboard.

    ``turned`` says which page is in sight, ``zoomed`` that the size is another.
    """

    turned = Signal(int)
    zoomed = Signal()

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._sizes: Sequence[tuple[float, float]] = ()
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._failed: set[int] = set()
        self._waiting = ""
        self._showing = 0
        self._is_drawing = False
        self._size = FIT_WIDTH
        self._page = 0
        self._scale = 1.0
        self._tops: list[int] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # Pages have a left and a right edge whatever the language of the window.
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._name()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The number of the page in sight; 0 when there is none."""
        return self._page

    @property
    def size_chosen(self) -> int:
        """How large pages are shown: `FIT_WIDTH`, `WHOLE_PAGE` or percent."""
        return self._size

    @property
    def is_drawn(self) -> bool:
        """Whether every page in sight is there, and sharp."""
        return all(self._is_sharp(number) or number in self._failed for number in self._in_sight())

    def show_pages(self, sizes: Sequence[tuple[float, float]], *, same_place: bool = False) -> None:
        """Show pages of these sizes, in points, from the first one on or where one was before."""
        self._waiting = ""
        self._sizes = sizes
        self._pictures.clear()
        self._failed.clear()
        self._showing += 1
        self._is_drawing = False
        self._lay_out()
        if not same_place:
            self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    def wait(self, words: str) -> None:
        """Show no page, and say why not yet."""
        self.show_pages(())
        self._waiting = words

    def go_to(self, number: int) -> None:
        """Show a page from its top."""
        if 1 <= number <= self.page_count:
            self.verticalScrollBar().setValue(self._tops[number - 1] - theme.M)

    def go_to_end(self) -> None:
        """Show the end of the last page, where signatures stand."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def choose_size(self, size: int) -> None:
        """Show pages at another size; what stood at the top stays there."""
        place, part = self._place()
        self._size = size
        self._lay_out()
        self._return_to(place, part)
        self.zoomed.emit()

    def step_size(self, step: int) -> None:
        """Show pages at the next larger or smaller size."""
        now = round(self._scale * _POINTS / self.logicalDpiX() * 100)
        if step > 0:
            self.choose_size(next((size for size in SIZES if size > now), SIZES[-1]))
        else:
            self.choose_size(next((size for size in reversed(SIZES) if size < now), SIZES[0]))

    # What Qt asks

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = theme.tokens()
        painter.fillRect(self.viewport().rect(), QColor(colours.canvas))
        if not self._sizes:
            painter.setPen(QColor(colours.muted))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._waiting)
        for number in self._in_sight():
            area = self._area(number)
            picture = self._pictures.get(number)
            if picture is None:
                painter.fillRect(area, QColor("white"))
                painter.setPen(QColor(theme.LIGHT.muted))
                words = translate("This page cannot be shown.") if number in self._failed else "…"
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
            else:
                self._pictures.move_to_end(number)
                if self._is_sharp(number):
                    painter.drawImage(area.topLeft(), picture)
                else:
                    painter.drawImage(area, picture)
            painter.setPen(QColor(colours.border_strong))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()
        self._draw_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place, part = self._place()
        self._lay_out()
        self._return_to(place, part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        key, screen = event.key(), round(self.viewport().height() * 0.9)
        if self._size == WHOLE_PAGE and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_to(self._page + (1 if key == Qt.Key.Key_PageDown else -1))
            return
        steps = {
            Qt.Key.Key_PageDown: screen,
            Qt.Key.Key_Space: screen,
            Qt.Key.Key_PageUp: -screen,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
        }
        if key in steps:
            bar.setValue(bar.value() + steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_size(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(500, 600)

    # Where pages lie

    def _lay_out(self) -> None:
        widest = max((width for width, _height in self._sizes), default=1.0)
        highest = max((height for _width, height in self._sizes), default=1.0)
        room = self.viewport().size()
        across = max(room.width() - 2 * theme.L, 100) / widest
        if self._size == FIT_WIDTH:
            self._scale = across
        elif self._size == WHOLE_PAGE:
            self._scale = min(across, max(room.height() - 2 * theme.M, 100) / highest)
        else:
            self._scale = self._size / 100 * self.logicalDpiX() / _POINTS
        self._tops, top = [], theme.L
        for _width, height in self._sizes:
            self._tops.append(top)
            top += round(height * self._scale) + theme.L
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(top - room.height(), 0))
        bar.setPageStep(room.height())
        bar.setSingleStep(48)
        side.setRange(0, max(round(widest * self._scale) + 2 * theme.L - room.width(), 0))
        side.setPageStep(room.width())
        side.setSingleStep(48)
        self.viewport().update()

    def _area(self, number: int) -> QRect:
        width, height = (round(edge * self._scale) for edge in self._sizes[number - 1])
        side = self.horizontalScrollBar()
        left = (self.viewport().width() + side.maximum() - width) // 2 - side.value()
        corner = QPoint(left, self._tops[number - 1] - self.verticalScrollBar().value())
        return QRect(corner, QSize(width, height))

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        first = max(bisect_right(self._tops, top), 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        return list(range(first, last + 1))

    def _place(self) -> tuple[int, float]:
        """Return the page at the top, and how far down in it the top of the view is."""
        if not self._tops:
            return 1, 0.0
        top = self.verticalScrollBar().value()
        number = max(bisect_right(self._tops, top), 1)
        height = self._sizes[number - 1][1] * self._scale
        return number, (top - self._tops[number - 1]) / height

    def _return_to(self, number: int, part: float) -> None:
        if number <= self.page_count:
            height = self._sizes[number - 1][1] * self._scale
            self.verticalScrollBar().setValue(round(self._tops[number - 1] + part * height))
        self._on_scrolled()

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max(bisect_right(self._tops, middle), 1) if self._tops else 0
        if page != self._page:
            self._page = page
            self.turned.emit(page)
        self._name()
        self.viewport().update()

    def _name(self) -> None:
        name = translate("Preview of the document")
        if self._page:
            where = translate("page {number} of {total}")
            name += ", " + where.format(number=self._page, total=self.page_count)
        self.setAccessibleName(name)

    # Drawing them

    def _wanted_width(self, number: int) -> int:
        width = self._sizes[number - 1][0] * self._scale * self.devicePixelRatioF()
        return min(round(width), _WIDEST)

    def _is_sharp(self, number: int) -> bool:
        picture = self._pictures.get(number)
        return picture is not None and abs(picture.width() - self._wanted_width(number)) <= 1

    def _draw_next(self) -> None:
        """Draw one page beside the window: what is in sight first, then its neighbours.

        Which one is decided only when the one before is there: what was scrolled past is never drawn.
        """
        seen = self._in_sight()
        if self._is_drawing or not seen:
            return
        near = (number for number in (seen[-1] + 1, seen[0] - 1) if 1 <= number <= self.page_count)
        missing = (
            number
            for number in (*seen, *near)
            if not self._is_sharp(number) and number not in self._failed
        )
        number = next(missing, None)
        if number is not None:
            self._is_drawing = True
            dpi = self._wanted_width(number) / self._sizes[number - 1][0] * _POINTS
            self._draw(number, dpi, partial(self._take, self._showing, number))

    def _take(self, showing: int, number: int, image: QImage | None) -> None:
        if showing != self._showing:
            return
        self._is_drawing = False
        if image is None:
            self._failed.add(number)
        else:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._pictures[number] = image
            self._pictures.move_to_end(number)
            self._forget_what_is_far()
        self.viewport().update()
        self._draw_next()

    def _forget_what_is_far(self) -> None:
        size = sum(image.sizeInBytes() for image in self._pictures.values())
        for number in list(self._pictures):
            if size <= _KEPT:
                return
            if number not in self._in_sight():
                size -= self._pictures.pop(number).sizeInBytes()
