"""What an office tells about others, as it travels: their cards, and revocations signed one by one.

The layout is described in `docs/sync-file.md`.
"""

from __future__ import annotations

import hashlib

from msp_desktop.domain.offices import Revocation, Roster, SignedRevocation
from msp_desktop.domain.segments import SHORT_HASH
from msp_desktop.sync import card as cards
from msp_desktop.sync import limits, signing
from msp_desktop.sync.cbor import (
    array,
    binary,
    check,
    dump,
    load,
    mapping,
    octets,
    pack,
    unpack,
    whole,
)

_SIGNATURE = 64


def write(roster: Roster) -> bytes:
    """Return a roster as the data of its frame."""
    return pack(
        {
            "vouched": [signed.data for signed in roster.vouched],
            "met": [signed.data for signed in roster.met],
            "revoked": [signed.data for signed in roster.revocations],
        }
    )


def name_of(roster: Roster) -> bytes:
    """Return the short hash by which offices tell each other which list they have."""
    return hashlib.sha256(write(roster)).digest()[:SHORT_HASH]


def read(data: bytes) -> Roster:
    """Read a roster. Raises `BadFile` unless every card and every revocation in it is signed rightly."""
    fields = mapping(unpack(data))
    lists = [array(fields.get(key)) for key in ("vouched", "met", "revoked")]
    check(sum(map(len, lists)) <= limits.OFFICES)
    vouched, met = (
        tuple(cards.read(binary(one, limits.CARD)) for one in given) for given in lists[:2]
    )
    return Roster(
        vouched, met, tuple(read_revocation(binary(one, limits.REVOCATION)) for one in lists[2])
    )


def revoke(revocation: Revocation, secret: bytes) -> SignedRevocation:
    """Sign a revocation with the secret key that belongs to ``revocation.issuer``."""
    clear = dump(
        {
            "office": bytes.fromhex(revocation.office_id),
            "key": revocation.key,
            "issuer": revocation.issuer,
            "made": revocation.made,
            "seen": list(revocation.seen),
        }
    )
    data = signing.sign(secret, signing.REVOCATION, clear) + clear
    return SignedRevocation(revocation, data)


def read_revocation(data: bytes) -> SignedRevocation:
    """Read a revocation. Raises `BadFile` when its issuer has not signed it."""
    signature, clear = data[:_SIGNATURE], data[_SIGNATURE:]
    fields = mapping(load(clear))
    revocation = Revocation(
        octets(fields.get("office"), 16).hex(),
        octets(fields.get("key"), 32),
        octets(fields.get("issuer"), 32),
        whole(fields.get("made"), -(2**62), 2**62),
        tuple(octets(one, 32) for one in array(fields.get("seen"))),
    )
    signing.verify(revocation.issuer, signature, signing.REVOCATION, clear)
    return SignedRevocation(revocation, data)
