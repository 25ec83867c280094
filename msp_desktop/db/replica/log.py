"""The log of a database: sealed writes read from their segments, those not yet sealed from rows."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from operator import itemgetter
from typing import Protocol

from msp_desktop.db.replica import chains
from msp_desktop.db.replica.catalogue import Catalogue
from msp_desktop.db.replica.chains import Branches
from msp_desktop.db.replica.opened import LoggedWrite, OpenSegment
from msp_desktop.db.replica.packing import unpack_patch
from msp_desktop.domain.merge import chain_of, place_of
from msp_desktop.domain.segments import SealedSegment, SegmentBody, SegmentHead

_HELD_OPEN = 250_000
"""How many writes of opened segments are held in memory."""

_UNSEALED = """
    SELECT this.chain, this.place, this.stamp, coalesce(this.moment, this.stamp >> 16), author.person,
           author.reason, chain.origin, kind.key, head.record_id, this.patch
    FROM sync_unsealed AS this
    JOIN sync_head AS head ON head.number = this.record
    JOIN sync_kind AS kind ON kind.number = head.kind
    JOIN sync_author AS author ON author.number = this.author
    JOIN sync_chain AS chain ON chain.number = this.chain
"""


class SegmentFormat(Protocol):
    """How segments are read; `sync` knows, and hands it in."""

    def read_segment(self, signature: bytes, data: bytes) -> SealedSegment:
        """Read the head of a segment and check its signature."""
        ...

    def read_body(self, segment: SealedSegment) -> SegmentBody:
        """Read the writes of a segment."""
        ...

    def read_kept(self, data: bytes) -> tuple[SegmentHead, SegmentBody]:
        """Read a segment that was worked in before."""
        ...


class Log:
    """Reads the writes of one database, and holds the segments last opened."""

    def __init__(
        self, raw: sqlite3.Connection, catalogue: Catalogue, format: SegmentFormat
    ) -> None:
        self.branches = Branches(raw)
        self._raw = raw
        self._catalogue = catalogue
        self._format = format
        self._open: OrderedDict[tuple[int, int], OpenSegment] = OrderedDict()
        self._held = 0
        self._starts: dict[int, list[tuple[int, int]]] = {}

    def writes_to(self, kind_key: str, record_id: str) -> list[LoggedWrite]:
        """Return every write to a record, by the merge clock."""
        record = "SELECT head.number FROM sync_head AS head JOIN sync_kind AS kind "
        record += "ON kind.number = head.kind WHERE kind.key = ? AND head.record_id = ?"
        about = kind_key, record_id
        writes = self._unsealed(f"WHERE this.record = ({record})", about)
        query = f"SELECT chain, number FROM sync_trail WHERE record = ({record})"
        for chain, number in self._raw.execute(query, about).fetchall():
            writes += self._segment(chain, number).writes_to(*about)
        return sorted(writes, key=lambda write: write.stamp)

    def newest(self, space_id: str, limit: int) -> list[LoggedWrite]:
        """Return the newest writes in a partnership, by the merge clock."""
        found = self._raw.execute(
            "SELECT chain.number FROM sync_chain AS chain "
            "JOIN sync_space AS own ON own.number = chain.space JOIN sync_space AS space "
            "ON space.number = coalesce(own.beside, own.number) WHERE space.space_id = ?",
            (space_id,),
        ).fetchall()
        writes = [write for (chain,) in found for write in self._newest_of(chain, limit)]
        return sorted(writes, key=lambda write: (write.stamp, write.dot), reverse=True)[:limit]

    def shapes(self, body: SegmentBody) -> list[tuple[int, ...]]:
        """Return the sets of fields written together in a segment, by their numbers."""
        kinds = [self._catalogue.kind(key).number for key, _fields in body.shapes]
        return [
            tuple(self._catalogue.field(kind, key) for key in fields)
            for kind, (_key, fields) in zip(kinds, body.shapes, strict=True)
        ]

    def at(self, chain: int, place: int) -> LoggedWrite | None:
        """Return the sealed write at a place of a chain; None beyond the chain's end."""
        home = self.branches.home(chain, place)
        segment = self._holding(home, place)
        return None if segment is None else segment.write(place - segment.head.first)

    def stamp_of(self, dot: int) -> int:
        """Return when a sealed write was made, by the merge clock."""
        segment = self._holding(chain_of(dot), place_of(dot))
        assert segment is not None
        return segment.stamp(place_of(dot) - segment.head.first)

    def add(self, segment: OpenSegment, sealed: SealedSegment, records: Iterable[int]) -> None:
        """Add a segment with the numbers of the records it touches."""
        chains.keep_segment(self._raw, segment.chain, sealed, records)
        self._starts.pop(segment.chain, None)

    def _newest_of(self, chain: int, limit: int) -> list[LoggedWrite]:
        last = "WHERE this.chain = ? ORDER BY this.place DESC LIMIT ?"
        writes = self._unsealed(last, (chain, limit))
        numbers = "SELECT number FROM sync_segment WHERE chain = ? ORDER BY number DESC"
        for (number,) in self._raw.execute(numbers, (chain,)).fetchall():
            if len(writes) >= limit:
                break
            segment = self._segment(chain, number)
            own = (at for at in reversed(range(segment.head.count)) if segment.home(at) == chain)
            writes += [segment.write(at) for at, _ in zip(own, range(limit), strict=False)]
        return writes

    def _unsealed(self, where: str, parameters: tuple[object, ...]) -> list[LoggedWrite]:
        rows = self._raw.execute(f"{_UNSEALED} {where}", parameters).fetchall()
        return [LoggedWrite._make((*row[:-1], unpack_patch(row[-1]))) for row in rows]

    def _holding(self, chain: int, place: int) -> OpenSegment | None:
        """Return the segment that holds a place of a chain."""
        if chain not in self._starts:
            query = "SELECT first, number FROM sync_segment WHERE chain = ? ORDER BY number"
            self._starts[chain] = self._raw.execute(query, (chain,)).fetchall()
        at = bisect_right(self._starts[chain], place, key=itemgetter(0))
        if at == 0:
            return None
        segment = self._segment(chain, self._starts[chain][at - 1][1])
        return segment if place <= segment.head.last else None

    def _segment(self, chain: int, number: int) -> OpenSegment:
        key = chain, number
        if key in self._open:
            self._open.move_to_end(key)
        else:
            self._hold(key, self._read(chain, number))
        return self._open[key]

    def _hold(self, key: tuple[int, int], segment: OpenSegment) -> None:
        self._open[key] = segment
        self._held += segment.head.count
        while self._held > _HELD_OPEN and len(self._open) > 1:
            _key, oldest = self._open.popitem(last=False)
            self._held -= oldest.head.count

    def _read(self, chain: int, number: int) -> OpenSegment:
        query = "SELECT data FROM sync_segment WHERE chain = ? AND number = ?"
        (data,) = self._raw.execute(query, (chain, number)).fetchone()
        head, body = self._format.read_kept(data)
        lying_in = "SELECT chain FROM sync_segment WHERE hash = ?"
        needed = [self._raw.execute(lying_in, (link.hash,)).fetchone()[0] for link in head.needs]
        return OpenSegment(head, body, [chain, *needed], self.shapes(body), self.branches)
