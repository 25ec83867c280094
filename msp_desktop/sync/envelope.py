"""The sync file: a signed header anybody may read, then frames.

Everything that can be checked without a database is checked here: signature, length, hash, sizes.
The layout is described in `docs/sync-file.md`.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msp_desktop.domain.segments import (
    SHORT_HASH,
    BadFile,
    Origin,
    SealedSegment,
    StoredSegment,
    Vector,
    VectorEntry,
)
from msp_desktop.sync import limits, signing
from msp_desktop.sync.cbor import (
    array,
    check,
    dump,
    load,
    mapping,
    octets,
    pack,
    text,
    unpack,
    whole,
)
from msp_desktop.sync.format import read_segment

MAGIC = b"MSPSYNC\n"
FORMAT = 1
SUFFIX = ".mspsync"
NOT_ENCRYPTED = "none"

_LENGTH = struct.Struct(">I")
_FRAME = struct.Struct(">BBI")
_SIGNATURE = 64
_CRITICAL = 1

VECTOR, SEGMENT, WAITING, END = 1, 2, 3, 255
"""Types of frames. 4 to 8 are set aside for attachments, the list of offices, snapshots and digests."""


@dataclass(frozen=True, slots=True)
class Address:
    """To whom a file is addressed, and the writer whose acknowledgement it builds on (or empty)."""

    office_id: str
    origin_id: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What anybody may know about a sync file without taking it in.

    ``created`` is in milliseconds since 1970 by the clock of the sender. ``part`` of ``parts`` files
    belong together under ``set_id``.
    """

    file_id: bytes
    set_id: bytes
    part: int
    parts: int
    sender: Origin
    office_name: str
    office_place: str
    incarnation: int
    file_number: int
    address: Address | None
    created: int
    program: str
    encryption: str = NOT_ENCRYPTED


@dataclass(frozen=True, slots=True)
class KeptFrame:
    """A frame of a kind this version does not know and need not know: kept for a later one."""

    kind: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cargo:
    """What goes into a sync file.

    ``holds`` is what the sender has in the spaces shared. ``assumes`` is what the sender believes the
    office addressed to have; if it lacks any of it, it works on a restored copy. ``waiting`` are
    segments the sender could not work in yet and passes on.
    """

    holds: Vector
    assumes: Vector
    segments: Sequence[StoredSegment]
    waiting: Sequence[StoredSegment] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What came out of a sync file, as `Cargo`, with the heads of segments read."""

    holds: Vector
    assumes: Vector
    segments: tuple[SealedSegment, ...]
    waiting: tuple[SealedSegment, ...]
    kept: tuple[KeptFrame, ...]


def write(header: Header, cargo: Cargo, secret: bytes) -> bytes:
    """Return the bytes of a sync file signed with the sender's secret key."""
    payload = b"".join(_write_frames(cargo))
    clear = dump(_header_fields(header, payload))
    signature = signing.sign(secret, signing.HEADER, clear)
    return b"".join((MAGIC, _LENGTH.pack(len(clear)), clear, signature, payload))


def read_header(data: bytes) -> Header:
    """Read who sent a file, when and to whom. Raises `BadFile`; says nothing about the rest."""
    return _open(data)[0]


def read(data: bytes) -> tuple[Header, Content]:
    """Read a whole sync file. Raises `BadFile` unless every byte is as it was written."""
    check_size(len(data))
    header, fields, payload = _open(data)
    check(len(payload) == whole(fields.get("payload_length")))
    check(hashlib.sha256(payload).digest() == octets(fields.get("payload_sha256"), 32))
    if header.encryption != NOT_ENCRYPTED:
        raise BadFile.newer()
    return header, _read_frames(payload)


def check_size(size: int) -> None:
    """Refuse a file by its size alone, before it is read. Raises `BadFile`."""
    if size > limits.FILE:
        raise BadFile.too_large()


# The header


def _header_fields(header: Header, payload: bytes) -> dict[str, object]:
    address = header.address
    return {
        "format": FORMAT,
        "min_reader": FORMAT,
        "file": header.file_id,
        "set": header.set_id,
        "part": [header.part, header.parts],
        "from": {
            "office": bytes.fromhex(header.sender.office_id),
            "name": header.office_name,
            "place": header.office_place,
            "origin": header.sender.id,
            "key": header.sender.key,
            "incarnation": header.incarnation,
        },
        "to": address and [bytes.fromhex(address.office_id), address.origin_id],
        "file_number": header.file_number,
        "created": header.created,
        "program": header.program,
        "encryption": header.encryption,
        "payload_length": len(payload),
        "payload_sha256": hashlib.sha256(payload).digest(),
    }


