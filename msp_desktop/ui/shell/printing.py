"""Brings a document onto paper: pages are drawn beside the window and handed to the printer one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from msp_desktop.ui.shell.preview import as_image

if TYPE_CHECKING:
    from msp_desktop.reports.pdf.preview import PageImage
    from msp_desktop.ui.jobs import Jobs

PRINT_DPI = 200


class Printing(QObject):
    """One print-out: draws each page in a job and hands it to the printer on the window's thread.

    ``done`` is called with the number of pages printed, ``failed`` with what went wrong.
    """

    def __init__(
        self,
        printer: QPrinter,
        pages: Iterator[PageImage],
        jobs: Jobs,
        done: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        first = max(printer.fromPage(), 1)
        last = printer.toPage() or None
        self._printer = printer
        self._pages = islice(pages, first - 1, last)
        self._jobs = jobs
        self._done, self._failed = done, failed
        self._painter = QPainter()
        self._printed = 0
        printer.setFullPage(True)

    def start(self) -> None:
        """Begin with the first page."""
        self._jobs.run(self._next, self._on_page, on_failure=self._on_failure)

    def _next(self) -> PageImage | None:
        return next(self._pages, None)

    def _on_page(self, page: PageImage | None) -> None:
        if page is None:
            self._painter.end()
            self._done(self._printed)
            return
        self._print(as_image(page))
        self._printed += 1
        self.start()

    def _on_failure(self, error: Exception) -> None:
        self._printer.abort()
        if self._painter.isActive():
            self._painter.end()
        self._failed(error)

    def _print(self, image: QImage) -> None:
        lying = image.width() > image.height()
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        )
        if self._printed == 0:
            self._painter.begin(self._printer)
        else:
            self._printer.newPage()
        paper = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        paper.moveTo(0, 0)
        size = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(paper.center())
        self._painter.drawImage(target, image)
