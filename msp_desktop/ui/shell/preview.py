"""Pages of a document as they will come out of the printer, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme

if TYPE_CHECKING:
    from msp_desktop.reports.pdf.preview import PageImage

_WIDEST = 800


def as_image(page: PageImage) -> QImage:
    """Return a drawn page as Qt's picture; a copy, for the page's bytes do not live as long."""
    return QImage(
        page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888
    ).copy()


class PageView(QWidget):
    """One page on white paper, as wide as there is room."""

    def __init__(self, image: QImage, number: int, total: int) -> None:
        super().__init__()
        self._image = image
        self._scaled = QImage()
        self.setAccessibleName(
            translate("Page {number} of {total}").format(number=number, total=total)
        )

    def show_wide(self, width: int) -> None:
        """Take a width and the height that goes with it."""
        self.setFixedSize(width, round(width * self._image.height() / self._image.width()))
        self._scaled = QImage()

    def sizeHint(self) -> QSize:
        return self._image.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._scaled.isNull():
            self._scaled = self._image.scaled(
                self.size() * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._scaled)
        painter.setPen(QColor(theme.tokens().border_strong))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))


class Preview(QScrollArea):
    """Scrolls through pages with the wheel or the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Preview of the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages: list[PageView] = []
        self._desk = QWidget()
        theme.set_role(self._desk, "page")
        self._column = QVBoxLayout(self._desk)
        self._column.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        self._column.setSpacing(theme.XL)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._desk)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def show_pages(self, images: Sequence[QImage], total: int) -> None:
        """Show pages from the first on; ``total`` is how many the document has."""
        for page in self._pages:
            self._column.removeWidget(page)
            page.deleteLater()
        self._pages = [PageView(image, n, total) for n, image in enumerate(images, 1)]
        for page in self._pages:
            self._column.addWidget(page)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(self.viewport().width() - 2 * theme.XL, _WIDEST)
        for page in self._pages:
            page.show_wide(max(width, 200))
