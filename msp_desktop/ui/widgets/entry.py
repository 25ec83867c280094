"""A label, why it is asked, and the field under it: for the few fields outside the guideline's records."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import plain_label, running


class Entry(QWidget):
    """Binds a label and one line of explanation to an input; shows what is wrong under it."""

    def __init__(self, label: str, field: QWidget, why: str = "") -> None:
        super().__init__()
        self.field = field
        name = plain_label(label, "label")
        name.setBuddy(field)
        field.setAccessibleName(label)
        field.setAccessibleDescription(why)
        self._trouble: QLabel = plain_label("", "bad")
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(name)
        if why:
            column.addWidget(plain_label(why, "caption"))
        column.addWidget(field)
        column.addWidget(self._trouble)

    def complain(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence takes the complaint back."""
        self._trouble.setText(running(sentence) if sentence else "")
        self._trouble.setVisible(bool(sentence))
        self.field.setProperty("invalid", bool(sentence))
        theme.polish(self.field)
