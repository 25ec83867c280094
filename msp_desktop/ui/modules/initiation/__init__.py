"""Module A, Initiation: the designed parts of its pages, by task number."""

from __future__ import annotations

from collections.abc import Mapping

from msp_desktop.domain.guideline.initiation.agreement_sections import SECTION_OF_WORDS
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.base import MakeOwned
from msp_desktop.ui.forms.part import Part, Parts, Place


def _matrix(name: str, above: str = "") -> Place:
    """Return the place of a matrix above the records of a kind, or at the end of the page."""

    def make(surroundings: Surroundings, bus: ChangeBus) -> Part:
        from msp_desktop.ui.modules.initiation import matrices

        return matrices.make(name, surroundings, bus)

    return Place(make, above)


def _partners(name: str, above: str = "") -> Place:
    """Return the place of a part about organisations (task 1.4)."""

    def make(surroundings: Surroundings, bus: ChangeBus) -> Part:
        from msp_desktop.ui.modules.initiation import partners

        return partners.PARTS[name](surroundings, bus)

    return Place(make, above)


def _picture(name: str, above: str) -> Place:
    """Return the place of a picture above the records of a kind."""

    def make(surroundings: Surroundings, bus: ChangeBus) -> Part:
        from msp_desktop.ui.modules.initiation import pictures

        return pictures.make(name, surroundings, bus)

    return Place(make, above)


def _assessment(surroundings: Surroundings, bus: ChangeBus, partner_id: str) -> Part:
    from msp_desktop.ui.modules.initiation import partners

    return partners.AssessmentPart(surroundings, bus, partner_id)


def _agreement(name: str, above: str, borrows: frozenset[str] = frozenset()) -> Place:
    """Return the place of a part about the agreement (task 3.4), with the fields it takes from its form."""

    def make(surroundings: Surroundings, bus: ChangeBus) -> Part:
        from msp_desktop.ui.modules.initiation import agreement

        return agreement.PARTS[name](surroundings, bus)

    return Place(make, above, "agreement" if borrows else "", borrows)


PARTS: Parts = {
    "1.2": (_matrix("support", "support"), _matrix("capacity", "capacity")),
    "1.3": (_matrix("needs"), _matrix("ways")),
    "1.4": (
        _picture("influence", "selection_criterion"),
        _partners("inclusion", "selection_criterion"),
        _partners("people", "selection_criterion"),
        _partners("comparison", "partner_score"),
        _picture("network", "partner_relation"),
    ),
    "2.1": (
        _matrix("views", "stakeholder_view"),
        _matrix("assumptions_placed", "assumption"),
        _matrix("assumptions", "assumption"),
        _matrix("ways", "model_option"),
    ),
    "2.2": (
        _matrix("goals", "objective"),
        _picture("goals", "result"),
        _picture("chain", "result"),
    ),
    "2.3": (_matrix("time", "inclusion"), _matrix("scope", "inclusion")),
    "2.4": (
        _matrix("alignment", "alignment"),
        _matrix("interlinkage", "interlinkage"),
        _matrix("baseline", "indicator"),
    ),
    "3.1": (_matrix("resources", "commitment"), _matrix("offers", "resource_sharing")),
    "3.2": (
        _matrix("rewards", "reward"),
        _matrix("risks", "risk"),
        _matrix("net_value", "net_value"),
    ),
    "3.4": (
        _agreement("builder", "agreement_section", frozenset((*SECTION_OF_WORDS, "strength"))),
        _agreement("signing", "agreement_version"),
        _agreement("versions", "agreement_version"),
        _agreement("ledger", "promise"),
    ),
    "3.5": (
        _matrix("seats", "accountability"),
        _matrix("accountability", "accountability"),
        _matrix("process", "process_criterion"),
    ),
}

OWNED: Mapping[str, MakeOwned] = {"partner_assessment": _assessment}
"""Designed parts above the lists of what a record owns, by the kind of these."""
