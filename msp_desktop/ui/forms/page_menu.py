"""The way to the parts of a long page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.menus import give_menu

WORTH_IT = 4
"""Parts from which a page has a list of them."""


class PageMenu(QPushButton):
    """Lists the parts of a page by their titles; choosing one calls ``go`` with it."""

    def __init__(self, parts: Sequence[tuple[str, QWidget]], go: Callable[[QWidget], None]) -> None:
        super().__init__(translate(_("On this page")))
        theme.set_role(self, "plain")
        self.setIcon(icons.icon("list", theme.tokens().text))
        self._parts, self._go = parts, go
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        give_menu(self, self._menu)

    def _fill(self) -> None:
        self._menu.clear()
        for title, part in self._parts:
            if not part.isHidden():
                action = self._menu.addAction(title.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, to=part: self._go(to))


def first_input(part: QWidget) -> QWidget | None:
    """Return what takes the keyboard first in a part, or nothing where nothing does."""
    return next(
        (
            child
            for child in part.findChildren(QWidget)
            if child.isVisibleTo(part)
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ),
        None,
    )
