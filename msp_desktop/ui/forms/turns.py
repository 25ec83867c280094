"""The order in which the parts of a long page are shown: what is in sight first, the rest in idle moments."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_A_WHILE = 100
"""Milliseconds after which what is not in sight is begun; by then the page is painted."""


class Turns(QObject):
    """Lets the parts of a page wait until they are in sight, or until there is nothing else to do.

    They are shown from the top to the bottom: what a person reads is never pushed down by a part above it.
    """

    def __init__(self, page: QScrollArea) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: dict[QWidget, Callable[[], None]] = {}
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._show_next)
        page.verticalScrollBar().valueChanged.connect(self.show_seen)

    def wait(self, part: QWidget, show: Callable[[], None]) -> None:
        """Show a part by ``show`` when its turn comes."""
        self._waiting[part] = show
        self._next.start(_A_WHILE)

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
            self._show(self._first())
            self._next.start(0)

    def _show(self, part: QWidget) -> None:
        show = self._waiting.pop(part)
        if part.isVisible():
            show()
            _lay_out(part)

    def _first(self) -> QWidget:
        return min(self._waiting, key=self._top)

    def _top(self, part: QWidget) -> int:
        return part.mapTo(self._page, QPoint()).y()

    def _end_of_sight(self) -> int:
        return self._page.viewport().height()


def _lay_out(part: QWidget) -> None:
    """Let what is new in a part appear at once, so that the parts below it stand where they will be."""
    for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        QCoreApplication.sendPostedEvents(child, QEvent.Type.MetaCall.value)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
