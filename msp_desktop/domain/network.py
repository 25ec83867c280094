"""What organisations have to do with one another (task 1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msp_desktop.domain.fields import Choice
from msp_desktop.domain.guideline.initiation.standing import (
    ONE_WAY,
    PARTNER_RELATION,
    entered_again,
)
from msp_desktop.domain.influence import GONE, short_name
from msp_desktop.domain.records import Records
from msp_desktop.i18n import mark as _

_KIND = PARTNER_RELATION.fields["kind"]
assert isinstance(_KIND, Choice)
RELATIONS: Mapping[str, str] = {option.key: option.label for option in _KIND.options}
"""The words for each kind of relation, from the first organisation to the second."""
TURNED: Mapping[str, str] = {
    "reports": _("Hears the reports of"),
    "funds": _("Gets money from"),
    "informs": _("Gets information from"),
}
"""The words from the second to the first; other kinds go both ways and read the same."""
assert TURNED.keys() == set(ONE_WAY)


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation of the network; ``sector`` is the key of its sector, or empty."""

    partner: str
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation by the identifiers of its record and its two organisations, and its kind."""

    record: str
    kind: str
    first: str
    second: str

    def seen_from(self, partner: str) -> tuple[str, str]:
        """Return the words for it from one of the two, and the identifier of the other."""
        if partner == self.first:
            return RELATIONS[self.kind], self.second
        return TURNED.get(self.kind, RELATIONS[self.kind]), self.first


@dataclass(frozen=True, slots=True)
class Network:
    """Organisations in the order of their list, and the relations between them.

    A relation that was entered ``again``, maybe from its other side, is not among the ``relations``.
    """

    members: tuple[Member, ...]
    relations: tuple[Relation, ...]
    again: tuple[Relation, ...] = ()

    def of(self, partner: str) -> list[Relation]:
        """Return the relations of an organisation."""
        return [one for one in self.relations if partner in (one.first, one.second)]


def network(records: Records, *, with_gone: bool = True) -> Network:
    """Return the organisations and the relations that can be drawn: between two that are there.

    ``with_gone`` says whether organisations that have left or were not chosen are among them.
    """
    members = tuple(
        Member(str(row["id"]), short_name(row), str(row.get("sector") or ""))
        for row in records.rows("partner")
        if with_gone or row.get("state") not in GONE
    )
    there = {one.partner for one in members}
    found = (
        Relation(*(str(row.get(key) or "") for key in ("id", "kind", "first", "second")))
        for row in records.rows("partner_relation")
    )
    shown = [
        one
        for one in found
        if one.kind in RELATIONS and one.first != one.second and {one.first, one.second} <= there
    ]
    again = {str(row["id"]) for row in entered_again(records)}
    return Network(
        members,
        tuple(one for one in shown if one.record not in again),
        tuple(one for one in shown if one.record in again),
    )
