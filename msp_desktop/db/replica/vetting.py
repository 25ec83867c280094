"""Whether a received segment can be true: its place in its chain, its records, its values.

A segment may be signed and well formed and still contradict what is known; then nothing of it is used.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain as chained

from msp_desktop.db.replica import chains, identity
from msp_desktop.db.replica.catalogue import Catalogue, Kind, partnership_space, space_number
from msp_desktop.db.replica.log import Log
from msp_desktop.db.replica.opened import OpenSegment
from msp_desktop.db.replica.touched import RecordKey, Touched
from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.segments import BadFile, SealedSegment, SegmentBody, SegmentHead

_NOT_FIELDS = frozenset({"id", "space_id", ALIVE})
_NEVER_EMPTY = frozenset({"rank", "owner_id"})


@dataclass(slots=True)
class Vetted:
    """A segment with everything looked up that its writes refer to.

    ``known`` are the numbers of its records, None for new ones. ``start`` is the first write that is not
    on another branch of the chain already, ``numbers`` are those of the records that are written from there
    on, by their places in the list.
    """

    segment: OpenSegment
    space: int
    records: list[RecordKey]
    known: list[int | None]
    start: int = 0
    numbers: dict[int, int] = field(default_factory=dict)


def vet(
    raw: sqlite3.Connection,
    catalogue: Catalogue,
    touched: Touched,
    log: Log,
    segment: SealedSegment,
    body: SegmentBody,
) -> Vetted:
    """Look up what a segment refers to. Raises `BadFile` when it cannot be true."""
    head = segment.head
    space = space_number(raw, head.space_id)
    _check_writer(raw, head)
    chain = _chain(raw, head, space)
    kinds = {key: catalogue.kind(key) for key in dict.fromkeys(key for key, _ in body.shapes)}
    numbers = {key: catalogue.kind(key).number for key in {key for key, _ in body.records}}
    records = [(numbers[key], record_id) for key, record_id in body.records]
    known = _known(touched, records, space)
    _must(not any(_NOT_FIELDS.intersection(fields) for _kind, fields in body.shapes))
    _check_values(body, kinds)
    spaces = {space, partnership_space(raw, space)}
    sources = [chain, *(_needed(raw, link.hash, spaces) for link in head.needs)]
    opened = OpenSegment(head, body, sources, log.shapes(body), log.branches)
    vetted = Vetted(opened, space, records, known)
    _check_owners(raw, vetted, catalogue, touched, spaces)
    return vetted


def _known(touched: Touched, records: Sequence[RecordKey], space: int) -> list[int | None]:
    """Return the numbers of records, None of new ones. Refuses those that are named twice or elsewhere."""
    numbers_of = {}
    for kind, ids in _by_kind(records).items():
        _must(len(set(ids)) == len(ids))
        numbers_of[kind], spaces = touched.numbers_and_spaces(kind, ids)
        _must(spaces <= {space})
    return [numbers_of[kind].get(record_id) for kind, record_id in records]


def _by_kind(records: Iterable[RecordKey]) -> dict[int, list[str]]:
    """Return the identifiers of records by the numbers of their kinds."""
    found: dict[int, list[str]] = {}
    for kind, record_id in records:
        found.setdefault(kind, []).append(record_id)
    return found


def _must(holds: bool) -> None:
    if not holds:
        raise BadFile.impossible()


def _check_writer(raw: sqlite3.Connection, head: SegmentHead) -> None:
    _must(identity.is_genuine(raw, head.origin))


def _chain(raw: sqlite3.Connection, head: SegmentHead, space: int) -> int:
    if not head.previous:
        return chains.root_chain(raw, space, head.origin.id)
    number_of_chain, number, last, of_space, origin = raw.execute(
        "SELECT chain, segment.number, last, space, origin FROM sync_segment AS segment "
        "JOIN sync_chain ON sync_chain.number = segment.chain WHERE hash = ?",
        (head.previous,),
    ).fetchone()
    _must((number + 1, last + 1) == (head.number, head.first))
    _must((of_space, origin) == (space, head.origin.id))
    return int(number_of_chain)


def _needed(raw: sqlite3.Connection, digest: bytes, spaces: set[int]) -> int:
    number, of_space = raw.execute(
        "SELECT chain, space FROM sync_segment "
        "JOIN sync_chain ON sync_chain.number = sync_segment.chain WHERE hash = ?",
        (digest,),
    ).fetchone()
    _must(of_space in spaces)
    return int(number)


def _check_values(body: SegmentBody, kinds: dict[str, Kind]) -> None:
    """Refuse values that a column cannot hold; those of unknown columns are not looked at."""
    allowed = []
    for key, fields in body.shapes:
        stored_as = {column.key: column.stored_as for column in kinds[key].columns}
        allowed.append([_allowed(field, stored_as.get(field)) for field in fields])
    types_of_values = chained.from_iterable(map(allowed.__getitem__, body.shape_of))
    for value, types in zip(body.values, types_of_values, strict=True):
        if type(value) not in types:
            raise BadFile.impossible()


def _allowed(key: str, stored_as: type[str] | type[int] | None) -> frozenset[type]:
    types: set[type] = {str, int} if stored_as is None else {stored_as}
    return frozenset(types if key in _NEVER_EMPTY else types | {type(None)})


def _check_owners(
    raw: sqlite3.Connection,
    vetted: Vetted,
    catalogue: Catalogue,
    touched: Touched,
    spaces: set[int],
) -> None:
    """Refuse records that belong to nothing known, to something elsewhere, or change their owner."""
    given = _owners_given(vetted)
    kinds = map(catalogue.kind_by_number, {number for number, _record_id in vetted.records})
    owned = {kind.number: kind for kind in kinds if kind.is_known and kind.owner}
    if not owned:
        return
    wanted = set()
    for at, (number, record_id) in enumerate(vetted.records):
        kind = owned.get(number)
        if kind is None:
            continue
        _must(at in given or vetted.known[at] is not None)
        if at in given:
            wanted.add((catalogue.kind(kind.owner).number, given[at]))
            _must(vetted.known[at] is None or _owner(raw, kind, record_id) in (None, given[at]))
    elsewhere = wanted - set(vetted.records)
    for number, ids in _by_kind(elsewhere).items():
        numbers, in_spaces = touched.numbers_and_spaces(number, ids)
        _must(len(numbers) == len(ids) and in_spaces <= spaces)


def _owner(raw: sqlite3.Connection, kind: Kind, record_id: str) -> str | None:
    query = f"SELECT owner_id FROM {kind.table} WHERE id = ?"
    found = raw.execute(query, (record_id,)).fetchone()
    return None if found is None else str(found[0])


def _owners_given(vetted: Vetted) -> dict[int, str]:
    """Return the owner that a segment gives to records, by their place in its list."""
    body = vetted.segment.body
    place = {
        shape: fields.index("owner_id")
        for shape, (_kind, fields) in enumerate(body.shapes)
        if "owner_id" in fields
    }
    owners: dict[int, str] = {}
    for at, shape in enumerate(body.shape_of) if place else ():
        if shape in place:
            owner = str(vetted.segment.values(at)[place[shape]])
            _must(owners.setdefault(body.record_of[at], owner) == owner)
    return owners
