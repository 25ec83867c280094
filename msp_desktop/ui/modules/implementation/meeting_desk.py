"""What is to be done with one meeting now: taking minutes, sending them round, sealing them (task 7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from msp_desktop.app.agendas import plan_meeting, put_on_agenda
from msp_desktop.domain.meetings import series
from msp_desktop.domain.meetings.proposals import Proposal, proposals
from msp_desktop.domain.meetings.stages import Stage, at_hand, by_day, ends_too_soon, stage_of
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.plan import why_free
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.modules.implementation.agenda_box import AgendaBox
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import isolated, line, plain_label
from msp_desktop.ui.widgets.paper import push, row

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


_PROPOSING = (
    "attendance",
    "decision",
    "minutes_correction",
    "partner",
    "report_due",
    "reporting_line",
    "risk",
    "topic",
    "trouble",
)
"""Kinds whose records propose subjects."""


class MeetingDesk(Part):
    """Shows how far a meeting has come, and offers what comes next."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = ("meeting", "seal", "agenda_item", "action_item", "meeting_plan", *_PROPOSING)
        super().__init__(translate("Working on a meeting"), watched, surroundings, bus)
        self._meeting_id = ""
        self._next_days: Sequence[date] = ()

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
        self.paper = push(translate("Type in the paper minutes"), "", "file")
        self.invite = push(translate("Invitation for calendars"), "", "calendar")
        self._buttons: dict[QPushButton, tuple[Stage, ...]] = {
            self.take: (Stage.PLANNED, Stage.HELD, Stage.CIRCULATED),
            self.agenda: (Stage.PLANNED,),
            self.invite: (Stage.PLANNED,),
            self.paper: (Stage.PLANNED, Stage.HELD),
            self.send: (Stage.HELD, Stage.CIRCULATED, Stage.APPROVED, Stage.SEALED),
            self.approve: (Stage.HELD, Stage.CIRCULATED),
            self.seal: (Stage.APPROVED,),
        }
        held = QWidget()
        flow = FlowLayout(held)
        for button in self._buttons:
            flow.addWidget(button)
        self.series = plain_label("", "muted")
        self.plan = push("", "", "plus")
        self.plan.clicked.connect(self._on_plan)
        self.box = AgendaBox()
        self.box.wanted.connect(self._on_subjects)
        self.timing = plain_label("", "muted")
        parts: list[QWidget] = [self.meetings, self.steps, self.next, held, self.message]
        for part in (*parts, self.timing, self.box, line(), self.series):
            self.body.addWidget(part)
        self.body.addLayout(row(self.plan, 1))
        self.invite.clicked.connect(self._on_invite)
        self.paper.clicked.connect(lambda: self.page_wanted.emit("type-back", self._meeting_id))
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
            likely = at_hand(records, today())
            self._meeting_id = str(likely["id"]) if likely is not None else ""
        self.meetings.clear()
        for one in rows:
            self.meetings.addItem(records.name("meeting", one["id"]), str(one["id"]))
        self.meetings.setCurrentIndex(self.meetings.findData(self._meeting_id))
        self.meetings.setVisible(bool(rows))
        self._show_stage()
        self._show_series()

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
            for part in (*self._buttons, self.box, self.timing):
                part.hide()
            return
        stage = stage_of(self.surroundings.records, meeting)
        self.steps.show()
        self.steps.setText(_steps_in_words(stage))
        self.next.setText(f"{translate(_NEXT[stage])} {self._unanswered(stage)}".strip())
        self._offer(stage)
        self._show_agenda(meeting, is_ahead=stage is Stage.PLANNED)

    def _offer(self, stage: Stage) -> None:
        """Offer what can be done now; the keyboard goes on to what comes next when its button goes."""
        offered = [button for button, stages in self._buttons.items() if stage in stages]
        for button in offered:
            button.show()
        had_keyboard = any(one.hasFocus() for one in self._buttons if one not in offered)
        if had_keyboard:
            offered[-1].setFocus()
        for button in self._buttons:
            button.setVisible(button in offered)

    def _unanswered(self, stage: Stage) -> str:
        """Say how many changes that people asked for nobody has accepted or refused."""
        rows = self.surroundings.records.rows("minutes_correction", self._meeting_id)
        count = sum(not one.get("answer") for one in rows)
        if not count or stage is Stage.SEALED:
            return ""
        said = translate_plural(
            "{count} change that was asked for is not answered yet.",
            "{count} changes that were asked for are not answered yet.",
            count,
        )
        return figures(said.format(count=count))

    def _show_agenda(self, meeting: Row, *, is_ahead: bool) -> None:
        records = self.surroundings.records
        found = proposals(records, meeting, today()) if is_ahead else []
        self.box.show_proposals(found)
        self.box.setVisible(bool(found))
        subjects = records.rows("agenda_item", self._meeting_id)
        planned = sum(int(one.get("minutes") or 0) for one in subjects)
        self.timing.setVisible(is_ahead and bool(planned))
        self.timing.setText(_timing(planned, int(records.single("meeting_plan").get("lasts") or 0)))

    def _show_series(self) -> None:
        """Say when the next meetings fall, and whether one is missing; offer to plan the next."""
        records = self.surroundings.records
        plan = records.single("meeting_plan")
        days = [str(one.get("date") or "") for one in records.rows("meeting")]
        last = max(days, default="")
        after = max(date.fromisoformat(last), today()) if last else today()
        self._next_days = series.next_days(plan, after, 3)
        said = " ".join(
            (series_in_words(self._next_days, plan), *days_off_in_words(records, self._next_days))
        )
        silent = (today() - date.fromisoformat(last)).days if last else 0
        if silent > series.MONTH:
            gap = translate_plural(
                "No meeting for {count} day: partners should meet every month.",
                "No meeting for {count} days: partners should meet every month.",
                silent,
            )
            said = f"{figures(gap.format(count=silent))} {said}"
        self.series.setText(said)
        self.plan.setVisible(bool(self._next_days))
        if self._next_days:
            day = day_in_words(self._next_days[0])
            self.plan.setText(translate("Plan the meeting of {day}").format(day=day))

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
            self._write({"state": Stage.CIRCULATED.value, "circulated_on": today().isoformat()})
        self.page_wanted.emit("print", self._document("minutes"))

    def _on_subjects(self, chosen: list[Proposal]) -> None:
        put_on_agenda(self.surroundings.workspace, self._meeting_id, chosen)
        self.take.setFocus()

    def _on_plan(self) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        self._meeting_id = plan_meeting(workspace, space_id, self._next_days[0])

    def _on_invite(self) -> None:
        """Write an invitation where somebody chooses, with the agenda as it stands."""
        from msp_desktop.app import invitations, publish

        meeting = self.meeting
        if meeting is None:
            return
        try:
            content = invitations.invitation(self.surroundings.records, meeting)
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        name = f"{meeting.get('date')}{invitations.CALENDAR}"
        title = translate("Invitation for calendars")
        kinds = f"{title} (*{invitations.CALENDAR})"
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), kinds)
        if not chosen:
            return
        file = Path(chosen)
        try:
            publish.write(content, file)
        except OSError:
            said = translate(
                "The invitation could not be written to {folder}. Choose another folder or drive."
            )
            self.message.say(said.format(folder=file.parent), "bad")
            return
        said = translate(
            "Saved as {file}. Send it by e-mail: a double click opens it in a calendar."
        )
        self.message.say(said.format(file=isolated(file.name)), "ok")

    def _on_approve(self) -> None:
        self._write({"state": Stage.APPROVED.value, "approved_on": today().isoformat()})

    def _on_seal(self) -> None:
        said = translate(
            "Sealed minutes cannot be changed any more, not even by undo; what is wrong in them is put "
            "right by corrections below. Seal them now?"
        )
        said = " ".join((*self._doubts(), said))
        self.message.ask(self.seal, said, translate("Seal"), self._seal_now)

    def _doubts(self) -> Iterator[str]:
        """Say what looks forgotten in the minutes, while it can still be put right."""
        records, meeting = self.surroundings.records, self.meeting
        if not records.rows("attendance", self._meeting_id):
            yield translate("Nobody is listed as having been there.")
        if meeting is not None and ends_too_soon(meeting):
            yield translate("The meeting ends before it begins.")

    def _seal_now(self) -> None:
        from msp_desktop.app import sealing

        try:
            workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
            sealed = sealing.seal_minutes(workspace, space_id, self._meeting_id)
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        self.send.setFocus()
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


