"""The office card: a small file signed by the office it names, or the same as text for a QR code.

The layout is described in `docs/sync-file.md`.
"""

from __future__ import annotations

import base64
import binascii
import functools
import re
import struct

from msp_desktop.domain.offices import EarlierKeys, OfficeCard, SignedCard
from msp_desktop.domain.segments import BadFile
from msp_desktop.locations import CARD_SUFFIX
from msp_desktop.sync import limits, signing
from msp_desktop.sync.cbor import array, check, dump, load, mapping, octets, text, whole

MAGIC = b"MSPCARD\n"
SUFFIX = CARD_SUFFIX
FORMAT = 1
TEXT = "MSPCARD:"
"""How a card written as text begins."""

_LENGTH = struct.Struct(">I")
_SIGNATURE = 64
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


def write(card: OfficeCard, secret: bytes) -> bytes:
    """Return a card signed with the secret key that belongs to ``card.key``."""
    clear = dump(
        {
            "format": FORMAT,
            "office": bytes.fromhex(card.office_id),
            "name": card.name[: limits.NAME],
            "place": card.place[: limits.NAME],
            "key": card.key,
            "recipient": card.recipient,
            "since": card.since,
            "earlier": [list(keys) for keys in card.earlier],
        }
    )
    signature = signing.sign(secret, signing.CARD, clear)
    return b"".join((MAGIC, _LENGTH.pack(len(clear)), clear, signature))


@functools.lru_cache(maxsize=256)  # every file has cards in it, and the same ones again and again
def read(data: bytes) -> SignedCard:
    """Read a card, as a file or as text. Raises `BadFile` unless all its signatures are right."""
    if data[: len(TEXT)].upper() == TEXT.encode():
        data = _from_text(data)
    if not data.startswith(MAGIC):
        raise BadFile.no_card()
    check(len(MAGIC) + _LENGTH.size + _SIGNATURE < len(data) <= limits.CARD)
    (length,) = _LENGTH.unpack_from(data, len(MAGIC))
    start = len(MAGIC) + _LENGTH.size
    check(len(data) == start + length + _SIGNATURE)
    clear = data[start : start + length]
    card = _read_card(mapping(load(clear)))
    signing.verify(card.key, data[start + length :], signing.CARD, clear)
    _check_earlier(card)
    return SignedCard(card, data)


def as_text(data: bytes) -> str:
    """Return a card as capital letters and digits, which make a small QR code."""
    return TEXT + base64.b32encode(data).decode().rstrip("=")


def sign_next(secret: bytes, office_id: str, key: bytes, recipient: str) -> bytes:
    """Sign the keys that follow, with the secret key they replace."""
    return signing.sign(secret, signing.NEXT_KEYS, _next_keys(office_id, key, recipient))


def _read_card(fields: dict[str, object]) -> OfficeCard:
    if whole(fields.get("format"), 1) > FORMAT:
        raise BadFile.newer()
    return OfficeCard(
        octets(fields.get("office"), 16).hex(),
        text(fields.get("name")),
        text(fields.get("place")),
        octets(fields.get("key"), 32),
        _recipient(fields.get("recipient")),
        whole(fields.get("since"), -(2**62), 2**62),
        tuple(
            EarlierKeys(octets(key, 32), _recipient(recipient), octets(signature, _SIGNATURE))
            for key, recipient, signature in (
                array(one, 3) for one in array(fields.get("earlier"), *range(limits.EARLIER + 1))
            )
        ),
    )


def _recipient(given: object) -> str:
    """Return a recipient; what age itself would not take is refused here and not while sending."""
    import pyrage

    recipient = text(given)
    check(_RECIPIENT.fullmatch(recipient) is not None)
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise BadFile.damaged() from error
    return recipient


def _check_earlier(card: OfficeCard) -> None:
    key, recipient = card.key, card.recipient
    for earlier in card.earlier:
        message = _next_keys(card.office_id, key, recipient)
        signing.verify(earlier.key, earlier.signature, signing.NEXT_KEYS, message)
        key, recipient = earlier.key, earlier.recipient


def _next_keys(office_id: str, key: bytes, recipient: str) -> bytes:
    return bytes.fromhex(office_id) + key + recipient.encode()


def _from_text(data: bytes) -> bytes:
    letters = data[len(TEXT) : 2 * limits.CARD].strip().upper()
    try:
        return base64.b32decode(letters + b"=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise BadFile.damaged() from error
