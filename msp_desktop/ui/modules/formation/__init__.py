"""Module B, Formation: the designed parts of its pages, by task number."""

from __future__ import annotations

from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, Parts, Place


def _gantt(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.gantt.part import GanttPart

    return GanttPart(surroundings, bus)


def _agreements(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.leadership import AgreementBoard

    return AgreementBoard(surroundings, bus)


def _capacities(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.leadership import LeadCapacities

    return LeadCapacities(surroundings, bus)


def _roles(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.roles_part import RolesPart

    return RolesPart(surroundings, bus)


def _suggestions(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.suggestions_part import SuggestionsPart

    return SuggestionsPart(surroundings, bus)


def _components(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.components_part import ComponentsPart

    return ComponentsPart(surroundings, bus)


def _board(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.readiness import ReadinessBoard

    return ReadinessBoard(surroundings, bus)


def _preparing(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.readiness import PreparationPart

    return PreparationPart(surroundings, bus)


def _matrix(name: str, above: str) -> Place:
    """Return the place of a matrix above the records of a kind."""

    def make(surroundings: Surroundings, bus: ChangeBus) -> Part:
        from msp_desktop.ui.modules.formation import matrices

        return matrices.make(name, surroundings, bus)

    return Place(make, above)


def _register(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.register_part import RegisterPart

    return RegisterPart(surroundings, bus)


PARTS: Parts = {
    "4.1": (_matrix("coverage", "component"), Place(_components, above="component")),
    "4.2": (
        Place(_gantt, above="activity"),
        _matrix("needs", "activity"),
        _matrix("outputs", "milestone"),
    ),
    "5.1": (Place(_agreements, above="lead_agreement"), Place(_capacities, above="lead_capacity")),
    "5.2": (Place(_roles, above="responsibility"), Place(_suggestions, above="lead_suggestion")),
    "5.3": (
        _matrix("decisions", "decision_rule"),
        _matrix("emergency", "decision_rule"),
        Place(_register, above="urgent_decision"),
    ),
    "6.1": (
        Place(_board, above="readiness"),
        _matrix("checklist", "readiness"),
        Place(_preparing, above="readiness"),
    ),
    "6.2": (_matrix("resources", "delivery"), _matrix("imports", "delivery")),
}
