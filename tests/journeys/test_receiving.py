"""A person receives: looks, takes in, prints the report, takes it back, and is told why something waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit

from msp_desktop.app import exchange
from msp_desktop.app.exchange import SendOptions
from msp_desktop.app.office import Office, open_office, set_up_office
from msp_desktop.sync import header
from msp_desktop.ui.exchange.drives import Drive
from msp_desktop.ui.exchange.receive_page import ReceivePage
from msp_desktop.ui.shell.places import Place
from msp_desktop.ui.shell.printing.page import PrintPage
from msp_desktop.ui.widgets.paper import RowButton
from tests.copying import copy_of
from tests.hands import Person
from tests.trusting import befriend

pytestmark = pytest.mark.ui
Start = Callable[..., Person]
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two offices that know each other, to copy: one receives, the other has a partnership to send."""
    folder = tmp_path_factory.mktemp("offices")
    jumla = set_up_office(
        folder / "home", name="Jumla District Office", place="Jumla", person="Sita Rawal"
    )
    name = "Surkhet District Planning and Coordination Office, Section for Water and Sanitation"
    other = set_up_office(folder / "other", name=name, place="Birendranagar", person="Hari")
    space = other.workspace.add_partnership({"name": "Clean water"})
    other.workspace.set_single("challenge", space, {"statement": "Wells dry up"})
    befriend(jumla, other)
    jumla.close()
    other.close()
    return folder / "home", folder / "other"


@pytest.fixture
def other(homes: tuple[Path, Path], tmp_path: Path) -> Iterator[Office]:
    """The office that sends, with a partnership."""
    office = open_office(copy_of(homes[1], tmp_path / "other"))
    yield office
    office.close()


@pytest.fixture
def person(start: Start, homes: tuple[Path, Path], tmp_path: Path) -> Person:
    """Somebody at the page of receiving; both offices know each other."""
    somebody = start(copy_of(homes[0], tmp_path / "home"))
    somebody.wait_until_ready()
    somebody.window.go_to_page("receive")
    return somebody


