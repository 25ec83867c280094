"""Who reports to whom: from left to right, on each arrow what is reported, how often and when next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msp_desktop.domain.lights import Light
from msp_desktop.domain.reporting.lines import LEVELS, Hierarchy, Line, Station
from msp_desktop.domain.shown import day_in_words
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
    Stroke,
    with_legend,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_BOX = (84.0, 74.0)
_APART = 14.0
_GAP = 7.0
_SHAPES: Mapping[str, Shape] = {
    "": Shape.BOX,
    "unit": Shape.BOX,
    "lead": Shape.BOX,
    "body": Shape.OCTAGON,
    "authority": Shape.HEXAGON,
    "public": Shape.SLANTED,
    "served": Shape.SLANTED,
    "registry": Shape.DOUBLE,
}


def reporting_map(found: Hierarchy) -> Picture:
    """Draw the hierarchy; what is overdue is dashed, and every report has the shape of its light."""
    ranks = ranks_of(_ahead(found))
    pairs = [pair for one in found.lines for pair in _ways_of(one)]
    forward = [pair for pair in pairs if ranks[pair[0]] < ranks[pair[1]]]
    middles, bends, height = layered(ranks, forward, _BOX[1], _GAP)
    boxes = {
        key: Box(rank * (_BOX[0] + _APART), middles[key] - _BOX[1] / 2, *_BOX)
        for key, rank in ranks.items()
    }
    names = {one.key: one.name for one in found.stations}
    picture = Picture(
        name=translate(_("Who reports to whom")),
        width=max(WIDTH, *(box.right for box in boxes.values())) if boxes else WIDTH,
        height=height,
        nodes=(
            *(_station(one, boxes[one.key], found, names) for one in found.stations),
            *(_plate(one, boxes[one.record], names) for one in found.lines),
        ),
        edges=tuple(
            Edge(
                way_of(pair, ranks, boxes, bends, _APART),
                *pair,
                Stroke.DASHED if one.lit.light is Light.RED else Stroke.SOLID,
                arrow=pair[1] == one.end,
                record=one.record,
                spoken=one.what,
            )
            for one in found.lines
            for pair in _ways_of(one)
        ),
        told=" ".join(_told(one, names) for one in found.lines),
    )
    return with_legend(picture, list(_legend(found)))


def _ways_of(one: Line) -> tuple[Pair, Pair]:
    """Return the two halves of an arrow: to what is reported, and on from it."""
    return ((one.start, one.record), (one.record, one.end))


def _ahead(found: Hierarchy) -> dict[str, list[str]]:
    ahead: dict[str, list[str]] = {one.key: [] for one in found.stations}
    for one in found.lines:
        ahead[one.record] = [one.end]
        ahead[one.start].append(one.record)
    return ahead


def _station(one: Station, box: Box, found: Hierarchy, names: Mapping[str, str]) -> Node:
    said = [one.name, translate(LEVELS.get(one.level, ""))]
    said += [_told(line, names) for line in found.from_or_to(one.key)]
    return Node(
        box,
        one.name,
        key=one.key,
        kind_key=one.kind_key,
        record=one.record,
        spoken=". ".join(filter(None, said)),
        shape=_SHAPES.get(one.level, Shape.BOX),
        strong=bool(one.level),
    )


def _plate(one: Line, box: Box, names: Mapping[str, str]) -> Node:
    words = [f"{one.lit.light.sign} {one.what}", one.cycle]
    if one.due is not None:
        words.append(translate(_("next {day}")).format(day=day_in_words(one.due)))
    return Node(
        box,
        " · ".join(filter(None, words)),
        key=one.record,
        kind_key="reporting_line",
        record=one.record,
        spoken=_told(one, names),
        shape=Shape.DASHED if one.lit.light is Light.RED else Shape.ROUND,
        filled=True,
    )


def _told(one: Line, names: Mapping[str, str]) -> str:
    sentence = translate(_("{sender} sends “{report}” to {receiver} ({cycle})."))
    said = sentence.format(
        sender=names[one.start], report=one.what, receiver=names[one.end], cycle=one.cycle or "–"
    )
    return f"{said} {one.lit.light.word}: {one.lit.why}" if one.lit.why else said


def _legend(found: Hierarchy) -> Iterator[tuple[Sample, str]]:
    used = {one.level for one in found.stations}
    yield Node(SAMPLE, shape=Shape.BOX), translate(_("Partner that reports"))
    yield Node(SAMPLE, shape=Shape.ROUND, filled=True), translate(_("Report, how often, when next"))
    told: set[Shape] = set()
    for level, words in LEVELS.items():
        shape = _SHAPES[level]
        if level in used and shape not in told:
            told.add(shape)
            same = [other for other in LEVELS if other in used and _SHAPES[other] is shape]
            named = [translate(LEVELS[other]) for other in same] or [translate(words)]
            yield Node(SAMPLE, shape=shape, strong=True), " / ".join(named)
    for light in (Light.GREEN, Light.YELLOW, Light.RED):
        if any(one.lit.light is light for one in found.lines):
            yield Node(SAMPLE, light.sign, shape=Shape.BARE), light.word
