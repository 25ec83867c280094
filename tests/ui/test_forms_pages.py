"""Lists of records, and the page of a task: worked with by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.tasks import Task, TaskState
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors.text import LineEditor
from msp_desktop.ui.forms.record_list import RecordList
from msp_desktop.ui.forms.state_line import AT_FIRST
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.models.record_table import RecordTable
from msp_desktop.ui.shell.pages import page_for
from msp_desktop.ui.widgets.reading_order import tab_stops

pytestmark = pytest.mark.ui

NAMES = ("Health office", "Radio Jumla", "Women's union")


def page_of(
    task_key: str, qtbot: QtBot, workspace: Workspace, space: str, *, width: int = 790
) -> TaskPage:
    page = page_for(TASKS[task_key], workspace, ChangeBus(workspace), space)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.turns.show_all()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    return page


def test_a_click_right_after_typing_is_not_lost(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    page = page_of("1.3", qtbot, workspace, space)
    form, needs = page.forms["plan_to_partner"], page.lists["partner_need"]
    why = form.editor("why_partnership")
    why.focus()
    QTest.keyClicks(why.inputs()[0], "Water is shared")
    page.ensureWidgetVisible(needs.add_button)
    before = needs.add_button.mapTo(page, QPoint())
    QTest.mousePress(needs.add_button, Qt.MouseButton.LeftButton)
    form._pause.timeout.emit()  # the moment to store comes while the button is held down
    qtbot.wait(50)
    assert needs.add_button.mapTo(page, QPoint()) == before
    QTest.mouseRelease(needs.add_button, Qt.MouseButton.LeftButton)
    assert needs.detail is not None
    qtbot.waitUntil(lambda: workspace.rows("plan_to_partner", space) != [])
    assert workspace.rows("plan_to_partner", space)[0]["why_partnership"] == "Water is shared"


@pytest.fixture
def partners(qtbot: QtBot, workspace: Workspace, space: str) -> RecordList:
    """The list of partners on its page, with three of them."""
    for name in NAMES:
        workspace.add("partner", space, {"name": name})
    return page_of("1.4", qtbot, workspace, space).lists["partner"]


def names(workspace: Workspace, space: str) -> list[object]:
    return [row["name"] for row in workspace.rows("partner", space)]


def name_line(records: RecordList) -> QLineEdit:
    assert records.detail is not None
    editor = records.detail.form.editor("name")
    assert isinstance(editor, LineEditor)
    return editor.line


def test_enter_opens_the_form_with_the_keyboard_in_it(partners: RecordList) -> None:
    partners.table.setFocus()
    QTest.keyClick(partners.table, Qt.Key.Key_Down)
    QTest.keyClick(partners.table, Qt.Key.Key_Return)
    assert name_line(partners).text() == NAMES[1]
    assert name_line(partners).hasFocus()


def test_what_kept_a_form_open_is_said_until_it_is_mended(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.table.setFocus()
    QTest.keyClick(partners.table, Qt.Key.Key_Return)
    assert partners.detail is not None
    editor = partners.detail.form.editor("email")
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "water")
    partners.detail.closed.emit()
    assert partners.message.isVisibleTo(partners)
    assert partners.detail is not None, "what is stored nowhere keeps it open"
    QTest.keyClicks(editor.line, "@jumla.gov.np")
    partners.detail.flush()
    assert workspace.rows("partner", space)[0]["email"] == "water@jumla.gov.np"
    assert not partners.message.isVisibleTo(partners)


def test_a_click_opens_the_form_below_the_list(partners: RecordList) -> None:
    cell = partners.table.visualRect(partners.table_model.index(2, 0)).center()
    QTest.mouseClick(partners.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert name_line(partners).text() == NAMES[2]


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_a_new_record_is_typed_by_keyboard_alone(
    partners: RecordList,
    workspace: Workspace,
    space: str,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
) -> None:
    partners.table.setFocus()
    QTest.keyClick(partners.table, key, held)
    QTest.keyClicks(name_line(partners), "Farmers")
    partners.flush()
    assert names(workspace, space) == [*NAMES, "Farmers"]
    assert partners.table.row == 3
    assert not name_line(partners).isHidden()


def test_adding_and_typing_nothing_leaves_no_empty_record(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.add()
    partners.open_row(0)
    assert names(workspace, space) == [*NAMES]


def test_delete_removes_and_one_click_brings_back(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.table.setFocus()
    partners.table.choose(1)
    QTest.keyClick(partners.table, Qt.Key.Key_Delete)
    assert names(workspace, space) == [NAMES[0], NAMES[2]]
    assert NAMES[1] in partners.message.text
    assert partners.message.button is not None
    partners.message.button.click()
    assert names(workspace, space) == [*NAMES]
    assert not partners.message.text


def test_the_offer_to_bring_back_ends_with_the_next_change(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.remove_row(0)
    workspace.add("partner", space, {"name": "Farmers"})
    assert not partners.message.text


def test_alt_with_an_arrow_moves_a_record(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.table.setFocus()
    partners.table.choose(2)
    QTest.keyClick(partners.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(workspace, space) == [NAMES[0], NAMES[2], NAMES[1]]
    assert partners.table.row == 1
    QTest.keyClick(partners.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(partners.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(workspace, space) == [NAMES[2], NAMES[0], NAMES[1]]


def test_typing_goes_on_while_others_change_the_list(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.open_row(0)
    QTest.keyClicks(name_line(partners), " north")
    added = workspace.add("partner", space, {"name": "Farmers"})
    workspace.move("partner", added, None)
    assert name_line(partners).text() == f"{NAMES[0]} north"
    assert name_line(partners).hasFocus()
    partners.flush()
    assert names(workspace, space) == ["Farmers", f"{NAMES[0]} north", *NAMES[1:]]
    assert partners.table.row == 1


def test_the_form_closes_when_somebody_else_removed_its_record(
    partners: RecordList, workspace: Workspace
) -> None:
    partners.open_row(0)
    workspace.remove("partner", partners.table_model.ids[0])
    assert partners.detail is None


def test_a_form_with_words_not_stored_stays_when_its_record_is_removed(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.open_row(0)
    QTest.keyClicks(name_line(partners), " north")
    workspace.remove("partner", partners.table_model.ids[0])
    assert partners.detail is not None
    offered = partners.detail.form.message.button
    assert offered is not None
    offered.click()
    assert names(workspace, space) == [*NAMES[1:], f"{NAMES[0]} north"]


def test_lists_that_hang_on_a_record_are_in_its_form(
    partners: RecordList, workspace: Workspace, space: str
) -> None:
    partners.open_row(1)
    assert partners.detail is not None
    (contacts,) = (part for part in partners.detail.lists if part.kind.key == "contact")
    contacts.add()
    QTest.keyClicks(name_line(contacts), "Sita Rawal")
    partners.flush()
    owner = partners.table_model.ids[1]
    assert [row["name"] for row in workspace.rows("contact", space, owner)] == ["Sita Rawal"]


def test_the_table_behaves_as_qt_expects(
    workspace: Workspace, space: str, qtmodeltester: ModelTester
) -> None:
    model = RecordTable(KINDS["partner"])
    check: Callable[[QAbstractItemModel], None] = qtmodeltester.check
    check(model)
    for name in NAMES:
        workspace.add("partner", space, {"name": name})
    model.show_rows(workspace.rows("partner", space), workspace.records(space))
    assert model.rowCount() == 3
    check(model)


# The page


def test_links_lead_to_what_is_missing(qtbot: QtBot, workspace: Workspace, space: str) -> None:
    page = page_of("1.1", qtbot, workspace, space)
    (first, *_others) = page.state_line.links
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert page.forms["challenge"].editor("statement").has_keyboard()


def test_what_is_missing_follows_the_answers(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    page = page_of("1.1", qtbot, workspace, space)
    before = [link.accessibleName() for link in page.state_line.links]
    workspace.set_single("challenge", space, {"statement": "Dry wells"})
    qtbot.waitUntil(lambda: [link.accessibleName() for link in page.state_line.links] != before)
    assert before[0] not in [link.accessibleName() for link in page.state_line.links]


def test_a_long_line_about_what_is_missing_does_not_widen_the_page(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    name = "Clean water for all schools and health posts of the upper valley and its side valleys"
    workspace.add("objective", space, {"name": f"{name}, the whole year"})
    page = page_of("4.1", qtbot, workspace, space)
    assert page.state_line.minimumSizeHint().width() < 500
    short, long = page.state_line.links
    qtbot.waitUntil(lambda: long.height() > 1.5 * short.height())


def test_many_missing_things_are_named_on_request(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    page = page_of("1.2", qtbot, workspace, space)
    more = next(w for w in page.findChildren(QWidget) if w.accessibleName() == "" and _is_more(w))
    assert len(page.state_line.links) == AT_FIRST
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(page.state_line.links) > AT_FIRST


def _is_more(widget: QWidget) -> bool:
    text = getattr(widget, "text", None)
    return callable(text) and str(text()).startswith("Show all")


def test_a_task_is_marked_done_and_to_revisit_with_a_reason(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    line = page_of("1.1", qtbot, workspace, space).state_line
    line.done_button.click()
    assert line.panel is not None
    assert not line.panel.save.isEnabled(), "a reason is needed"
    QTest.keyClicks(line.panel.line, "Agreed at the meeting")
    QTest.keyClick(line.panel.line, Qt.Key.Key_Return)
    assert workspace.progress(space)["1.1"].state is TaskState.DONE
    qtbot.waitUntil(line.revisit_button.isVisible)
    line.revisit_button.click()
    assert line.panel is not None
    QTest.keyClicks(line.panel.line, "New figures")
    line.panel.save.click()
    assert workspace.progress(space)["1.1"].state is TaskState.REVISIT
    qtbot.waitUntil(line.done_button.isVisible)
    line.take_back_button.click()
    assert workspace.progress(space)["1.1"].state is TaskState.NOT_STARTED
    assert len(workspace.rows("task_note", space)) == 1


def test_records_of_other_tasks_are_named_and_lead_to_their_page(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    page = page_of("4.1", qtbot, workspace, space)
    with qtbot.waitSignal(page.go_to_task, check_params_cb=lambda key: key == "2.2"):
        page.reveal("objective")


def test_a_page_stores_everything_when_asked(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    page = page_of("1.1", qtbot, workspace, space)
    place = page.forms["challenge"].editor("place")
    assert isinstance(place, LineEditor)
    QTest.keyClicks(place.line, "Jumla")
    page.lists["earlier_effort"].add()
    QTest.keyClicks(name_line(page.lists["earlier_effort"]), "Wells of 2019")
    page.flush()
    assert workspace.records(space).single("challenge")["place"] == "Jumla"
    assert [row["name"] for row in workspace.rows("earlier_effort", space)] == ["Wells of 2019"]


def test_everything_is_saved_only_when_every_part_of_a_page_is(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    page = page_of("1.1", qtbot, workspace, space)
    said: list[bool] = []
    page.unsaved.connect(said.append)
    page.lists["earlier_effort"].add()
    QTest.keyClicks(name_line(page.lists["earlier_effort"]), "Wells of 2019")
    place = page.forms["challenge"].editor("place")
    assert isinstance(place, LineEditor)
    QTest.keyClicks(place.line, "Jumla")
    page.lists["earlier_effort"].flush()
    assert said[-1] is True, "the place is not stored yet"
    page.forms["challenge"].flush()
    assert said[-1] is False


def focusable(page: TaskPage) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parentWidget(), QAbstractScrollArea)
    ]


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_everything_on_a_page_has_a_name_and_is_reached_by_tab(
    qtbot: QtBot, workspace: Workspace, space: str, task: Task
) -> None:
    page = page_of(task.key, qtbot, workspace, space)
    for records in page.lists.values():
        records.add()
    QApplication.processEvents()
    expected = focusable(page)
    nameless = [
        type(widget).__name__
        for widget in expected
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert not nameless
    sheet = page.widget()
    assert sheet is not None
    next(tab_stops(sheet)).setFocus()
    reached: list[QWidget] = []
    for _step in range(3 * len(expected)):
        now = QApplication.focusWidget()
        assert now is not None
        if now in reached:
            break
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    missed = [(type(w).__name__, w.accessibleName()) for w in expected if w not in reached]
    assert not missed


@pytest.mark.parametrize("width", [480, 790, 1300])
def test_nothing_is_wider_than_the_page(
    qtbot: QtBot, workspace: Workspace, space: str, width: int
) -> None:
    page = page_of("3.4", qtbot, workspace, space, width=width)
    assert page.horizontalScrollBar().maximum() == 0


def test_a_page_reads_from_the_right_where_its_language_does(
    qtbot: QtBot, qapp: QApplication, workspace: Workspace, space: str
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        page = page_of("1.1", qtbot, workspace, space)
        button = page.lists["earlier_effort"].add_button
        middle = button.mapTo(page, button.rect().center()).x()
        assert middle < page.width() / 2
        chips = page.forms["challenge"].editor("goals_direct").inputs()
        assert chips[0].x() > chips[1].x()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
