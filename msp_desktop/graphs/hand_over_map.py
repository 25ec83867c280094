"""What partners pass on: plan entries from left to right, on each arrow what is handed over and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msp_desktop.domain.schedule.board import late_words
from msp_desktop.domain.schedule.passing import Passed, Passing, Stop
from msp_desktop.graphs.columns import ranks_of, way_of
from msp_desktop.graphs.layout import Pair, layered
from msp_desktop.graphs.picture import (
    SAMPLE,
    WIDTH,
    Box,
    Edge,
    Node,
    Picture,
    Sample,
    Shape,
    Sign,
    Stroke,
    with_legend,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_BOX = (104.0, 64.0)
_APART = 22.0
_GAP = 10.0


def hand_over_map(found: Passing) -> Picture:
    """Draw the network: what comes later than promised is dashed and has a cross."""
    ranks = _ranks(found)
    pairs = [pair for one in found.passes for pair in _ways_of(one)]
    forward = [pair for pair in pairs if ranks[pair[0]] < ranks[pair[1]]]
    middles, bends, height = layered(ranks, forward, _BOX[1], _GAP)
    boxes = {
        key: Box(rank * (_BOX[0] + _APART), middles[key] - _BOX[1] / 2, *_BOX)
        for key, rank in ranks.items()
    }
    width = max((box.right for box in boxes.values()), default=0.0)
    names = {one.key: _named(one) for one in found.stops}
    picture = Picture(
        name=translate(_("What partners pass on")),
        width=max(width, WIDTH),
        height=height,
        nodes=(
            *(_stop(one, boxes[one.key], found, names) for one in found.stops),
            *(_plate(one, boxes[one.record], names) for one in found.passes),
        ),
        edges=tuple(
            _edge(one, pair, ranks, boxes, bends) for one in found.passes for pair in _ways_of(one)
        ),
        told=" ".join(_told(one, names) for one in found.passes),
    )
    return with_legend(picture, list(_legend(found)))


def _ways_of(one: Passed) -> tuple[Pair, Pair]:
    """Return the two halves of an arrow: to what is handed over, and on from it."""
    return ((one.start, one.record), (one.record, one.end))


def _ranks(found: Passing) -> dict[str, int]:
    """Return the column of everything: causes before effects, as far as nothing waits in a circle."""
    ahead: dict[str, list[str]] = {one.key: [] for one in found.stops}
    for one in found.passes:
        ahead[one.record] = [one.end]
        ahead[one.start].append(one.record)
    return ranks_of(ahead)


def _named(one: Stop) -> str:
    return f"{one.name} ({one.partner})" if one.partner else one.name


def _stop(one: Stop, box: Box, found: Passing, names: Mapping[str, str]) -> Node:
    gives = [passed.name for passed in found.passes if passed.start == one.key]
    waits = [passed.name for passed in found.passes if passed.end == one.key]
    said = [names[one.key]]
    if gives:
        said.append(translate(_("hands over {names}")).format(names="; ".join(gives)))
    if waits:
        said.append(translate(_("waits for {names}")).format(names="; ".join(waits)))
    if one.delay is not None:
        said.append(late_words(one.delay.days, one.delay.day))
    return Node(
        box,
        ": ".join(filter(None, (one.partner, one.name))),
        key=one.key,
        kind_key=one.kind_key,
        record=one.key,
        spoken=". ".join(said),
        shape=Shape.DASHED if one.delay is not None else Shape.BOX,
        sign=Sign.CROSS if one.delay is not None else None,
    )


def _plate(one: Passed, box: Box, names: Mapping[str, str]) -> Node:
    return Node(
        box,
        ": ".join(filter(None, (one.due, one.name))),
        key=one.record,
        kind_key="hand_over",
        record=one.record,
        spoken=_told(one, names),
        shape=Shape.DASHED if one.is_late else Shape.ROUND,
        sign=Sign.CROSS if one.is_late else Sign.DOT if one.is_received else None,
        filled=True,
    )


def _edge(
    one: Passed,
    pair: Pair,
    ranks: Mapping[str, int],
    boxes: Mapping[str, Box],
    bends: Mapping[Pair, Sequence[tuple[int, float]]],
) -> Edge:
    points = way_of(pair, ranks, boxes, bends, _APART)
    stroke = Stroke.DASHED if one.is_late else Stroke.SOLID
    return Edge(points, *pair, stroke, arrow=True, record=one.record, spoken=one.name)


def _told(one: Passed, names: Mapping[str, str]) -> str:
    sentence = _("{start} hands “{name}” over to {end}, promised for {day}.")
    words = {"start": names[one.start], "end": names[one.end], "name": one.name}
    said = [translate(sentence).format(**words, day=one.due or "–")]
    if one.is_late:
        said.append(translate(_("It is late, or promised too late.")))
    elif one.is_received:
        said.append(translate(_("Receipt is confirmed.")))
    return " ".join(said)


def _legend(found: Passing) -> Iterator[tuple[Sample, str]]:
    late = any(one.is_late for one in found.passes) or any(one.delay for one in found.stops)
    yield Node(SAMPLE, shape=Shape.BOX), translate(_("Plan entry, with its partner"))
    yield (
        Node(SAMPLE, shape=Shape.ROUND, filled=True),
        translate(_("What is handed over, and by when")),
    )
    if any(one.is_received for one in found.passes):
        sample = Node(SAMPLE, shape=Shape.ROUND, filled=True, sign=Sign.DOT)
        yield sample, translate(_("Receipt confirmed"))
    if late:
        sample = Node(SAMPLE, shape=Shape.DASHED, sign=Sign.CROSS)
        yield sample, translate(_("Later than promised or needed"))
