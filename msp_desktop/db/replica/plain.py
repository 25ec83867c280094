"""Plain writes, entered into what stands in a record.

A write is plain when each of its fields replaced the one write that stood there. Nearly all are, and
to change two numbers of a row takes a fraction of what it takes to make a `RecordState` of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msp_desktop.db.replica.packing import StateRow
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import dot_of

Write = tuple[int, int, tuple[int, ...], int, int]
"""A write by its dot: the dot it replaced (see `OpenSegment.replaced`), its fields, what it says about its
record being there (`Presence`), and where its values begin."""


def enter(
    row: StateRow,
    chain: int,
    writes: Iterable[Write],
    values: Sequence[Stored],
    answers: dict[int, Stored],
) -> int:
    """Enter writes of a chain up to the first that is not plain; return how many were entered.

    ``values`` are those of all writes of the segment. What the entered ones say goes into ``answers``.
    Of the write that is not plain some fields may have been entered. Nothing may branch off the chain.
    """
    done, nothing = 0, dot_of(chain, 0)
    fields, living = _places(row[0], tuple(row[2::2]), chain)
    for dot, replaced, numbers, presence, start in writes:
        if presence:
            break
        for value, number in enumerate(numbers, start):
            place = fields.get(number)
            if place is None:
                if replaced:
                    return done
                end = 2 + 2 * row[0]
                row[end:end] = number, dot
                row[0] += 1
                fields, living = _places(row[0], tuple(row[2::2]), chain)
            elif row[place] == replaced:
                row[place] = dot
            else:
                return done
            answers[number] = values[value]
        if living > len(row):
            row += chain, 0
            row[1] += 1
        row[living] = dot - nothing
        done += 1
    return done


@lru_cache(maxsize=1024)
def _places(count: int, named: tuple[int, ...], chain: int) -> tuple[Mapping[int, int], int]:
    """Return where in a row the writes stand that its fields have, and the last living one of a chain.

    ``named`` are the fields of the row, ``count`` of them, and then its chains. The place of a chain
    that is not among them is the one it has when it is added.
    """
    fields, chains = named[:count], (*named[count:], chain)
    places = {number: 3 + 2 * at for at, number in enumerate(fields)}
    return places, 3 + 2 * (count + chains.index(chain))
