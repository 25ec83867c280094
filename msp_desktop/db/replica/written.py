"""What a transaction wrote into one record, and what stands in the record then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from operator import is_not, ne

from msp_desktop.db.replica.catalogue import Kind
from msp_desktop.db.replica.packing import (
    Patch,
    pack_kept,
    pack_patch,
    pack_state,
    packer_of_first,
    packer_of_new,
    removal_code,
)
from msp_desktop.domain.changes import ALIVE, Change
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import NEVER_OPEN, Head, RecordState, all_of, dot_of, seen_in
from msp_desktop.domain.segments import Presence

_KEPT, _RESTORED, _REMOVED = Presence.KEPT, Presence.RESTORED, Presence.REMOVED


@dataclass(slots=True)
class Write:
    """What a transaction did to one record, and what stands in it."""

    order: int
    """When the transaction first touched the record."""
    kind: Kind
    record_id: str
    space_id: str
    number: int | None
    state: RecordState
    before: Sequence[Stored]
    after: Sequence[Stored]
    was_alive: int | None
    alive: int
    decided: frozenset[str]
    is_beside: bool
    """Whether what was decided stands beside what stands already instead of replacing it."""
    written: list[int] = field(default_factory=list)
    """Places of the written columns in the kind's list."""
    presence: Presence | None = None
    """What the write says about the record being there; None when nothing was written at all."""

    def look(self) -> None:
        """Find out what was written."""
        differs = map(is_not if self.was_alive is None else ne, self.before, self.after)
        self.written = list(compress(range(len(self.after)), differs))
        if self.decided:
            keys = enumerate(column.key for column in self.kind.columns)
            self.written = sorted({*self.written, *(at for at, key in keys if key in self.decided)})
        if self.is_beside and ALIVE in self.decided:
            self.presence = _REMOVED
        elif self.alive != self.was_alive or ALIVE in self.decided:
            there = _KEPT if self.was_alive is None else _RESTORED
            self.presence = there if self.alive else _REMOVED
        elif self.written:
            self.presence = _KEPT if self.alive else Presence.ABSENT

    @property
    def fields(self) -> tuple[int, ...]:
        """The numbers of the written fields."""
        numbers = self.kind.fields
        return tuple([numbers[at] for at in self.written])

    @property
    def values(self) -> list[Stored]:
        """What was written into them."""
        after = self.after
        return [after[at] for at in self.written]

    def seen(self, at: int) -> tuple[int, ...]:
        """Return the writes that a field's new value replaces."""
        column = self.kind.columns[at]
        if self.is_beside and column.key in self.decided:
            return ()
        standing = self.state.standing(column.number)
        if column.key in self.decided or column.key in NEVER_OPEN:
            return all_of(standing)
        return seen_in(standing, self.before[at])

    @property
    def presence_seen(self) -> tuple[int, ...]:
        """The writes about being there that this one replaces."""
        life = self.state.life
        if self.presence is _RESTORED:
            return life.removals
        if self.presence is not _REMOVED or (self.is_beside and ALIVE in self.decided):
            return ()
        return (*life.living_dots, *(life.removals if ALIVE in self.decided else ()))

    @property
    def stamp_seen(self) -> int:
        """The latest stamp among disputed values that are written over."""
        several = self.state.several
        disputed = (several.get(self.kind.columns[at].number, ()) for at in self.written)
        return max((head.stamp for heads in disputed for head in heads), default=0)

    def log(
        self, chain: int, place: int, stamp: int, recall: Callable[[int, int], Head]
    ) -> tuple[bytes, bytes]:
        """Let the write take its place among those that stand.

        Returns it and what stands then, as the log and the head keep them.
        """
        if self.presence is _KEPT and not (self.is_beside or self.state.several):
            return self._follow(chain, place)
        patch = self._patch()
        self._stand(patch, dot_of(chain, place), stamp, recall)
        return pack_patch(patch), pack_state(self.state)

    def _follow(self, chain: int, place: int) -> tuple[bytes, bytes]:
        """Take the place of the one write that stands in each field, if any does."""
        fields, single = self.fields, self.state.single
        seen = [single.get(number, 0) for number in fields]
        only = seen[0] if seen else 0
        same = seen.count(only) == len(seen)
        patch = pack_kept(
            fields, self.values, only if same else [[dot] if dot else [] for dot in seen]
        )
        single.update(dict.fromkeys(fields, dot_of(chain, place)))
        self.state.life.living[chain] = place
        return patch, pack_state(self.state)

    def _patch(self) -> Patch:
        """Return the write when it says more than its values."""
        assert self.presence is not None
        seen = [sorted(self.seen(at)) for at in self.written]
        there = sorted(self.presence_seen)
        return Patch(self.fields, self.values, seen, self.presence, there)

    def _stand(
        self, patch: Patch, dot: int, stamp: int, recall: Callable[[int, int], Head]
    ) -> None:
        life = self.state.life
        for number, value, seen in zip(patch.fields, patch.values, patch.seen, strict=True):
            write = Head(dot, stamp, value)
            self.state.follow(number, write, seen, partial(recall, number))
        if patch.presence is _KEPT:
            life.confirm(dot)
        elif patch.presence is _RESTORED:
            life.restore(dot, patch.presence_seen)
        elif patch.presence is _REMOVED:
            life.remove(dot, patch.presence_seen)

    @property
    def removed(self) -> int:
        """What ``sync_head.removed`` says of the record."""
        return removal_code(self.state.life)

    @property
    def may_move_owners(self) -> bool:
        """Whether an owner may now be kept, or no longer be kept, by what belongs to it."""
        if self.presence is _RESTORED or self.presence is _REMOVED:
            return True
        return bool(self.kind.owner) and self.was_alive is None

    def changes(self) -> Iterator[Change]:
        """Tell the write as changes of answers; a settled conflict is news even at the same value.

        What a new record says is no news of its own.
        """
        if self.alive != self.was_alive or ALIVE in self.decided:
            yield Change(self.kind.key, self.record_id, ALIVE, self.was_alive, self.alive)
        if self.was_alive is None:
            return
        for at in self.written:
            key = self.kind.columns[at].key
            yield Change(self.kind.key, self.record_id, key, self.before[at], self.after[at])


