"""A designed part of a task's page: a picture, a matrix or a comparison of the records beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent

from msp_desktop.domain.changes import Changed
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.page_menu import first_input
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.turns import Turns
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import kept_still, row


class Part(Card):
    """Shows records of a partnership in a way that a list cannot, and follows their changes.

    A part is built when it is first seen, on a page when its turn comes: override `build`, which fills
    `body`, and `refresh`, which shows the records as they are now (or `refreshing`, where that takes long).
    ``watched`` are the keys of the kinds it shows.
    ``open_record`` asks the page for a record by kind, identifier and field (as `TaskPage.reveal`),
    ``page_wanted`` the window for a page beside the tabs, by its name and a part of it.
    """

    open_record = Signal(str, str, str)
    page_wanted = Signal(str, str)
    unsaved = Signal(bool)

    def __init__(
        self, title: str, watched: Iterable[str], surroundings: Surroundings, bus: ChangeBus
    ) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.bus = bus
        self.turns: Turns | None = None
        self.watched = frozenset(watched)
        self.tools = row(plain_label(title, "heading"))
        self.tools.setStretch(0, 1)
        self.body.addLayout(self.tools)
        self.setAccessibleName(title)
        self._is_built = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._next_step)
        self._under_way: Iterator[None] | None = None
        bus.changed.connect(self._on_changed)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The labels of fields that hold something which cannot be stored yet."""
        return ()

    def flush(self) -> None:
        """Store what has been typed; most parts store at once."""

    def reveal_unfinished(self) -> None:
        """Put the keyboard where something cannot be stored yet; a part with one place overrides this."""
        wanted = first_input(self)
        if wanted is not None:
            wanted.setFocus()

    def borrow(self, form: RecordForm) -> None:
        """Take over fields of a form of the page (see `Place.borrows`)."""

    def build(self) -> None:
        """Fill `body` with what the part is made of; called once."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the records as they are now."""
        for _step in self.refreshing():
            pass

    def refreshing(self) -> Iterator[None]:
        """Show the records as they are now, piece by piece: the window goes on between two pieces."""
        self.refresh()
        yield

    def catch_up(self) -> None:
        """Show changes that are still to be shown: before a gesture that goes on from them."""
        if self._soon.isActive():
            self._soon.stop()
            self._show_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.turns is None:
            self._show_now()
        else:
            self.turns.wait(self, self._all_steps)

    def _show_now(self) -> None:
        self._under_way = None
        for _step in self._all_steps():
            pass

    def _all_steps(self) -> Iterator[None]:
        """Go on with what the part shows; after each step it is laid out once."""
        steps = self._steps()
        while True:
            with kept_still(self.body):
                if next(steps, self) is self:
                    return
            yield

    def _steps(self) -> Iterator[None]:
        if not self._is_built:
            self._is_built = True
            self.build()
            yield
        yield from self.refreshing()

    def _next_step(self) -> None:
        self._under_way = self._under_way or self._all_steps()
        if next(self._under_way, self) is self:
            self._under_way = None
        else:
            self._soon.start()

    def _on_changed(self, changed: Changed) -> None:
        if not self.isVisible() or not changed.kinds & self.watched:
            return
        if self.turns is not None and self.turns.begin_again(self):
            return  # its turn is still to come
        self._under_way = None
        self._soon.start()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands on a task's page: above the form or list of a kind, or at the end without one.

    Of the form of the kind ``lender`` the part shows the fields it ``borrows``, in place of the form.
    """

    make: Callable[[Surroundings, ChangeBus], Part]
    above: str = ""
    lender: str = ""
    borrows: frozenset[str] = frozenset()


Parts = Mapping[str, tuple[Place, ...]]
"""The parts of tasks, by task number."""


def today() -> date:
    """Return the day of the place where the window stands."""
    return date.today()  # noqa: DTZ011 - what is due is due on the day of the place
