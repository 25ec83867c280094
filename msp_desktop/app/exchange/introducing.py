"""What a sync file has to do with trust: who may send one, whom it introduces, who can open it."""

from __future__ import annotations

from collections.abc import Sequence

from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, identity, trust
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import NO_ROSTER, OfficeNotTrusted, Roster, SignedCard, Standing
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.sync import card as cards
from msp_desktop.sync import envelope
from msp_desktop.sync import roster as rosters_format
from msp_desktop.sync.age import Keys, Lock
from msp_desktop.sync.envelope import Content
from msp_desktop.sync.header import Header


class NoCard(Problem):
    """Raised when a file is to be locked for an office whose keys are not known or not trusted."""

    def __init__(self, office: str, *, is_revoked: bool = False) -> None:
        super().__init__(_LOST_KEYS if is_revoked else _NOT_COMPARED, office=office)


_NOT_COMPARED = _(
    "The file cannot be locked for {office}: its digits have not been compared yet. Nothing was "
    "written. Add its card on the page of offices and compare the digits."
)
_LOST_KEYS = _(
    "The file cannot be locked for {office}: its keys were reported lost or stolen. Nothing was "
    "written. When it has new keys, compare their digits on the page of offices."
)


def open_up(store: Store, data: bytes, passphrase: str | None = None) -> tuple[Header, Content]:
    """Read a sync file, of which nothing is read before its sender is known to be trusted.

    Raises `BadFile`, `OfficeNotTrusted`, or `Locked` when it cannot be opened here.
    """
    return envelope.read(
        data, keys(store, passphrase), lambda header: check_sender(store, header.card)
    )


def remember(database: Database, strangers: Sequence[SignedCard]) -> None:
    """Keep the cards of strangers whose files wait, so that their digits can be compared."""
    if strangers:
        with database.transaction(Author("", "office card")) as store:
            for signed in strangers:
                trust.meet(store.connection, signed, capture.clock(), is_its_own=True)


def check_sender(store: Store, signed: SignedCard) -> None:
    """Make sure that files of an office are taken in. Raises `OfficeNotTrusted`."""
    found = trust.standing(store.connection, signed.card)
    if not found.is_trusted:
        raise OfficeNotTrusted(signed, found)


def keys(store: Store, passphrase: str | None = None) -> Keys:
    """Return what may open a file here."""
    return Keys(identity.identity(store.connection).age_secret, passphrase)


def lock(store: Store, to: Sequence[str], passphrase: str | None = None) -> Lock:
    """Return how a file is encrypted: to offices and to this one itself, or with a passphrase.

    Raises `NoCard`, `PassphraseTooShort`.
    """
    if passphrase is not None or not to:
        return Lock(passphrase=passphrase)
    me = identity.identity(store.connection)
    others = [one for one in to if one != me.origin.office_id]
    return Lock((*(_recipient(store, one) for one in others), me.recipient))


def roster(store: Store, to: Sequence[str]) -> Roster:
    """Return what this office tells about others; nothing where all offices addressed know it."""
    told = _roster(store)
    heard = trust.rosters(store.connection)
    name = rosters_format.name_of(told)
    has_it = [any(name in one.has for one in heard if one.office_id == office) for office in to]
    return NO_ROSTER if has_it and all(has_it) else told


def rosters(store: Store, to: Sequence[str]) -> list[bytes]:
    """Return which lists of offices were received from those addressed."""
    return [one.told for one in trust.rosters(store.connection) if one.told and one.office_id in to]


def take_in(store: Store, sender: SignedCard, content: Content, now: int) -> None:
    """Remember the card of an office that sent a file, and what it tells about others."""
    connection, told, key = store.connection, content.roster, sender.card.key
    trust.meet(connection, sender, now, is_its_own=True)
    for signed in (*told.vouched, *told.met):
        trust.meet(connection, signed, now, is_its_own=False)
    trust.add_vouchers(connection, key, (one.card.key for one in told.vouched))
    for revocation in told.revocations:
        trust.add_revocation(connection, revocation)
    name = b"" if told.is_empty else rosters_format.name_of(told)
    trust.keep_roster(connection, key, name, content.rosters)


def _roster(store: Store) -> Roster:
    vouched: list[SignedCard] = []
    met: list[SignedCard] = []
    for kept in trust.current_cards(store.connection):
        if kept.standing.is_trusted or kept.standing is Standing.REVOKED:
            (vouched if kept.standing is Standing.VERIFIED else met).append(cards.read(kept.data))
    revoked = (rosters_format.read_revocation(one) for one in trust.revocations(store.connection))
    return Roster(tuple(vouched), tuple(met), tuple(revoked))


def _recipient(store: Store, office_id: str) -> str:
    found = [one for one in trust.current_cards(store.connection) if one.office_id == office_id]
    for kept in found:
        if kept.standing.is_trusted:
            return cards.read(kept.data).card.recipient
    row = store.read("office", office_id) or {}
    name = row.get("name") or next((cards.read(one.data).card.name for one in found), office_id)
    is_revoked = any(one.standing is Standing.REVOKED for one in found)
    raise NoCard(str(name), is_revoked=is_revoked)
