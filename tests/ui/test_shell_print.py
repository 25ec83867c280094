"""Documents come out of the computer: on paper, as a file, by e-mail, signed, or with a sentence why not."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from threading import Event

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QSpinBox

from msp_desktop.app import signing
from msp_desktop.app.sample import load_sample
from msp_desktop.ui.shell.printing.page import PrintPage
from msp_desktop.ui.shell.printing.preview import FIT_WIDTH, WHOLE_PAGE
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.ticks import TickBox
from tests.hands import Person

pytestmark = pytest.mark.ui


def look_at_agreement(person: Person) -> PrintPage:
    person.window.go_to_page("print", "agreement")
    shown = person.page(PrintPage)
    person.wait(lambda: shown.is_ready)
    return shown


@pytest.fixture
def page(at_work: Person) -> PrintPage:
    """The agreement of a new partnership, ready to be printed."""
    return look_at_agreement(at_work)


@pytest.fixture
def long(person: Person) -> PrintPage:
    """The agreement of the sample, which has many pages."""
    person.window.open_partnership(load_sample(person.workspace))
    return look_at_agreement(person)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to other programs of the computer."""
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def save_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Chooses where a file is saved, in the place of the system's window."""

    def choose(file: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(file), ""))

    return choose


def pdf_printer(file: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def text_of(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file.read_bytes()) as opened:
        return [str(one.get_textpage().get_text_range()) for one in opened]


def choice(person: Person, name: str) -> ChoiceBox:
    return next(one for one in person.visible(ChoiceBox) if one.accessibleName() == name)


# Looking


def test_a_document_can_speak_another_language_than_the_window(
    at_work: Person, page: PrintPage
) -> None:
    spoken = choice(at_work, "Language of the document")
    assert [spoken.itemText(place) for place in range(3)] == [
        "English",
        "ខ្មែរ (Khmer) – not reviewed",
        "नेपाली (Nepali) – not reviewed",
    ]
    assert spoken.currentText() == "English", "the partnership has chosen none"
    spoken.setFocus()
    QTest.keyClick(spoken, Qt.Key.Key_Down)
    QTest.keyClick(spoken, Qt.Key.Key_Down)
    at_work.wait(lambda: page.is_ready)
    assert page.shown is not None
    assert page.shown.title == "साझेदारी सम्झौता"


def test_every_page_can_be_reached_and_is_drawn(person: Person, long: PrintPage) -> None:
    preview = long.preview
    person.wait(lambda: preview.is_drawn)
    assert preview.page == 1
    assert preview.page_count > 5
    assert preview.accessibleName() == f"Preview of the document, page 1 of {preview.page_count}"
    preview.setFocus()
    person.key(Qt.Key.Key_End)
    assert preview.page == preview.page_count
    person.wait(lambda: preview.is_drawn)
    person.key(Qt.Key.Key_Home)
    assert preview.page == 1
    for _screen in range(4):
        person.key(Qt.Key.Key_PageDown)
    assert 1 < preview.page < 4


def test_only_what_is_in_sight_is_drawn(person: Person, long: PrintPage) -> None:
    person.wait(lambda: long.preview.is_drawn and not person.desk.jobs.is_working)
    assert 0 < len(long.preview._pictures) <= 4
    long.preview.go_to(8)
    person.wait(lambda: long.preview.is_drawn and not person.desk.jobs.is_working)
    assert 8 in long.preview._pictures
    assert 5 not in long.preview._pictures


def test_a_typed_number_leads_to_its_page(person: Person, long: PrintPage) -> None:
    field = person.field("Page")
    assert isinstance(field, QLineEdit)
    for typed, number in (("7", 7), ("999", long.preview.page_count), ("x", None), ("०३", 3)):
        before = long.preview.page
        field.setFocus()
        field.setText(typed)  # QTest types no other letters than ours
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert long.preview.page == (number or before)
        assert field.text() == str(long.preview.page)


def test_pages_are_shown_larger_smaller_and_whole(person: Person, long: PrintPage) -> None:
    preview, sizes = long.preview, choice(person, "Size of the pages")
    preview.go_to(3)
    sizes.setCurrentIndex(sizes.findData(WHOLE_PAGE))
    sizes.activated.emit(sizes.currentIndex())
    assert preview._area(3).height() <= preview.viewport().height()
    assert preview.page == 3
    preview.setFocus()
    person.key(Qt.Key.Key_PageDown)
    assert preview.page == 4
    person.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.size_chosen > 0
    assert sizes.currentData() == preview.size_chosen
    larger = preview._area(4).width()
    person.key(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview._area(4).width() < larger
    person.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.size_chosen == FIT_WIDTH
    assert preview.page == 4


# Printing


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
    person.wait(lambda: long.message.text == "Printed into part.pdf.")
    pages = text_of(tmp_path / "part.pdf")
    total = long.preview.page_count
    assert len(pages) == 3
    for number, text in zip((2, 4, 5), pages, strict=True):
        assert f"Page {number} of {total}" in text


def test_pages_that_are_not_there_are_not_printed(person: Person, page: PrintPage) -> None:
    person.press("Print…")
    person.type_into("Pages", "40-50")
    person.press("Print to a file…")
    assert person.reads("names no pages of this document")
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


# Files and letters


def test_a_document_is_saved_where_somebody_says(
    person: Person, page: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    save_at(tmp_path / "agreement")
    person.press("Save as…")
    person.wait(lambda: page.message.text == "Saved as agreement.pdf.")
    assert (tmp_path / "agreement.pdf").read_bytes().startswith(b"%PDF")
    assert person.window.preferences.folder == str(tmp_path)
    save_at(tmp_path / "agreement.docx")
    person.press("Save as…")
    person.wait(lambda: page.message.text == "Saved as agreement.docx.")
    assert (tmp_path / "agreement.docx").read_bytes().startswith(b"PK")


def test_a_folder_that_cannot_be_written_is_named(
    person: Person, page: PrintPage, tmp_path: Path
) -> None:
    assert page.shown is not None
    page.ways_out.save_to(page.shown, tmp_path / "pulled out" / "agreement.pdf")
    person.wait(lambda: "could not be written" in page.message.text)
    assert "pulled out" in page.message.text


def test_the_viewer_of_the_computer_gets_the_document(
    person: Person, page: PrintPage, opened: list[Path]
) -> None:
    person.press("Open in the PDF viewer")
    person.wait(lambda: bool(opened))
    assert opened[0].read_bytes().startswith(b"%PDF")


def test_without_a_viewer_saving_is_offered(
    person: Person, page: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    person.press("Open in the PDF viewer")
    person.wait(lambda: "No program on this computer opens this kind" in page.message.text)


def test_the_mail_program_opens_with_the_document(
    person: Person, page: PrintPage, opened: list[Path]
) -> None:
    person.press("E-mail")
    person.wait(lambda: bool(opened))
    letter = message_from_bytes(opened[0].read_bytes())
    assert letter["X-Unsent"] == "1"
    assert [part.get_content_type() for part in letter.walk()][-1] == "application/pdf"
    assert "mail program opens" in page.message.text


# Signing


def test_a_document_is_signed_shown_saved_and_checked(
    person: Person, page: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    person.press("Sign…")
    assert person.reads("It is not the electronic signature of a state")
    person.press("Sign now")
    person.wait(lambda: page.message.text.startswith("Signed."))
    assert page.preview.page == page.preview.page_count
    assert not person.button("Sign…").isEnabled()
    save_at(tmp_path / "signed.pdf")
    person.press("Save as…")
    person.wait(lambda: page.message.text == "Saved as signed.pdf.")
    (found,) = signing.check((tmp_path / "signed.pdf").read_bytes(), person.desk.office)
    assert found.is_own
    page.open_file(tmp_path / "signed.pdf")
    person.wait(lambda: "That is this office." in page.message.text)
    assert page.message.text.startswith("signed.pdf: Signed by Jumla District Office")
    assert not person.button("E-mail").isEnabled()


def test_a_changed_file_is_told_and_shown(person: Person, page: PrintPage, tmp_path: Path) -> None:
    assert page.shown is not None
    signed = bytearray(signing.sign(person.desk.office, page.shown.pdf, "en").pdf)
    signed[11] ^= 1  # in the remark of the second line, which readers pass over
    (tmp_path / "changed.pdf").write_bytes(signed)
    page.open_file(tmp_path / "changed.pdf")
    person.wait(lambda: "was changed after it was signed" in page.message.text)
    assert page.preview.page_count > 1


def test_a_file_that_is_no_pdf_is_told(person: Person, page: PrintPage, tmp_path: Path) -> None:
    (tmp_path / "photo.pdf").write_bytes(io.BytesIO(b"\xff\xd8").getvalue())
    page.open_file(tmp_path / "photo.pdf")
    person.wait(lambda: "cannot be read as a PDF" in page.message.text)
    page.open_file(tmp_path / "gone.pdf")
    person.wait(lambda: "The file cannot be read" in page.message.text)
    assert not person.button("Print…").isEnabled()
    assert person.told == []


# Choosing


def test_the_meeting_can_be_chosen(person: Person, long: PrintPage) -> None:
    person.press("Minutes of a meeting")
    person.wait(lambda: long.is_ready)
    meetings = choice(person, "Meeting")
    choices = meetings.count()
    assert choices == len(person.workspace.rows("meeting", person.desk.space_id))
    before = long.shown
    meetings.setCurrentIndex(choices - 1)
    meetings.activated.emit(choices - 1)
    assert not long.is_ready
    person.wait(lambda: long.is_ready)
    assert long.shown != before


@pytest.mark.parametrize(
    ("document", "sentence"), [("minutes", "“Meetings” is empty"), ("review", "“Reviews” is empty")]
)
def test_nothing_to_print_is_said_in_the_page(
    at_work: Person, document: str, sentence: str
) -> None:
    at_work.window.go_to_page("print", document)
    page = at_work.page(PrintPage)
    at_work.wait(lambda: sentence in page.message.text)
    assert not at_work.button("Print…").isEnabled()
    assert at_work.told == []


def test_coming_back_from_printing_finds_the_page_as_it_was_left(at_work: Person) -> None:
    at_work.window.go_to_page("receive")
    left = at_work.window.side_page
    at_work.window.go_to_page("print", "agreement")
    printing = at_work.page(PrintPage)
    at_work.wait(lambda: printing.is_ready)
    at_work.window.go_back()
    assert at_work.window.side_page is left
    assert left is not None
    assert left.isVisible()
    at_work.window.go_to_page("print", "agreement")
    at_work.window.go_to_page("print", "agenda")
    at_work.window.go_back()
    at_work.window.go_back()
    assert at_work.window.side_page is left
    at_work.window.go_to_page("offices")
    assert at_work.window.side_page is not left
