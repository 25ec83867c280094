"""From the log to segments: what this installation wrote and has not sealed yet."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, compress, count, islice
from operator import itemgetter, ne, sub
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection

from msp_desktop.db.replica import chains, identity
from msp_desktop.db.replica.catalogue import Catalogue, driver_of
from msp_desktop.db.replica.packing import Patch, unpack_patches
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import chain_of, place_of
from msp_desktop.domain.segments import (
    Link,
    Saves,
    SealedSegment,
    Seen,
    SegmentBody,
    SegmentHead,
)

_T = TypeVar("_T")

_AT_ONCE = 2000
"""How many writes are read at a time: what was read is used before it leaves the processor's memory."""

_NEXT_CHAIN = """
    SELECT chain.number FROM sync_chain AS chain
    JOIN sync_space AS space ON space.number = chain.space
    WHERE EXISTS (SELECT 1 FROM sync_unsealed AS this WHERE this.chain = chain.number)
    ORDER BY space.beside IS NOT NULL, chain.number LIMIT 1
"""
"""People are sealed after the partnership that holds what they belong to."""
_NEWS = """
    SELECT other.number FROM sync_chain AS this
    JOIN sync_space AS space ON space.number = this.space
    JOIN sync_chain AS other ON other.space IN (this.space, space.beside)
    WHERE this.number = ?1 AND other.number <> ?1
    AND (SELECT coalesce(max(number), 0) FROM sync_segment WHERE chain = other.number)
        > CASE WHEN other.space = space.beside AND other.origin = this.origin THEN 0
               ELSE other.named END
"""
_WRITES = """
    SELECT stamp, coalesce(moment, stamp >> 16), author, record, patch
    FROM sync_unsealed WHERE chain = ? ORDER BY place LIMIT ?
"""
_PATCH = itemgetter(-1)
_OTHERS = """
    SELECT 1 FROM sync_unsealed WHERE chain < ?1 UNION ALL
    SELECT 1 FROM sync_unsealed WHERE (chain, place) > (?1, ?2) LIMIT 1
"""


class Draft(NamedTuple):
    """A segment to seal; ``records`` are the numbers of the records written to, as the body lists them."""

    head: SegmentHead
    body: SegmentBody
    records: Sequence[int]


def next_draft(connection: Connection, most_writes: int, most_bytes: int) -> Draft | None:
    """Return the next segment to seal, or None when all that was written here is sealed."""
    raw = driver_of(connection)
    found = raw.execute(_NEXT_CHAIN).fetchone()
    return None if found is None else _Draft(raw, found[0]).build(most_writes, most_bytes)


def keep_own(connection: Connection, segment: SealedSegment, records: Iterable[int]) -> None:
    """Keep a segment sealed here in the place of its rows, and remember which segments it names."""
    raw = driver_of(connection)
    head = segment.head
    (chain,) = raw.execute(_NEXT_CHAIN).fetchone()
    chains.keep_segment(raw, chain, segment, records)
    _forget_rows(raw, chain, head.last)
    raw.executemany(
        "UPDATE sync_chain SET named = ? WHERE space = (SELECT space FROM sync_chain WHERE number = ?) "
        "AND number = (SELECT chain FROM sync_segment WHERE hash = ?)",
        ((link.number, chain, link.hash) for link in head.needs),
    )


def _forget_rows(raw: sqlite3.Connection, chain: int, last: int) -> None:
    """Drop the rows of a chain up to a place. All there are go ten times as fast as row by row."""
    if raw.execute(_OTHERS, (chain, last)).fetchone() is None:
        raw.execute("DELETE FROM sync_unsealed")
    else:
        raw.execute("DELETE FROM sync_unsealed WHERE chain = ? AND place <= ?", (chain, last))


_Places = defaultdict[_T, int]


def _places() -> _Places[_T]:
    """Return what numbers things from 0 in the order in which they are first asked for."""
    return defaultdict(count().__next__)