class Shape:
    """Which of a kind's columns new records were given answers in: they are packed alike."""

    def __init__(self, kind: Kind, filled: Sequence[bool]) -> None:
        """Take the ``filled`` ones of a kind's columns."""
        self.kind = kind
        self.filled = filled
        self.empty = filled.count(False)
        self._fields = tuple(compress(kind.fields, filled))
        self._pack_write = packer_of_first(self._fields)
        self._pack_state: dict[int, Callable[[int], bytes]] = {}

    def pack(self, values: Sequence[Stored], chain: int, place: int) -> tuple[bytes, bytes]:
        """Return a write that made a record and what stands then, as the log and the head keep them."""
        if chain not in self._pack_state:
            self._pack_state[chain] = packer_of_new(self._fields, chain)
        return self._pack_write(values), self._pack_state[chain](place)


class Shapes:
    """Finds the shapes of new records of a kind, most of which have that of the one before."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._known: dict[tuple[bool, ...], Shape] = {}
        self._last = self._shape([None] * len(kind.columns))

    def part(self, row: Sequence[Stored]) -> tuple[Shape, list[Stored]]:
        """Return the shape of a row and the answers in it."""
        shape = self._last
        answers = list(compress(row, shape.filled))
        if None in answers or row.count(None) != shape.empty:
            shape = self._last = self._shape(row)
            answers = list(compress(row, shape.filled))
        return shape, answers

    def _shape(self, row: Sequence[Stored]) -> Shape:
        filled = tuple([value is not None for value in row])
        if filled not in self._known:
            self._known[filled] = Shape(self._kind, filled)
        return self._known[filled]


@dataclass(slots=True)
class Added:
    """A record that a transaction made and left there, decided on in nothing.

    It says what `Write` would, without what only records known before can have.
    """

    order: int
    """When the transaction first touched the record."""
    record_id: str
    space_id: str
    shape: Shape
    answers: list[Stored]
    number: int | None = None
    removed = 0

    @property
    def kind(self) -> Kind:
        """The kind of the record."""
        return self.shape.kind

    @property
    def may_move_owners(self) -> bool:
        """Whether an owner may now be kept by the record."""
        return bool(self.shape.kind.owner)

    def log(
        self, chain: int, place: int, _stamp: int, _recall: Callable[[int, int], Head]
    ) -> tuple[bytes, bytes]:
        """Return the write and what stands then, as the log and the head keep them."""
        return self.shape.pack(self.answers, chain, place)

    def changes(self) -> tuple[Change]:
        """Tell that the record is new; what it says is no news of its own."""
        return (Change(self.shape.kind.key, self.record_id, ALIVE, None, 1),)
