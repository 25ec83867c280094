"""Documents come out of the computer: on paper, as a file, by e-mail, signed, or with a sentence why not."""

from __future__ import annotations

import io
from collections.abc import Callable
from email import message_from_bytes
from functools import partial
from pathlib import Path
from threading import Event
from typing import NoReturn
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from msp_desktop.app import signing
from msp_desktop.app.office import set_up_office
from msp_desktop.domain.problems import Problem
from msp_desktop.reports.documents import DOCUMENTS
from msp_desktop.ui.shell.printing import ways_out
from msp_desktop.ui.shell.printing.page import PrintPage
from msp_desktop.ui.shell.printing.preview import FIT_WIDTH, WHOLE_PAGE
from tests.at_the_printer import choice
from tests.hands import Person

pytestmark = pytest.mark.ui


def _saved(name: str, folder: Path) -> str:
    return f"Saved as \u2068{name}\u2069 in the folder \u2068{folder}\u2069."


def _tells_of(page: PrintPage, name: str) -> bool:
    return page.message.text.startswith(name)


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
    person.wait(lambda: _saved("agreement.pdf", tmp_path) == page.message.text)
    assert (tmp_path / "agreement.pdf").read_bytes().startswith(b"%PDF")
    assert person.window.preferences.folder == str(tmp_path)
    save_at(tmp_path / "agreement.docx")
    person.press("Save as…")
    person.wait(lambda: _saved("agreement.docx", tmp_path) == page.message.text)
    assert (tmp_path / "agreement.docx").read_bytes().startswith(b"PK")


