"""The order in which the parts of a long page are shown: what is in sight first, the rest in idle moments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from msp_desktop.ui.widgets.paper import finish_layouts, kept_still

_A_WHILE = 100
"""Milliseconds after which what is not in sight is begun; by then the page is painted."""


class Turns(QObject):
    """Lets the parts of a page wait until they are in sight, or until there is nothing else to do.

    They are shown from the top to the bottom: what a person reads is never pushed down by a part above it.
    """

    def __init__(self, page: QScrollArea) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: dict[QWidget, Callable[[], Iterator[None]]] = {}
        self._begun: dict[QWidget, Iterator[None]] = {}
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._show_next)
        page.verticalScrollBar().valueChanged.connect(self.show_seen)

    def wait(self, part: QWidget, show: Callable[[], Iterator[None]]) -> None:
        """Show a part by the steps of ``show`` when its turn comes; out of sight one at a time."""
        self._waiting[part] = show
        self._begun.pop(part, None)
        self._next.start(_A_WHILE)

    def begin_again(self, part: QWidget) -> bool:
        """Show a part anew that still waits or is half shown; say whether it does."""
        self._begun.pop(part, None)
        return part in self._waiting

    def show_seen(self) -> None:
        """Show the parts that are in sight, and those above."""
        while self._waiting and self._top(self._first()) < self._end_of_sight():
            self._show(self._first())

    def show_all(self) -> None:
        """Show every part: before somebody goes anywhere on the page."""
        while self._waiting:
            self._show(self._first())

    # Inside

    def _show_next(self) -> None:
        if self._waiting:
            self._step(self._first())
            self._next.start(0)

    def _show(self, part: QWidget) -> None:
        while part in self._waiting:
            self._step(part)

    def _step(self, part: QWidget) -> None:
        """Go one step on with a part; after the last it waits no longer."""
        if part.isVisible():
            if part not in self._begun:
                self._begun[part] = self._waiting[part]()
            if next(self._begun[part], part) is not part:
                return
            _lay_out(part)
        self._begun.pop(part, None)
        self._waiting.pop(part, None)

    def _first(self) -> QWidget:
        return min(self._waiting, key=self._top)

    def _top(self, part: QWidget) -> int:
        return part.mapTo(self._page, QPoint()).y()

    def _end_of_sight(self) -> int:
        return self._page.viewport().height()


def _lay_out(part: QWidget) -> None:
    """Let what is new in a part appear at once, so that the parts below it stand where they will be."""
    layout = part.layout()
    with kept_still(layout) if layout is not None else nullcontext():
        for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            QCoreApplication.sendPostedEvents(child, QEvent.Type.MetaCall.value)
    finish_layouts()
