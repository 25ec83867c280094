"""Working one segment in: its chain is found, its writes enter the log and the records they touch."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from itertools import takewhile

from msp_desktop.db.replica import vetting
from msp_desktop.db.replica.catalogue import Catalogue
from msp_desktop.db.replica.log import Log
from msp_desktop.db.replica.merging import Merging
from msp_desktop.db.replica.opened import OpenSegment
from msp_desktop.db.replica.touched import Touched
from msp_desktop.db.replica.vetting import Vetted
from msp_desktop.domain.segments import SealedSegment, SegmentBody


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
    """Works segments in, one after the other."""

    def __init__(
        self, raw: sqlite3.Connection, catalogue: Catalogue, touched: Touched, log: Log
    ) -> None:
        self._raw = raw
        self._catalogue = catalogue
        self._touched = touched
        self._log = log
        self._branches = log.branches
        (self._own_origin,) = raw.execute("SELECT origin FROM sync_identity").fetchone()

    def apply(self, sealed: SealedSegment, body: SegmentBody) -> Outcome:
        """Work in a segment whose predecessors are all there.

        Raises `BadFile` before anything is written when it contradicts what is known.
        """
        vetted = vetting.vet(self._raw, self._catalogue, self._touched, self._log, sealed, body)
        is_branch = self._find_branch(vetted)
        vetted.numbers = self._numbers(vetted)
        self._log.add(vetted.segment, sealed, vetted.numbers.values())
        merging = Merging(self._raw, self._catalogue, self._touched, self._log, vetted)
        head = sealed.head
        return Outcome(
            space=vetted.space,
            writes=head.count - vetted.start,
            shared=vetted.start,
            conflicting=merging.run(),
            latest=max(body.saves.stamps),
            is_branch=is_branch,
            is_own=head.origin.id == self._own_origin,
        )

    # Branches of a copied writer

    def _find_branch(self, vetted: Vetted) -> bool:
        """Find out whether a segment goes on where its chain goes on otherwise; if so, branch off.

        Two copies of one database replay what was not sealed before the copy: writes that are equal on
        another branch are that branch's, and the new one begins at the first that differs.
        """
        segment = vetted.segment
        chain, head = segment.chain, segment.head
        taken = self._raw.execute(
            "SELECT 1 FROM sync_segment WHERE chain = ? AND number = ?", (chain, head.number)
        ).fetchone()
        branch_point = self._branches.base_of(chain)
        if taken is None and (branch_point is None or branch_point[1] < head.first):
            return False
        lengths = {
            sibling: self._shared_with(segment, sibling)
            for sibling in self._branches.siblings(chain)
            if taken is not None or sibling != chain
        }
        best = max(lengths, key=lambda sibling: (lengths[sibling], sibling == chain))
        vetted.start = lengths[best]
        if taken is not None:
            segment.sources[0] = self._branches.start(best, head.first + vetted.start)
        elif vetted.start:
            self._branches.move(chain, best, head.first + vetted.start)
        return taken is not None

    def _shared_with(self, segment: OpenSegment, chain: int) -> int:
        """Return how many writes at the start of a segment are on a branch already."""
        there = replace(segment, sources=[chain, *segment.sources[1:]])
        first, count = segment.head.first, segment.head.count
        same = (there.write(at) == self._log.at(chain, first + at) for at in range(count))
        return sum(takewhile(bool, same))

    def _numbers(self, vetted: Vetted) -> dict[int, int]:
        """Return the numbers of the records that a segment touches, by their places in its list."""
        touched = sorted(set(vetted.segment.body.record_of[vetted.start :]))
        return {at: vetted.known[at] or self._touched.next_number() for at in touched}
