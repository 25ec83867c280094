"""Sync files damaged on the way: nobody's signature holds."""

from __future__ import annotations

import random

from msp_desktop.sync import envelope
from tests.sync.file_parts import FRAME, LENGTH, frames, parts


def flip(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def truncate(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def append(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    return data + chance.randbytes(chance.choice((1, 6, 100)))


def overwrite(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 2, 4, 8, 64))
    return data[:at] + chance.randbytes(length) + data[at + length :]


def cut_out(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 4, 70)) :]


def repeat(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 4, 70))
    return data[:at] + data[at : at + length] + data[at:]


def splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def swap_payload(_chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: len(data) - len(parts(data)[1])] + parts(other)[1]


def wrong_length(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """Change the length of the header or of a frame."""
    _header, payload = parts(data)
    places = [len(envelope.MAGIC)]
    at = len(data) - len(payload)
    for frame in frames(payload):
        places.append(at + 2)
        at += FRAME.size + len(frame.data)
    place = chance.choice(places)
    length = LENGTH.pack(chance.choice((0, 1, 2**31, 2**32 - 1, chance.randrange(4000))))
    return data[:place] + length + data[place + 4 :]


DAMAGE = (flip, truncate, append, overwrite, cut_out, repeat, splice, swap_payload, wrong_length)
