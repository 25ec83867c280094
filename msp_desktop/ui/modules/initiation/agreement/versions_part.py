"""Versions of the agreement: keeping one, and reading what differs between two."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.app import agreements
from msp_desktop.domain.agreement.versions import PartChange, by_line
from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.guideline.initiation.agreement_sections import SECTIONS
from msp_desktop.domain.guideline.initiation.agreement_signed import VERSION
from msp_desktop.domain.problems import OfficeIsBusy
from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.domain.three_way import folded
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox, LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.marked_text import marked_text
from msp_desktop.ui.widgets.paper import clear, push, row


class VersionsPart(Part):
    """Keeps the text as it would be printed now, and compares kept texts with each other or with today."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = {VERSION, *(key for one in SECTIONS for key in one.sources)}
        super().__init__(translate(_("What differs")), watched, surroundings, bus)

    def build(self) -> None:
        """Make what keeps a version, the choice of two, and the room for what differs."""
        self.name = LineInput()
        keep = push(translate(_("Keep this version")), "", "plus")
        keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        why = translate(_("Keep one before each round of talks, so that you can compare."))
        self._entry = Entry(translate(_("Name of the version")), self.name, why)
        self.message = InlineMessage()
        self.earlier, self.later = ChoiceBox(), ChoiceBox()
        self.earlier.activated.connect(self.compare)
        self.later.activated.connect(self.compare)
        self._from = Entry(translate(_("What changed since")), self.earlier)
        self._until = Entry(translate(_("until")), self.later)
        self.show_button = push(translate(_("Show what differs")), "", "search")
        self.show_button.clicked.connect(self.compare)
        self._print = push(translate(_("Print the difference sheet…")), "link")
        self._print.clicked.connect(self._on_print)
        self.summary = plain_label("", "label")
        self.differences = QVBoxLayout()
        self.differences.setSpacing(theme.M)
        self.body.addWidget(self._entry)
        self.body.addLayout(row(keep, 1))
        self.body.addWidget(self.message)
        choice = row(self._from, self._until, spacing=theme.L)
        choice.setStretch(0, 1)
        choice.setStretch(1, 1)
        self.body.addLayout(choice)
        self.body.addLayout(row(self.show_button, self._print, 1))
        self.body.addWidget(self.summary)
        self.body.addLayout(self.differences)

    def refresh(self) -> None:
        """Offer the versions that are there now; what differed before is shown no more."""
        rows = [one for one in self.surroundings.records.rows(VERSION) if one.get("text")]
        rows.sort(key=lambda one: str(one.get("date") or ""), reverse=True)
        _offer(self.earlier, [(str(one["id"]), self._named(one)) for one in rows])
        now = ("", translate(_("today")))
        _offer(self.later, [now, *((str(one["id"]), self._named(one)) for one in rows)])
        for part in (self._from, self._until, self.show_button, self._print):
            part.setVisible(bool(rows))
        self.summary.hide()
        clear(self.differences)

    def compare(self) -> None:
        """Show what differs between the chosen versions."""
        clear(self.differences)
        if not self.earlier.count():
            return
        earlier, later = str(self.earlier.currentData()), str(self.later.currentData())
        found = agreements.changes(self.surroundings.records, earlier, later)
        changed = [one for one in found if one.is_changed]
        count = len(changed)
        said = translate_plural("{count} section differs.", "{count} sections differ.", count)
        self.summary.setText(
            said.format(count=count) if count else translate(_("Nothing differs."))
        )
        self.summary.show()
        for one in changed:
            self._add_difference(one)

    # Inside

    def _named(self, one: Row) -> str:
        day = self.surroundings.records.value(VERSION, one, "date")
        words = (str(one.get("name") or ""), day_in_words(day) if isinstance(day, date) else "")
        return ", ".join(filter(None, words))

    def _keep(self) -> None:
        name = self.name.text().strip()
        if not name:
            self._entry.complain(translate(_("Give the version a name, such as “Draft 2”.")))
            self.name.setFocus()
            return
        self._entry.complain("")
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            agreements.keep_version(workspace, space_id, name, today())
        except OfficeIsBusy as busy:
            self.message.say(str(busy), "warn")
            return
        except NotAValue as refused:
            self.message.say(translate(str(refused)), "bad")
            return
        self.name.clear()
        said = translate(_("Kept as “{name}”. It is in the list of versions."))
        self.message.say(said.format(name=name), "ok")

    def _add_difference(self, one: PartChange) -> None:
        title = " ".join(filter(None, (one.number, one.title)))
        self.differences.addWidget(plain_label(title, "label"))
        self.differences.addWidget(marked_text(by_line(folded(one.pieces))))

    def _on_print(self) -> None:
        ids = (str(box.currentData() or "") for box in (self.earlier, self.later))
        about = " ".join(filter(None, ids))
        self.page_wanted.emit("print", f"agreement-changes:{about}")


def _offer(box: ChoiceBox, choices: list[tuple[str, str]]) -> None:
    """Offer these in a box; what is chosen stays so where it is still there."""
    chosen = box.currentData()
    box.clear()
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
