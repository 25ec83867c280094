"""Esc for what lies on a page: it ends that before it leads back to another page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def on_escape(
    within: QWidget, then: Callable[[], object], when: Callable[[], bool] = lambda: True
) -> None:
    """Call ``then`` where Esc is pressed within a widget while ``when`` holds; else it goes on."""
    _Escape(within, then, when)


class _Escape(QObject):
    def __init__(
        self, within: QWidget, then: Callable[[], object], when: Callable[[], bool]
    ) -> None:
        super().__init__(within)
        self._then, self._when = then, when
        within.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if not is_escape or not self._when():
            return False
        event.accept()  # the window, which asks first, then leaves the key to the widget
        if kind == QEvent.Type.KeyPress:
            self._then()
        return True
