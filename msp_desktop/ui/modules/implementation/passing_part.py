"""The picture of who passes what on to whom (task 7.2)."""

from __future__ import annotations

from msp_desktop.domain.schedule.passing import Passing, passing
from msp_desktop.graphs.hand_over_map import hand_over_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.picture.view import PictureView

_WATCHED = ("hand_over", "plan_item", "partner", "work_calendar", "day_off")
_HINT = _("Arrows go along what is handed over, Enter opens an entry or a hand-over.")


class PassingPart(PicturePart):
    """Plan entries with what goes from one to the other; Enter or a double click opens the record."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("Picture of the hand-overs")), _WATCHED, surroundings, bus)
        self._shown: Passing | None = None

    def build(self) -> None:
        """Make the view, and what is said while there is nothing to show."""
        self.empty = plain_label(
            translate(_("No hand-over with giver and receiver yet. Add them below.")), "muted"
        )
        self.body.addWidget(self.empty)
        self.hold(PictureView(translate(_("Picture of the hand-overs"))), translate(_HINT))

    def refresh(self) -> None:
        """Draw the network anew where it is another one."""
        found = passing(self.surroundings.records, today())
        self.empty.setVisible(not found.passes)
        self.frame.setVisible(bool(found.passes))
        if found != self._shown and found.passes:
            self.view.show_picture(hand_over_map(found))
        self._shown = found
