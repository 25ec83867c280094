"""How the partners work together: then, now and as desired, and what changed between two days (task 8.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.domain.process import Criterion, criteria, days, levels_of, not_in_cycle
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.change_map import change_map
from msp_desktop.graphs.radar_map import FEWEST, outlines, radar_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear
from msp_desktop.ui.widgets.picture.view import PictureView

_WATCHED = ("process_criterion", "process_assessment", "monitoring")
_SCALE = (1, 5)


class ProcessPart(PicturePart):
    """Radar and change of the criteria between two days that are chosen."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(
            translate(_("How we work together, then and now")), _WATCHED, surroundings, bus
        )

    def build(self) -> None:
        """Make both pictures and the choice of days."""
        self.then = self._choice(_("From"))
        self.now = self._choice(_("To"))
        self.radar = PictureView(translate(_("Radar of working together")))
        self.change = PictureView(translate(_("What changed between two days")))
        self.radar_frame = self.framed(self.radar)
        self.change_frame = self.framed(self.change)
        self.empty = plain_label(
            translate(_("No criterion yet. Agree on what good cooperation means in task 3.5.")),
            "muted",
        )
        self.hints = QVBoxLayout()
        self.hints.setSpacing(theme.XS)
        bar = FlowLayout(spacing=theme.S)
        bar.addWidget(self.then)
        bar.addWidget(self.now)
        self.body.addWidget(self.empty)
        self.body.addLayout(self.hints)
        self.body.addLayout(bar)
        self.body.addWidget(self.radar_frame)
        self.body.addWidget(self.change_frame)

    def refresh(self) -> None:
        """Show the levels as they are known now."""
        found = criteria(self.surroundings.records)
        self.empty.setVisible(not found)
        for part in (self.then, self.now, self.change_frame):
            part.setVisible(bool(found))
        self.radar_frame.setVisible(len(found) >= FEWEST)
        self._show_hints()
        self._offer(self.then, days(found), is_last=False)
        self._offer(self.now, days(found), is_last=True)
        if found:
            self._draw(found)

    # Inside

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.fit_words()
        box.setAccessibleName(translate(name))
        box.activated.connect(self.refresh)
        return box

    def _offer(self, box: ChoiceBox, found: Sequence[date], *, is_last: bool) -> None:
        offered = [("", translate(_("At the start")))]
        offered += [(day.isoformat(), day_in_words(day)) for day in found]
        if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == offered:
            return
        was_last = box.currentIndex() in (-1, box.count() - 1)
        chosen = box.currentData()
        box.clear()
        for key, words in offered:
            box.addItem(words, key)
        at = box.findData(chosen)
        box.setCurrentIndex(len(offered) - 1 if is_last and was_last else max(at, 0))

    def _show_hints(self) -> None:
        clear(self.hints)
        for one in not_in_cycle(self.surroundings.records, today()):
            message = InlineMessage()
            self.hints.addWidget(message)
            then = partial(self.open_record.emit, one.kind_key, one.record_id, one.field_key)
            message.say(one.text, "warn", translate("Open"), then)

    def _draw(self, found: Sequence[Criterion]) -> None:
        then, now = (
            (box.currentText(), levels_of(found, _day(box))) for box in (self.then, self.now)
        )
        rows = [(one.key, one.name) for one in found]
        wish = {one.key: one.desired for one in found if one.desired is not None}
        title = translate(_("How the partners work together"))
        named = [then, now] if then[0] != now[0] else [now]
        if wish:
            wanted = {key: Decimal(level) for key, level in wish.items()}
            named.append((translate(_("Where we want to be")), wanted))
        if len(found) >= FEWEST:
            rounds = outlines(named, has_wish=bool(wish))
            self.radar.show_picture(radar_map(title, rows, rounds, *_SCALE))
        self.change.show_picture(change_map(title, rows, then, now, wish, _SCALE))


def _day(box: ChoiceBox) -> date | None:
    stored = str(box.currentData() or "")
    return date.fromisoformat(stored) if stored else None