def series_in_words(days: Sequence[date], plan: Row) -> str:
    """Say when the next meetings fall by their rule, or what is missing to know it."""
    if not days:
        sentence = (
            _(
                "Say under “The regular meeting” how often and from when on: then the next meetings are "
                "named here."
            )
            if series.can_follow(plan)
            else _(
                "The rule under “The regular meeting” cannot be followed. Correct it, or leave it empty."
            )
        )
        return translate(sentence)
    words = ", ".join(day_in_words(day) for day in days)
    return translate("By your rule the next meetings fall on: {days}.").format(days=words)


def days_off_in_words(records: Records, days: Sequence[date]) -> Iterator[str]:
    """Say which of these days are no working days, and why."""
    for day in days:
        if reason := why_free(records, day):
            said = translate("{day} is no working day ({reason}): choose another when you plan it.")
            yield said.format(day=day_in_words(day), reason=reason)


def _timing(planned: int, usual: int) -> str:
    """Say how long the agenda takes, and whether it is too long."""
    if not usual:
        said = translate_plural(
            "The agenda takes {count} minute.", "The agenda takes {count} minutes.", planned
        )
        return figures(said.format(count=planned))
    sentence = (
        translate("The agenda takes {planned} of {usual} minutes.")
        if planned <= usual
        else translate("The agenda takes {planned} minutes, more than the usual {usual}.")
    )
    return figures(sentence.format(planned=planned, usual=usual))
