"""Early warnings: what will be late, because of what, and what to do next."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.app import monitoring
from msp_desktop.domain.monitoring.flag import Flag, FlagKind
from msp_desktop.domain.monitoring.flags import flags
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.advice import Advice
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

WATCHED = (
    "activity", "activity_check", "agenda_item", "commitment", "delivery", "dependency", "hand_over",
    "indicator", "indicator_target", "measurement", "meeting", "milestone", "milestone_forecast",
    "monitoring_schedule", "plan_item", "readiness", "work_calendar",
)  # fmt: skip
_FIRST = 5
"""Warnings that are shown at first; a key shows the others."""


class WarningsPart(Part):
    """One message for each warning, with where to put it right and a way before the next meeting."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("Early warnings")), WATCHED, surroundings, bus)
        self._shows_all = False

    def build(self) -> None:
        """Make room for the warnings."""
        self.empty = plain_label(
            translate(_("Nothing is late, and nothing looks as if it will be.")), "muted"
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.S)
        self.more = push("")
        self.more.clicked.connect(lambda _checked: self._on_more())
        self.message = InlineMessage()
        self.body.addWidget(self.empty)
        self.body.addLayout(self.list)
        self.body.addLayout(row(self.more, 1))
        self.body.addWidget(self.message)

    def refresh(self) -> None:
        """Work the warnings out anew."""
        found = flags(self.surroundings.records, today())
        shown = found if self._shows_all else found[:_FIRST]
        clear(self.list)
        for flag in shown:
            self._show(flag)
        self.empty.setVisible(not found)
        left = len(found) - len(shown)
        sentence = translate_plural("Show {count} more", "Show {count} more", left)
        self.more.setText(figures(sentence.format(count=left)))
        self.more.setVisible(left > 0)

    # Inside

    def _show(self, flag: Flag) -> None:
        buttons = [(translate("Open"), partial(self.open_record.emit, *flag.place))]
        done = ""
        if monitoring.is_before_meeting(self.surroundings.records, flag, today()):
            done = "✓ " + translate(_("It stands on the agenda of the next meeting."))
        else:
            buttons.append((translate(_("Put on the next agenda")), partial(self._on_put, flag)))
        is_bad = flag.is_late and flag.kind is FlagKind.DELAY
        advice = Advice(flag.title, flag.text, flag.step, buttons, is_bad=is_bad, done=done)
        self.list.addWidget(advice)

    def _on_more(self) -> None:
        self._shows_all = True
        self.refresh()

    def _on_put(self, flag: Flag) -> None:
        self.catch_up()
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            meeting_id = monitoring.bring_before_meeting(workspace, space_id, flag, today())
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        name = self.surroundings.records.name("meeting", meeting_id)
        said = translate(_("“{title}” stands on the agenda of {name}."))
        self.message.say(said.format(title=flag.title, name=name), "ok")
