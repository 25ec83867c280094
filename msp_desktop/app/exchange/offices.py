"""The other offices: what each is known to have, and whether two hold the same."""

from __future__ import annotations

from dataclasses import dataclass

from msp_desktop.app.exchange.sending import shared_spaces
from msp_desktop.db.database import Database
from msp_desktop.db.replica import attached, holdings, spaces
from msp_desktop.domain.ids import spaces_of


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """Another office: when it was last heard from, and how many writes it is not known to have.

    ``wanted_files`` are the attached files it asked for then.
    """

    office_id: str
    office: str
    place: str
    file_number: int
    created: int
    received: int
    unacknowledged: int
    wanted_files: int = 0


def status(database: Database) -> list[PeerStatus]:
    """Return the other offices that were heard from, the latest first."""
    with database.reading() as store:
        shared = spaces_of(*shared_spaces(store))
        offices = {str(row["id"]): row for row in store.all_rows("office")}
        peers = [
            PeerStatus(
                peer.office_id,
                str(offices.get(peer.office_id, {}).get("name") or ""),
                str(offices.get(peer.office_id, {}).get("place") or ""),
                peer.file_number,
                peer.created,
                peer.received,
                holdings.writes_beyond(store.connection, shared, peer.holds),
                len(attached.held_by(store, peer.origin_id).wanted),
            )
            for peer in holdings.peers(store.connection)
        ]
    return sorted(peers, key=lambda peer: peer.received, reverse=True)


def digest(database: Database, space_id: str | None = None) -> str:
    """Return the number that two offices share exactly when they hold the same partnerships.

    The sample and the list of offices do not count.
    """
    with database.reading() as store:
        chosen = [space_id] if space_id is not None else shared_spaces(store)
        return spaces.digest(store.connection, spaces_of(*chosen))
