"""The map, the network, the tree and the chain on their pages: records change, each gesture is one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import TASKS
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.part import Place
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.modules.initiation.chain_part import ChainPart
from msp_desktop.ui.modules.initiation.goals_part import GoalsPart
from msp_desktop.ui.modules.initiation.influence_part import InfluencePart
from msp_desktop.ui.modules.initiation.network_part import NetworkPart
from msp_desktop.ui.modules.initiation.pictures import make
from msp_desktop.ui.widgets.paper import RowButton
from msp_desktop.ui.widgets.picture.view import Drag
from tests.hands import PATIENCE

pytestmark = pytest.mark.ui

Show = Callable[[str, str], TaskPage]


@pytest.fixture
def show(qtbot: QtBot, workspace: Workspace, space: str) -> Show:
    """Show the page of a task with one picture on it."""

    def shown(task_key: str, name: str) -> TaskPage:
        bus = ChangeBus(workspace)
        place = Place(lambda surroundings, its: make(name, surroundings, its))
        page = TaskPage(TASKS[task_key], workspace, bus, space, (place,))
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        page.turns.show_all()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        page.scroll_to(page.designed[0])
        return page

    return shown


def part_of(page: TaskPage, kind: type[PicturePart]) -> PicturePart:
    (part,) = page.designed
    assert isinstance(part, kind)
    return part


def press(part: PicturePart, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(part.view, key)


def drag(part: PicturePart, start: QPoint, end: QPoint) -> None:
    on = part.view.viewport()
    QTest.mousePress(on, Qt.MouseButton.LeftButton, pos=start)
    for step in (1, 2, 3):
        QTest.mouseMove(on, start + (end - start) * step / 3)
    QTest.mouseRelease(on, Qt.MouseButton.LeftButton, pos=end)


def middle(part: PicturePart, key: str) -> QPoint:
    node = part.view.picture.node(key)
    assert node is not None
    return part.view.place_of(node.box).center().toPoint()


# The map


@pytest.fixture
def board(workspace: Workspace, space: str) -> str:
    workspace.add(
        "partner", space, {"name": "Gone", "state": "left", "influence": 1, "interest": 1}
    )
    return workspace.add("partner", space, {"name": "Water Board", "influence": 4, "interest": 2})


@pytest.fixture
def influence(show: Show, board: str) -> InfluencePart:
    part = part_of(show("1.4", "influence"), InfluencePart)
    assert isinstance(part, InfluencePart)
    return part


def cell(part: InfluencePart, influence: int, interest: int) -> QPoint:
    assert part._map is not None
    return part.view.place_of(part._map.cells[influence, interest]).center().toPoint()


def stands(workspace: Workspace, partner: str) -> tuple[object, object]:
    row = workspace.read("partner", partner) or {}
    return row["influence"], row["interest"]


def test_dragging_an_organisation_is_one_step(
    influence: InfluencePart, workspace: Workspace, board: str, qtbot: QtBot
) -> None:
    steps = len(workspace.history.done)
    drag(influence, middle(influence, board), cell(influence, 5, 4))
    assert stands(workspace, board) == (5, 4)
    assert len(workspace.history.done) == steps + 1
    assert workspace.history.done[-1].label == "Move Water Board on the map"
    workspace.undo()
    assert stands(workspace, board) == (4, 2)
    qtbot.waitUntil(lambda: middle(influence, board).y() > cell(influence, 5, 4).y() + 20)


def test_an_organisation_is_moved_by_keyboard(
    influence: InfluencePart, workspace: Workspace, board: str
) -> None:
    influence.view.setFocus()
    influence.view.choose(board)
    press(influence, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert stands(workspace, board) == (4, 2)
    assert influence.frame.line.text() == "Influence 5, interest 3: Keep content"
    press(influence, Qt.Key.Key_Return)
    assert stands(workspace, board) == (5, 3)


def test_one_not_placed_yet_is_placed_from_the_tray_and_put_back(
    influence: InfluencePart, workspace: Workspace, space: str, qtbot: QtBot
) -> None:
    new = workspace.add("partner", space, {"name": "Traders"})
    qtbot.waitUntil(lambda: influence.view.picture.node(new) is not None)
    drag(influence, middle(influence, new), cell(influence, 2, 5))
    assert stands(workspace, new) == (2, 5)
    influence.refresh()
    influence.view.choose(new)
    press(influence, Qt.Key.Key_Space, *[Qt.Key.Key_Down] * 3, Qt.Key.Key_Return)
    assert stands(workspace, new) == (None, None)


def test_those_who_left_can_be_hidden(influence: InfluencePart) -> None:
    assert influence.hides_gone.isVisible()
    names = {node.words for node in influence.view.picture.nodes}
    assert {"Gone", "Water Board"} <= names
    influence.hides_gone.setChecked(True)
    names = {node.words for node in influence.view.picture.nodes}
    assert "Gone" not in names
    assert "Water Board" in names


def test_positions_are_kept_and_compared(
    influence: InfluencePart, workspace: Workspace, space: str, board: str, qtbot: QtBot
) -> None:
    assert not influence.before.isEnabled()
    influence.keep.click()
    assert influence.frame.message.mood == "ok"
    qtbot.waitUntil(influence.before.isEnabled)
    (row,) = workspace.rows("partner_position", space, board)
    assert row["date"] == date.today().isoformat()  # noqa: DTZ011
    drag(influence, middle(influence, board), cell(influence, 1, 5))
    influence.refresh()
    influence.before.setCurrentIndex(1)
    assert [edge.end for edge in influence.view.picture.edges if edge.end] == [board]
    influence.shown_day.setCurrentIndex(1)
    assert not [edge for edge in influence.view.picture.edges if edge.end]


def test_an_earlier_day_is_only_looked_at(
    influence: InfluencePart, workspace: Workspace, board: str, qtbot: QtBot
) -> None:
    influence.keep.click()
    qtbot.waitUntil(influence.shown_day.isEnabled)
    influence.shown_day.setCurrentIndex(1)
    assert influence.view.drag is Drag.NOTHING
    drag(influence, middle(influence, board), cell(influence, 1, 1))
    assert stands(workspace, board) == (4, 2)


def test_where_nobody_is_placed_nothing_is_kept(show: Show, workspace: Workspace) -> None:
    part = part_of(show("1.4", "influence"), InfluencePart)
    assert isinstance(part, InfluencePart)
    part.keep.click()
    assert "nothing to keep" in part.frame.message.text


def test_enter_opens_the_form_of_an_organisation(show: Show, board: str) -> None:
    page = show("1.4", "influence")
    part = part_of(page, InfluencePart)
    part.view.setFocus()
    part.view.choose(board)
    press(part, Qt.Key.Key_Return)
    detail = page.lists["partner"].detail
    assert detail is not None
    assert detail.record_id == board


def test_leaving_the_page_brings_the_picture_back(influence: InfluencePart, qtbot: QtBot) -> None:
    influence.frame.enlarge.click()
    assert influence.frame.is_enlarged
    influence.hide()
    qtbot.waitUntil(lambda: not influence.frame.is_enlarged)
    assert influence.frame.parentWidget() is influence


# The network


@pytest.fixture
def members(workspace: Workspace, space: str) -> list[str]:
    found = [workspace.add("partner", space, {"name": name}) for name in ("A", "B", "C")]
    answers = {"first": found[0], "kind": "funds", "second": found[1]}
    workspace.add("partner_relation", space, answers)
    return found


@pytest.fixture
def network(show: Show, members: list[str], qtbot: QtBot) -> Iterator[NetworkPart]:
    part = part_of(show("1.4", "network"), NetworkPart)
    assert isinstance(part, NetworkPart)
    qtbot.waitUntil(lambda: bool(part.view.picture.nodes), timeout=PATIENCE)
    yield part
    part.kinds.close()


def test_a_relation_is_added_by_keyboard(
    network: NetworkPart, workspace: Workspace, space: str, members: list[str], qtbot: QtBot
) -> None:
    _first, second, third = members
    network.view.setFocus()
    network.view.choose(second)
    network.join.click()
    network.view._arrive(third)
    press(network, Qt.Key.Key_Return)
    qtbot.waitUntil(network.kinds.isVisible)
    assert [action.text() for action in network.kinds.actions()][-1] == "B: Is in conflict with C"
    QTest.keyClick(network.kinds, Qt.Key.Key_Down)
    QTest.keyClick(network.kinds, Qt.Key.Key_Return)
    row = workspace.rows("partner_relation", space)[-1]
    assert (row["first"], row["kind"], row["second"]) == (second, "funds", third)
    qtbot.waitUntil(lambda: len(network.view.picture.edges_of(third)) == 1, timeout=PATIENCE)


def test_a_relation_is_added_by_dragging(
    network: NetworkPart, workspace: Workspace, space: str, members: list[str]
) -> None:
    drag(network, middle(network, members[2]), middle(network, members[0]))
    assert network.kinds.isVisible()
    network.kinds.actions()[4].trigger()
    row = workspace.rows("partner_relation", space)[-1]
    assert (row["first"], row["kind"], row["second"]) == (members[2], "conflict", members[0])


def test_two_offices_that_add_the_same_relation_write_one_record(
    network: NetworkPart, workspace: Workspace, space: str, members: list[str]
) -> None:
    def join() -> None:
        drag(network, middle(network, members[2]), middle(network, members[0]))
        network.kinds.actions()[4].trigger()

    join()
    mine = workspace.rows("partner_relation", space)[-1]["id"]
    count = len(workspace.rows("partner_relation", space))
    join()
    assert len(workspace.rows("partner_relation", space)) == count
    assert network.frame.message.text == "This relation is there already."
    workspace.undo()
    join()
    assert workspace.rows("partner_relation", space)[-1]["id"] == mine, "computed, not drawn"


def test_choosing_an_organisation_says_its_relations(
    network: NetworkPart, members: list[str]
) -> None:
    network.view.choose(members[1])
    assert network.frame.line.text() == "B: Gets money from A."
    assert network.view.accessibleDescription() == "B: Gets money from A."


# The tree and the chain


def test_the_tree_opens_a_goal(show: Show, workspace: Workspace, space: str) -> None:
    goal = workspace.add("shared_goal", space, {"name": "Safe water"})
    page = show("2.2", "goals")
    part = part_of(page, GoalsPart)
    part.view.setFocus()
    part.view.choose(goal)
    press(part, Qt.Key.Key_Return)
    detail = page.lists["shared_goal"].detail
    assert detail is not None
    assert detail.record_id == goal


@pytest.fixture
def steps(workspace: Workspace, space: str) -> list[str]:
    levels = {"Staff": "input", "Dig": "activity", "Health": "impact"}
    return [
        workspace.add("result", space, {"name": name, "level": level})
        for name, level in levels.items()
    ]


@pytest.fixture
def chain(show: Show, steps: list[str]) -> ChainPart:
    part = part_of(show("2.2", "chain"), ChainPart)
    assert isinstance(part, ChainPart)
    return part


def leads_to(workspace: Workspace, step: str) -> object:
    return (workspace.read("result", step) or {})["leads_to"]


def test_dragging_from_step_to_step_joins_and_parts_them(
    chain: ChainPart, workspace: Workspace, steps: list[str], qtbot: QtBot
) -> None:
    staff, dig, _health = steps
    drag(chain, middle(chain, staff), middle(chain, dig))
    assert leads_to(workspace, staff) == dig
    qtbot.waitUntil(lambda: len(chain.view.picture.edges) == 1)
    drag(chain, middle(chain, staff), middle(chain, dig))
    assert leads_to(workspace, staff) is None
    workspace.undo()
    assert leads_to(workspace, staff) == dig


def test_an_arrow_to_a_step_that_has_not_arrived_is_kept(
    chain: ChainPart, workspace: Workspace, steps: list[str]
) -> None:
    staff, dig, _health = steps
    workspace.set_fields("result", staff, {"leads_to": "f" * 32})
    chain.catch_up()
    drag(chain, middle(chain, staff), middle(chain, dig))
    assert leads_to(workspace, staff) == f"{dig} {'f' * 32}"


def test_steps_are_joined_by_keyboard_and_the_hint_leads_to_the_step(
    show: Show, workspace: Workspace, steps: list[str], qtbot: QtBot
) -> None:
    page = show("2.2", "chain")
    chain = part_of(page, ChainPart)
    assert isinstance(chain, ChainPart)
    _staff, dig, health = steps
    chain.view.choose(dig)
    chain.lead.click()
    press(chain, Qt.Key.Key_Right)
    assert chain.view.target == health
    press(chain, Qt.Key.Key_Return)
    assert leads_to(workspace, dig) == health
    sentence = "“Dig”: an activity leads straight to impact, “Health”. Say what comes in between."
    qtbot.waitUntil(lambda: sentence in hints(chain))
    hints(chain)[sentence].click()
    detail = page.lists["result"].detail
    assert detail is not None
    assert detail.record_id == dig


def hints(chain: ChainPart) -> dict[str, RowButton]:
    found = {}
    for place in range(chain.hints.count()):
        item = chain.hints.itemAt(place)
        widget = item.widget() if item is not None else None
        if isinstance(widget, RowButton):
            found[widget.accessibleName()] = widget
    return found


def test_a_step_is_added_after_the_one_that_is_chosen(
    show: Show, workspace: Workspace, space: str, steps: list[str]
) -> None:
    page = show("2.2", "chain")
    chain = part_of(page, ChainPart)
    assert isinstance(chain, ChainPart)
    done = len(workspace.history.done)
    chain.view.choose(steps[1])
    chain.levels.actions()[2].trigger()
    new = workspace.rows("result", space)[-1]
    assert new["level"] == "output"
    assert leads_to(workspace, steps[1]) == new["id"]
    assert len(workspace.history.done) == done + 1
    detail = page.lists["result"].detail
    assert detail is not None
    assert detail.record_id == new["id"]


def test_of_a_whole_chain_it_is_said_that_it_is(
    chain: ChainPart, workspace: Workspace, space: str, steps: list[str], qtbot: QtBot
) -> None:
    staff, dig, health = steps
    wells = workspace.add("result", space, {"name": "Wells", "level": "output"})
    use = workspace.add("result", space, {"name": "Use", "level": "outcome"})
    for cause, effect in ((staff, dig), (dig, wells), (wells, use), (use, health)):
        workspace.set_fields("result", cause, {"leads_to": effect})
    qtbot.waitUntil(lambda: chain.said.text() == "Every step leads on, level by level.")
    assert hints(chain) == {}
