"""Documents on paper: choose, look, then print, save as PDF, or open elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPalette
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.app import publish
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.shell.preview import Preview, as_image
from msp_desktop.ui.shell.printing import PRINT_DPI, Printing
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import Framed, Paper, push
from msp_desktop.ui.widgets.ticks import ChoiceDot

if TYPE_CHECKING:
    from msp_desktop.app.publish import Published
    from msp_desktop.ui.shell.desk import Desk

PREVIEW_DPI = 110
PAGES_SHOWN = 40
_CHOICES_WIDTH = 320


@dataclass(frozen=True, slots=True)
class _Shown:
    published: Published
    images: list[QImage]
    total: int


class PrintPage(QWidget):
    """Shows a document as it will be printed, and brings it out of the computer."""

    def __init__(self, desk: Desk, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        # What to print may name its subject: “received:12”.
        what, _colon, self._wanted = what.partition(":")
        self._offered = _offered(desk)
        self._what = what if what in self._offered else next(iter(self._offered))
        self._shown: _Shown | None = None
        self._printing: Printing | None = None
        self._asked = 0
        self.message = InlineMessage()
        self.preview = Preview()
        self._kinds = QButtonGroup(self)
        self._subject = ChoiceBox()
        self._subject_entry = Entry(translate("Which one"), self._subject)
        self._print = push(translate("Print…"), "primary", "print")
        self._save = push(translate("Save as PDF…"), sign="file")
        self._view = push(translate("Open in the PDF viewer"), sign="open")
        self._lay_out()
        self._kinds.buttonToggled.connect(self._on_kind)
        self._subject.activated.connect(self.make)
        self._print.clicked.connect(self.print_out)
        self._save.clicked.connect(self.save_as)
        self._view.clicked.connect(self.view)
        self._show_kind()

    @property
    def is_ready(self) -> bool:
        """Whether a document is shown that can be printed."""
        return self._shown is not None

    def begin(self) -> None:
        """Put the keyboard on the chosen document."""
        if (chosen := self._kinds.checkedButton()) is not None:
            chosen.setFocus()

    def make(self) -> None:
        """Make the chosen document and show its pages."""
        self._set_shown(None)
        self._asked += 1
        asked, office, space_id = self._asked, self._desk.office, self._desk.space_id
        what, record_id = self._what, self._subject.currentData()

        def work() -> _Shown:
            published = publish.publish(office, what, space_id, record_id)
            pages = publish.pages(published, PREVIEW_DPI)
            images = [as_image(page) for page in islice(pages, PAGES_SHOWN)]
            return _Shown(published, images, len(images) + sum(1 for _rest in pages))

        def then(shown: _Shown) -> None:
            if asked == self._asked:
                self._set_shown(shown)

        def on_failure(error: Exception) -> None:
            if asked == self._asked:
                self._complain(error)

        self._desk.jobs.run(work, then, on_failure=on_failure, asker=self)

    def print_out(self) -> None:
        """Let a person choose a printer, then print; where there is none, offer to save instead."""
        if self._shown is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            text = translate(
                "No printer is set up on this computer. Save the document as PDF instead."
            )
            self.message.say(text, "warn", translate("Save as PDF…"), self.save_as)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._shown.published.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._shown.total)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the document that is shown, page by page."""
        assert self._shown is not None
        self._set_busy(busy=True)
        self.message.say(translate("Printing…"))
        pages = publish.pages(self._shown.published, PRINT_DPI)
        self._printing = Printing(printer, pages, self._desk.jobs, self._on_printed, self._complain)
        self._printing.start()

    def save_as(self) -> None:
        """Let a person choose where to put the PDF."""
        if self._shown is None:
            return
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(self._desk.preferences.folder or documents)
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            translate("Save as PDF"),
            str(folder / self._shown.published.file_name),
            translate("PDF documents") + " (*.pdf)",
        )
        if chosen:
            self._desk.preferences.folder = str(Path(chosen).parent)
            self.save_to(Path(chosen))

    def save_to(self, file: Path) -> None:
        """Write the PDF into a file and say so."""
        target = file if file.suffix.lower() == ".pdf" else file.with_name(file.name + ".pdf")

        def then(_saved: None) -> None:
            text = translate("Saved as {file}.").format(file=target.name)
            self.message.say(text, "ok", translate("Open"), lambda: self._open(target))

        self._write(target, then)

    def view(self) -> None:
        """Hand the document to the computer's own PDF viewer, which can print it too."""
        if self._shown is not None:
            folder = self._desk.office.home / "shown"
            folder.mkdir(exist_ok=True)
            target = folder / self._shown.published.file_name
            self._write(target, lambda _saved: self._open(target))

    # Inside

    def _write(self, target: Path, then: Callable[[None], None]) -> None:
        assert self._shown is not None
        published = self._shown.published

        def on_failure(error: Exception) -> None:
            if isinstance(error, OSError):
                text = translate(
                    "The document could not be written to {folder}. Choose another folder or drive."
                )
                self.message.say(text.format(folder=target.parent), "bad")
            else:
                self._complain(error)

        self._desk.jobs.run(
            lambda: publish.save(published, target), then, on_failure=on_failure, asker=self
        )

    def _open(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            text = translate(
                "No program on this computer opens PDF documents. Save it and print it elsewhere."
            )
            self.message.say(text, "warn", translate("Save as PDF…"), self.save_as)

    def _on_printed(self, count: int) -> None:
        self._set_busy(busy=False)
        sentence = translate_plural(
            "{count} page sent to the printer.", "{count} pages sent to the printer.", count
        )
        self.message.say(sentence.format(count=count), "ok")

    def _complain(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, Problem):
            self.message.say(str(error), "warn")
        else:
            self.message.clear()
            self._desk.jobs.failed.emit(error)

    def _set_shown(self, shown: _Shown | None) -> None:
        self._shown = shown
        self._set_busy(busy=shown is None)
        self.preview.show_pages(shown.images if shown else [], shown.total if shown else 0)
        self.message.clear()
        if shown is not None and shown.published.missing:
            self.message.say(shown.published.complaint(self._desk.office.home), "warn")
        elif shown is not None and shown.total > len(shown.images):
            text = translate("The preview shows the first {count} of {total} pages.")
            self.message.say(text.format(count=len(shown.images), total=shown.total))

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self._print, self._save, self._view):
            button.setEnabled(not busy and self._shown is not None)

    def _on_kind(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._what = str(button.property("document"))
            self._show_kind()

    def _show_kind(self) -> None:
        self._subject.clear()
        for record_id, name in self._subjects():
            self._subject.addItem(name, record_id)
        if (wanted := self._subject.findData(self._wanted)) >= 0:
            self._subject.setCurrentIndex(wanted)
        self._subject_entry.setVisible(self._subject.count() > 0)
        self._subject.setAccessibleName(translate(publish.about(self._what)))
        self.make()

    def _subjects(self) -> list[tuple[str, str]]:
        if self._what == publish.RECEIVED:
            return publish.imports(self._desk.office)
        records = self._desk.office.workspace.records(self._desk.space_id)
        return publish.subjects(records, self._what)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(Framed(self.message))
        right.addWidget(self.preview, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_side(), 1)
        layout.addLayout(right, 2)

    def _make_side(self) -> QWidget:
        side = Paper(_CHOICES_WIDTH)
        side.setMaximumWidth(_CHOICES_WIDTH)
        side.viewport().setAutoFillBackground(True)
        side.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        side.column.setSpacing(theme.M)
        side.column.addWidget(plain_label(translate("Document"), "label"))
        for key, title in self._offered.items():
            button = ChoiceDot(translate(title))
            button.setProperty("document", key)
            button.setChecked(key == self._what)
            self._kinds.addButton(button)
            side.column.addWidget(button)
        side.column.addWidget(self._subject_entry)
        side.column.addSpacing(theme.S)
        for push_button in (self._print, self._save, self._view):
            side.column.addWidget(push_button)
        side.column.addStretch(1)
        return side


def _offered(desk: Desk) -> Mapping[str, str]:
    """Return what can be printed now: documents of a partnership need one, reports need an import."""
    has_imports = bool(publish.imports(desk.office))
    return {
        key: title
        for key, title in publish.titles().items()
        if (has_imports if key == publish.RECEIVED else desk.space_id or not has_imports)
    }
