"""Sending to other offices, receiving from them, and deciding where they disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from msp_desktop.app.office import Office
    from msp_desktop.app.workspace import Workspace
    from msp_desktop.ui.bus import ChangeBus
    from msp_desktop.ui.jobs import Jobs


class GoToPage(Protocol):
    """Leads to another page beside the tabs; ``part`` says what is shown there."""

    def __call__(self, name: str, part: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class PostRoom:
    """What the pages of the exchange work with.

    ``last_folder`` tells the folder used last; ``keep_folder`` remembers another. ``go_to_page`` leads to
    another page beside the tabs, ``show_record`` to a record (its partnership, kind and identifier) on its
    page, ``open_partnership`` to a partnership; ``has_partnership`` says whether one is open. ``undo`` takes
    the newest step back.
    """

    office: Office
    jobs: Jobs
    last_folder: Callable[[], str]
    keep_folder: Callable[[str], None]
    go_to_page: GoToPage
    bus: ChangeBus
    show_record: Callable[[str, str, str], None]
    open_partnership: Callable[[str], None]
    has_partnership: Callable[[], bool]
    undo: Callable[[], None]

    @property
    def workspace(self) -> Workspace:
        """The records of the office."""
        return self.office.workspace

    @property
    def folder(self) -> str:
        """The folder used last, also a moment ago on the same page."""
        return self.last_folder()
