"""Documents come out of the computer: on paper, as a file, by e-mail, signed, or with a sentence why not."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from msp_desktop.reports.documents import DOCUMENTS
from msp_desktop.ui.shell.printing import ways_out
from msp_desktop.ui.shell.printing.page import PrintPage
from msp_desktop.ui.shell.printing.preview import FIT_WIDTH, WHOLE_PAGE
from msp_desktop.ui.widgets.labels import as_tooltip
from tests.at_the_printer import choice, saved_sentence
from tests.hands import Person

pytestmark = pytest.mark.ui


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


# Files and letters


def test_a_document_is_saved_where_somebody_says(
    person: Person, page: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    save_at(tmp_path / "agreement")
    person.press("Save as…")
    person.wait(lambda: saved_sentence("agreement.pdf", tmp_path) == page.message.text)
    assert (tmp_path / "agreement.pdf").read_bytes().startswith(b"%PDF")
    assert person.window.preferences.folder == str(tmp_path)
    save_at(tmp_path / "agreement.docx")
    person.press("Save as…")
    person.wait(lambda: saved_sentence("agreement.docx", tmp_path) == page.message.text)
    assert (tmp_path / "agreement.docx").read_bytes().startswith(b"PK")


def test_the_whole_partnership_is_saved_for_excel_in_the_language_chosen(
    person: Person, long: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    save_at(tmp_path / "all.xlsx")
    spoken = choice(person, "Language of the document")
    spoken.setCurrentIndex(spoken.findData("ne"))
    person.press("Whole partnership for Excel…")
    person.wait(lambda: saved_sentence("all.xlsx", tmp_path) == long.message.text)
    with ZipFile(tmp_path / "all.xlsx") as found:
        assert "साझेदार" in found.read("xl/workbook.xml").decode()


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


def test_a_document_that_a_viewer_holds_open_is_shown_anew_under_another_name(
    person: Person, page: PrintPage, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    person.press("Open in the PDF viewer")
    person.wait(lambda: len(opened) == 1)
    unlink = Path.unlink

    def refuse(file: Path, missing_ok: bool = False) -> None:
        if file == opened[0]:
            raise PermissionError(13, "used by another process")
        unlink(file, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    person.press("Open in the PDF viewer")
    person.wait(lambda: len(opened) == 2)
    assert opened[1].name == f"{opened[0].stem} (2).pdf"
    assert opened[1].read_bytes() == opened[0].read_bytes()


def test_without_a_viewer_saving_is_offered(
    person: Person, page: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    person.press("Open in the PDF viewer")
    person.wait(lambda: "No program on this computer opens" in page.message.text)
    assert page.shown is not None
    assert f"\u2068{page.shown.file_name}\u2069" in page.message.text
    assert str(person.desk.office.home / "shown") in page.message.text


def test_opening_what_was_saved_says_where_it_is_in_case_nothing_opens(
    person: Person,
    page: PrintPage,
    tmp_path: Path,
    save_at: Callable[[Path], None],
    opened: list[Path],
) -> None:
    save_at(tmp_path / "agreement.pdf")
    person.press("Save as…")
    person.wait(lambda: saved_sentence("agreement.pdf", tmp_path) == page.message.text)
    assert page.message.button is not None
    page.message.button.click()
    assert opened == [tmp_path / "agreement.pdf"]
    assert "If none opens" in page.message.text
    assert str(tmp_path) in page.message.text


def test_the_first_file_is_chosen_among_the_documents_of_the_person(
    person: Person, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def look(_page: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        begun.append(place)
        return ("", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", look)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", look)
    monkeypatch.setattr(ways_out, "documents", lambda: tmp_path)
    assert person.window.preferences.folder == ""
    person.press("Save as…")
    person.press("Check a signed file…")
    person.window.preferences.folder = str(tmp_path / "a stick that was pulled out")
    person.press("Save as…")
    assert page.shown is not None
    assert begun == [str(tmp_path / page.shown.file_name), str(tmp_path), begun[0]]
    monkeypatch.setattr(ways_out, "documents", lambda: tmp_path / "nowhere")
    assert page.ways_out.folder() == Path.home()


def test_the_mail_program_opens_with_the_document(
    person: Person, page: PrintPage, opened: list[Path]
) -> None:
    person.press("E-mail")
    person.wait(lambda: bool(opened))
    letter = message_from_bytes(opened[0].read_bytes())
    assert letter["X-Unsent"] == "1"
    assert [part.get_content_type() for part in letter.walk()][-1] == "application/pdf"
    assert "If none opens" in page.message.text
    assert opened[0].name in page.message.text
    assert str(opened[0].parent) in page.message.text


def test_where_no_program_opens_drafts_it_says_where_the_draft_is(
    person: Person, page: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    person.press("E-mail")
    person.wait(lambda: "No mail program on this computer" in page.message.text)
    (draft,) = (person.desk.office.home / "shown").glob("*.eml")
    assert draft.name in page.message.text
    assert str(draft.parent) in page.message.text


# Signing


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


def test_asking_for_printing_again_keeps_what_was_chosen(person: Person, page: PrintPage) -> None:
    spoken = choice(person, "Language of the document")
    spoken.setCurrentIndex(spoken.findData("ne"))
    spoken.activated.emit(spoken.currentIndex())
    person.wait(lambda: page.is_ready)
    person.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert person.page(PrintPage) is page
    menu = person.window.print_menu
    menu.aboutToShow.emit()
    titles = [action.text() for action in menu.actions() if action.text()]
    assert len(titles) == len(DOCUMENTS) + 1
    assert titles[-1] == "Check a signed file…"
    menu.actions()[titles.index("Open action points")].trigger()
    person.wait(lambda: page.is_ready)
    assert person.page(PrintPage) is page
    assert spoken.currentData() == "ne"


def test_what_is_done_with_a_document_is_in_sight_whichever_is_chosen(
    person: Person, long: PrintPage
) -> None:
    person.window.resize(1366, 768)
    assert long.is_ready
    for title in ("Reporting lines and reports due", "Partner list"):
        person.press(title)
        for words in (title, "Print…", "Save as…", "Whole partnership for Excel…"):
            person.wait(partial(is_in_sight, person.button(words)))


def test_in_a_low_window_nothing_lies_upon_the_list_of_documents(
    person: Person, long: PrintPage
) -> None:
    person.window.resize(1000, 480)
    documents, spoken = long._choose._list, long._choose._spoken_entry
    person.wait(lambda: documents.visibleRegion().boundingRect().height() < 200)
    assert documents.geometry().bottom() < spoken.geometry().top()
    assert documents.height() >= documents.minimumHeight()


def is_in_sight(button: QAbstractButton) -> bool:
    return button.visibleRegion().boundingRect() == button.rect()


def test_a_list_shows_all_its_entries_whole(person: Person, long: PrintPage) -> None:
    person.press("Minutes of a meeting")
    person.wait(lambda: long.is_ready)
    meetings = choice(person, "Meeting")
    meetings.addItem(
        "A meeting with a name that is much longer than the panel is wide, in every font"
    )
    meetings.setCurrentIndex(meetings.count() - 1)
    assert meetings.toolTip() == as_tooltip(meetings.currentText())
    meetings.showPopup()
    view = meetings.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    last = view.visualRect(view.model().index(meetings.count() - 1, 0))
    assert view.viewport().rect().contains(last.bottomLeft())
    meetings.hidePopup()
