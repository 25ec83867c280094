"""Office cards: the keys an office signs and reads with, and the number people compare."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n.formats import unturned

_PURPOSE = b"MSP office number\x00"
_GROUPS, _GROUP = 6, 5


class EarlierKeys(NamedTuple):
    """Keys an office had before; ``signature`` is theirs, over the keys that came next."""

    key: bytes
    recipient: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """What an office tells others to be known by.

    ``key`` verifies its signatures (Ed25519), ``recipient`` is what files for it are encrypted to (age,
    X25519). ``since`` says when these keys were made, in milliseconds since 1970. ``earlier`` are the keys
    it had before, the latest first.
    """

    office_id: str
    name: str
    place: str
    key: bytes
    recipient: str
    since: int
    earlier: tuple[EarlierKeys, ...] = ()

    @property
    def digits(self) -> str:
        """The number of the card: 30 decimal digits in six groups of five."""
        return digits_of(self.office_id, self.key, self.recipient)


class SignedCard(NamedTuple):
    """A card and the bytes it travels as."""

    card: OfficeCard
    data: bytes


@dataclass(frozen=True, slots=True)
class Revocation:
    """One office's word that keys were lost or stolen.

    ``key`` is revoked, ``issuer`` signs. ``seen`` are the hashes of the last segments the issuer had of
    the key: those and what they build on are still good. ``made`` is in milliseconds since 1970.
    """

    office_id: str
    key: bytes
    issuer: bytes
    made: int
    seen: tuple[bytes, ...]


class SignedRevocation(NamedTuple):
    """A revocation and the bytes it travels as."""

    revocation: Revocation
    data: bytes


@dataclass(frozen=True, slots=True)
class Roster:
    """What an office tells about the others: whom it has verified, whom it merely knows, what is revoked."""

    vouched: tuple[SignedCard, ...] = ()
    met: tuple[SignedCard, ...] = ()
    revocations: tuple[SignedRevocation, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing."""
        return not (self.vouched or self.met or self.revocations)


NO_ROSTER = Roster()


class Standing(StrEnum):
    """What this office knows about another one's keys."""

    UNKNOWN = "unknown"
    """Nobody has compared the digits."""
    INTRODUCED = "introduced"
    """An office whose digits were compared here vouches for them."""
    VERIFIED = "verified"
    """Somebody here has compared the digits, or they follow from keys that were compared."""
    CHANGED = "changed"
    """The office is known here by other keys."""
    REVOKED = "revoked"
    """The keys were reported lost or stolen."""

    @property
    def is_trusted(self) -> bool:
        """Whether files signed with these keys are taken in."""
        return self in (Standing.VERIFIED, Standing.INTRODUCED)


def digits_of(office_id: str, key: bytes, recipient: str) -> str:
    """Return the number that stands for an office's keys: whoever has it read to them knows the keys."""
    told = _PURPOSE + bytes.fromhex(office_id) + key + recipient.encode()
    number = int.from_bytes(hashlib.sha256(told).digest()[:16], "big") % 10 ** (_GROUPS * _GROUP)
    return grouped(f"{number:0{_GROUPS * _GROUP}}")


def grouped(digits: str) -> str:
    """Return digits as they are shown: in groups of five."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def same_digits(one: str, other: str) -> bool:
    """Say whether two numbers are the same, however they are spaced and in whichever script's digits."""
    return plain_digits(one) == plain_digits(other)


def plain_digits(text: str) -> str:
    """Return the digits in a text as 0 to 9, without whatever stands between them."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


_NOT_TRUSTED = {
    Standing.UNKNOWN: _(
        "This file says it comes from {office}, but nobody here has checked that. Nothing of it was "
        "opened. Call the office, compare these digits, and confirm them on the page of offices: "
        "{digits}"
    ),
    Standing.CHANGED: _(
        "This file says it comes from {office}, but it is signed with other keys than that office "
        "had. Nothing of it was opened. Call the office and ask whether it was set up anew; if "
        "so, compare these digits and confirm them on the page of offices: {digits}"
    ),
    Standing.REVOKED: _(
        "This file is signed with keys of {office} that were reported lost or stolen. Nothing of it "
        "was opened. Call the office and ask for a file signed with its new keys. The digits "
        "of the old ones are {digits}"
    ),
}


class OfficeNotTrusted(Problem):
    """Raised when a file comes from an office whose keys are not trusted; nothing of it was looked at."""

    def __init__(self, signed: SignedCard, standing: Standing) -> None:
        card = signed.card
        office = f"{card.name}, {card.place}" if card.place else card.name
        super().__init__(_NOT_TRUSTED[standing], office=office, digits=unturned(card.digits))
        self.signed = signed
        self.standing = standing
        self.office_id = card.office_id
        self.name = card.name
        self.digits = card.digits
