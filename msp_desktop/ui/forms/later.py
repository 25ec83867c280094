"""Forms and lists of a page that are made when their turn comes, or when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.ui.forms.turns import Turns

Made = TypeVar("Made", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Room:
    """What rows of a form find in sight on a page, in pixels; the others wait for their turn."""

    turns: Turns
    width: int
    height: int


class Spot(QWidget):
    """Where something of a page stands that is made when its turn comes, by ``steps``."""

    def __init__(
        self, turns: Turns, steps: Callable[[], Iterator[None]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._turns, self._steps = turns, steps
        self._is_filled = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def fill(self) -> None:
        """Do not wait for a turn."""
        for _step in self._filling():
            pass

    def hold(self, widget: QWidget) -> None:
        """Show a widget that was made in this spot."""
        self._column.addWidget(widget)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_filled:
            self._turns.wait(self, self._filling)

    def _filling(self) -> Iterator[None]:
        yield from self._steps()
        self._is_filled = True


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

    def making(self, key: str) -> Iterator[None]:
        """Make the widget under a key, in one step."""
        self.__getitem__(key)
        yield

    def is_made(self, key: str) -> bool:
        """Say whether the widget under a key was made already."""
        return self._made[key] is not None

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
