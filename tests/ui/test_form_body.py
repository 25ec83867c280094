"""A long form: the rows in sight are there at once, the others in their turn or when one is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.forms.used_records import UsedRecords

pytestmark = pytest.mark.ui

FIRST, LAST = "statement", "need"


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, workspace: Workspace, space: str) -> Iterator[TaskPage]:
    workspace.set_single("challenge", space, {FIRST: "Wells run dry", LAST: "Deeper wells"})
    theme.apply(qapp)
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(900, 500)
    around.show()
    made = TaskPage(TASKS["1.1"], workspace, ChangeBus(workspace), space, parent=around)
    made.show()
    yield made
    around.close()


def made(form: RecordForm) -> list[str]:
    return [row.field.key for row in form.rows.made]


def test_rows_in_sight_are_made_at_once_and_the_rest_in_time(qtbot: QtBot, page: TaskPage) -> None:
    form, every = page.forms["challenge"], list(KINDS["challenge"].fields)
    assert made(form) == every[: len(made(form))]
    assert 0 < len(made(form)) < len(every)
    *_others, last = form.rows.made
    assert last.mapTo(page, last.rect().bottomLeft()).y() >= page.height()
    qtbot.waitUntil(lambda: made(form) == every)
    assert all(row.isVisibleTo(form) for row in form.rows.made)


def test_a_row_is_there_with_its_answer_as_soon_as_somebody_asks_for_it(page: TaskPage) -> None:
    form = page.forms["challenge"]
    assert not form.rows.is_made(LAST)
    assert form.editor(LAST).stored() == "Deeper wells"
    page.reveal("challenge", "", LAST)
    assert form.editor(LAST).isVisible()
    assert form.editor(LAST).has_keyboard() or not page.isActiveWindow()


def test_what_another_office_wrote_meanwhile_stands_in_rows_that_come_later(
    page: TaskPage, workspace: Workspace, space: str
) -> None:
    form = page.forms["challenge"]
    assert not form.rows.is_made(LAST)
    workspace.set_single("challenge", space, {LAST: "Two pumps"})
    assert form.editor(LAST).stored() == "Two pumps"


def test_what_is_typed_stays_while_the_rest_of_the_form_is_made(
    page: TaskPage, workspace: Workspace, space: str
) -> None:
    form = page.forms["challenge"]
    QTest.keyClicks(form.editor(FIRST).inputs()[0], "In May ")
    page.turns.show_all()
    form.flush()
    (stored,) = workspace.rows("challenge", space)
    assert "In May" in str(stored[FIRST])
    assert stored[LAST] == "Deeper wells"


def test_a_page_left_and_shown_again_goes_on_with_its_rows(qtbot: QtBot, page: TaskPage) -> None:
    form, every = page.forms["challenge"], list(KINDS["challenge"].fields)
    before = len(made(form))
    qtbot.waitUntil(lambda: before < len(made(form)) < len(every))
    page.hide()
    qtbot.wait(150)  # its turn comes while nobody sees the page
    assert made(form) != every
    page.show()
    qtbot.waitUntil(lambda: made(form) == every)
    assert all(row.isVisibleTo(page) for row in form.rows.made)


def test_what_other_tasks_say_stands_there_once_however_often_the_page_is_shown(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    page = TaskPage(TASKS["9.2"], workspace, ChangeBus(workspace), space)
    qtbot.addWidget(page)
    for _time in range(3):
        page.show()
        qtbot.wait(1)
        page.hide()
    page.show()
    page.turns.show_all()
    kinds = [used.kind.key for used in page.findChildren(UsedRecords)]
    assert sorted(kinds) == sorted(set(kinds)) != []
