"""Forged sync files: a legitimate key signs content that may make no sense."""

from __future__ import annotations

import random

import cbor2
import zstandard

from msp_desktop.sync import envelope
from tests.sync.damage import flip
from tests.sync.file_parts import (
    SIGNATURE,
    Frame,
    Sample,
    Tree,
    frames,
    joined,
    opened,
    packed,
    parts,
    sealed,
    sender,
    signed,
    unpacked,
)

NASTY: tuple[Tree, ...] = (
    *(None, True, False, 0, 1, -1, 2**31, 2**32, 2**63 - 1, 2**63, 2**64, -(2**63), -(2**70)),
    *(
        0.5,
        float("nan"),
        float("inf"),
        -0.0,
        "",
        "\x00",
        "a\u0301",
        "x" * 5000,
        "'; DROP TABLE person",
    ),
    *(
        b"",
        b"\x00" * 8,
        b"\x00" * 16,
        b"\x00" * 32,
        [],
        {},
        [[]],
        [[[[[[[[]]]]]]]],
        {0: 0},
        [0] * 50,
    ),
    *("none", "age", "age-passphrase"),
    *("name", "alive", "id", "space_id", "owner_id", "rank", "person", "task", "page", "unknown"),
    *(cbor2.CBORTag(0, "2020-01-01"), cbor2.CBORTag(2, b"\x01" * 9), cbor2.undefined),
)


KINDS = (*range(10), 200, envelope.END)
"""Types of frames, known and unknown."""


def bend(chance: random.Random, tree: Tree) -> Tree:
    """Return a tree with something in it changed."""
    if isinstance(tree, list) and tree and chance.random() < 0.85:
        return _bend_list(chance, tree)
    if isinstance(tree, dict) and tree and chance.random() < 0.85:
        return _bend_map(chance, tree)
    if isinstance(tree, int) and chance.random() < 0.5:
        return tree + chance.choice((-1, 1, 2, -(2**40), 2**40))
    if isinstance(tree, bytes) and tree and chance.random() < 0.5:
        at = chance.randrange(len(tree))
        return tree[:at] + bytes([chance.randrange(5)]) + tree[at + 1 :]
    return chance.choice(NASTY)


def _bend_list(chance: random.Random, tree: list[Tree]) -> list[Tree]:
    at = chance.randrange(len(tree))
    change = chance.random()
    if change < 0.08:
        return [*tree[:at], *tree[at + 1 :]]
    if change < 0.16:
        return [*tree[:at], tree[at], *tree[at:]]
    other = chance.choice(tree) if change < 0.24 else bend(chance, tree[at])
    return [*tree[:at], other, *tree[at + 1 :]]


def _bend_map(chance: random.Random, tree: dict[Tree, Tree]) -> dict[Tree, Tree]:
    key, value = chance.choice(list(tree.items()))
    change = chance.random()
    if change < 0.1:
        return {one: value for one, value in tree.items() if one != key}
    if change < 0.2:
        return {**tree, chance.choice((-1, 0, 1, 999, "x")): value}
    return {**tree, key: bend(chance, value)}


def forge_header(chance: random.Random, sample: Sample) -> bytes:
    """Sign a header in which something is changed."""
    header, payload = parts(sample.data)
    return signed(bend(chance, cbor2.loads(header)), payload, sender(sample))


def forge_frames(chance: random.Random, sample: Sample) -> bytes:
    """Sign a file whose frames are changed, left out, repeated or of unknown types."""
    header, payload = parts(sample.data)
    there = list(frames(payload))
    at = chance.randrange(len(there))
    one = there[at]
    change = chance.randrange(7)
    if change == 0:
        there.insert(at, one)
    elif change == 1:
        del there[at]
    elif change == 2:
        chance.shuffle(there)
    elif change == 3:
        there[at] = one._replace(kind=chance.choice(KINDS), flags=chance.randrange(4))
    elif change == 4:
        there[at] = one._replace(data=flip(chance, one.data, b"") if one.data else b"\x00")
    elif change == 5:
        there.insert(at, Frame(chance.choice(KINDS), chance.randrange(2), chance.randbytes(20)))
    else:
        there[at] = one._replace(data=_bent(chance, one.data))
    if chance.random() < 0.8 and there[-1].kind == envelope.END:
        there[-1] = there[-1]._replace(data=cbor2.dumps(len(there) - 1))
    return signed(cbor2.loads(header), joined(there), sender(sample))


def forge_lock(chance: random.Random, sample: Sample) -> bytes:
    """Sign a file that says it is encrypted and is not."""
    header, payload = parts(sample.data)
    fields = {**cbor2.loads(header), "encryption": chance.choice(("age", "age-passphrase"))}
    return signed(
        fields, chance.choice((payload, b"age-encryption.org/v1\n" + payload)), sender(sample)
    )


def _bent(chance: random.Random, data: bytes) -> bytes:
    """Change what a frame says, be it packed or not."""
    try:
        return packed(bend(chance, unpacked(data)))
    except (zstandard.ZstdError, cbor2.CBORError):
        pass
    try:
        return cbor2.dumps(bend(chance, cbor2.loads(data)))
    except cbor2.CBORError:
        return flip(chance, data, b"")


def forge_segment(chance: random.Random, sample: Sample) -> bytes:
    """Sign a file with a segment whose head or body is changed and signed again by its writer."""
    header, payload = parts(sample.data)
    there = list(frames(payload))
    places = [
        at for at, one in enumerate(there) if one.kind in (envelope.SEGMENT, envelope.WAITING)
    ]
    if not places:
        return forge_header(chance, sample)
    for at in chance.sample(places, min(len(places), chance.choice((1, 1, 2)))):
        data = _forged(chance, there[at].data[SIGNATURE:], sample.secrets)
        there[at] = there[at]._replace(data=data)
    return signed(cbor2.loads(header), joined(there), sender(sample))


def _forged(chance: random.Random, data: bytes, secrets: dict[bytes, bytes]) -> bytes:
    head, body = opened(data)
    secret = secrets[head[4]]
    if chance.random() < 0.2:
        head = bend(chance, head)
    else:
        for _ in range(chance.choice((1, 1, 2, 3))):
            body = bend(chance, body)
    return sealed(head, body, secret)


FORGERY = (forge_header, forge_frames, forge_lock, forge_segment, forge_segment, forge_segment)
