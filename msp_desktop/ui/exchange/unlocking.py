"""Asks for the passphrase that opens a file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.option_row import OptionRow
from msp_desktop.ui.widgets.paper import push, row
from msp_desktop.ui.widgets.ticks import TickBox


class Unlocking(QWidget):
    """A field that hides what is typed until a person wants to see it; ``given`` carries it."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._typed = QLineEdit()
        self._visibly = OptionRow(TickBox(), translate("Show what I type"))
        self._visibly.changed.connect(self._on_visibly)
        self._on_visibly()
        self._open = push(translate("Open"), "primary")
        self._open.clicked.connect(lambda: self.given.emit(self._typed.text()))
        self._typed.returnPressed.connect(self._open.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(Entry(translate("Passphrase"), self._typed))
        column.addWidget(self._visibly)
        column.addLayout(row(self._open, 1))

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self._typed.setFocus()

    def forget(self) -> None:
        """Forget what was typed."""
        self._typed.clear()

    def _on_visibly(self) -> None:
        mode = QLineEdit.EchoMode
        self._typed.setEchoMode(mode.Normal if self._visibly.is_chosen else mode.Password)
