"""Buttons that open a menu."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from msp_desktop.ui import icons, theme


def give_menu(button: QToolButton | QPushButton, menu: QMenu) -> None:
    """Let a button open a menu; it is not told that the mouse left it meanwhile, and would stay lit."""

    def put_out() -> None:
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        button.update()

    button.setMenu(menu)
    menu.aboutToHide.connect(put_out)


class ChoiceMenu(QPushButton):
    """A button that says what is chosen of a few things, and opens a menu to choose others.

    ``picked`` carries the key of an entry that a person has pressed; what is ticked follows `offer`.
    """

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.menu_of_choices = QMenu(self)
        theme.set_role(self, "plain")
        self.setIcon(icons.icon("chevron-down", theme.tokens().muted))
        self.setIconSize(QSize(14, 14))
        give_menu(self, self.menu_of_choices)

    def offer(self, entries: Sequence[tuple[str, str]], ticked: Collection[str], said: str) -> None:
        """Offer pairs of key and words, some ticked; ``said`` stands on the button."""
        self.menu_of_choices.clear()
        for key, words in entries:
            action = self.menu_of_choices.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key in ticked)
            action.triggered.connect(lambda _on=False, one=key: self.picked.emit(one))
        self.setText(said.replace("&", "&&"))
        self.setAccessibleName(said)
