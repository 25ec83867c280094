"""What is to be done with one meeting now: taking minutes, sending them round, sealing them (task 7.1)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from msp_desktop.domain.meetings.stages import Stage, at_hand, by_day, stage_of
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Row
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push

_STAGES = {
    Stage.PLANNED: _("Planned"),
    Stage.HELD: _("Held"),
    Stage.CIRCULATED: _("Minutes sent round"),
    Stage.APPROVED: _("Minutes approved"),
    Stage.SEALED: _("Minutes sealed"),
}
_NEXT = {
    Stage.PLANNED: _("Next: set up the agenda, invite, and take minutes while people talk."),
    Stage.HELD: _("Next: read the minutes through and send them round."),
    Stage.CIRCULATED: _("Next: note what people want changed, then have the minutes approved."),
    Stage.APPROVED: _("Next: seal them, so that everybody can see that nobody changes them."),
    Stage.SEALED: _("They stay as they are. Corrections are added below them."),
}


class MeetingDesk(Part):
    """Shows how far a meeting has come, and offers what comes next."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = ("meeting", "seal", "body")
        super().__init__(translate("Working on a meeting"), watched, surroundings, bus)
        self._meeting_id = ""

    def build(self) -> None:
        self.meetings = ChoiceBox()
        self.meetings.setAccessibleName(translate("Meeting"))
        self.meetings.activated.connect(self._on_chosen)
        self.steps = plain_label("", "label")
        self.next = plain_label("", "muted")
        self.message = InlineMessage()
        self.take = push(translate("Take minutes (Ctrl+M)"), "primary", "pencil")
        self.agenda = push(translate("Print the agenda"), "", "print")
        self.send = push(translate("Send the minutes round"), "", "share")
        self.approve = push(translate("Mark as approved"), "", "check")
        self.seal = push(translate("Seal the minutes"), "", "lock")
        self._buttons: dict[QPushButton, tuple[Stage, ...]] = {
            self.take: (Stage.PLANNED, Stage.HELD, Stage.CIRCULATED),
            self.agenda: (Stage.PLANNED,),
            self.send: (Stage.HELD, Stage.CIRCULATED, Stage.APPROVED, Stage.SEALED),
            self.approve: (Stage.HELD, Stage.CIRCULATED),
            self.seal: (Stage.APPROVED,),
        }
        held = QWidget()
        flow = FlowLayout(held)
        for button in self._buttons:
            flow.addWidget(button)
        for part in (self.meetings, self.steps, self.next, held, self.message):
            self.body.addWidget(part)
        self.take.clicked.connect(self._on_take)
        self.agenda.clicked.connect(
            lambda: self.page_wanted.emit("print", self._document("agenda"))
        )
        self.send.clicked.connect(self._on_send)
        self.approve.clicked.connect(self._on_approve)
        self.seal.clicked.connect(self._on_seal)
        QShortcut(QKeySequence("Ctrl+M"), self).activated.connect(self._on_take)

    def refresh(self) -> None:
        records = self.surroundings.records
        rows = by_day(records)
        if records.find("meeting", self._meeting_id) is None:
            likely = at_hand(records, date.today())  # noqa: DTZ011 - where the office is
            self._meeting_id = str(likely["id"]) if likely is not None else ""
        self.meetings.clear()
        for row in rows:
            self.meetings.addItem(records.name("meeting", row["id"]), str(row["id"]))
        self.meetings.setCurrentIndex(self.meetings.findData(self._meeting_id))
        self.meetings.setVisible(bool(rows))
        self._show_stage()

    # Inside

    @property
    def meeting(self) -> Row | None:
        """The meeting that is chosen, if there is any."""
        return self.surroundings.records.find("meeting", self._meeting_id)

    def _show_stage(self) -> None:
        meeting = self.meeting
        if meeting is None:
            self.steps.hide()
            self.next.setText(translate("Add a meeting below; here you then take its minutes."))
            for button in self._buttons:
                button.hide()
            return
        stage = stage_of(self.surroundings.records, meeting)
        self.steps.show()
        self.steps.setText(_steps_in_words(stage))
        self.next.setText(translate(_NEXT[stage]))
        for button, stages in self._buttons.items():
            button.setVisible(stage in stages)

    def _document(self, kind: str) -> str:
        return f"{kind}:{self._meeting_id}"

    def _on_chosen(self, index: int) -> None:
        self._meeting_id = str(self.meetings.itemData(index))
        self.message.clear()
        self._show_stage()

    def _on_take(self) -> None:
        if self.meeting is not None:
            self.page_wanted.emit("minutes", self._meeting_id)

    def _on_send(self) -> None:
        """Note that the minutes went round, and show them for printing, saving and e-mail."""
        meeting = self.meeting
        if meeting is not None and stage_of(self.surroundings.records, meeting) is Stage.HELD:
            self._write({"state": Stage.CIRCULATED.value, "circulated_on": _today()})
        self.page_wanted.emit("print", self._document("minutes"))

    def _on_approve(self) -> None:
        self._write({"state": Stage.APPROVED.value, "approved_on": _today()})

    def _on_seal(self) -> None:
        said = translate(
            "Sealed minutes cannot be changed any more, not even by undo; what is wrong in them is put "
            "right by corrections below. Seal them now?"
        )
        no = (translate("Not yet"), self.message.clear)
        self.message.say(said, "open", translate("Seal"), self._seal_now, no)
        if self.message.button is not None:
            self.message.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seal_now(self) -> None:
        from msp_desktop.app import sealing

        try:
            workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
            sealed = sealing.seal_minutes(workspace, space_id, self._meeting_id)
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        said = translate("Sealed. The code of the seal is {code}; it stands on every page.")
        self.message.say(said.format(code=sealed.fingerprint), "ok")

    def _write(self, answers: dict[str, object]) -> None:
        self.surroundings.workspace.set_fields("meeting", self._meeting_id, answers)


def _steps_in_words(stage: Stage) -> str:
    """Say which steps are done and which come: a tick stands before what is done."""
    stages = list(Stage)
    done = stages.index(stage)
    words = (
        f"{'✓' if place <= done else '○'} {translate(_STAGES[one])}"
        for place, one in enumerate(stages)
    )
    return "   ".join(words)


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 - where the office is