def _open(data: bytes) -> tuple[Header, dict[str, object], bytes]:
    if not data.startswith(MAGIC):
        raise BadFile.not_ours()
    start = len(MAGIC) + _LENGTH.size
    check(len(data) >= start)
    (length,) = _LENGTH.unpack_from(data, len(MAGIC))
    check(length <= limits.HEADER and start + length + _SIGNATURE <= len(data))
    clear, rest = data[start : start + length], data[start + length :]
    fields = mapping(load(clear))
    if whole(fields.get("min_reader")) > FORMAT:
        raise BadFile.newer()
    header = _read_header(fields)
    signing.verify(header.sender.key, rest[:_SIGNATURE], signing.HEADER, clear)
    return header, fields, rest[_SIGNATURE:]


def _read_header(fields: dict[str, object]) -> Header:
    sender, part = mapping(fields.get("from")), array(fields.get("part"), 2)
    return Header(
        file_id=octets(fields.get("file"), 16),
        set_id=octets(fields.get("set"), 16),
        part=whole(part[0], 1),
        parts=whole(part[1], 1),
        sender=Origin(
            octets(sender.get("origin"), 8),
            octets(sender.get("office"), 0, 16).hex(),
            octets(sender.get("key"), 32),
        ),
        office_name=text(sender.get("name"), limits.HEADER),
        office_place=text(sender.get("place"), limits.HEADER),
        incarnation=whole(sender.get("incarnation"), 1),
        file_number=whole(fields.get("file_number"), 1),
        address=_read_address(fields.get("to")),
        created=whole(fields.get("created"), -(2**62), 2**62),
        program=text(fields.get("program")),
        encryption=text(fields.get("encryption")),
    )


def _read_address(given: object) -> Address | None:
    if given is None:
        return None
    office, origin = array(given, 2)
    return Address(octets(office, 16).hex(), octets(origin, 0, 8))


# The frames


def _write_frames(cargo: Cargo) -> Iterator[bytes]:
    vectors = [_vector_fields(cargo.holds), _vector_fields(cargo.assumes)]
    frames = [
        (VECTOR, pack(vectors)),
        *((SEGMENT, one.signature + one.data) for one in cargo.segments),
        *((WAITING, one.signature + one.data) for one in cargo.waiting),
    ]
    frames.append((END, dump(len(frames))))
    for kind, data in frames:
        yield _FRAME.pack(kind, _CRITICAL, len(data)) + data


def _read_frames(payload: bytes) -> Content:
    vectors: list[tuple[Vector, Vector]] = []
    segments: list[SealedSegment] = []
    waiting: list[SealedSegment] = []
    kept: list[KeptFrame] = []
    for kind, flags, data in _frames(payload):
        if kind == VECTOR:
            holds, assumes = array(unpack(data), 2)
            vectors.append((_read_vector(holds), _read_vector(assumes)))
        elif kind in (SEGMENT, WAITING):
            segment = read_segment(data[:_SIGNATURE], data[_SIGNATURE:])
            (segments if kind == SEGMENT else waiting).append(segment)
        elif flags & _CRITICAL:
            raise BadFile.newer()
        else:
            kept.append(KeptFrame(kind, data))
    check(len(vectors) == 1)
    return Content(*vectors[0], tuple(segments), tuple(waiting), tuple(kept))


def _frames(payload: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Go through the frames up to the last, which says how many came before it."""
    at, count = 0, 0
    while True:
        check(at + _FRAME.size <= len(payload) and count <= limits.FRAMES)
        kind, flags, length = _FRAME.unpack_from(payload, at)
        at += _FRAME.size
        check(length <= limits.FRAME and at + length <= len(payload))
        data = payload[at : at + length]
        at += length
        if kind == END:
            check(load(data) == count and at == len(payload))
            return
        yield kind, flags, data
        count += 1


def _vector_fields(vector: Iterable[VectorEntry]) -> list[object]:
    spaces: dict[str, list[object]] = {}
    for entry in vector:
        spaces.setdefault(entry.space_id, []).append(
            [entry.origin_id, entry.number, entry.hash[:SHORT_HASH]]
        )
    return [[bytes.fromhex(space), entries] for space, entries in spaces.items()]


def _read_vector(given: object) -> Vector:
    return tuple(
        VectorEntry(
            octets(space, 16).hex(), octets(origin, 8), whole(number, 1), octets(short, SHORT_HASH)
        )
        for space, entries in (array(one, 2) for one in array(given))
        for origin, number, short in (array(one, 3) for one in array(entries))
    )
