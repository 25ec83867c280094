"""A person at the real window: finds things by what is written on them, presses, types, takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QWidget,
)

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.window import Window

SIZE = (1366, 768)
PATIENCE = 240.0
"""Seconds after which a step that has not come about counts as failed."""
_ROUNDS = 3
_A_MOMENT, _A_WHILE = 10, 60
"""Milliseconds a round of waiting takes after a press, and before a picture."""
_TYPED = 40
"""Letters that are typed at most; longer texts are pasted, as people do."""

Found = TypeVar("Found", bound=QWidget)


def let_run(milliseconds: int) -> None:
    """Let the window work for a while. `QTest.qWait` would keep Python from working beside it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class StepFailed(Problem):
    """Raised when the window does not do what the tour expects."""

    def __init__(self, step: str) -> None:
        super().__init__(_("The tour stopped: {step}."), step=step)


class Album:
    """The pictures with a line about each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: list[tuple[str, str]] = []

    def add(self, widget: QWidget, name: str, caption: str) -> None:
        """Save a picture of what a person would see now."""
        file = f"{len(self.entries) + 1:02}-{name}.png"
        if not widget.grab().save(str(self.folder / file)):
            raise StepFailed(f"{file} could not be saved")
        self.entries.append((file, caption))

    def close(self) -> None:
        """Write the page that shows all pictures."""
        parts = [f"## {caption}\n\n![{caption}]({file})\n" for file, caption in self.entries]
        (self.folder / "tour.md").write_text("\n".join(["# Tour\n", *parts]), "utf-8")


class Hands:
    """Somebody at the window of one office: what hands and eyes can do there."""

    def __init__(self, application: QApplication, home: Path, album: Album) -> None:
        self._application = application
        self._album = album
        self._home = home
        self._failures = Failures(home)
        self._failures.install()
        self._program = Program(application, home, self._failures)
        self._program.ready.connect(self._on_ready)
        self.is_ready = False
        self.window.resize(*SIZE)
        self._program.start()
        self.settle()

    @property
    def window(self) -> Window:
        """The window; it is another one after a change of language or look."""
        return self._program.window

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()
        self.settle()
        self._program.end()
        self._failures.remove()

    def picture(self, name: str, caption: str) -> None:
        """Save what is to be seen."""
        self.settle(_A_WHILE)
        self._album.add(self.window, name, translate(caption))

    def field(self, kind: type[Found], label: str) -> Found:
        """Find an input by the name a screen reader would say."""
        for widget in self._visible(kind):
            name = widget.accessibleName().replace("&", "")
            if name == label or name.startswith(f"{label} "):
                return widget
        raise StepFailed(f"no visible field is called {label!r}")

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Press a button by what stands on it, or by its spoken name; the first in a part of the window."""
        for button in self._visible(QAbstractButton, within):
            names = button.text().replace("&", ""), button.accessibleName()
            if words in names and button.isEnabled():
                self.click(button)
                self.settle()
                return
        raise StepFailed(f"no button says {words!r}")

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click with the mouse, in the middle or at a point, as soon as the widget is to be seen."""
        QCoreApplication.processEvents()  # what has just appeared is in its place only then
        if not widget.isVisible():
            self.wait(widget.isVisible, f"{widget.accessibleName()!r} appears")
        surface = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        place = surface.rect().center() if at is None else at
        QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=place)

    def type_into(self, widget: QWidget, text: str) -> None:
        """Click into a field and type."""
        self.click(widget)
        self.write_on(widget, text)
        self.settle()

    def write_on(self, widget: QWidget, text: str) -> None:
        """Type into a field that has the keyboard, or paste a long text; what is selected in it goes."""
        widget.setFocus()
        if text.isascii() and len(text) <= _TYPED:
            QTest.keyClicks(widget, text)
        else:
            QGuiApplication.clipboard().setText(text)
            QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def choose_row(self, box: QComboBox, row: int) -> None:
        """Open a list of choices by its key, go down to a row and take it."""
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_F4)
        QTest.keyClick(box.view(), Qt.Key.Key_Home)
        while box.view().currentIndex().row() < row:
            before = box.view().currentIndex().row()
            QTest.keyClick(box.view(), Qt.Key.Key_Down)
            if box.view().currentIndex().row() == before:
                raise StepFailed(f"there is no choice number {row} in {box.accessibleName()!r}")
        QTest.keyClick(box.view(), Qt.Key.Key_Return)

    def press_key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Press a key together with another while a field has the keyboard."""
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the window work until something has come about. Raises `StepFailed` after `PATIENCE`."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise StepFailed(f"waited in vain: {what}")
            let_run(10)

    def settle(self, pause: int = _A_MOMENT) -> None:
        """Let everything that is due happen: layout, painting, deletions."""
        for _round in range(_ROUNDS):
            let_run(pause)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Inside

    def _visible(self, kind: type[Found], within: QWidget | None = None) -> Iterator[Found]:
        found = (within or self.window).findChildren(kind)
        return (widget for widget in found if widget.isVisible())

    def shows_button(self, words: str) -> bool:
        """Say whether a button with these words can be pressed."""
        buttons = self._visible(QAbstractButton)
        return any(one.text().replace("&", "") == words and one.isEnabled() for one in buttons)

    def _on_ready(self) -> None:
        self.is_ready = True
