"""Two offices work apart, hand each other files, decide where they disagree, and hold the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from msp_desktop.app import exchange
from msp_desktop.app.exchange import SUFFIX
from msp_desktop.app.office import set_up_office
from msp_desktop.ui.exchange.conflicts_page import ConflictsPage
from msp_desktop.ui.exchange.receive_page import ReceivePage
from msp_desktop.ui.exchange.send_page import SendPage
from msp_desktop.ui.shell.places import Place
from msp_desktop.ui.shell.workbench import place_of
from msp_desktop.ui.widgets.labels import isolated
from tests.app.test_settling import carry
from tests.copying import copy_of
from tests.hands import Person
from tests.trusting import befriend

pytestmark = pytest.mark.ui
Start = Callable[..., Person]


def digest(person: Person) -> str:
    return exchange.digest(person.workspace.database)


def statement(person: Person) -> object:
    return person.workspace.records(person.desk.space_id).single("challenge")["statement"]


def send(person: Person, folder: Path) -> Path:
    """Send everything into a folder, through the page."""
    before = set(folder.glob("*"))
    person.window.go_to_page("send")
    page = person.page(SendPage)
    page.choose_folder(folder)
    person.press("Write the file")
    person.wait(lambda: "was read back" in page.message.text)
    (written,) = set(folder.glob("*")) - before
    assert written.suffix == SUFFIX
    return written


def receive(person: Person, file: Path) -> str:
    """Take a file in, through the page; return what the page says afterwards."""
    person.window.go_to_page("receive")
    page = person.page(ReceivePage)
    page.look_into([file])
    person.wait(lambda: person.shows("Take in"))
    person.press("Take in")
    person.wait(lambda: bool(page.message.text))
    return page.message.text


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def by_hand(start: Start, tmp_path: Path, stick: Path) -> tuple[Person, Person]:
    """Two offices that hold the same partnership: set up, written and exchanged at the window."""
    jumla, surkhet = start(tmp_path / "jumla"), start(tmp_path / "surkhet")
    jumla.set_up("Jumla District Office", "Sita Rawal")
    jumla.begin("Clean water")
    jumla.window.go(place_of("1.1"))
    jumla.type_into("The challenge", "Wells dry up")
    surkhet.set_up("Surkhet Planning Office", "Hari Thapa")
    befriend(jumla.desk.office, surkhet.desk.office)
    file = send(jumla, stick)
    assert "new entries" in receive(surkhet, file)
    surkhet.window.open_partnership(jumla.desk.space_id)
    return jumla, surkhet


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same, made without windows, to copy."""
    folder = tmp_path_factory.mktemp("two")
    offices = [
        set_up_office(folder / home, name=name, place="Jumla", person=person)
        for home, name, person in (
            ("jumla", "Jumla District Office", "Sita Rawal"),
            ("surkhet", "Surkhet Planning Office", "Hari Thapa"),
        )
    ]
    befriend(*offices)
    workspace = offices[0].workspace
    space = workspace.add_partnership({"name": "Clean water"})
    workspace.set_single("challenge", space, {"statement": "Wells dry up"})
    carry(offices[0], offices[1], folder / "1.mspsync")
    for office in offices:
        office.close()
    return [folder / "jumla", folder / "surkhet"]


@pytest.fixture
def two(start: Start, tmp_path: Path, homes: list[Path], stick: Path) -> tuple[Person, Person]:
    """Two offices that hold the same partnership, open at their windows, and the file between them."""
    shutil.copy(homes[0].parent / "1.mspsync", stick)
    jumla, surkhet = (start(copy_of(home, tmp_path / home.name)) for home in homes)
    for person in (jumla, surkhet):
        person.wait_until_ready()
        (partnership,) = person.workspace.partnerships()
        person.window.open_partnership(str(partnership["id"]))
    return jumla, surkhet


def test_what_one_office_sends_the_other_holds(by_hand: tuple[Person, Person]) -> None:
    jumla, surkhet = by_hand
    assert digest(jumla) == digest(surkhet)
    assert statement(surkhet) == "Wells dry up"
    surkhet.window.go(place_of("1.1"))
    assert surkhet.field("The challenge").toPlainText() == "Wells dry up"  # type: ignore[attr-defined]


def test_offices_that_disagree_decide_and_agree_again(
    two: tuple[Person, Person], stick: Path
) -> None:
    jumla, surkhet = two
    for person, text in ((jumla, ", every spring"), (surkhet, " in March")):
        person.window.go(place_of("1.1"))
        person.type_into("The challenge", text)
    said = receive(surkhet, send(jumla, stick))
    assert "1 answer was changed in both offices; both are kept until you choose." in said
    surkhet.wait(lambda: surkhet.window.top_bar.exchange.text() == "Exchange (1)")

    surkhet.press("Decide now")
    page = surkhet.page(ConflictsPage)
    surkhet.wait(lambda: surkhet.shows("Keep this: Wells dry up, every spring"))
    assert surkhet.shows("Keep this: Wells dry up in March")
    assert surkhet.reads(f"Before, all of them had: {isolated('Wells dry up')}")
    assert surkhet.reads(f"{isolated('Sita Rawal')} · {isolated('Jumla District Office')}")
    assert surkhet.reads(f"{isolated('Hari Thapa')} · {isolated('Surkhet Planning Office')}")
    surkhet.press("Keep this: Wells dry up, every spring")
    assert page.count == 0
    assert statement(surkhet) == "Wells dry up, every spring"
    surkhet.wait(lambda: surkhet.window.top_bar.exchange.text() == "Exchange")

    receive(jumla, send(surkhet, stick))
    assert digest(jumla) == digest(surkhet)
    assert statement(jumla) == "Wells dry up, every spring"


