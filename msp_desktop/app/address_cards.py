"""Contact persons from and for address books: looked into, compared with who is listed, taken in at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msp_desktop.app.publish import write
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.duplicates import folded
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _

if TYPE_CHECKING:
    from msp_desktop.intake.address_cards import AddressCard, Cards

NEW_STATE = "identified"
"""The state of an organisation that is listed because a card names it."""


class NobodyToWrite(Problem):
    """Raised when there is no contact person to write a card of."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no contact person to save: none is listed, or their organisations did not agree "
                "that these data are kept. Nothing was written."
            )
        )


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person from a card, and where it would go: to a partner that is listed, or to a new one.

    ``same_as`` names who is listed there already, by name or e-mail. Without partner and organisation
    it can go nowhere.
    """

    card: AddressCard
    partner_id: str = ""
    organisation: str = ""
    same_as: str = ""

    @property
    def can_come(self) -> bool:
        """Whether there is an organisation for the person."""
        return bool(self.partner_id or self.organisation)


def look_into(file: Path) -> Cards:
    """Find the people in a file; nothing is kept yet. Raises `NotCards`, `TooManyCards`, or OSError."""
    from msp_desktop.intake.address_cards import LARGEST, read

    with file.open("rb") as opened:
        return read(opened.read(LARGEST + 1), file.name)


def preview(records: Records, cards: Cards, partner_id: str = "") -> list[Arrival]:
    """Say where each person would go: where its card says, or else to the partner given.

    A person twice in the file is the same as the first.
    """
    partners = {
        folded(str(row.get("name") or "")): str(row["id"]) for row in records.rows("partner")
    }
    known: dict[tuple[str, str], str] = {}
    for row in records.rows("contact"):
        _remember(known, str(row["owner_id"]), row.get("name"), row.get("email"))
    arrivals = []
    for card in cards.people:
        named = folded(card.organisation)
        to = (partners.get(named, "") if named else "") or ("" if named else partner_id)
        to_new = "" if to else card.organisation
        place = to or named
        found = (known.get((place, one)) for one in _marks(card.name, card.email))
        arrivals.append(Arrival(card, to, to_new, next(filter(None, found), "")))
        _remember(known, place, card.name, card.email)
    return arrivals


def take_in(workspace: Workspace, space_id: str, arrivals: Sequence[Arrival]) -> int:
    """Add these people, and the organisations that are not listed yet, as one step; say how many.

    Raises `NotFound` when a partner was removed meanwhile; then nothing is added.
    """
    new: dict[str, str] = {}
    coming = [one for one in arrivals if one.can_come]
    with workspace.step(_("Take in address cards")):
        for one in coming:
            owner_id = one.partner_id
            if not owner_id:
                named = folded(one.organisation)
                if named not in new:
                    values = {"name": one.organisation, "state": NEW_STATE}
                    new[named] = workspace.add("partner", space_id, values)
                owner_id = new[named]
            workspace.add("contact", space_id, _answers(one.card), owner_id)
    return len(coming)


def contacts_of(records: Records, partner_id: str = "") -> list[Row]:
    """Return the contact persons of a partner, or of all that have not refused that their data are kept."""
    if partner_id:
        if records.find("partner", partner_id) is None:
            raise NotFound(partner_id)
        return list(records.rows("contact", partner_id))
    refused = {row["id"] for row in records.rows("partner") if row.get("consent") == 0}
    return [row for row in records.rows("contact") if row["owner_id"] not in refused]


def save(records: Records, contacts: Sequence[Row], out: Path) -> int:
    """Write address cards into a file, whole or not at all; say how many. Raises `NobodyToWrite`."""
    from msp_desktop.reports.address_cards import address_cards

    named = [row for row in contacts if row.get("name")]
    if not named:
        raise NobodyToWrite
    write(address_cards(records, named), out)
    return len(named)


def _answers(card: AddressCard) -> dict[str, Stored]:
    fields = KINDS["contact"].fields
    told: dict[str, Stored] = {
        "name": card.name,
        "role": card.role,
        "email": card.email,
        "phone": card.phone,
        "may_decide": card.may_decide,
        "authority": card.authority,
        "valid": card.valid,
    }
    return {key: fields[key].clean(value) for key, value in told.items()}


def _marks(name: Stored, email: Stored) -> tuple[str, ...]:
    """Return by what a person is recognised."""
    signs = (folded(str(name or "")), str(email or "").casefold())
    return tuple(filter(None, signs))


def _remember(known: dict[tuple[str, str], str], place: str, name: Stored, email: Stored) -> None:
    for one in _marks(name, email):
        known.setdefault((place, one), str(name or email or ""))
