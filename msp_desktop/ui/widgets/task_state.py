"""How far a task has come, in words and as a sign: the same words and signs everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

from msp_desktop.domain.tasks import STATE_NAMES, TaskState
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.labels import icon_label

SIGNS: Mapping[TaskState, str] = {
    TaskState.NOT_STARTED: "not-started",
    TaskState.IN_PROGRESS: "in-progress",
    TaskState.DONE: "done",
    TaskState.REVISIT: "revisit",
}
"""The icon of a state; the signs differ in form, not only in colour."""


def word_of(state: TaskState) -> str:
    """Return the word for a state in the language in use."""
    return translate(STATE_NAMES[state])


def colour_of(state: TaskState) -> str:
    """Return the colour of a state's sign in the theme in use."""
    colours = theme.tokens()
    return {
        TaskState.NOT_STARTED: colours.muted,
        TaskState.IN_PROGRESS: colours.warn,
        TaskState.DONE: colours.ok,
        TaskState.REVISIT: colours.accent,
    }[state]


class StateGlyph:
    """The sign of a task's state, kept up to date."""

    def __init__(self, size: int = 20) -> None:
        self._size = size
        self.widget = icon_label("not-started", theme.tokens().muted, size)
        self.widget.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_state(self, state: TaskState) -> None:
        """Show the sign of a state and say its word to screen readers."""
        self.widget.setPixmap(icons.pixmap(SIGNS[state], colour_of(state), self._size))
        self.widget.setAccessibleName(word_of(state))