def test_a_disagreement_can_be_settled_with_another_answer(
    two: tuple[Person, Person], stick: Path
) -> None:
    jumla, surkhet = two
    for person, text in ((jumla, ", every spring"), (surkhet, " in March")):
        person.window.go(place_of("1.1"))
        person.type_into("The challenge", text)
    receive(surkhet, send(jumla, stick))
    surkhet.window.go_to_page("conflicts")
    surkhet.wait(lambda: surkhet.shows("Write another answer…"))
    surkhet.press("Write another answer…")
    surkhet.wait(lambda: surkhet.shows("Use this answer"))
    surkhet.type_into("The challenge", " and in April")
    surkhet.press("Use this answer")
    assert surkhet.page(ConflictsPage).count == 0
    assert str(statement(surkhet)).endswith(" and in April")


def test_looking_into_a_file_changes_nothing(two: tuple[Person, Person], stick: Path) -> None:
    jumla, surkhet = two
    jumla.workspace.add("partner", jumla.desk.space_id, {"name": "Health Office"})
    file = send(jumla, stick)
    before = digest(surkhet)
    surkhet.window.go_to_page("receive")
    page = surkhet.page(ReceivePage)
    page.look_into([file])
    surkhet.wait(lambda: surkhet.reads("1 new entry."))
    assert surkhet.reads("From Jumla District Office")
    surkhet.press("Not now")
    assert digest(surkhet) == before


def test_a_file_that_is_known_already_says_so(two: tuple[Person, Person], stick: Path) -> None:
    _jumla, surkhet = two
    (file,) = stick.glob("*")
    surkhet.window.go_to_page("receive")
    surkhet.page(ReceivePage).look_into([file])
    surkhet.wait(lambda: surkhet.reads("Everything in it is here already."))
    assert not surkhet.shows("Take in")


def test_a_file_dropped_on_the_page_is_looked_into(two: tuple[Person, Person], stick: Path) -> None:
    jumla, surkhet = two
    jumla.workspace.add("partner", jumla.desk.space_id, {"name": "Health Office"})
    file = send(jumla, stick)
    surkhet.window.go_to_page("receive")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.org/x.mspsync")])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    surkhet.page(ReceivePage).dropEvent(drop)
    surkhet.wait(lambda: surkhet.reads("1 new entry."))


def test_a_file_given_at_the_start_is_shown_and_not_taken_in(
    two: tuple[Person, Person], stick: Path, start: Start, tmp_path: Path
) -> None:
    jumla, surkhet = two
    jumla.workspace.add("partner", jumla.desk.space_id, {"name": "Health Office"})
    file, before = send(jumla, stick), digest(surkhet)
    surkhet.close()
    again = start(tmp_path / "surkhet", file)
    again.wait(lambda: again.reads("1 new entry."))
    assert again.window.visited.current == Place("receive", str(file))
    assert digest(again) == before


@pytest.mark.parametrize("spoil", ["cut", "other"])
def test_a_damaged_file_is_refused_in_words(
    two: tuple[Person, Person], stick: Path, spoil: str
) -> None:
    _jumla, surkhet = two
    (file,) = stick.glob("*")
    file.write_bytes(file.read_bytes()[:-9] if spoil == "cut" else b"minutes of the meeting")
    before = digest(surkhet)
    surkhet.window.go_to_page("receive")
    page = surkhet.page(ReceivePage)
    page.look_into([file])
    surkhet.wait(lambda: "Nothing was changed" in page.message.text)
    assert digest(surkhet) == before
    assert surkhet.told == []


def test_a_stick_that_cannot_be_written_is_explained(
    two: tuple[Person, Person], stick: Path
) -> None:
    jumla, _surkhet = two
    jumla.window.go_to_page("send")
    page = jumla.page(SendPage)
    page.send_to(stick / "pulled out" / f"file{SUFFIX}", [jumla.desk.space_id])
    jumla.wait(lambda: "could not be written" in page.message.text)
    assert jumla.button("Write the file").isEnabled()


def test_the_office_heard_from_is_listed(two: tuple[Person, Person]) -> None:
    _jumla, surkhet = two
    surkhet.window.go_to_page("offices")
    surkhet.wait(lambda: surkhet.reads("Jumla District Office"))
    assert surkhet.reads("(today)")


def test_the_sample_is_not_offered_to_others(start: Start, tmp_path: Path) -> None:
    person = start(tmp_path / "home")
    person.set_up()
    person.press("Open the sample partnership")
    person.wait(lambda: person.window.side_page is None)
    person.window.go_to_page("send")
    assert person.reads("The sample stays on this computer.")
    assert not person.button("Write the file").isEnabled()