class _Draft:
    """A segment of one chain while it is put together: a column for each thing said of every write."""

    def __init__(self, raw: sqlite3.Connection, chain: int) -> None:
        self._raw = raw
        self._chain = chain
        self._catalogue = Catalogue(raw)
        self._links: list[Link] = []
        self._sources = {chain: 0}
        self._stamps: list[int] = []
        self._moments: list[int] = []
        self._authors: list[int] = []
        self._records: _Places[int] = _places()
        self._record_of: list[int] = []
        self._field_sets: _Places[tuple[int, ...]] = _places()
        self._field_set_of: list[int] = []
        self._presence = bytearray()
        self._values: list[Stored] = []
        self._seen_source: list[int] = []
        self._seen_place: list[int] = []
        self._seen_each: dict[int, Sequence[Sequence[Seen]]] = {}
        self._presence_seen: dict[int, Sequence[Seen]] = {}

    def build(self, most_writes: int, most_bytes: int) -> Draft:
        number, last, previous = chains.last_segment(self._raw, self._chain)
        self._name_news()
        size = 0
        rows = self._raw.execute(_WRITES, (self._chain, most_writes))
        while size <= most_bytes and (some := rows.fetchmany(_AT_ONCE)):
            before = list(accumulate(map(len, map(_PATCH, some)), initial=size))
            self._add(some[: bisect_right(before, most_bytes)])
            size = before[-1]
        space_id, origin = self._raw.execute(
            "SELECT space_id, origin FROM sync_chain JOIN sync_space "
            "ON sync_space.number = sync_chain.space WHERE sync_chain.number = ?",
            (self._chain,),
        ).fetchone()
        head = SegmentHead(
            space_id,
            identity.writer(self._raw, origin),
            number + 1,
            last + 1,
            last + len(self._record_of),
            previous,
            tuple(self._links),
        )
        return Draft(head, self._body(), list(self._records))

    def _body(self) -> SegmentBody:
        records = self._about(list(self._records))
        kinds_of = [kind for kind, _record_id in records]
        kinds = map(kinds_of.__getitem__, self._record_of)
        shapes: _Places[tuple[str, int]] = _places()
        shape_of = list(map(shapes.__getitem__, zip(kinds, self._field_set_of, strict=True)))
        key = self._catalogue.field_key
        field_sets = [tuple(map(key, fields)) for fields in self._field_sets]
        return SegmentBody(
            self._saves(),
            records,
            [(kind, field_sets[at]) for kind, at in shapes],
            self._record_of,
            shape_of,
            bytes(self._presence),
            self._values,
            self._seen_source,
            self._seen_place,
            self._seen_each,
            self._presence_seen,
        )

    def _about(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        """Return the key of the kind and the identifier of each of some records."""
        rows = self._raw.execute(
            "SELECT kind, record_id FROM json_each(?) JOIN sync_head ON number = value ORDER BY key",
            (json.dumps(numbers),),
        ).fetchall()
        kind = self._catalogue.kind_by_number
        keys = {number: kind(number).key for number in {of_kind for of_kind, _record_id in rows}}
        return [(keys[of_kind], record_id) for of_kind, record_id in rows]

    def _saves(self) -> Saves:
        """Return what was saved together: writes in a row of one moment and one author."""
        columns = self._stamps, self._moments, self._authors
        changed = map(ne, islice(zip(*columns, strict=True), 1, None), zip(*columns, strict=True))
        starts = [0, *compress(count(1), changed)]
        counts = list(map(sub, [*starts[1:], len(self._stamps)], starts))
        stamps, moments, authors = (list(map(one.__getitem__, starts)) for one in columns)
        places: _Places[int] = _places()
        author_of = list(map(places.__getitem__, authors))
        query = "SELECT person, reason FROM sync_author WHERE number = ?"
        people = [self._raw.execute(query, (number,)).fetchone() for number in places]
        return Saves(counts, stamps, moments, people, author_of)

    def _name_news(self) -> None:
        """Name every segment of others that was worked in since the last own segment.

        People belong to what is in their partnership: its newest own segment is named with them.
        """
        for (number,) in self._raw.execute(_NEWS, (self._chain,)).fetchall():
            self._source(number)

    def _source(self, chain: int) -> int:
        """Return how this segment calls a chain, naming its newest segment the first time."""
        if chain not in self._sources:
            number, _last, digest = chains.last_segment(self._raw, chain)
            (origin,) = self._raw.execute(
                "SELECT origin FROM sync_chain WHERE number = ?", (chain,)
            ).fetchone()
            self._links.append(Link(origin, number, digest))
            self._sources[chain] = len(self._links)
        return self._sources[chain]

    def _add(self, rows: Sequence[tuple[int, int, int, int, bytes]]) -> None:
        """Add some writes to the columns, and name what they replaced in their order."""
        stamps, moments, authors, records, patches = zip(*rows, strict=True)
        opened = unpack_patches(patches)
        first, named = len(self._record_of), 0
        self._stamps += stamps
        self._moments += moments
        self._authors += authors
        self._record_of += map(self._records.__getitem__, records)
        self._field_set_of += map(self._field_sets.__getitem__, opened.fields)
        self._values += chain.from_iterable(opened.values)
        self._presence += bytes(len(rows))
        for at, patch in opened.unlike.items():
            self._name(opened.only_seen[named : at + 1])
            self._add_unlike(first + at, patch)
            named = at + 1
        self._name(opened.only_seen[named:])
        sources = self._sources
        self._seen_source += [sources[chain_of(dot)] if dot else -1 for dot in opened.only_seen]
        self._seen_place += map(place_of, opened.only_seen)

    def _add_unlike(self, at: int, patch: Patch) -> None:
        """Add what a write says beyond most others."""
        self._presence[at] = patch.presence
        if patch.only_seen is None:
            self._seen_each[at] = [self._named(seen) for seen in patch.seen]
        if patch.presence_seen:
            self._presence_seen[at] = self._named(patch.presence_seen)

    def _name(self, dots: Iterable[int]) -> None:
        """Name the chains of some writes; 0 is none."""
        for number in dict.fromkeys(map(chain_of, filter(None, dots))):
            self._source(number)

    def _named(self, dots: Sequence[int]) -> list[Seen]:
        return [(self._source(chain_of(dot)), place_of(dot)) for dot in dots]
