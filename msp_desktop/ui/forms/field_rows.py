"""How fields stand on a form: label, help, editor and message below each other; short ones side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from msp_desktop.domain.fields import Field
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.paper import kept_still

ROOM_FOR_TWO = 640
"""The width of a form (inside its card) from which two short fields share a row."""


class FieldRow(QWidget):
    """One field of a form. ``was_left`` says that a person has been in it: only then it may complain."""

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor_for(field, surroundings, self)
        self.was_left = False
        self._message: QWidget | None = None
        label, explanation = translate(field.label), translate(field.help)
        shown = translate("{label} (required)").format(label=label) if field.required else label
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        self._column.addWidget(plain_label(shown, "label"))
        if explanation:
            self._column.addWidget(plain_label(explanation, "caption"))
        self._column.addWidget(self.editor)
        self._name, self._explanation = shown, explanation
        self.editor.set_name(shown, explanation)

    @property
    def message(self) -> str:
        """What is said under the field at the moment."""
        return "" if self._message is None else self._message.accessibleName()

    def complain(self, sentence: str) -> None:
        """Say under the field why what it shows cannot be kept; nothing takes the complaint back."""
        self.editor.set_invalid(bool(sentence))
        self._say(translate(sentence), "bad", "warning")

    def remind(self, sentence: str) -> None:
        """Say something under the field that is not wrong."""
        self.editor.set_invalid(False)
        self._say(translate(sentence), "caption", "info")

    def _say(self, sentence: str, role: str, sign: str) -> None:
        if self.message == sentence:
            return
        self.editor.set_name(self._name, f"{self._explanation} {sentence}".strip())
        if self._message is not None:
            self._column.removeWidget(self._message)
            self._message.hide()
            self._message.deleteLater()
            self._message = None
        if sentence:
            colours = theme.tokens()
            self._message = QWidget(self)
            self._message.setAccessibleName(sentence)
            side = QHBoxLayout(self._message)
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(theme.S - 2)
            side.addWidget(icon_label(sign, colours.bad if role == "bad" else colours.muted, 16))
            side.addWidget(plain_label(sentence, role), 1)
            self._column.addWidget(self._message)


class FieldGrid(QWidget):
    """Field rows below each other; two short ones share a row where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[FieldRow] = ()
        self._has_two: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.XL)
        self._grid.setVerticalSpacing(theme.L)
        self._grid.setColumnStretch(0, 1)

    def hold(self, rows: Sequence[FieldRow]) -> None:
        """Show these rows, which were made in this grid."""
        self.rows = tuple(rows)
        has_two, self._has_two = bool(self._has_two), None
        with kept_still(self._grid):
            self._arrange(has_two=has_two)
            for row in rows:
                row.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(has_two=self.width() >= ROOM_FOR_TWO)

    def _arrange(self, *, has_two: bool) -> None:
        if has_two == self._has_two:
            return
        self._has_two = has_two
        self._grid.setColumnStretch(1, 1 if has_two else 0)
        for row in self.rows:
            self._grid.removeWidget(row)
        line, waiting = -1, False
        for at, row in enumerate(self.rows):
            beside = waiting and _fit_together(self.rows[at - 1], row)
            line += 0 if beside else 1
            waiting = has_two and row.editor.is_short and not beside
            span = 1 if has_two and row.editor.is_short else 2
            self._grid.addWidget(row, line, int(beside), 1, span, Qt.AlignmentFlag.AlignTop)


def _fit_together(one: FieldRow, other: FieldRow) -> bool:
    # Fields stand level only when both have an explanation or none has.
    return other.editor.is_short and bool(one.field.help) == bool(other.field.help)
