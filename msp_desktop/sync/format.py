"""Segments as bytes: a small clear head, then the writes in columns, compressed.

A segment is hashed and signed as it stands and never written again: offices forward the same bytes.
The layout is described in `docs/sync-file.md`.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, compress, count, repeat
from operator import ne, rshift, sub
from typing import Any

from msp_desktop.domain.segments import (
    BadFile,
    Link,
    Origin,
    Presence,
    Saves,
    SealedSegment,
    Seen,
    SegmentBody,
    SegmentHead,
)
from msp_desktop.sync import limits, signing
from msp_desktop.sync.cbor import (
    array,
    check,
    dump,
    load,
    mapping,
    numbers,
    octets,
    pack,
    text,
    unpack,
    whole,
)

VERSION = 1
_LENGTH = struct.Struct(">I")
_PLACES = 2**40 - 1
_MOMENTS = 2**47
_MOMENT_AT = 16
"""Above how many bits of a stamp its milliseconds begin."""


def seal(head: SegmentHead, body: SegmentBody, secret: bytes) -> SealedSegment:
    """Write a segment and sign it with the secret key that belongs to ``head.origin.key``."""
    clear = dump(_head_fields(head))
    data = _LENGTH.pack(len(clear)) + clear + pack(_body_fields(head, body))
    digest = hashlib.sha256(data).digest()
    return SealedSegment(head, digest, signing.sign(secret, signing.SEGMENT, digest), data)


def read_segment(signature: bytes, data: bytes) -> SealedSegment:
    """Read a segment's head and check its signature; the writes are read by `read_body`.

    Raises `BadFile`.
    """
    head = read_head(data)
    digest = hashlib.sha256(data).digest()
    _check_signature(head.origin.key, signature, digest)
    return SealedSegment(head, digest, signature, data)


@lru_cache(maxsize=4096)
def _check_signature(key: bytes, signature: bytes, digest: bytes) -> None:
    """Check the signature of a segment: once, for files bring again what nobody has acknowledged yet."""
    signing.verify(key, signature, signing.SEGMENT, digest)


def read_body(segment: SealedSegment) -> SegmentBody:
    """Read the writes of a segment. Raises `BadFile` unless every column fits the others."""
    return _read_body(segment.head, segment.data)


def read_kept(data: bytes) -> tuple[SegmentHead, SegmentBody]:
    """Read a segment whose signature was checked when it came. Raises `BadFile`."""
    head = read_head(data)
    return head, _read_body(head, data)


def _read_body(head: SegmentHead, data: bytes) -> SegmentBody:
    fields = array(unpack(_split(data)[1]), 13)
    saved, kinds, kind_of, ids, shapes, presence, record_of, shape_of, values = fields[:9]
    sources, distances, each, of_presence = fields[9:]
    kind_keys = [text(kind) for kind in array(kinds)]
    shape_list = [_shape(shape, kind_keys) for shape in array(shapes)]
    records = _records(kind_keys, kind_of, ids)
    body = SegmentBody(
        saves=_saves(saved, head.count),
        records=records,
        shapes=shape_list,
        record_of=numbers(record_of, head.count, 0, len(records) - 1),
        shape_of=numbers(shape_of, head.count, 0, len(shape_list) - 1),
        presence=octets(presence, head.count),
        values=_values(values),
        seen_source=numbers(sources, head.count, -1, len(head.needs)),
        seen_place=_places(head, sources, distances),
        seen_each={
            at: [_seen(head, at, field) for field in array(lists)]
            for at, lists in _by_write(each, head.count)
        },
        presence_seen={
            at: _seen(head, at, seen) for at, seen in _by_write(of_presence, head.count)
        },
    )
    _check_columns(body)
    return body


# Writing


def _head_fields(head: SegmentHead) -> list[object]:
    origin = head.origin
    return [
        VERSION,
        bytes.fromhex(head.space_id),
        origin.id,
        bytes.fromhex(origin.office_id),
        origin.key,
        head.number,
        head.first,
        head.last,
        head.previous,
        [list(link) for link in head.needs],
    ]


def _body_fields(head: SegmentHead, body: SegmentBody) -> list[object]:
    kinds = sorted({kind for kind, _record in body.records} | {kind for kind, _ in body.shapes})
    number_of = {kind: number for number, kind in enumerate(kinds)}
    return [
        _saved_fields(body.saves),
        kinds,
        [number_of[kind] for kind, _record in body.records],
        bytes.fromhex("".join(record for _kind, record in body.records)),
        [[number_of[kind], list(fields)] for kind, fields in body.shapes],
        body.presence,
        list(body.record_of),
        list(body.shape_of),
        list(body.values),
        list(body.seen_source),
        [
            here - place if source == 0 else place
            for here, source, place in zip(
                count(head.first), body.seen_source, body.seen_place, strict=False
            )
        ],
        {at: [_flat(seen) for seen in lists] for at, lists in body.seen_each.items()},
        {at: _flat(seen) for at, seen in body.presence_seen.items()},
    ]


def _saved_fields(saves: Saves) -> list[object]:
    """Write saves: stamps as differences, moments only where the stamp has another."""
    stamps, moments = saves.stamps, saves.moments
    has_another = map(ne, moments, _moments_of(stamps))
    return [
        list(saves.counts),
        list(map(sub, stamps, chain((0,), stamps))),
        dict(compress(enumerate(moments), has_another)),
        [list(author) for author in saves.authors],
        list(saves.author_of),
    ]


def _moments_of(stamps: Iterable[int]) -> Iterator[int]:
    """Return the milliseconds in stamps; their lower bits count writes within one."""
    return map(rshift, stamps, repeat(_MOMENT_AT))


def _flat(seen: Sequence[Seen]) -> list[int]:
    return list(chain.from_iterable(seen))


# Reading


def _split(data: bytes) -> tuple[bytes, bytes]:
    check(len(data) > _LENGTH.size)
    (length,) = _LENGTH.unpack_from(data)
    end = _LENGTH.size + length
    check(end < len(data))
    return data[_LENGTH.size : end], data[end:]


def read_head(data: bytes) -> SegmentHead:
    """Read where a segment belongs; its signature is not checked. Raises `BadFile`."""
    fields = array(load(_split(data)[0]))
    check(len(fields) > 0)
    if whole(fields[0]) > VERSION:
        raise BadFile.newer()
    _version, space, origin, office, key, number, first, last, previous, needs = array(fields, 10)
    number, first = whole(number, 1, _PLACES), whole(first, 1, _PLACES)
    check((number == 1) == (first == 1))
    return SegmentHead(
        octets(space, 16).hex(),
        Origin(octets(origin, 8), octets(office, 0, 16).hex(), octets(key, 32)),
        number,
        first,
        whole(last, first, min(_PLACES, first + limits.WRITES - 1)),
        octets(previous, 0 if number == 1 else 32),
        tuple(
            Link(octets(link[0], 8), whole(link[1], 1, _PLACES), octets(link[2], 32))
            for link in (array(one, 3) for one in array(needs))
        ),
    )


def _records(kind_keys: Sequence[str], kind_of: object, ids: object) -> list[tuple[str, str]]:
    kind_numbers = numbers(kind_of, len(array(kind_of)), 0, len(kind_keys) - 1)
    digits = octets(ids, 16 * len(kind_numbers)).hex()
    return [
        (kind_keys[kind], digits[32 * at : 32 * at + 32]) for at, kind in enumerate(kind_numbers)
    ]


def _shape(shape: object, kind_keys: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    kind, fields = array(shape, 2)
    keys = tuple(text(field) for field in array(fields))
    check(len(set(keys)) == len(keys))
    return kind_keys[whole(kind, 0, len(kind_keys) - 1)], keys


def _saves(saved: object, count: int) -> Saves:
    counts, differences, moments, authors, author_of = array(saved, 5)
    length = len(array(counts))
    numbers(counts, length, 1, limits.WRITES)
    check(sum(counts) == count)
    stamps = list(accumulate(numbers(differences, length, -(2**62), 2**62)))
    numbers(stamps, length, 0, 2**63 - 1)
    wall_clock = list(_moments_of(stamps))
    for at, moment in mapping(moments).items():
        wall_clock[whole(at, 0, length - 1)] = whole(moment, -_MOMENTS, _MOMENTS)
    people = [
        (text(person), text(reason, limits.TEXT))
        for person, reason in (array(one, 2) for one in array(authors))
    ]
    numbers(author_of, length, 0, len(people) - 1)
    return Saves(counts, stamps, wall_clock, people, author_of)


def _values(values: object) -> list[Any]:
    """Read values: texts that are not too long, whole numbers, or nothing."""
    answers, longest = array(values), limits.TEXT
    others = [answer for answer in answers if type(answer) is not str or len(answer) > longest]
    whole_numbers = [other for other in others if other is not None]
    numbers(whole_numbers, len(whole_numbers), -(2**63), 2**63 - 1)
    return answers


def _places(head: SegmentHead, sources: Sequence[int], distances: object) -> list[int]:
    """Read the places of replaced writes: those in the segment's own chain come before the write."""
    given = numbers(distances, head.count, 0, _PLACES)
    places = [
        own - distance if source == 0 else distance
        for own, source, distance in zip(
            range(head.first, head.last + 1), sources, given, strict=True
        )
    ]
    naming = compress(zip(given, places, strict=True), [source >= 0 for source in sources])
    check(all(distance > 0 and place > 0 for distance, place in naming))
    return places


