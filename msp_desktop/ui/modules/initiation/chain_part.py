"""Task 2.2: the results chain, drawn and joined, with what is odd about it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QVBoxLayout

from msp_desktop.domain.guideline.initiation.goals import LEVELS
from msp_desktop.domain.results import Chain, Hint, chain, hints, without
from msp_desktop.graphs.chain_map import chain_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.paper import RowButton, clear, push
from msp_desktop.ui.widgets.picture.view import Drag, PictureView

_HINT = _(
    "Drag from a step to what it leads to; or press the space bar on the one and Enter on the other. "
    "The same again takes the arrow away. Enter opens a step."
)
_NEW = _("New step")


class ChainPart(PicturePart):
    """Steps by level and the arrows between them; hints lead to the step they are about."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Results chain"))
        super().__init__(title, ("result", "objective", "same_record"), surroundings, bus)
        self._chain = Chain(())

    def build(self) -> None:
        self.levels = QMenu(self)
        for option in LEVELS:
            action = self.levels.addAction(translate(option.label))
            action.triggered.connect(lambda _on=False, key=option.key: self._add(key))
        self.add = push(translate(_("Add a step")), "", "plus")
        self.add.setMenu(self.levels)
        self.lead = self.button(translate(_("Leads to…")), self._on_lead)
        view = PictureView(translate(_("Results chain")), Drag.JOIN)
        view.joined.connect(self._on_joined)
        self.hold(view, translate(_HINT), self.add, self.lead)
        self.said = plain_label("", "label")
        self.hints = QVBoxLayout()
        self.hints.setSpacing(theme.XS)
        self.body.addWidget(self.said)
        self.body.addLayout(self.hints)

    def refresh(self) -> None:
        self._chain = chain(self.surroundings.records)
        self.view.show_picture(chain_map(self._chain).picture)
        self.lead.setEnabled(len(self._chain.steps) > 1)
        self._show_hints(hints(self._chain))

    # Inside

    def _show_hints(self, found: list[Hint]) -> None:
        clear(self.hints)
        sentence = translate_plural(
            "{count} thing to look at", "{count} things to look at", len(found)
        )
        whole = translate(_("Every step leads on, level by level.")) if self._chain.steps else ""
        self.said.setText(sentence.format(count=len(found)) if found else whole)
        self.said.setVisible(bool(self.said.text()))
        for hint in found:
            link = RowButton(hint.sentence)
            link.hold(icon_label("warning", theme.tokens().warn))
            link.hold(plain_label(hint.sentence), 1)
            where = (hint.kind_key, hint.record, hint.field_key)
            link.clicked.connect(lambda _on=False, to=where: self.open_record.emit(*to))
            self.hints.addWidget(link)

    def _add(self, level: str) -> None:
        """Add a step, led to by the one that is chosen when that is of the level before, and open it."""
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        before = self.view.chosen_key
        with workspace.step(_("Add {kind}"), {"kind": _("Step of the results chain")}):
            record = workspace.add("result", space_id, {"name": translate(_NEW), "level": level})
            chosen = next((step for step in self._chain.steps if step.record == before), None)
            if chosen is not None and chosen.level is not None:
                keys = [option.key for option in LEVELS]
                if keys.index(level) == chosen.level + 1:
                    answers = {"leads_to": " ".join((*chosen.leads_to, record))}
                    workspace.set_fields("result", before, answers)
        self.frame.shrink()
        self.open_record.emit("result", record, "name")

    def _on_lead(self) -> None:
        first = next((node.key for node in self.view.picture.nodes if node.key), "")
        self.view.setFocus()
        self.view.carry(self.view.chosen_key or first)

    def _on_joined(self, cause: str, effect: str) -> None:
        """Let a step lead to another; when it does already, no longer."""
        step = next(one for one in self._chain.steps if one.record == cause)
        if effect in step.leads_to:
            leads_to = without(step.leads_to, effect)
        else:
            leads_to = " ".join((*step.leads_to, effect))
        self.surroundings.workspace.set_fields("result", cause, {"leads_to": leads_to})
