"""A page beside the tabs: a heading with the way back, and whatever the page is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import keep_off, line, plain_label
from msp_desktop.ui.widgets.paper import push


class SidePage(QWidget):
    """Frames a page; ``left`` is sent when a person goes back.

    ``flush`` stores what has been typed into the page so far; ``begin`` puts the keyboard where a person
    most likely goes on; ``may_leave`` says whether the page can be left without losing anything, and tells
    the person where it cannot.
    """

    left = Signal()

    def __init__(
        self,
        title: str,
        content: QWidget,
        *,
        flush: Callable[[], None] | None = None,
        begin: Callable[[], None] | None = None,
        may_leave: Callable[[], bool] = lambda: True,
        shows_what_changed: bool = False,
    ) -> None:
        """``shows_what_changed``: a step taken back is to be seen here, no other page is needed."""
        super().__init__()
        self.shows_what_changed = shows_what_changed
        self.content = content
        self._flush, self._begin = flush, begin
        self.may_leave = may_leave
        self.back = push(translate("Back"), "plain", "chevron-back")
        self.back.setToolTip(translate("Back to where you were (Esc)"))
        self.back.clicked.connect(self.left)
        self._top = QFrame()
        self._top.setAutoFillBackground(True)
        self._top.setBackgroundRole(QPalette.ColorRole.Base)
        layout = QHBoxLayout(self._top)
        keep_off(layout, theme.M, theme.S, theme.XXL, theme.S)
        layout.setSpacing(theme.S)
        layout.addWidget(self.back)
        layout.addWidget(plain_label(title, "heading", wrap=False))
        layout.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(line())
        column.addWidget(content, 1)

    def stay(self) -> None:
        """Offer no way back: there is no other place to be yet."""
        self._top.hide()

    def flush(self) -> None:
        """Store what has been typed into the page so far."""
        if self._flush is not None:
            self._flush()

    def begin(self) -> None:
        """Put the keyboard where a person most likely goes on."""
        if self._begin is not None:
            self._begin()
        else:
            self.back.setFocus()