@pytest.fixture
def write(other: Office, tmp_path: Path) -> Write:
    """Writes a file of the other office to a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()

    def write_file(options: SendOptions | None = None) -> Path:
        file = stick / f"{len(list(stick.glob('*'))) + 1}.mspsync"
        exchange.send(other.workspace.database, file, options or SendOptions(is_open=True))
        return file

    return write_file


def page_of(person: Person) -> ReceivePage:
    return person.page(ReceivePage)


def settle(person: Person) -> None:
    person.wait(lambda: not person.program.jobs.is_working)


def test_by_keyboard_a_file_is_looked_into_taken_in_and_taken_back(
    person: Person, write: Write
) -> None:
    file, page = write(), page_of(person)
    page.look_into([file])
    person.wait(lambda: person.shows("Take in"))
    file.unlink()
    assert person.reads("Clean water")
    assert person.reads("file 1, written")
    person.tab_to("Take in")
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "The file is taken in." in page.message.text)
    settle(person)
    assert [row["name"] for row in person.workspace.partnerships()] == ["Clean water"]
    assert person.reads("Taken in on")
    assert person.reads("new here")
    person.tab_to("Undo this import")
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "taken back" in page.message.text)
    settle(person)
    assert person.workspace.partnerships() == []
    assert not person.shows("Undo this import")


def test_a_partnership_that_came_is_one_press_away_and_why_no_way_back_is_told(
    person: Person, write: Write
) -> None:
    page = page_of(person)
    page.look_into([write()])
    person.press("Take in")
    person.wait(lambda: person.shows("Undo this import"))
    settle(person)
    person.press("Open “Clean water”")
    (space,) = (str(one["id"]) for one in person.workspace.partnerships())
    assert person.desk.space_id == space
    person.workspace.set_single("challenge", space, {"causes": "Deep pumps"})
    person.window.go_to_page("receive")
    settle(person)
    page = page_of(person)
    page.received.chosen.emit(1)
    assert not person.shows("Undo this import")
    assert person.reads("Something was written here since"), (
        "the reason stands where the button was"
    )


def test_a_report_is_shown_again_and_printed(person: Person, write: Write) -> None:
    page = page_of(person)
    page.look_into([write()])
    person.press("Take in")
    person.wait(lambda: person.shows("Print…"))
    settle(person)
    person.window.go_to_page("partnerships")
    person.window.go_to_page("receive")
    settle(person)
    assert person.reads("Received files")
    rows = [one.accessibleName() for one in page_of(person).received.findChildren(RowButton)]
    assert len(rows) == 1
    assert ", file 1, " in rows[0]
    page = page_of(person)
    person.window.resize(1000, 560)
    page.received.findChildren(RowButton)[0].setFocus()
    person.key(Qt.Key.Key_Space)
    assert person.reads("Taken in on")
    person.qtbot.wait(200)
    assert page.card.visibleRegion().boundingRect().height() == page.card.height()
    assert person.shows("Undo this import")
    person.press("Print…")
    printing = person.page(PrintPage)
    person.wait(lambda: printing.is_ready)
    assert printing.preview.page_count == 1


def test_what_a_person_does_not_want_now_waits_and_can_be_removed(
    person: Person, write: Write
) -> None:
    page = page_of(person)
    page.look_into([write()])
    person.press("Not now")
    assert "kept under “Waiting files”" in page.message.text
    person.wait(lambda: person.reads("It can be taken in now."))
    person.press("Look into it")
    person.wait(lambda: person.shows("Take in"))
    person.press("Remove")
    person.wait(lambda: not person.reads("It can be taken in now."))
    assert "where it came from it stays" in page.message.text
    assert page._choose.hasFocus()
    assert person.workspace.partnerships() == []


def test_a_file_of_a_newer_version_is_kept_with_the_next_step(
    person: Person, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(header, "FORMAT", 2)
        file = write()
    page_of(person).look_into([file])
    person.wait(lambda: person.reads("Install the newer version"))
    settle(person)
    assert not person.shows("Take in")
    assert person.reads("Waiting files")


def test_a_file_without_new_entries_is_taken_in_once(person: Person, write: Write) -> None:
    page = page_of(person)
    exchange.receive(person.workspace.database, [write()])
    file = write()
    page.look_into([file])
    person.wait(lambda: person.reads("It has no new entries."))
    settle(person)
    person.press("Take in")
    person.wait(lambda: "The file is taken in." in page.message.text)
    settle(person)
    page.look_into([file])
    person.wait(lambda: person.reads("Everything in it is here already."))
    settle(person)
    assert not person.shows("Take in")


def test_a_file_with_a_passphrase_is_opened_by_typing_it(person: Person, write: Write) -> None:
    page = page_of(person)
    page.look_into([write(SendOptions(passphrase="river stone lamp"))])
    person.wait(lambda: person.shows("Open"))
    settle(person)
    person.type_into("Passphrase", "river stone lump")
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "does not open" in page.message.text)
    settle(person)
    assert person.reads("It is locked with a passphrase")
    field = person.field("Passphrase")
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    person.press("Show what I type")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    person.type_into("Passphrase", "river stone lamp")
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: person.shows("Take in"))
    person.press("Take in")
    person.wait(lambda: "The file is taken in." in page.message.text)


def test_a_stranger_is_kept_until_its_digits_are_compared(person: Person, tmp_path: Path) -> None:
    stranger = set_up_office(tmp_path / "dolpa", name="Dolpa", place="Dolpa", person="Maya")
    stranger.workspace.add_partnership({"name": "Secret"})
    file = tmp_path / "dolpa.mspsync"
    exchange.send(stranger.workspace.database, file, SendOptions(is_open=True))
    stranger.close()
    page_of(person).look_into([file])
    person.wait(lambda: person.reads("Compare its digits"))
    settle(person)
    assert not person.reads("Secret")
    assert not person.shows("Take in")
    assert page_of(person)._offices.hasFocus()
    person.press("Go to the offices")
    assert person.window.visited.current == Place("offices")


def test_stopping_says_that_nothing_changed_and_where_the_file_is(
    person: Person, write: Write
) -> None:
    page = page_of(person)
    page.look_into([write()])
    person.wait(lambda: person.shows("Take in"))
    settle(person)
    real = page._set_busy

    def stop_at_once(sentence: str) -> None:
        real(sentence)
        if sentence:
            page._stop.set()

    page._set_busy = stop_at_once  # type: ignore[method-assign]
    person.press("Take in")
    person.wait(lambda: "Stopped. Nothing was changed" in page.message.text)
    settle(person)
    assert person.workspace.partnerships() == []
    assert person.reads("Waiting files")


def test_changes_that_wait_are_listed_and_can_be_thrown_away(
    person: Person, other: Office, write: Write
) -> None:
    lost = write()
    (space,) = (str(one["id"]) for one in other.workspace.partnerships())
    other.workspace.set_single("challenge", space, {"causes": "Deep pumps"})
    options = SendOptions(is_open=True, part_size=1)
    parts = exchange.send(other.workspace.database, lost.with_name("2.mspsync"), options).files
    last = parts[-1]
    page = page_of(person)
    page.look_into([Path(last)])
    person.press("Take in")
    person.wait(lambda: person.reads("Changes that wait"))
    settle(person)
    assert person.reads("Waiting for file")
    assert person.reads("waits here.") or person.reads("wait here.")
    person.press("Throw away…")
    assert "sends" in page.message.text
    person.press("Throw away")
    person.wait(lambda: "is gone" in page.message.text)
    settle(person)
    assert not person.reads("Changes that wait")
    assert exchange.held(person.workspace.database) == []


def test_while_a_file_is_taken_in_no_key_reaches_another(person: Person, write: Write) -> None:
    page = page_of(person)
    page.look_into([write()])
    person.wait(lambda: person.shows("Take in"))
    settle(person)
    person.press("Take in")
    assert page.hasFocus()
    assert not page._choose.isEnabled()
    assert not page.received.isEnabled()
    person.wait(lambda: "is taken in" in page.message.text)
    settle(person)
    assert page._choose.isEnabled()


@pytest.mark.parametrize("cut", [0, 3])
def test_a_file_cut_off_at_its_beginning_is_called_incomplete(
    person: Person, write: Write, cut: int
) -> None:
    file = write()
    file.write_bytes(file.read_bytes()[:cut])
    page = page_of(person)
    page.look_into([file])
    person.wait(lambda: "damaged or incomplete" in page.message.text)
    assert "Copy it again" in page.message.text


def test_what_is_wrong_with_a_file_is_in_sight_below_a_full_stick(
    person: Person, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write()
    stick = Drive(file.parent, "stick", 10**9, is_read_only=False)
    monkeypatch.setattr("msp_desktop.ui.exchange.stick_files.drives", lambda: [stick])
    for number in range(8):
        file.with_name(f"damaged {number}.mspsync").write_bytes(file.read_bytes()[:-9])
    page = page_of(person)
    page.on_stick.watch()
    person.window.resize(1000, 560)
    page.look_into([file.with_name("damaged 1.mspsync")])
    person.wait(lambda: "damaged or incomplete" in page.message.text)
    person.wait(lambda: page.message.visibleRegion().boundingRect().height() > 0)


def test_a_damaged_file_among_several_is_named(person: Person, write: Write) -> None:
    good, bad = write(), write()
    bad.write_bytes(bad.read_bytes()[:-9])
    page = page_of(person)
    page.look_into([good, bad])
    person.wait(lambda: f"{bad.name}: " in page.message.text)
    settle(person)
    assert "Nothing was changed" in page.message.text
    assert not person.reads("Waiting files")


def test_a_file_dropped_anywhere_in_the_window_is_looked_into(person: Person, write: Write) -> None:
    person.window.go_to_page("partnerships")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write()))])
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    where = QPointF(50, 50)
    person.window.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, left, no_key))
    person.wait(lambda: person.shows("Take in"))
    assert person.window.visited.current is not None
    assert person.window.visited.current.page == "receive"


def test_ctrl_o_leads_to_receiving(person: Person) -> None:
    person.window.go_to_page("partnerships")
    person.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: person.window.visited.current == Place("receive"))


def test_the_partnership_that_an_undo_takes_away_is_left(person: Person, write: Write) -> None:
    page = page_of(person)
    page.look_into([write()])
    person.press("Take in")
    person.wait(lambda: person.shows("Print…"))
    settle(person)
    person.window.open_partnership(str(person.workspace.partnerships()[0]["id"]))
    person.window.go_to_page("receive")
    settle(person)
    page = page_of(person)
    page.show_report(exchange.reports(person.workspace.database)[0].number)
    person.press("Undo this import")
    person.wait(lambda: "taken back" in page.message.text)
    person.wait(lambda: person.desk.space_id == "")
    person.window.go_back()
    person.wait(lambda: person.shows("Start this partnership"))


def test_after_a_crash_the_next_start_says_so_once(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path / "home")
    first.set_up()
    first.close()
    (tmp_path / "home" / "logs" / "crash.txt").write_text("Fatal Python error: Aborted")
    second = start(tmp_path / "home")
    second.wait_until_ready()
    assert second.reads("ended unexpectedly the last time")


def test_what_now_stands_here_twice_is_told(person: Person, other: Office, write: Write) -> None:
    page = page_of(person)
    page.look_into([write()])
    person.press("Take in")
    person.wait(lambda: "is taken in" in page.message.text)
    settle(person)
    (space,) = (str(one["id"]) for one in person.workspace.partnerships())
    person.workspace.add("partner", space, {"name": "Sinja Radio"})
    other.workspace.add("partner", space, {"name": "Sinja radio"})
    page.look_into([write()])
    person.press("Take in")
    person.wait(lambda: "1 entry may now stand here twice." in page.message.text)
    settle(person)
    person.press("Decide now")
    person.wait(lambda: person.shows("They are different"))
