"""A person at the window: finds things by what is written on them, types, presses, waits for what comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.desk import Desk
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.window import Window

Found = TypeVar("Found", bound=QWidget)
PATIENCE = 30_000


class Person:
    """Starts the program in a folder and works with its window as a person does."""

    def __init__(self, qtbot: QtBot, home: Path, file: Path | None = None) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.qtbot = qtbot
        self.failures = Failures(home)
        self.told: list[str] = []
        self.failures.happened.connect(self.told.append)
        self.program = Program(application, home, self.failures)
        self.is_ready = self.is_closed = False
        self.program.ready.connect(self._on_ready)
        self.program.window.resize(1366, 768)
        self.program.start(file)
        self.window.activateWindow()
        self.wait(lambda: QApplication.activeWindow() is self.window)

    @property
    def window(self) -> Window:
        return self.program.window

    @property
    def desk(self) -> Desk:
        assert self.window.desk is not None
        return self.window.desk

    @property
    def workspace(self) -> Workspace:
        return self.desk.office.workspace

    def wait_until_ready(self) -> None:
        self.wait(lambda: self.is_ready and not self.program.jobs.is_working)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def close(self) -> None:
        """Close the window, as at the end of the day; a second time does nothing."""
        if self.is_closed:
            return
        self.is_closed = True
        self.window.close()
        self.program.end()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def set_up(self, name: str = "Jumla District Office", person: str = "Sita Rawal") -> None:
        """Answer the questions of the first start."""
        self.type_into("Name of your office", name)
        self.type_into("Place", "Jumla")
        self.type_into("Your name", person)
        self.press("Set up this office")
        self.wait_until_ready()

    def begin(self, name: str) -> None:
        """Start a partnership from the page that lists them."""
        self.type_into("Name of the partnership", name)
        self.press("Start this partnership")
        self.wait(lambda: bool(self.desk.space_id) and self.window.side_page is None)

    def field(self, label: str) -> QWidget:
        """Return a visible input by the name a screen reader says, once it is there."""
        with suppress(QtBot.TimeoutError):
            self.wait(lambda: any(self._fields(label)))
        for field in self._fields(label):
            return field
        inputs = (QLineEdit, QPlainTextEdit)
        names = [one.accessibleName() for kind in inputs for one in self.visible(kind)]
        raise AssertionError(f"no visible field is called {label!r}, only {names}")

    def _fields(self, label: str) -> Iterator[QWidget]:
        for widget in self.visible(QWidget):
            is_input = isinstance(widget, QLineEdit | QPlainTextEdit)
            if is_input and widget.accessibleName() in (label, f"{label} (required)"):
                yield widget

    def button(self, words: str) -> QAbstractButton:
        """Find a visible button by what is written on it, or else by its spoken name."""
        for button in self.visible(QAbstractButton):
            if words in (button.text().replace("&", ""), button.accessibleName()):
                return button
        raise AssertionError(f"no visible button says {words!r}")

    def type_into(self, label: str, text: str) -> None:
        """Type at the end of a field."""
        field = self.field(label)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def write(self, text: str) -> None:
        """Type wherever the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def press(self, words: str) -> None:
        """Press a button once it is there."""
        self.wait(lambda: self.shows(words))
        button = self.button(words)
        assert button.isEnabled(), f"{words!r} cannot be pressed now"
        button.click()

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def tab_to(self, name: str, *, steps: int = 80) -> QWidget:
        """Press Tab until the keyboard is on what is called so."""
        for _step in range(steps):
            focused = QApplication.focusWidget()
            if focused is not None and name in _names(focused):
                return focused
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name!r}")

    def page(self, kind: type[Found]) -> Found:
        """Return the page beside the tabs that is shown."""
        side_page = self.window.side_page
        assert side_page is not None
        assert isinstance(side_page.content, kind)
        return side_page.content

    def shows(self, words: str) -> bool:
        """Say whether a button with these words is to be seen."""
        return any(
            words in (button.text().replace("&", ""), button.accessibleName())
            for button in self.visible(QAbstractButton)
        )

    def reads(self, text: str) -> bool:
        """Say whether a text is to be seen in the window."""
        return any(text in label.text() for label in self.visible(QLabel))

    def visible(self, kind: type[Found]) -> Iterator[Found]:
        return (widget for widget in self.window.findChildren(kind) if widget.isVisible())

    def _on_ready(self) -> None:
        self.is_ready = True


def _names(widget: QWidget) -> tuple[str, ...]:
    spoken = widget.accessibleName()
    written = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    return (spoken, spoken.removesuffix(" (required)"), written)
