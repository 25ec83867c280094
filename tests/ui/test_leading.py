"""Leadership and roles at the window: answered by keyboard, stored at once, each gesture one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import TASKS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.leading import suggestions
from msp_desktop.domain.records import Row
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.modules.formation import PARTS
from msp_desktop.ui.modules.formation.leadership import AgreementBoard, LeadCapacities
from msp_desktop.ui.modules.formation.roles_part import RolesPart
from msp_desktop.ui.modules.formation.suggestions_part import SuggestionsPart

pytestmark = pytest.mark.ui

Key = Qt.Key
Opened = Callable[[str], TaskPage]


@pytest.fixture
def opened(qtbot: QtBot, workspace: Workspace, space: str) -> Opened:
    """Opens the page of a task on the screen."""

    def open_page(task: str) -> TaskPage:
        page = TaskPage(TASKS[task], workspace, ChangeBus(workspace), space, PARTS[task])
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        page.turns.show_all()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        return page

    return open_page


@pytest.fixture
def two(workspace: Workspace, space: str) -> tuple[str, str]:
    """Two partners that take part."""
    first, second = (
        workspace.add("partner", space, {"name": name, "state": "active"})
        for name in ("Water Board", "Red Cross")
    )
    return first, second


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)
    QTest.qWait(10)


def write(text: str) -> None:
    for letter in text:
        QTest.keyClicks(focused(), letter)
    QTest.qWait(10)


def button(part: QWidget, words: str) -> QPushButton:
    (found,) = (
        one for one in part.findChildren(QPushButton) if one.isVisible() and one.text() == words
    )
    return found


def test_an_agreement_to_the_lead_is_written_in_one_row_with_its_day(
    opened: Opened, workspace: Workspace, space: str, two: tuple[str, str]
) -> None:
    (board,) = (one for one in opened("5.1").designed if isinstance(one, AgreementBoard))
    board.view.go_to(two[0], "agreed")
    write("y")
    press(Key.Key_Right)
    write("A turn each")
    press(Key.Key_Return)
    press(Key.Key_Right)
    write("31/2/2026")
    press(Key.Key_Return)
    assert board.unfinished == ("Date",), "a day that is none stays on its sheet"
    focused().selectAll()  # type: ignore[attr-defined]
    write("10/6/2026")
    press(Key.Key_Return)
    (row,) = workspace.rows("lead_agreement", space)
    answers = {key: row[key] for key in ("partner", "agreed", "condition", "date")}
    assert answers == {
        "partner": two[0],
        "agreed": 1,
        "condition": "A turn each",
        "date": "2026-06-10",
    }
    assert board.view.matrix.cell(two[0], "agreed").words == "Agreed on conditions"


def test_where_the_lead_falls_far_short_a_pilot_is_offered(
    opened: Opened, workspace: Workspace, space: str
) -> None:
    page = opened("5.1")
    (capacities,) = (one for one in page.designed if isinstance(one, LeadCapacities))
    assert capacities.pilot.isHidden()
    capacities.view.go_to("finance", "have")
    write("1")
    capacities.view.go_to(str(workspace.rows("lead_capacity", space)[0]["id"]), "need")
    write("4")
    assert "Finance and procurement" in capacities.pilot.text
    offered = capacities.pilot.button
    assert offered is not None
    offered.click()
    QTest.qWait(10)
    assert workspace.records(space).single("lead_partner")["pilot_first"] == 1
    assert capacities.pilot.isHidden()


@pytest.fixture
def wells(workspace: Workspace, space: str, two: tuple[str, str]) -> str:
    """A component with three activities, two of which are those of the second partner."""
    component = workspace.add("component", space, {"name": "Wells"})
    for name, at in (("Survey", 0), ("Dig", 1), ("Train", 1)):
        answers = {"name": name, "component": component, "responsible": two[at]}
        workspace.add("activity", space, answers)
    return component


def roles(workspace: Workspace, space: str) -> dict[tuple[object, object], object]:
    rows: list[Row] = workspace.rows("responsibility", space)
    return {(row["partner"], row["activity"] is not None): row["role"] for row in rows}


def test_roles_are_written_by_letters_in_components_and_their_activities(
    opened: Opened, workspace: Workspace, space: str, two: tuple[str, str], wells: str
) -> None:
    (part,) = (one for one in opened("5.2").designed if isinstance(one, RolesPart))
    part.view.go_to(wells, two[0])
    write("l")
    assert roles(workspace, space) == {(two[0], False): "lead"}
    press(Key.Key_Space)
    assert [head.label for head in part.view.matrix.rows] == [
        *("▾ Wells", "· Survey", "· Dig", "· Train", "Components with a role"),
    ]
    press(Key.Key_Down)
    write("c")
    assert roles(workspace, space) == {(two[0], False): "lead", (two[0], True): "contributor"}
    press(Key.Key_Space)
    assert part.view.matrix.rows[0].label == "▸ Wells"
    assert part.view.hasFocus(), "the keyboard stays in the component"
    press(Key.Key_Delete)
    assert roles(workspace, space) == {(two[0], True): "contributor"}


def test_a_suggestion_is_declined_with_a_reason_and_accepted_after_all(
    opened: Opened, workspace: Workspace, space: str, two: tuple[str, str], wells: str
) -> None:
    pair = {"component": wells, "partner": two[0], "role": "lead"}
    workspace.add("responsibility", space, pair)
    (part,) = (one for one in opened("5.2").designed if isinstance(one, SuggestionsPart))
    button(part, "Decline…").click()
    QTest.qWait(10)
    press(Key.Key_Return)
    assert workspace.rows("lead_suggestion", space) == [], "without a reason nothing is declined"
    write("The Board pays")
    press(Key.Key_Return)
    (answer,) = workspace.rows("lead_suggestion", space)
    assert (answer["answer"], answer["reason"]) == ("declined", "The Board pays")
    assert answer["basis"] == "Red Cross carries out 2 of 3 activities."
    (suggested,) = suggestions(workspace.records(space))
    assert answer["id"] == single_id(space, suggested.name), "answers of two offices meet"
    before = len(workspace.history.done)
    button(part, "Accept after all…").click()
    QTest.qWait(10)
    press(Key.Key_Return)
    assert len(workspace.history.done) == before + 1
    assert roles(workspace, space) == {(two[0], False): "contributor", (two[1], False): "lead"}
    assert "Water Board" in part.message.text, "who led before is named"
    assert [row["answer"] for row in workspace.rows("lead_suggestion", space)] == ["accepted"]
    workspace.undo()
    assert roles(workspace, space) == {(two[0], False): "lead"}
