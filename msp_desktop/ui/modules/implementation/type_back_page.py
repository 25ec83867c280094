"""Typing in what was written on paper: the form of the paper minutes, part by part in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.app import publish
from msp_desktop.app.office import Office
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.carried import carried_over
from msp_desktop.domain.meetings.stages import at_hand
from msp_desktop.domain.records import RecordKind, Row, Section
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.layouts.paper_minutes import ACTIONS, DECISIONS, SUBJECTS
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.modules.implementation.minutes_side import PresenceList
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import line, plain_label
from msp_desktop.ui.widgets.paper import Paper, push, row

PAPER = "paper-minutes"
_FACTS = ("title", "date", "start", "end", "place", "body", "chair", "minute_taker")
_DECISION = ("text", "method", "objections")
_ACTION = ("text", "responsible", "partner", "due")
_WIDTH = theme.LINE_WIDTH + 2 * theme.XL


class TypeBackPage(Paper):
    """Shows the parts of the paper form, each with what is known already; all is kept while it is typed."""

    def __init__(
        self, office: Office, bus: ChangeBus, surroundings: Surroundings, meeting_id: str
    ) -> None:
        super().__init__(_WIDTH)
        self._office, self._bus, self._surroundings = office, bus, surroundings
        likely = at_hand(surroundings.records, date.today())  # noqa: DTZ011 - where people meet
        self._meeting_id = meeting_id or (str(likely["id"]) if likely is not None else "")
        self.forms: list[RecordForm] = []
        self.people = PresenceList()
        self.people.marked.connect(self._on_marked)
        self.guest = LineInput()
        self.guest.setAccessibleName(translate("Name of somebody else who signed"))
        self.guest.setPlaceholderText(
            translate("Somebody else who signed: type the name, then Enter")
        )
        self.guest.returnPressed.connect(self._on_guest)
        if self._meeting:
            self._lay_out()
            self._show_people()
        else:
            self.column.addWidget(
                plain_label(translate("Add a meeting in task 7.1 first."), "muted")
            )
        self.column.addStretch(1)

    def begin(self) -> None:
        """Put the keyboard into the first field of the form."""
        if self.forms:
            self.forms[0].reveal("")

    def flush(self) -> None:
        """Store what has been typed so far."""
        for form in self.forms:
            form.flush()

    # Inside

    @property
    def _meeting(self) -> Row:
        return self._surroundings.records.find("meeting", self._meeting_id) or {}

    def _lay_out(self) -> None:
        meeting_id, records = self._meeting_id, self._surroundings.records
        self._add_head()
        self._part(translate(_("Meeting")), [self._form("meeting", _FACTS, meeting_id)])
        people = self._part(translate(_("Attendance")), [])
        people.addWidget(self.people)
        people.addWidget(self.guest)
        opened = self._part(translate(_("Still open from earlier meetings")), [])
        for one in carried_over(records, self._meeting):
            opened.addWidget(plain_label(_open_in_words(one), "label"))
            opened.addWidget(self._form("action_item", ("state", "done_on", "due"), str(one["id"])))
        self._add_subjects()
        self._rows(translate(_("Decisions")), "decision", _DECISION, "D{number}", DECISIONS)
        self._rows(translate(_("Action points")), "action_item", _ACTION, "A{number}", ACTIONS)
        for key in ("other_business", "next_meeting", "state"):
            name = translate(KINDS["meeting"].fields[key].label)
            self._part(name, [self._form("meeting", (key,), meeting_id)])

    def _add_head(self) -> None:
        said = publish.compose(self._office, PAPER, self._surroundings.space_id, self._meeting_id)
        head = translate(
            "Paper form {number}. Printed now it would have the check code {code}: when the code on the "
            "paper is another, the agenda was changed since it was printed."
        )
        self.column.addWidget(
            plain_label(head.format(number=said.number, code=said.fingerprint), "muted")
        )

    def _add_subjects(self) -> None:
        part = self._part(translate(_("Agenda and discussion")), [])
        items = self._surroundings.records.rows("agenda_item", self._meeting_id)
        for number, item in enumerate(items, 1):
            title = f"{figures(str(number))}. {item.get('title') or ''}"
            part.addWidget(plain_label(title, "label"))
            part.addWidget(self._form("agenda_item", ("discussion",), str(item["id"])))
        for _number in range(0 if items else SUBJECTS):
            part.addWidget(self._form("agenda_item", ("title", "discussion")))
            part.addWidget(line())

    def _rows(
        self, title: str, kind_key: str, keys: Sequence[str], mark: str, at_least: int
    ) -> None:
        """Add the numbered rows of a table of the paper form, first those that are written already."""
        part = self._part(title, [])
        rows = QVBoxLayout()
        rows.setSpacing(theme.M)
        part.addLayout(rows)
        count = 0

        def add(record_id: str | None = None) -> RecordForm:
            nonlocal count
            count += 1
            rows.addWidget(plain_label(figures(mark.format(number=count)), "label"))
            form = self._form(kind_key, keys, record_id)
            rows.addWidget(form)
            return form

        written = self._surroundings.records.rows(kind_key, self._meeting_id)
        for one in written:
            add(str(one["id"]))
        for _number in range(max(at_least - len(written), 0)):
            add()
        more = push(translate("One more row"), "plain", "plus")
        more.setAccessibleName(f"{translate('One more row')}: {title}")
        more.clicked.connect(lambda: add().reveal(""))
        part.addLayout(row(more, 1))

    def _part(self, title: str, forms: Sequence[RecordForm]) -> QVBoxLayout:
        card = Card()
        card.body.addWidget(plain_label(title, "heading"))
        for form in forms:
            card.body.addWidget(form)
        self.column.addWidget(card)
        return card.body

    def _form(self, kind_key: str, keys: Sequence[str], record_id: str | None = None) -> RecordForm:
        kind = only(KINDS[kind_key], keys)
        owner_id = self._meeting_id if kind.owner else None
        form = RecordForm(
            kind, self._surroundings, self._bus, record_id, owner_id=owner_id, in_cards=False
        )
        self.forms.append(form)
        return form

    def _show_people(self) -> None:
        field = KINDS["attendance"].fields["presence"]
        rows = self._surroundings.records.rows("attendance", self._meeting_id)
        self.people.show_people(rows, [shown(field, one.get("presence")) for one in rows])
        self.people.setVisible(bool(rows))
        height = self.people.sizeHintForRow(0) * len(rows) + 2 * theme.M if rows else 0
        self.people.setFixedHeight(height)

    def _on_marked(self, record_id: str, presence: str) -> None:
        workspace = self._surroundings.workspace
        workspace.set_fields("attendance", record_id, {"presence": presence})
        self._show_people()

    def _on_guest(self) -> None:
        name = self.guest.text().strip()
        if name:
            answers = {"name": name, "presence": "present"}
            space_id = self._surroundings.space_id
            self._surroundings.workspace.add("attendance", space_id, answers, self._meeting_id)
            self.guest.clear()
            self._show_people()


def only(kind: RecordKind, keys: Sequence[str]) -> RecordKind:
    """Return a kind with some of its fields, for a form that asks only for these."""
    return replace(kind, sections=(Section("", tuple(kind.fields[key] for key in keys)),))


def _open_in_words(one: Row) -> str:
    due = shown(KINDS["action_item"].fields["due"], one.get("due"))
    return " · ".join(
        filter(None, (str(one.get("text") or ""), str(one.get("responsible") or ""), due))
    )
