"""The sync file: a signed header anybody may read, then frames.

Everything that can be checked without a database is checked here: signature, length, hash, sizes.
The layout is described in `docs/sync-file.md`.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from msp_desktop.domain.segments import (
    SHORT_HASH,
    BadFile,
    SealedSegment,
    StoredSegment,
    Vector,
    VectorEntry,
)
from msp_desktop.sync import limits, signing
from msp_desktop.sync.cbor import array, check, dump, load, mapping, octets, pack, unpack, whole
from msp_desktop.sync.format import read_segment
from msp_desktop.sync.header import NOT_ENCRYPTED, Header, Payload, read_fields, write_fields

MAGIC = b"MSPSYNC\n"
SUFFIX = ".mspsync"

_LENGTH = struct.Struct(">I")
_FRAME = struct.Struct(">BBI")
_SIGNATURE = 64
_CRITICAL = 1

VECTOR, SEGMENT, WAITING, END = 1, 2, 3, 255
"""Types of frames. 4 and 5 are set aside for attachments, 6 for the list of offices, 8 for digests."""


@dataclass(frozen=True, slots=True)
class KeptFrame:
    """A frame of a kind this version does not know and need not know: kept for a later one."""

    kind: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cargo:
    """What goes into a sync file.

    ``holds`` is what the sender has in the spaces shared. ``assumes`` is, for each office addressed,
    what the sender believes it to have; if it lacks any of it, it works on a restored copy. ``waiting``
    are segments the sender could not work in yet and passes on; ``gaps`` are those they wait for, and
    ``wants`` the hashes of attachments it lacks.
    """

    holds: Vector
    assumes: Sequence[Vector] = ()
    segments: Sequence[StoredSegment] = ()
    waiting: Sequence[StoredSegment] = ()
    gaps: Vector = ()
    wants: Sequence[bytes] = ()

    def without_segments(self) -> Cargo:
        """Return only what the sender says about itself and the others."""
        return replace(self, segments=(), waiting=())


@dataclass(frozen=True, slots=True)
class Content:
    """What came out of a sync file, as `Cargo`, with the heads of segments read."""

    holds: Vector
    assumes: tuple[Vector, ...]
    gaps: Vector
    wants: tuple[bytes, ...]
    segments: tuple[SealedSegment, ...]
    waiting: tuple[SealedSegment, ...]
    kept: tuple[KeptFrame, ...]


def write(header: Header, cargo: Cargo, secret: bytes) -> bytes:
    """Return the bytes of a sync file signed with the sender's secret key."""
    payload = b"".join(_write_frames(cargo))
    clear = write_fields(header, Payload(len(payload), hashlib.sha256(payload).digest()))
    signature = signing.sign(secret, signing.HEADER, clear)
    return b"".join((MAGIC, _LENGTH.pack(len(clear)), clear, signature, payload))


def size_of(cargo: Cargo) -> int:
    """Return how many bytes the frames of a sync file take."""
    return sum(map(len, _write_frames(cargo)))


def frame_size(segment: StoredSegment) -> int:
    """Return how many bytes a segment takes in a file."""
    return _FRAME.size + len(segment.signature) + len(segment.data)


def read_header(data: bytes) -> Header:
    """Read who sent a file, when and to whom. Raises `BadFile`; says nothing about the rest."""
    return _open(data)[0]


def read(data: bytes) -> tuple[Header, Content]:
    """Read a whole sync file. Raises `BadFile` unless every byte is as it was written."""
    check_size(len(data))
    header, said, payload = _open(data)
    check(Payload(len(payload), hashlib.sha256(payload).digest()) == said)
    if header.encryption != NOT_ENCRYPTED:
        raise BadFile.newer()
    content = _read_frames(payload)
    check(len(content.assumes) == len(header.addresses))
    return header, content


def check_size(size: int) -> None:
    """Refuse a file by its size alone, before it is read. Raises `BadFile`."""
    if size > limits.FILE:
        raise BadFile.too_large()


def _open(data: bytes) -> tuple[Header, Payload, bytes]:
    if not data.startswith(MAGIC):
        raise BadFile.not_ours()
    start = len(MAGIC) + _LENGTH.size
    check(len(data) >= start)
    (length,) = _LENGTH.unpack_from(data, len(MAGIC))
    check(length <= limits.HEADER and start + length + _SIGNATURE <= len(data))
    clear, rest = data[start : start + length], data[start + length :]
    header, payload = read_fields(clear)
    signing.verify(header.sender.key, rest[:_SIGNATURE], signing.HEADER, clear)
    return header, payload, rest[_SIGNATURE:]


# The frames


def _write_frames(cargo: Cargo) -> Iterator[bytes]:
    known = {
        "holds": _vector_fields(cargo.holds),
        "assumes": [_vector_fields(one) for one in cargo.assumes],
        "gaps": _vector_fields(cargo.gaps),
        "wants": list(cargo.wants),
    }
    frames = [
        (VECTOR, pack(known)),
        *((SEGMENT, one.signature + one.data) for one in cargo.segments),
        *((WAITING, one.signature + one.data) for one in cargo.waiting),
    ]
    frames.append((END, dump(len(frames))))
    for kind, data in frames:
        yield _FRAME.pack(kind, _CRITICAL, len(data)) + data


def _read_frames(payload: bytes) -> Content:
    known: list[dict[str, object]] = []
    segments: list[SealedSegment] = []
    waiting: list[SealedSegment] = []
    kept: list[KeptFrame] = []
    for kind, flags, data in _frames(payload):
        if kind == VECTOR:
            known.append(mapping(unpack(data)))
        elif kind in (SEGMENT, WAITING):
            segment = read_segment(data[:_SIGNATURE], data[_SIGNATURE:])
            (segments if kind == SEGMENT else waiting).append(segment)
        elif flags & _CRITICAL:
            raise BadFile.newer()
        else:
            kept.append(KeptFrame(kind, data))
    check(len(known) == 1)
    return Content(
        _read_vector(known[0].get("holds")),
        tuple(_read_vector(one) for one in array(known[0].get("assumes"))),
        _read_vector(known[0].get("gaps")),
        tuple(octets(one, 32) for one in array(known[0].get("wants"))),
        tuple(segments),
        tuple(waiting),
        tuple(kept),
    )


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
