"""Brings a document onto paper: pages are drawn beside the window and handed to the printer one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.ui.shell.printing.preview import as_image

if TYPE_CHECKING:
    from msp_desktop.reports.pdf.preview import PageImage
    from msp_desktop.ui.jobs import Jobs

PRINT_DPI = 300


class PrinterRefuses(Problem):
    """Raised when a printer takes no page, or no more."""

    def __init__(self, printed: int, total: int) -> None:
        super().__init__(
            _(
                "The printer does not take what is sent to it: {count} of {total} pages went there. See "
                "whether it is switched on and connected, or choose another one; then print again."
            ),
            count=str(printed),
            total=str(total),
        )


class PrintOut(QObject):
    """One print-out: draws each page in a job and hands it to the printer on the window's thread.

    ``advanced`` tells how many pages are printed, and of how many; ``done`` with how many it ended, also
    when it was stopped, and ``failed`` with what went wrong.
    """

    advanced = Signal(int, int)
    done = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        printer: QPrinter,
        pages: Sequence[int],
        draw: Callable[[int, float], PageImage],
        jobs: Jobs,
        *,
        fits: bool = True,
    ) -> None:
        """``fits``: a page fills the paper, whatever size that is; else it keeps its own size."""
        super().__init__(jobs)  # it goes on when the page is left
        self._printer = printer
        self._pages = pages
        self._draw = draw
        self._jobs = jobs
        self._fits = fits
        self._painter = QPainter()
        self._printed = 0
        self._is_stopped = False
        printer.setFullPage(True)
        jobs.ending.connect(self._end)

    def start(self) -> None:
        """Begin with the first page."""
        self._go_on()

    def stop(self) -> None:
        """Print no further page; those handed to the printer come out."""
        self._is_stopped = True

    def go_on_alone(self) -> None:
        """Announce a failure as that of any job: the page that would have told it was left."""
        self.failed.connect(self._jobs.failed)

    def _go_on(self) -> None:
        if self._is_stopped or self._printed == len(self._pages):
            self._end()
            self.done.emit(self._printed)
            self.deleteLater()
            return
        number = self._pages[self._printed]
        self._jobs.run(
            lambda: self._draw(number, PRINT_DPI),
            self._on_page,
            on_failure=self._on_failure,
            asker=self,
        )

    def _on_page(self, page: PageImage) -> None:
        if self._is_stopped:
            self._go_on()
            return
        if not self._print(as_image(page)):
            self._on_failure(PrinterRefuses(self._printed, len(self._pages)))
            return
        self._printed += 1
        self.advanced.emit(self._printed, len(self._pages))
        self._go_on()

    def _on_failure(self, error: Exception) -> None:
        self._printer.abort()
        self._end()
        self.failed.emit(error)
        self.deleteLater()

    def _end(self) -> None:
        """Let the printer have what was handed to it."""
        self._is_stopped = True
        if self._painter.isActive():
            self._painter.end()

    def _print(self, image: QImage) -> bool:
        """Hand a page to the printer; say whether it was taken."""
        if self._printer.colorMode() is QPrinter.ColorMode.GrayScale:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        lying = image.width() > image.height()
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        )
        is_taken = self._printer.newPage() if self._printed else self._painter.begin(self._printer)
        if not is_taken:
            return False
        paper = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        paper.moveTo(0, 0)
        size = QSizeF(image.size())
        if self._fits:
            size.scale(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        else:
            size *= self._printer.resolution() / PRINT_DPI
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(paper.center())
        self._painter.drawImage(target, image)
        return True
