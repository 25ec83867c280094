"""Where a person is in the window, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field

OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the window: the overview, a module (its key), or a page beside the tabs (its name).

    ``part`` says what is shown there: the number of a task, or the document to print.
    """

    page: str
    part: str = ""


@dataclass(slots=True)
class Visited:
    """The places seen in this session, in the manner of a browser."""

    LONGEST = 100

    _places: list[Place] = field(default_factory=list)
    _at: int = -1

    @property
    def current(self) -> Place | None:
        """Where the person is now."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to return to."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a person has gone back and can return from there."""
        return self._at < len(self._places) - 1

    def go(self, place: Place) -> None:
        """Remember a new place; what lay ahead is forgotten."""
        if place != self.current:
            self._places = [*self._places[: self._at + 1], place][-self.LONGEST :]
            self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """Step back and return that place."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self.current

    def forward(self) -> Place | None:
        """Step forward again and return that place."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self.current

    def clear(self) -> None:
        """Forget everything: another partnership is open."""
        self._places.clear()
        self._at = -1
