"""Which matrices stand on the pages of module B, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping

from msp_desktop.domain.matrices import deciding, mobilising, needing, planning
from msp_desktop.i18n import mark as _
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown

_TICK = _("Enter or Y says that it is so, Delete that it is not, Ctrl+Enter opens the entry.")
_PLAN = ("activity", "activity_need", "dependency", "work_calendar", "day_off")

SHOWN: Mapping[str, Shown] = {
    "coverage": Shown(
        _("Which component serves which objective"),
        planning.coverage,
        ("component", "objective", "scope"),
        _TICK,
    ),
    "needs": Shown(
        _("What activities need, and what was promised"),
        needing.needs_matched,
        ("activity", "activity_need", "commitment"),
    ),
    "outputs": Shown(
        _("What comes out, for whom and how good"),
        planning.outputs_of_activities,
        ("activity", "output"),
    ),
    "decisions": Shown(
        _("Which decisions are whose"),
        deciding.decision_table,
        ("decision_rule", "body"),
        _("Enter writes in a cell, or opens the entry where several are named."),
    ),
    "emergency": Shown(
        _("When it cannot wait"),
        deciding.emergency_procedure,
        ("decision_rule", "body"),
        _("Whoever may decide alone must know how far that goes, and to whom to report."),
    ),
    "checklist": Shown(
        _("Who is ready for the start"),
        mobilising.checklist,
        ("readiness", "preparation", "activity"),
        _TICK,
    ),
    "resources": Shown(
        _("What was promised and what has come"),
        mobilising.resources_arriving,
        ("commitment", "delivery", *_PLAN),
        _("Each bar is as long as what was promised, whatever it is; nothing is added up."),
    ),
    "imports": Shown(
        _("What comes from abroad"), mobilising.imports, ("delivery", "commitment", "lead_partner")
    ),
}
"""Every matrix by its name."""


def make(name: str, surroundings: Surroundings, bus: ChangeBus) -> MatrixPart:
    """Make the part of a matrix."""
    return MatrixPart(SHOWN[name], surroundings, bus)
