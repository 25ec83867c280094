"""What lies open: the office, the news of its changes, and what the pages beside the tabs work with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from msp_desktop.domain.records import Row
from msp_desktop.ui.shell.overview import OverviewFacts
from msp_desktop.ui.shell.recent import notes

if TYPE_CHECKING:
    from msp_desktop.app.office import Office
    from msp_desktop.ui.bus import ChangeBus
    from msp_desktop.ui.jobs import Jobs
    from msp_desktop.ui.shell.preferences import Preferences

_EDITS_READ, _NEWS_SHOWN = 80, 7


@dataclass(slots=True)
class Desk:
    """An open office and the partnership that is worked on; without one ``space_id`` is empty."""

    office: Office
    bus: ChangeBus
    jobs: Jobs
    preferences: Preferences
    space_id: str = ""

    @property
    def partnerships(self) -> list[Row]:
        """Every partnership of the office, the newest last."""
        return self.office.workspace.partnerships()

    @property
    def is_there(self) -> bool:
        """Whether the partnership that is worked on is still there."""
        return any(row["id"] == self.space_id for row in self.partnerships)

    def choose(self, space_id: str) -> bool:
        """Work on a partnership from now on; False when it is not there."""
        if all(row["id"] != space_id for row in self.partnerships):
            self.space_id = ""
            return False
        self.space_id = space_id
        self.preferences.partnership = space_id
        return True

    def facts(self, conflicts: int = 0) -> OverviewFacts:
        """Return how the partnership stands now; ``conflicts`` were counted elsewhere."""
        from msp_desktop.app.removed import name_of_removed

        workspace = self.office.workspace
        row = workspace.read("partnership", self.space_id) or {}
        edits = workspace.recent_edits(self.space_id, _EDITS_READ)
        records, office = workspace.records(self.space_id), str(self.office.row.get("name") or "")
        return OverviewFacts(
            name=str(row.get("name") or ""),
            place=str(row.get("place") or ""),
            is_sample=row.get("origin") == "sample",
            progress=workspace.progress(self.space_id),
            conflicts=conflicts,
            news=notes(
                edits,
                records,
                office,
                _NEWS_SHOWN,
                partial(name_of_removed, workspace.database),
            ),
        )
