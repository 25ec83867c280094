"""How a document is printed: on which printer, which pages, how often; the last choices are kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from msp_desktop.domain.pages import NoSuchPages, chosen_pages
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.shell.preferences import Preferences
from msp_desktop.ui.shell.printing.panel import Panel
from msp_desktop.ui.widgets.counter import Counter
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox, LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push
from msp_desktop.ui.widgets.ticks import TickBox

TO_FILE = "file:"
"""The printer that is none: a PDF file."""
_MOST_COPIES = 99
_SIDES: Mapping[str, tuple[str, QPrinter.DuplexMode]] = {
    "one": (_("One side"), QPrinter.DuplexMode.DuplexNone),
    "long": (_("Both sides, turned like a book"), QPrinter.DuplexMode.DuplexLongSide),
    "short": (_("Both sides, turned upwards"), QPrinter.DuplexMode.DuplexShortSide),
}


class PrintPanel(Panel):
    """Asks how to print; ``wanted`` is sent when it is clear, ``more_wanted`` for the system's own dialog."""

    wanted = Signal()
    more_wanted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(translate("Print"))
        self._preferences = preferences
        self._total = 0
        self._printer = ChoiceBox()
        self._none = plain_label(translate("No printer is set up on this computer."), "caption")
        self._pages = LineInput()
        self._pages.setPlaceholderText(translate("All"))
        self._pages_entry = Entry(
            translate("Pages"), self._pages, translate("For example 1-3, 5. Empty: all of them.")
        )
        self._copies = Counter(1, _MOST_COPIES)
        self._collate = TickBox(translate("One whole copy after the other"))
        self._fits = ChoiceBox()
        self._sides = ChoiceBox()
        self._grey = TickBox(translate("In grey"))
        self._print = push(translate("Print now"), "primary", "print")
        self._more = push(translate("More…"))
        self._more.setToolTip(translate("The computer's own window for printing"))
        self._on_paper = [
            Entry(translate("Copies"), self._copies),
            self._collate,
            Entry(translate("Size on the paper"), self._fits),
            Entry(translate("Sides"), self._sides),
            self._grey,
            self._more,
        ]
        self._fill()
        self._lay_out()
        self._connect()

    def begin(self, total: int) -> None:
        """Ask about a document of so many pages, beginning with what was chosen last."""
        if total != self._total:
            self._pages.clear()
        self._total = total
        self._show_printers()
        self._pages_entry.complain("")
        self._pages.setFocus()

    @property
    def is_to_file(self) -> bool:
        """Whether it goes into a PDF file and not onto paper."""
        return str(self._printer.currentData()) == TO_FILE

    @property
    def fits(self) -> bool:
        """Whether a page fills the paper."""
        return bool(self._fits.currentData() == "fit")

    def pages(self) -> tuple[int, ...] | None:
        """Return the numbers of the pages; None when none are named, which is then said."""
        try:
            found = chosen_pages(self._pages.text(), self._total)
        except NoSuchPages as problem:
            self._pages_entry.complain(str(problem))
            self._pages.setFocus()
            return None
        self._pages_entry.complain("")
        return found

    def make_printer(self) -> QPrinter:
        """Return the chosen printer, set as chosen."""
        info = QPrinterInfo.printerInfo(str(self._printer.currentData()))
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        self.set_up(printer)
        return printer

    def set_up(self, printer: QPrinter) -> None:
        """Set a printer as chosen."""
        grey = QPrinter.ColorMode.GrayScale
        printer.setColorMode(grey if self._grey.isChecked() else QPrinter.ColorMode.Color)
        printer.setDuplex(_SIDES[str(self._sides.currentData())][1])
        printer.setCopyCount(self._copies.value)
        printer.setCollateCopies(self._collate.isChecked())

    def keep(self) -> None:
        """Remember what was chosen."""
        keep = self._preferences.keep
        keep("print/printer", str(self._printer.currentData()))
        keep("print/fit", str(self._fits.currentData()))
        if self._sides.isEnabled():
            keep("print/sides", str(self._sides.currentData()))
        keep("print/grey", "yes" if self._grey.isChecked() else "no")
        keep("print/collate", "yes" if self._collate.isChecked() else "no")

    # Inside

    def _fill(self) -> None:
        kept = self._preferences.kept
        self._fits.addItem(translate("Fit to the paper"), "fit")
        self._fits.addItem(translate("Actual size"), "actual")
        self._fits.setCurrentIndex(max(self._fits.findData(kept("print/fit")), 0))
        for key, (name, _mode) in _SIDES.items():
            self._sides.addItem(translate(name), key)
        self._sides.setCurrentIndex(max(self._sides.findData(kept("print/sides")), 0))
        self._grey.setChecked(kept("print/grey") == "yes")
        self._collate.setChecked(kept("print/collate") != "no")

    def _show_printers(self) -> None:
        chosen = self._printer.currentData()
        wanted = chosen if chosen is not None else self._preferences.kept("print/printer")
        self._printer.clear()
        names = QPrinterInfo.availablePrinterNames()
        self._none.setVisible(not names)
        for name in names:
            self._printer.addItem(name, name)
        self._printer.addItem(translate("A PDF file"), TO_FILE)
        places = (
            self._printer.findData(name) for name in (wanted, QPrinterInfo.defaultPrinterName())
        )
        self._printer.setCurrentIndex(next((place for place in places if place >= 0), 0))
        self._on_printer()

    def _on_printer(self) -> None:
        for widget in self._on_paper:
            widget.setVisible(not self.is_to_file)
        self._collate.setVisible(not self.is_to_file and self._copies.value > 1)
        self._print.setText(
            translate("Print to a file…") if self.is_to_file else translate("Print now")
        )
        if not self.is_to_file:
            info = QPrinterInfo.printerInfo(str(self._printer.currentData()))
            both = QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes()
            self._sides.setEnabled(both)
            if not both:
                self._sides.setCurrentIndex(0)

    def _connect(self) -> None:
        self._printer.activated.connect(self._on_printer)
        self._copies.changed.connect(self._on_printer)
        self._pages.returnPressed.connect(self._print.click)
        self._print.clicked.connect(self.wanted)
        self._more.clicked.connect(self.more_wanted)

    def _lay_out(self) -> None:
        self.add(Entry(translate("Printer"), self._printer), self._none)
        self.add(self._pages_entry)
        for widget in self._on_paper[:-1]:
            self.add(widget)
        self.end_with(self._print, self._more)
