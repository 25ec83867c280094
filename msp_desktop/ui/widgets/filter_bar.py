"""Above a long list: a line that filters while somebody types, menus of answers, how many are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push, row


class FilterLine(LineInput):
    """Words to look for. ``went_down`` is sent by Down and Enter, ``given_up`` by Escape."""

    went_down = Signal()
    given_up = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class FilterBar(QWidget):
    """Knows nothing of what is filtered: it tells of ``typed`` words, and shows what it is told."""

    typed = Signal()
    cleared = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = FilterLine(self)
        self.line.setPlaceholderText(translate("Filter by words, in any order (Ctrl+F)"))
        self.line.setAccessibleName(translate("Filter: {list}").format(list=name))
        sign = QAction(icons.icon("search", theme.tokens().muted), "", self.line)
        self.line.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self.count = plain_label("", "muted", wrap=False)
        self.clear_button = push(translate("Show all"), "link")
        self.clear_button.setAccessibleName(translate("Show all again (Esc)"))
        self.line.textEdited.connect(self.typed)
        self.line.given_up.connect(self.cleared)
        self.clear_button.clicked.connect(self.cleared)
        self._menus = FlowLayout(spacing=theme.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addLayout(row(self.line, self.count, self.clear_button))
        column.addLayout(self._menus)

    @property
    def words(self) -> str:
        """What is typed in the line."""
        return self.line.text()

    def add(self, *buttons: QPushButton) -> None:
        """Put buttons below the line."""
        for button in buttons:
            self._menus.addWidget(button)

    def enter(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def say(self, shown: str, *, is_filtered: bool) -> None:
        """Say how many are shown; whether all can be shown again."""
        self.count.setText(shown)
        self.line.setAccessibleDescription(shown)
        self.clear_button.setVisible(is_filtered)
