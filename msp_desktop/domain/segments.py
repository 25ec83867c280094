"""What travels between offices: sealed stretches of one office's writes in one partnership.

These are plain values. `sync` turns them into bytes and back, `db` takes them out of the change log and
works them in; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, repeat
from typing import NamedTuple, TypeVar

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

_T = TypeVar("_T")


class Presence(IntEnum):
    """What a write says about its record being there."""

    KEPT = 0
    """The record was there and still is: every ordinary write says this."""
    RESTORED = 1
    """The record is there in spite of removals, which the write names."""
    REMOVED = 2
    """The record is removed; the write names the writes it has seen."""
    ABSENT = 3
    """The record was removed before and stays so."""


class Origin(NamedTuple):
    """A writer: one installation of the program between two restored backups."""

    id: bytes
    office_id: str
    key: bytes


class Link(NamedTuple):
    """A segment on which another builds: its writer, its number in that writer's row, its hash."""

    origin_id: bytes
    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class SegmentHead:
    """Where a segment belongs, and what must be there before it can be worked in.

    ``first`` and ``last`` are the places of its writes in its chain. ``previous`` is the hash of the
    segment before it, empty for the first. ``needs`` are the segments of others that its writer had
    taken in since.
    """

    space_id: str
    origin: Origin
    number: int
    first: int
    last: int
    previous: bytes
    needs: tuple[Link, ...]

    @property
    def count(self) -> int:
        """How many writes the segment holds."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Saves:
    """The writes of a segment as they were saved together, in columns.

    For each save: how many writes, when by the merge clock and by the wall clock, and by which of the
    ``authors`` (person and reason).
    """

    counts: Sequence[int]
    stamps: Sequence[int]
    moments: Sequence[int]
    authors: Sequence[tuple[str, str]]
    author_of: Sequence[int]

    def each(self, column: Sequence[_T]) -> Iterator[_T]:
        """Return what a column says of each save once for each of its writes."""
        return chain.from_iterable(map(repeat, column, self.counts))


Seen = tuple[int, int]
"""A write named by another: 0 for the segment's own chain or 1 + the place in ``needs``, and its place
in that chain."""


@dataclass(frozen=True, slots=True)
class SegmentBody:
    """The writes of a segment in columns, one entry for each write in every list of equal length.

    ``shapes`` are the sets of fields written together. ``values`` holds the values of all writes, one
    after the other. ``seen_source`` and ``seen_place`` name the one write that all fields of a write
    replaced (source -1: none); writes that replaced several, or different ones, are in ``seen_each``
    with a list for each field. ``presence_seen`` names what a removal or a restoring write has seen.
    """

    saves: Saves
    records: Sequence[tuple[str, str]]
    shapes: Sequence[tuple[str, tuple[str, ...]]]
    record_of: Sequence[int]
    shape_of: Sequence[int]
    presence: bytes
    values: Sequence[Stored]
    seen_source: Sequence[int]
    seen_place: Sequence[int]
    seen_each: Mapping[int, Sequence[Sequence[Seen]]]
    presence_seen: Mapping[int, Sequence[Seen]]


class StoredSegment(NamedTuple):
    """A segment as it is kept and passed on: its bytes never change, whoever forwards them."""

    hash: bytes
    signature: bytes
    data: bytes


class SealedSegment(NamedTuple):
    """A segment of which the head has been read and the signature checked."""

    head: SegmentHead
    hash: bytes
    signature: bytes
    data: bytes


class VectorEntry(NamedTuple):
    """The last segment somebody holds of one chain; the hash is shortened to `SHORT_HASH` bytes."""

    space_id: str
    origin_id: bytes
    number: int
    hash: bytes


SHORT_HASH = 8

Vector = tuple[VectorEntry, ...]
"""What somebody holds, chain by chain. It is also the acknowledgement of everything before."""


class BadFile(Problem):
    """Raised when a sync file cannot be taken in; the sentence says why and what to do.

    ``is_newer`` says that a newer version of the program can read it.
    """

    is_newer = False

    def about(self, file: str) -> BadFile:
        """Return the same problem with the name of the file: one of several must be found."""
        named = BadFile(_("{file}: {problem}"), file=file, problem=str(self))
        named.is_newer = self.is_newer
        return named

    @classmethod
    def not_ours(cls) -> BadFile:
        return cls(
            _(
                "This is not a sync file of this program. Nothing was changed. Choose another file whose "
                "name ends in “.mspsync”, or ask the office that sent it for a new one."
            )
        )

    @classmethod
    def no_card(cls) -> BadFile:
        return cls(
            _(
                "This is not the card of an office. Nothing was changed. "
                "Choose a file whose name ends in “.mspcard”."
            )
        )

    @classmethod
    def damaged(cls) -> BadFile:
        return cls(
            _(
                "The sync file is damaged or incomplete. Nothing was changed. "
                "Copy it again, or ask the office that sent it for a new one."
            )
        )

    @classmethod
    def newer(cls) -> BadFile:
        newer = cls(
            _(
                "The sync file was written by a newer version of this program. Nothing was changed. "
                "Keep the file, install the newer version, and take the file in again."
            )
        )
        newer.is_newer = True
        return newer

    @classmethod
    def too_large(cls) -> BadFile:
        return cls(
            _(
                "The sync file is larger than this program accepts. Nothing was changed. "
                "Ask the office that sent it for a file with fewer partnerships."
            )
        )

    @classmethod
    def impossible(cls) -> BadFile:
        return cls(
            _(
                "The sync file says things that cannot be true; it may have been forged. "
                "Nothing was changed. Speak to the office that sent it before you use it."
            )
        )
