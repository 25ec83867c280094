"""The window as a whole: going from place to place loses nothing, and everything can be reached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from msp_desktop.ui.shell import undo_actions
from msp_desktop.ui.shell.places import OVERVIEW, Place
from msp_desktop.ui.shell.workbench import GUIDANCE_FROM, place_of
from msp_desktop.ui.widgets.labels import isolated
from tests.hands import Person

pytestmark = pytest.mark.ui
Start = Callable[..., Person]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def stored(person: Person) -> object:
    return person.workspace.records(person.desk.space_id).single("challenge").get("statement")


# Nothing typed is lost


@pytest.mark.parametrize(
    "leave",
    [
        lambda person: person.window.go(Place(OVERVIEW)),
        lambda person: person.window.go(place_of("1.2")),
        lambda person: person.window.workbench.tabs.setCurrentIndex(4),
        lambda person: person.window.go_to_page("settings"),
        lambda person: person.window.go_to_page("print", "agreement"),
        lambda person: person.window.go_back(),
        lambda person: person.key(Qt.Key.Key_Tab, CONTROL),
        lambda person: person.key(Qt.Key.Key_5, CONTROL),
        lambda person: person.window.open_partnership(person.desk.space_id),
        lambda person: person.window.look_changed.emit(),
        lambda person: person.window.detach() or person.program._attach(),
    ],
    ids=[
        "overview",
        "task",
        "tab",
        "settings",
        "print",
        "back",
        "next",
        "key",
        "open",
        "look",
        "end",
    ],
)
def test_leaving_a_page_stores_what_was_typed(
    at_work: Person, leave: Callable[[Person], object]
) -> None:
    at_work.window.go(place_of("1.1"))
    at_work.type_into("The challenge", "Wells dry up")
    assert at_work.window.top_bar.save_state.is_saving
    leave(at_work)
    at_work.wait(lambda: at_work.window.desk is not None and stored(at_work) == "Wells dry up")


def test_closing_stores_what_was_typed(at_work: Person) -> None:
    at_work.window.go(place_of("1.1"))
    at_work.type_into("The challenge", "Wells dry up")
    at_work.window.close()
    assert stored(at_work) == "Wells dry up"
    assert not at_work.window.isVisible()


def test_a_pause_in_typing_stores_and_says_so(at_work: Person) -> None:
    at_work.window.go(place_of("1.1"))
    save_state = at_work.window.top_bar.save_state
    assert save_state.accessibleName() == "All changes saved"
    at_work.type_into("The challenge", "Wells dry up")
    assert save_state.accessibleName() == "Saving…"
    at_work.wait(lambda: save_state.accessibleName() == "All changes saved")
    assert stored(at_work) == "Wells dry up"


def test_closing_with_half_an_answer_asks_once(at_work: Person) -> None:
    at_work.window.go(place_of("7.1"))
    at_work.type_into("Time", "25:99")
    at_work.window.close()
    assert at_work.window.isVisible()
    assert "“Time” in task 7.1 is not saved" in at_work.window.notice.text
    at_work.window.close()
    assert not at_work.window.isVisible()


def test_half_an_answer_is_named_beside_the_save_state(at_work: Person) -> None:
    at_work.window.go(place_of("7.1"))
    at_work.type_into("Time", "25:99")
    save_state = at_work.window.top_bar.save_state
    at_work.wait(lambda: save_state.accessibleName() == "Not saved yet: Time")


def test_a_write_that_fails_leaves_the_page_and_its_text(
    at_work: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work.window.go(place_of("1.1"))
    at_work.type_into("The challenge", "Wells dry up")

    def full(*_arguments: object, **_words: object) -> str:
        raise OSError("no space left on the drive")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(type(at_work.workspace), "set_single", full)
        with pytest.raises(OSError, match="no space"):
            at_work.window.go(Place(OVERVIEW))
        assert at_work.window.visited.current == place_of("1.1")
    at_work.window.go(Place(OVERVIEW))
    assert stored(at_work) == "Wells dry up"


# Undo


def test_undo_names_its_step_and_shows_the_page(at_work: Person) -> None:
    at_work.window.go(place_of("1.1"))
    at_work.type_into("The challenge", "Wells dry up")
    at_work.window.go(place_of("7.1"))
    undo = at_work.window.undo_actions.undo
    assert undo.text() == "Undo: Change The challenge"
    undo.trigger()
    assert at_work.window.visited.current == place_of("1.1")
    assert stored(at_work) is None
    field = at_work.field("The challenge")
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == ""
    assert at_work.window.undo_actions.redo.text() == "Redo: Change The challenge"
    at_work.window.undo_actions.redo.trigger()
    assert field.toPlainText() == "Wells dry up"


def test_undo_takes_back_what_is_still_being_typed(at_work: Person) -> None:
    at_work.window.go(place_of("1.1"))
    at_work.type_into("The challenge", "Wells dry up")
    at_work.window.undo_actions.undo.setEnabled(True)
    at_work.window.undo_actions.undo.trigger()
    assert stored(at_work) is None
    assert at_work.workspace.history.undone


def test_what_was_written_while_a_large_step_waited_is_not_taken_back_instead(
    at_work: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_actions, "_LARGE", 1)
    workspace, space = at_work.workspace, at_work.desk.space_id
    workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    goes_on = Event()
    at_work.desk.jobs.run(goes_on.wait, lambda _none: None)
    at_work.window.undo_actions.undo.trigger()
    added = workspace.add("partner", space, {"name": "Karnali Water"})
    goes_on.set()
    at_work.wait(lambda: bool(at_work.told))
    assert "Something else was changed meanwhile" in at_work.told[0]
    assert workspace.read("partner", added) is not None
    assert workspace.records(space).single("challenge")["statement"] == "Wells run dry"
    assert at_work.window.undo_actions.undo.isEnabled()


# Going from place to place


def test_keys_lead_to_every_tab(at_work: Person) -> None:
    pages = at_work.window.workbench.tabs.pages
    for number, page in enumerate(pages, 1):
        at_work.key(Qt.Key(Qt.Key.Key_0.value + number), CONTROL)
        assert at_work.window.visited.current is not None
        assert at_work.window.visited.current.page == page
        assert at_work.window.workbench.tabs.page == page


def test_alt_and_arrows_lead_back_and_forward(at_work: Person) -> None:
    at_work.window.go(place_of("1.1"))
    at_work.window.go_to_page("settings")
    at_work.key(Qt.Key.Key_Left, ALT)
    assert at_work.window.workbench.module_page is not None
    assert at_work.window.workbench.module_page.task_key == "1.1"
    at_work.key(Qt.Key.Key_Left, ALT)
    assert at_work.window.workbench.tabs.page == OVERVIEW
    at_work.key(Qt.Key.Key_Right, ALT)
    at_work.key(Qt.Key.Key_Right, ALT)
    assert at_work.window.side_page is not None


def test_escape_leaves_a_page_beside_the_tabs(at_work: Person) -> None:
    at_work.window.go_to_page("settings")
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.window.side_page is None


def test_a_module_opens_at_its_first_open_task_and_then_where_it_was_left(at_work: Person) -> None:
    assert at_work.window.workbench.place_in("initiation") == place_of("1.1")
    at_work.window.go(place_of("2.3"))
    at_work.window.go(Place(OVERVIEW))
    assert at_work.window.workbench.place_in("initiation") == place_of("2.3")


def test_only_the_pages_seen_last_are_kept(at_work: Person) -> None:
    for key in ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"):
        at_work.window.go(place_of(key))
    module = at_work.window.workbench.module_page
    assert module is not None
    assert list(module._pages) == ["1.3", "1.4", "2.1", "2.2", "2.3", "2.4"]


def test_the_next_start_opens_where_the_last_one_ended(
    at_work: Person, start: Start, home: Path
) -> None:
    at_work.window.go(place_of("4.2"))
    at_work.close()
    again = start(home)
    again.wait_until_ready()
    assert again.window.visited.current == place_of("4.2")


def test_the_window_can_be_seen_before_the_office_is_open(start: Start, home: Path) -> None:
    person = start(home)
    assert person.window.isVisible()
    assert person.window.desk is None
    assert not person.window.top_bar.exchange.isEnabled()
    assert not person.window.workbench.isEnabled()
    person.wait_until_ready()
    assert person.window.top_bar.exchange.isEnabled()


# Guidance


def test_guidance_hides_where_there_is_little_room_unless_asked_for(at_work: Person) -> None:
    window = at_work.window
    window.go(place_of("7.1"))
    assert window.workbench.guidance.isVisible()
    window.resize(GUIDANCE_FROM - 8, 614)
    at_work.wait(lambda: not window.workbench.guidance.isVisible())
    at_work.key(Qt.Key.Key_F1)
    assert window.workbench.guidance.isVisible()
    at_work.key(Qt.Key.Key_F1)
    assert not window.workbench.guidance.isVisible()
    window.resize(1366, 768)
    at_work.wait(window.workbench.guidance.isVisible)


def test_guidance_put_away_stays_away(at_work: Person, start: Start, home: Path) -> None:
    at_work.window.go(place_of("7.1"))
    at_work.press("Hide the guidance")
    assert not at_work.window.workbench.guidance.isVisible()
    at_work.window.go(place_of("7.2"))
    assert not at_work.window.workbench.guidance.isVisible()
    at_work.close()
    again = start(home)
    again.wait_until_ready()
    assert not again.window.preferences.shows_guidance


def test_the_overview_has_no_guidance(at_work: Person) -> None:
    assert at_work.window.workbench.tabs.page == OVERVIEW
    assert not at_work.window.guidance_action.isChecked()


def test_list_and_page_take_turns_where_there_is_room_for_one(at_work: Person) -> None:
    window = at_work.window
    window.go(place_of("1.1"))
    module = window.workbench.module_page
    assert module is not None
    window.resize(683, 384)
    at_work.wait(lambda: not module.list.isVisible())
    at_work.press("All tasks")
    assert module.list.isVisible()
    assert not module.page or not module.page.isVisible()
    at_work.key(Qt.Key.Key_Down)
    assert window.visited.current == place_of("1.2")
    assert not module.list.isVisible()
    window.resize(1366, 768)
    at_work.wait(module.list.isVisible)


# Overview


def test_the_overview_leads_to_the_first_three_open_things(at_work: Person) -> None:
    at_work.workspace.set_single("challenge", at_work.desk.space_id, {"statement": "Wells dry up"})
    at_work.wait(lambda: at_work.reads("1 in progress"))
    at_work.press("1.1  Frame the challenge. In progress. " + hole(at_work))
    assert at_work.window.visited.current == place_of("1.1")


def hole(person: Person) -> str:
    return person.workspace.progress(person.desk.space_id)["1.1"].missing[0].text


def test_the_overview_counts_in_words_what_each_module_has(at_work: Person) -> None:
    at_work.workspace.set_single("challenge", at_work.desk.space_id, {"statement": "Wells dry up"})
    at_work.wait(lambda: at_work.reads("0 of 12 done · 1 in progress"))
    assert at_work.reads("0 of 32 done · 1 in progress")
    assert at_work.reads("0 of 2 done")


def test_recent_changes_name_person_and_time(at_work: Person) -> None:
    at_work.workspace.add("partner", at_work.desk.space_id, {"name": "Health Office"})
    at_work.wait(lambda: at_work.reads("Partner: Health Office"))
    assert at_work.reads(f"{isolated('Sita Rawal')} · ")
    assert at_work.reads("today, ")


# Partnerships


def test_the_partnership_can_be_changed_from_the_bar(at_work: Person) -> None:
    first = at_work.desk.space_id
    second = at_work.workspace.add_partnership({"name": "Schools & roads", "place": "Mugu"})
    at_work.wait(lambda: len(at_work.window.top_bar._others.actions()) == 4)
    titles = [action.text() for action in at_work.window.top_bar._others.actions()]
    assert titles[:2] == ["Schools && roads", "Clean water for Jumla"]
    at_work.window.top_bar._others.actions()[0].trigger()
    assert at_work.desk.space_id == second
    assert at_work.window.top_bar.switch.accessibleName().startswith("Partnership: Schools & roads")
    assert first != second


def test_a_partnership_needs_a_name(person: Person) -> None:
    person.press("Start this partnership")
    assert person.reads("Give the partnership a name; it can change later.")
    assert person.desk.partnerships == []


def test_a_name_that_is_too_long_is_told_and_can_be_shortened(person: Person) -> None:
    field = person.field("Name of the partnership")
    assert isinstance(field, QLineEdit)
    field.setText("x" * 2001)
    person.press("Start this partnership")
    person.wait(lambda: person.reads("The text is too long for this field."))
    field.setText("Clean water")
    person.press("Start this partnership")
    person.wait(lambda: bool(person.desk.space_id))


def test_a_failed_start_says_why_and_can_be_tried_again(start: Start, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    somebody = start(tmp_path / "home")
    somebody.type_into("Name of your office", "x" * 3000)
    somebody.type_into("Place", "Jumla")
    somebody.type_into("Your name", "Sita")
    somebody.press("Set up this office")
    somebody.wait(lambda: somebody.reads("The text is too long for this field."))
    field = somebody.field("Name of your office")
    field.clear()  # type: ignore[attr-defined]  # a line of text
    somebody.type_into("Name of your office", "Jumla")
    somebody.press("Set up this office")
    somebody.wait_until_ready()


def test_the_first_questions_must_all_be_answered(start: Start, tmp_path: Path) -> None:
    somebody = start(tmp_path / "home")
    somebody.press("Set up this office")
    assert QApplication.focusWidget() is somebody.field("Name of your office")
    assert somebody.reads("Please write something here.")


def test_a_damaged_office_is_explained_and_left_alone(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "office.msp").write_bytes(b"not a database" * 100)
    somebody = start(home)
    somebody.wait(lambda: bool(somebody.window.notice.text))
    assert "is damaged" in somebody.window.notice.text
    assert (home / "office.msp").read_bytes() == b"not a database" * 100
