"""Working one segment in: its chain is found, its writes enter the log and the records they touch."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain as chained
from itertools import compress, takewhile

from msp_desktop.db.replica import plain, vetting
from msp_desktop.db.replica.catalogue import Catalogue, Kind
from msp_desktop.db.replica.log import Log
from msp_desktop.db.replica.opened import OpenSegment
from msp_desktop.db.replica.plain import Write
from msp_desktop.db.replica.touched import Entry, NewRecords, Touched
from msp_desktop.db.replica.vetting import Vetted
from msp_desktop.domain.merge import Head, Life, dot_of, place_of
from msp_desktop.domain.segments import Presence, SealedSegment, SegmentBody

_KEPT = int(Presence.KEPT)


TOGETHER = 100
"""How many records are read, merged and written together: few enough to stay in the processor's memory."""


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
        numbers = self._numbers(vetted)
        self._log.add(vetted.segment, sealed, numbers.values())
        head = sealed.head
        return Outcome(
            space=vetted.space,
            writes=head.count - vetted.start,
            shared=vetted.start,
            conflicting=self._merge(vetted, numbers),
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

    # The records

    def _numbers(self, vetted: Vetted) -> dict[int, int]:
        """Return the numbers of the records that a segment touches, by their places in its list."""
        touched = sorted(set(vetted.segment.body.record_of[vetted.start :]))
        return {at: vetted.known[at] or self._touched.next_number() for at in touched}

    def _merge(self, vetted: Vetted, numbers: Mapping[int, int]) -> int:
        """Let every write take its place in its record; return how many left something open."""
        segment, conflicting = vetted.segment, 0
        left = self._add_plain(vetted, numbers)
        writes_of: dict[int, list[Write]] = {}
        for record, write in zip(
            compress(segment.body.record_of, left), _writes(segment, left), strict=True
        ):
            writes_of.setdefault(record, []).append(write)
        kinds = self._written_columns(segment)
        records = sorted(writes_of, key=numbers.__getitem__)  # as they lie in the tables
        for chunk in (records[at : at + TOGETHER] for at in range(0, len(records), TOGETHER)):
            entries = self._entries(vetted, numbers, kinds, chunk)
            for record in chunk:
                entry = entries[numbers[record]]
                conflicting += self._merge_record(segment, entry, writes_of[record])
            self._touched.write(list(entries.values()))
        return conflicting

    def _add_plain(self, vetted: Vetted, numbers: Mapping[int, int]) -> bytearray:
        """Add the new records that one plain write made, straight from the columns.

        Returns for each write of the segment whether it is still to be taken in: those that are on
        another branch already are not.
        """
        segment, body, known = vetted.segment, vetted.segment.body, vetted.known
        count, record_of = segment.head.count, body.record_of
        left = bytearray(vetted.start) + b"\1" * (count - vetted.start)
        if segment.chain in self._branches or None not in known:
            return left
        kinds = [self._catalogue.kind(key) for key, _fields in body.shapes]
        plain: dict[int, list[int]] = {
            shape: []
            for shape, (kind, fields) in enumerate(zip(kinds, segment.shapes, strict=True))
            if kind.holds(fields)
        }
        written = Counter(record_of)
        columns = segment.replaced(), body.presence, record_of, body.shape_of
        for at, (replaced, presence, record, shape) in enumerate(zip(*columns, strict=True)):
            is_first = not (replaced or presence) and known[record] is None
            if is_first and written[record] == 1 and shape in plain:
                plain[shape].append(at)
                left[at] = 0
        for shape, places in plain.items():
            if places:
                new = _new_records(vetted, numbers, segment.shapes[shape], places)
                self._touched.add(kinds[shape], vetted.space, segment.chain, new)
        return left

    def _written_columns(self, segment: OpenSegment) -> dict[int, Kind]:
        """Return the kinds that a segment writes, by number, with the columns it writes: no other is read."""
        fields: dict[str, set[int]] = {}
        for (key, _keys), numbers in zip(segment.body.shapes, segment.shapes, strict=True):
            fields.setdefault(key, set()).update(numbers)
        kinds = (self._catalogue.kind(key).narrowed(written) for key, written in fields.items())
        return {kind.number: kind for kind in kinds}

    def _entries(
        self,
        vetted: Vetted,
        numbers: Mapping[int, int],
        kinds: Mapping[int, Kind],
        records: Iterable[int],
    ) -> dict[int, Entry]:
        """Read some records, by their places in the segment's list, and start those that are new."""
        entries: dict[int, Entry] = {}
        known: dict[int, list[int]] = {}
        for at in records:
            (kind_number, record_id), number = vetted.records[at], numbers[at]
            if vetted.known[at] is None:
                kind = self._catalogue.kind_by_number(kind_number)
                entries[number] = Entry(kind, record_id, vetted.space, number)
            else:
                known.setdefault(kind_number, []).append(number)
        for kind_number, of_kind in known.items():
            entries |= self._touched.read(kinds[kind_number], of_kind)
        return entries

    def _merge_record(self, segment: OpenSegment, entry: Entry, writes: Sequence[Write]) -> int:
        """Take in a segment's writes to one record; return how many left something open."""
        chain, values = segment.chain, segment.body.values
        conflicting, done = 0, 0
        while done < len(writes):
            standing = entry.standing
            if isinstance(standing, list) and chain not in self._branches:
                done += plain.enter(standing, chain, writes[done:], values, entry.values)
            if done < len(writes):
                at = place_of(writes[done][0]) - segment.head.first
                conflicting += self._merge_apart(segment, at, entry)
                done += 1
        return conflicting

    def _merge_apart(self, segment: OpenSegment, at: int, entry: Entry) -> bool:
        """Take in a write that does not simply follow the one before; say whether it left something open.

        Those of its fields that do simply follow may have been taken in already.
        """
        fields = segment.shapes[segment.body.shape_of[at]]
        dot, stamp = dot_of(segment.chain, segment.head.first + at), segment.stamp(at)
        is_open = False
        for number, value, replaced in zip(
            fields, segment.values(at), segment.replaced_each(at), strict=True
        ):
            if entry.state.single.get(number) != dot:
                head = Head(dot, stamp, value)
                is_open |= entry.merge(number, head, replaced, self._log.stamp_of)
        return self._live(segment, at, entry, dot) or is_open

    def _live(self, segment: OpenSegment, at: int, entry: Entry, dot: int) -> bool:
        """Take in what a write says about its record being there; say whether that is disputed."""
        presence, life = segment.body.presence[at], entry.state.life
        self._forget_shared(life, segment.chain)
        if presence == Presence.KEPT:
            life.confirm(dot)
        elif presence == Presence.RESTORED:
            life.restore(dot, segment.presence_seen(at))
        elif presence == Presence.REMOVED:
            life.remove(dot, segment.presence_seen(at))
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


def _writes(segment: OpenSegment, left: bytearray) -> Iterator[Write]:
    """Go through the writes of a segment that are left to be taken in."""
    body, head = segment.body, segment.head
    dots = range(dot_of(segment.chain, head.first), dot_of(segment.chain, head.last + 1))
    fields = map(segment.shapes.__getitem__, body.shape_of)
    columns = segment.replaced(), fields, body.presence, segment.offsets
    return compress(zip(dots, *columns, strict=False), left)


def _new_records(
    vetted: Vetted, numbers: Mapping[int, int], fields: tuple[int, ...], places: Sequence[int]
) -> NewRecords:
    """Return the records that some writes of the same fields made, by the writes' places."""
    segment, body, records = vetted.segment, vetted.segment.body, vetted.records
    touched = [body.record_of[at] for at in places]
    offsets, values = segment.offsets, body.values
    if len(places) < segment.head.count:
        parts = (values[offsets[at] : offsets[at + 1]] for at in places)
        values = list(chained.from_iterable(parts))
    return NewRecords(
        fields,
        [numbers[at] for at in touched],
        [records[at][1] for at in touched],
        [segment.head.first + at for at in places],
        values,
    )
