"""Documents on paper: choose, look, then print, save, send, sign, or open elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.app import publish
from msp_desktop.app.cards import own_card
from msp_desktop.app.signing import told
from msp_desktop.domain.pages import in_order
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui.shell.printing import shown as showing
from msp_desktop.ui.shell.printing.choose_panel import ChoosePanel
from msp_desktop.ui.shell.printing.panel import WIDTH, Panel
from msp_desktop.ui.shell.printing.preview import Preview, as_image
from msp_desktop.ui.shell.printing.preview_bar import PreviewBar
from msp_desktop.ui.shell.printing.print_out import PrintOut
from msp_desktop.ui.shell.printing.print_panel import PrintPanel
from msp_desktop.ui.shell.printing.shown import Shown
from msp_desktop.ui.shell.printing.sign_panel import SignPanel
from msp_desktop.ui.shell.printing.ways_out import WaysOut
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import line
from msp_desktop.ui.widgets.paper import Framed
from msp_desktop.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from msp_desktop.reports.pdf.preview import PageImage
    from msp_desktop.ui.shell.desk import Desk


class PrintPage(QWidget):
    """Shows a document as it will be printed, and brings it out of the computer."""

    def __init__(self, desk: Desk, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Shown | None = None
        self._made_for: tuple[str, str | None, str | None] | None = None
        self._in_preview = b""
        self._print_out: PrintOut | None = None
        self._told_of: Shown | None = None
        self._asked = 0
        self.message = InlineMessage()
        self.preview = Preview(self._draw)
        self._progress = Progress(can_stop=True)
        self.ways_out = WaysOut(desk, self, self.message, self._complain)
        self._choose = ChoosePanel(desk, what)
        self.print_panel = PrintPanel(desk.preferences)
        card = own_card(desk.office.workspace.database).card
        self._sign = SignPanel(card.name, desk.office.workspace.person, card.digits)
        self._panels = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.make()

    @property
    def is_ready(self) -> bool:
        """Whether a document is shown that can be printed."""
        return self._shown is not None

    @property
    def shown(self) -> Shown | None:
        """What is shown."""
        return self._shown

    def may_leave(self) -> bool:
        """Say whether nothing is lost by leaving. An unsaved signature is told, and let go the next time."""
        if not self._is_unsaved or self._told_of is self._shown:
            return True
        self._told_of = self._shown
        self.message.say(
            translate("What you signed is not saved yet. To throw it away, leave once more."),
            "warn",
            translate("Save it first…"),
            self._on_save,
        )
        return False

    def begin(self) -> None:
        """Put the keyboard on the chosen document."""
        self._choose.begin()

    def make(self) -> None:
        """Make the chosen document and show its pages."""
        office, space_id = self._desk.office, self._desk.space_id
        choose = self._choose
        what, record_id, spoken = choose.document, choose.subject, choose.spoken
        self._made_for = (what, record_id, spoken)

        def work() -> Shown:
            made = publish.publish(office, what, space_id, record_id, spoken=spoken)
            return showing.of_document(made)

        self._show_made(work)

    def open_file(self, file: Path) -> None:
        """Show a PDF that somebody gave this office, and who signed it."""

        def go_on() -> None:
            self._made_for = None
            self._show_made(lambda: showing.of_file(self._desk.office, file))

        self._unless_unsaved(go_on)

    def choose(self, document: str) -> None:
        """Show another document, with what else was chosen here left as it is."""
        self._on_closed()
        self._choose.choose(document)

    # Printing

    def print_out(self) -> None:
        """Print as chosen in the panel: on paper, or into a file."""
        pages = self.print_panel.pages()
        if self._shown is None or pages is None:
            return
        self.print_panel.keep()
        if self.print_panel.is_to_file:
            file = self.ways_out.choose_file(translate("Print to a file"), self._shown.file_name)
            if file is not None:
                self.ways_out.save_pages(self._shown, pages, file)
            return
        self.print_on(self.print_panel.make_printer(), pages)

    def print_on(self, printer: QPrinter, pages: Sequence[int]) -> None:
        """Print these pages of what is shown, one by one, as often as the printer is set to."""
        assert self._shown is not None
        pdf = self._shown.pdf
        printer.setDocName(self._shown.title)
        if not printer.supportsMultipleCopies():
            copies, collated = printer.copyCount(), printer.collateCopies()
            printer.setCopyCount(1)
            pages = in_order(tuple(pages), copies, collated=collated)

        def draw(number: int, dpi: float) -> PageImage:
            return publish.page(pdf, number, dpi)

        self._print_out = PrintOut(
            printer, pages, draw, self._desk.jobs, fits=self.print_panel.fits
        )
        self._print_out.advanced.connect(self._progress.show_progress)
        self._print_out.done.connect(self._on_printed)
        self._print_out.failed.connect(self._complain)
        self._progress.stopped.connect(self._print_out.stop)
        self.destroyed.connect(self._print_out.go_on_alone)
        self._set_busy(busy=True)
        self.message.clear()
        self._progress.begin(translate("Printing…"))
        self._print_out.start()

    def choose_in_system(self) -> None:
        """Ask in the computer's own window for printing, which knows everything its printers can do."""
        pages = self.print_panel.pages()
        if self._shown is None or pages is None:
            return
        printer = self.print_panel.make_printer()
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._shown.total)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            if first := printer.fromPage():
                pages = tuple(range(first, (printer.toPage() or self._shown.total) + 1))
            self.print_on(printer, pages)

    def _on_printed(self, count: int) -> None:
        self._set_busy(busy=False)
        sentence = translate_plural(
            "{count} page sent to the printer.", "{count} pages sent to the printer.", count
        )
        self.message.say(sentence.format(count=count), "ok")
        self._go_to(self._choose)

    # Signing

    def sign(self) -> None:
        """Sign what is shown with the keys of this office."""
        shown, office = self._shown, self._desk.office
        if shown is not None:
            self._on_closed()
            self._show_made(lambda: showing.signed(office, shown), same_place=True)
            self.message.say(translate("Signing…"))

    def choose_signed_file(self) -> None:
        """Let a person choose a PDF whose signatures are to be checked."""
        folder = str(self.ways_out.folder())
        kinds = translate("PDF documents") + " (*.pdf)"
        title = translate("Check a signed file")
        chosen, _kind = QFileDialog.getOpenFileName(self, title, folder, kinds)
        if chosen:
            self._desk.preferences.folder = str(Path(chosen).parent)
            self.open_file(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_pdf(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (file := _dropped_pdf(event)) is not None:
            event.acceptProposedAction()
            self.open_file(file)

    # Inside

    def _on_chosen(self) -> None:
        """Show the chosen document, unless it is the one shown."""
        choose = self._choose
        if (choose.document, choose.subject, choose.spoken) != self._made_for:
            self._unless_unsaved(self.make)

    @property
    def _is_unsaved(self) -> bool:
        """Whether what is shown was signed here and lies nowhere else."""
        shown = self._shown
        return shown is not None and shown.is_new and self.ways_out.saved is not shown

    def _unless_unsaved(self, go_on: Callable[[], None]) -> None:
        """Go on to show something else; where that would lose a signature not saved yet, ask first."""
        if not self._is_unsaved:
            go_on()
            return
        self.message.say(
            translate("What you signed is not saved yet. It is still shown here."),
            "warn",
            translate("Save it first…"),
            self._on_save,
            (translate("Throw it away"), go_on),
        )

    def _show_made(self, make: Callable[[], Shown], *, same_place: bool = False) -> None:
        """Show what ``make`` brings, unless something else was asked for meanwhile."""
        before = self._shown
        self._shown = None
        self._set_busy(busy=True)
        self.message.clear()
        if not same_place:
            self.preview.wait(translate("One moment, please…"))
        self._asked += 1
        asked = self._asked

        def then(shown: Shown) -> None:
            if asked == self._asked:
                self._show(shown, same_place=same_place)

        def on_failure(error: Exception) -> None:
            if asked == self._asked:
                if same_place:
                    self._shown = before
                else:
                    self._made_for = None
                    self.preview.wait("")
                if isinstance(error, OSError):
                    text = translate("The file cannot be read: {reason}.")
                    self.message.say(text.format(reason=error.strerror or error), "bad")
                    self._set_busy(busy=False)
                else:
                    self._complain(error)

        self._desk.jobs.run(make, then, on_failure=on_failure, asker=self)

    def _show(self, shown: Shown, *, same_place: bool) -> None:
        self._shown = shown
        self._set_busy(busy=False)
        self._in_preview = shown.pdf
        self.preview.show_pages(shown.sizes, same_place=same_place)
        if shown.is_signed:
            self.preview.go_to_end()
            text = translate("Signed. Save it or send it now: the signature is in the file.")
            self.message.say(text, "ok", translate("Save as…"), self._on_save)
        elif shown.published is None:
            mood = shown.mood
            text = f"{shown.title}: {told(shown.checked)}"
            if same_place:
                self.preview.go_to_end()
                text += "\n" + translate(
                    "Save it now: the new signature is in the file shown here."
                )
                self.message.say(text, mood, translate("Save as…"), self._on_save)
            else:
                back = translate("Back to the document")
                self.message.say(text, mood, back, self._on_chosen)
        elif shown.published.missing:
            self.message.say(shown.published.complaint(self._desk.office.home), "warn")

    def _draw(self, number: int, dpi: float, then: Callable[[QImage | None], None]) -> None:
        """Draw a page for the preview beside the window; also while it is being signed."""
        pdf = self._in_preview
        self._desk.jobs.run(
            lambda: as_image(publish.page(pdf, number, dpi)),
            then,
            on_failure=lambda _error: then(None),
            asker=self.preview,
        )

    def _on_save(self) -> None:
        if self._shown is not None:
            self.ways_out.save_as(self._shown)

    def _on_mail(self) -> None:
        if self._shown is not None:
            self.ways_out.mail(self._shown)

    def _on_view(self) -> None:
        if self._shown is not None:
            self.ways_out.view(self._shown)

    def _on_print(self) -> None:
        if self._shown is not None:
            self._go_to(self.print_panel)
            self.print_panel.begin(self._shown.total)

    def _on_sign(self) -> None:
        self._go_to(self._sign)
        self._sign.begin()

    def _go_to(self, panel: Panel) -> None:
        self._panels.setCurrentWidget(panel)

    def _complain(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, Problem):
            self.message.say(str(error), "warn")
        else:
            self.message.clear()
            self._desk.jobs.failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._choose.allow(None if busy else self._shown)
        self.print_panel.setEnabled(not busy)
        if not busy:
            self._progress.hide()

    def _connect(self) -> None:
        choose = self._choose
        choose.chosen.connect(self._on_chosen)
        choose.print_wanted.connect(self._on_print)
        choose.save_wanted.connect(self._on_save)
        choose.mail_wanted.connect(self._on_mail)
        choose.sign_wanted.connect(self._on_sign)
        choose.view_wanted.connect(self._on_view)
        choose.check_wanted.connect(self.choose_signed_file)
        choose.workbook_wanted.connect(lambda: self.ways_out.save_workbook(choose.spoken))
        self.print_panel.wanted.connect(self.print_out)
        self.print_panel.more_wanted.connect(self.choose_in_system)
        self._sign.wanted.connect(self.sign)
        for panel in (self.print_panel, self._sign):
            panel.closed.connect(self._on_closed)

    def _on_closed(self) -> None:
        self._go_to(self._choose)
        self._choose.begin()

    def _lay_out(self) -> None:
        for panel in (self._choose, self.print_panel, self._sign):
            self._panels.addWidget(panel)
        self._panels.setFixedWidth(WIDTH)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(Framed(self.message))
        right.addWidget(Framed(self._progress))
        right.addWidget(PreviewBar(self.preview, self))
        right.addWidget(line())
        right.addWidget(self.preview, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._panels)
        layout.addWidget(line(upright=True))
        layout.addLayout(right, 1)


def _dropped_pdf(event: QDropEvent) -> Path | None:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((file for file in files if file.suffix.lower() == ".pdf"), None)
