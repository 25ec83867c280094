"""From the log to segments: what this installation wrote and has not sealed yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection

from msp_desktop.db.replica import chains, identity
from msp_desktop.db.replica.catalogue import Catalogue, driver_of
from msp_desktop.db.replica.packing import Patch, unpack_patch
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

Draft = tuple[SegmentHead, SegmentBody]

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
    SELECT this.stamp, coalesce(this.moment, this.stamp >> 16), author.person, author.reason,
           head.kind, head.record_id, this.patch
    FROM sync_unsealed AS this
    JOIN sync_author AS author ON author.number = this.author
    JOIN sync_head AS head ON head.number = this.record
    WHERE this.chain = ? ORDER BY this.place LIMIT ?
"""


def next_draft(connection: Connection, most_writes: int, most_bytes: int) -> Draft | None:
    """Return the next segment to seal, or None when all that was written here is sealed."""
    raw = driver_of(connection)
    found = raw.execute(_NEXT_CHAIN).fetchone()
    return None if found is None else _Draft(raw, found[0]).build(most_writes, most_bytes)


def keep_own(connection: Connection, segment: SealedSegment) -> None:
    """Keep a segment sealed here in the place of its rows, and remember which segments it names."""
    raw = driver_of(connection)
    head = segment.head
    (chain,) = raw.execute(_NEXT_CHAIN).fetchone()
    chains.keep_segment(raw, chain, segment)
    sealed = "FROM sync_unsealed WHERE chain = ? AND place <= ?"
    trail = f"INSERT INTO sync_trail SELECT DISTINCT record, chain, ? {sealed}"
    raw.execute(trail, (head.number, chain, head.last))
    raw.execute(f"DELETE {sealed}", (chain, head.last))
    raw.executemany(
        "UPDATE sync_chain SET named = ? WHERE space = (SELECT space FROM sync_chain WHERE number = ?) "
        "AND number = (SELECT chain FROM sync_segment WHERE hash = ?)",
        ((link.number, chain, link.hash) for link in head.needs),
    )


class _Draft:
    """A segment of one chain while it is put together."""

    def __init__(self, raw: sqlite3.Connection, chain: int) -> None:
        self._raw = raw
        self._chain = chain
        self._catalogue = Catalogue(raw)
        self._links: list[Link] = []
        self._sources = {chain: 0}
        self._counts: list[int] = []
        self._stamps: list[int] = []
        self._moments: list[int] = []
        self._authors: dict[tuple[str, str], int] = {}
        self._author_of: list[int] = []
        self._last_save: tuple[object, ...] = ()
        self._records: dict[tuple[str, str], int] = {}
        self._shapes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._record_of: list[int] = []
        self._shape_of: list[int] = []
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
        for stamp, moment, person, reason, kind, record_id, data in rows:
            self._add_to_save(stamp, moment, person, reason)
            self._add(self._catalogue.kind_by_number(kind).key, record_id, unpack_patch(data))
            size += len(data)
            if size > most_bytes:
                break
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
        return head, self._body()

    def _body(self) -> SegmentBody:
        return SegmentBody(
            Saves(self._counts, self._stamps, self._moments, list(self._authors), self._author_of),
            list(self._records),
            list(self._shapes),
            self._record_of,
            self._shape_of,
            bytes(self._presence),
            self._values,
            self._seen_source,
            self._seen_place,
            self._seen_each,
            self._presence_seen,
        )

    def _name_news(self) -> None:
        """Name every segment of others that was worked in since the last own segment.

        People belong to what is in their partnership: its newest own segment is named with them.
        """
        for (chain,) in self._raw.execute(_NEWS, (self._chain,)).fetchall():
            self._source(chain)

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

    def _add_to_save(self, stamp: int, moment: int, person: str, reason: str) -> None:
        save, author = (stamp, moment, person, reason), (person, reason)
        if save == self._last_save:
            self._counts[-1] += 1
            return
        self._last_save = save
        self._counts.append(1)
        self._stamps.append(stamp)
        self._moments.append(moment)
        self._author_of.append(self._authors.setdefault(author, len(self._authors)))

    def _add(self, kind_key: str, record_id: str, patch: Patch) -> None:
        at = len(self._record_of)
        fields = tuple(self._catalogue.field_key(number) for number in patch.fields)
        self._record_of.append(self._records.setdefault((kind_key, record_id), len(self._records)))
        self._shape_of.append(self._shapes.setdefault((kind_key, fields), len(self._shapes)))
        self._presence.append(patch.presence)
        self._values += patch.values
        source, place = -1, 0
        only = patch.only_seen
        if only is None:
            self._seen_each[at] = [self._named(seen) for seen in patch.seen]
        elif only:
            source, place = self._source(chain_of(only)), place_of(only)
        self._seen_source.append(source)
        self._seen_place.append(place)
        if patch.presence_seen:
            self._presence_seen[at] = self._named(patch.presence_seen)

    def _named(self, dots: Sequence[int]) -> list[Seen]:
        return [(self._source(chain_of(dot)), place_of(dot)) for dot in dots]
