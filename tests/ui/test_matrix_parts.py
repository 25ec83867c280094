"""Matrices on the pages of module A: what is typed in them is stored, shown everywhere and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import LongText, Text
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.matrix_part import MatrixPart
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.modules.initiation import PARTS
from msp_desktop.ui.modules.initiation.matrices import (
    SHOWN,
    ResourceMatrix,
    TargetMatrix,
    WaysCompared,
)
from msp_desktop.ui.shell.pages import page_for
from msp_desktop.ui.widgets.paper import RowButton

pytestmark = pytest.mark.ui

Opened = Callable[[str, str], TaskPage]


@pytest.fixture
def opened(qtbot: QtBot, workspace: Workspace) -> Opened:
    """Opens the page of a task on the screen."""

    def open_page(task: str, space: str) -> TaskPage:
        page = page_for(TASKS[task], workspace, ChangeBus(workspace), space)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        page.turns.show_all()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        return page

    return open_page


def part(page: TaskPage, name: str) -> MatrixPart:
    (found,) = (
        one
        for one in page.designed
        if isinstance(one, MatrixPart) and one.shown.title == SHOWN[name].title
    )
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def write(text: str) -> None:
    for letter in text:
        QTest.keyClicks(focused(), letter)


def test_an_objective_is_aligned_with_a_new_target_by_keyboard(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    wells = workspace.add("objective", space, {"name": "Repair wells"})
    page = opened("2.4", space)
    matrix = part(page, "alignment")
    assert isinstance(matrix, TargetMatrix)
    assert matrix.view.isHidden()
    matrix.target.focus()
    write("6.1")
    matrix.add_button.setFocus()
    press(Qt.Key.Key_Space)
    assert matrix.view.hasFocus(), "the keyboard goes on in the new column"
    write("Water for 900 people")
    press(Qt.Key.Key_Return)
    (row,) = workspace.rows("alignment", space)
    assert (row["objective"], row["target"]) == (wells, "6.1")
    assert row["contribution"] == "Water for 900 people"
    assert matrix.view.matrix.cell(wells, "6.1").text == "Water for 900 people"
    workspace.undo()
    assert workspace.rows("alignment", space) == []


def test_a_score_is_typed_and_harm_without_an_answer_is_named_with_its_place(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    workspace.set_single("challenge", space, {"target": "6.1"})
    workspace.add("alignment", space, {"target": "5.4"})
    page = opened("2.4", space)
    matrix = part(page, "interlinkage")
    matrix.view.go_to("6.1", "5.4")
    write("-2")
    (row,) = workspace.rows("interlinkage", space)
    assert (row["first"], row["second"], row["score"]) == ("6.1", "5.4", -2)
    asked: list[tuple[str, str, str]] = []
    matrix.open_record.connect(lambda *place: asked.append(place))
    (line,) = matrix.findChildren(RowButton)
    assert line.accessibleName() == "6.1 harms 5.4: say what you do about it."
    line.click()
    assert asked == [("interlinkage", row["id"], "mitigation")]


def test_ways_that_are_lacking_are_added_by_one_button_as_one_step(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    workspace.add("model_option", space, {"model": "Together", "kind": "partnership"})
    matrix = part(opened("1.3", space), "ways")
    assert isinstance(matrix, WaysCompared)
    matrix.add_button.click()
    assert [row["kind"] for row in workspace.rows("model_option", space)] == [
        "partnership",
        "alone",
        "contract",
        "grant",
        "order",
    ]
    QApplication.processEvents()
    assert matrix.add_button.isHidden()
    assert focused() is matrix.view
    added = {row["id"] for row in workspace.rows("model_option", space)}
    workspace.undo()
    assert len(workspace.rows("model_option", space)) == 1
    QApplication.processEvents()
    matrix.add_button.click()
    again = {row["id"] for row in workspace.rows("model_option", space)}
    assert again == added, "the same records in every office"


def test_what_a_partner_brings_begins_in_its_cell(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    board = workspace.add("partner", space, {"name": "Water Board", "state": "active"})
    workspace.add("commitment", space, {"partner": board, "kind": "money", "value": "NPR 500"})
    matrix = part(opened("3.1", space), "resources")
    matrix.view.go_to(board, "people")
    write("Two engineers")
    press(Qt.Key.Key_Return)
    added = workspace.rows("commitment", space)[-1]
    assert (added["partner"], added["kind"]) == (board, "people")
    assert added["description"] == "Two engineers"
    assert matrix.view.matrix.cell(board, "in_kind").text == "1 not valued"


def test_the_currency_of_sums_is_three_letters(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    board = workspace.add("partner", space, {"name": "Water Board", "state": "active"})
    for value in ("NPR 500", "USD 2"):
        workspace.add("commitment", space, {"partner": board, "kind": "money", "value": value})
    matrix = part(opened("3.1", space), "resources")
    assert isinstance(matrix, ResourceMatrix)
    line = matrix.currency.inputs()[0]
    assert isinstance(line, QLineEdit)
    matrix.currency.focus()
    write("rupees")
    matrix.flush()
    assert "three letters" in matrix.message.text
    assert line.text() == "rupees", "what was typed stays"
    assert workspace.records(space).single("partnership")["currency"] is None
    line.selectAll()
    write("npr")
    matrix.flush()
    assert workspace.records(space).single("partnership")["currency"] == "NPR"


def test_what_is_half_typed_in_a_cell_is_stored_before_the_page_is_left(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    partner = workspace.add("partner", space, {"name": "Water Board", "state": "active"})
    page = opened("2.1", space)
    heard: list[bool] = []
    page.unsaved.connect(heard.append)
    part(page, "views").view.go_to("wants", partner)
    write("Clean pipes")
    assert heard[-1]
    page.flush()
    (row,) = workspace.rows("stakeholder_view", space)
    assert (row["partner"], row["wants"]) == (partner, "Clean pipes")
    assert not heard[-1]


def test_what_cannot_be_stored_in_a_cell_holds_the_page_open(
    opened: Opened, workspace: Workspace, space: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner = workspace.add("partner", space, {"name": "Water", "state": "active"})
    page = opened("2.1", space)
    part(page, "views").view.go_to("wants", partner)
    for kind in (Text, LongText):
        monkeypatch.setattr(kind, "LONGEST", 5)
    write("Clean pipes")
    page.flush()
    assert page.unfinished == (translate(KINDS["stakeholder_view"].fields["wants"].label),)
    sheet = focused()
    assert sheet.property("invalid") is True
    page.state_line.done_button.setFocus()
    page.reveal_unfinished()
    assert focused() is sheet
    press(Qt.Key.Key_Escape)
    assert not page.unfinished
    assert not workspace.rows("stakeholder_view", space)


def test_an_entry_removed_in_the_meantime_keeps_what_was_typed_on_the_screen(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    view = workspace.add("stakeholder_view", space, {"group": "Women", "view": "Too far"})
    page = opened("2.1", space)
    matrix = part(page, "views")
    matrix.view.go_to("wants", view)
    write("A tap")
    workspace.remove("stakeholder_view", view)
    press(Qt.Key.Key_Return)
    assert "A tap" in matrix.message.text
    assert workspace.rows("stakeholder_view", space) == []


def test_the_page_follows_the_keyboard_down_a_matrix(with_sample: str, opened: Opened) -> None:
    page = opened("2.1", with_sample)
    page.resize(900, 300)
    view = part(page, "ways").view
    view.setFocus()
    for _row in view.matrix.rows:
        press(Qt.Key.Key_Down)
        cell = view.visualRect(view.currentIndex())
        top = view.viewport().mapTo(page.viewport(), cell.topLeft()).y()
        assert top >= 0
        assert top + cell.height() <= page.viewport().height()
    view.go_to("reason", view.matrix.columns[0].key)
    press(Qt.Key.Key_Return)
    sheet = focused()
    foot = sheet.mapTo(page.viewport(), sheet.rect().bottomLeft())
    assert foot.y() <= page.viewport().height()


def test_a_matrix_takes_the_whole_window_and_escape_brings_it_back(
    with_sample: str, opened: Opened, workspace: Workspace
) -> None:
    page = opened("3.1", with_sample)
    matrix = part(page, "resources")
    before = matrix.view.size()
    first = matrix.view.matrix.rows[0].key
    matrix.enlarge.click()
    QApplication.processEvents()
    assert matrix.view.hasFocus()
    assert matrix.view.width() > before.width()
    assert matrix.view.mapTo(page, matrix.view.rect().bottomRight()).y() < page.height()
    matrix.view.go_to(first, "goods")
    write("Tents")
    press(Qt.Key.Key_Return)
    assert workspace.rows("commitment", page.surroundings.space_id)[-1]["description"] == "Tents"
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert matrix.isAncestorOf(matrix.view)
    assert matrix.view.hasFocus()
    assert matrix.view.width() == before.width()


@pytest.mark.parametrize("task", PARTS)
def test_every_matrix_of_the_sample_can_be_walked_through_and_says_every_cell(
    with_sample: str, opened: Opened, task: str
) -> None:
    page = opened(task, with_sample)
    shown = [one for one in page.designed if isinstance(one, MatrixPart)]
    for one in shown:
        assert not one.view.isHidden(), one.shown.title
        model = one.view.matrix_model
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                spoken = model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
                assert str(spoken).split(": ", 1)[1]


def test_a_remark_leads_to_its_cell_on_the_page_where_it_stands(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    workspace.add("model_option", space, {"model": "Alone", "kind": "alone"})
    together = {"model": "Together", "kind": "partnership"}
    together_id = workspace.add("model_option", space, together)
    ways = part(opened("1.3", space), "ways")
    (line,) = ways.findChildren(RowButton)
    line.click()
    view = ways.view
    assert view.hasFocus()
    assert view.matrix_model.keys(view.currentIndex()) == ("chosen", together_id)


def test_a_remark_about_a_row_leads_to_the_row_where_it_is_mended(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    workspace.add("objective", space, {"name": "Safe water"})
    unserved = workspace.add("objective", space, {"name": "Fair fees"})
    pipes = workspace.add("component", space, {"name": "Pipes"})
    page = opened("4.1", space)
    matrix = next(one for one in page.designed if isinstance(one, MatrixPart))
    line = next(
        one for one in matrix.findChildren(RowButton) if "Fair fees" in one.accessibleName()
    )
    line.click()
    assert matrix.view.hasFocus()
    assert matrix.view.matrix_model.keys(matrix.view.currentIndex()) == (unserved, pipes)
