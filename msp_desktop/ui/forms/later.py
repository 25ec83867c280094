"""Forms and lists of a page that are made when their turn comes, or when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.ui.forms.turns import Turns

Made = TypeVar("Made", bound=QWidget)


class Spot(QWidget):
    """Where a form or a list stands; ``make`` is called when its turn comes, and puts it there."""

    def __init__(self, turns: Turns, make: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._turns, self._make = turns, make
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def fill(self) -> None:
        """Do not wait for a turn."""
        self._make()

    def hold(self, widget: QWidget) -> None:
        """Show a widget that was made in this spot."""
        self._column.addWidget(widget)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._column.count():
            self._turns.wait(self, self._filling)

    def _filling(self) -> Iterator[None]:
        self._make()
        yield


class Later(Mapping[str, Made]):
    """Widgets by their keys, each made by ``make`` when it is first asked for."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        self._make = make
        self._made: dict[str, Made | None] = {}

    def promise(self, key: str) -> None:
        """Have a widget under a key from now on."""
        self._made[key] = None

    def put(self, key: str, made: Made) -> None:
        """Keep one that was made already."""
        self._made[key] = made

    @property
    def made(self) -> Collection[Made]:
        """Those that were made, in the order in which they were promised."""
        return [one for one in self._made.values() if one is not None]

    def __getitem__(self, key: str) -> Made:
        made = self._made[key]
        if made is None:
            made = self._made[key] = self._make(key)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)
