"""Who could lead each component by its figures: to be accepted, or declined with a reason (task 5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.app import leading as deciding
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.leading import (
    ANSWER,
    Standing,
    Suggestion,
    grounds_in_words,
    in_words,
    suggestions,
)
from msp_desktop.domain.problems import NotFound, OfficeIsBusy
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.page_menu import first_input
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import icon_label, line, plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

_WATCHED = (
    *(ANSWER, "responsibility", "component", "activity", "commitment", "partner"),
    *("exchange_rate", "partnership", "same_record"),
)
_HELP = _(
    "By the guideline the partner with most of the activities may lead, two with half each may lead jointly, "
    "and so may who brings most of the money. There is no fixed rule: you decide."
)


class SuggestionsPart(Part):
    """Lists who could lead, with the figures; each can be accepted, or declined with the reason."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("Who could lead")), _WATCHED, surroundings, bus)
        self.panel: AnswerPanel | None = None

    def build(self) -> None:
        """Make the room for the list."""
        self.body.addWidget(plain_label(translate(_HELP), "muted"))
        self.empty = plain_label(
            translate(_("No figures speak for one partner or for two.")), "muted"
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.M)
        self.message = InlineMessage()
        self._below = QVBoxLayout()
        self.body.addWidget(self.empty)
        self.body.addLayout(self.list)
        self.body.addLayout(self._below)
        self.body.addWidget(self.message)

    def refresh(self) -> None:
        """Show the suggestions as the figures are now; those that wait for an answer first."""
        found = suggestions(self.surroundings.records)
        self.empty.setVisible(not found)
        clear(self.list)
        for one in sorted(found, key=lambda one: one.standing is not Standing.OPEN):
            self.list.addWidget(line())
            self.list.addWidget(self._row(one))

    def ask(self, one: Suggestion, *, accepts: bool) -> None:
        """Ask for the reason and who decided."""
        self._drop()
        self.message.clear()
        self.panel = AnswerPanel(
            in_words(self.surroundings.records, one),
            self.surroundings.workspace.person,
            accepts=accepts,
        )
        self.panel.save.clicked.connect(partial(self._answer, one, accepts=accepts))
        self.panel.reason.returnPressed.connect(partial(self._answer, one, accepts=accepts))
        self.panel.drop.clicked.connect(self._on_dropped)
        self._below.addWidget(self.panel)
        self.panel.show()
        self.panel.reason.setFocus()

    # Inside

    def _row(self, one: Suggestion) -> QWidget:
        records = self.surroundings.records
        colours = theme.tokens()
        sign = {
            Standing.FOLLOWED: ("check", colours.ok),
            Standing.OPEN: ("help", colours.warn),
            Standing.DECLINED: ("minus", colours.muted),
        }[one.standing]
        words = QVBoxLayout()
        words.setSpacing(theme.XS)
        words.addWidget(plain_label(in_words(records, one), "label"))
        words.addWidget(plain_label(grounds_in_words(records, one)))
        words.addWidget(plain_label(_standing(one), "caption"))
        held = QWidget()
        beside = row(icon_label(*sign))
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(words, 1)
        held.setLayout(beside)
        if one.standing is Standing.OPEN:
            for name, accepts in ((_("Accept…"), True), (_("Decline…"), False)):
                button = push(translate(name))
                button.setAccessibleName(f"{translate(name)} {in_words(records, one)}")
                button.clicked.connect(partial(self.ask, one, accepts=accepts))
                beside.addWidget(button)
        elif one.standing is Standing.DECLINED:
            again = push(translate(_("Accept after all…")), "link")
            again.clicked.connect(partial(self.ask, one, accepts=True))
            beside.addWidget(again)
        return held

    def _answer(self, one: Suggestion, *, accepts: bool) -> None:
        panel = self.panel
        if panel is None:
            return
        reason, who = panel.reason.text().strip(), panel.who.text().strip()
        if not reason and not accepts:
            panel.complain()
            return
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        former: Sequence[str] = ()
        try:
            if accepts:
                former = deciding.accept(workspace, space_id, one, reason, who, today())
            else:
                deciding.decline(workspace, space_id, one, reason, who, today())
        except OfficeIsBusy as busy:
            self.message.say(str(busy), "warn")
            return
        except NotFound:
            said = translate(_("An entry was removed in the meantime. Nothing was changed."))
            self.message.say(said, "warn")
            return
        self._drop()
        self.message.say(self._done(former, accepts=accepts), "ok")
        self.catch_up()
        self._go_on()

    def _done(self, former: Sequence[str], *, accepts: bool) -> str:
        if not accepts:
            return translate(_("Declined; the reason is kept in the list below."))
        if not former:
            return translate(_("Accepted; the roles say so now."))
        names = formats.listed_names(
            self.surroundings.records.name("partner", key) for key in former
        )
        said = translate(_("Accepted; the roles say so now. From now on {partners} contributes."))
        return said.format(partners=names)

    def _on_dropped(self) -> None:
        self._drop()
        self._go_on()

    def _go_on(self) -> None:
        """Put the keyboard on the first button, if one is left."""
        button = first_input(self)
        if button is not None:
            button.setFocus()

    def _drop(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None


class AnswerPanel(Card):
    """Asks why a suggestion is accepted or declined, and who decided that."""

    def __init__(self, sentence: str, person: str, *, accepts: bool) -> None:
        super().__init__("panel")
        self.reason, self.who = LineInput(), LineInput()
        self.who.setText(person)
        words = _("Accept it") if accepts else _("Decline it")
        self.save = push(translate(words), "primary", "check" if accepts else "")
        self.drop = push(translate(_("Cancel")), "plain")
        self._entry = Entry(translate(_("Reason")), self.reason)
        self.body.addWidget(plain_label(sentence, "label"))
        self.body.addWidget(self._entry)
        self.body.addWidget(Entry(translate(_("Who decided that")), self.who))
        self.body.addLayout(row(self.save, self.drop, 1))

    def complain(self) -> None:
        """Say that a reason is wanted, and put the keyboard there."""
        self._entry.complain(translate(_("Write the reason: others will ask for it.")))
        self.reason.setFocus()


def _standing(one: Suggestion) -> str:
    """Say what has become of a suggestion, with the reason that was given."""
    answer = one.answer or {}
    reason = str(answer.get("reason") or "")
    match one.standing:
        case Standing.FOLLOWED:
            said = translate(_("The roles say so."))
        case Standing.DECLINED:
            said = translate(_("Declined."))
        case Standing.OPEN:
            accepted = _("Accepted once, but the roles say otherwise now.")
            said = translate(accepted if answer else _("Not answered yet."))
    day = shown(KINDS[ANSWER].fields["decided_on"], answer.get("decided_on"))
    who = ", ".join(filter(None, (str(answer.get("decided_by") or ""), day)))
    return " ".join(filter(None, (said, reason, f"({who})" if who else "")))
