"""The sync file: a signed header anybody may read, then frames.

Everything that can be checked without a database is checked here: signature, length, hash, sizes.
The layout is described in `docs/sync-file.md`.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from msp_desktop.domain.attachments import CHUNK, Manifest, Outgoing, chunk_count, chunk_size
from msp_desktop.domain.offices import NO_ROSTER, Roster
from msp_desktop.domain.segments import (
    SHORT_HASH,
    BadFile,
    SealedSegment,
    StoredSegment,
    Vector,
    VectorEntry,
)
from msp_desktop.locations import SYNC_SUFFIX
from msp_desktop.sync import age, limits, roster, signing
from msp_desktop.sync.age import Keys, Lock
from msp_desktop.sync.cbor import array, check, dump, load, mapping, octets, pack, unpack, whole
from msp_desktop.sync.format import read_segment
from msp_desktop.sync.header import Header, Payload, read_fields, write_fields

MAGIC = b"MSPSYNC\n"
SUFFIX = SYNC_SUFFIX

_LENGTH = struct.Struct(">I")
_FRAME = struct.Struct(">BBI")
_SIGNATURE = 64
_HASH = 32
_CRITICAL = 1

VECTOR, SEGMENT, WAITING, MANIFEST, CHUNK_OF_FILE, ROSTER, END = 1, 2, 3, 4, 5, 6, 255
"""Types of frames. 8 is set aside for digests."""


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
    ``wants`` the hashes of attached files it lacks; ``has`` begin those of the files it has. ``attachments``
    are read chunk by chunk while the file is written. ``roster`` tells about other offices; ``rosters``
    names those received from the offices addressed, so that they need not be sent again.
    """

    holds: Vector
    assumes: Sequence[Vector] = ()
    segments: Sequence[StoredSegment] = ()
    waiting: Sequence[StoredSegment] = ()
    gaps: Vector = ()
    wants: Sequence[bytes] = ()
    has: Sequence[bytes] = ()
    attachments: Sequence[Outgoing] = ()
    roster: Roster = NO_ROSTER
    rosters: Sequence[bytes] = ()

    def without_segments(self) -> Cargo:
        """Return only what the sender says about itself and the others."""
        return replace(self, segments=(), waiting=(), attachments=())


@dataclass(frozen=True, slots=True)
class Content:
    """What came out of a sync file, as `Cargo`, with the heads of segments read.

    ``chunks`` are those of the files in ``manifests`` and of others; a chunk is known by its hash.
    """

    holds: Vector
    assumes: tuple[Vector, ...]
    gaps: Vector
    wants: tuple[bytes, ...]
    rosters: tuple[bytes, ...]
    segments: tuple[SealedSegment, ...]
    waiting: tuple[SealedSegment, ...]
    kept: tuple[KeptFrame, ...]
    has: tuple[bytes, ...] = ()
    manifests: tuple[Manifest, ...] = ()
    chunks: tuple[bytes, ...] = ()
    roster: Roster = NO_ROSTER

    def without_chunks(self) -> Content:
        """Return the same without the bytes of attached files, which may be many."""
        return replace(self, chunks=())


def write(header: Header, cargo: Cargo, secret: bytes, lock: Lock = age.OPEN) -> bytes:
    """Return the bytes of a sync file signed with the sender's secret key, encrypted as ``lock`` says.

    Raises ValueError when the header says otherwise than ``lock``.
    """
    if header.encryption != lock.encryption:
        raise ValueError(header.encryption)
    payload = lock.close(b"".join(_write_frames(cargo)))
    clear = write_fields(header, Payload(len(payload), hashlib.sha256(payload).digest()))
    signature = signing.sign(secret, signing.HEADER, clear)
    return b"".join((MAGIC, _LENGTH.pack(len(clear)), clear, signature, payload))


def size_of(cargo: Cargo) -> int:
    """Return how many bytes the frames of a sync file take; attached files are not read for it."""
    known = sum(map(len, _write_frames(replace(cargo, attachments=()))))
    return known + sum(
        manifest_size(one.manifest) + sum(chunk_frame_size(one, number) for number in one.numbers)
        for one in cargo.attachments
    )


def frame_size(segment: StoredSegment) -> int:
    """Return how many bytes a segment takes in a file."""
    return _FRAME.size + len(segment.signature) + len(segment.data)


def manifest_size(manifest: Manifest) -> int:
    """Return how many bytes the description of an attached file takes in a file."""
    return _FRAME.size + len(_write_manifest(manifest))


def chunk_frame_size(attachment: Outgoing, number: int) -> int:
    """Return how many bytes a chunk of an attached file takes in a file."""
    return _FRAME.size + chunk_size(attachment.manifest.size, number)


def read_header(data: bytes) -> Header:
    """Read who sent a file, when and to whom. Raises `BadFile`; says nothing about the rest."""
    return _open(data)[0]


def anybody(_header: Header) -> None:
    """Let every sender in."""


