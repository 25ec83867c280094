"""A small whole number, to be typed or counted up and down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.paper import push


class Counter(QWidget):
    """A field for a number between two others, with a button on each side."""

    changed = Signal()

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._field = _Field(minimum=least, maximum=most)
        self._field.valueChanged.connect(self.changed)
        less, more = push("", "icon", "minus"), push("", "icon", "plus")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        for button, name, step in ((less, translate("Fewer"), -1), (more, translate("More"), 1)):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, step=step: self._field.stepBy(step))
        layout.addWidget(less)
        layout.addWidget(self._field)
        layout.addWidget(more)
        layout.addStretch(1)
        self.setFocusProxy(self._field)

    @property
    def value(self) -> int:
        """The number."""
        return self._field.value()

    def set_value(self, value: int) -> None:
        """Show another number."""
        self._field.setValue(value)

    def setAccessibleName(self, name: str) -> None:
        self._field.setAccessibleName(name)


class _Field(QSpinBox):
    def __init__(self, minimum: int, maximum: int) -> None:
        super().__init__(minimum=minimum, maximum=maximum)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 4 + 48)
        self.lineEdit().setTextMargins(theme.S, 0, theme.S, 0)
