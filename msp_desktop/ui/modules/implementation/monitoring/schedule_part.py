"""Which activities are to be looked at next, and which dates were missed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.app import monitoring
from msp_desktop.domain.monitoring.cycles import Due, due
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear

_WATCHED = ("monitoring_schedule", "activity_check", "activity")
_MOST = 12
"""Dates that are shown: the most missed, then the next."""


class SchedulePart(Part):
    """The dates of monitoring, those that were missed first, each with a key that says it is done."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("What is to be looked at next")), _WATCHED, surroundings, bus)

    def build(self) -> None:
        """Make room for the dates."""
        self.empty = plain_label(
            translate(_("No date yet. Say below how often each activity is looked at.")), "muted"
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.XS)
        self.body.addWidget(self.empty)
        self.body.addLayout(self.list)

    def refresh(self) -> None:
        """Work the dates out anew."""
        found = due(self.surroundings.records, today())
        self.empty.setVisible(not found)
        clear(self.list)
        for one in found[:_MOST]:
            message = InlineMessage()
            self.list.addWidget(message)
            done = partial(self._on_done, one.key)
            opens = partial(self.open_record.emit, "monitoring_schedule", one.key, "")
            message.say(
                self._told(one),
                "warn" if one.is_missed else "info",
                translate(_("Done today")),
                done,
                (translate("Open"), opens),
            )

    def _told(self, one: Due) -> str:
        name = self.surroundings.records.name("activity", one.activity) or "–"
        if one.day is None:
            when = translate(_("never done; write down the first day"))
        elif one.is_missed:
            said = translate_plural(
                "! missed: {day}, {count} day ago",
                "! missed: {day}, {count} days ago",
                one.days_missed,
            )
            when = said.format(day=day_in_words(one.day), count=figures(str(one.days_missed)))
        else:
            when = translate(_("next on {day}")).format(day=day_in_words(one.day))
        who = one.responsible or translate(_("nobody named"))
        return f"{name}: {one.method} ({who}) – {when}"

    def _on_done(self, key: str) -> None:
        monitoring.looked_at(self.surroundings.workspace, key, today())
