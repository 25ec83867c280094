"""Chains: the writes of one writer in one space, and the branches of a writer that was copied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import cast

from msp_desktop.domain.segments import SealedSegment, SegmentHead

MOST_CHAINS = 64
"""How many chains one writer may have in one space. A few copies of a computer are an accident; more can
only be forged by whoever has its key, and every new one is compared with all of them."""


def own_chain(raw: sqlite3.Connection, space: int) -> tuple[int, int]:
    """Return this installation's chain in a space and the last place in it, starting it if need be."""
    (origin,) = raw.execute("SELECT origin FROM sync_identity").fetchone()
    chain = root_chain(raw, space, origin)
    return chain, last_place(raw, chain)


def root_chain(raw: sqlite3.Connection, space: int, origin: bytes) -> int:
    """Return the chain in which a writer's row in a space begins, starting it if need be."""
    query = "SELECT number FROM sync_chain WHERE space = ? AND origin = ? AND base IS NULL"
    found = raw.execute(query, (space, origin)).fetchone()
    if found is not None:
        return cast("int", found[0])
    start = "INSERT INTO sync_chain (space, origin) VALUES (?, ?)"
    return cast("int", raw.execute(start, (space, origin)).lastrowid)


def last_place(raw: sqlite3.Connection, chain: int) -> int:
    """Return the place of the last write in a chain; 0 when there is none."""
    query = "SELECT max(place) FROM sync_unsealed WHERE chain = ?"
    (last,) = raw.execute(query, (chain,)).fetchone()
    return cast("int", last or last_segment(raw, chain)[1])


def last_segment(raw: sqlite3.Connection, chain: int) -> tuple[int, int, bytes]:
    """Return number, last place and hash of a chain's newest segment; zeros when there is none."""
    query = (
        "SELECT number, last, hash FROM sync_segment WHERE chain = ? ORDER BY number DESC LIMIT 1"
    )
    found = raw.execute(query, (chain,)).fetchone()
    return cast("tuple[int, int, bytes]", found or (0, 0, b""))


def is_one_too_many(raw: sqlite3.Connection, head: SegmentHead) -> bool:
    """Say whether a segment would begin one more branch of a writer that has `MOST_CHAINS` chains."""
    of_writer = (
        "SELECT chain.number FROM sync_chain AS chain JOIN sync_space ON sync_space.number = space "
        "WHERE space_id = ? AND origin = ? ORDER BY chain.number"
    )
    found = raw.execute(of_writer, (head.space_id, head.origin.id)).fetchall()
    if len(found) < MOST_CHAINS:
        return False
    following = "SELECT 1 FROM sync_segment WHERE chain = ? AND number = ?"
    (chain,) = raw.execute(
        "SELECT chain FROM sync_segment WHERE hash = ? UNION ALL SELECT ?",
        (head.previous, found[0][0]),
    ).fetchone()
    return raw.execute(following, (chain, head.number)).fetchone() is not None


def keep_segment(
    raw: sqlite3.Connection, chain: int, sealed: SealedSegment, records: Iterable[int]
) -> None:
    """Add a segment to a chain, byte for byte, with the numbers of the records it touches."""
    head = sealed.head
    row = (chain, head.number, head.first, head.last, head.previous, *sealed[1:])
    raw.execute("INSERT INTO sync_segment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    raw.execute(
        "INSERT INTO sync_trail SELECT value, ?, ? FROM json_each(?)",
        (chain, head.number, json.dumps(list(records))),
    )


class Branches:
    """Which chains are branches of others, and in which chain a write really lies."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        query = "SELECT number, base, fork_place FROM sync_chain WHERE base IS NOT NULL"
        self._bases = {chain: (base, place) for chain, base, place in raw.execute(query)}

    def home(self, chain: int, place: int) -> int:
        """Return the chain that holds the write at ``place`` of a branch's row."""
        while chain in self._bases and place < self._bases[chain][1]:
            chain = self._bases[chain][0]
        return chain

    def base_of(self, chain: int) -> tuple[int, int] | None:
        """Return the chain a branch left, and the first place that differs; None for a root."""
        return self._bases.get(chain)

    def __contains__(self, chain: int) -> bool:
        return chain in self._bases

    def __bool__(self) -> bool:
        return bool(self._bases)

    def start(self, base: int, fork_place: int) -> int:
        """Start a branch of ``base``, or of what ``base`` itself shares with others so far."""
        while base in self._bases and fork_place <= self._bases[base][1]:
            base = self._bases[base][0]
        cursor = self._raw.execute(
            "INSERT INTO sync_chain (space, origin, base, fork_place) "
            "SELECT space, origin, number, ? FROM sync_chain WHERE number = ?",
            (fork_place, base),
        )
        branch = cast("int", cursor.lastrowid)
        self._bases[branch] = base, fork_place
        return branch

    def move(self, branch: int, base: int, fork_place: int) -> None:
        """Let a branch begin later, or leave another chain: more of it turned out to be shared."""
        self._raw.execute(
            "UPDATE sync_chain SET base = ?, fork_place = ? WHERE number = ?",
            (base, fork_place, branch),
        )
        self._bases[branch] = base, fork_place

    def siblings(self, chain: int) -> list[int]:
        """Return every chain of the same writer in the same space."""
        query = (
            "SELECT other.number FROM sync_chain AS this JOIN sync_chain AS other "
            "USING (space, origin) WHERE this.number = ? ORDER BY other.number"
        )
        return [number for (number,) in self._raw.execute(query, (chain,))]
