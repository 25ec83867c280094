"""The offices one can send to, and what each is not known to have, partnership by partnership."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msp_desktop.app.exchange.acquainted import known_offices, trusted_offices
from msp_desktop.app.exchange.sending import shared_spaces
from msp_desktop.db.database import Database
from msp_desktop.db.replica import holdings, identity
from msp_desktop.domain.ids import spaces_of
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Another office and how many writes of each partnership its newest file does not prove it to have.

    ``received`` is when that file was taken in (milliseconds since 1970); None when the office was never
    heard from, and then it gets everything. Only for one whose keys are trusted a file can be locked.
    """

    office_id: str
    office: str
    place: str
    is_trusted: bool
    received: int | None
    writes: Mapping[str, int]

    def among(self, partnership_ids: Iterable[str]) -> int:
        """Return how many writes a file of some partnerships would bring."""
        return sum(self.writes.get(one, 0) for one in partnership_ids)


def outstanding(database: Database) -> list[Outstanding]:
    """Return what the other offices are not known to have, by their names."""
    with database.reading() as store:
        connection = store.connection
        heard = {peer.office_id: peer for peer in holdings.peers(connection)}
        shared = shared_spaces(store)
        trusted = trusted_offices(store)
        found = []
        for office_id, (name, place) in known_offices(store).items():
            peer = heard.get(office_id)
            held = peer.holds if peer else ()
            writes = {
                one: holdings.writes_beyond(connection, spaces_of(one), held) for one in shared
            }
            when = peer.received if peer else None
            found.append(Outstanding(office_id, name, place, office_id in trusted, when, writes))
    return sorted(found, key=lambda one: (one.office.casefold(), one.office_id))


def office_named(database: Database, words: str) -> str:
    """Return the identifier of another office, given that or its name.

    Raises `NotFound`, or `Problem` for this office itself.
    """
    with database.reading() as store:
        others = known_offices(store)
        own_id = identity.identity(store.connection).origin.office_id
        own_name = str((store.read("office", own_id) or {}).get("name") or "")
    wanted = words.casefold()
    found = [one for one, (name, _place) in others.items() if wanted in (one, name.casefold())]
    if not found and wanted in (own_id, own_name.casefold()):
        raise Problem(_("{office} is this office itself. Nothing was changed."), office=own_name)
    if len(found) != 1:
        raise NotFound(words)
    return found[0]
