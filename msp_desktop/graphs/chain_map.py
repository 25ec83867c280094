"""The results chain from where reading starts to where it ends: a column for each level, arrows between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from msp_desktop.domain.guideline.initiation.goals import LEVELS
from msp_desktop.domain.results import Chain, Step
from msp_desktop.graphs.layout import Pair, layered
from msp_desktop.graphs.picture import (
    LINE,
    WIDTH,
    Area,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Point,
    Shape,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_NAMES = (*(option.label for option in LEVELS), _("No level yet"))
_BOX = (78.0, 46.0)
_APART = 20.0
_GAP = 10.0
_HEAD = 20.0
_LEAST = 90.0


@dataclass(frozen=True, slots=True)
class ChainMap:
    """The picture, and the box of each level's column, that of steps without a level last if there is one."""

    picture: Picture
    columns: tuple[Box, ...]


def chain_map(found: Chain) -> ChainMap:
    """Draw a results chain."""
    ranks, widths = _ranks(found)
    arrows = [(cause.record, effect.record) for cause, effect in found.arrows]
    forward = [_forward(pair, ranks) for pair in arrows if ranks[pair[0]] != ranks[pair[1]]]
    middles, ways, height = layered(ranks, forward, _BOX[1], _GAP)
    boxes = {
        key: Box(rank * (_BOX[0] + _APART), _HEAD + middles[key] - _BOX[1] / 2, *_BOX)
        for key, rank in ranks.items()
    }
    total = sum(widths) * (_BOX[0] + _APART) - _APART
    columns = tuple(_columns(widths, max(height, _LEAST) + _HEAD))
    picture = Picture(
        name=translate(_("Results chain")),
        width=max(total, WIDTH),
        height=max(height, _LEAST) + _HEAD,
        nodes=tuple(_node(step, boxes[step.record], found) for step in found.steps),
        edges=tuple(
            _side_by_side(
                [
                    Edge(_points(cause, effect, ranks, boxes, ways), cause, effect)
                    for cause, effect in arrows
                ],
                boxes,
            )
        ),
        notes=tuple(
            Note(
                Box(box.left, box.top + 3, box.width, LINE + 2), translate(name), Look.STRONG, True
            )
            for name, box in zip(_NAMES, columns, strict=False)
        ),
        areas=tuple(Area(Box(box.left, box.top, box.width, _HEAD - 4), True) for box in columns),
        told=" ".join(_spoken(step, found) for step in found.steps),
    )
    return ChainMap(picture, columns)


def _ranks(found: Chain) -> tuple[dict[str, int], list[int]]:
    """Return the column of each step, and how many columns each level has.

    Of two steps of one level of which one leads to the other, the other stands a column further.
    """
    levels = len(LEVELS)
    level = {step.record: levels if step.level is None else step.level for step in found.steps}
    inside = dict.fromkeys(level, 0)
    for cause, effect in _without_circles(
        [
            (cause.record, effect.record)
            for cause, effect in found.arrows
            if level[cause.record] == level[effect.record]
        ]
    ):
        inside[effect] = max(inside[effect], inside[cause] + 1)
    count = levels + (levels in level.values())
    widths = [
        max((inside[key] + 1 for key in level if level[key] == one), default=1)
        for one in range(count)
    ]
    starts = [sum(widths[:one]) for one in range(count)]
    return {key: starts[level[key]] + inside[key] for key in level}, widths


def _without_circles(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs in an order in which causes come first, without those that would close a circle."""
    after: dict[str, list[str]] = {}
    kept = []
    for cause, effect in pairs:
        if cause not in _reached(effect, after):
            after.setdefault(cause, []).append(effect)
            kept.append((cause, effect))
    depth = {key: len(_reached(key, after)) for pair in kept for key in pair}
    return sorted(kept, key=lambda pair: -depth[pair[0]])


def _reached(start: str, after: Mapping[str, Sequence[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for key in after.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def _forward(pair: Pair, ranks: Mapping[str, int]) -> Pair:
    return pair if ranks[pair[0]] < ranks[pair[1]] else (pair[1], pair[0])


def _points(
    cause: str,
    effect: str,
    ranks: Mapping[str, int],
    boxes: Mapping[str, Box],
    ways: Mapping[Pair, Sequence[tuple[int, float]]],
) -> tuple[Point, ...]:
    """Return the line of an arrow; one over several columns runs level where it passes a column."""
    first, second = boxes[cause], boxes[effect]
    if ranks[cause] == ranks[effect]:
        upper, lower = sorted((first, second), key=lambda box: box.top)
        ends = ((upper.middle[0], upper.bottom), (lower.middle[0], lower.top))
        return ends if upper is first else ends[::-1]
    if ranks[cause] > ranks[effect]:
        return _points(effect, cause, ranks, boxes, ways)[::-1]
    bends = [
        (rank * (_BOX[0] + _APART) + side, _HEAD + middle)
        for rank, middle in ways.get((cause, effect), ())
        for side in (0.0, _BOX[0])
    ]
    return ((first.right, first.middle[1]), *bends, (second.left, second.middle[1]))


def _side_by_side(edges: Sequence[Edge], boxes: Mapping[str, Box]) -> Iterator[Edge]:
    """Go through arrows, the ends of several at one side of a box one below the other as they come."""
    ends: dict[tuple[str, float], list[tuple[float, int, int]]] = {}
    for place, edge in enumerate(edges):
        for key, at, towards in ((edge.start, 0, 1), (edge.end, -1, -2)):
            across = edge.points[at][0]
            if across in (boxes[key].left, boxes[key].right):
                ends.setdefault((key, across), []).append((edge.points[towards][1], place, at))
    found = [list(edge.points) for edge in edges]
    for (key, across), some in ends.items():
        box = boxes[key]
        for number, (_from, place, at) in enumerate(sorted(some), 1):
            found[place][at] = (across, box.top + box.height * number / (len(some) + 1))
    for edge, points in zip(edges, found, strict=True):
        yield replace(edge, points=tuple(points))


def _columns(widths: Sequence[int], height: float) -> Iterator[Box]:
    left = 0.0
    for width in widths:
        breadth = width * (_BOX[0] + _APART) - _APART
        yield Box(left, 0, breadth, height)
        left += breadth + _APART


def _node(step: Step, box: Box, found: Chain) -> Node:
    return Node(
        box,
        step.name,
        key=step.record,
        kind_key="result",
        record=step.record,
        spoken=_spoken(step, found),
        shape=Shape.DOUBLE if step.objective else Shape.BOX,
    )


def _spoken(step: Step, found: Chain) -> str:
    level = translate(_NAMES[-1 if step.level is None else step.level])
    after = [effect.name for cause, effect in found.arrows if cause.record == step.record]
    if not after:
        return translate(_("{step} ({level}).")).format(step=step.name, level=level)
    sentence = translate(_("{step} ({level}) leads to: {steps}."))
    return sentence.format(step=step.name, level=level, steps="; ".join(after))
