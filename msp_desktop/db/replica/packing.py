"""What the change log keeps as bytes: a record's standing writes, and one write to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

import cbor2

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Head, Life, RecordState, dot_of
from msp_desktop.domain.segments import Presence

Shadow = dict[int, Stored]
"""Values this version has no column for, by the number of their field."""

_BLANK = 2**64 - 1
"""Stands for numbers to be filled in; no write, field or chain has it."""

NONE_SEEN: tuple[int, ...] = ()


def pack_state(state: RecordState) -> bytes:
    """Write what stands in a record."""
    parts: list[object] = [state.single, state.life.living]
    if state.several or state.life.removals:
        several = {field: [list(head) for head in heads] for field, heads in state.several.items()}
        parts += [list(state.life.removals), several]
    return cbor2.dumps(parts)


def packer_of_new(fields: Sequence[int], chain: int) -> Callable[[int], bytes]:
    """Return what packs the state of a record that one write at a place of ``chain`` made.

    The bytes are those of `pack_state`; nothing but the place differs from one record to the next.
    """
    blanks = RecordState(dict.fromkeys(fields, _BLANK), {}, Life({chain: _BLANK}))
    *parts, _end = pack_state(blanks).split(cbor2.dumps(_BLANK))

    def pack(place: int) -> bytes:
        return cbor2.dumps(dot_of(chain, place)).join(parts) + cbor2.dumps(place)

    return pack


def unpack_state(data: bytes) -> RecordState:
    """Read what stands in a record."""
    single, living, *rest = cbor2.loads(data)
    if not rest:
        return RecordState(single, {}, Life(living))
    removals, several = rest
    heads = {field: tuple(Head(*head) for head in found) for field, found in several.items()}
    return RecordState(single, heads, Life(living, tuple(removals)))


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
        if len(first) > 1 or any(one != first for one in self.seen):
            return None
        return first[0] if first else 0


def pack_patch(patch: Patch) -> bytes:
    """Write a patch; the same patch is always the same bytes."""
    only = patch.only_seen
    seen = [list(one) for one in patch.seen] if only is None else only
    parts = [list(patch.fields), list(patch.values), seen]
    if patch.presence is not Presence.KEPT:
        parts += [int(patch.presence), list(patch.presence_seen)]
    return cbor2.dumps(parts)


def unpack_patch(data: bytes) -> Patch:
    """Read a patch."""
    fields, values, seen, *presence = cbor2.loads(data)
    if isinstance(seen, int):
        seen = [(seen,) if seen else NONE_SEEN] * len(fields)
    if presence:
        return Patch(fields, values, seen, Presence(presence[0]), presence[1])
    return Patch(fields, values, seen)