def read(
    data: bytes, keys: Keys = age.NO_KEYS, admit: Callable[[Header], None] = anybody
) -> tuple[Header, Content]:
    """Read a whole sync file, of which nothing but the header is read before ``admit`` was asked.

    Raises `BadFile` unless every byte is as it was written, `age.Locked` when ``keys`` do not open it,
    and what ``admit`` raises for a sender it does not let in.
    """
    header, payload = _whole(data)
    admit(header)
    content = _read_frames(keys.open(header.encryption, payload))
    check(len(content.assumes) == len(header.addresses))
    return header, content


def verify(data: bytes) -> Header:
    """Read the header of a file whose every byte is as it was written. Raises `BadFile`."""
    return _whole(data)[0]


def check_beginning(data: bytes) -> None:
    """Refuse what does not begin as a sync file; one that was cut off there is damaged. Raises `BadFile`."""
    if not data.startswith(MAGIC):
        raise BadFile.damaged() if MAGIC.startswith(data) else BadFile.not_ours()


def check_size(size: int) -> None:
    """Refuse a file by its size alone, before it is read. Raises `BadFile`."""
    if size > limits.FILE:
        raise BadFile.too_large()


def _whole(data: bytes) -> tuple[Header, bytes]:
    check_size(len(data))
    header, said, payload = _open(data)
    check(Payload(len(payload), hashlib.sha256(payload).digest()) == said)
    return header, payload


def _open(data: bytes) -> tuple[Header, Payload, bytes]:
    check_beginning(data)
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
        "has": [one[:SHORT_HASH] for one in cargo.has],
        "rosters": list(cargo.rosters),
    }
    frames = [
        (VECTOR, pack(known)),
        *((SEGMENT, one.signature + one.data) for one in cargo.segments),
        *((WAITING, one.signature + one.data) for one in cargo.waiting),
    ]
    if not cargo.roster.is_empty:
        frames.append((ROSTER, roster.write(cargo.roster)))
    for kind, data in frames:
        yield _FRAME.pack(kind, _CRITICAL, len(data)) + data
    count = len(frames)
    for kind, data in _attachment_frames(cargo.attachments):
        yield _FRAME.pack(kind, 0, len(data)) + data
        count += 1
    end = dump(count)
    yield _FRAME.pack(END, _CRITICAL, len(end)) + end


def _attachment_frames(attachments: Iterable[Outgoing]) -> Iterator[tuple[int, bytes]]:
    """Yield each file's description, then its chunks; one chunk lies in memory at a time."""
    for one in attachments:
        yield MANIFEST, _write_manifest(one.manifest)
        for number in one.numbers:
            data = one.read(number)
            if len(data) == chunk_size(
                one.manifest.size, number
            ):  # else damaged: it comes another time
                yield CHUNK_OF_FILE, data


def _read_frames(payload: bytes) -> Content:
    known: list[dict[str, object]] = []
    segments: list[SealedSegment] = []
    waiting: list[SealedSegment] = []
    manifests: list[Manifest] = []
    chunks: list[bytes] = []
    kept: list[KeptFrame] = []
    rosters: list[Roster] = []
    for kind, flags, data in _frames(payload):
        if kind == VECTOR:
            known.append(mapping(unpack(data)))
        elif kind in (SEGMENT, WAITING):
            segment = read_segment(data[:_SIGNATURE], data[_SIGNATURE:])
            (segments if kind == SEGMENT else waiting).append(segment)
        elif kind == MANIFEST:
            manifests.append(_read_manifest(data))
        elif kind == CHUNK_OF_FILE:
            check(0 < len(data) <= CHUNK)
            chunks.append(data)
        elif kind == ROSTER:
            rosters.append(roster.read(data))
        elif flags & _CRITICAL:
            raise BadFile.newer()
        else:
            kept.append(KeptFrame(kind, data))
    check(len(known) == 1 and len(rosters) <= 1)
    return Content(
        _read_vector(known[0].get("holds")),
        tuple(_read_vector(one) for one in array(known[0].get("assumes"))),
        _read_vector(known[0].get("gaps")),
        tuple(octets(one, 32) for one in array(known[0].get("wants"))),
        tuple(octets(one, SHORT_HASH) for one in array(known[0].get("rosters"))),
        tuple(segments),
        tuple(waiting),
        tuple(kept),
        tuple(octets(one, SHORT_HASH) for one in array(known[0].get("has"))),
        tuple(manifests),
        tuple(chunks),
        *rosters,
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


def _write_manifest(manifest: Manifest) -> bytes:
    return dump([manifest.hash, manifest.size, b"".join(manifest.chunks)])


def _read_manifest(data: bytes) -> Manifest:
    check(len(data) <= limits.MANIFEST)
    digest, size, chunks = array(load(data), 3)
    count = chunk_count(whole(size, 1))
    hashes = octets(chunks, _HASH * count)
    return Manifest(
        octets(digest, _HASH),
        whole(size),
        tuple(hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH)),
    )


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
