"""What the change log keeps as bytes: a record's standing writes, and one write to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain as chained
from itertools import islice
from struct import Struct
from typing import NamedTuple, cast

import cbor2

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Head, Life, RecordState, dot_of
from msp_desktop.domain.segments import Presence

Shadow = dict[int, Stored]
"""Values this version has no column for, by the number of their field."""

NONE_SEEN: tuple[int, ...] = ()
_KEPT = Presence.KEPT

_COUNTS = Struct("<II")
_PAIR = Struct("<Iq").size
_LIST = Struct(">BI")
_LONG_LIST = 0x9A
"""How a list begins in CBOR whose length is written in four bytes."""
_PARTS = 3
"""How many parts a patch has that says nothing of its record being there: fields, values, what is seen."""


StateRow = list[int]
"""A state in which nothing is disputed: how many fields and chains it has, each field with the write that
stands in it, each chain with the place of its last living write."""


@cache
def _layout(pairs: int) -> Struct:
    return Struct("<II" + pairs * "Iq")


def pack_row(row: StateRow) -> bytes:
    """Write the state of a record in which nothing is disputed."""
    return _layout(row[0] + row[1]).pack(*row)


def unpack_row(data: bytes) -> StateRow | None:
    """Read what stands in a record; None when something is disputed."""
    pairs = sum(_COUNTS.unpack_from(data))
    return list(_layout(pairs).unpack(data)) if len(data) == _COUNTS.size + pairs * _PAIR else None


def state_of(row: Sequence[int]) -> RecordState:
    """Return what a row says."""
    end = 2 + 2 * row[0]
    single = dict(zip(row[2:end:2], row[3:end:2], strict=True))
    return RecordState(single, {}, Life(dict(zip(row[end::2], row[end + 1 :: 2], strict=True))))


def pack_state(state: RecordState) -> bytes:
    """Write what stands in a record.

    That is a row, and then in CBOR what is disputed, if anything.
    """
    single, living, removals = state.single, state.life.living, state.life.removals
    row = [len(single), len(living)]
    row += chained.from_iterable(single.items())
    row += chained.from_iterable(living.items())
    data = pack_row(row)
    if not (state.several or removals):
        return data
    several = {field: [list(head) for head in heads] for field, heads in state.several.items()}
    return data + cbor2.dumps([list(removals), several])


@lru_cache(maxsize=256)
def packer_of_new(fields: tuple[int, ...], chain: int) -> Callable[[int], bytes]:
    """Return what packs the state of a record that one write at a place of ``chain`` made.

    The bytes are those of `pack_state`; nothing but the place differs from one record to the next.
    """
    counts, nothing = _COUNTS.pack(len(fields), 1), dot_of(chain, 0)
    first, *others = (number.to_bytes(4, "little") for number in (*fields, chain))
    parts = [counts + first, *others]

    def pack(place: int) -> bytes:
        dot = (nothing + place).to_bytes(8, "little")
        return dot.join(parts) + place.to_bytes(8, "little")

    return pack


def unpack_state(data: bytes) -> RecordState:
    """Read what stands in a record."""
    layout = _layout(sum(_COUNTS.unpack_from(data)))
    state = state_of(layout.unpack_from(data))
    if layout.size < len(data):
        removals, several = cbor2.loads(data[layout.size :])
        state.life.removals = tuple(removals)
        for field, heads in several.items():
            state.several[field] = tuple(Head(*head) for head in heads)
    return state


def removal_code(life: Life) -> int:
    """Return how ``sync_head.removed`` tells a record's state."""
    if not life.removals:
        return 0
    return 1 if life.is_there else 2


def pack_shadow(shadow: Shadow) -> bytes | None:
    """Write values without a column; nothing when there are none."""
    return cbor2.dumps(shadow) if shadow else None


def unpack_shadow(data: bytes | None) -> Shadow:
    """Read values without a column."""
    return cast("Shadow", cbor2.loads(data)) if data else {}