def test_the_whole_partnership_is_saved_for_excel_in_the_language_chosen(
    person: Person, long: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    save_at(tmp_path / "all.xlsx")
    spoken = choice(person, "Language of the document")
    spoken.setCurrentIndex(spoken.findData("ne"))
    person.press("Whole partnership for Excel…")
    person.wait(lambda: _saved("all.xlsx", tmp_path) == long.message.text)
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
    person.wait(lambda: _saved("agreement.pdf", tmp_path) == page.message.text)
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
    person.wait(lambda: _saved("signed.pdf", tmp_path) == page.message.text)
    (found,) = signing.check((tmp_path / "signed.pdf").read_bytes(), person.desk.office)
    assert found.is_own
    page.open_file(tmp_path / "signed.pdf")
    person.wait(lambda: "That is this office." in page.message.text)
    assert page.message.text.startswith("signed.pdf: Signed by Jumla District Office")
    assert not person.button("E-mail").isEnabled()


def test_a_file_of_others_is_signed_too_and_is_to_be_saved(
    person: Person, page: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    assert page.shown is not None
    (tmp_path / "theirs.pdf").write_bytes(page.shown.pdf)
    page.open_file(tmp_path / "theirs.pdf")
    person.wait(lambda: "Nobody signed this document" in page.message.text)
    person.press("Sign…")
    person.press("Sign now")
    person.wait(lambda: "Save it now" in page.message.text)
    save_at(tmp_path / "signed.pdf")
    assert page.message.button is not None
    page.message.button.click()
    person.wait(lambda: _saved("signed.pdf", tmp_path) == page.message.text)
    assert signing.check((tmp_path / "signed.pdf").read_bytes(), person.desk.office)[0].is_own


def test_pages_are_drawn_on_while_signing_fails(
    person: Person, long: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.wait(lambda: long.preview.is_drawn)
    goes_on = Event()

    def fail(*_arguments: object) -> NoReturn:
        goes_on.wait()
        raise Problem("The keys cannot be read.")

    monkeypatch.setattr(signing, "sign_document", fail)
    person.press("Sign…")
    person.press("Sign now")
    long.preview.go_to(6)
    long.preview.repaint()
    goes_on.set()
    person.wait(lambda: long.message.text == "The keys cannot be read.")
    person.wait(lambda: long.preview.is_drawn)
    assert 6 in long.preview._pictures
    assert person.button("Print…").isEnabled()


def test_a_changed_file_is_told_and_shown(person: Person, page: PrintPage, tmp_path: Path) -> None:
    assert page.shown is not None
    signed = bytearray(signing.sign(person.desk.office, page.shown.pdf, "en").pdf)
    signed[11] ^= 1  # in the remark of the second line, which readers pass over
    (tmp_path / "changed.pdf").write_bytes(signed)
    page.open_file(tmp_path / "changed.pdf")
    person.wait(lambda: "was changed after it was signed" in page.message.text)
    assert page.preview.page_count > 1


def test_a_signature_looks_as_far_as_it_can_be_relied_on(
    person: Person, page: PrintPage, tmp_path: Path
) -> None:
    assert page.shown is not None
    own = signing.sign(person.desk.office, page.shown.pdf, "en").pdf
    stranger = set_up_office(tmp_path / "stranger", name="Surkhet", place="", person="Ram")
    unknown = signing.sign(stranger, page.shown.pdf, "en").pdf
    stranger.close()
    for name, pdf, mood in (
        ("own.pdf", own, "ok"),
        ("unknown.pdf", unknown, "open"),
        ("added.pdf", own + b"% more", "warn"),
    ):
        (tmp_path / name).write_bytes(pdf)
        page.open_file(tmp_path / name)
        person.wait(partial(_tells_of, page, name))
        assert page.message.mood == mood


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


def test_there_is_a_way_back_from_a_file_to_the_document(
    person: Person, page: PrintPage, tmp_path: Path
) -> None:
    made = page.shown
    assert made is not None
    (tmp_path / "theirs.pdf").write_bytes(made.pdf)
    for way_back in ("Partnership agreement", "Back to the document"):
        page.open_file(tmp_path / "theirs.pdf")
        person.wait(lambda: "Nobody signed this document" in page.message.text)
        assert person.reads("Attach this file to a message yourself")
        person.press(way_back)
        person.wait(lambda: page.is_ready)
        assert page.shown is not None
        assert page.shown.published is not None
        assert not person.reads("Attach this file to a message yourself")


def test_what_was_signed_is_not_thrown_away_unasked(
    person: Person, page: PrintPage, tmp_path: Path, save_at: Callable[[Path], None]
) -> None:
    person.press("Sign…")
    person.press("Sign now")
    person.wait(lambda: page.message.text.startswith("Signed."))
    signed = page.shown
    person.press("Open action points")
    page.open_file(tmp_path / "other.pdf")
    assert "is not saved yet" in page.message.text
    assert page.shown is signed
    save_at(tmp_path / "signed.pdf")
    person.press("Save it first…")
    person.wait(lambda: _saved("signed.pdf", tmp_path) == page.message.text)
    person.press("Open action points")
    person.wait(lambda: page.shown not in (None, signed))


def test_what_was_signed_can_be_thrown_away(person: Person, page: PrintPage) -> None:
    person.press("Sign…")
    person.press("Sign now")
    person.wait(lambda: page.message.text.startswith("Signed."))
    person.press("Open action points")
    person.press("Throw it away")
    person.wait(lambda: page.shown is not None and not page.shown.is_signed)


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


def test_a_list_shows_all_its_entries_whole(person: Person, long: PrintPage) -> None:
    person.press("Minutes of a meeting")
    person.wait(lambda: long.is_ready)
    meetings = choice(person, "Meeting")
    meetings.addItem(
        "A meeting with a name that is much longer than the panel is wide, in every font"
    )
    meetings.setCurrentIndex(meetings.count() - 1)
    assert meetings.toolTip() == meetings.currentText()
    meetings.showPopup()
    view = meetings.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    last = view.visualRect(view.model().index(meetings.count() - 1, 0))
    assert view.viewport().rect().contains(last.bottomLeft())
    meetings.hidePopup()
