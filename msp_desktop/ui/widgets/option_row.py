"""A choice with a name that may be long and a line about it: both are shown whole, over several lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import plain_label


class OptionRow(QWidget):
    """A box to tick or a dot to choose, beside its words; a click on the words counts as one on it."""

    changed = Signal()

    def __init__(self, button: QAbstractButton, name: str, about: str = "") -> None:
        super().__init__()
        self.button = button
        button.setAccessibleName(name)
        button.toggled.connect(lambda _is_on: self.changed.emit())
        self._name = plain_label(name)
        self._about = plain_label("", "caption")
        words = QVBoxLayout()
        words.setContentsMargins(0, theme.XS, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.tell(about)

    @property
    def is_chosen(self) -> bool:
        """Whether it is ticked or chosen."""
        return self.button.isChecked()

    def choose(self, *, chosen: bool = True) -> None:
        """Tick it, or choose it."""
        self.button.setChecked(chosen)

    def tell(self, about: str) -> None:
        """Show another line about it."""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.button.setAccessibleDescription(about)

    def set_usable(self, *, usable: bool) -> None:
        """Let it be chosen, or not."""
        self.button.setEnabled(usable)
        self._name.setEnabled(usable)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.button.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()
