"""One of the panels beside the preview: what is asked there, and the way back to the documents."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.escape import on_escape
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import Paper, push, row

WIDTH = 320


class Panel(Paper):
    """A column of things to decide; ``closed`` is sent when a person changes their mind, also by Esc."""

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(WIDTH)
        self.setFixedWidth(WIDTH)
        self.column.setSpacing(theme.S)
        self.add(plain_label(title, "label"))

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below what is there."""
        for widget in widgets:
            self.column.addWidget(widget)

    def end_with(self, button: QPushButton, *others: QPushButton) -> None:
        """Put a button at the end, and below it others and one that closes the panel."""
        close = push(translate("Not now"), "plain")
        close.clicked.connect(self.closed)
        on_escape(self, self.closed.emit)
        self.column.addSpacing(theme.S)
        self.add(button)
        self.column.addLayout(row(*others, close))
        self.column.addStretch(1)
