"""How answers written apart come together: who replaced whom, what is shown, what stays open.

Every write names the earlier writes it replaced. What no write has replaced *stands*. Two standing
writes of one field with different values are a conflict, the same on every computer, until a person's
write names both. Clocks choose which of several standing values is shown first; they never decide
what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from msp_desktop.domain.fields import Stored

_PLACE_BITS = 40
_PLACE_MASK = (1 << _PLACE_BITS) - 1

NEVER_OPEN = frozenset({"rank", "owner_id"})
"""Fields about which offices cannot disagree in a way that matters: the order of a list, and to whom
a record belongs, which is fixed when it is made."""


class Different:
    """What kind of disagreement a conflict is; the words are stored and never change."""

    VALUES = "different"
    REMOVED_OR_CHANGED = "removed-or-changed"
    REMOVED_OWNER = "removed-owner"


def dot_of(chain: int, place: int) -> int:
    """Return the identity of one write: its chain (one writer in one space) and its place there."""
    return chain << _PLACE_BITS | place


def chain_of(dot: int) -> int:
    """Return the chain a write belongs to."""
    return dot >> _PLACE_BITS


def place_of(dot: int) -> int:
    """Return the place of a write in its chain, counted from 1."""
    return dot & _PLACE_MASK


class Head(NamedTuple):
    """One standing write: its identity, the moment by its writer's clock, and what it says."""

    dot: int
    stamp: int
    value: Stored


Standing = int | tuple[Head, ...]
"""The standing writes of a field. One alone is its dot, for the table itself holds its value."""


def follow(
    standing: Standing | None,
    write: Head,
    replaced: Collection[int],
    recall: Callable[[int], Head],
) -> Standing:
    """Return what stands after ``write``, which replaced the writes named in ``replaced``.

    ``recall`` looks up a write that stood alone until now.
    """
    if standing is None:
        return write.dot
    others: tuple[Head, ...]
    if isinstance(standing, int):
        others = () if standing in replaced else (recall(standing),)
    else:
        others = tuple(head for head in standing if head.dot not in replaced)
    return (*others, write) if others else write.dot


def shown(heads: Iterable[Head]) -> Stored:
    """Return the value to show among several: the latest by its writer's clock."""
    return max(heads, key=display_order).value


def disagree(heads: Iterable[Head]) -> bool:
    """Say whether standing writes differ in value. Equal values are never a conflict."""
    return len({(type(head.value), head.value) for head in heads}) > 1


def seen_in(standing: Standing | None, shown_value: Stored) -> tuple[int, ...]:
    """Return the writes that somebody replaces who saw ``shown_value`` and typed something else.

    Values of other offices that were not on the screen are left standing: typing over a field with an
    open conflict never swallows them.
    """
    if standing is None:
        return ()
    if isinstance(standing, int):
        return (standing,)
    return tuple(head.dot for head in standing if head.value == shown_value)


def all_of(standing: Standing | None) -> tuple[int, ...]:
    """Return every standing write: what a person replaces who has looked at all of them."""
    if standing is None:
        return ()
    return (standing,) if isinstance(standing, int) else tuple(head.dot for head in standing)


def display_order(head: Head) -> tuple[int, int, int, str]:
    """Return by what values are put in order, the one to show last; the same in every office."""
    value = head.value
    if value is None:
        return (head.stamp, 0, 0, "")
    return (head.stamp, 1, value, "") if isinstance(value, int) else (head.stamp, 2, 0, value)


@dataclass(slots=True)
class Life:
    """Whether a record is there: what says so and what says the opposite.

    Every write to a record that is there also says that it is there. ``living`` holds, for each chain,
    the place of its last such write, unless a removal saw it; ``removals`` holds the dots of removals
    that nobody has taken back. Any living write wins, so an edit is never lost to a removal that did
    not know of it.
    """

    living: dict[int, int] = field(default_factory=dict)
    removals: tuple[int, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the record is there by itself (it may also be kept by a record that belongs to it)."""
        return bool(self.living)

    @property
    def is_disputed(self) -> bool:
        """Whether one office removed the record while another went on writing in it."""
        return bool(self.living and self.removals)

    def confirm(self, dot: int) -> None:
        """Take in a write that found the record there."""
        self.living[chain_of(dot)] = place_of(dot)

    def restore(self, dot: int, replaced: Collection[int]) -> None:
        """Take in a write that says the record is there in spite of the removals it names."""
        self.removals = tuple(removal for removal in self.removals if removal not in replaced)
        self.confirm(dot)

    def remove(self, dot: int, replaced: Collection[int]) -> None:
        """Take in a removal that names the living writes and the removals it has seen."""
        for seen in replaced:
            chain = chain_of(seen)
            if self.living.get(chain, _PLACE_MASK + 1) <= place_of(seen):
                del self.living[chain]
        self.removals = (*(one for one in self.removals if one not in replaced), dot)

    @property
    def living_dots(self) -> tuple[int, ...]:
        """The living writes: what a removal names."""
        return tuple(map(dot_of, self.living, self.living.values()))


@dataclass(slots=True)
class RecordState:
    """What stands in one record: its fields by number, and whether it is there.

    ``single`` holds the fields with one standing write, as a rule all of them; ``several`` the others.
    """

    single: dict[int, int] = field(default_factory=dict)
    several: dict[int, tuple[Head, ...]] = field(default_factory=dict)
    life: Life = field(default_factory=Life)

    def standing(self, number: int) -> Standing | None:
        """Return what stands in a field; None while nobody has written into it."""
        return self.several.get(number) or self.single.get(number)

    def follow(
        self, number: int, write: Head, replaced: Collection[int], recall: Callable[[int], Head]
    ) -> Standing:
        """Take in a write to a field (see the function of the same name) and return what stands."""
        standing = follow(self.standing(number), write, replaced, recall)
        if isinstance(standing, int):
            self.several.pop(number, None)
            self.single[number] = standing
        else:
            self.single.pop(number, None)
            self.several[number] = standing
        return standing
