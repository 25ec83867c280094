"""Where things stand: the only module that knows networkx and grandalf. The same data, the same places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import dist
from typing import Any

from msp_desktop.graphs.picture import Box, Point

Pair = tuple[str, str]

_SEED = 1
_SWEEPS = 8
_SPRINGS, _CLEARED = 400, 120
"""With more than so many, springs or the search for a clear picture would take too long."""
_BEHIND = 3.0
"""What a line behind a box costs, in widths of a cell: so far around is gone to keep a line clear."""


def spread(cells: Sequence[Box], keys: Sequence[str], pairs: Sequence[Pair]) -> dict[str, Box]:
    """Give each key a cell of its own, so that what is joined is near and few lines run behind others.

    ``cells`` are as many as keys or more, and none lies over another.
    """
    if not keys:
        return {}
    joined = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    if len(keys) > _SPRINGS:
        return dict(zip(keys, cells, strict=False))
    taken = _nearest(cells, _drawn_together(keys, joined))
    if joined and len(keys) <= _CLEARED:
        place = {key: at for at, key in enumerate(keys)}
        taken = _clear(cells, taken, [(place[one], place[other]) for one, other in joined])
    return {key: cells[cell] for key, cell in zip(keys, taken, strict=True)}


def layered(
    ranks: Mapping[str, int], pairs: Sequence[Pair], height: float, gap: float
) -> tuple[dict[str, float], dict[Pair, list[tuple[int, float]]], float]:
    """Order what stands in columns so that few lines cross.

    ``pairs`` lead from a lower rank to a higher one. Return the middle of each down the page, for each
    pair the points between its ends as rank and middle, and the height of all. What is not joined at
    all stands below.
    """
    places: dict[str, float] = {}
    ways: dict[Pair, list[tuple[int, float]]] = {}
    down: dict[int, float] = {}
    for keys, joined in _components(list(ranks), pairs):
        found, between_ends = _ordered(keys, joined, ranks, height, gap)
        columns = {ranks[key] for key in keys} | {
            r for way in between_ends.values() for r, _ in way
        }
        start = max((down.get(rank, 0.0) for rank in columns), default=0.0)
        lowest = 0.0
        for key, middle in found.items():
            places[key] = start + middle
            lowest = max(lowest, start + middle + height / 2)
        for pair, way in between_ends.items():
            ways[pair] = [(rank, start + middle) for rank, middle in way]
            lowest = max(lowest, *(start + middle + gap for _rank, middle in way), 0)
        down.update(dict.fromkeys(columns, lowest + gap))
    return places, ways, max(down.values(), default=0.0)


# What is joined draws near


def _drawn_together(keys: Sequence[str], pairs: Sequence[Pair]) -> list[Point]:
    """Return places between 0 and 1 in which what is joined is near, by springs (Fruchterman, Reingold)."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(pairs)
    found = networkx.spring_layout(graph, seed=_SEED, iterations=100)
    axes = [[float(found[key][axis]) for key in keys] for axis in (0, 1)]
    across, down = (
        [(value - min(axis)) / (max(axis) - min(axis) or 1) for value in axis] for axis in axes
    )
    return list(zip(across, down, strict=True))


def _nearest(cells: Sequence[Box], places: Sequence[Point]) -> list[int]:
    """Return for each place the number of a free cell near it."""
    middles = [cell.middle for cell in cells]
    width, height = (max(middle[axis] for middle in middles) for axis in (0, 1))
    free = set(range(len(cells)))
    taken = []
    for x, y in places:
        _far, nearest = min((dist(middles[cell], (x * width, y * height)), cell) for cell in free)
        free.remove(nearest)
        taken.append(nearest)
    return taken


