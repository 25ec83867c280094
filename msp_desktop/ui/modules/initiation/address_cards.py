"""People from and for address books: what a file would bring is shown before anything is kept (task 1.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from msp_desktop.app import address_cards
from msp_desktop.domain.fields import NotAValue, Text
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Records, Row, Section, many
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.models.record_table import RecordTable, sample_of, weight_of
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push, row
from msp_desktop.ui.widgets.tables import Column, ListTable, TableFrame
from msp_desktop.ui.widgets.ticks import TickBox

if TYPE_CHECKING:
    from msp_desktop.intake.address_cards import Cards

ENDING = ".vcf"
_ARRIVALS = many(
    "arrivals",
    _("Person in the file"),
    _("People in the file"),
    Section(
        "",
        (
            Text("name", _("Name")),
            Text("organisation", _("Organisation")),
            Text("becomes", _("What happens")),
        ),
    ),
)
"""How people of a file are shown before they are taken in; never stored."""


class AddressCards(QWidget):
    """Buttons to take address cards in and to save them; ``chosen`` returns who is chosen in the table."""

    def __init__(
        self, surroundings: Surroundings, chosen: Callable[[], Row | None] = lambda: None
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._chosen = chosen
        self.preview: Preview | None = None
        self.take_button = push(translate("Take in address cards…"), "", "receive")
        self.save_button = push(translate("Save all as address cards…"), "", "person")
        self.one_button = push(translate("Save the chosen person…"))
        self.take_button.clicked.connect(self._choose_file)
        self.save_button.clicked.connect(lambda: self._save(""))
        self.one_button.clicked.connect(self._save_one)
        self.message = InlineMessage()
        buttons = FlowLayout(spacing=theme.S)
        for button in (self.take_button, self.save_button, self.one_button):
            buttons.addWidget(button)
        warning = translate(
            "Address cards (.vcf) hold names, telephone numbers and e-mail addresses that anybody can read. "
            "Hand them only to who needs them."
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S)
        self._column.addLayout(buttons)
        self._column.addWidget(plain_label(warning, "caption"))
        self._column.addWidget(self.message)

    def refresh(self) -> None:
        """Allow what can be done now."""
        there = bool(self._surroundings.records.rows("contact"))
        self.save_button.setEnabled(there)
        self.one_button.setEnabled(there)
        if self.preview is not None:
            self.preview.refresh()

    def look_into(self, file: Path) -> None:
        """Show what a file would bring; nothing is kept yet."""
        try:
            cards = address_cards.look_into(file)
        except (Problem, OSError) as trouble:
            self.message.say(_said(trouble, file), "bad")
            return
        self.message.clear()
        self._drop()
        self.preview = Preview(cards, self._surroundings)
        self.preview.take.clicked.connect(self._take)
        self.preview.drop.clicked.connect(self._drop)
        self._column.addWidget(self.preview)
        self.preview.take.setFocus()

    # Inside

    def _choose_file(self) -> None:
        title, kinds = translate("Take in address cards"), translate("Address cards")
        file, _kind = QFileDialog.getOpenFileName(self, title, "", f"{kinds} (*{ENDING} *.vcard)")
        if file:
            self.look_into(Path(file))

    def _take(self) -> None:
        assert self.preview is not None
        workspace, space_id = self._surroundings.workspace, self._surroundings.space_id
        coming = self.preview.coming()
        try:
            count = address_cards.take_in(workspace, space_id, coming)
        except Problem as trouble:
            self.message.say(str(trouble), "bad")
            return
        self._drop()
        said = translate_plural(
            "{count} person was taken in. Undo takes it back.",
            "{count} people were taken in. Undo takes all of them back.",
            count,
        )
        self.message.say(said.format(count=count), "ok")

    def _drop(self) -> None:
        if self.preview is not None:
            self.preview.hide()
            self.preview.deleteLater()
            self.preview = None
            self.take_button.setFocus()

    def _save_one(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            said = translate("Choose a person in the table above, then press this button.")
            self.message.say(said, "info")
            return
        self._save(str(chosen["id"]))

    def _save(self, contact_id: str) -> None:
        records = self._surroundings.records
        if contact_id:
            one = records.find("contact", contact_id)
            people = [one] if one is not None else []
            name = records.name("contact", contact_id)
        else:
            people = address_cards.contacts_of(records)
            name = translate("Contact persons")
        offered = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in name)
        title, kinds = translate("Save address cards"), translate("Address cards")
        file, _kind = QFileDialog.getSaveFileName(
            self, title, f"{offered}{ENDING}", f"{kinds} (*{ENDING})"
        )
        if file:
            self._write(records, people, Path(file))

    def _write(self, records: Records, people: Sequence[Row], file: Path) -> None:
        out = file if file.suffix else file.with_name(file.name + ENDING)
        try:
            count = address_cards.save(records, people, out)
        except (Problem, OSError) as trouble:
            self.message.say(_said(trouble, out), "bad")
            return
        said = translate_plural(
            "Saved: {count} person in {file}", "Saved: {count} people in {file}", count
        )
        self.message.say(said.format(count=count, file=str(out)), "ok")


class Preview(Card):
    """The people of a file, where each would go, and what is to be decided before they come."""

    def __init__(self, cards: Cards, surroundings: Surroundings) -> None:
        super().__init__("panel")
        self._cards = cards
        self._surroundings = surroundings
        self.table_model = RecordTable(_ARRIVALS, self)
        columns = [Column(weight_of(field), sample_of(field)) for field in _ARRIVALS.listed]
        table = ListTable(translate(_ARRIVALS.plural), columns)
        table.setModel(self.table_model)
        self._table = table
        self.partner = editor_for(KINDS["partner_score"].fields["partner"], surroundings)
        said = translate("Organisation of people whose card names none")
        self.partner.set_name(said, "")
        self.partner.edited.connect(self.refresh)
        self._partner_entry = Entry(said, self.partner)
        self.twice = TickBox(translate("Take in also people who are listed already"))
        self.twice.toggled.connect(self.refresh)
        self.take = push("", "primary")
        self.drop = push(translate("Cancel"), "plain")
        self.body.addWidget(plain_label(translate(_ARRIVALS.plural), "label"))
        self.body.addWidget(TableFrame(table))
        for part in (self._lost(), self._partner_entry, self.twice):
            self.body.addWidget(part)
        self.body.addLayout(row(self.take, self.drop, 1))
        self.refresh()

    def coming(self) -> list[address_cards.Arrival]:
        """Return who would be taken in now."""
        return [
            one
            for one in self._arrivals()
            if one.can_come and (self.twice.isChecked() or not one.same_as)
        ]

    def refresh(self) -> None:
        """Show where each person would go as things are now."""
        arrivals = self._arrivals()
        records = self._surroundings.records
        rows = [
            {
                "id": str(at),
                "name": one.card.name,
                "organisation": records.name("partner", one.partner_id) or one.organisation,
                "becomes": self._becomes(one),
            }
            for at, one in enumerate(arrivals)
        ]
        self.table_model.show_rows(rows, records)
        self._table.fit()
        self._partner_entry.setVisible(any(not one.card.organisation for one in arrivals))
        self.twice.setVisible(any(one.same_as for one in arrivals))
        count = len(self.coming())
        said = translate_plural("Take in {count} person", "Take in {count} people", count)
        self.take.setText(said.format(count=count))
        self.take.setEnabled(count > 0)

    # Inside

    def _arrivals(self) -> list[address_cards.Arrival]:
        try:
            partner_id = str(self.partner.stored() or "")
        except NotAValue:
            partner_id = ""
        return address_cards.preview(self._surroundings.records, self._cards, partner_id)

    def _becomes(self, one: address_cards.Arrival) -> str:
        if one.same_as:
            return translate("Listed already: {name}").format(name=one.same_as)
        if not one.can_come:
            return translate("Stays out: no organisation")
        return translate("New, with its organisation") if one.organisation else translate("New")

    def _lost(self) -> QWidget:
        lost = self._cards.unreadable
        said = translate_plural(
            "{count} card could not be read and stays out.",
            "{count} cards could not be read and stay out.",
            lost,
        )
        label = plain_label(said.format(count=lost), "caption")
        label.setVisible(bool(lost))
        return label


def _said(trouble: Exception, file: Path) -> str:
    if isinstance(trouble, Problem):
        return str(trouble)
    sentence = translate("{file} could not be read or written: {reason}. Nothing was changed.")
    return sentence.format(file=file.name, reason=getattr(trouble, "strerror", "") or trouble)
