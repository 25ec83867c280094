"""Choosing or declining an organisation: its state, the reason, who and when, as one step (task 1.4)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.paper import push, row

CHOOSE, DECLINE = "selected", "declined"
_WORDS = {CHOOSE: _("Choose {name}"), DECLINE: _("Decline {name}")}
_DONE = {CHOOSE: _("{name} is chosen."), DECLINE: _("{name} is declined.")}
_STEPS = {CHOOSE: _("Choose an organisation"), DECLINE: _("Decline an organisation")}


class DecisionPanel(QWidget):
    """Buttons for the organisation it is about; pressed, they ask for reason, who and day."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._partner_id = ""
        self._state = ""
        self._title = plain_label("", "label")
        self.choose = push(translate("Choose…"), "", "check")
        self.decline = push(translate("Decline…"))
        self.choose.clicked.connect(lambda: self._ask(CHOOSE))
        self.decline.clicked.connect(lambda: self._ask(DECLINE))
        self.reason = LineInput()
        self.who = LineInput()
        self.day = editor_for(KINDS["partner"].fields["decided_on"], surroundings)
        self.day.set_name(translate("Decided on"), "")
        self._reason_entry = Entry(translate("Reason"), self.reason)
        self.save = push("", "primary")
        self.drop = push(translate("Cancel"), "plain")
        self.save.clicked.connect(self._decide)
        self.reason.returnPressed.connect(self._decide)
        self.who.returnPressed.connect(self._decide)
        self.drop.clicked.connect(self._close)
        self.message = InlineMessage()
        self._lay_out()
        self._asking.hide()

    def about(self, partner_id: str) -> None:
        """Be about another organisation; what is being typed for one is not thrown away."""
        if not self._asking.isHidden():
            return
        self._partner_id = partner_id
        self.setVisible(bool(partner_id) or bool(self.message.text))
        records = self._surroundings.records
        partner = records.find("partner", partner_id) or {}
        state = shown(KINDS["partner"].fields["state"], partner.get("state"), records)
        name = isolated(records.name("partner", partner_id))
        self._title.setText(f"{name}: {state}" if state else name)
        for button, key in ((self.choose, CHOOSE), (self.decline, DECLINE)):
            button.setAccessibleName(translate(_WORDS[key]).format(name=name))

    # Inside

    def _ask(self, state: str) -> None:
        self._state = state
        self.message.clear()
        name = isolated(self._surroundings.records.name("partner", self._partner_id))
        self.save.setText(translate(_WORDS[state]).format(name=name).replace("&", "&&"))
        self.reason.clear()
        self.who.setText(self._surroundings.workspace.person)
        self.day.show_stored(today().isoformat())
        self._reason_entry.complain("")
        self._asking.show()
        self._buttons.hide()
        self.reason.setFocus()

    def _decide(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._reason_entry.complain(translate("Write the reason: others will ask for it."))
            self.reason.setFocus()
            return
        try:
            day = self.day.stored()
        except NotAValue as refused:
            self.message.say(str(refused), "bad")
            return
        name = isolated(self._surroundings.records.name("partner", self._partner_id))
        values = {
            "state": self._state,
            "reason": reason,
            "decided_by": self.who.text().strip() or None,
            "decided_on": day,
        }
        workspace = self._surroundings.workspace
        try:
            with workspace.step(_STEPS[self._state]):
                workspace.set_fields("partner", self._partner_id, values)
        except NotFound:
            said = translate("This organisation was removed in the meantime. Nothing was changed.")
            self.message.say(said, "warn")
            return
        self._close()
        self.message.say(translate(_DONE[self._state]).format(name=name), "ok")

    def _close(self) -> None:
        self._asking.hide()
        self._buttons.show()
        self.choose.setFocus()

    def _lay_out(self) -> None:
        self._buttons = QWidget()
        beside = row(self._title, self.choose, self.decline)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setStretch(0, 1)
        self._buttons.setLayout(beside)
        self._asking = QWidget()
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addWidget(self._reason_entry)
        halves = row(
            Entry(translate("Who decided that"), self.who), Entry(translate("Decided on"), self.day)
        )
        column.addLayout(halves)
        column.addLayout(row(self.save, self.drop, 1))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.S)
        for part in (self._buttons, self._asking, self.message):
            whole.addWidget(part)
