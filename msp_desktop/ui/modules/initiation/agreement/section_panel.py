"""One section of the agreement: what it lacks, how it prints, the partners' own words, a judgement."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.domain.agreement.scorecard import (
    JUDGEMENT,
    Rating,
    Standing,
    judgement_name,
    judgements,
)
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.guideline.initiation.agreement_sections import AgreementSection
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.field_rows import FieldRow
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.unsaved import Unsaved
from msp_desktop.ui.modules.initiation.agreement.section_table import sign_of, standing_in_words
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.inputs import TextInput
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.paper import clear, push, row


class JudgementForm(RecordForm):
    """Asks how far a section has come; its record is the same in every office."""

    def __init__(
        self,
        section: AgreementSection,
        surroundings: Surroundings,
        bus: ChangeBus,
        record_id: str | None,
    ) -> None:
        super().__init__(
            KINDS[JUDGEMENT], surroundings, bus, record_id, in_cards=False, elsewhere=("section",)
        )
        self._section = section
        self._where = surroundings

    def make(self, answers: Mapping[str, Stored]) -> str:
        """Make the one record that judges the section."""
        return self._where.workspace.set_single(
            JUDGEMENT,
            self._where.space_id,
            {"section": self._section.number, **answers},
            initiator=self,
            name=judgement_name(self._section),
        )


class SectionPanel(Card):
    """Shows a section; its own words are ``rows`` of the agreement's form, which stores them.

    ``open_record`` carries where something that is missing is to be filled in.
    """

    open_record = Signal(str, str, str)
    unsaved = Signal(bool)

    def __init__(
        self,
        section: AgreementSection,
        rows: Mapping[str, FieldRow],
        surroundings: Surroundings,
        bus: ChangeBus,
    ) -> None:
        super().__init__("panel")
        self.section = section
        self._rows = [rows[key] for key in section.own]
        self._surroundings = surroundings
        self._bus = bus
        self._typed = Unsaved(self)
        self._typed.changed.connect(self.unsaved)
        self._sign = icon_label("not-started", theme.tokens().muted)
        self._state = plain_label("", "label")
        self._holes = QVBoxLayout()
        self._holes.setSpacing(0)
        self.message = InlineMessage()
        self.preview = TextInput(least=2, greatest=12)
        self.preview.setReadOnly(True)
        self._judgement = QVBoxLayout()
        self.judgement: RecordForm | None = None
        self._lay_out()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The labels of fields that hold something which cannot be stored yet."""
        return () if self.judgement is None else self.judgement.unfinished

    def flush(self) -> None:
        """Store what has been typed about the section."""
        if self.judgement is not None:
            self.judgement.flush()

    def give_back(self, form: RecordForm) -> None:
        """Return the rows of the agreement's form."""
        for one in self._rows:
            one.hide()
            one.setParent(form)

    def focus(self) -> None:
        """Put the keyboard where the partners write, or else where they judge."""
        if self._rows:
            self._rows[0].editor.focus()
        elif self.judgement is not None:
            self.judgement.reveal("rating")

    def show_standing(self, one: Standing, text: str, *, is_changed: bool) -> None:
        """Show how far the section has come, what it would say in print, and whether that was signed."""
        self._sign.setPixmap(sign_of(one.rating))
        self._state.setText(standing_in_words(one))
        self._show_holes(one)
        self._show_message(one, is_changed=is_changed)
        if self.preview.toPlainText() != text:
            self.preview.setPlainText(text)
        self.preview.setPlaceholderText(translate(_("Nothing is there to be printed yet.")))
        self._show_judgement()

    # Inside

    def _show_holes(self, one: Standing) -> None:
        clear(self._holes)
        for hole in one.holes if one.is_printed else ():
            words = translate(_("{what} (task {task})"))
            link = push(words.format(what=hole.text, task=HOME_TASK[hole.kind_key]), "link")
            where = (hole.kind_key, hole.record_id, hole.field_key)
            link.clicked.connect(lambda _on=False, to=where: self.open_record.emit(*to))
            self._holes.addLayout(row(link, 1))

    def _show_message(self, one: Standing, *, is_changed: bool) -> None:
        if is_changed:
            said = _("What this section is drawn from has changed since the agreement was signed.")
            self.message.say(translate(said), "warn")
        elif one.rating is Rating.NOT_RELEVANT and any(row.editor.stored() for row in self._rows):
            said = _("Marked as not relevant: what is written here will not be printed.")
            self.message.say(translate(said), "warn")
        elif one.rating is Rating.NOT_RELEVANT:
            self.message.say(translate(_("The document goes without this section.")), "info")
        else:
            self.message.clear()

    def _show_judgement(self) -> None:
        """Show the record in which the section is judged; another one when undo or others changed that."""
        known = judgements(self._surroundings.records).get(self.section.number, {})
        record_id = str(known["id"]) if known else None
        if self.judgement is not None and record_id in (None, self.judgement.record_id):
            shown = self.judgement.record_id
            is_gone = shown and self._surroundings.records.find(JUDGEMENT, shown) is None
            if not is_gone or self.judgement.unfinished:
                return
        if self.judgement is not None:
            self.judgement.flush()
        clear(self._judgement)
        self.judgement = JudgementForm(self.section, self._surroundings, self._bus, record_id)
        self._typed.watch(self.judgement)
        self._judgement.addWidget(self.judgement)

    def _lay_out(self) -> None:
        number, title = str(self.section.number), translate(self.section.title)
        self.setAccessibleName(f"{number} {title}")
        head = row(plain_label(f"{number}  {title}", "heading"), self._sign, self._state)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.message)
        self.body.addLayout(self._holes)
        for one in self._rows:
            self.body.addWidget(one)
            one.show()
        self.body.addWidget(self._named(_("As it will be printed"), self.preview))
        self.body.addWidget(plain_label(translate(_("Your own judgement")), "label"))
        self.body.addLayout(self._judgement)

    def _named(self, name: str, field: TextInput) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(plain_label(translate(name), "label"))
        column.addWidget(field)
        field.setAccessibleName(translate(name))
        return held
