"""A reader of sync files written from `docs/sync-file.md` alone: prints what FILE… hold together."""

from __future__ import annotations

import hashlib
import json
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

CALM = ("rank", "owner_id")
Dot = tuple[Any, int]  # a write: its chain (space and origin) and its place there


class Refused(Exception):
    """Raised for a file that is not whole, not signed, or written for a newer reader."""


def must(holds: bool, why: str) -> None:
    if not holds:
        raise Refused(why)


def unpack(data: bytes) -> Any:
    size = zstandard.frame_content_size(data)
    must(0 <= size <= 96 * 2**20, "unpacked size")
    return cbor2.loads(zstandard.ZstdDecompressor().decompress(data))


def verify(key: bytes, signature: bytes, purpose: bytes, message: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, purpose + message)
    except (InvalidSignature, ValueError) as error:
        raise Refused("signature") from error


def signed(data: bytes, magic: bytes) -> tuple[dict[str, Any], bytes, bytes, bytes]:
    """Return the map of a header or card, its bytes, its signature, and what follows."""
    must(data.startswith(magic) and len(data) > 76, "magic")
    (length,) = struct.unpack_from(">I", data, 8)
    must(length <= 65536 and 76 + length <= len(data), "length")
    clear, rest = data[12 : 12 + length], data[12 + length :]
    return cbor2.loads(clear), clear, rest[:64], rest[64:]


