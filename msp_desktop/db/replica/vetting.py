"""Whether a received segment can be true: its place in its chain, its records, its values.

A segment may be signed and well formed and still contradict what is known; then nothing of it is used.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from msp_desktop.db.replica import chains, identity
from msp_desktop.db.replica.batch import Batch, RecordKey
from msp_desktop.db.replica.catalogue import Catalogue, Kind, space_number
from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.segments import BadFile, SealedSegment, SegmentBody, SegmentHead

_NOT_FIELDS = frozenset({"id", "space_id", ALIVE})
_NEVER_EMPTY = frozenset({"rank", "owner_id"})


@dataclass(slots=True)
class Vetted:
    """A segment with everything looked up that its writes refer to.

    ``sources`` are the chains that seen writes lie in, the segment's own first. ``start`` is the first
    write that is not on another branch of the chain already.
    """

    head: SegmentHead
    body: SegmentBody
    space: int
    chain: int
    sources: list[int]
    records: list[RecordKey]
    shapes: list[tuple[int, ...]]
    offsets: list[int]
    start: int = 0

    def values_of(self, at: int) -> Sequence[Stored]:
        """Return the values of one write."""
        return self.body.values[self.offsets[at] : self.offsets[at + 1]]


def vet(
    raw: sqlite3.Connection,
    catalogue: Catalogue,
    batch: Batch,
    segment: SealedSegment,
    body: SegmentBody,
) -> Vetted:
    """Look up what a segment refers to. Raises `BadFile` when it cannot be true."""
    head = segment.head
    space = space_number(raw, head.space_id)
    _check_writer(raw, head)
    chain = _chain(raw, head, space)
    kinds = {key: catalogue.kind(key) for key in dict.fromkeys(key for key, _ in body.shapes)}
    records = [(catalogue.kind(key).number, record_id) for key, record_id in body.records]
    batch.read(records)
    for record in records:
        known = batch.get(record)
        _must(known is None or known.space == space)
    sizes = [len(fields) for _kind, fields in body.shapes]
    vetted = Vetted(
        head,
        body,
        space,
        chain,
        [chain, *(_needed(raw, link.hash, space) for link in head.needs)],
        records,
        [_shape(catalogue, kinds[key], fields) for key, fields in body.shapes],
        [0, *accumulate(map(sizes.__getitem__, body.shape_of))],
    )
    _check_values(vetted, kinds)
    _check_owners(vetted, catalogue, batch)
    return vetted


def _must(holds: bool) -> None:
    if not holds:
        raise BadFile.impossible()


def _check_writer(raw: sqlite3.Connection, head: SegmentHead) -> None:
    _must(identity.is_genuine(raw, head.origin))


def _chain(raw: sqlite3.Connection, head: SegmentHead, space: int) -> int:
    if not head.previous:
        return chains.root_chain(raw, space, head.origin.id)
    chain, number, last, of_space, origin = raw.execute(
        "SELECT chain, segment.number, last, space, origin FROM sync_segment AS segment "
        "JOIN sync_chain ON sync_chain.number = segment.chain WHERE hash = ?",
        (head.previous,),
    ).fetchone()
    _must((number + 1, last + 1) == (head.number, head.first))
    _must((of_space, origin) == (space, head.origin.id))
    return int(chain)


def _needed(raw: sqlite3.Connection, digest: bytes, space: int) -> int:
    chain, of_space = raw.execute(
        "SELECT chain, space FROM sync_segment "
        "JOIN sync_chain ON sync_chain.number = sync_segment.chain WHERE hash = ?",
        (digest,),
    ).fetchone()
    _must(of_space == space)
    return int(chain)


def _shape(catalogue: Catalogue, kind: Kind, keys: Sequence[str]) -> tuple[int, ...]:
    _must(not _NOT_FIELDS.intersection(keys))
    return tuple(catalogue.field(kind.number, key) for key in keys)


def _check_values(vetted: Vetted, kinds: dict[str, Kind]) -> None:
    """Refuse values that a column cannot hold; those of unknown columns are not looked at."""
    body = vetted.body
    allowed = []
    for key, fields in body.shapes:
        stored_as = {column.key: column.stored_as for column in kinds[key].columns}
        allowed.append([_allowed(field, stored_as.get(field)) for field in fields])
    for at, shape in enumerate(body.shape_of):
        for value, types in zip(vetted.values_of(at), allowed[shape], strict=True):
            _must(type(value) in types)


def _allowed(key: str, stored_as: type[str] | type[int] | None) -> frozenset[type]:
    types: set[type] = {str, int} if stored_as is None else {stored_as}
    return frozenset(types if key in _NEVER_EMPTY else types | {type(None)})


def _check_owners(vetted: Vetted, catalogue: Catalogue, batch: Batch) -> None:
    """Refuse records that belong to nothing known, to something elsewhere, or change their owner."""
    owners = _owners_given(vetted)
    wanted = []
    for at, record in enumerate(vetted.records):
        kind, known = catalogue.kind_by_number(record[0]), batch.get(record)
        if not (kind.is_known and kind.owner):
            continue
        if known is None:
            _must(at in owners)
        elif at in owners:
            _must(known.value(catalogue.field(kind.number, "owner_id")) == owners[at])
        if at in owners:
            wanted.append((catalogue.kind(kind.owner).number, owners[at]))
    here = set(vetted.records)
    batch.read(set(wanted) - here)
    for owner in wanted:
        found = batch.get(owner)
        _must(owner in here if found is None else found.space == vetted.space)


def _owners_given(vetted: Vetted) -> dict[int, str]:
    """Return the owner that a segment gives to records, by their place in its list."""
    body = vetted.body
    place = {
        shape: fields.index("owner_id")
        for shape, (_kind, fields) in enumerate(body.shapes)
        if "owner_id" in fields
    }
    owners: dict[int, str] = {}
    for at, shape in enumerate(body.shape_of) if place else ():
        if shape in place:
            owner = str(vetted.values_of(at)[place[shape]])
            _must(owners.setdefault(body.record_of[at], owner) == owner)
    return owners