class Patch(NamedTuple):
    """One write to one record.

    ``seen`` names, for each field, the writes that this one replaced. ``presence_seen`` names what a
    removal or a restoring write has seen of the record's being there.
    """

    fields: Sequence[int]
    values: Sequence[Stored]
    seen: Sequence[Sequence[int]]
    presence: Presence = Presence.KEPT
    presence_seen: Sequence[int] = NONE_SEEN

    @property
    def only_seen(self) -> int | None:
        """The one write that every field replaced; 0 when none replaced any, None when they differ."""
        first = self.seen[0] if self.seen else NONE_SEEN
        if len(first) > 1 or self.seen.count(first) < len(self.seen):
            return None
        return first[0] if first else 0


def pack_patch(patch: Patch) -> bytes:
    """Write a patch; the same patch is always the same bytes."""
    only = patch.only_seen
    seen = [list(one) for one in patch.seen] if only is None else only
    if patch.presence is _KEPT:
        return pack_kept(tuple(patch.fields), patch.values, seen)
    parts = [list(patch.fields), list(patch.values), seen, int(patch.presence)]
    return cbor2.dumps([*parts, list(patch.presence_seen)])


def pack_kept(
    fields: tuple[int, ...], values: Sequence[Stored], seen: int | list[list[int]]
) -> bytes:
    """Write the patch of a record that is there; ``seen`` may be the one write that every field replaced.

    The bytes are those of a list of the three.
    """
    return _beginning(fields) + cbor2.dumps([values, seen])[1:]


def packer_of_first(fields: tuple[int, ...]) -> Callable[[Sequence[Stored]], bytes]:
    """Return what packs the patch of a record that is there and in which no other write stood.

    The bytes are those of `pack_kept`; nothing but the values differs from one record to the next.
    """
    beginning, none_seen = _beginning(fields), cbor2.dumps(0)

    def pack(values: Sequence[Stored]) -> bytes:
        return beginning + cbor2.dumps(values) + none_seen

    return pack


@lru_cache(maxsize=1024)
def _beginning(fields: tuple[int, ...]) -> bytes:
    """Return how a list of three begins that has some fields first: the same ones again and again."""
    return cbor2.dumps([list(fields), 0, 0])[:-2]


def unpack_patch(data: bytes) -> Patch:
    """Read a patch."""
    return _patch(*cbor2.loads(data))


def _patch(
    fields: Sequence[int],
    values: Sequence[Stored],
    seen: int | Sequence[Sequence[int]],
    presence: int = _KEPT,
    presence_seen: Sequence[int] = NONE_SEEN,
) -> Patch:
    """Make sense of the parts of a patch as they lie in its bytes."""
    if isinstance(seen, int):
        seen = [(seen,) if seen else NONE_SEEN] * len(fields)
    return Patch(fields, values, seen, Presence(presence), presence_seen)


class Patches(NamedTuple):
    """Many patches in columns.

    ``only_seen`` is as of a `Patch`, but 0 where the fields of one replaced different writes. ``unlike``
    are, by their places, these and those that say something of their record being there.
    """

    fields: list[tuple[int, ...]]
    values: Sequence[Sequence[Stored]]
    only_seen: Sequence[int]
    unlike: dict[int, Patch]


def unpack_patches(data: Sequence[bytes]) -> Patches:
    """Read patches, at least one."""
    opened = cbor2.loads(_LIST.pack(_LONG_LIST, len(data)) + b"".join(data))
    fields, values, seen = islice(zip(*opened, strict=False), _PARTS)
    unlike = {
        at: _patch(*one)
        for at, one in enumerate(opened)
        if len(one) > _PARTS or isinstance(one[2], list)
    }
    only_seen = list(seen)
    for at, patch in unlike.items():
        only_seen[at] = patch.only_seen or 0
    return Patches(list(map(tuple, fields)), values, only_seen, unlike)
