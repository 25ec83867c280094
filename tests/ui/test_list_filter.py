"""The filter of a long list, by keyboard: it follows typing, is kept under a name, and hides nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.filtering import Wanted
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.list_filter import ListFilter
from msp_desktop.ui.forms.record_list import RecordList
from msp_desktop.ui.forms.task_page import TaskPage

pytestmark = pytest.mark.ui

NAMES = tuple(f"Water users of ward {number}" for number in range(1, 12))


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, space: str) -> TaskPage:
    with workspace.step("Many partners"):
        for at, name in enumerate(NAMES):
            sector = "community" if at % 2 else "business"
            workspace.add("partner", space, {"name": name, "sector": sector})
        workspace.add("partner", space, {"name": "Radio Jumla", "state": "active"})
    made = TaskPage(TASKS["1.4"], workspace, ChangeBus(workspace), space)
    qtbot.addWidget(made)
    made.resize(830, 700)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def partners(page: TaskPage) -> RecordList:
    return page.lists["partner"]


def filter_of(records: RecordList) -> ListFilter:
    assert records.filter is not None
    return records.filter


def shown(records: RecordList) -> list[str]:
    model = records.table_model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def find(records: RecordList, words: str) -> None:
    """Type into the filter as a person does who is in the table."""
    records.table.setFocus()
    QTest.keyClick(records.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = filter_of(records).bar.line
    assert line.hasFocus()
    QTest.keyClicks(line, words)


def write(text: str) -> None:
    """Type wherever the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def entry(records: RecordList, words: str) -> QAction:
    menu = filter_of(records).views.fill_menu()
    return next(action for action in menu.actions() if action.text() == words)


def test_a_short_list_has_no_filter(page: TaskPage) -> None:
    assert page.lists["selection_criterion"].filter is None


def test_typing_narrows_the_list_and_escape_shows_all_again(partners: RecordList) -> None:
    find(partners, "11 WATER")
    assert shown(partners) == ["Water users of ward 11"]
    bar = filter_of(partners).bar
    assert bar.count.text() == "1 of 12"
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    assert partners.table.hasFocus()
    QTest.keyClick(partners.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert len(shown(partners)) == 12
    assert bar.words == ""
    assert bar.count.text() == "12 entries"


def test_nothing_that_fits_is_said_and_the_list_is_not_taken_for_empty(
    partners: RecordList,
) -> None:
    find(partners, "xyz")
    assert shown(partners) == []
    assert "Nothing fits" in partners._empty.text()
    assert partners._title.text() == "Partners (12)"


def test_answers_are_chosen_from_menus_together_with_words(partners: RecordList) -> None:
    find(partners, "ward 1")
    menu = filter_of(partners).menus["sector"]
    community = next(a for a in menu.menu_of_choices.actions() if a.text() == "Community")
    community.trigger()
    assert shown(partners) == [NAMES[9]]
    assert menu.text() == "Sector: Community"
    community = next(a for a in menu.menu_of_choices.actions() if a.text() == "Community")
    assert community.isChecked()
    community.trigger()
    assert menu.text() == "Sector: all"


def test_a_view_is_kept_chosen_renamed_removed_and_undone(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    find(partners, "radio")
    entry(partners, "Keep this view…").trigger()
    views = filter_of(partners).views
    assert views.panel is not None
    QTest.keyClicks(views.panel.line, "Media")
    QTest.keyClick(views.panel.line, Qt.Key.Key_Return)
    (kept,) = workspace.rows("saved_view", space)
    assert (kept["name"], kept["list"], kept["words"]) == ("Media", "partner", "radio")
    assert views.menu.text() == "View: Media"
    filter_of(partners).show_all()
    assert views.menu.text() == "Saved views"
    entry(partners, "Media").trigger()
    assert shown(partners) == ["Radio Jumla"]
    assert filter_of(partners).bar.words == "radio"
    entry(partners, "Rename…").trigger()
    QTest.keyClicks(views.panel.line, " of Jumla")
    views.panel.save.click()
    assert views.menu.text() == "View: Media of Jumla"
    entry(partners, "Remove from the list of views").trigger()
    assert not workspace.rows("saved_view", space)
    entry(partners, "Keep this view…").trigger()
    QTest.keyClicks(views.panel.line, "Media again")
    QTest.keyClick(views.panel.line, Qt.Key.Key_Return)
    (again,) = workspace.rows("saved_view", space)
    assert again["id"] == kept["id"], "two offices that keep the same view write one record"
    workspace.undo()
    workspace.undo()
    assert views.menu.text() == "View: Media of Jumla"


def test_a_title_orders_the_rows_and_moving_says_why_it_cannot(partners: RecordList) -> None:
    header = partners.table.horizontalHeader()
    header.sectionClicked.emit(1)
    assert shown(partners)[0] == NAMES[0]
    assert filter_of(partners).order_menu.text() == "Order: Sector"
    header.sectionClicked.emit(1)
    assert filter_of(partners).order_menu.text() == "Order: Sector, backwards"
    assert shown(partners)[0] == NAMES[1]
    partners.table.setFocus()
    QTest.keyClick(partners.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert partners.message.button is not None
    partners.message.button.click()
    assert shown(partners) == [*NAMES, "Radio Jumla"]
    assert filter_of(partners).order_menu.text() == "Order: as put by hand"


def test_a_record_whose_answer_no_longer_fits_stays_while_it_is_open(
    partners: RecordList, workspace: Workspace
) -> None:
    find(partners, "radio")
    QTest.keyClick(filter_of(partners).bar.line, Qt.Key.Key_Down)
    QTest.keyClick(partners.table, Qt.Key.Key_Return)
    assert partners.detail is not None
    record_id = partners.detail.record_id
    assert record_id is not None
    workspace.set_fields("partner", record_id, {"name": "Voice of Jumla"})
    assert shown(partners) == ["Voice of Jumla"]
    find(partners, "radio")
    assert partners.detail is None, "asked for again, it no longer fits"


def test_what_is_half_typed_is_not_lost_to_a_filter(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.open_row(0)
    assert partners.detail is not None
    write(" north")
    find(partners, "radio")
    assert workspace.rows("partner", space)[0]["name"] == f"{NAMES[0]} north"


def test_a_link_finds_a_record_that_the_filter_hides(partners: RecordList) -> None:
    last = partners.table_model.ids[3]
    find(partners, "radio")
    partners.reveal(last, "sector")
    assert partners.detail is not None
    assert partners.detail.record_id == last


def test_a_new_entry_is_to_be_seen_also_under_a_filter(partners: RecordList) -> None:
    find(partners, "radio")
    partners.add()
    write("Farmers")
    partners.flush()
    assert shown(partners) == ["Radio Jumla", "Farmers"]


def test_a_very_long_list_is_made_ready_piece_by_piece_before_it_is_searched(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    filter_ = ListFilter(KINDS["partner"], Surroundings(workspace, space, lambda _kind: None))
    qtbot.addWidget(filter_)
    filter_.take(
        [{"id": f"{at:032x}", "owner_id": None, "name": f"Ward {at}"} for at in range(900)]
    )
    filter_.show()
    QTest.keyClicks(filter_.bar.line, "ward 77")
    assert not filter_.wanted, "no key looks through the whole list"
    qtbot.waitUntil(lambda: filter_.wanted == Wanted("ward 77"))
    assert [row["name"] for row in filter_.shown()][:2] == ["Ward 77", "Ward 177"]
    QTest.keyClicks(filter_.bar.line, "1")
    assert filter_.wanted == Wanted("ward 771"), "from then on each key is answered at once"
