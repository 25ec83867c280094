"""Writing in a cell: a small sheet for words, a menu for steps and choices, single keys for both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from msp_desktop.domain.fields import Choice, Field, Flag, LongText, Scale, Stored
from msp_desktop.i18n import formats, translate
from msp_desktop.ui import theme

_OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
Offered = Sequence[tuple[Stored, str]]
"""What can be chosen: stored answers with their words."""


class CellText(QPlainTextEdit):
    """Words of a cell. Enter keeps them, Shift with Enter begins a line, Escape leaves all as it was.

    Words that ``is_refused`` stay on the sheet until they are corrected or dropped.
    """

    kept = Signal()
    dropped = Signal()

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._has_lines = isinstance(field, LongText)
        self._is_over = False
        self.is_refused = False
        self.setTabChangesFocus(True)
        self.setAccessibleName(translate(field.label))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        wants_line = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self._has_lines
        if event.key() == Qt.Key.Key_Escape:
            self.end(kept=False)
        elif (is_enter and not wants_line) or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.end(kept=True)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Escape and Enter would otherwise be taken by a button or a shortcut of the window.
        is_shortcut = event.type() == QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.end(kept=True)

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        lines = 5 if self._has_lines else 3
        return QSize(30 * letter, lines * self.fontMetrics().lineSpacing() + 18)

    def end(self, *, kept: bool) -> None:
        """Be done, once: keep what is written, or leave all as it was."""
        if not self._is_over:
            self._is_over = True
            self.is_refused = False
            (self.kept if kept else self.dropped).emit()

    def refuse(self) -> None:
        """Stay open: what is written cannot be kept."""
        self._is_over = False
        self.is_refused = True
        self.setProperty("invalid", True)
        theme.polish(self)


def offered(field: Field) -> Offered:
    """Return what can be chosen for a field; nothing where words are written."""
    match field:
        case Scale():
            steps = range(field.low, field.high + 1)
            words = field.steps or [""] * len(steps)
            return [
                (step, f"{formats.number(step, signed=field.low < 0)}  {translate(word)}".strip())
                for step, word in zip(steps, words, strict=True)
            ]
        case Choice():
            return [(option.key, translate(option.label)) for option in field.options]
        case Flag():
            return [(1, translate("Yes")), (0, translate("No"))]
        case _:
            return []


def by_letter(field: Field, letter: str, now: Stored) -> Stored:
    """Return the choice that begins with a letter, the next one after what is chosen; None without any."""
    choices = [
        key for key, words in offered(field) if words.casefold().startswith(letter.casefold())
    ]
    if not choices:
        return None
    at = choices.index(now) + 1 if now in choices else 0
    return choices[at % len(choices)]
