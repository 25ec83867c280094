"""The register of decisions at the window: found by words, followed along what replaced what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from msp_desktop.app.decisions import CannotReplace, replace_decision
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import TASKS
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.modules.formation import PARTS
from msp_desktop.ui.modules.formation.register_part import RegisterPart
from msp_desktop.ui.widgets.paper import RowButton

pytestmark = pytest.mark.ui

Key = Qt.Key


@pytest.fixture
def decided(workspace: Workspace, space: str) -> dict[str, str]:
    """A decision of a group that may not decide it, replaced by one of those that may."""
    made: dict[str, str] = {}
    for body in ("Committee", "Group"):
        made[body] = workspace.add("body", space, {"name": body})
        values = {"title": body, "date": "2026-05-01", "body": made[body], "state": "held"}
        made[f"{body} meets"] = workspace.add("meeting", space, values)
    rule = {"subject": "Budget", "type": "joint", "body": made["Committee"]}
    made["rule"] = workspace.add("decision_rule", space, rule)
    for name, where in (("Pumps", "Group meets"), ("Cars", "Group meets")):
        values = {"text": f"Buy {name}", "number": name, "rule": made["rule"]}
        made[name] = workspace.add("decision", space, values, made[where])
    values = {"text": "Buy pipes", "number": "Pipes", "rule": made["rule"]}
    values["replaces"] = made["Pumps"]
    made["Pipes"] = workspace.add("decision", space, values, made["Committee meets"])
    return made


def test_a_decision_is_found_by_words_and_followed_to_what_replaced_it(
    qtbot: QtBot, workspace: Workspace, space: str, decided: dict[str, str]
) -> None:
    page = TaskPage(TASKS["5.3"], workspace, ChangeBus(workspace), space, PARTS["5.3"])
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.turns.show_all()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    (part,) = (one for one in page.designed if isinstance(one, RegisterPart))

    def listed() -> set[str]:
        return {head.key for head in part.view.matrix.rows}

    assert listed() == {decided[name] for name in ("Pumps", "Cars", "Pipes")}
    (flag,) = part.findChildren(RowButton)
    assert flag.accessibleName() == "Cars: taken by Group, but by the rule Committee decides."
    QTest.keyClicks(part.search.line, "pumps")
    assert listed() == {decided["Pumps"]}
    QTest.keyClick(part.search.line, Key.Key_Down)
    assert part.view.currentIndex().isValid()
    QTest.qWait(1)  # what is laid out is shown by the next events
    said = [one.text() for one in part.chosen.findChildren(QLabel) if not one.isHidden()]
    assert "Buy Pumps" in said
    assert "Pumps: Replaced by Pipes" in said
    (led,) = (one for one in part.chosen.findChildren(QPushButton) if "In force" in one.text())
    led.click()
    assert listed() == {decided[name] for name in ("Pumps", "Cars", "Pipes")}, "nothing is left out"
    assert part.view.matrix_model.keys(part.view.currentIndex())[0] == decided["Pipes"]
    QTest.qWait(1)
    flag = next(one for one in part.findChildren(RowButton) if one.isVisible())
    flag.click()
    assert part.view.matrix_model.keys(part.view.currentIndex())[0] == decided["Cars"]
    asked: list[tuple[str, str, str]] = []
    part.open_record.connect(lambda *place: asked.append(place))
    QTest.keyClick(part.view, Key.Key_Return)
    assert asked == [("decision", decided["Cars"], "")]


def test_a_later_decision_is_said_to_replace_one_and_never_in_a_circle(
    qtbot: QtBot, workspace: Workspace, space: str, decided: dict[str, str]
) -> None:
    page = TaskPage(TASKS["5.3"], workspace, ChangeBus(workspace), space, PARTS["5.3"])
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.turns.show_all()
    (part,) = (one for one in page.designed if isinstance(one, RegisterPart))
    part.choose(decided["Pipes"])
    QTest.qWait(1)
    (offer,) = (one for one in part.chosen.findChildren(QPushButton) if "later" in one.text())
    offer.click()
    (menu,) = part.findChildren(QMenu)
    (cars,) = menu.actions()
    assert cars.text().startswith("Cars, "), "what it replaces itself is not offered"
    cars.trigger()
    menu.close()
    assert (workspace.read("decision", decided["Cars"]) or {})["replaces"] == decided["Pipes"]
    assert part.view.matrix.cell(decided["Pipes"], "standing").words == "Replaced by Cars"
    with pytest.raises(CannotReplace, match="Cars"):
        replace_decision(workspace, space, decided["Cars"], decided["Pumps"])
    workspace.undo()
    assert (workspace.read("decision", decided["Cars"]) or {})["replaces"] is None