def _by_write(given: object, count: int) -> Iterator[tuple[int, object]]:
    for at, value in mapping(given).items():
        yield whole(at, 0, count - 1), value


def _seen(head: SegmentHead, at: int, flat: object) -> list[Seen]:
    check(isinstance(flat, list) and len(flat) % 2 == 0)
    assert isinstance(flat, list)
    numbers(flat, len(flat), 0, _PLACES)
    seen = list(zip(flat[::2], flat[1::2], strict=True))
    for source, place in seen:
        check(source <= len(head.needs))
        check(place >= 1 and (source > 0 or place < head.first + at))
    return seen


def _check_columns(body: SegmentBody) -> None:
    """Refuse a body whose columns do not fit each other."""
    sizes = [len(fields) for _kind, fields in body.shapes]
    check(sum(map(sizes.__getitem__, body.shape_of)) == len(body.values))
    kinds_of_records = [kind for kind, _record in body.records]
    kinds_of_shapes = [kind for kind, _fields in body.shapes]
    check(
        list(map(kinds_of_records.__getitem__, body.record_of))
        == list(map(kinds_of_shapes.__getitem__, body.shape_of))
    )
    check(not body.presence or max(body.presence) <= max(Presence))
    for at, lists in body.seen_each.items():
        check(len(lists) == sizes[body.shape_of[at]] and body.seen_source[at] < 0)
    _check_presence(body.presence, body.presence_seen)


def _check_presence(presence: bytes, seen: Mapping[int, Sequence[Seen]]) -> None:
    naming = {Presence.RESTORED, Presence.REMOVED}
    check(all(presence[at] in naming for at in seen))
