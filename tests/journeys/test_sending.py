"""An officer says to whom, what and where; the page says what went along and when the stick may go."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from msp_desktop.app import attachments, exchange
from msp_desktop.app.office import set_up_office
from msp_desktop.sync import envelope
from msp_desktop.sync.header import Header
from msp_desktop.ui.exchange.destinations import Destinations
from msp_desktop.ui.exchange.send_page import SendPage
from tests.app.test_settling import carry
from tests.copying import copy_of
from tests.hands import Person
from tests.trusting import befriend

pytestmark = pytest.mark.ui
Start = Callable[..., Person]
SURKHET = "Surkhet Provincial Planning and Monitoring Office for Sustainable Development Goals"
LONG = "Safe drinking water and sanitation for the upper valley and its seven municipalities, phase two"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two partnerships that has heard from Surkhet, to copy."""
    folder = tmp_path_factory.mktemp("offices")
    jumla = set_up_office(
        folder / "jumla", name="Jumla District Office", place="Jumla", person="Sita Rawal"
    )
    other = set_up_office(folder / "surkhet", name=SURKHET, place="Karnali", person="Hari")
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    jumla.workspace.add_partnership({"name": LONG})
    befriend(jumla, other)
    carry(jumla, other, folder / "a.mspsync")
    carry(other, jumla, folder / "b.mspsync")
    jumla.workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    jumla.close()
    other.close()
    return folder / "jumla"


@pytest.fixture
def jumla(start: Start, template: Path, tmp_path: Path) -> Person:
    """Somebody at the window of that office, who has opened the first partnership."""
    person = start(copy_of(template, tmp_path / "jumla"))
    person.wait_until_ready()
    space = next(one for one in person.workspace.partnerships() if one["name"] == "Clean water")
    person.window.open_partnership(str(space["id"]))
    return person


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def open_page(person: Person, folder: Path) -> SendPage:
    person.window.go_to_page("send")
    page = person.page(SendPage)
    page.choose_folder(folder)
    person.wait(lambda: person.reads(SURKHET))
    return page


def written(person: Person, page: SendPage, folder: Path) -> list[Header]:
    person.press("Write the file")
    person.wait(lambda: "read back" in page.message.text)
    files = sorted(folder.glob(f"*{exchange.SUFFIX}"))
    return [envelope.read_header(file.read_bytes()) for file in files]


def test_what_the_others_lack_is_told_by_office_and_by_partnership(
    jumla: Person, stick: Path
) -> None:
    open_page(jumla, stick)
    assert jumla.reads("1 change it may lack (last heard from today).")
    assert jumla.reads("1 new change")
    assert jumla.reads("Nothing new for them")
    jumla.press("Clean water")
    assert jumla.reads("Has everything (last heard from today).")


def test_only_what_was_asked_for_goes_along(jumla: Person, stick: Path) -> None:
    page = open_page(jumla, stick)
    for words in (LONG, "Attached files", "Contact persons"):
        jumla.press(words)
    (header,) = written(jumla, page, stick)
    assert [address.office_id for address in header.addresses] != []
    assert header.without == ("attachments", "personal")
    assert (header.counts.spaces, header.counts.writes) == (1, 1)


def test_a_file_anyone_can_read_says_so_before(jumla: Person, stick: Path) -> None:
    page = open_page(jumla, stick)
    warning = "Anyone who finds the stick or gets the e-mail can read everything in this file."
    assert not jumla.reads(warning)
    jumla.press("Everyone who gets the file")
    assert jumla.reads(warning)
    (header,) = written(jumla, page, stick)
    assert header.addresses == ()


def test_nothing_is_written_until_it_is_said_for_whom(jumla: Person, stick: Path) -> None:
    jumla.window.resize(1000, 560)
    open_page(jumla, stick)

    def refused(words: str) -> None:
        """What is refused is told where it is mended, and the keyboard is there."""
        jumla.tab_to("Write the file")
        jumla.key(Qt.Key.Key_Space)
        jumla.wait(lambda: jumla.reads(words))
        (said,) = (label for label in jumla.visible(QLabel) if words in label.text())
        jumla.wait(lambda: not said.visibleRegion().isEmpty())

    jumla.press(f"{SURKHET}, Karnali")
    refused("Tick at least one office.")
    assert jumla.button(f"{SURKHET}, Karnali").hasFocus()
    jumla.press("Whoever knows a passphrase")
    refused("Type a passphrase.")
    jumla.write("short")
    assert not jumla.reads("Type a passphrase.")
    refused("The passphrase is too short.")
    field = jumla.field("Passphrase")
    assert field.hasFocus()
    jumla.qtbot.wait(200)
    assert not field.visibleRegion().isEmpty(), "nor does the page go back to where it was"
    assert list(stick.iterdir()) == []


