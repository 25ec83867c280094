"""The register of decisions: found by words, with who took each, whether they could, and what holds (5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from msp_desktop.app.decisions import replace_decision
from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.decisions import Entry, Register, register
from msp_desktop.domain.matrices.deciding import (
    called,
    day_of,
    decision_register,
    standing_in_words,
    where_taken,
)
from msp_desktop.domain.matrix import Matrix
from msp_desktop.domain.meetings.seals import BELONGING
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.filter_bar import FilterBar
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

_SHOWN = Shown(
    _("Register of decisions"),
    decision_register,
    ("urgent_decision", "decision_rule", "meeting", "seal", "body", *BELONGING),
    _(
        "Decisions of all meetings, from their minutes, and those taken outside of meetings. One that was "
        "replaced is struck through. Enter opens the entry."
    ),
)

_SHORT = 60
"""Letters of a decision in a menu."""


class RegisterPart(MatrixPart):
    """Every decision in one list; below it the chosen one with all that replaced one another around it."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(_SHOWN, surroundings, bus)
        self.found = Register(())

    def build(self) -> None:
        """Make the search above the list, and the room for the chosen decision below it."""
        super().build()
        self.search = FilterBar(translate(_SHOWN.title))
        self.search.typed.connect(self.refresh)
        self.search.cleared.connect(self._on_cleared)
        self.search.line.went_down.connect(self.view.setFocus)
        self.chosen = Card("panel")
        printed = push(translate(_("Print the register…")), "link")
        printed.clicked.connect(lambda: self.page_wanted.emit("print", "decisions"))
        self.tools.insertWidget(self.tools.count() - 1, printed)
        self.body.insertWidget(self.body.indexOf(self.empty), self.search)
        self.body.insertWidget(self.body.indexOf(self.view) + 1, self.chosen)
        self.view.selectionModel().currentRowChanged.connect(
            lambda _now, _then: self._show_chosen()
        )
        self.view.matrix_model.modelReset.connect(self._show_chosen)

    def refresh(self) -> None:
        """Show the decisions as they are now, those with the words that are looked for."""
        self.found = register(self.surroundings.records)
        super().refresh()
        count = len(self.view.matrix.rows)
        said = translate_plural("{count} decision", "{count} decisions", count)
        words = said.format(count=formats.number(count))
        self.search.setVisible(bool(self.found.entries))
        self.search.say(words, is_filtered=bool(self.search.words.strip()))
        self._show_chosen()

    def make(self) -> Matrix:
        """Work out the list of what is looked for."""
        return decision_register(self.surroundings.records, today(), self.search.words)

    def choose(self, entry_id: str) -> None:
        """Go to a decision, also to one that the words looked for had left out."""
        if all(head.key != entry_id for head in self.view.matrix.rows):
            self._on_cleared()
        self.view.go_to(entry_id, "text")

    # Inside

    def _go_to(self, flag: Missing) -> None:
        self.choose(flag.record_id)

    def _on_cleared(self) -> None:
        self.search.line.clear()
        self.refresh()

    def _show_chosen(self) -> None:
        """Say all of the chosen decision, with ways to what replaced it and what it replaced."""
        clear(self.chosen.body)
        index = self.view.currentIndex()
        key = self.view.matrix_model.keys(index)[0] if index.isValid() else ""
        one = self.found.by_id.get(key)
        self.chosen.setVisible(one is not None)
        if one is None:
            return
        title = ", ".join(filter(None, (one.number, day_of(one), where_taken(one))))
        self.chosen.body.addWidget(plain_label(title, "label"))
        self.chosen.body.addWidget(plain_label(one.text))
        rule = self.surroundings.records.name("decision_rule", one.row.get("rule"))
        if rule:
            said = translate(_("Under the rule “{rule}”.")).format(rule=rule)
            self.chosen.body.addWidget(plain_label(said, "caption"))
        if one.is_sealed:
            said = translate(
                _("These minutes are sealed: the decision can be read and replaced, not changed.")
            )
            self.chosen.body.addWidget(plain_label(said, "caption"))
        if self.found.could_replace(one):
            replaced = push(translate(_("A later decision replaces it…")), "link")
            replaced.clicked.connect(partial(self._offer_later, one, replaced))
            self.chosen.body.addLayout(row(replaced, 1))
        chain = self.found.chain(one.id)
        if len(chain) > 1:
            self._show_chain(chain, one)

    def _offer_later(self, earlier: Entry, button: QPushButton) -> None:
        """Ask below a button which decision took the place of another."""
        menu = QMenu(self)
        menu.setAccessibleName(button.text())
        for one in self.found.could_replace(earlier):
            text = one.text if len(one.text) <= _SHORT else f"{one.text[:_SHORT]}…"
            words = ", ".join(filter(None, (one.number, day_of(one), text)))
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(partial(self._replace, earlier.id, one.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _replace(self, earlier_id: str, later_id: str, _checked: bool = False) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            replace_decision(workspace, space_id, earlier_id, later_id)
        except NotFound:
            said = translate(_("An entry was removed in the meantime. Nothing was changed."))
            self.message.say(said, "warn")
        except Problem as problem:
            self.message.say(str(problem), "warn")
        else:
            self.message.clear()
            self.catch_up()
            self.choose(earlier_id)

    def _show_chain(self, chain: Sequence[Entry], chosen: Entry) -> None:
        said = translate(_("What replaced what, the oldest first:"))
        self.chosen.body.addWidget(plain_label(said, "caption"))
        for one in chain:
            words = f"{called(one)}: {standing_in_words(self.found, one)}"
            if one.id == chosen.id:
                self.chosen.body.addWidget(plain_label(words))
                continue
            to = push(words, "link")
            to.clicked.connect(partial(self.choose, one.id))
            self.chosen.body.addLayout(row(to, 1))
