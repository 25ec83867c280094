"""The parts of a long page: those in sight are shown at once, the others when they are reached or in time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from msp_desktop.app.sample import load_sample
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import TASKS
from msp_desktop.domain.tasks import Task
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, Place
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.shell.workbench import place_of
from msp_desktop.ui.widgets.paper import finish_layouts, push
from tests.hands import Person

pytestmark = pytest.mark.ui


class Tall(Part):
    """A part that grows when it is built."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__("A tall part", (), surroundings, bus)
        self.times = 0

    def build(self) -> None:
        self.button = push("Press")
        self.button.setMinimumHeight(400)
        self.body.addWidget(self.button)

    def refresh(self) -> None:
        self.times += 1


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, space: str) -> TaskPage:
    places = [Place(Tall, above=TASKS["1.2"].kinds[0].key) for _number in range(6)]
    made = TaskPage(TASKS["1.2"], workspace, ChangeBus(workspace), space, places)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def built(page: TaskPage) -> list[bool]:
    return [bool(part.times) for part in page.designed if isinstance(part, Tall)]


def test_what_is_in_sight_is_there_at_once_and_the_rest_comes_in_time(
    qtbot: QtBot, page: TaskPage
) -> None:
    assert built(page)[0]
    assert not built(page)[-1]
    qtbot.waitUntil(lambda: all(built(page)))
    assert page.verticalScrollBar().value() == 0
    assert [part.times for part in page.designed if isinstance(part, Tall)] == [1] * 6


def test_scrolling_shows_what_comes_into_sight_before_it_is_painted(page: TaskPage) -> None:
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    for part in page.designed:
        top = part.mapTo(page, part.rect().topLeft()).y()
        assert isinstance(part, Tall)
        assert part.times or top >= page.viewport().height()


def test_the_keyboard_goes_through_parts_that_were_not_in_sight(page: TaskPage) -> None:
    first = page.designed[0]
    assert isinstance(first, Tall)
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    first.button.setFocus()
    for part in page.designed[1:]:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert isinstance(part, Tall)
        assert part.button.hasFocus()


def test_a_record_is_revealed_below_parts_that_were_not_shown_yet(page: TaskPage) -> None:
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    page.reveal(TASKS["1.2"].kinds[0].key)
    assert all(built(page))
    focused = QApplication.focusWidget()
    assert focused is not None
    top = focused.mapTo(page, focused.rect().topLeft()).y()
    assert 0 <= top < page.height()


def test_a_page_that_is_left_and_entered_again_shows_what_has_changed(page: TaskPage) -> None:
    page.turns.show_all()
    page.hide()
    page.show()
    page.turns.show_all()
    assert [part.times for part in page.designed if isinstance(part, Tall)] == [2] * 6


class Painted(QObject):
    """Notes how the parts of a page stand each time it is painted."""

    def __init__(self, page: TaskPage) -> None:
        super().__init__(page)
        self._page = page
        self.seen: list[list[tuple[int, int]]] = []
        page.ground.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            places = sorted(
                (part.y(), part.height())
                for part in self._page.ground.findChildren(
                    QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
                )
                if part.isVisible() and part.height()
            )
            foot = self._page.viewport().height()
            self.seen.append([(top, height) for top, height in places if top < foot])
        return False


def test_what_is_in_sight_stands_still_while_the_rest_of_a_page_comes(at_work: Person) -> None:
    window, watchers = at_work.window, list[Painted]()
    assert window.desk is not None
    load_sample(window.desk.office.workspace)
    sample = next(row for row in window.desk.partnerships if row["origin"] == "sample")
    window.open_partnership(str(sample["id"]))

    def make(task: Task, parent: QWidget) -> TaskPage:
        page = window.make_page(task, parent)
        watchers.append(Painted(page))
        return page

    window.workbench.attach(make)
    window.go(place_of("2.2"))
    page = window.findChildren(TaskPage)[-1]
    at_work.wait(lambda: len(page.lists.made) == len(page.lists))
    QTest.qWait(50)
    (painted,) = watchers
    assert len({tuple(places) for places in painted.seen}) == 1


class Counted(QWidget):
    """Counts how often it is painted."""

    times = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.times += 1


def test_what_appears_while_the_window_waits_to_be_painted_is_painted_once(at_work: Person) -> None:
    new = Counted(at_work.window)
    new.resize(20, 20)
    QTest.qWait(50)
    at_work.window.update()
    finish_layouts()
    new.show()
    QCoreApplication.sendPostedEvents()
    assert new.times == 1


class Crowded(Part):
    """A part of which much is shown only when it is known what."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__("A crowded part", (), surroundings, bus)
        self.widths: list[int] = []

    def build(self) -> None:
        self.buttons = [push("Press") for _number in range(8)]
        for button in self.buttons:
            self.body.addWidget(button)
            button.hide()
        self.buttons[0].installEventFilter(self)

    def refresh(self) -> None:
        for button in self.buttons:
            button.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.widths.append(self.buttons[0].width())
        return super().eventFilter(watched, event)


def test_a_part_in_which_much_appears_is_laid_out_when_all_is_there(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    places = [Place(Crowded, above=TASKS["1.2"].kinds[0].key)]
    page = TaskPage(TASKS["1.2"], workspace, ChangeBus(workspace), space, places)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    (part,) = page.designed
    assert isinstance(part, Crowded)
    assert all(button.height() >= button.sizeHint().height() for button in part.buttons)
    assert len(part.widths) <= 3
