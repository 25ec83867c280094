"""The other offices: what each is known to have, and whether two hold the same."""

from __future__ import annotations

from dataclasses import dataclass

from msp_desktop.app.exchange.acquainted import known_offices, trusted_offices
from msp_desktop.app.exchange.sending import known, shared_spaces
from msp_desktop.db.database import Database
from msp_desktop.db.replica import attached, holdings, spaces
from msp_desktop.domain.ids import spaces_of


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """Another office: when it was last heard from, and how many writes it is not known to have.

    ``file_number``, ``created`` and ``received`` are those of its newest file, None when it was never
    heard from; ``wanted_files`` are the attached files it asked for then.
    """

    office_id: str
    office: str
    place: str
    file_number: int | None
    created: int | None
    received: int | None
    unacknowledged: int
    wanted_files: int = 0


def status(database: Database) -> list[PeerStatus]:
    """Return the other offices that were heard from, the latest first, then the others that are trusted."""
    with database.reading() as store:
        shared = spaces_of(*shared_spaces(store))
        names = known_offices(store)
        heard = [
            PeerStatus(
                peer.office_id,
                *names.get(peer.office_id, ("", "")),
                peer.file_number,
                peer.created,
                peer.received,
                holdings.writes_beyond(store.connection, shared, peer.holds),
                len(attached.held_by(store, peer.origin_id).wanted),
            )
            for peer in sorted(
                holdings.peers(store.connection), key=lambda one: one.received, reverse=True
            )
        ]
        others = trusted_offices(store) - {one.office_id for one in heard}
        everything = holdings.writes_beyond(store.connection, shared, ()) if others else 0
        silent = [PeerStatus(one, *names[one], None, None, None, everything) for one in others]
    return heard + sorted(silent, key=lambda one: (one.office.casefold(), one.office_id))


def digest(database: Database, space_id: str | None = None) -> str:
    """Return the number that two offices share exactly when they hold the same partnerships.

    The sample and the list of offices do not count. Raises `NotFound` for a partnership of which nothing
    is here.
    """
    with database.reading() as store:
        chosen = shared_spaces(store) if space_id is None else known(store, [space_id])
        return spaces.digest(store.connection, spaces_of(*chosen))
