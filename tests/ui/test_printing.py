"""Documents go onto paper, or a sentence says why not."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QDialog, QSpinBox

from msp_desktop.ui.shell.printing.page import PrintPage
from msp_desktop.ui.widgets.ticks import TickBox
from tests.at_the_printer import choice, pdf_printer, text_of
from tests.hands import Person

pytestmark = pytest.mark.ui


def test_every_page_goes_to_the_printer(person: Person, page: PrintPage, tmp_path: Path) -> None:
    total = page.preview.page_count
    page.print_on(pdf_printer(tmp_path / "out.pdf"), range(1, total + 1))
    person.wait(lambda: "sent to the printer" in page.message.text)
    assert page.message.text == f"{total} pages sent to the printer."
    assert len(text_of(tmp_path / "out.pdf")) == total


def test_printing_can_be_stopped(person: Person, long: PrintPage, tmp_path: Path) -> None:
    long.print_on(pdf_printer(tmp_path / "out.pdf"), range(1, long.preview.page_count + 1))
    person.wait(lambda: long._progress._bar.value() > 0)
    person.press("Stop")
    person.wait(lambda: "sent to the printer" in long.message.text)
    assert len(text_of(tmp_path / "out.pdf")) < long.preview.page_count
    assert person.button("Print…").isEnabled()


def test_copies_are_made_where_the_printer_makes_none(
    person: Person, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office laser"])
    person.press("Print…")
    next(person.visible(QSpinBox)).stepUp()
    assert any(box.text() == "One whole copy after the other" for box in person.visible(TickBox))
    printer = pdf_printer(tmp_path / "out.pdf")
    page.print_panel.set_up(printer)
    page.print_on(printer, (1, 2))
    person.wait(lambda: page.message.text == "4 pages sent to the printer.")


def test_what_is_chosen_in_the_window_of_the_system_counts(
    person: Person, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    monkeypatch.setattr(page.print_panel, "make_printer", lambda: printer)

    def choose(_dialog: QPrintDialog) -> int:
        printer.setCopyCount(3)
        printer.setFromTo(2, 2)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    person.press("Print…")
    page.choose_in_system()
    person.wait(lambda: page.message.text == "3 pages sent to the printer.")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_pages_is_told(
    person: Person, page: PrintPage, tmp_path: Path
) -> None:
    page.print_on(pdf_printer(tmp_path / "gone" / "out.pdf"), (1, 2))
    person.wait(lambda: "0 of 2 pages went there" in page.message.text)
    assert person.button("Print…").isEnabled()
    assert person.told == []


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_pages_is_told_also_when_the_page_was_left(
    person: Person, page: PrintPage, tmp_path: Path
) -> None:
    page.print_on(pdf_printer(tmp_path / "gone" / "out.pdf"), (1, 2))
    goes_on = Event()
    person.desk.jobs.run(goes_on.wait, lambda _none: None)
    person.window.go_back()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    goes_on.set()
    person.wait(lambda: bool(person.told))
    assert "0 of 2 pages went there" in person.told[0]


def test_the_window_can_be_closed_while_it_prints(
    person: Person, long: PrintPage, tmp_path: Path
) -> None:
    long.print_on(pdf_printer(tmp_path / "out.pdf"), range(1, long.preview.page_count + 1))
    person.wait(lambda: long._progress._bar.value() > 1)
    person.close()
    gc.collect()
    assert len(text_of(tmp_path / "out.pdf")) > 1


def test_without_a_printer_the_pages_go_into_a_file_with_their_text(
    person: Person, long: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    save_at(tmp_path / "part")
    person.press("Print…")
    assert choice(person, "Printer").currentText() == "A PDF file"
    person.type_into("Pages", "2, 4-5")
    person.press("Print to a file…")
    person.wait(lambda: "Printed into \u2068part.pdf\u2069" in long.message.text)
    assert str(tmp_path) in long.message.text
    pages = text_of(tmp_path / "part.pdf")
    total = long.preview.page_count
    assert len(pages) == 3
    for number, text in zip((2, 4, 5), pages, strict=True):
        assert f"Page {number} of {total}" in text


def test_pages_that_are_not_there_are_not_printed(person: Person, page: PrintPage) -> None:
    person.press("Print…")
    person.type_into("Pages", "1, 40-50")
    person.press("Print to a file…")
    assert person.reads("“40-50” lies outside this document")
    person.press("Not now")
    assert person.button("Print…").isEnabled()


def test_esc_closes_what_was_asked_before_it_leads_back(person: Person, page: PrintPage) -> None:
    person.press("Print…")
    person.key(Qt.Key.Key_Escape)
    assert person.button("Print…").isEnabled()
    assert person.page(PrintPage) is page
    person.key(Qt.Key.Key_Escape)
    assert person.window.side_page is None


def test_how_somebody_printed_is_remembered(
    person: Person, page: PrintPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printers = ["Front desk", "Office laser"]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: printers)
    monkeypatch.setattr(page.print_panel, "make_printer", lambda: pdf_printer(tmp_path / "out.pdf"))
    person.press("Print…")
    for name, words in (("Printer", "Office laser"), ("Size on the paper", "Actual size")):
        box = choice(person, name)
        box.setCurrentText(words)
        box.activated.emit(box.currentIndex())
    person.type_into("Pages", "1")
    person.press("In grey")
    person.press("Print now")
    person.wait(lambda: page.message.text == "1 page sent to the printer.")
    person.window.go_back()
    person.window.go_to_page("print", "agreement")
    again = person.page(PrintPage)
    person.wait(lambda: again.is_ready)
    person.press("Print…")
    assert choice(person, "Printer").currentText() == "Office laser"
    assert choice(person, "Size on the paper").currentText() == "Actual size"
    assert next(one for one in person.visible(TickBox) if one.text() == "In grey").isChecked()
