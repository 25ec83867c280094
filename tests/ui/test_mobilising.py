"""Partners are moved to another state and ticked in the checklist; components in the coverage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msp_desktop.ui.forms.matrix_part import MatrixPart
from msp_desktop.ui.modules.formation.readiness import PreparationPart, ReadinessBoard
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier


def matrix(person: Person, title: str) -> MatrixPart:
    def found() -> list[MatrixPart]:
        parts = person.window.findChildren(MatrixPart)
        return [one for one in parts if one.accessibleName() == title and one.is_built]

    person.wait(lambda: bool(found()))
    return found()[0]


def test_a_partner_gets_ready_by_keys_and_every_gesture_is_one_step(at_work: Person) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    partner = workspace.add("partner", space, {"name": "Utility", "state": "active"})
    at_work.window.go(place_of("6.1"))
    at_work.wait(lambda: bool(at_work.window.findChildren(ReadinessBoard)))
    (board,) = at_work.window.findChildren(ReadinessBoard)
    at_work.wait(lambda: hasattr(board, "view") and bool(board.view.board.sheet.cards))
    board.view.choose(partner)
    board.view.setFocus()
    QTest.keyClick(board.view, Key.Key_Right, Shift)
    (row,) = workspace.rows("readiness", space)
    assert (row["partner"], row["state"]) == (partner, "not_begun")
    workspace.undo()
    assert workspace.rows("readiness", space) == []
    workspace.redo()

    checklist = matrix(at_work, "Who is ready for the start")
    at_work.wait(lambda: bool(checklist.view.matrix.rows))
    checklist.view.go_to(partner, "permits")
    QTest.keyClick(checklist.view, Key.Key_Y)
    (row,) = workspace.rows("readiness", space)
    assert row["prepared"] == "permits"

    workspace.add(
        "preparation",
        space,
        {"part": "staff", "what": "Name people", "period": "2026-11-02/2026-11-06"},
        owner_id=str(row["id"]),
    )
    (over_time,) = at_work.window.findChildren(PreparationPart)
    at_work.wait(lambda: hasattr(over_time, "chart") and len(over_time.chart.rows) == 2)
    before = workspace.rows("preparation", space)
    over_time.chart.choose(1)
    QTest.keyClick(over_time.chart, Key.Key_Right)
    QTest.keyClick(over_time.chart, Key.Key_L)
    assert not over_time.chart.link_from
    assert workspace.rows("preparation", space) == before, "it is to look at only"


def test_a_key_says_that_a_component_serves_an_objective(at_work: Person) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    objective = workspace.add("objective", space, {"name": "Wells give water"})
    component = workspace.add("component", space, {"name": "Repair"})
    at_work.window.go(place_of("4.1"))
    coverage = matrix(at_work, "Which component serves which objective")
    at_work.wait(lambda: bool(coverage.view.matrix.rows))
    coverage.view.go_to(objective, component)
    QTest.keyClick(coverage.view, Key.Key_Y)
    assert workspace.rows("component", space)[0]["objectives"] == objective
    QTest.keyClick(coverage.view, Key.Key_Delete)
    assert not workspace.rows("component", space)[0]["objectives"]
