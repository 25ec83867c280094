"""Office cards: this office's own, written and read."""

from __future__ import annotations

from pathlib import Path

from msp_desktop.db import backup
from msp_desktop.db.database import Database
from msp_desktop.db.replica import identity
from msp_desktop.db.replica.identity import Identity
from msp_desktop.db.store import Store
from msp_desktop.domain.offices import OfficeCard, SignedCard
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import card as cards
from msp_desktop.sync import limits

CARD_SUFFIX = cards.SUFFIX


def own_card(database: Database) -> SignedCard:
    """Return the card of this office."""
    with database.reading() as store:
        return card_of(store)


def card_of(store: Store) -> SignedCard:
    """Return the card of this office, inside a transaction."""
    me = identity.identity(store.connection)
    row = store.read("office", me.origin.office_id) or {}
    return sign(me, (str(row.get("name") or ""), str(row.get("place") or "")))


def sign(me: Identity, names: tuple[str, str]) -> SignedCard:
    """Return the card of an office with a name and a place."""
    name, place = (one[: limits.NAME] for one in names)
    card = OfficeCard(
        me.origin.office_id,
        name,
        place,
        me.origin.key,
        me.recipient,
        me.since,
        me.earlier[: limits.EARLIER],
    )
    return SignedCard(card, cards.write(card, me.secret))


def write_card(database: Database, file: Path) -> SignedCard:
    """Write the card of this office into a file. Raises OSError when it cannot be written."""
    signed = own_card(database)
    part = file.with_name(file.name + ".part")
    try:
        part.write_bytes(signed.data)
        backup.make_durable(part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    backup.make_durable(file.parent)
    return signed


def read_card(file: Path) -> SignedCard:
    """Read a card somebody handed over. Raises `BadFile`."""
    if not file.is_file() or file.stat().st_size > limits.CARD:
        raise BadFile.no_card()
    return cards.read(file.read_bytes())


def qr_code(signed: SignedCard) -> tuple[bytes, ...]:
    """Return the whole card as a QR code: its rows, one byte a square, 1 where it is dark."""
    import segno

    code = segno.make_qr(cards.as_text(signed.data), error="l")
    return tuple(bytes(row) for row in code.matrix)
