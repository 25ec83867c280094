"""The writes of one segment taking their places in its records."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain as chained
from itertools import compress
from operator import itemgetter
from typing import TypeVar

from msp_desktop.db.replica.catalogue import Catalogue, Kind
from msp_desktop.db.replica.log import Log
from msp_desktop.db.replica.packing import packer_of_new
from msp_desktop.db.replica.plain import Known, Made, PlainWrites, Write
from msp_desktop.db.replica.rows import NewRecords
from msp_desktop.db.replica.touched import Entry, Touched
from msp_desktop.db.replica.vetting import Vetted
from msp_desktop.domain.merge import Head, Life, dot_of, place_of
from msp_desktop.domain.segments import Presence

T = TypeVar("T")

TOGETHER = 100
"""How many records are read, merged and written together: few enough to stay in the processor's memory."""


class Merging:
    """Merges the writes of one segment."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        catalogue: Catalogue,
        touched: Touched,
        log: Log,
        vetted: Vetted,
    ) -> None:
        self._raw = raw
        self._catalogue = catalogue
        self._touched = touched
        self._log = log
        self._branches = log.branches
        self._vetted = vetted
        self._segment = vetted.segment

    def run(self) -> int:
        """Let every write take its place in its record; return how many left something open."""
        known, made = self._sorted_out(self._writes_of(self._add_plain()))
        conflicting = 0
        for kind in self._written_kinds(dict.fromkeys((*known, *made))):
            plain = self._plain_writes(kind)
            for some in _together(known[kind.number]):
                left = some if plain is None else plain.change(some)
                conflicting += self._merge_known(kind, left)
            for new in _together(made[kind.number]):
                unmade = new if plain is None else plain.make(self._vetted.space, new)
                conflicting += self._merge_new(kind, unmade)
        return conflicting

    def _sorted_out(
        self, writes_of: Mapping[int, list[Write]]
    ) -> tuple[defaultdict[int, list[Known]], defaultdict[int, list[Made]]]:
        """Return by kinds the known and the new records that are written, as they lie in the tables."""
        vetted = self._vetted
        known: defaultdict[int, list[Known]] = defaultdict(list)
        made: defaultdict[int, list[Made]] = defaultdict(list)
        for at, writes in writes_of.items():
            (kind, record_id), number = vetted.records[at], vetted.known[at]
            if number is not None:
                known[kind].append((number, writes))
            else:
                made[kind].append((vetted.numbers[at], record_id, writes))
        for changed in known.values():
            changed.sort(key=itemgetter(0))
        for new in made.values():
            new.sort(key=itemgetter(0))
        return known, made

    def _plain_writes(self, kind: Kind) -> PlainWrites | None:
        """Return what enters plain writes to records of a kind, if that can be."""
        segment = self._segment
        if segment.chain in self._branches or not PlainWrites.can_enter(kind):
            return None
        return PlainWrites(self._raw, self._touched.rows, kind, segment.chain, segment.body.values)

    def _writes_of(self, left: bytearray) -> dict[int, list[Write]]:
        """Return the writes that are left to be taken in, by the places of their records."""
        body, head, chain = self._segment.body, self._segment.head, self._segment.chain
        dots = range(dot_of(chain, head.first), dot_of(chain, head.last + 1))
        fields = map(self._segment.shapes.__getitem__, body.shape_of)
        columns = self._segment.replaced(), fields, body.presence, self._segment.offsets
        writes = zip(dots, *columns, strict=False)
        found: dict[int, list[Write]] = {}
        for record, write in compress(zip(body.record_of, writes, strict=True), left):
            found.setdefault(record, []).append(write)
        return found

    def _add_plain(self) -> bytearray:
        """Add the new records that one plain write made, straight from the columns.

        Returns for each write of the segment whether it is still to be taken in: those that are on
        another branch already are not.
        """
        vetted, segment, known = self._vetted, self._segment, self._vetted.known
        body, count, record_of = segment.body, segment.head.count, segment.body.record_of
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
                new = self._new_records(segment.shapes[shape], places)
                self._touched.rows.add(kinds[shape], vetted.space, new)
        return left

    def _new_records(self, fields: tuple[int, ...], places: Sequence[int]) -> NewRecords:
        """Return the records that some writes of the same fields made, by the writes' places."""
        segment, body, records = self._segment, self._segment.body, self._vetted.records
        touched = [body.record_of[at] for at in places]
        offsets, values, pack = segment.offsets, body.values, packer_of_new(fields, segment.chain)
        if len(places) < segment.head.count:
            parts = (values[offsets[at] : offsets[at + 1]] for at in places)
            values = list(chained.from_iterable(parts))
        return NewRecords(
            fields,
            [self._vetted.numbers[at] for at in touched],
            [records[at][1] for at in touched],
            [pack(segment.head.first + at) for at in places],
            values,
        )

    def _written_kinds(self, numbers: Iterable[int]) -> Iterator[Kind]:
        """Go through kinds with the columns that the segment writes: no other is read."""
        written: defaultdict[str, set[int]] = defaultdict(set)
        for (key, _keys), fields in zip(
            self._segment.body.shapes, self._segment.shapes, strict=True
        ):
            written[key].update(fields)
        for number in numbers:
            kind = self._catalogue.kind_by_number(number)
            yield kind.narrowed(written[kind.key])

    def _merge_known(self, kind: Kind, known: Sequence[Known]) -> int:
        """Take in writes to known records one by one; return how many left something open."""
        if not known:
            return 0
        return self._merge(self._touched.read(kind, [number for number, _ in known]), dict(known))

    def _merge_new(self, kind: Kind, made: Sequence[Made]) -> int:
        """Take in writes that made records one by one; return how many left something open."""
        if not made:
            return 0
        space = self._vetted.space
        entries = {number: Entry(kind, record_id, space, number) for number, record_id, _ in made}
        return self._merge(entries, {number: writes for number, _record_id, writes in made})

    def _merge(self, entries: Mapping[int, Entry], writes: Mapping[int, Sequence[Write]]) -> int:
        """Take in writes to records, by their numbers, one by one; return how many left something open."""
        first = self._segment.head.first
        conflicting = sum(
            self._merge_write(place_of(dot) - first, entries[number])
            for number, of_record in writes.items()
            for dot, *_more in of_record
        )
        self._touched.write(list(entries.values()))
        return conflicting

    def _merge_write(self, at: int, entry: Entry) -> bool:
        """Take in a write; say whether it left something open."""
        segment = self._segment
        fields = segment.shapes[segment.body.shape_of[at]]
        dot, stamp = dot_of(segment.chain, segment.head.first + at), segment.stamp(at)
        is_open = False
        for number, value, replaced in zip(
            fields, segment.values(at), segment.replaced_each(at), strict=True
        ):
            head = Head(dot, stamp, value)
            is_open |= entry.merge(number, head, replaced, self._log.stamp_of)
        return self._live(at, entry, dot) or is_open

    def _live(self, at: int, entry: Entry, dot: int) -> bool:
        """Take in what a write says about its record being there; say whether that is disputed."""
        segment, life = self._segment, entry.state.life
        presence = segment.body.presence[at]
        self._forget_shared(life)
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

    def _forget_shared(self, life: Life) -> None:
        """Drop living writes of the row a branch goes on with: the branch's writer had made them."""
        point = self._branches.base_of(self._segment.chain)
        while point is not None:
            base, fork_place = point
            if life.living.get(base, fork_place) < fork_place:
                del life.living[base]
            point = self._branches.base_of(base)


def _together(records: Sequence[T]) -> Iterator[Sequence[T]]:
    """Go through records a few at a time."""
    return (records[at : at + TOGETHER] for at in range(0, len(records), TOGETHER))
