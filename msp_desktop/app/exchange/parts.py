"""Splitting what goes into a sync file over several, each useful alone and takable in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from msp_desktop.domain.attachments import Outgoing
from msp_desktop.domain.segments import SegmentHead, StoredSegment
from msp_desktop.sync import envelope, format, limits
from msp_desktop.sync.envelope import Cargo

_HEADER = 4_096
"""Room left in every part for header, signature and the wrapping of an encrypted file."""
_ADDRESS = 200
"""The same for each office that it is addressed to, and encrypted for."""
_WRAPPING = 1_024
"""One byte of an encrypted file in so many is not content."""


Piece = StoredSegment | tuple[Outgoing, int]
"""What is never cut: a segment, or a chunk of an attached file by its number."""


def split(cargo: Cargo, part_size: int) -> list[Cargo]:
    """Return what goes into each part, at least one; segments and chunks of files are never cut.

    What alone is larger than ``part_size`` bytes gets a part of its own; a size above what a reader
    accepts counts as that. Within a space what others build on comes first, so that most of a part can
    be worked in although later ones are missing. Attached files come last, the small ones first.
    """
    part_size = min(part_size, limits.FILE)
    rest = _around(cargo) + envelope.size_of(cargo.without_segments())
    room = part_size - part_size // _WRAPPING - rest
    parts: list[list[Piece]] = [[]]
    filled = 0
    for piece, size in _pieces(cargo):
        if parts[-1] and filled + size > room:
            parts.append([])
            filled = 0
        parts[-1].append(piece)
        filled += size
    waiting = {segment.hash for segment in cargo.waiting}
    return [_with_pieces(cargo, part, waiting) for part in parts]


def _pieces(cargo: Cargo) -> Iterator[tuple[Piece, int]]:
    for segment in (*in_order(cargo.segments), *cargo.waiting):
        yield segment, envelope.frame_size(segment)
    for attachment in cargo.attachments:
        head = envelope.manifest_size(attachment.manifest)  # every part with a chunk needs it
        for number in attachment.numbers:
            yield (attachment, number), head + envelope.chunk_frame_size(attachment, number)


def _with_pieces(cargo: Cargo, pieces: Sequence[Piece], waiting: set[bytes]) -> Cargo:
    segments = [one for one in pieces if isinstance(one, StoredSegment)]
    files: dict[bytes, Outgoing] = {}
    for one in pieces:
        if not isinstance(one, StoredSegment):
            attachment, number = one
            before = files.get(attachment.manifest.hash)
            numbers = (*(before.numbers if before else ()), number)
            files[attachment.manifest.hash] = replace(attachment, numbers=numbers)
    return replace(
        cargo,
        segments=[one for one in segments if one.hash not in waiting],
        waiting=[one for one in segments if one.hash in waiting],
        attachments=tuple(files.values()),
    )


def room_for(cargo: Cargo) -> int:
    """Return how many bytes a part takes at most."""
    size = envelope.size_of(cargo)
    return size + size // _WRAPPING + _around(cargo)


def _around(cargo: Cargo) -> int:
    return _HEADER + _ADDRESS * len(cargo.assumes)


def names(file: Path, count: int) -> list[Path]:
    """Return the names of the parts of a file: its own when there is only one."""
    if count == 1:
        return [file]
    stem = file.name.removesuffix(envelope.SUFFIX)
    return [
        file.with_name(f"{stem}_p{number}of{count}{envelope.SUFFIX}")
        for number in range(1, count + 1)
    ]


def in_order(segments: Sequence[StoredSegment]) -> Iterator[StoredSegment]:
    """Yield segments space by space, each behind those among them that it builds on."""
    heads = {segment.hash: format.read_head(segment.data) for segment in segments}
    by_hash = {segment.hash: segment for segment in segments}
    spaces: dict[str, list[bytes]] = {}
    for segment in segments:
        spaces.setdefault(heads[segment.hash].space_id, []).append(segment.hash)
    given: set[bytes] = set()
    for hashes in spaces.values():
        for digest in hashes:
            for one in _with_earlier(digest, heads, given):
                yield by_hash[one]


def _with_earlier(
    digest: bytes, heads: dict[bytes, SegmentHead], given: set[bytes]
) -> Iterator[bytes]:
    open_ones = [digest]
    while open_ones:
        one = open_ones[-1]
        missing = [need for need in _needs(heads[one]) if need in heads and need not in given]
        if one not in given and missing:
            open_ones += missing
            continue
        open_ones.pop()
        if one not in given:
            given.add(one)
            yield one


def _needs(head: SegmentHead) -> Iterable[bytes]:
    return (*(link.hash for link in head.needs), *([head.previous] if head.previous else ()))
