"""Pictures that are read from column to column: which column something is in, and how arrows run between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msp_desktop.graphs.layout import Pair
from msp_desktop.graphs.picture import Box, Point, between


def ranks_of(ahead: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the column of everything from what follows each: causes before effects.

    What leads back to itself is passed over.
    """
    ranks: dict[str, int] = {}

    def depth(key: str, on_the_way: frozenset[str]) -> int:
        if key not in ranks:
            steps = (
                depth(after, on_the_way | {key}) + 1
                for after in ahead[key]
                if after not in on_the_way
            )
            ranks[key] = max(steps, default=0)
        return ranks[key]

    for key in ahead:
        depth(key, frozenset({key}))
    most = max(ranks.values(), default=0)
    return {key: most - rank for key, rank in ranks.items()}


def way_of(
    pair: Pair,
    ranks: Mapping[str, int],
    boxes: Mapping[str, Box],
    bends: Mapping[Pair, Sequence[tuple[int, float]]],
    apart: float,
) -> tuple[Point, ...]:
    """Return the points of an arrow between two boxes of the same width, ``apart`` from column to column.

    One that leads back to an earlier column, or to its own, runs straight.
    """
    first, second = boxes[pair[0]], boxes[pair[1]]
    if ranks[pair[0]] >= ranks[pair[1]]:
        return between(first, second)
    way = [
        (rank * (first.width + apart) + side, middle)
        for rank, middle in bends.get(pair, ())
        for side in (0.0, first.width)
    ]
    return ((first.right, first.middle[1]), *way, (second.left, second.middle[1]))
