"""The header of a sync file: what anybody may know about it without a key and without taking it in.

The layout is described in `docs/sync-file.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from msp_desktop.domain.offices import SignedCard
from msp_desktop.domain.segments import BadFile, Origin
from msp_desktop.sync import card as cards
from msp_desktop.sync import limits
from msp_desktop.sync.cbor import array, binary, check, dump, load, mapping, octets, text, whole

FORMAT = 1
NOT_ENCRYPTED = "none"
FOR_OFFICES = "age"
FOR_PASSPHRASE = "age-passphrase"

ATTACHMENTS, PERSONAL = "attachments", "personal"
"""What a file may say that it comes without."""


class Address(NamedTuple):
    """An office a file is meant for, and the writer whose acknowledgement it builds on (or empty)."""

    office_id: str
    origin_id: bytes


class Counts(NamedTuple):
    """How much lies in a file: partnerships, writes, attachments."""

    spaces: int = 0
    writes: int = 0
    attachments: int = 0


NOTHING = Counts()


class Payload(NamedTuple):
    """What follows the header as it lies in the file, encrypted or not: its length and SHA-256."""

    length: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What anybody may know about a sync file without taking it in.

    ``created`` is in milliseconds since 1970 by the clock of the sender. ``part`` of ``parts`` files
    belong together under ``set_id`` and have one ``file_number``. Without ``addresses`` the file is
    meant for whoever receives it. ``without`` names what was left out.
    """

    file_id: bytes
    set_id: bytes
    part: int
    parts: int
    card: SignedCard
    origin_id: bytes
    incarnation: int
    file_number: int
    addresses: tuple[Address, ...]
    created: int
    program: str
    counts: Counts = NOTHING
    without: tuple[str, ...] = ()
    encryption: str = NOT_ENCRYPTED

    @property
    def sender(self) -> Origin:
        """The writer that sent the file."""
        return Origin(self.origin_id, self.card.card.office_id, self.card.card.key)

    @property
    def office_name(self) -> str:
        """The name of the sender, as its card has it."""
        return self.card.card.name

    @property
    def office_place(self) -> str:
        """The place of the sender, as its card has it."""
        return self.card.card.place

    def place_of(self, origin_id: bytes) -> int | None:
        """Return the place among the addresses of the writer with this identifier, if it is there."""
        origins = [address.origin_id for address in self.addresses]
        return origins.index(origin_id) if origin_id in origins else None


def write_fields(header: Header, payload: Payload) -> bytes:
    """Return the header as it is signed."""
    return dump(
        {
            "format": FORMAT,
            "min_reader": FORMAT,
            "file": header.file_id,
            "set": header.set_id,
            "part": [header.part, header.parts],
            "from": {
                "card": header.card.data,
                "origin": header.origin_id,
                "incarnation": header.incarnation,
            },
            "to": [
                [bytes.fromhex(address.office_id), address.origin_id]
                for address in header.addresses
            ],
            "file_number": header.file_number,
            "created": header.created,
            "program": header.program,
            "counts": header.counts._asdict(),
            "without": list(header.without),
            "encryption": header.encryption,
            "payload_length": payload.length,
            "payload_sha256": payload.hash,
        }
    )


def read_fields(clear: bytes) -> tuple[Header, Payload]:
    """Read a header; its signature is checked elsewhere. Raises `BadFile`."""
    fields = mapping(load(clear))
    if whole(fields.get("min_reader")) > FORMAT:
        raise BadFile.newer()
    sender, part = mapping(fields.get("from")), array(fields.get("part"), 2)
    counts = mapping(fields.get("counts"))
    parts = whole(part[1], 1, limits.PARTS)
    header = Header(
        file_id=octets(fields.get("file"), 16),
        set_id=octets(fields.get("set"), 16),
        part=whole(part[0], 1, parts),
        parts=parts,
        card=cards.read(binary(sender.get("card"), limits.CARD)),
        origin_id=octets(sender.get("origin"), 8),
        incarnation=whole(sender.get("incarnation"), 1),
        file_number=whole(fields.get("file_number"), 1),
        addresses=tuple(_address(one) for one in array(fields.get("to"))),
        created=whole(fields.get("created"), -(2**62), 2**62),
        program=text(fields.get("program")),
        counts=Counts(*(whole(counts.get(key)) for key in Counts._fields)),
        without=tuple(text(one) for one in array(fields.get("without"))),
        encryption=text(fields.get("encryption")),
    )
    check(len({address.office_id for address in header.addresses}) == len(header.addresses))
    payload = Payload(whole(fields.get("payload_length")), octets(fields.get("payload_sha256"), 32))
    return header, payload


def _address(given: object) -> Address:
    office, origin = array(given, 2)
    return Address(octets(office, 16).hex(), octets(origin, 0, 8))
