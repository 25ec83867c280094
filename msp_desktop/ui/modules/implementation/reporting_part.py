"""Who reports to whom, as a picture (task 8.3)."""

from __future__ import annotations

from msp_desktop.domain.reporting.lines import Hierarchy, hierarchy
from msp_desktop.graphs.reporting_map import reporting_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.picture.view import PictureView

_WATCHED = ("reporting_line", "report_due", "partner", "body")
_HINT = _("Arrows go along the reports, Enter opens a partner or a reporting line.")


class ReportingPart(PicturePart):
    """Senders and receivers with the reports between them; Enter or a double click opens the record."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(
            translate(_("Picture of the reporting lines")), _WATCHED, surroundings, bus
        )
        self._shown: Hierarchy | None = None

    def build(self) -> None:
        """Make the view, and what is said while there is nothing to show."""
        self.empty = plain_label(
            translate(_("No reporting line with sender and receiver yet. Add them below.")), "muted"
        )
        self.body.addWidget(self.empty)
        self.hold(PictureView(translate(_("Picture of the reporting lines"))), translate(_HINT))

    def refresh(self) -> None:
        """Draw the picture anew where it is another one."""
        found = hierarchy(self.surroundings.records, today())
        self.empty.setVisible(not found.lines)
        self.frame.setVisible(bool(found.lines))
        if found != self._shown and found.lines:
            self.view.show_picture(reporting_map(found))
        self._shown = found
