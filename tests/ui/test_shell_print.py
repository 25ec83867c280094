"""Documents come out of the computer: on paper, as a file, or with a sentence why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from msp_desktop.app.sample import load_sample
from msp_desktop.ui.shell.print_page import PrintPage
from tests.hands import Person

pytestmark = pytest.mark.ui


@pytest.fixture
def page(person: Person) -> PrintPage:
    """The agreement of the sample, ready to be printed."""
    person.window.open_partnership(load_sample(person.workspace))
    person.window.go_to_page("print", "agreement")
    shown = person.page(PrintPage)
    person.wait(lambda: shown.is_ready)
    return shown


def test_every_page_goes_to_the_printer(person: Person, page: PrintPage, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    page.print_on(printer)
    person.wait(lambda: "sent to the printer" in page.message.text)
    assert page.message.text == f"{page.preview.page_count} pages sent to the printer."
    pdf = (tmp_path / "out.pdf").read_bytes()
    assert pdf.count(b"/Type /Page\n") == page.preview.page_count


def test_only_the_pages_asked_for_are_printed(
    person: Person, page: PrintPage, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 2)
    page.print_on(printer)
    person.wait(lambda: page.message.text == "1 page sent to the printer.")


def test_without_a_printer_saving_is_offered(
    person: Person, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "agreement"
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(file), ""))
    person.press("Print…")
    assert "No printer is set up" in page.message.text
    assert page.message.button is not None
    page.message.button.click()
    person.wait(lambda: page.message.text == "Saved as agreement.pdf.")
    assert (tmp_path / "agreement.pdf").read_bytes().startswith(b"%PDF")
    assert person.window.preferences.folder == str(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(
    person: Person, page: PrintPage, tmp_path: Path
) -> None:
    page.save_to(tmp_path / "pulled out" / "agreement.pdf")
    person.wait(lambda: "could not be written" in page.message.text)
    assert "pulled out" in page.message.text


def test_the_viewer_of_the_computer_gets_the_document(
    person: Person, page: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    person.press("Open in the PDF viewer")
    person.wait(lambda: bool(opened))
    assert Path(opened[0]).read_bytes().startswith(b"%PDF")


def test_without_a_viewer_saving_is_offered(
    person: Person, page: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    person.press("Open in the PDF viewer")
    person.wait(lambda: "No program on this computer opens PDF" in page.message.text)


def test_the_meeting_can_be_chosen(person: Person, page: PrintPage) -> None:
    person.press("Minutes of a meeting")
    person.wait(lambda: page.is_ready)
    choices = page._subject.count()
    assert choices == len(person.workspace.rows("meeting", person.desk.space_id))
    page._subject.setCurrentIndex(choices - 1)
    page._subject.activated.emit(choices - 1)
    assert not page.is_ready
    person.wait(lambda: page.is_ready)


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
