"""Task 1.4: the picture of what organisations have to do with one another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QMenu

from msp_desktop.app.answering import write_answer
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.standing import is_same_relation
from msp_desktop.domain.influence import GONE
from msp_desktop.domain.matrix import Answer
from msp_desktop.domain.network import RELATIONS, Network, network
from msp_desktop.graphs.picture import Picture
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.jobs import Jobs
from msp_desktop.ui.widgets.picture.view import Drag, PictureView
from msp_desktop.ui.widgets.ticks import TickBox

_HINT = _(
    "Arrows go along the relations, Enter opens an organisation. To add a relation, drag from one to "
    "another, or press the space bar on the first and Enter on the second."
)


class NetworkPart(PicturePart):
    """Organisations and their relations; two that are joined are asked for the kind of relation."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Picture of the relations"))
        super().__init__(title, ("partner", "partner_relation", "same_record"), surroundings, bus)
        self._jobs = Jobs()  # no parent: a job outlives a page that is thrown away
        self._shown: Network | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether the picture shows the records as they are now."""
        return not self._jobs.is_working

    def build(self) -> None:
        self.join = self.button(translate(_("Add a relation…")), self._on_join, "plus")
        self.hides_gone = TickBox(translate(_("Without those that have left or were not chosen")))
        self.hides_gone.toggled.connect(self._draw)
        view = PictureView(translate(_("Picture of the relations")), Drag.JOIN)
        view.joined.connect(self._on_joined)
        view.wait(translate(_("The picture is being laid out…")))
        self.hold(view, translate(_HINT), self.join)
        self.frame.add_row(self.hides_gone)
        self.kinds = QMenu(self)

    def refresh(self) -> None:
        rows = self.surroundings.records.rows("partner")
        self.hides_gone.setVisible(any(row.get("state") in GONE for row in rows))
        self.join.setEnabled(len(rows) > 1)
        self._draw()

    # Inside

    def _draw(self) -> None:
        """Work the picture out beside the window, unless it shows the same already."""
        found = network(self.surroundings.records, with_gone=not self.hides_gone.isChecked())
        if found == self._shown:
            return
        self._shown = found
        self._jobs.run(partial(_drawn, found), partial(self._show, found), asker=self)

    def _show(self, found: Network, picture: Picture) -> None:
        if found == self._shown:
            self.view.show_picture(picture)

    def _on_join(self) -> None:
        first = next((node.key for node in self.view.picture.nodes if node.key), "")
        self.view.setFocus()
        self.view.carry(self.view.chosen_key or first)

    def _on_joined(self, first: str, second: str) -> None:
        """Ask for the kind of relation where the second organisation stands."""
        name = self.surroundings.records.name
        self.kinds.clear()
        for kind, words in RELATIONS.items():
            sentence = f"{name('partner', first)}: {translate(words)} {name('partner', second)}"
            action = self.kinds.addAction(sentence.replace("&", "&&"))
            answers = {"first": first, "kind": kind, "second": second}
            action.triggered.connect(lambda _on=False, given=answers: self._add(given))
        node = self.view.picture.node(second)
        if node is not None:
            below = self.view.place_of(node.box).bottomLeft().toPoint()
            self.kinds.popup(self.view.viewport().mapToGlobal(below))
            self.kinds.setActiveAction(self.kinds.actions()[0])

    def _add(self, answers: Mapping[str, str]) -> None:
        """Write a relation down, once: in this office and in others."""
        known = self.surroundings.records.rows("partner_relation")
        if any(is_same_relation(answers, row) for row in known):
            self.frame.message.say(translate(_("This relation is there already.")), "info")
            return
        kind = KINDS["partner_relation"].fields["kind"]
        answer = Answer("partner_relation", kind, pair=tuple(answers.items()))
        write_answer(
            self.surroundings.workspace, self.surroundings.space_id, answer, answers["kind"]
        )


def _drawn(found: Network) -> Picture:
    from msp_desktop.graphs.network_map import network_map  # the libraries of layouts load slowly

    return network_map(found)
