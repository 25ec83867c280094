"""Whom this office trusts: cards handed over, digits compared, keys lost, keys changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from msp_desktop.app import cards
from msp_desktop.app.cards import CARD_SUFFIX, own_card, qr_code, read_card, write_card
from msp_desktop.app.exchange.delivery import seal_own
from msp_desktop.app.exchange.held import held_in
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, identity, receiving, trust
from msp_desktop.db.replica.identity import Identity, NewKeys
from msp_desktop.db.replica.receiving import Received
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import (
    Revocation,
    SignedCard,
    Standing,
    same_digits,
)
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _
from msp_desktop.sync import card as card_format
from msp_desktop.sync import format, roster

__all__ = [
    "CARD_SUFFIX",
    "Added",
    "DigitsDiffer",
    "KnownOffice",
    "Received",
    "add_card",
    "confirm",
    "dismiss",
    "known_offices",
    "own_card",
    "own_keys_reported_by",
    "qr_code",
    "read_card",
    "revoke",
    "rotate",
    "with_digits",
    "write_card",
]


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """Another office and what is known of its keys.

    ``key`` tells its cards apart where there are several. ``told_by`` names who introduced it or who
    reported its keys as lost. ``confirmed`` says when the digits were compared here, ``since`` when the
    keys were made (milliseconds since 1970; 0: never). ``held_back`` counts its writes that wait here
    until it is trusted.
    """

    office_id: str
    key: bytes
    name: str
    place: str
    digits: str
    state: Standing
    told_by: tuple[str, ...]
    since: int
    confirmed: int
    held_back: int


class Added(NamedTuple):
    """An office whose card was added, and what had waited for that."""

    office: KnownOffice
    received: Received


class DigitsDiffer(Problem):
    """Raised when the digits typed are not those of the card."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "These are not the digits of that card. It was not confirmed, and nothing was changed. "
                "Read all six groups again; if they still differ, the card is not from that office."
            )
        )


# Looking


def known_offices(database: Database) -> list[KnownOffice]:
    """Return the other offices whose cards were met: what needs a person first, then by name."""
    with database.reading() as store:
        return _known_offices(store)


def with_digits(database: Database, digits: str) -> KnownOffice:
    """Return the office whose card has these digits. Raises `NotFound`."""
    for office in known_offices(database):
        if same_digits(office.digits, digits):
            return office
    raise NotFound(digits)


# Deciding


def add_card(database: Database, signed: SignedCard) -> Added:
    """Keep a card that came by itself or at the head of a file; it is not trusted by that.

    It may follow one that is: then what waited for it is worked in. Raises `Problem` for the card of
    this office.
    """
    with database.transaction(Author("", "office card")) as store:
        connection = store.connection
        if signed.card.office_id == identity.identity(connection).origin.office_id:
            raise Problem(_("This is the card of your own office. Nothing was changed."))
        trust.meet(connection, signed, capture.clock(), is_its_own=True)
        received = _work_in_what_waited(store) if trust.waiting(connection) else Received()
        if received.released:
            trust.forbid_taking_back(connection)
    office = next(one for one in known_offices(database) if one.key == signed.card.key)
    return Added(office, received)


def confirm(database: Database, person: str, office: KnownOffice, digits: str) -> Received:
    """Trust the keys of an office whose digits somebody compared, and work in what waited for it.

    Raises `DigitsDiffer`.
    """
    if not same_digits(office.digits, digits):
        raise DigitsDiffer
    with database.transaction(Author(person, "digits compared")) as store:
        trust.confirm(store.connection, office.key, capture.clock())
        return _work_in_what_waited(store)


def revoke(database: Database, person: str, office: KnownOffice) -> None:
    """Stop trusting an office's keys from now on: they were lost or stolen. Others are told.

    What came in before stays; what it signed that comes later waits.
    """
    with database.transaction(Author(person, "keys revoked")) as store:
        connection = store.connection
        me = identity.identity(connection)
        for key in trust.keys_up_to(connection, office.key):
            revocation = Revocation(
                office.office_id,
                key,
                me.origin.key,
                capture.clock(),
                trust.last_seen(connection, key),
            )
            trust.revoke(connection, roster.revoke(revocation, me.secret))


def own_keys_reported_by(database: Database) -> tuple[str, ...]:
    """Return the offices that reported the keys of this one as lost or stolen, by name."""
    with database.reading() as store:
        key = identity.identity(store.connection).origin.key
        issuers = trust.told_by(store.connection).get(key, ())
        return tuple(str((store.read("office", one) or {}).get("name") or one) for one in issuers)


def dismiss(database: Database, office: KnownOffice) -> None:
    """Drop a card that nobody trusts: it proved to be nobody's."""
    if not office.state.is_trusted:
        with database.transaction(Author("", "card dismissed")) as store:
            trust.forget(store.connection, office.key)


def rotate(database: Database, person: str) -> SignedCard:
    """Go on with new keys; offices that trust the old ones accept them by themselves."""
    with database.transaction(Author(person, "new keys")) as store:
        seal_own(store, capture.clock())
        identity.replace_keys(store.connection, _sign_next)
        return cards.card_of(store)


# Inside


def _sign_next(old: Identity, new: NewKeys) -> bytes:
    return card_format.sign_next(old.secret, old.origin.office_id, new.key, new.recipient)


def _work_in_what_waited(store: Store) -> Received:
    now = capture.clock()
    seal_own(store, now)
    received = receiving.receive(store.connection, (), format, now)
    received.news = receiving.news_of(store.connection, [received])
    return received


def _known_offices(store: Store) -> list[KnownOffice]:
    names = {str(row["id"]): (row["name"], row["place"]) for row in store.all_rows("office")}
    told_by = trust.told_by(store.connection)
    held_back = {one.office_id: one.untrusted for one in held_in(store)}
    found = []
    for kept in trust.current_cards(store.connection):
        card = card_format.read(kept.data).card
        name, place = card.name, card.place
        if kept.standing.is_trusted and kept.office_id in names:
            name, place = (str(one or "") for one in names[kept.office_id])
        issuers = {str(names.get(one, (one,))[0]) for one in told_by.get(kept.key, ())}
        found.append(
            KnownOffice(
                kept.office_id,
                kept.key,
                name,
                place,
                card.digits,
                kept.standing,
                tuple(sorted(issuers)),
                card.since,
                kept.confirmed or 0,
                held_back.get(kept.office_id, 0),
            )
        )
    return sorted(found, key=lambda one: (one.state.is_trusted, one.name, one.office_id, one.key))
