"""Grounds on which parts of a page stand: cards, and calm messages inside the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.labels import icon_label, keep_off, plain_label
from msp_desktop.ui.widgets.paper import follow, push

_LOOKS = {
    "info": ("info", "info"),
    "ok": ("check", "ok"),
    "open": ("help", "warn"),
    "warn": ("warning", "warn"),
    "bad": ("warning", "bad"),
}
"""The sign and the ground of each mood."""


class Card(QFrame):
    """A rounded ground with room around what stands on it; fill `body`."""

    def __init__(self, role: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.XL, theme.L + theme.XS, theme.XL, theme.L + theme.XS)
        self.body.setSpacing(theme.M)


_RUNS = {Qt.LayoutDirection.LeftToRight: "\u200e", Qt.LayoutDirection.RightToLeft: "\u200f"}
"""The marks of Unicode Annex 9 that tell in which direction lines run."""


class InlineMessage(QFrame):
    """A sentence in the page with at most two things to do about it; hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        keep_off(self._layout, theme.M, theme.S, theme.S, theme.S)
        self._layout.setSpacing(theme.S)
        self._sign = icon_label("info", theme.tokens().text)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = plain_label()
        self._buttons: list[QPushButton] = []
        self._said = ""
        self.mood = "info"
        self._layout.addWidget(self._sign)
        self._layout.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, or nothing."""
        return "" if self.isHidden() else self._said

    @property
    def button(self) -> QPushButton | None:
        """The button of what can be done first, if there is one."""
        return next(iter(self._buttons), None)

    @property
    def other_button(self) -> QPushButton | None:
        """The button of what can be done instead, if there is one."""
        return self._buttons[1] if len(self._buttons) > 1 else None

    def say(
        self,
        text: str,
        mood: str = "info",
        action: str = "",
        then: Callable[[], None] | None = None,
        otherwise: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show a sentence, and a button called ``action`` that does ``then``; maybe another beside it.

        ``mood`` is info, ok, open (nobody knows yet), warn or bad.
        """
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        colours = theme.tokens()
        sign, ground = _LOOKS[mood]
        colour = {"info": colours.accent, "ok": colours.ok, "warn": colours.warn}.get(
            ground, colours.bad
        )
        self._sign.setPixmap(icons.pixmap(sign, colour))
        self._said = text
        # A sentence may begin with the name of a file or an office: the lines still run as the window does.
        self._text.setText(_RUNS[self.layoutDirection()] + text)
        self.setAccessibleName(text)
        if then is not None:
            self._add_button(action, then)
        if otherwise is not None:
            self._add_button(*otherwise)
        self.mood = mood
        theme.set_role(self, ground)
        self.show()

    def ask(self, asker: QWidget, question: str, action: str, then: Callable[[], None]) -> None:
        """Ask before something that cannot simply be undone; “Not yet” leads back to the asker.

        The keyboard is put there: Enter pressed once too often must not do it.
        """

        def leave() -> None:
            self.clear()
            asker.setFocus(Qt.FocusReason.OtherFocusReason)

        self.say(question, "open", action, then, (translate("Not yet"), leave))
        self._buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()

    def _add_button(self, action: str, then: Callable[[], None]) -> None:
        button = push(action)
        button.setAccessibleName(action)
        button.clicked.connect(lambda _checked: then())
        self._layout.addWidget(button)
        follow(self._buttons[-1] if self._buttons else self, button)
        self._buttons.append(button)
