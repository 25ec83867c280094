"""The other offices by name, and whose keys are trusted."""

from __future__ import annotations

from msp_desktop.db.replica import identity, trust
from msp_desktop.db.store import Store
from msp_desktop.sync import card as cards


def known_offices(store: Store) -> dict[str, tuple[str, str]]:
    """Return name and place of every other office of which anything is known, by its identifier."""
    others = all_offices(store)
    others.pop(identity.identity(store.connection).origin.office_id, None)
    return others


def all_offices(store: Store) -> dict[str, tuple[str, str]]:
    """Return the same with this office."""
    found = {}
    for kept in trust.current_cards(store.connection):
        card = cards.read(kept.data).card
        found[card.office_id] = card.name, card.place
    for row in store.all_rows("office"):
        found[str(row["id"])] = str(row["name"] or ""), str(row["place"] or "")
    return found


def trusted_offices(store: Store) -> set[str]:
    """Return the other offices for which a file can be locked."""
    return {
        one.office_id for one in trust.current_cards(store.connection) if one.standing.is_trusted
    }
