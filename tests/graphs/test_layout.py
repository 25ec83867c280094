"""Where things stand: never over each other, always in their place, the same each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from msp_desktop.graphs.layout import layered, spread
from msp_desktop.graphs.picture import Box, Point

GAP, HEIGHT = 10.0, 46.0
KEYS = st.integers(0, 14).map(lambda count: [f"k{number}" for number in range(count)])
CELLS = [
    Box(column * 90 + row % 2 * 9, row * 40, 78, 27) for row in range(6) for column in range(4)
]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]]]:
    keys = draw(KEYS)
    if not keys:
        return [], []
    ends = st.sampled_from(keys)
    return keys, draw(st.lists(st.tuples(ends, ends), max_size=20))


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_each_gets_a_cell_of_its_own_and_the_same_each_time(
    graph: tuple[list[str], list[tuple[str, str]]],
) -> None:
    keys, pairs = graph
    found = spread(CELLS, keys, pairs)
    assert list(found) == keys
    assert len(set(found.values())) == len(keys)
    assert set(found.values()) <= set(CELLS)
    assert spread(CELLS, keys, pairs) == found


def test_what_is_related_is_nearer_than_what_is_not() -> None:
    keys = [f"{side}{number}" for side in "ab" for number in range(6)]
    pairs = [(f"{side}0", f"{side}{number}") for side in "ab" for number in range(1, 6)]
    found = spread(CELLS, keys, pairs)

    def far(one: str, other: str) -> float:
        (left, top), (right, bottom) = found[one].middle, found[other].middle
        return abs(left - right) + abs(top - bottom)

    related = [far(*pair) for pair in pairs]
    others = [far(*pair) for pair in combinations(keys, 2) if pair not in pairs]
    assert sum(related) / len(related) < sum(others) / len(others)


def test_no_line_runs_behind_another_where_there_is_room() -> None:
    keys = [f"k{number}" for number in range(9)]
    pairs = [("k0", key) for key in keys[1:]]
    found = spread(CELLS, keys, pairs)
    for start, end in pairs:
        for key in keys:
            if key not in (start, end):
                assert not passes(found[start].middle, found[end].middle, found[key])


def passes(start: Point, end: Point, box: Box) -> bool:
    steps = [number / 200 for number in range(201)]
    return any(
        box.holds((start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))
        for part in steps
    )


@st.composite
def layers(draw: st.DrawFn) -> tuple[dict[str, int], list[tuple[str, str]]]:
    keys = draw(KEYS)
    ranks = {key: draw(st.integers(0, 4)) for key in keys}
    able = [(one, other) for one in keys for other in keys if ranks[one] < ranks[other]]
    pairs = draw(st.lists(st.sampled_from(able), max_size=20)) if able else []
    return ranks, pairs


@settings(max_examples=80, deadline=None)
@given(layers())
def test_in_columns_nothing_lies_over_another(
    graph: tuple[dict[str, int], list[tuple[str, str]]],
) -> None:
    ranks, pairs = graph
    middles, ways, height = layered(ranks, pairs, HEIGHT, GAP)
    assert middles.keys() == ranks.keys()
    assert layered(ranks, pairs, HEIGHT, GAP) == (middles, ways, height)
    for column in set(ranks.values()):
        inside = sorted(middles[key] for key in ranks if ranks[key] == column)
        assert all(after - before >= HEIGHT for before, after in pairwise(inside))
        assert all(HEIGHT / 2 - 0.01 <= middle <= height - HEIGHT / 2 for middle in inside)
    for (start, end), way in ways.items():
        assert [rank for rank, _middle in way] == list(range(ranks[start] + 1, ranks[end]))
        for rank, middle in way:
            assert not meets(middle, [middles[key] for key in ranks if ranks[key] == rank])


def meets(bend: float, boxes: Sequence[float]) -> bool:
    return any(abs(bend - middle) < HEIGHT / 2 for middle in boxes)


def test_lines_cross_no_more_than_they_must() -> None:
    ranks = {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "z": 1}
    pairs = [("a", "z"), ("b", "y"), ("c", "x"), ("a", "y"), ("b", "x")]
    middles, _ways, _height = layered(ranks, pairs, HEIGHT, GAP)
    assert crossings(pairs, middles) == 0


def crossings(pairs: Sequence[tuple[str, str]], middles: Mapping[str, float]) -> int:
    return sum(
        (middles[a] - middles[c]) * (middles[b] - middles[d]) < 0
        for (a, b), (c, d) in combinations(pairs, 2)
    )
