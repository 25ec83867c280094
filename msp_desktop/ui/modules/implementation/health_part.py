"""How the partnership is doing: the radar, how far partners see it alike, what was agreed (task 7.4)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.app import health
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.health import Course, course
from msp_desktop.domain.matrices.healthy import (
    health_by_sector,
    next_meeting,
    remarks,
    too_few_agreed,
    waiting_for_agenda,
)
from msp_desktop.domain.problems import Problem
from msp_desktop.graphs.radar_map import outlines, radar_map
from msp_desktop.graphs.spread_map import spread_map
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push
from msp_desktop.ui.widgets.picture.view import PictureView

LOW, HIGH = 1, 5
_WATCHED = ("health_check", "health_round", "health_wish", "partner")
_BY_SECTOR = Shown(
    _("Health by sector"),
    health_by_sector,
    ("health_check", "health_round"),
    _("Middle of the answers of the last round; groups that are too small are not shown apart."),
)


class HealthPart(PicturePart):
    """Radar and spread of the answers, with what is to be looked at."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("How we are doing")), _WATCHED, surroundings, bus)
        self._found: Course | None = None

    def build(self) -> None:
        """Make both pictures, and what is said above them."""
        self.empty = plain_label(
            translate(_("No answers that may be shown yet. Ask the partners; type them in below.")),
            "muted",
        )
        self.said = QVBoxLayout()
        self.said.setSpacing(theme.XS)
        self.radar = PictureView(translate(_("Radar of health")))
        self.spread = PictureView(translate(_("How far partners see it alike")))
        self.radar_frame = self.framed(self.radar)
        self.spread_title = plain_label(translate(_("How far partners see it alike")), "label")
        self.spread_frame = self.framed(self.spread)
        self.body.addWidget(self.empty)
        self.body.addLayout(self.said)
        for part in (self.radar_frame, self.spread_title, self.spread_frame):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Work everything out anew."""
        found = course(self.surroundings.records)
        has_answers = found.now is not None
        self.empty.setVisible(not has_answers)
        for part in (self.radar_frame, self.spread_title, self.spread_frame):
            part.setVisible(has_answers)
        clear(self.said)
        for text, mood in remarks(found):
            message = InlineMessage()
            self.said.addWidget(message)
            message.say(text, mood)
        if found != self._found and found.now is not None:
            self._draw(found)
        self._found = found

    def _draw(self, found: Course) -> None:
        assert found.now is not None
        rows = [(axis.key, translate(axis.label)) for axis in AXES]
        rounds = outlines(found.named(), has_wish=bool(found.wish))
        title = translate(_("Health of the partnership"))
        self.radar.show_picture(radar_map(title, rows, rounds, LOW, HIGH))
        spread = spread_map(title, rows, found.now.axes(), found.wish, LOW, HIGH)
        self.spread.show_picture(spread)


class SectorPart(MatrixPart):
    """The answers by sector."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(_BY_SECTOR, surroundings, bus)


class AgreedPart(Part):
    """What was agreed after a round, and how it comes to the next meeting."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Three things to do, for the next meeting"))
        super().__init__(title, (*_WATCHED, "health_action", "meeting"), surroundings, bus)

    def build(self) -> None:
        """Make the lines and the button."""
        self.few = plain_label("", "muted")
        self.waiting = plain_label("")
        self.message = InlineMessage()
        self.put = push(translate(_("Put on the next agenda")))
        self.put.clicked.connect(lambda _checked: self._on_put())
        self.tools.addWidget(self.put)
        for part in (self.few, self.waiting, self.message):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Say what waits, and for which meeting."""
        records = self.surroundings.records
        waits = waiting_for_agenda(records)
        few = too_few_agreed(records, course(records))
        self.few.setText(few)
        self.few.setVisible(bool(few))
        self.waiting.setText(self._waiting(len(waits)))
        self.put.setEnabled(bool(waits))

    def _waiting(self, count: int) -> str:
        if not count:
            return translate(_("Nothing waits for an agenda."))
        sentence = translate_plural(
            "{count} thing waits for an agenda.", "{count} things wait for an agenda.", count
        )
        said = sentence.format(count=figures(str(count)))
        records = self.surroundings.records
        meeting = next_meeting(records, today())
        if meeting is None:
            return said
        name = records.name("meeting", meeting["id"])
        return f"{said} {translate(_('Next meeting: {name}.')).format(name=name)}"

    def _on_put(self) -> None:
        self.catch_up()
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            meeting_id = health.put_on_agenda(workspace, space_id, today())
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        name = self.surroundings.records.name("meeting", meeting_id)
        said = translate(_("They stand on the agenda of {name}."))
        self.message.say(said.format(name=name), "ok")
