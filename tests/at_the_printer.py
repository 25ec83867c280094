"""Documents in the window that shows and prints them: fixtures and what tests look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from msp_desktop.ui.shell.printing.page import PrintPage
from msp_desktop.ui.widgets.inputs import ChoiceBox
from tests.hands import Person


def look_at_agreement(person: Person) -> PrintPage:
    person.window.go_to_page("print", "agreement")
    shown = person.page(PrintPage)
    person.wait(lambda: shown.is_ready)
    return shown


def saved_sentence(name: str, folder: Path) -> str:
    """Return what the page says after a file was saved."""
    return f"Saved as \u2068{name}\u2069 in the folder \u2068{folder}\u2069."


@pytest.fixture
def page(at_work: Person) -> PrintPage:
    """The agreement of a new partnership, ready to be printed."""
    return look_at_agreement(at_work)


@pytest.fixture
def long(with_sample: str, person: Person) -> PrintPage:
    """The agreement of the sample, which has many pages."""
    person.window.open_partnership(with_sample)
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
