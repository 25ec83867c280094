"""Sync files taken apart and put together again, signed by whoever has the keys: for damage and forgery."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import cbor2
import zstandard

from msp_desktop.sync import envelope, signing

LENGTH = struct.Struct(">I")
FRAME = struct.Struct(">BBI")
SIGNATURE = 64

Tree = Any
"""What CBOR says: lists, maps, text, numbers."""


class Sample(NamedTuple):
    """A valid file, and the secret keys of those who wrote in it, by their public key."""

    data: bytes
    secrets: dict[bytes, bytes]


class Frame(NamedTuple):
    """A frame of a file."""

    kind: int
    flags: int
    data: bytes


def parts(data: bytes) -> tuple[bytes, bytes]:
    (length,) = LENGTH.unpack_from(data, len(envelope.MAGIC))
    start = len(envelope.MAGIC) + LENGTH.size
    return data[start : start + length], data[start + length + SIGNATURE :]


def frames(payload: bytes) -> Iterator[Frame]:
    at = 0
    while at < len(payload):
        kind, flags, length = FRAME.unpack_from(payload, at)
        at += FRAME.size
        yield Frame(kind, flags, payload[at : at + length])
        at += length


def joined(several: Sequence[Frame]) -> bytes:
    return b"".join(FRAME.pack(one.kind, one.flags, len(one.data)) + one.data for one in several)


def packed(tree: Tree) -> bytes:
    return zstandard.ZstdCompressor().compress(cbor2.dumps(tree))


def unpacked(data: bytes) -> Tree:
    return cbor2.loads(zstandard.ZstdDecompressor().decompress(data))


def sender(sample: Sample) -> bytes:
    """Return the secret key of the office that sent a file."""
    return sample.secrets[envelope.read_header(sample.data).sender.key]


def signed(header: Tree, payload: bytes, secret: bytes) -> bytes:
    if isinstance(header, dict) and header.get("payload_length") is not None:
        header["payload_length"] = len(payload)
        header["payload_sha256"] = hashlib.sha256(payload).digest()
    clear = cbor2.dumps(header)
    signature = signing.sign(secret, signing.HEADER, clear)
    return b"".join((envelope.MAGIC, LENGTH.pack(len(clear)), clear, signature, payload))


def resealed(frame: bytes, secret: bytes, change: Callable[[Tree], None]) -> bytes:
    """Change the body of a segment, and sign it again."""
    head, body = opened(frame[SIGNATURE:])
    change(body)
    return sealed(head, body, secret)


def opened(data: bytes) -> tuple[Tree, Tree]:
    (length,) = LENGTH.unpack_from(data)
    return cbor2.loads(data[4 : 4 + length]), unpacked(data[4 + length :])


def sealed(head: Tree, body: Tree, secret: bytes) -> bytes:
    clear = cbor2.dumps(head)
    forged = LENGTH.pack(len(clear)) + clear + packed(body)
    return signing.sign(secret, signing.SEGMENT, hashlib.sha256(forged).digest()) + forged
