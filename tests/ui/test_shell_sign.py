"""Documents are signed and checked on the page for printing, and what was signed is not lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import NoReturn

import pytest

from msp_desktop.app import signing
from msp_desktop.app.office import set_up_office
from msp_desktop.domain.problems import Problem
from msp_desktop.ui.shell.printing.page import PrintPage
from tests.at_the_printer import saved_sentence
from tests.hands import Person

pytestmark = pytest.mark.ui


def _tells_of(page: PrintPage, name: str) -> bool:
    return page.message.text.startswith(name)


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
    person.wait(lambda: saved_sentence("signed.pdf", tmp_path) == page.message.text)
    (found,) = signing.check((tmp_path / "signed.pdf").read_bytes(), person.desk.office)
    assert found.is_own
    page.open_file(tmp_path / "signed.pdf")
    person.wait(lambda: "That is this office." in page.message.text)
    assert page.message.text.startswith("signed.pdf: Signed by Jumla District Office")
    assert not person.button("E-mail").isEnabled()


def test_a_file_of_others_is_signed_too_and_is_to_besaved_sentence(
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
    person.wait(lambda: saved_sentence("signed.pdf", tmp_path) == page.message.text)
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
    person.wait(lambda: saved_sentence("signed.pdf", tmp_path) == page.message.text)
    person.press("Open action points")
    person.wait(lambda: page.shown not in (None, signed))


def test_what_was_signed_can_be_thrown_away(person: Person, page: PrintPage) -> None:
    person.press("Sign…")
    person.press("Sign now")
    person.wait(lambda: page.message.text.startswith("Signed."))
    person.press("Open action points")
    person.press("Throw it away")
    person.wait(lambda: page.shown is not None and not page.shown.is_signed)


def test_leaving_the_page_does_not_throw_a_signature_away_unasked(
    person: Person, page: PrintPage
) -> None:
    person.press("Sign…")
    person.press("Sign now")
    person.wait(lambda: page.message.text.startswith("Signed."))
    person.press("Back")
    assert person.window.side_page is not None
    assert person.window.side_page.content is page
    assert page.message.text.startswith("What you signed is not saved yet.")
    person.press("Back")
    assert person.window.side_page is None


def test_closing_the_window_does_not_throw_a_signature_away_unasked(
    person: Person, page: PrintPage
) -> None:
    person.press("Sign…")
    person.press("Sign now")
    person.wait(lambda: page.message.text.startswith("Signed."))
    assert not person.window.close()
    assert page.message.text.startswith("What you signed is not saved yet.")
    assert person.window.close()
