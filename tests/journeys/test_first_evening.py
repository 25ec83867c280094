"""The first evening: an office, a partnership, a page of answers; all of it is there the next morning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from msp_desktop.ui.shell.places import Place
from tests.hands import Person

pytestmark = pytest.mark.ui
Start = Callable[..., Person]
STATEMENT = "In the dry months two of three wells give no water."
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_what_was_typed_is_there_after_closing(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path / "home")
    first.set_up()
    first.begin("Clean water")
    first.window.go(Place("initiation", "1.1"))
    first.type_into("The challenge", STATEMENT)
    first.window.workbench.tabs.setCurrentIndex(3)
    assert first.window.visited.current == Place("implementation", "7.1")
    challenge = first.workspace.records(first.desk.space_id).single("challenge")
    assert challenge["statement"] == STATEMENT
    first.window.workbench.tabs.setCurrentIndex(1)
    first.type_into("The challenge", " Every year.")
    first.close()

    second = start(tmp_path / "home")
    second.wait_until_ready()
    assert second.window.top_bar.switch.accessibleName().startswith("Partnership: Clean water.")
    assert second.window.visited.current == Place("initiation", "1.1")
    shown = second.field("The challenge")
    assert isinstance(shown, QPlainTextEdit)
    assert shown.toPlainText() == STATEMENT + " Every year."


def test_the_whole_first_evening_by_keyboard(start: Start, tmp_path: Path) -> None:
    person = start(tmp_path / "home")
    for name in ("Name of your office", "Place", "Your name"):
        person.tab_to(name)
        person.write("Jumla")
    person.tab_to("Set up this office")
    person.key(Qt.Key.Key_Space)
    person.wait_until_ready()

    person.tab_to("Name of the partnership")
    person.write("Clean water")
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: person.window.side_page is None)

    person.key(Qt.Key.Key_2, CONTROL)
    person.tab_to("Tasks of module A")
    person.key(Qt.Key.Key_Home)
    person.tab_to("The challenge")
    person.write(STATEMENT)
    person.key(Qt.Key.Key_Tab, CONTROL)
    assert person.window.workbench.tabs.page == "formation"
    challenge = person.workspace.records(person.desk.space_id).single("challenge")
    assert challenge["statement"] == STATEMENT


def test_the_sample_can_be_printed_and_removed(start: Start, tmp_path: Path) -> None:
    person = start(tmp_path / "home")
    person.set_up()
    person.press("Open the sample partnership")
    person.wait(lambda: person.window.side_page is None)
    assert person.window.top_bar.sample_mark.isVisible()

    person.key(Qt.Key.Key_P, CONTROL)
    content = person.window.side_page.content if person.window.side_page else None
    assert content is not None
    person.wait(lambda: person.button("Print…").isEnabled())
    assert content.preview.page_count >= 2  # type: ignore[attr-defined]  # a print page

    person.window.go_to_page("partnerships")
    person.press("Remove the sample")
    assert person.desk.partnerships == []
    assert person.button("Open the sample partnership").isVisible()