def test_a_passphrase_is_judged_while_it_is_typed(jumla: Person, stick: Path) -> None:
    open_page(jumla, stick)
    jumla.press("Whoever knows a passphrase")
    assert jumla.reads("Four words that do not belong together")
    jumla.type_into("Passphrase", "secret")
    assert jumla.reads("Easy to guess.")
    jumla.type_into("Passphrase", " bridge goat monsoon")
    assert jumla.reads("Good.")


@pytest.mark.parametrize(
    ("opens", "told"),
    [(True, "handed to the mail program"), (False, "No mail program on this computer")],
)
def test_an_e_mail_is_drafted_and_shown_never_sent(
    jumla: Person, stick: Path, monkeypatch: pytest.MonkeyPatch, opens: bool, told: str
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page = open_page(jumla, stick)
    jumla.press("E-mail draft")
    written(jumla, page, stick)
    (draft,) = stick.glob("*.eml")
    assert opened == [QUrl.fromLocalFile(str(draft))]
    assert told in page.message.text
    assert stick.name in page.message.text


def test_all_parts_are_drafted_and_spoken_of_as_several(
    jumla: Person, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7" + random.Random(1).randbytes(40_000))
    attached = attachments.add(jumla.workspace.database, scan)
    values = {"signed_copy_file": attached.stored}
    jumla.workspace.set_single("agreement", jumla.desk.space_id, values)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    monkeypatch.setattr(Destinations, "part_size", 12_000)
    page = open_page(jumla, stick)
    jumla.press("E-mail draft")
    count = len(written(jumla, page, stick))
    assert count > 1
    assert len(list(stick.glob("*.eml"))) == count
    assert f"{count} parts" in page.message.text
    assert "attach the files from" in page.message.text
    assert "1 part is larger than asked for (42 kB)" in page.message.text


def test_stopping_writes_nothing(
    jumla: Person, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(jumla, stick)
    sound = exchange.send

    def stop_first(*given: object) -> exchange.SendReport:
        page._on_stop()
        return sound(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(exchange, "send", stop_first)
    jumla.press("Write the file")
    jumla.wait(lambda: page.message.text == "Stopped. Nothing was written.")
    assert list(stick.iterdir()) == []
    assert jumla.button("Write the file").isEnabled()


def test_while_a_file_is_written_no_key_reaches_another_and_the_progress_stays_in_sight(
    jumla: Person, stick: Path
) -> None:
    jumla.window.resize(1000, 560)
    page = open_page(jumla, stick)
    jumla.tab_to("Write the file")
    jumla.key(Qt.Key.Key_Space)
    assert page.hasFocus()
    jumla.qtbot.wait(5)
    assert page._progress.visibleRegion().boundingRect().height() > 0
    jumla.wait(lambda: "read back" in page.message.text)
    assert jumla.button("Write the file").hasFocus()


def test_the_whole_page_works_by_keyboard(jumla: Person, stick: Path) -> None:
    page = open_page(jumla, stick)
    page.begin()
    for name in ("Attached files", "Write the file"):
        jumla.tab_to(name)
        jumla.key(Qt.Key.Key_Space)
    jumla.wait(lambda: "read back" in page.message.text)
    (file,) = stick.iterdir()
    assert envelope.read_header(file.read_bytes()).without == ("attachments",)


@pytest.mark.parametrize("width", [800, 1024, 1366])
def test_long_names_are_shown_whole(jumla: Person, stick: Path, width: int) -> None:
    jumla.window.resize(width, 700)
    page = open_page(jumla, stick)
    jumla.qtbot.wait(50)
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            words = re.split(r"[\s\u200b]", label.text())
            longest = max(words, key=len)
            assert label.fontMetrics().horizontalAdvance(longest) <= label.width(), label.text()
