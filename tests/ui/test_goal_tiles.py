"""Goals are chosen from tiles: by mouse and keyboard, readable on every colour, in step with each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.sdg import GOAL_NUMBERS
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.choices import GoalsEditor
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.widgets.goal_tiles import GoalTile, GoalTiles

pytestmark = pytest.mark.ui


@pytest.fixture
def bus(workspace: Workspace, qapp: QApplication) -> ChangeBus:
    return ChangeBus(workspace)


@pytest.fixture
def form(qtbot: QtBot, workspace: Workspace, space: str, bus: ChangeBus) -> RecordForm:
    form = RecordForm(KINDS["challenge"], Surroundings(workspace, space, lambda _kind: None), bus)
    qtbot.addWidget(form)
    form.resize(660, 700)  # the room that the guidance leaves at 1366 x 768
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    return form


def tiles_of(form: RecordForm, key: str) -> list[GoalTile]:
    editor = form.editor(key)
    assert isinstance(editor, GoalsEditor)
    assert isinstance(editor.group, GoalTiles)
    return [tile for tile in editor.group.chips if isinstance(tile, GoalTile)]


def answer(workspace: Workspace, space: str, key: str) -> object:
    row = workspace.read("challenge", single_id(space, "challenge"))
    return row[key] if row is not None else None


def test_number_and_name_can_be_read_on_every_colour() -> None:
    for number in GOAL_NUMBERS:
        ground = theme.goal_colour(number)
        assert theme.contrast(theme.ink_on(ground), ground) >= 4.5


def test_all_seventeen_stand_in_lines_within_the_form(form: RecordForm) -> None:
    tiles = tiles_of(form, "goals_direct")
    assert len(tiles) == 17
    assert len({tile.y() for tile in tiles}) > 2
    assert all(tile.geometry().right() <= form.width() for tile in tiles)
    assert tiles[5].accessibleName().endswith("Goal 6: Clean water and sanitation")


def test_a_goal_is_chosen_by_keyboard_alone(
    form: RecordForm, workspace: Workspace, space: str
) -> None:
    tiles = tiles_of(form, "goals_direct")
    in_a_line = sum(1 for tile in tiles if tile.y() == tiles[0].y())
    tiles[0].setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space):
        QTest.keyClick(QApplication.focusWidget() or form, key)
    form.flush()
    assert answer(workspace, space, "goals_direct") == str(in_a_line + 2)
    QTest.keyClick(tiles[in_a_line + 1], Qt.Key.Key_Up)
    assert tiles[1].hasFocus()
    QTest.keyClick(tiles[1], Qt.Key.Key_Up)
    assert tiles[1].hasFocus(), "above the first line there is nothing"


def test_what_is_chosen_in_the_one_shows_in_the_other(form: RecordForm) -> None:
    tiles_of(form, "goals_direct")[5].click()
    there = tiles_of(form, "goals_indirect")[5]
    assert there.elsewhere == "Direct"
    assert "Goals touched directly" in there.accessibleDescription()
    assert not there.isChecked()
    assert form.rows["goals_indirect"].message == ""
    tiles_of(form, "goals_direct")[5].click()
    assert there.elsewhere == ""


def test_a_goal_in_both_is_pointed_out_and_kept(
    form: RecordForm, workspace: Workspace, space: str
) -> None:
    tiles_of(form, "goals_direct")[5].click()
    tiles_of(form, "goals_indirect")[5].click()
    for key in ("goals_direct", "goals_indirect"):
        assert "Goal 6" in form.rows[key].message
    form.flush()
    assert answer(workspace, space, "goals_direct") == "6"
    assert answer(workspace, space, "goals_indirect") == "6"
    tiles_of(form, "goals_direct")[5].click()
    assert form.rows["goals_indirect"].message == ""


def test_what_another_office_wrote_shows_in_both(
    form: RecordForm, workspace: Workspace, space: str
) -> None:
    workspace.set_single("challenge", space, {"goals_direct": "6 13", "goals_indirect": "13"})
    assert tiles_of(form, "goals_indirect")[5].elsewhere == "Direct"
    assert tiles_of(form, "goals_direct")[12].elsewhere == "Indirect"
    assert "Goal 13" in form.rows["goals_direct"].message


def test_a_goal_that_is_chosen_looks_different_without_its_colour(qtbot: QtBot) -> None:
    group = GoalTiles()
    qtbot.addWidget(group)
    group.resize(640, 500)
    group.show()
    tile = group.chips[3]
    before = tile.grab().toImage()
    tile.setChecked(True)
    after = tile.grab().toImage()
    circle = (tile.width() - 16, 24)
    assert before.pixelColor(*circle) != after.pixelColor(*circle)
    assert before.pixelColor(tile.width() // 2, 1) != after.pixelColor(tile.width() // 2, 1)
