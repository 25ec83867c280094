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


PARTS: Parts = {
    "4.2": (Place(_gantt, above="activity"),),
    "5.1": (Place(_agreements, above="lead_agreement"), Place(_capacities, above="lead_capacity")),
    "5.2": (Place(_roles, above="responsibility"), Place(_suggestions, above="lead_suggestion")),
}
