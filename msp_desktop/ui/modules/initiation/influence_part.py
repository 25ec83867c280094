"""Task 1.4: the map on which organisations are dragged to where they stand."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from msp_desktop.app.standing import keep_positions
from msp_desktop.domain.influence import GONE, kept_days, placed
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.influence_map import InfluenceMap, cell_words, influence_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.picture.view import Drag, PictureView
from msp_desktop.ui.widgets.ticks import TickBox

_HINT = _(
    "Drag an organisation to where it stands; or go to it with the arrows, press the space bar, move it with "
    "the arrows and press Enter."
)
_PAST = _("These are the positions of an earlier day. Choose “Today” to move organisations.")


class InfluencePart(PicturePart):
    """Influence and interest of all organisations, today or on a day that was kept, and who has moved."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Influence and interest map"))
        super().__init__(title, ("partner", "partner_position", "same_record"), surroundings, bus)
        self._map: InfluenceMap | None = None
        self._days: list[date] = []

    def build(self) -> None:
        self.keep = self.button(translate(_("Keep positions of today")), self._on_keep)
        self.hides_gone = TickBox(translate(_("Without those that have left or were not chosen")))
        self.shown_day, self.before = ChoiceBox(), ChoiceBox()
        self.shown_day.setAccessibleName(translate(_("Positions of")))
        self.before.setAccessibleName(translate(_("Arrows from")))
        self.hides_gone.toggled.connect(self._draw)
        self.shown_day.currentIndexChanged.connect(self._draw)
        self.before.currentIndexChanged.connect(self._draw)
        view = PictureView(translate(_("Influence and interest map")), Drag.MOVE)
        view.moved.connect(self._on_moved)
        self.hold(view, translate(_HINT), self.keep)
        self.frame.add_row(self._days_row())
        self.frame.add_row(self.hides_gone)

    def refresh(self) -> None:
        days = kept_days(self.surroundings.records)
        if days != self._days or not self.shown_day.count():
            self._days = days
            self._fill(self.shown_day, translate(_("Today")))
            self._fill(self.before, translate(_("No arrows")))
        rows = self.surroundings.records.rows("partner")
        self.hides_gone.setVisible(any(row.get("state") in GONE for row in rows))
        self._draw()

    # Inside

    def _days_row(self) -> QHBoxLayout:
        beside = QHBoxLayout()
        beside.setSpacing(theme.S)
        for box in (self.shown_day, self.before):
            label = plain_label(box.accessibleName(), "label", wrap=False)
            label.setBuddy(box)
            beside.addWidget(label)
            beside.addWidget(box, 1)
        return beside

    def _fill(self, box: ChoiceBox, first: str) -> None:
        """Offer the days that were kept, leaving chosen what was."""
        chosen = box.currentData()
        was_blocked = box.blockSignals(True)
        box.clear()
        box.addItem(first, None)
        for day in self._days:
            box.addItem(day_in_words(day), day)
        box.setCurrentIndex(max(box.findData(chosen), 0) if chosen else 0)
        box.setEnabled(bool(self._days))
        box.blockSignals(was_blocked)

    def _draw(self) -> None:
        day, before = self.shown_day.currentData(), self.before.currentData()
        found = placed(
            self.surroundings.records, day, before, with_gone=not self.hides_gone.isChecked()
        )
        self._map = influence_map(found, before, with_tray=True)
        cells = [(box, cell_words(cell)) for cell, box in self._map.cells.items()]
        tray = [(self._map.tray, translate(_("Not placed yet")))] if self._map.tray else []
        self.view.drag = Drag.NOTHING if day else Drag.MOVE
        self.frame.hint(translate(_PAST) if day else translate(_HINT))
        self.view.show_picture(self._map.picture, [*cells, *tray])

    def _on_moved(self, partner: str, place: int) -> None:
        """Write both answers as one step; what is put into the tray has none."""
        assert self._map is not None
        cells = list(self._map.cells)
        influence, interest = cells[place] if place < len(cells) else (None, None)
        workspace = self.surroundings.workspace
        name = self.surroundings.records.name("partner", partner)
        with workspace.step(_("Move {name} on the map"), {"name": name}):
            workspace.set_fields("partner", partner, {"influence": influence, "interest": interest})

    def _on_keep(self) -> None:
        today = date.today()  # noqa: DTZ011 - the day of the place where it is done
        count = keep_positions(self.surroundings.workspace, self.surroundings.space_id, today)
        sentence = translate_plural(
            "Kept where {count} organisation stands today. Keeping it again today replaces it.",
            "Kept where {count} organisations stand today. Keeping them again today replaces them.",
            count,
        )
        nobody = translate(_("No organisation is placed yet, so there is nothing to keep."))
        self.frame.message.say(
            sentence.format(count=count) if count else nobody, "ok" if count else "info"
        )
