"""The screens of the window one behind the other: the tabs, and at most one page beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from msp_desktop.ui.shell.places import Place

if TYPE_CHECKING:
    from msp_desktop.ui.shell.side_page import SidePage

_LOOKED_AT = "print"
"""The page from which people return to what they were doing."""


class Screens(QStackedWidget):
    """Shows one screen. A page that was left for printing is still there when a person comes back to it."""

    def __init__(self, tabs: QWidget) -> None:
        super().__init__()
        self._tabs = tabs
        self.addWidget(tabs)
        self.side_page: SidePage | None = None
        self._place: Place | None = None
        self._behind: tuple[Place, SidePage] | None = None

    def show_tabs(self) -> None:
        """Show the tabs; pages beside them are left for good."""
        self.leave()
        self.setCurrentWidget(self._tabs)

    def show_side_page(self, place: Place, make: Callable[[], SidePage]) -> None:
        """Show the page of a place: the one left for printing, or a new one."""
        behind = self._behind
        if behind is not None and behind[0] == place:
            self._behind = None
            self.leave()
            self._show(place, behind[1])
            return
        if place.page == _LOOKED_AT and self._place is not None and self.side_page is not None:
            if self._place.page != _LOOKED_AT:
                self._drop_behind()
                self._behind = (self._place, self.side_page)
                self.side_page = None
            else:
                self._remove(self.side_page)
        else:
            self.leave()
        self._show(place, make())

    def leave(self) -> None:
        """Leave the pages beside the tabs for good."""
        self._drop_behind()
        if self.side_page is not None:
            self._remove(self.side_page)
            self.side_page = None

    def _show(self, place: Place, page: SidePage) -> None:
        self.side_page, self._place = page, place
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.begin()

    def _drop_behind(self) -> None:
        if self._behind is not None:
            self._remove(self._behind[1])
            self._behind = None

    def _remove(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.deleteLater()
