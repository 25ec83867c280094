"""An officer gets to know another office through the window: card, digits, trust, and its loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions
from msp_desktop.app.office import Office
from msp_desktop.ui.exchange.card_view import Digits, OwnCard, QrCode, print_card
from msp_desktop.ui.exchange.offices_page import OfficesPage
from msp_desktop.ui.widgets.labels import isolated
from tests.copying import ReadyMade
from tests.hands import Person
from tests.trusting import befriend

pytestmark = pytest.mark.ui
Start = Callable[..., Person]
LONG = "Office of the Provincial Planning Commission for Water, Sanitation and Hygiene of Karnali"


@pytest.fixture
def other(tmp_path: Path, ready_made: ReadyMade) -> Iterator[Office]:
    office = ready_made(tmp_path / "other", name=LONG, place="Birendranagar", person="Hari")
    office.workspace.add_partnership({"name": "Clean water"})
    yield office
    office.close()


@pytest.fixture
def person(start: Start, tmp_path: Path) -> Person:
    someone = start(tmp_path / "jumla")
    someone.set_up("Jumla District Office", "Sita Rawal")
    return someone


@pytest.fixture
def page(person: Person) -> OfficesPage:
    return show(person)


def show(person: Person) -> OfficesPage:
    person.window.go_to_page("offices")
    person.wait(lambda: person.shows("Save card…"))
    return person.page(OfficesPage)


def digits(office: Office) -> str:
    return trust.own_card(office.workspace.database).card.digits


def states(person: Person) -> list[str]:
    return [one.state.value for one in trust.known_offices(person.workspace.database)]


def card_of(office: Office, folder: Path) -> Path:
    trust.write_card(office.workspace.database, folder / "other.mspcard")
    return folder / "other.mspcard"


def test_the_own_card_shows_its_digits_and_code_and_is_saved(
    person: Person, page: OfficesPage, tmp_path: Path
) -> None:
    (shown,) = person.visible(Digits)
    own = trust.own_card(person.workspace.database).card
    assert shown.text().split() == own.digits.split()
    assert own.digits in shown.accessibleName()
    assert list(person.visible(QrCode))
    page.save_card(tmp_path / "mine.mspcard")
    person.wait(lambda: f"{isolated('mine.mspcard')} is written" in page.message.text)
    assert trust.read_card(tmp_path / "mine.mspcard").card == own


def test_the_folder_of_a_card_is_offered_again_at_once(
    page: OfficesPage, other: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def no_file(_page: object, _title: str, folder: str, _kinds: str = "") -> tuple[str, str]:
        asked.append(folder)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", no_file)
    stick = tmp_path / "stick"
    stick.mkdir()
    page.add_card(card_of(other, stick))
    page._on_add()
    assert asked == [str(stick)]


def test_a_card_is_printed(person: Person, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "card.pdf"))
    print_card(printer, trust.own_card(person.workspace.database))
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_an_office_is_added_compared_and_trusted_by_keyboard_alone(
    person: Person, page: OfficesPage, other: Office, tmp_path: Path
) -> None:
    page.add_card(card_of(other, tmp_path))
    person.wait(lambda: person.reads("Not compared yet."))
    compare = QApplication.focusWidget()
    assert compare is not None
    assert compare.accessibleName() == f"Compare digits of {LONG}"
    for button in (page._receive, page._send, page._add):
        person.key(Qt.Key.Key_Backtab)
        assert button.hasFocus(), "Tab goes through the page as one reads it"
    person.key(Qt.Key.Key_Backtab)
    (own,) = person.visible(OwnCard)
    assert own.print.hasFocus()
    compare.setFocus()
    person.key(Qt.Key.Key_Space)
    person.wait(lambda: len(list(person.visible(Digits))) == 3)
    person.write("12345")
    person.key(Qt.Key.Key_Return)
    assert person.reads("These are not the digits on that card.")
    assert states(person) == ["unknown"]
    field = QApplication.focusWidget()
    assert field is not None
    person.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.write(digits(other))
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: person.reads("Trusted: the digits were compared."))
    assert states(person) == ["verified"]
    assert QApplication.focusWidget() is page.message.button
    assert person.shows("Receive a file…")


def test_both_numbers_are_shown_and_a_tick_is_enough(
    person: Person, page: OfficesPage, other: Office, tmp_path: Path
) -> None:
    page.add_card(card_of(other, tmp_path))
    person.wait(lambda: person.shows("Compare digits"))
    person.press("Compare digits")
    person.press("Confirm")
    assert person.reads("Type the digits, or tick")
    person.press("We compared all six groups. They are the same.")
    person.press("Confirm")
    person.wait(lambda: states(person) == ["verified"])


def test_a_refused_file_leads_to_the_digits_and_is_taken_in_afterwards(
    person: Person, other: Office, tmp_path: Path
) -> None:
    file = tmp_path / "first.mspsync"
    exchange.send(other.workspace.database, file, SendOptions(is_open=True))
    exchange.receive(person.workspace.database, [file])
    page = show(person)
    person.wait(lambda: person.reads("Its files wait unopened"))
    person.press("Compare digits")
    person.press("We compared all six groups. They are the same.")
    person.press("Confirm")
    person.wait(lambda: "is trusted now" in page.message.text)
    exchange.receive(person.workspace.database, [file])
    assert [row["name"] for row in person.workspace.partnerships()] == ["Clean water"]


def test_a_trusted_office_that_was_never_heard_from_says_so_and_what_it_lacks(
    person: Person, other: Office
) -> None:
    trust.confirm(
        person.workspace.database,
        "Sita Rawal",
        trust.add_card(person.workspace.database, trust.own_card(other.workspace.database)).office,
        digits(other),
    )
    person.workspace.add_partnership({"name": "Clean water"})
    show(person)
    person.wait(lambda: person.reads("Never heard from."))
    person.wait(lambda: person.reads("It may lack 1 change. Send it a file."))


def test_trust_is_withdrawn_only_after_asking(person: Person, other: Office) -> None:
    befriend(person.desk.office, other)
    page = show(person)
    person.press("Lost or stolen: stop trusting")
    assert "lost or stolen?" in page.message.text
    assert states(person) == ["verified"]
    person.press("Stop trusting it")
    person.wait(lambda: person.reads("Reported lost or stolen by"))
    assert states(person) == ["revoked"]
    assert person.shows("Compare digits"), "it was found again"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == f"Compare digits of {LONG}"
    person.key(Qt.Key.Key_Space)
    person.press("Not now")
    assert QApplication.focusWidget() is focused


def test_a_card_of_nobody_is_removed(
    person: Person, page: OfficesPage, other: Office, tmp_path: Path
) -> None:
    page.add_card(card_of(other, tmp_path))
    person.press("Remove this card")
    person.wait(lambda: person.reads("No other office is known yet."))
    assert page._add.hasFocus()


def test_the_card_of_ones_own_office_is_refused_in_words(
    person: Person, page: OfficesPage, tmp_path: Path
) -> None:
    page.save_card(tmp_path / "mine.mspcard")
    person.wait(lambda: bool(page.message.text))
    page.add_card(tmp_path / "mine.mspcard")
    person.wait(lambda: "your own office" in page.message.text)
    (tmp_path / "letter.mspcard").write_text("Dear all")
    page.add_card(tmp_path / "letter.mspcard")
    person.wait(lambda: "not the card of an office" in page.message.text)
    assert person.told == []


def test_an_office_whose_keys_were_reported_makes_new_ones(
    person: Person, other: Office, tmp_path: Path
) -> None:
    befriend(person.desk.office, other)
    (mine,) = trust.known_offices(other.workspace.database)
    before = mine.digits
    trust.revoke(other.workspace.database, "Hari", mine)
    file = tmp_path / "told.mspsync"
    exchange.send(other.workspace.database, file, SendOptions(is_open=True))
    exchange.receive(person.workspace.database, [file])
    page = show(person)
    person.wait(lambda: "reported the keys of your office" in page.message.text)
    person.press("Make new keys")
    person.wait(lambda: "has new keys" in page.message.text)
    assert trust.own_card(person.workspace.database).card.digits != before
