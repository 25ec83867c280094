"""How the window looks and sounds: colours, language, size of text, names for those who do not see it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget

from msp_desktop.ui.shell.places import OVERVIEW, Place
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

pytestmark = pytest.mark.ui
ALT = Qt.KeyboardModifier.AltModifier


# Look and language


def test_another_look_leads_back_to_the_same_place(at_work: Person) -> None:
    at_work.window.go_to_page("settings")
    old = at_work.window
    at_work.press("Dark")
    at_work.wait(lambda: at_work.window is not old)
    assert at_work.window.visited.current == Place("settings")
    assert at_work.window.preferences.theme == "dark"
    at_work.window.go(place_of("1.1"))
    at_work.type_into("The challenge", "Wells dry up")
    at_work.window.go(Place(OVERVIEW))
    challenge = at_work.workspace.records(at_work.desk.space_id).single("challenge")
    assert challenge["statement"] == "Wells dry up"


def test_a_language_written_from_right_to_left_turns_the_window(at_work: Person) -> None:
    old = at_work.window
    at_work.desk.office.keep_setting("language", "ar")
    at_work.window.preferences.language = "ar"
    at_work.window.look_changed.emit()
    at_work.wait(lambda: at_work.window is not old)
    try:
        assert at_work.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at_work.window.go(place_of("1.1"))
        at_work.window.go(place_of("1.2"))
        at_work.key(Qt.Key.Key_Right, ALT)
        assert at_work.window.workbench.module_page is not None
        assert at_work.window.workbench.module_page.task_key == "1.1"
    finally:
        at_work.window.preferences.language = "en"
        at_work.program._replace_window()


def test_settings_count_at_once(at_work: Person) -> None:
    at_work.window.go_to_page("settings")
    at_work.type_into("Name of the office", " (new)")
    at_work.type_into("Your name", " Shrestha")
    at_work.window.go_back()
    assert at_work.desk.office.row["name"] == "Jumla District Office (new)"
    assert at_work.workspace.person == "Sita Rawal Shrestha"
    assert at_work.desk.office.setting("person") == "Sita Rawal Shrestha"


def test_larger_text_makes_larger_text(at_work: Person) -> None:
    at_work.window.go_to_page("settings")
    old = at_work.window
    before = QApplication.font().pointSizeF()
    sizes = next(
        box for box in at_work.visible(QComboBox) if box.accessibleName() == "Size of text"
    )
    sizes.setCurrentIndex(4)
    at_work.wait(lambda: at_work.window is not old)
    assert QApplication.font().pointSizeF() > before
    at_work.window.preferences.text_size = before
    at_work.program._replace_window()


# For people who do not see the window

PLACES = [
    Place(OVERVIEW),
    place_of("1.1"),
    place_of("7.1"),
    Place("partnerships"),
    Place("settings"),
    Place("print", "agreement"),
    Place("send"),
    Place("receive"),
    Place("conflicts"),
    Place("offices"),
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.part or place.page)
def test_whatever_takes_the_keyboard_has_a_name(at_work: Person, place: Place) -> None:
    at_work.window.go(place)
    nameless = [
        widget.metaObject().className()
        for widget in at_work.visible(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not spoken(widget)
    ]
    assert nameless == []


def spoken(widget: QWidget) -> str:
    found: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else "not to be spoken"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.part or place.page)
@pytest.mark.parametrize(
    "size", [(660, 380), (1000, 560), (1366, 768)], ids=["least", "small", "usual"]
)
def test_no_page_needs_to_be_pushed_sideways(
    at_work: Person, place: Place, size: tuple[int, int]
) -> None:
    at_work.window.resize(*size)
    at_work.window.go(place)
    at_work.wait(lambda: at_work.window.width() == size[0])
    screen = at_work.window.rect()
    cut = [
        widget.metaObject().className()
        for widget in at_work.visible(QWidget)
        if isinstance(widget, QPlainTextEdit | QComboBox)
        and not screen.contains(widget.mapTo(at_work.window, widget.rect().topRight()).x(), 10)
    ]
    assert cut == []
