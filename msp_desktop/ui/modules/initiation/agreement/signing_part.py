"""Signing the agreement: what is still open, the days that matter, and the step that makes promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.app import agreements
from msp_desktop.domain.agreement.scorecard import DayAhead, days_ahead, score, scorecard
from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.agreement_sections import AGREEMENT, SECTIONS
from msp_desktop.domain.guideline.initiation.agreement_signed import SIGNED, changed_since_signed
from msp_desktop.domain.problems import OfficeIsBusy
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.days import DayInput
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

_SOON = 60
"""Days before a review or the end of the agreement from which on it is said as a warning."""


class SigningPart(Part):
    """Says where the signing stands; a button asks who signed when, and writes the signing down."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = {AGREEMENT, "signatory", "agreement_version", "partner"}
        watched.update(key for one in SECTIONS for key in one.draws)
        super().__init__(translate(_("Signing")), watched, surroundings, bus)
        self.panel: SigningPanel | None = None

    def build(self) -> None:
        """Make the lines and the button."""
        self.state = plain_label("", "label")
        self.message = InlineMessage()
        self.changed = InlineMessage()
        self._days = QVBoxLayout()
        self._days.setSpacing(theme.XS)
        self.button = push("", "primary", "pencil")
        self.button.clicked.connect(self._ask)
        self._below = QVBoxLayout()
        self.body.addWidget(self.state)
        self.body.addWidget(self.changed)
        self.body.addLayout(self._days)
        self.body.addWidget(self.message)
        self.body.addLayout(row(self.button, 1))
        self.body.addLayout(self._below)

    def refresh(self) -> None:
        """Show where the signing stands now."""
        records = self.surroundings.records
        stored = records.single(AGREEMENT).get("state")
        words = shown(KINDS[AGREEMENT].fields["state"], stored) or translate(_("Not drafted yet"))
        draft = "" if stored in (*SIGNED, "ended") else translate(_("Printed as a draft."))
        self.state.setText(" ".join(filter(None, (f"{words}.", draft))))
        again = translate(_("An amendment was signed…"))
        self.button.setText(again if stored in SIGNED else translate(_("It was signed…")))
        self._show_changed()
        clear(self._days)
        for one in days_ahead(records, today()):
            self._days.addWidget(_day_ahead(one))

    # Inside

    def _show_changed(self) -> None:
        found = changed_since_signed(self.surroundings.records, KINDS)
        if not found:
            self.changed.clear()
            return
        names = formats.listed_names(f"{one.number} {translate(one.title)}" for one in found)
        said = _("Changed since it was signed: {sections}. Sign an amendment, or change it back.")
        self.changed.say(translate(said).format(sections=names), "warn")

    def _ask(self) -> None:
        self._drop()
        self.message.clear()
        self.panel = SigningPanel(self.surroundings)
        self.panel.given.connect(self._sign)
        self.panel.dropped.connect(self._on_dropped)
        self._below.addWidget(self.panel)
        self.panel.show()
        self.panel.begin()

    def _sign(self, day: date, signed_on: Mapping[str, date]) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            signed = agreements.sign(workspace, space_id, day, signed_on)
        except OfficeIsBusy as busy:
            self.message.say(str(busy), "warn")
            return
        except NotAValue as refused:
            self.message.say(translate(str(refused)), "bad")
            return
        self._drop()
        said = translate_plural(
            "The signing is written down, the text is kept, and {count} promise stands in the ledger.",
            "The signing is written down, the text is kept, and {count} promises stand in the ledger.",
            signed.promises,
        )
        self.message.say(said.format(count=signed.promises), "ok")
        self.button.setFocus()

    def _on_dropped(self) -> None:
        self._drop()
        self.button.setFocus()

    def _drop(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None


_AGREEMENT = ""  # beside the identifiers of people: the day of the agreement itself


class SigningPanel(Card):
    """Asks when the agreement was signed, and by whom on which day; sends ``given`` with both."""

    given = Signal(object, object)
    dropped = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__("panel")
        records = surroundings.records
        self.day = DayInput()
        self.day.show_day(today().isoformat())
        self.people: dict[str, DayInput] = {}
        self.message = InlineMessage()
        save = push(translate(_("Write down the signing")), "primary", "check")
        save.clicked.connect(self._on_save)
        drop = push(translate(_("Cancel")), "plain")
        drop.clicked.connect(self.dropped)
        full, relevant = score(scorecard(records, KINDS))
        if full < relevant:
            said = translate_plural(
                "{count} section is not fully in place yet. You can sign all the same.",
                "{count} sections are not fully in place yet. You can sign all the same.",
                relevant - full,
            )
            self.body.addWidget(plain_label(said.format(count=relevant - full), "muted"))
        self._add(translate(_("Day of the agreement")), self.day)
        rows = records.rows("signatory")
        for one in rows:
            line = DayInput()
            line.show_day(str(one.get("signed_on") or ""))
            self.people[str(one["id"])] = line
            who = (
                f"{records.name('signatory', one['id'])}, {records.name('partner', one['partner'])}"
            )
            self._add(translate(_("Signed by {name} on")).format(name=who), line)
        if not rows:
            said = translate(
                _("Nobody is listed as signing. Add the people above first, or go on.")
            )
            self.body.addWidget(plain_label(said, "muted"))
        self.body.addWidget(self.message)
        self.body.addLayout(row(save, drop, 1))

    def begin(self) -> None:
        """Put the keyboard on the day."""
        self.day.line.setFocus()

    def _add(self, name: str, line: DayInput) -> None:
        line.set_name(name)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(plain_label(name, "label"))
        column.addWidget(line)
        self.body.addWidget(held)

    def _on_save(self) -> None:
        typed: dict[str, str] = {}
        for key, line in ((_AGREEMENT, self.day), *self.people.items()):
            try:
                typed[key] = line.typed()
            except NotAValue as refused:
                self.message.say(translate(str(refused)), "bad")
                line.line.setFocus()
                return
        if not typed[_AGREEMENT]:
            self.message.say(translate(_("Write the day of the agreement.")), "bad")
            self.day.line.setFocus()
            return
        days = {key: date.fromisoformat(one) for key, one in typed.items() if one}
        last = max(days.values())
        if last <= today():
            self._give(days)
            return
        said = translate(_("{day} lies ahead. Correct it, or write it down if it is right."))
        self.message.say(
            said.format(day=day_in_words(last)),
            "warn",
            translate(_("It is right")),
            partial(self._give, days),
        )

    def _give(self, days: Mapping[str, date]) -> None:
        people = {key: day for key, day in days.items() if key != _AGREEMENT}
        self.given.emit(days[_AGREEMENT], people)


def _day_ahead(one: DayAhead) -> QWidget:
    """Return the line of a day: how long it is until then, as a warning when it is near or over."""
    name, day = translate(one.sentence), day_in_words(one.day)
    if one.days < 0:
        left = translate_plural("{count} day ago", "{count} days ago", -one.days)
    else:
        left = translate_plural("{count} day to go", "{count} days to go", one.days)
    words = translate(_("{what}: {day} ({left})"))
    said = words.format(what=name, day=day, left=left.format(count=abs(one.days)))
    if one.days > _SOON:
        return plain_label(said, "muted")
    message = InlineMessage()
    message.say(said, "warn" if one.days < 0 else "info")
    return message
