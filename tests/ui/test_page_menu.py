"""A long page lists its parts, and leads the keyboard into each."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from msp_desktop.ui.forms.page_menu import PageMenu
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person


def test_a_part_chosen_from_the_list_is_in_sight_and_has_the_keyboard(at_work: Person) -> None:
    at_work.window.go(place_of("1.4"))
    at_work.wait(lambda: any(page.isVisible() for page in at_work.window.findChildren(TaskPage)))
    (page,) = (page for page in at_work.window.findChildren(TaskPage) if page.isVisible())
    (menu,) = page.findChildren(PageMenu)
    menu.menu().aboutToShow.emit()
    titles = [action.text() for action in menu.menu().actions()]
    assert titles[0] == "Partners"
    assert titles[-1] == "Relations between organisations"
    assert len(set(titles)) == len(titles)
    menu.menu().actions()[-1].trigger()
    relations = page.lists["partner_relation"]
    at_work.wait(lambda: page.verticalScrollBar().value() > 0)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert relations.isAncestorOf(focused)


def test_a_short_page_needs_no_list(at_work: Person) -> None:
    at_work.window.go(place_of("9.2"))
    at_work.wait(lambda: any(page.isVisible() for page in at_work.window.findChildren(TaskPage)))
    (page,) = (page for page in at_work.window.findChildren(TaskPage) if page.isVisible())
    assert page.findChildren(PageMenu) == []
