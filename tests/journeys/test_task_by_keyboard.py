"""A task from the tab bar to “Done” without a mouse: Tab, arrows, Enter, Space, and typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from msp_desktop.ui.shell.tabs import ModuleTabs
from msp_desktop.ui.shell.task_list import TaskList
from tests.hands import Person

pytestmark = pytest.mark.ui

STEPS = 60
"""Times that Tab is pressed at most to come from one field to the next that is filled in."""


def test_a_task_is_done_without_a_mouse(at_work: Person) -> None:
    tab_to(at_work, "Modules")
    tabs = focused()
    assert isinstance(tabs, ModuleTabs)
    at_work.key(Qt.Key.Key_Right)
    assert tabs.page == "initiation"
    tab_to(at_work, "Tasks of module A")
    tasks = focused()
    assert isinstance(tasks, TaskList)
    at_work.key(Qt.Key.Key_Down)
    at_work.key(Qt.Key.Key_Up)
    assert spoken(tasks) == "1.1 Frame the challenge: Not started"

    tab_to(at_work, "The challenge")
    at_work.write("Two of three wells in the upper valley give no water from March to June.")
    tab_to(at_work, "Groups left behind")
    at_work.key(Qt.Key.Key_Space)
    at_work.key(Qt.Key.Key_Right)
    at_work.key(Qt.Key.Key_Space)
    tab_to(at_work, "Priority")
    at_work.key(Qt.Key.Key_Down)
    tab_to(at_work, "Sustainable-development objective")
    at_work.write("Give all households water all year by 2028.")
    tab_to(at_work, "Goals touched directly")
    for _step in range(5):
        at_work.key(Qt.Key.Key_Right)
    at_work.key(Qt.Key.Key_Space)
    tab_to(at_work, "Why a partnership is needed")
    at_work.write("The water office repairs wells, but only the villages can keep them.")
    tab_to(at_work, "Add Earlier effort")
    at_work.key(Qt.Key.Key_Space)
    at_work.wait(lambda: "What was tried" in focused().accessibleName())
    at_work.write("Wells of 2019")
    tab_to(at_work, "When: last day")
    at_work.write("30/6/2019")
    tab_to(at_work, "Close")
    at_work.key(Qt.Key.Key_Return)

    at_work.wait(lambda: spoken(tasks) == "1.1 Frame the challenge: Done")
    records = at_work.workspace.records(at_work.desk.space_id)
    challenge, (effort,) = records.single("challenge"), records.rows("earlier_effort")
    assert challenge["goals_direct"] == "6"
    assert len(str(challenge["left_behind"]).split()) == 2
    assert challenge["priority"]
    assert (effort["name"], effort["period"]) == ("Wells of 2019", "/2019-06-30")
    at_work.key(Qt.Key.Key_Return)
    assert focused().accessibleName().startswith("What was tried"), "Enter opens the row again"


def tab_to(person: Person, name: str) -> None:
    """Press Tab until the keyboard is where a screen reader says a name first."""
    for _step in range(STEPS):
        if focused().accessibleName().startswith(name) or written(focused()) == name:
            return
        person.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "the keyboard is nowhere"
    return widget


def written(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def spoken(tasks: TaskList) -> str:
    return str(tasks.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
