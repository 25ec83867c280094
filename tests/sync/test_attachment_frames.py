"""What sync files say of attached files is bounded before it is read; anything odd refuses the file."""

from __future__ import annotations

import hashlib
import random
import struct
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from msp_desktop.domain.attachments import CHUNK, LARGEST, Manifest, Outgoing
from msp_desktop.domain.segments import SHORT_HASH, BadFile
from msp_desktop.sync import envelope
from msp_desktop.sync.cbor import dump
from msp_desktop.sync.envelope import CHUNK_OF_FILE, END, MANIFEST, VECTOR, Cargo, Content

_FRAME = struct.Struct(">BBI")
_HASH = hashlib.sha256(b"a file").digest()


def outgoing(data: bytes) -> Outgoing:
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
    names = tuple(hashlib.sha256(chunk).digest() for chunk in chunks)
    manifest = Manifest(hashlib.sha256(data).digest(), len(data), names)
    return Outgoing(manifest, range(len(chunks)), chunks.__getitem__)


def read(payload: bytes) -> Content:
    return envelope._read_frames(payload)


def written(cargo: Cargo) -> bytes:
    return b"".join(envelope._write_frames(cargo))


def with_frames(frames: Sequence[tuple[int, bytes]]) -> bytes:
    """Return a payload with these frames behind one that says nothing."""
    (known, *_end) = envelope._write_frames(Cargo(()))
    assert known[0] == VECTOR
    framed = [_FRAME.pack(kind, 0, len(data)) + data for kind, data in frames]
    end = dump(1 + len(frames))
    return b"".join((known, *framed, _FRAME.pack(END, 1, len(end)), end))


def test_files_come_out_as_they_went_in() -> None:
    data = [random.Random(size).randbytes(size) for size in (1, CHUNK, 2 * CHUNK + 1)]
    files = [outgoing(one) for one in data]
    cargo = Cargo((), wants=(_HASH,), has=(bytes(32),), attachments=files)
    content = read(written(cargo))
    assert content.wants == (_HASH,)
    assert content.has == (bytes(SHORT_HASH),)
    assert content.manifests == tuple(one.manifest for one in files)
    assert b"".join(content.chunks) == b"".join(data)
    assert content.without_chunks().chunks == ()


def test_the_size_of_a_file_is_known_without_reading_what_is_attached() -> None:
    def never(_number: int) -> bytes:
        raise AssertionError

    file = outgoing(bytes(CHUNK + 1))
    unread = Outgoing(file.manifest, file.numbers, never)
    size = len(written(Cargo((), attachments=[file])))
    assert envelope.size_of(Cargo((), attachments=[unread])) == size


def test_a_chunk_lost_while_the_file_is_written_is_left_out() -> None:
    file = outgoing(bytes(CHUNK + 1))
    torn = Outgoing(file.manifest, file.numbers, lambda number: b"x" if number else b"")
    assert read(written(Cargo((), attachments=[torn]))).chunks == (b"x",)


def test_at_most_one_chunk_lies_in_memory_while_frames_are_written() -> None:
    asked: list[int] = []
    file = outgoing(bytes(3 * CHUNK))

    def watched(number: int) -> bytes:
        asked.append(number)
        return file.read(number)

    frames = envelope._write_frames(
        Cargo((), attachments=[Outgoing(file.manifest, file.numbers, watched)])
    )
    for expected in ([], [], [0], [0, 1], [0, 1, 2]):
        next(frames)
        assert asked == expected


def fields(*parts: object) -> bytes:
    return dump(list(parts))


HOSTILE = {
    "no bytes": fields(_HASH, 0, b""),
    "fewer than no bytes": fields(_HASH, -1, b""),
    "no chunks": fields(_HASH, 1, b""),
    "half a hash of a chunk": fields(_HASH, 1, bytes(16)),
    "one chunk too many": fields(_HASH, CHUNK, bytes(64)),
    "one chunk too few": fields(_HASH, CHUNK + 1, bytes(32)),
    "half a hash": fields(_HASH[:16], 1, bytes(32)),
    "a name for a hash": fields("../../office.msp", 1, bytes(32)),
    "a size that is text": fields(_HASH, "1", bytes(32)),
    "a size beyond any number": fields(_HASH, 2**63, bytes(32)),
    "a name beside it": fields(_HASH, 1, bytes(32), "../../autoexec.bat"),
    "a map": dump({"hash": _HASH}),
    "nothing": b"",
    "noise": b"\xff" * 40,
    "too long": fields(_HASH, 4096 * CHUNK, bytes(32 * 4096)),
}


@pytest.mark.parametrize("manifest", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_impossible_description_refuses_the_file(manifest: bytes) -> None:
    with pytest.raises(BadFile):
        read(with_frames([(MANIFEST, manifest)]))


@pytest.mark.parametrize("size", [0, CHUNK + 1])
def test_a_chunk_outside_the_limits_refuses_the_file(size: int) -> None:
    with pytest.raises(BadFile):
        read(with_frames([(CHUNK_OF_FILE, bytes(size))]))


@pytest.mark.parametrize("size", [1, CHUNK])
def test_a_chunk_at_the_limits_is_read(size: int) -> None:
    assert read(with_frames([(CHUNK_OF_FILE, bytes(size))])).chunks == (bytes(size),)


def test_a_file_larger_than_this_version_keeps_is_read_and_passed_over() -> None:
    count = LARGEST // CHUNK + 1
    manifest = fields(_HASH, LARGEST + 1, bytes(32 * count))
    (found,) = read(with_frames([(MANIFEST, manifest)])).manifests
    assert found.size == LARGEST + 1


@settings(max_examples=150, deadline=None)
@given(
    some.lists(some.tuples(some.sampled_from([MANIFEST, CHUNK_OF_FILE]), some.binary(max_size=80)))
)
def test_whatever_stands_in_these_frames_is_read_or_refused(
    frames: list[tuple[int, bytes]],
) -> None:
    try:
        content = read(with_frames(frames))
    except BadFile:
        return
    assert len(content.manifests) + len(content.chunks) == len(frames)
