"""A person types into the form of a record: nothing is lost, nothing is overwritten."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Choice, Choices, Option
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.ids import single_id
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.forms.editors.amount import AmountEditor
from msp_desktop.ui.forms.editors.choices import ChoiceEditor, ChoicesEditor
from msp_desktop.ui.forms.editors.days import DayEditor
from msp_desktop.ui.forms.editors.references import ReferenceEditor, ReferencesEditor
from msp_desktop.ui.forms.editors.text import LineEditor, LongTextEditor
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.widgets.inputs import ChoiceBox

pytestmark = pytest.mark.ui


@pytest.fixture
def bus(workspace: Workspace, qapp: QApplication) -> ChangeBus:
    return ChangeBus(workspace)


@pytest.fixture
def surroundings(workspace: Workspace, space: str) -> Surroundings:
    return Surroundings(workspace, space, lambda _kind: None)


@pytest.fixture
def form(qtbot: QtBot, surroundings: Surroundings, bus: ChangeBus) -> RecordForm:
    """The form of the challenge, on the screen."""
    form = RecordForm(KINDS["challenge"], surroundings, bus)
    qtbot.addWidget(form)
    show(form)
    return form


def show(form: RecordForm) -> None:
    form.resize(726, 700)
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)


def statement(workspace: Workspace, space: str) -> object:
    row = workspace.read("challenge", single_id(space, "challenge"))
    return row["statement"] if row is not None else None


def box_of(form: RecordForm, key: str) -> LongTextEditor:
    editor = form.editor(key)
    assert isinstance(editor, LongTextEditor)
    return editor


def line_of(form: RecordForm, key: str) -> LineEditor:
    editor = form.editor(key)
    assert isinstance(editor, LineEditor)
    return editor


def day_of(form: RecordForm, key: str) -> DayEditor:
    editor = form.editor(key)
    assert isinstance(editor, DayEditor)
    return editor


def test_what_is_typed_is_stored_within_a_second_without_leaving_the_field(
    form: RecordForm, workspace: Workspace, space: str, qtbot: QtBot
) -> None:
    box = box_of(form, "statement").box
    box.setFocus()
    QTest.keyClicks(box, "Dry wells")
    qtbot.waitUntil(lambda: statement(workspace, space) == "Dry wells", timeout=1000)
    assert box.hasFocus()


def test_typing_without_a_pause_is_stored_too(
    form: RecordForm, workspace: Workspace, space: str, qtbot: QtBot
) -> None:
    box = box_of(form, "statement").box

    def type_on_until_stored() -> bool:
        QTest.keyClicks(box, "a")  # far more often than the pause that is waited for
        return statement(workspace, space) is not None

    qtbot.waitUntil(type_on_until_stored, timeout=1500)


def test_text_of_every_script_is_stored_as_it_was_composed(
    form: RecordForm, workspace: Workspace, space: str
) -> None:
    composed = QInputMethodEvent()
    composed.setCommitString("दुई गाउँमा पानी छैन")
    QApplication.sendEvent(box_of(form, "statement").box, composed)
    form.flush()
    assert statement(workspace, space) == "दुई गाउँमा पानी छैन"


def test_hiding_the_form_stores_what_was_typed(
    form: RecordForm, workspace: Workspace, space: str
) -> None:
    QTest.keyClicks(box_of(form, "statement").box, "Dry wells")
    form.hide()
    assert statement(workspace, space) == "Dry wells"


def test_the_form_says_whether_something_is_not_stored_yet(form: RecordForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.unsaved, check_params_cb=lambda unsaved: unsaved is True):
        QTest.keyClicks(box_of(form, "statement").box, "D")
    with qtbot.waitSignal(form.unsaved, check_params_cb=lambda unsaved: unsaved is False):
        form.flush()


def test_undo_shows_the_earlier_answer_in_the_open_form(
    form: RecordForm, workspace: Workspace
) -> None:
    editor = box_of(form, "statement")
    for answer in ("Dry wells", "Dirty wells"):
        editor.box.setPlainText(answer)
        form.flush()
    workspace.undo()
    assert editor.box.toPlainText() == "Dry wells"
    workspace.undo()
    assert editor.box.toPlainText() == ""


def test_a_change_from_elsewhere_is_shown(
    form: RecordForm, workspace: Workspace, space: str
) -> None:
    workspace.set_single("challenge", space, {"place": "Jumla"})
    assert line_of(form, "place").line.text() == "Jumla"


def test_a_change_from_elsewhere_does_not_overwrite_what_is_being_typed(
    form: RecordForm, workspace: Workspace, space: str
) -> None:
    QTest.keyClicks(box_of(form, "statement").box, "Dry we")
    workspace.set_single("challenge", space, {"statement": "From the office", "place": "Jumla"})
    assert box_of(form, "statement").box.toPlainText() == "Dry we"
    assert line_of(form, "place").line.text() == "Jumla"
    form.flush()
    assert statement(workspace, space) == "Dry we"


def test_control_z_in_a_field_takes_back_typing_only(
    form: RecordForm, workspace: Workspace
) -> None:
    line = line_of(form, "place").line
    line.setFocus()
    QTest.keyClicks(line, "Jumla")
    form.flush()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert len(workspace.history.done) == 2, "the partnership and the place; nothing was undone"


def test_a_field_is_not_reproached_before_somebody_was_in_it(form: RecordForm) -> None:
    assert not any(row.message for row in form.rows.values())
    box_of(form, "statement").box.setFocus()
    line_of(form, "place").line.setFocus()
    assert form.rows["statement"].message
    assert not form.rows["objective"].message


@pytest.fixture
def meeting(
    qtbot: QtBot, workspace: Workspace, space: str, surroundings: Surroundings, bus: ChangeBus
) -> RecordForm:
    """The form of a meeting with a title."""
    meeting_id = workspace.add("meeting", space, {"title": "First meeting"})
    form = RecordForm(KINDS["meeting"], surroundings, bus, meeting_id)
    qtbot.addWidget(form)
    show(form)
    return form


def test_half_a_date_stays_in_its_field_with_a_sentence_and_is_not_stored(
    meeting: RecordForm, workspace: Workspace
) -> None:
    line = day_of(meeting, "date").day.line
    line.setFocus()
    QTest.keyClicks(line, "23/1")
    line_of(meeting, "place").line.setFocus()
    assert "23/11/2026" in meeting.rows["date"].message
    assert "23/11/2026" in line.accessibleDescription(), "screen readers say it too"
    meeting.flush()
    assert line.text() == "23/1"
    assert meeting.unfinished == ("Date",)
    workspace.set_fields("meeting", str(meeting.record_id), {"place": "Jumla"})
    assert line.text() == "23/1", "news from elsewhere leaves it alone"
    line.setFocus()
    QTest.keyClicks(line, "1/2026")
    meeting.flush()
    assert not meeting.unfinished
    row = workspace.read("meeting", str(meeting.record_id))
    assert row is not None
    assert row["date"] == "2026-11-23"
    assert not meeting.rows["date"].message


def test_half_an_answer_gives_way_to_one_that_was_given_in_its_place_elsewhere(
    meeting: RecordForm, workspace: Workspace
) -> None:
    line = day_of(meeting, "date").day.line
    line.setFocus()
    QTest.keyClicks(line, "23/11/2026")
    meeting.flush()
    QTest.keyClicks(line, "x")
    meeting.flush()
    workspace.set_fields("meeting", str(meeting.record_id), {"place": "Jumla"})
    assert line.text() == "23/11/2026x", "its own answer of before is nothing new"
    workspace.set_fields("meeting", str(meeting.record_id), {"date": "2026-11-24"})
    assert line.text() == "24/11/2026"
    assert not meeting.unfinished
    assert not meeting.rows["date"].message


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("5.3.2026", "2026-03-05"),
        ("2026-03-05", "2026-03-05"),
        ("०५/०३/२०२६", "2026-03-05"),
        ("5 3 2026", "2026-03-05"),
    ],
)
def test_a_date_may_be_typed_in_the_ways_of_the_region(
    meeting: RecordForm, typed: str, stored: str
) -> None:
    editor = day_of(meeting, "date")
    editor.day.line.setText(typed)
    assert editor.stored() == stored


@pytest.mark.parametrize("typed", ["31/02/2026", "5/3/2083", "5/3/2569", "5/3/26", "soon"])
def test_what_is_no_date_of_the_international_calendar_is_refused(
    meeting: RecordForm, typed: str
) -> None:
    editor = day_of(meeting, "date")
    editor.day.line.setText(typed)
    editor.day.line.textEdited.emit(typed)
    meeting.flush()
    assert meeting.unfinished == ("Date",)
    assert meeting.rows["date"].message


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_day_is_picked_from_the_calendar(meeting: RecordForm, qtbot: QtBot) -> None:
    editor = day_of(meeting, "date")
    editor.day.line.setText("23/11/2026")
    popup = editor.day.open_calendar()
    qtbot.addWidget(popup)
    assert popup.calendar.selectedDate().toString("yyyy-MM-dd") == "2026-11-23"
    popup.calendar.clicked.emit(popup.calendar.selectedDate().addDays(1))
    assert editor.stored() == "2026-11-24"
    assert not popup.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_empty_day_begins_at_today_and_keys_move_from_there(
    meeting: RecordForm, qtbot: QtBot
) -> None:
    editor = day_of(meeting, "date")
    editor.day.line.clear()
    popup = editor.day.open_calendar()
    qtbot.addWidget(popup)
    month = popup.calendar.findChild(QTableView)
    assert isinstance(month, QTableView)
    today = QDate.currentDate()
    assert month.currentIndex().data() == today.day()
    QTest.keyClicks(month, "0503")  # no date is typed here: it would be read month first
    QTest.keyClick(month, Qt.Key.Key_Up)
    QTest.keyClick(month, Qt.Key.Key_Return)
    assert editor.stored() == today.addDays(-7).toString("yyyy-MM-dd")


def test_a_record_removed_in_the_meantime_can_be_kept_with_what_was_typed(
    meeting: RecordForm, workspace: Workspace, space: str
) -> None:
    QTest.keyClicks(line_of(meeting, "place").line, "Jumla")
    workspace.remove("meeting", str(meeting.record_id))
    meeting.flush()
    assert meeting.message.button is not None
    meeting.message.button.click()
    rows = workspace.rows("meeting", space)
    assert [(row["title"], row["place"]) for row in rows] == [("First meeting", "Jumla")]


def test_a_record_is_not_offered_to_itself(
    workspace: Workspace, bus: ChangeBus, surroundings: Surroundings, space: str, qtbot: QtBot
) -> None:
    first = workspace.add("urgent_decision", space, {"text": "Close the road"})
    form = RecordForm(KINDS["urgent_decision"], surroundings, bus)
    qtbot.addWidget(form)
    QTest.keyClicks(form.editor("text").inputs()[0], "Open it")
    form.flush()
    box = form.editor("replaces_urgent").inputs()[0]
    assert isinstance(box, ChoiceBox)
    assert [box.itemData(at) for at in range(box.count())] == ["", first]


def test_names_of_other_records_are_always_those_of_now(
    meeting: RecordForm, workspace: Workspace, space: str
) -> None:
    editor = meeting.editor("body")
    assert isinstance(editor, ReferenceEditor)
    body = workspace.add("body", space, {"name": "Steering committee"})
    workspace.set_fields("meeting", str(meeting.record_id), {"body": body})
    assert editor.box.currentText() == "Steering committee"
    workspace.set_fields("body", body, {"name": "Council"})
    assert editor.box.currentText() == "Council"
    workspace.remove("body", body)
    assert "no longer" in editor.box.currentText()
    assert editor.stored() == body


def test_an_empty_list_of_references_points_to_where_they_are_added(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    asked: list[str] = []
    field = KINDS["component"].fields["partners"]
    editor = editor_for(field, Surroundings(workspace, space, asked.append))
    qtbot.addWidget(editor)
    assert isinstance(editor, ReferencesEditor)
    (link,) = editor.inputs()
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked == ["partner"]


def test_an_option_of_a_newer_version_is_shown_and_left_alone(
    qtbot: QtBot, surroundings: Surroundings
) -> None:
    known = (Option("red", "Red"), Option("blue", "Blue"))
    one = editor_for(Choice("colour", "Colour", options=known), surroundings)
    several = editor_for(Choices("colours", "Colours", options=known), surroundings)
    for editor in (one, several):
        qtbot.addWidget(editor)
    assert isinstance(one, ChoiceEditor)
    assert isinstance(several, ChoicesEditor)
    one.show_stored("violet")
    assert "violet" in one.box.currentText()
    assert not one.box.isEnabled()
    assert one.stored() == "violet"
    several.show_stored("red violet")
    several.group.chips[1].click()
    assert several.stored() == "red violet"


def test_an_amount_without_currency_waits_for_it(qtbot: QtBot, surroundings: Surroundings) -> None:
    editor = editor_for(KINDS["component"].fields["budget"], surroundings)
    qtbot.addWidget(editor)
    assert isinstance(editor, AmountEditor)
    editor.line.setText("12,50,000")
    with pytest.raises(ValueError, match="currency"):
        editor.stored()
    editor.currency.setCurrentIndex(editor.currency.findData("NPR"))
    assert editor.stored() == "NPR 1250000"


def test_the_currency_in_use_is_offered_first(
    qtbot: QtBot, workspace: Workspace, surroundings: Surroundings
) -> None:
    workspace.add("component", surroundings.space_id, {"name": "Wells", "budget": "FJD 900"})
    editor = editor_for(KINDS["component"].fields["budget"], surroundings)
    qtbot.addWidget(editor)
    editor.show_stored(None)
    assert isinstance(editor, AmountEditor)
    assert editor.currency.currentData() == "FJD"


def test_a_new_record_is_made_with_its_first_answer_only(
    qtbot: QtBot, workspace: Workspace, surroundings: Surroundings, bus: ChangeBus
) -> None:
    form = RecordForm(KINDS["partner"], surroundings, bus)
    qtbot.addWidget(form)
    form.flush()
    assert not workspace.rows("partner", surroundings.space_id)
    line = line_of(form, "name").line
    QTest.keyClicks(line, "Radio Jumla")
    form.flush()
    QTest.keyClicks(line, " 96")
    form.flush()
    (row,) = workspace.rows("partner", surroundings.space_id)
    assert row["name"] == "Radio Jumla 96"


def test_a_page_that_is_let_go_of_listens_no_longer(
    qtbot: QtBot, workspace: Workspace, space: str, bus: ChangeBus
) -> None:
    page = TaskPage(TASKS["1.1"], workspace, bus, space)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    workspace.set_single("challenge", space, {"place": "Jumla"})
    assert statement(workspace, space) is None
