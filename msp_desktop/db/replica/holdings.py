"""What this installation holds, what others are known to hold, and what to send them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cbor2
from sqlalchemy import Connection

from msp_desktop.db.replica import chains
from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.domain.segments import (
    SHORT_HASH,
    StoredSegment,
    Vector,
    VectorEntry,
)

_MOST_TOLD = 100

_NEWEST = """
    SELECT space.space_id, chain.origin, segment.number, substr(segment.hash, 1, ?)
    FROM sync_space AS space
    JOIN sync_chain AS chain ON chain.space = space.number
    JOIN sync_segment AS segment ON segment.chain = chain.number AND segment.number
        = (SELECT max(number) FROM sync_segment WHERE chain = chain.number)
    WHERE space.space_id = ? ORDER BY chain.number
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another writer as it was when it wrote its newest file. Times in milliseconds since 1970."""

    origin_id: bytes
    office_id: str
    file_number: int
    holds: Vector
    created: int
    received: int
    gaps: Vector = ()


class LackingFiles(NamedTuple):
    """The numbers of files that did not arrive, or not whole, and whether what is lacking must be there."""

    numbers: tuple[int, ...]
    is_certain: bool


def vector(connection: Connection, space_ids: Iterable[str]) -> Vector:
    """Return what is held of some spaces: the newest segment of every chain."""
    raw = driver_of(connection)
    return tuple(
        VectorEntry(*row)
        for space_id in space_ids
        for row in raw.execute(_NEWEST, (SHORT_HASH, space_id)).fetchall()
    )


def segments_beyond(
    connection: Connection,
    space_ids: Iterable[str],
    held: Sequence[Vector],
    asked_for: Iterable[VectorEntry] = (),
) -> list[StoredSegment]:
    """Return the segments of some spaces that not every one of the vectors proves to be held.

    An entry proves everything before it in its chain. One with a hash unknown here proves nothing: too
    much is sent rather than too little. Without a vector everything is returned, and what is asked for
    is returned in any case.
    """
    raw = driver_of(connection)
    proven = [_proven(raw, one) for one in held] or [{}]
    known = {chain: min(one.get(chain, 0) for one in proven) for chain in set().union(*proven)}
    asked = {entry.hash for entry in asked_for}
    query = (
        "SELECT segment.chain, segment.number, hash, signature, data FROM sync_segment AS segment "
        "JOIN sync_chain AS chain ON chain.number = segment.chain "
        "JOIN sync_space AS space ON space.number = chain.space "
        "WHERE space.space_id = ? ORDER BY segment.chain, segment.number"
    )
    return [
        StoredSegment(digest, *parts)
        for space_id in space_ids
        for chain, number, digest, *parts in raw.execute(query, (space_id,))
        if number > known.get(chain, 0) or digest[:SHORT_HASH] in asked
    ]


def writes_beyond(connection: Connection, space_ids: Iterable[str], held: Vector) -> int:
    """Return how many writes in some spaces, sealed or not, a vector does not prove to be held."""
    raw = driver_of(connection)
    known = _proven(raw, held)
    wanted = set(space_ids)
    rows = raw.execute(
        "SELECT space.space_id, chain.number, coalesce(chain.fork_place, 1) - 1 "
        "FROM sync_chain AS chain JOIN sync_space AS space ON space.number = chain.space"
    ).fetchall()
    total = 0
    for space_id, chain, shared in rows:
        if space_id in wanted:
            found = raw.execute(
                "SELECT last FROM sync_segment WHERE chain = ? AND number = ?",
                (chain, known.get(chain, 0)),
            ).fetchone()
            last = chains.last_place(raw, chain)
            total += max(0, last - max(shared, found[0] if found else 0))
    return total


def waiting_segments(connection: Connection, space_ids: Iterable[str]) -> list[StoredSegment]:
    """Return the segments of some spaces that cannot be worked in yet."""
    raw = driver_of(connection)
    query = "SELECT hash, signature, data FROM sync_waiting WHERE space_id = ? ORDER BY hash"
    return [
        StoredSegment(*row)
        for space_id in space_ids
        for row in raw.execute(query, (space_id,)).fetchall()
    ]


def lacking(connection: Connection, assumed: Vector) -> bytes:
    """Return the hash of something another office believes is here and is not; empty when all is.

    Then this is a restored or copied database: it once had what it has told that office.
    """
    raw = driver_of(connection)
    unknown = (one.hash for one in assumed if _with_short_hash(raw, one.hash) is None)
    return next(unknown, b"")


def remember_peer(connection: Connection, peer: Peer) -> None:
    """Remember what a writer says it holds; its newest file replaces what it said before."""
    raw = driver_of(connection)
    raw.execute(
        "INSERT INTO sync_peer VALUES (?, ?, ?, ?, ?, ?, "
        "(SELECT coalesce(max(turn), 0) + 1 FROM sync_peer), ?) "
        "ON CONFLICT (origin) DO UPDATE SET office_id = excluded.office_id, "
        "file_number = excluded.file_number, holds = excluded.holds, created = excluded.created, "
        "received = excluded.received, turn = excluded.turn, gaps = excluded.gaps "
        "WHERE excluded.file_number > sync_peer.file_number",
        (
            peer.origin_id,
            peer.office_id,
            peer.file_number,
            _packed(peer.holds),
            peer.created,
            peer.received,
            _packed(peer.gaps),
        ),
    )


def peers(connection: Connection) -> list[Peer]:
    """Return for each office heard from the writer heard last."""
    rows = driver_of(connection).execute(
        "SELECT origin, office_id, file_number, holds, created, received, gaps FROM sync_peer "
        "ORDER BY turn"
    )
    newest: dict[str, Peer] = {}
    for origin, office_id, number, holds, created, received, gaps in rows:
        about = _unpacked(holds), created, received, _unpacked(gaps)
        newest[office_id] = Peer(origin, office_id, number, *about)
    return list(newest.values())


def file_received(connection: Connection, file_id: bytes) -> int | None:
    """Return when a file was taken in (milliseconds since 1970), or None when it never was."""
    query = "SELECT received FROM sync_file WHERE file_id = ?"
    found = driver_of(connection).execute(query, (file_id,)).fetchone()
    return None if found is None else int(found[0])


def remember_file(
    connection: Connection, file_id: bytes, peer: Peer, part: int = 1, parts: int = 1
) -> None:
    """Remember that a file was taken in."""
    about = peer.office_id, peer.file_number, peer.created, peer.received, peer.origin_id
    driver_of(connection).execute(
        "INSERT OR IGNORE INTO sync_file VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (file_id, *about, part, parts),
    )


def files_lacking(connection: Connection, origin_id: bytes, moment: int) -> LackingFiles:
    """Return in which files of a writer that must lie which something written at ``moment`` builds on.

    The first file taken in that was made then or later is the one that brought what waits. Where parts
    of it are missing, it is in these. Otherwise it is in a file made after the last one that was taken in
    whole before. Of many numbers, the first hundred are told: a writer may claim any.
    """
    rows = driver_of(connection).execute(
        "SELECT file_number, min(created), max(parts) - count(DISTINCT part) FROM sync_file "
        "WHERE origin = ? GROUP BY file_number ORDER BY file_number",
        (origin_id,),
    )
    whole = 0
    for number, created, parts_missing in rows.fetchall():
        if created >= moment:
            if parts_missing:
                return LackingFiles((number,), True)
            return LackingFiles(tuple(range(whole + 1, number)[:_MOST_TOLD]), False)
        if not parts_missing:
            whole = number
    return LackingFiles((), False)


def office_of(connection: Connection, origin_id: bytes) -> str:
    """Return the office of a writer; empty for one never met."""
    query = (
        "SELECT office_id FROM sync_origin WHERE origin = ?1 UNION ALL "
        "SELECT office_id FROM sync_peer WHERE origin = ?1 UNION ALL "
        "SELECT office_id FROM sync_identity WHERE origin = ?1"
    )
    found = driver_of(connection).execute(query, (origin_id,)).fetchone()
    return "" if found is None else str(found[0])


def has_segment(connection: Connection, digest: bytes) -> bool:
    """Say whether a segment is worked in here."""
    query = "SELECT 1 FROM sync_segment WHERE hash = ?"
    return driver_of(connection).execute(query, (digest,)).fetchone() is not None


def keep_frames(
    connection: Connection, file_id: bytes, frames: Sequence[tuple[int, bytes]]
) -> None:
    """Keep parts of a file that only a newer version understands."""
    driver_of(connection).executemany(
        "INSERT OR IGNORE INTO sync_kept_frame VALUES (?, ?, ?, ?)",
        ((file_id, position, *frame) for position, frame in enumerate(frames)),
    )


def _packed(vector: Vector) -> bytes:
    return cbor2.dumps([list(entry) for entry in vector])


def _unpacked(data: bytes | None) -> Vector:
    return tuple(VectorEntry(*entry) for entry in cbor2.loads(data)) if data else ()


def _proven(raw: sqlite3.Connection, held: Vector) -> dict[int, int]:
    """Return for each chain the number of the last segment that a vector proves to be held."""
    known: dict[int, int] = {}
    for entry in held:
        found = _with_short_hash(raw, entry.hash)
        while found is not None:
            chain, number = found
            known[chain] = max(known.get(chain, 0), number)
            found = _before_chain(raw, chain)
    return known


def _with_short_hash(raw: sqlite3.Connection, short: bytes) -> tuple[int, int] | None:
    query = "SELECT chain, number FROM sync_segment WHERE hash >= ? AND hash <= ?"
    rest = 32 - len(short)
    found = raw.execute(query, (short + bytes(rest), short + b"\xff" * rest)).fetchone()
    return None if found is None else (int(found[0]), int(found[1]))


def _before_chain(raw: sqlite3.Connection, chain: int) -> tuple[int, int] | None:
    """Return the segment on which the first of a branch builds: whoever has the branch has that too."""
    found = raw.execute(
        "SELECT chain, number FROM sync_segment WHERE hash = "
        "(SELECT previous FROM sync_segment WHERE chain = ? ORDER BY number LIMIT 1)",
        (chain,),
    ).fetchone()
    return None if found is None else (int(found[0]), int(found[1]))
