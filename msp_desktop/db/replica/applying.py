"""Working one segment in: its chain is found, its writes enter the log and the records they touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cbor2

from msp_desktop.db.replica import chains, vetting
from msp_desktop.db.replica.batch import Batch, Entry
from msp_desktop.db.replica.catalogue import Catalogue, author_number
from msp_desktop.db.replica.packing import Patch, pack_patch
from msp_desktop.db.replica.vetting import Vetted
from msp_desktop.domain.merge import Head, Life, chain_of, dot_of, place_of
from msp_desktop.domain.segments import Presence, SealedSegment, SegmentBody

_KEPT = int(Presence.KEPT)

LogRow = tuple[int, int, int, int | None, int, int, bytes]
"""A row of ``sync_change``."""


@dataclass(slots=True)
class Outcome:
    """What became of a segment: ``writes`` entered the log, ``shared`` were there on another branch."""

    space: int
    writes: int
    shared: int
    conflicting: int
    latest: int
    is_branch: bool
    is_own: bool


class Applier:
    """Works segments in, one after the other, into one batch of records."""

    def __init__(self, raw: sqlite3.Connection, catalogue: Catalogue, batch: Batch) -> None:
        self._raw = raw
        self._catalogue = catalogue
        self._batch = batch
        self._branches = chains.Branches(raw)
        self._authors: dict[tuple[str, str], int] = {}
        (self._own_origin,) = raw.execute("SELECT origin FROM sync_identity").fetchone()

    def apply(self, segment: SealedSegment, body: SegmentBody) -> Outcome:
        """Work in a segment whose predecessors are all there.

        Raises `BadFile` before anything is written when it contradicts what is known.
        """
        vetted = vetting.vet(self._raw, self._catalogue, self._batch, segment, body)
        is_branch = self._find_branch(vetted)
        head = segment.head
        row = (vetted.chain, head.number, head.first, head.last, head.previous, *segment[1:])
        self._raw.execute("INSERT INTO sync_segment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        entries = [self._entry(vetted, record) for record in vetted.records]
        numbers = [entry.number for entry in entries]
        rows = list(self._log_rows(vetted, numbers))[vetted.start :]
        self._raw.executemany("INSERT INTO sync_change VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return Outcome(
            space=vetted.space,
            writes=len(rows),
            shared=vetted.start,
            conflicting=self._merge(vetted, entries),
            latest=max(one.stamp for one in body.transactions),
            is_branch=is_branch,
            is_own=head.origin.id == self._own_origin,
        )

    def _entry(self, vetted: Vetted, record: tuple[int, str]) -> Entry:
        known = self._batch.get(record)
        if known is not None:
            return known
        kind = self._catalogue.kind_by_number(record[0])
        return self._batch.start(kind, record[1], vetted.space)

    # Branches of a copied writer

    def _find_branch(self, vetted: Vetted) -> bool:
        """Find out whether a segment goes on where its chain goes on otherwise; if so, branch off.

        Two copies of one database replay what was not sealed before the copy: writes that are equal on
        another branch are that branch's, and the new one begins at the first that differs.
        """
        first, number = vetted.head.first, vetted.head.number
        taken = self._raw.execute(
            "SELECT 1 FROM sync_segment WHERE chain = ? AND number = ?", (vetted.chain, number)
        ).fetchone()
        branch_point = self._branches.base_of(vetted.chain)
        if taken is None and (branch_point is None or branch_point[1] < first):
            return False
        lengths = {
            chain: self._shared_with(vetted, chain)
            for chain in self._branches.siblings(vetted.chain)
            if taken is not None or chain != vetted.chain
        }
        best = max(lengths, key=lambda chain: (lengths[chain], chain == vetted.chain))
        vetted.start = lengths[best]
        if taken is not None:
            vetted.chain = self._branches.start(best, first + vetted.start)
        elif vetted.start:
            self._branches.move(vetted.chain, best, first + vetted.start)
        vetted.sources[0] = vetted.chain
        return taken is not None

    def _shared_with(self, vetted: Vetted, chain: int) -> int:
        """Return how many writes at the start of a segment are on a branch already."""
        first, own = vetted.head.first, vetted.sources[0]
        known = [self._batch.get(record) for record in vetted.records]
        numbers = [0 if entry is None else entry.number for entry in known]
        vetted.sources[0] = chain
        shared = 0
        for place, row in enumerate(self._log_rows(vetted, numbers), first):
            home = self._branches.home(chain, place)
            found = self._raw.execute(
                "SELECT stamp, moment, author, record, patch FROM sync_change "
                "WHERE chain = ? AND place = ?",
                (home, place),
            ).fetchone()
            if found != row[2:]:
                break
            shared += 1
        vetted.sources[0] = own
        return shared

    # The log

    def _log_rows(self, vetted: Vetted, numbers: Sequence[int]) -> Iterator[LogRow]:
        body, chain = vetted.body, vetted.chain
        record_of, shape_of, presence = body.record_of, body.shape_of, body.presence
        sources, shapes = body.seen_source, [list(shape) for shape in vetted.shapes]
        end = 0
        for transaction in body.transactions:
            stamp, moment = transaction.stamp, transaction.moment
            given = None if moment == stamp >> 16 else moment
            author = self._author(transaction.person, transaction.reason)
            start, end = end, end + transaction.writes
            for at in range(start, end):
                if presence[at] == _KEPT and at not in body.seen_each:
                    fields = shapes[shape_of[at]]
                    seen = self._only_seen(vetted, at) if sources[at] >= 0 else 0
                    patch = cbor2.dumps([fields, vetted.values_of(at), seen])
                else:
                    patch = pack_patch(self._patch(vetted, at))
                place = vetted.head.first + at
                yield chain, place, stamp, given, author, numbers[record_of[at]], patch

    def _author(self, person: str, reason: str) -> int:
        who = person, reason
        if who not in self._authors:
            self._authors[who] = author_number(self._raw, person, reason)
        return self._authors[who]

    def _patch(self, vetted: Vetted, at: int) -> Patch:
        body = vetted.body
        fields = vetted.shapes[body.shape_of[at]]
        return Patch(
            fields,
            vetted.values_of(at),
            self._seen_by_field(vetted, at, len(fields)),
            Presence(body.presence[at]),
            self._presence_seen(vetted, at),
        )

    def _seen_by_field(self, vetted: Vetted, at: int, count: int) -> list[list[int]]:
        body = vetted.body
        if at in body.seen_each:
            return [
                sorted(self._dot(vetted, source, place) for source, place in seen)
                for seen in body.seen_each[at]
            ]
        return [[self._only_seen(vetted, at)] if body.seen_source[at] >= 0 else []] * count

    def _presence_seen(self, vetted: Vetted, at: int) -> list[int]:
        seen = vetted.body.presence_seen.get(at, ())
        return sorted(self._dot(vetted, source, place) for source, place in seen)

    def _only_seen(self, vetted: Vetted, at: int) -> int:
        body = vetted.body
        return self._dot(vetted, body.seen_source[at], body.seen_place[at])

    def _dot(self, vetted: Vetted, source: int, place: int) -> int:
        chain = vetted.sources[source]
        return dot_of(self._branches.home(chain, place) if self._branches else chain, place)

    # The records

    def _merge(self, vetted: Vetted, entries: Sequence[Entry]) -> int:
        """Let every write take its place in its record; return how many left something open."""
        body, first = vetted.body, vetted.head.first
        own = dot_of(vetted.chain, first)
        is_branch = vetted.chain in self._branches
        stamps = [one.stamp for one in body.transactions for _ in range(one.writes)]
        conflicting = 0
        for at in range(vetted.start, len(stamps)):
            entry, dot = entries[body.record_of[at]], own + at
            fields, values = vetted.shapes[body.shape_of[at]], vetted.values_of(at)
            is_open = False
            if at in body.seen_each:
                seen_each = self._seen_by_field(vetted, at, len(fields))
                for number, value, seen in zip(fields, values, seen_each, strict=True):
                    write = Head(dot, stamps[at], value)
                    is_open |= entry.merge(number, write, seen, self._stamp_of)
            else:
                only = self._only_seen(vetted, at) if body.seen_source[at] >= 0 else None
                standing = entry.state.standing
                for number, value in zip(fields, values, strict=True):
                    if standing.get(number) == only:
                        standing[number] = dot
                        entry.values[number] = value
                    else:
                        write = Head(dot, stamps[at], value)
                        replaced = () if only is None else (only,)
                        is_open |= entry.merge(number, write, replaced, self._stamp_of)
            life = entry.state.life
            if is_branch:
                self._forget_shared(life, vetted.chain)
            if body.presence[at] == _KEPT and not life.removals:
                life.living[vetted.chain] = first + at
            else:
                is_open |= self._live(vetted, at, entry, dot)
            conflicting += is_open
        return conflicting

    def _live(self, vetted: Vetted, at: int, entry: Entry, dot: int) -> bool:
        """Take in what a write says about its record being there; say whether that is disputed."""
        presence, life = vetted.body.presence[at], entry.state.life
        if presence == Presence.KEPT:
            life.confirm(dot)
        elif presence == Presence.RESTORED:
            life.restore(dot, self._presence_seen(vetted, at))
        elif presence == Presence.REMOVED:
            life.remove(dot, self._presence_seen(vetted, at))
        else:
            return False
        entry.presence_changed = True
        return life.is_disputed

    def _forget_shared(self, life: Life, chain: int) -> None:
        """Drop living writes of the row a branch goes on with: the branch's writer had made them."""
        point = self._branches.base_of(chain)
        while point is not None:
            base, fork_place = point
            if life.living.get(base, fork_place) < fork_place:
                del life.living[base]
            point = self._branches.base_of(base)

    def _stamp_of(self, dot: int) -> int:
        query = "SELECT stamp FROM sync_change WHERE chain = ? AND place = ?"
        found = self._raw.execute(query, (chain_of(dot), place_of(dot))).fetchone()
        return int(found[0]) if found else 0
