"""Damaged and forged sync files without end: refused, or harmless where a legitimate key signed them."""

from __future__ import annotations

import hashlib
import random
import struct
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import cbor2
import psutil
import zstandard

from msp_desktop.app.exchange import delivery, introducing
from msp_desktop.db.replica import capture, disputes
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import envelope, signing
from tests.sync.world import SPACES, Office, exchange, page_of

_LENGTH = struct.Struct(">I")
_FRAME = struct.Struct(">BBI")
_SIGNATURE = 64
MOST_SECONDS = 5.0
MOST_GROWTH = 400 * 2**20
"""Of one file, and of the memory of a process from the first to the last file (bytes)."""

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


# Valid files to begin with


def samples() -> tuple[list[Sample], Office]:
    """Return valid files of several kinds, and an office that may take them in."""
    first, second, reader = Office(), Office(), Office()
    ada, ben, dig = ("1" * 32, "2" * 32, "3" * 32)
    first.add("person", ada, name="Ada", phone="1")
    files = [first.send()]
    exchange(first, second, reader, rounds=1)
    first.add("task", dig, owner_id=ada, title="Dig")
    first.add("page", page_of(SPACES[0]), text="wells")
    second.put("person", ada, name="Ada R.", n=3)
    second.add("page", page_of(SPACES[0]), text="springs", goal="6")
    first.put("person", ada, name="Ada Rai", n=4)
    files.append(first.send(second))
    copied = Office(first.copy())
    first.put("person", ada, alive=0)
    copied.put("person", ada, phone="copied")
    copied.add("person", ben, name="Ben")
    for office in (first, copied):
        second.receive(office.send())
    second.settle("person", ada, "name", "decided")
    second.settle("person", ada, "alive", 0)
    second.put("person", ada, alive=1)
    files.append(second.send())
    waiting = Office()
    waiting.receive(second.send(without=lambda at: at == 0))
    files.append(waiting.send())
    offices = (first, second, copied, waiting)
    secrets = {one.identity.origin.key: one.identity.secret for one in offices}
    for office in offices:
        office.close()
    return [Sample(data, secrets) for data in files], reader


# Damage: nobody's signature holds


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
        at += _FRAME.size + len(frame.data)
    place = chance.choice(places)
    length = _LENGTH.pack(chance.choice((0, 1, 2**31, 2**32 - 1, chance.randrange(4000))))
    return data[:place] + length + data[place + 4 :]


DAMAGE = (flip, truncate, append, overwrite, cut_out, repeat, splice, swap_payload, wrong_length)


# Forgery: a legitimate key signs content that may make no sense


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
        data = _forged(chance, there[at].data[_SIGNATURE:], sample.secrets)
        there[at] = there[at]._replace(data=data)
    return signed(cbor2.loads(header), joined(there), sender(sample))


def _forged(chance: random.Random, data: bytes, secrets: dict[bytes, bytes]) -> bytes:
    (length,) = _LENGTH.unpack_from(data)
    head, body = cbor2.loads(data[4 : 4 + length]), unpacked(data[4 + length :])
    secret = secrets[head[4]]
    if chance.random() < 0.2:
        head = bend(chance, head)
    else:
        for _ in range(chance.choice((1, 1, 2, 3))):
            body = bend(chance, body)
    clear = cbor2.dumps(head)
    forged = _LENGTH.pack(len(clear)) + clear + packed(body)
    return signing.sign(secret, signing.SEGMENT, hashlib.sha256(forged).digest()) + forged


FORGERY = (forge_header, forge_frames, forge_lock, forge_segment, forge_segment, forge_segment)


# The parts of a file


def parts(data: bytes) -> tuple[bytes, bytes]:
    (length,) = _LENGTH.unpack_from(data, len(envelope.MAGIC))
    start = len(envelope.MAGIC) + _LENGTH.size
    return data[start : start + length], data[start + length + _SIGNATURE :]


def frames(payload: bytes) -> Iterator[Frame]:
    at = 0
    while at < len(payload):
        kind, flags, length = _FRAME.unpack_from(payload, at)
        at += _FRAME.size
        yield Frame(kind, flags, payload[at : at + length])
        at += length


def joined(several: Sequence[Frame]) -> bytes:
    return b"".join(_FRAME.pack(one.kind, one.flags, len(one.data)) + one.data for one in several)


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
    return b"".join((envelope.MAGIC, _LENGTH.pack(len(clear)), clear, signature, payload))


# Judging


class Judge:
    """Takes files in, watches what happens, and puts everything back."""

    def __init__(self) -> None:
        self.samples, self.reader = samples()
        self.valid = {one.data for one in self.samples}

    def close(self) -> None:
        self.reader.close()

    def damaged(self, seed: int) -> str:
        """Make a damaged file; it must be refused unless it is a valid file again."""
        chance = random.Random(seed)
        one, other = chance.choice(self.samples), chance.choice(self.samples)
        how: Callable[[random.Random, bytes, bytes], bytes] = chance.choice(DAMAGE)
        data = how(chance, one.data, other.data)
        try:
            envelope.read_header(data)
            envelope.read(data)
        except BadFile:
            return f"{how.__name__} refused"
        assert data in self.valid, f"{how.__name__} was accepted"
        return f"{how.__name__} changed nothing"

    def forged(self, seed: int) -> str:
        """Make a forged file; it must be refused, or leave a database one can work with."""
        chance = random.Random(seed)
        how = chance.choice(FORGERY)
        data = how(chance, chance.choice(self.samples))
        reader, before = self.reader, self.reader.rows()
        try:
            with reader.connection.begin() as transaction:
                store = Store(reader.connection)
                header, content = introducing.open_up(store, data)
                delivery.take_in(store, header, content, reader.clock)
                self._go_on(reader)
                transaction.rollback()
        except Problem:
            assert reader.rows() == before
            return f"{how.__name__} refused"
        assert reader.rows() == before
        return f"{how.__name__} taken in"

    def _go_on(self, reader: Office) -> None:
        """Work with what was taken in: look at it, write over it, send it on."""
        raw = reader.raw
        assert capture.is_installed(reader.connection, reader.tables)
        assert not raw.execute("PRAGMA foreign_key_check").fetchall()
        disputes_here = reader.conflicts()
        assert len(disputes_here) == disputes.count_conflicts(reader.connection)
        reader.digest()
        raw.execute("UPDATE person SET name = 'written over', alive = 1 - alive")
        raw.execute("UPDATE page SET text = 'written over'")
        capture.seal(reader.connection, Author("somebody"), reader.clock)
        options = delivery.SendOptions(is_open=True)
        store = Store(reader.connection)
        delivery.put_together(store, ("", ""), options, list(SPACES), reader.clock)


def run(seeds: Sequence[int]) -> list[tuple[int, Counter[str], str]]:
    """Make a damaged or, for every third seed, a forged file; return what became of each."""
    judge, process = Judge(), psutil.Process()
    found: list[tuple[int, Counter[str], str]] = []
    begun_with = 0
    for done, seed in enumerate(seeds):
        begun = time.monotonic()
        try:
            what = judge.forged(seed) if seed % 3 == 0 else judge.damaged(seed)
            seconds, memory = time.monotonic() - begun, process.memory_info().rss
            if done == 20:
                begun_with = memory
            assert seconds < MOST_SECONDS, f"took {seconds:.1f} s"
            assert not begun_with or memory - begun_with < MOST_GROWTH, f"grew to {memory} bytes"
            found.append((seed, Counter([what]), ""))
        except Exception:
            found.append((seed, Counter(), traceback.format_exc()))
    judge.close()
    return found
