"""An opened segment: its writes, with everything looked up that they refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from msp_desktop.db.replica.chains import Branches
from msp_desktop.db.replica.packing import NONE_SEEN, Patch
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import dot_of
from msp_desktop.domain.segments import Presence, Seen, SegmentBody, SegmentHead

SEVERAL = -1
"""Stands among the replaced writes where the fields of a write replaced several or different ones."""


class LoggedWrite(NamedTuple):
    """One write of the log."""

    chain: int
    place: int
    stamp: int
    moment: int
    person: str
    reason: str
    origin: bytes
    kind_key: str
    record_id: str
    patch: Patch

    @property
    def dot(self) -> int:
        """The identity of the write."""
        return dot_of(self.chain, self.place)


@dataclass(slots=True)
class OpenSegment:
    """The writes of a segment.

    ``sources`` are the chains that replaced writes lie in, the segment's own first. ``shapes`` are those
    of the body with fields as numbers. ``offsets`` says where the values of each write begin.
    """

    head: SegmentHead
    body: SegmentBody
    sources: list[int]
    shapes: list[tuple[int, ...]]
    branches: Branches
    offsets: list[int] = field(init=False)
    _save_of: list[int] = field(init=False, default_factory=list)
    _places: dict[tuple[str, str], list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find where each write begins."""
        sizes = [len(fields) for fields in self.shapes]
        self.offsets = [0, *accumulate(map(sizes.__getitem__, self.body.shape_of))]

    @property
    def chain(self) -> int:
        """The chain the segment belongs to."""
        return self.sources[0]

    def home(self, at: int) -> int:
        """Return the chain a write lies in: branches begin with writes of the chain they left."""
        return self.branches.home(self.chain, self.head.first + at)

    def stamp(self, at: int) -> int:
        """Return when a write was made, by the merge clock."""
        return self.body.saves.stamps[self.save(at)]

    def save(self, at: int) -> int:
        """Return in which save a write was made."""
        if not self._save_of:
            saves = self.body.saves
            self._save_of = list(saves.each(range(len(saves.counts))))
        return self._save_of[at]

    def values(self, at: int) -> Sequence[Stored]:
        """Return the values of a write."""
        return self.body.values[self.offsets[at] : self.offsets[at + 1]]

    def replaced(self) -> list[int]:
        """Return for each write the one that all its fields replaced (0: none), or `SEVERAL`."""
        body, sources = self.body, self.sources
        given = zip(body.seen_source, body.seen_place, strict=True)
        if self.branches:
            replaced = [0 if at < 0 else self._dot((at, place)) for at, place in given]
        else:
            starts = [dot_of(chain, 0) for chain in sources]
            replaced = [0 if at < 0 else starts[at] + place for at, place in given]
        for at in body.seen_each:
            replaced[at] = SEVERAL
        return replaced

    def replaced_each(self, at: int) -> list[Sequence[int]]:
        """Return for each field of a write the writes it replaced."""
        several = self.body.seen_each.get(at)
        if several is not None:
            return [sorted(map(self._dot, seen)) for seen in several]
        source, place = self.body.seen_source[at], self.body.seen_place[at]
        only = NONE_SEEN if source < 0 else (self._dot((source, place)),)
        return [only] * len(self.shapes[self.body.shape_of[at]])

    def presence_seen(self, at: int) -> list[int]:
        """Return what a removal or a restoring write has seen of its record's being there."""
        return sorted(map(self._dot, self.body.presence_seen.get(at, ())))

    def write(self, at: int) -> LoggedWrite:
        """Return one write."""
        body, save = self.body, self.save(at)
        return LoggedWrite(
            self.home(at),
            self.head.first + at,
            body.saves.stamps[save],
            body.saves.moments[save],
            *body.saves.authors[body.saves.author_of[save]],
            self.head.origin.id,
            *body.records[body.record_of[at]],
            Patch(
                self.shapes[body.shape_of[at]],
                self.values(at),
                self.replaced_each(at),
                Presence(body.presence[at]),
                self.presence_seen(at),
            ),
        )

    def writes_to(self, kind_key: str, record_id: str) -> list[LoggedWrite]:
        """Return the writes to a record that lie in this segment's chain."""
        if not self._places:
            records = self.body.records
            for at, record in enumerate(self.body.record_of):
                self._places.setdefault(records[record], []).append(at)
        found = self._places[kind_key, record_id]
        return [self.write(at) for at in found if self.home(at) == self.chain]

    def _dot(self, seen: Seen) -> int:
        source, place = seen
        return dot_of(self.branches.home(self.sources[source], place), place)