def _clear(cells: Sequence[Box], taken: list[int], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Move and swap as long as lines become shorter, or fewer run behind what they do not join.

    ``taken`` are the numbers of the cells of all keys, ``pairs`` are places of keys.
    """
    import numpy as np

    costs, behind = _lengths(cells), _behind(cells)
    starts, ends = np.array(pairs).T
    count = len(cells)
    every = np.arange(count)
    now = np.array(taken)
    for _sweep in range(_SWEEPS):
        before = now.copy()
        for place in sorted({place for pair in pairs for place in pair}):
            # One row for each cell the key could be in; what lies there goes to where the key was.
            tried = np.where(now == every[:, None], now[place], now)
            tried[:, place] = every
            full = np.zeros((count, count), dtype=bool)
            np.put_along_axis(full, tried, values=True, axis=1)
            one, other = tried[:, starts], tried[:, ends]
            hidden = (behind[one, other] & full[:, None, :]).sum(axis=(1, 2))
            total = np.round(costs[one, other].sum(axis=1) + _BEHIND * hidden, 6)
            if total.min() < total[now[place]]:
                now = tried[total.argmin()]
        if (now == before).all():
            break
    return [int(cell) for cell in now]


def _lengths(cells: Sequence[Box]) -> Any:
    """Return how long the line between every two cells is, in widths of a cell."""
    import numpy as np

    middles = np.array([cell.middle for cell in cells])
    return np.hypot(*(middles[:, None] - middles[None]).T) / cells[0].width


def _behind(cells: Sequence[Box]) -> Any:
    """Return for every two cells and a third whether the line between the two runs behind the third."""
    import numpy as np

    middles = np.array([cell.middle for cell in cells])
    corners = np.array([_corners(cell) for cell in cells])

    def side(p: Any, q: Any, r: Any) -> Any:
        return (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )

    one, other = middles[:, None, None], middles[None, :, None]
    found = np.zeros((len(cells),) * 3, dtype=bool)
    for first, last in ((0, 1), (2, 3)):
        start, end = corners[None, None, :, first], corners[None, None, :, last]
        parted = side(one, other, start) * side(one, other, end) < 0
        found |= parted & (side(start, end, one) * side(start, end, other) < 0)
    numbers = np.arange(len(cells))
    found[numbers, :, numbers] = False
    found[:, numbers, numbers] = False
    return found


def _corners(box: Box) -> tuple[Point, Point, Point, Point]:
    """Return the ends of both lines from corner to corner."""
    ends = (box.left, box.top), (box.right, box.bottom)
    return (*ends, (box.left, box.bottom), (box.right, box.top))


# What leads to what stands in columns


def _components(keys: Sequence[str], pairs: Sequence[Pair]) -> list[tuple[list[str], list[Pair]]]:
    """Return what hangs together, the largest first, in the order of the keys otherwise."""
    near: dict[str, list[str]] = {key: [] for key in keys}
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    group: dict[str, int] = {}
    for number, key in enumerate(keys):
        if key in group:
            continue
        reached = [key]
        group[key] = number
        for one in reached:
            for other in near[one]:
                if other not in group:
                    group[other] = number
                    reached.append(other)
    found = [
        (
            [key for key in keys if group[key] == number],
            [pair for pair in pairs if group[pair[0]] == number],
        )
        for number in dict.fromkeys(group.values())
    ]
    return sorted(found, key=lambda one: -len(one[0]))


def _ordered(
    keys: Sequence[str], pairs: Sequence[Pair], ranks: Mapping[str, int], height: float, gap: float
) -> tuple[dict[str, float], dict[Pair, list[tuple[int, float]]]]:
    """Return the middles of what hangs together, and the points between the ends of each pair."""
    if not pairs:
        return {key: height / 2 + at * (height + gap) for at, key in enumerate(keys)}, {}
    from grandalf.graphs import Edge, Graph, Vertex

    lowest = min(ranks[key] for key in keys)
    knots = {key: _knot(Vertex(key), ranks[key] - lowest, height) for key in keys}
    vertices, edges = list(knots.values()), []
    bends: dict[Pair, list[Any]] = {}
    for one, other in dict.fromkeys(pairs):
        between_ends = [
            _knot(Vertex((one, other, rank)), rank - lowest, gap)
            for rank in range(ranks[one] + 1, ranks[other])
        ]
        vertices += between_ends
        bends[one, other] = between_ends
        way = [knots[one], *between_ends, knots[other]]
        edges += [Edge(start, end) for start, end in pairwise(way)]
    (graph,) = Graph(vertices, edges).C
    layers = _laid_out(graph, gap)
    _level_out(layers, gap)
    top = min(vertex.middle - vertex.view.w / 2 for layer in layers for vertex in layer)
    return (
        {key: vertex.middle - top for key, vertex in knots.items()},
        {
            pair: [(vertex.rank + lowest, vertex.middle - top) for vertex in found]
            for pair, found in bends.items()
        },
    )


def _knot(vertex: Any, rank: int, breadth: float) -> Any:
    from grandalf.layouts import VertexViewer

    vertex.view = VertexViewer(w=breadth, h=1)
    vertex.rank = rank
    return vertex


def _laid_out(graph: Any, gap: float) -> list[list[Any]]:
    """Order the knots of each rank by grandalf (Sugiyama's way) and give each its middle."""
    from grandalf.layouts import Layer, SugiyamaLayout

    layout = SugiyamaLayout(graph)

    def keep_ranks(_roots: object, _optimize: object) -> None:
        count = max(vertex.rank for vertex in graph.sV) + 1
        layout.layers = [Layer() for _rank in range(count)]
        for vertex in graph.sV:
            layout.grx[vertex].rank = vertex.rank
            layout.layers[vertex.rank].append(vertex)

    layout.rank_all = keep_ranks
    layout.xspace = gap
    layout.init_all(inverted_edges=[])
    layout.draw(4)
    for layer in layout.layers:
        for vertex in layer:
            vertex.middle = vertex.view.xy[0]
    return [list(layer) for layer in layout.layers]


def _level_out(layers: Sequence[Sequence[Any]], gap: float) -> None:
    """Move the knots of each rank just so far apart that none is over another, their order kept."""
    for layer in layers:
        for before, after in pairwise(layer):
            least = before.middle + (before.view.w + after.view.w) / 2 + gap
            after.middle = max(after.middle, least)
