"""Minutes are taken by keyboard alone, and all that is typed is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from msp_desktop.domain.meetings.stages import Stage, stage_of
from msp_desktop.ui.modules.implementation.meeting_desk import MeetingDesk
from msp_desktop.ui.modules.implementation.minutes_page import MinutesPage
from msp_desktop.ui.modules.implementation.seals_part import SealsPart
from msp_desktop.ui.shell.places import Place
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

pytestmark = pytest.mark.ui

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def meeting(at_work: Person) -> str:
    """A meeting with two subjects and two people, whose minutes are being taken."""
    workspace, space = at_work.workspace, at_work.desk.space_id
    water = workspace.add("partner", space, {"name": "Water Board", "state": "active"})
    answers = {"title": "Autumn meeting", "date": "2026-11-26", "state": "planned"}
    made = workspace.add("meeting", space, answers)
    for title in ("Pumps", "Wells"):
        workspace.add("agenda_item", space, {"title": title, "minutes": 20}, made)
    for name, short in (("Sita Rawal", "sr"), ("Ravi Kumar", "rk")):
        person = {"name": name, "abbreviation": short, "partner": water}
        workspace.add("attendance", space, person, made)
    at_work.window.go(Place("minutes", made))
    at_work.wait(lambda: QApplication.focusWidget() is page_of(at_work).outline)
    return made


def page_of(person: Person) -> MinutesPage:
    return person.page(MinutesPage)


def texts(person: Person, kind_key: str, *keys: str) -> list[tuple[object, ...]]:
    rows = person.workspace.rows(kind_key, person.desk.space_id)
    return [tuple(row[key] for key in keys) for row in rows]


def test_a_subject_is_discussed_decided_and_given_to_somebody_without_the_mouse(
    at_work: Person, meeting: str
) -> None:
    at_work.write("The old pumps leak.")
    at_work.key(Qt.Key.Key_Return)
    at_work.write("d Two new pumps are bought")
    at_work.key(Qt.Key.Key_Return)
    at_work.write("a Ask three shops for prices @rk !5.12.")
    assert "Ravi Kumar" in page_of(at_work).hint.text()
    at_work.key(Qt.Key.Key_Return)
    at_work.write("i The road is open again")
    at_work.key(Qt.Key.Key_Return, CTRL)
    at_work.write("Twelve wells are dry, says @sr ")

    assert texts(at_work, "agenda_item", "discussion")[0] == ("The old pumps leak.",)
    page_of(at_work).flush()
    items = [str(row["id"]) for row in at_work.workspace.rows("agenda_item", "", meeting)]
    assert texts(at_work, "agenda_item", "discussion")[1] == (
        "Twelve wells are dry, says Sita Rawal",
    )
    assert texts(at_work, "decision", "text", "item") == [("Two new pumps are bought", items[0])]
    assert texts(at_work, "information", "text", "item") == [("The road is open again", items[0])]
    (partner,) = at_work.workspace.rows("partner", at_work.desk.space_id)
    assert texts(at_work, "action_item", "text", "responsible", "due", "partner") == [
        ("Ask three shops for prices", "Ravi Kumar", "2026-12-05", partner["id"])
    ]
    row = at_work.workspace.read("meeting", meeting)
    assert row is not None
    assert row["state"] == "held"


def test_typing_is_kept_without_leaving_the_line(at_work: Person, meeting: str) -> None:
    at_work.write("The old pumps")
    at_work.wait(lambda: texts(at_work, "agenda_item", "discussion")[0] == ("The old pumps",))


def test_undo_brings_back_what_stood_there(at_work: Person, meeting: str) -> None:
    at_work.write("One")
    page_of(at_work).flush()
    at_work.key(Qt.Key.Key_Return)
    at_work.write("a Call @sr ")
    page_of(at_work).flush()
    assert len(texts(at_work, "action_item", "text")) == 1
    at_work.key(Qt.Key.Key_Z, CTRL)
    assert texts(at_work, "action_item", "text") == []
    assert [line.text for line in page_of(at_work).outline.lines()] == ["One"]
    at_work.key(Qt.Key.Key_Y, CTRL)
    assert [line.sort for line in page_of(at_work).outline.lines()] == ["", "action_item"]


def test_a_line_becomes_another_sort_and_back(at_work: Person, meeting: str) -> None:
    at_work.write("Buy pumps")
    at_work.key(Qt.Key.Key_D, CTRL)
    page_of(at_work).flush()
    assert texts(at_work, "decision", "text") == [("Buy pumps",)]
    at_work.key(Qt.Key.Key_A, CTRL)
    page_of(at_work).flush()
    assert texts(at_work, "decision", "text") == []
    assert texts(at_work, "action_item", "text") == [("Buy pumps",)]
    at_work.key(Qt.Key.Key_Home)
    at_work.key(Qt.Key.Key_Backspace)
    page_of(at_work).flush()
    assert texts(at_work, "action_item", "text") == []
    assert texts(at_work, "agenda_item", "discussion")[0] == ("Buy pumps",)


def test_a_line_in_between_stands_in_between_in_the_minutes_too(
    at_work: Person, meeting: str
) -> None:
    at_work.write("d First")
    at_work.key(Qt.Key.Key_Return)
    at_work.write("d Third")
    page_of(at_work).flush()
    at_work.key(Qt.Key.Key_Up)
    at_work.key(Qt.Key.Key_End)
    at_work.key(Qt.Key.Key_Return)
    at_work.write("d Second")
    page_of(at_work).flush()
    assert texts(at_work, "decision", "text") == [("First",), ("Second",), ("Third",)]


def test_lines_stand_as_they_were_typed_when_the_page_is_opened_again(
    at_work: Person, meeting: str
) -> None:
    typed = ("Rain", "d Buy pumps", "i The road is shut", "More rain", "d Go on foot")
    for at, line in enumerate(typed):
        if at:
            at_work.key(Qt.Key.Key_Return)
        at_work.write(line)
    page = page_of(at_work)
    page.flush()
    item = page.subjects.keys[0]
    at_work.workspace.add(
        "information", at_work.desk.space_id, {"text": "By others", "item": item}, meeting
    )
    stood = ["Rain", "Buy pumps", "The road is shut", "More rain", "Go on foot", "By others"]
    assert [line.text for line in page.outline.lines()] == stood
    again = MinutesPage(at_work.workspace, at_work.desk.bus, at_work.desk.space_id, meeting)
    at_work.qtbot.addWidget(again)
    assert [line.text for line in again.outline.lines()] == stood


def test_enter_before_a_line_leaves_the_line_what_it_is(at_work: Person, meeting: str) -> None:
    at_work.write("d Buy pumps")
    page_of(at_work).flush()
    (before,) = texts(at_work, "decision", "id")
    at_work.key(Qt.Key.Key_Home)
    at_work.key(Qt.Key.Key_Return)
    page_of(at_work).flush()
    assert [line.sort for line in page_of(at_work).outline.lines()] == ["", "decision"]
    assert texts(at_work, "decision", "id", "text") == [(*before, "Buy pumps")]


def test_what_was_written_in_the_form_over_several_lines_stays_one_decision(
    at_work: Person, meeting: str
) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    item = str(workspace.rows("agenda_item", space, meeting)[0]["id"])
    workspace.add("decision", space, {"text": "Buy:\ntwo pumps", "item": item}, meeting)
    page = page_of(at_work)
    at_work.key(Qt.Key.Key_End, CTRL)
    at_work.write(" now")
    page.flush()
    assert texts(at_work, "decision", "text") == [("Buy:\ntwo pumps now",)]


def test_people_are_marked_with_space_and_letters(at_work: Person, meeting: str) -> None:
    at_work.key(Qt.Key.Key_F6)
    at_work.key(Qt.Key.Key_F6)
    page = page_of(at_work)
    assert page.people.hasFocus()
    at_work.key(Qt.Key.Key_Space)
    at_work.key(Qt.Key.Key_Down)
    at_work.key(Qt.Key.Key_P)
    assert texts(at_work, "attendance", "presence") == [("present",), ("proxy",)]
    assert "2 of 2" in page.there.text()
    at_work.key(Qt.Key.Key_A)
    assert texts(at_work, "attendance", "presence") == [("present",), ("apology",)]
    item = page.people.currentItem()
    assert item is not None
    proxy = next(one for one in page.people.menu_of(item).actions() if "Stands in" in one.text())
    proxy.trigger()
    assert texts(at_work, "attendance", "presence") == [("present",), ("proxy",)]


def test_a_subject_is_added_and_named_by_keyboard(at_work: Person, meeting: str) -> None:
    at_work.key(Qt.Key.Key_N, CTRL)
    at_work.write("Taps")
    at_work.key(Qt.Key.Key_Return)
    at_work.write("Ten are broken")
    page_of(at_work).flush()
    assert texts(at_work, "agenda_item", "title", "discussion")[-1] == ("Taps", "Ten are broken")


def test_an_action_point_that_is_too_long_is_broken_and_nothing_of_it_is_lost(
    at_work: Person, meeting: str
) -> None:
    page = page_of(at_work)
    words = " ".join(f"word{at}" for at in range(600))
    page.outline.insertPlainText(words)
    page.outline.make("action_item")
    page.flush()
    ((action,),) = texts(at_work, "action_item", "text")
    said = str(texts(at_work, "agenda_item", "discussion")[0][0])
    assert f"{action} {said}" == words
    assert "2,000 letters at most" in page.message.text
    page.outline.insertPlainText(" and more")
    page.flush()
    assert str(texts(at_work, "agenda_item", "discussion")[0][0]) == f"{said} and more"
    assert len(texts(at_work, "action_item", "text")) == 1


def test_a_subject_takes_as_many_letters_as_it_can_hold_and_says_so(
    at_work: Person, meeting: str
) -> None:
    page = page_of(at_work)
    page.title.setFocus()
    page.title.selectAll()
    page.title.insert("x" * 2500)
    assert "2,000 letters at most" in page.message.text
    at_work.key(Qt.Key.Key_Return)
    assert texts(at_work, "agenda_item", "title")[0] == ("x" * 2000,)


def test_long_subjects_are_read_whole_when_a_scroll_bar_takes_room_from_them(
    at_work: Person, meeting: str
) -> None:
    page, workspace, space = page_of(at_work), at_work.workspace, at_work.desk.space_id
    with workspace.step("Add subjects"):
        for letters in range(30, 60):
            title = "".join("w " if at % 5 == 0 else "o" for at in range(letters))
            workspace.add("agenda_item", space, {"title": title}, meeting)
    at_work.wait(lambda: page.subjects.verticalScrollBar().isVisible())
    QTest.qWait(50)
    metrics, around = page.subjects.fontMetrics(), 12
    for place in range(page.subjects.count()):
        item = page.subjects.item(place)
        room = page.subjects.visualItemRect(item)
        assert room.width() <= page.subjects.viewport().width()
        wanted = metrics.boundingRect(
            0, 0, room.width() - around, 10_000, int(Qt.TextFlag.TextWordWrap), item.text()
        )
        assert room.height() >= wanted.height(), item.text()


def test_the_time_of_a_subject_is_counted_while_the_meeting_goes_on(
    at_work: Person, meeting: str
) -> None:
    page = page_of(at_work)
    at_work.workspace.set_fields("meeting", meeting, {"start": "10:00"})
    page._clock = lambda: page._since + 12
    page.next_subject()
    assert texts(at_work, "agenda_item", "used") == [(12,), (None,)]
    assert "12 of 20 min" in page.subjects.item(0).text()


def test_sealed_minutes_are_read_and_not_changed(at_work: Person, meeting: str) -> None:
    at_work.write("All is said")
    at_work.window.go(place_of("7.1"))
    module = at_work.window.workbench.module_page
    assert module is not None
    assert module.page is not None
    module.page.turns.show_all()
    desk = next(part for part in module.page.designed if isinstance(part, MeetingDesk))
    for words in ("Send the minutes round",):
        at_work.press(words)
    at_work.key(Qt.Key.Key_Escape)
    desk.approve.setFocus()
    at_work.press("Mark as approved")
    at_work.wait(desk.seal.hasFocus)
    at_work.workspace.set_fields("meeting", meeting, {"start": "14:00", "end": "12:30"})
    at_work.press("Seal the minutes")
    assert "The meeting ends before it begins." in desk.message.text
    at_work.key(Qt.Key.Key_Return)
    assert not at_work.workspace.rows("seal", at_work.desk.space_id, meeting)
    if not desk.message.text:  # Enter said “Not yet”
        at_work.press("Seal the minutes")
    at_work.press("Seal")
    assert desk.send.hasFocus()
    records = at_work.workspace.records(at_work.desk.space_id)
    row = records.find("meeting", meeting)
    assert row is not None
    assert stage_of(records, row) is Stage.SEALED
    assert "Sealed. The code of the seal is" in desk.message.text
    seals = next(part for part in module.page.designed if isinstance(part, SealsPart))
    at_work.wait(lambda: at_work.reads("The sealed minutes of “Autumn meeting"))
    assert seals.said.text() == "1 seal, whole."
    module.page.reveal("meeting", meeting)
    detail = module.page.lists["meeting"].detail
    assert detail is not None
    assert not detail.form.editor("place").isEnabled()
    assert detail.form.editor("attendance_file").isEnabled(), "the scan may come later"
    lists = {part.kind.key: part for part in detail.lists}
    assert not lists["decision"].add_button.isEnabled()
    assert lists["addendum"].add_button.isEnabled()
    assert "seal" not in lists
    at_work.window.go(Place("minutes", meeting))
    page = page_of(at_work)
    QTest.keyClicks(page.outline, "More")
    assert [line.text for line in page.outline.lines()] == ["All is said"]
    assert page.message.text.startswith("These minutes are sealed")


def test_what_comes_from_elsewhere_while_somebody_types_stays(
    at_work: Person, meeting: str
) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    at_work.write("d Ours")
    page = page_of(at_work)
    page.flush()
    at_work.key(Qt.Key.Key_Return)
    at_work.write("Typed and not stored")
    item = str(workspace.rows("agenda_item", space, meeting)[0]["id"])
    workspace.add("decision", space, {"text": "Theirs", "item": item}, meeting)
    workspace.set_fields("agenda_item", item, {"discussion": "Said elsewhere"})
    assert [line.text for line in page.outline.lines()] == ["Ours", "Typed and not stored"]
    page.flush()
    assert texts(at_work, "decision", "text") == [("Ours",), ("Theirs",)]
    said = "Said elsewhere\nTyped and not stored"
    assert texts(at_work, "agenda_item", "discussion")[0] == (said,)
    shown = [line.text for line in page.outline.lines()]
    assert shown == ["Ours", "Said elsewhere", "Typed and not stored", "Theirs"]
