"""Editors of text, of numbers and of the time of day: a line or a box to type in."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msp_desktop.domain.fields import Field, NotAValue, Number, Percent, Stored, Whole
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors.base import Editor, Surroundings
from msp_desktop.ui.widgets.inputs import LineInput, TextInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.typed import typed_number, written_number


def bare(widget: QWidget, *parts: QWidget, stretch: int = 0) -> QHBoxLayout:
    """Set parts side by side in a widget without any room around them."""
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S)
    for part in parts:
        layout.addWidget(part, 1 if part is parts[0] else 0, Qt.AlignmentFlag.AlignTop)
    if stretch:
        layout.addStretch(stretch)
    return layout


class LineEditor(Editor):
    """One line of text."""

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self.line = LineInput(self)
        self.line.setPlaceholderText(translate(field.example))
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.left)
        bare(self, self.line)

    def stored(self) -> Stored:
        return self.field.clean(self.line.text())

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def _show(self, value: Stored) -> None:
        text = "" if value is None else str(value)
        if self.line.text() != text:
            self.line.setText(text)


class LongTextEditor(Editor):
    """Several lines of text, as high as the text."""

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self.box = TextInput(self)
        self.box.setPlaceholderText(translate(field.example))
        self.box.textChanged.connect(self.edited)
        self.box.left.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)

    def stored(self) -> Stored:
        return self.field.clean(self.box.toPlainText())

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def _show(self, value: Stored) -> None:
        text = "" if value is None else str(value)
        if self.box.toPlainText() != text:
            self.box.setPlainText(text)


class NumberEditor(LineEditor):
    """A number, with its unit behind it."""

    is_short = True

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.line.left.connect(self._tidy)
        unit = translate(field.unit) if isinstance(field, Number) and field.unit else ""
        if unit:
            layout = self.layout()
            assert layout is not None
            layout.addWidget(plain_label(unit, "muted", wrap=False))

    def stored(self) -> Stored:
        places = 0 if isinstance(self.field, Whole) else None
        typed = self.line.text()
        if isinstance(self.field, Percent):
            typed = typed.strip().rstrip("%٪")
        return self.field.clean(typed_number(typed, places))

    def _show(self, value: Stored) -> None:
        super()._show(None if value is None else written_number(str(value)))

    def _tidy(self) -> None:
        with suppress(NotAValue):  # what is not a number stays as it was typed
            self.show_stored(self.stored())


class ClockEditor(LineEditor):
    """A time of day."""

    is_short = True

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        if not field.example:
            self.line.setPlaceholderText(translate("hours:minutes"))
