"""A person at the real window: finds things by what is written on them, presses, types, takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.window import Window

SIZE = (1366, 768)
PATIENCE = 240.0
"""Seconds after which a step that has not come about counts as failed."""

Found = TypeVar("Found", bound=QWidget)


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
        self.settle()
        self._album.add(self.window, name, translate(caption))

    def field(self, kind: type[Found], label: str) -> Found:
        """Find an input by the name a screen reader would say."""
        for widget in self._visible(kind):
            name = widget.accessibleName().replace("&", "")
            if name == label or name.startswith(f"{label} "):
                return widget
        raise StepFailed(f"no visible field is called {label!r}")

    def press(self, words: str) -> None:
        """Press a button by what stands on it, or by its spoken name."""
        for button in self._visible(QAbstractButton):
            names = button.text().replace("&", ""), button.accessibleName()
            if words in names and button.isEnabled():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                self.settle()
                return
        raise StepFailed(f"no button says {words!r}")

    def type_into(self, widget: QWidget, text: str) -> None:
        """Click into a field and type."""
        QTest.mouseClick(self._surface(widget), Qt.MouseButton.LeftButton)
        self.write_on(widget, text)

    def write_on(self, widget: QWidget, text: str) -> None:
        """Type into a field; what is selected in it goes."""
        widget.setFocus()
        QTest.keyClicks(widget, text)
        self.settle()

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
            QTest.qWait(10)

    def settle(self) -> None:
        """Let everything that is due happen: layout, painting, deletions."""
        for _round in range(3):
            QTest.qWait(60)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Inside

    def _visible(self, kind: type[Found]) -> Iterator[Found]:
        return (widget for widget in self.window.findChildren(kind) if widget.isVisible())

    def shows_button(self, words: str) -> bool:
        """Say whether a button with these words can be pressed."""
        buttons = self._visible(QAbstractButton)
        return any(one.text().replace("&", "") == words and one.isEnabled() for one in buttons)

    def _surface(self, widget: QWidget) -> QWidget:
        return widget.viewport() if isinstance(widget, QPlainTextEdit) else widget

    def _on_ready(self) -> None:
        self.is_ready = True
