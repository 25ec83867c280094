"""Which matrices stand on the pages of module A, what they are called, and what can be added to them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msp_desktop.app.answering import write_answer
from msp_desktop.domain.fields import NotAValue, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrices import (
    aiming,
    giving,
    governing,
    starting,
    understanding,
    weighing,
)
from msp_desktop.domain.matrix import Answer, Matrix
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push, row

_KEYS = _("Enter or a key writes in a cell, Delete empties it, Ctrl+Enter opens its entry.")


class WaysCompared(MatrixPart):
    """The ways to reach the objectives side by side; what is not compared yet is added by one button."""

    def build(self) -> None:
        super().build()
        self.add_button = push("", "", "plus")
        self.add_button.clicked.connect(self._add)
        self.tools.addWidget(self.add_button)

    def refresh(self) -> None:
        super().refresh()
        lacking = understanding.kinds_to_compare(self.surroundings.records)
        self.add_button.setVisible(bool(lacking))
        self.add_button.setText(translate("Add the other ways"))
        self.add_button.setToolTip(", ".join(translate(label) for _key, label in lacking))

    def _add(self) -> None:
        self.view.setFocus()  # the button goes, for nothing is left to add
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        with workspace.step(_("Add {kind}"), {"kind": KINDS["model_option"].plural}):
            for key, label in understanding.kinds_to_compare(self.surroundings.records):
                name = KINDS["model_option"].fields["model"]
                way = Answer("model_option", name, pair=(("kind", key),))
                write_answer(workspace, space_id, way, translate(label))


class ResourceMatrix(MatrixPart):
    """What partners bring, with the currency in which sums are shown to be typed beside the title."""

    def build(self) -> None:
        super().build()
        field = KINDS["partnership"].fields["currency"]
        self.currency = editor_for(field, self.surroundings)
        self.currency.set_name(translate("Currency of the sums"), translate(field.help))
        self.currency.setMaximumWidth(self.fontMetrics().averageCharWidth() * 12)
        self.currency.left.connect(self._store)
        self.tools.addWidget(plain_label(translate("Sums in"), "muted", wrap=False))
        self.tools.addWidget(self.currency)

    def refresh(self) -> None:
        super().refresh()
        if not self.currency.has_keyboard():
            self.currency.show_stored(self._stored())

    def flush(self) -> None:
        """Store what has been typed, the currency too."""
        super().flush()
        if self.is_built:
            self._store()

    def _stored(self) -> Stored:
        return self.surroundings.records.single("partnership").get("currency")

    def _store(self) -> None:
        typed = self.currency.stored()
        code = typed.strip().upper() if isinstance(typed, str) else None
        is_wrong = code is not None and not re.fullmatch("[A-Z]{3}", code)
        self.currency.set_invalid(is_wrong)
        if is_wrong:
            self.message.say(translate("Write the three letters of a currency, like NPR."), "warn")
            return
        self.message.clear()
        if code != self._stored():
            space_id = self.surroundings.space_id
            self.surroundings.workspace.set_fields("partnership", space_id, {"currency": code})


class TargetMatrix(MatrixPart):
    """A matrix with targets as columns, to which more can be added before anything stands in them."""

    def __init__(self, shown: Shown, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(shown, surroundings, bus)
        self._more: list[str] = []

    def build(self) -> None:
        super().build()
        self.target = editor_for(KINDS["alignment"].fields["target"], self.surroundings)
        self.target.set_name(translate("Another target"), translate("Number or words of a target"))
        self.add_button = push(translate("Add this target"), "", "plus")
        self.add_button.clicked.connect(self._add)
        line = row(self.target, self.add_button)
        line.setStretch(0, 1)
        self.body.insertLayout(self.body.indexOf(self.empty), line)

    def make(self) -> Matrix:
        """Work out what is shown now, with the targets that were added here."""
        is_alignment = self.shown.make is aiming.alignment
        make = aiming.alignment if is_alignment else aiming.interlinkages
        return make(self.surroundings.records, today(), self._more)

    def _add(self) -> None:
        try:
            code = self.target.stored()
        except NotAValue as refused:
            self.message.say(str(refused), "warn")
            return
        self.message.clear()
        if not code:
            self.target.focus()
            return
        self._more.append(str(code))
        self.target.show_stored(None)
        self.refresh()
        rows = self.view.matrix.rows
        if rows:
            self.view.go_to(rows[0].key, str(code))


SHOWN: Mapping[str, Shown] = {
    "support": Shown(_("How far support has come"), starting.support_ladder, ("support",), _KEYS),
    "capacity": Shown(
        _("What we can do and what we must"), starting.capacities, ("capacity",), _KEYS
    ),
    "needs": Shown(
        _("Who could bring what we need"),
        starting.needs_and_candidates,
        ("partner_need", "commitment"),
    ),
    "ways": Shown(
        _("A partnership, or another way?"), understanding.ways_compared, ("model_option",), _KEYS
    ),
    "views": Shown(
        _("How everybody sees it, side by side"),
        understanding.views_side_by_side,
        ("stakeholder_view",),
        _KEYS,
    ),
    "assumptions_placed": Shown(
        _("Which assumptions to test first"), understanding.assumptions_placed, ("assumption",)
    ),
    "assumptions": Shown(
        _("Register of assumptions"),
        understanding.assumption_register,
        ("assumption", "agreement"),
    ),
    "goals": Shown(
        _("Partners' own goals and the shared ones"),
        aiming.goals_that_fit,
        ("partner_goal", "shared_goal"),
        _("A letter or Enter says whether they support each other (+) or pull apart (−)."),
    ),
    "time": Shown(_("Time frame"), aiming.time_frame, ("scope",)),
    "scope": Shown(
        _("In scope and not in scope"), aiming.in_and_out, ("inclusion", "exclusion"), _KEYS
    ),
    "alignment": Shown(
        _("Objectives and the targets they touch"),
        aiming.alignment,
        ("alignment", "objective", "challenge"),
        _KEYS,
    ),
    "interlinkage": Shown(
        _("How targets act on each other"),
        aiming.interlinkages,
        ("interlinkage", "alignment", "challenge"),
        _("Type −3 to +3 in a cell, or press Enter to choose. ▲ helps, ▼ harms."),
    ),
    "baseline": Shown(
        _("Where the indicators start"), aiming.baselines, ("indicator", "baseline_part")
    ),
    "resources": Shown(
        _("What each partner brings"),
        giving.resource_map,
        ("commitment", "exchange_rate", "partnership"),
        _("In an empty cell type what the partner brings; its value follows in the entry."),
    ),
    "offers": Shown(
        _("What is needed and what is offered"),
        giving.needs_and_offers,
        ("commitment", "partner_need"),
    ),
    "rewards": Shown(_("What each partner gains"), weighing.rewards, ("reward",), _KEYS),
    "risks": Shown(_("Risks before and after measures"), weighing.risk_heat, ("risk",)),
    "net_value": Shown(
        _("Is it worth it for everybody?"), weighing.net_values, ("net_value",), _KEYS
    ),
    "seats": Shown(_("Who sits in which body"), governing.seats, ("body", "body_member")),
    "accountability": Shown(
        _("To whom we answer, and how"),
        governing.accountability_map,
        ("accountability", "mechanism"),
    ),
    "process": Shown(
        _("How we work together: today and where we want to be"),
        governing.process_baseline,
        ("process_criterion",),
        _KEYS,
    ),
}
"""Every matrix by its name."""

_SPECIAL: Mapping[str, type[MatrixPart]] = {
    "resources": ResourceMatrix,
    "ways": WaysCompared,
    "alignment": TargetMatrix,
    "interlinkage": TargetMatrix,
}


def make(name: str, surroundings: Surroundings, bus: ChangeBus) -> MatrixPart:
    """Make the part of a matrix."""
    return _SPECIAL.get(name, MatrixPart)(SHOWN[name], surroundings, bus)