def open_file(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return header and payload of a file whose every byte is as it was written."""
    header, clear, signature, payload = signed(data, b"MSPSYNC\n")
    must(header["min_reader"] <= 1, "newer")
    card, card_clear, card_signature, rest = signed(header["from"]["card"], b"MSPCARD\n")
    must(not rest, "card")
    verify(card["key"], card_signature, b"MSP office card\0", card_clear)
    verify(card["key"], signature, b"MSP sync header\0", clear)
    must(len(payload) == header["payload_length"], "payload length")
    must(hashlib.sha256(payload).digest() == header["payload_sha256"], "payload hash")
    return header, payload


def frames(payload: bytes) -> Iterator[tuple[int, bytes]]:
    at, count = 0, 0
    while True:
        must(at + 6 <= len(payload), "frame")
        kind, flags, length = struct.unpack_from(">BBI", payload, at)
        data = payload[at + 6 : at + 6 + length]
        at += 6 + length
        must(len(data) == length and length <= 64 * 2**20, "frame length")
        if kind == 255:
            must(cbor2.loads(data) == count and at == len(payload), "end")
            return
        must(kind in (1, 2, 3, 4, 5, 6) or not flags & 1, "newer")
        yield kind, data
        count += 1


class Reader:
    """The records that come of segments, in whatever order these arrive."""

    def __init__(self) -> None:
        self.waiting: dict[bytes, tuple[list[Any], bytes]] = {}
        self.chain_of: dict[bytes, Any] = {}
        self.spaces: dict[Any, str] = {}
        self.stands: dict[Any, dict[str, dict[Dot, tuple[int, Any]]]] = {}
        self.living: dict[Any, dict[Any, int]] = {}
        self.removals: dict[Any, set[Dot]] = {}

    def take(self, data: bytes) -> None:
        for kind, content in frames(open_file(data)[1]):
            if kind in (2, 3):
                self.keep(content[:64], content[64:])
        while ready := [one for one in self.waiting if self.is_ready(one)]:
            for digest in ready:
                head, body = self.waiting.pop(digest)
                chain = self.chain_of[digest] = head[1], head[2]
                self.work_in(chain, head, unpack(body))

    def keep(self, signature: bytes, data: bytes) -> None:
        digest = hashlib.sha256(data).digest()
        (length,) = struct.unpack_from(">I", data)
        head = cbor2.loads(data[4 : 4 + length])
        must(head[0] == 1, "newer")
        verify(head[4], signature, b"MSP sync segment\0", digest)
        if digest not in self.chain_of:
            self.waiting[digest] = head, data[4 + length :]

    def is_ready(self, digest: bytes) -> bool:
        head, _body = self.waiting[digest]
        needs = [need[2] for need in head[9]] + ([head[8]] if head[8] else [])
        return all(need in self.chain_of for need in needs)

    def work_in(self, chain: Any, head: list[Any], body: list[Any]) -> None:
        counts, steps = body[0][:2]
        sources = [chain, *(self.chain_of[need[2]] for need in head[9])]
        stamp, stamps = 0, []
        for count, step in zip(counts, steps, strict=True):
            stamp += step
            stamps += [stamp] * count
        values = iter(body[8])
        for at in range(head[7] - head[6] + 1):
            place = head[6] + at
            number = body[6][at]
            key = body[1][body[2][number]], body[3][16 * number : 16 * number + 16].hex()
            self.spaces[key] = head[1].hex()
            source, away = body[9][at], body[10][at]
            only = [(sources[source], away if source else place - away)] if source >= 0 else []
            for n, field in enumerate(body[4][body[7][at]][1]):
                replaced = self.pairs(sources, body[11][at][n]) if at in body[11] else only
                standing = self.stands.setdefault(key, {}).setdefault(field, {})
                for dot in replaced:
                    standing.pop(dot, None)
                standing[chain, place] = stamps[at], next(values)
            self.live(key, body[5][at], (chain, place), self.pairs(sources, body[12].get(at, [])))

    def pairs(self, sources: list[Any], flat: list[int]) -> list[Dot]:
        return [(sources[one], place) for one, place in zip(flat[::2], flat[1::2], strict=True)]

    def live(self, key: Any, says: int, dot: Dot, seen: list[Dot]) -> None:
        living, removals = self.living.setdefault(key, {}), self.removals.setdefault(key, set())
        if says == 2:
            for chain, place in seen:
                if living.get(chain, place + 1) <= place:
                    del living[chain]
        removals -= set(seen)
        if says in (0, 1):
            living[dot[0]] = dot[1]
        elif says == 2:
            removals.add(dot)

    def result(self) -> dict[str, Any]:
        """Return records, open conflicts and how many segments wait."""
        rows = {key: self.row(key) for key in self.spaces}
        there = {key for key in rows if self.living[key]}
        owners = {row.get("owner_id") for key, row in rows.items() if key in there}
        while kept := {key for key in rows if key not in there and key[1] in owners}:
            there |= kept
            owners |= {rows[key].get("owner_id") for key in kept}
        conflicts = []
        for key in sorted(there):
            for field, standing in sorted(self.stands.get(key, {}).items()):
                distinct = {(type(value).__name__, value) for _stamp, value in standing.values()}
                if field not in CALM and len(distinct) > 1:
                    values = sorted(str(value) for _type, value in distinct)
                    conflicts.append([*key, field, "different", values])
            if self.removals[key]:
                how = "removed-or-changed" if self.living[key] else "removed-owner"
                conflicts.append([*key, "alive", how, []])
        tables: dict[str, dict[str, Any]] = {}
        for key in sorted(rows):
            tables.setdefault(key[0], {})[key[1]] = {**rows[key], "alive": int(key in there)}
        return {"tables": tables, "conflicts": conflicts, "waiting": len(self.waiting)}

    def row(self, key: Any) -> dict[str, Any]:
        row = {"space_id": self.spaces[key]}
        for field, standing in sorted(self.stands.get(key, {}).items()):
            _stamp, value = max(standing.values(), key=shown)
            if value is not None:
                row[field] = value
        return row


def shown(write: tuple[int, Any]) -> tuple[int, int, int, str]:
    stamp, value = write
    if isinstance(value, str):
        return stamp, 2, 0, value
    return (stamp, 0, 0, "") if value is None else (stamp, 1, value, "")


if __name__ == "__main__":
    reader = Reader()
    for name in sys.argv[1:]:
        reader.take(Path(name).read_bytes())
    print(json.dumps(reader.result(), ensure_ascii=False, indent=1, sort_keys=True))
