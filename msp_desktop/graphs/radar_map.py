"""Levels around a middle, one outline for each round: then, now and as desired (tasks 7.4, 8.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

from msp_desktop.domain.health import level_in_words
from msp_desktop.domain.shown import number_in_words
from msp_desktop.graphs.picture import (
    LINE,
    SAMPLE,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Point,
    Sample,
    Shape,
    Stroke,
    with_legend,
)

FEWEST = 3
"""Spokes without which there is no radar."""
_WIDTH = 424.0
"""Narrower than other pictures, so that all of it is seen beside the guidance."""
_RADIUS = 112.0
_BESIDE = 8.0
_LINES = 3
_STROKES = (Stroke.DOTTED, Stroke.DASHED, Stroke.HEAVY, Stroke.SOLID)
"""The lines of the first, the round before, the last, and the wish, told apart without colour."""
_DOT = 6.0
_BROAD = 92.0


@dataclass(frozen=True, slots=True)
class Outline:
    """One round by its name, and its levels by spoke; ``place`` chooses its line."""

    name: str
    levels: Mapping[str, Decimal]
    place: int


def outlines(
    named: Sequence[tuple[str, Mapping[str, Decimal]]], *, has_wish: bool
) -> list[Outline]:
    """Return rounds, the oldest first, with their lines; the wish is the last where there is one."""
    rounds = named[:-1] if has_wish else named
    start = len(_STROKES) - 1 - len(rounds)
    found = [Outline(name, levels, start + at) for at, (name, levels) in enumerate(rounds)]
    if has_wish:
        found.append(Outline(*named[-1], len(_STROKES) - 1))
    return found


def radar_map(
    title: str, spokes: Sequence[tuple[str, str]], rounds: Sequence[Outline], low: int, high: int
) -> Picture:
    """Draw rounds over spokes (key and name); levels lie between ``low``, the middle, and ``high``."""
    height = 2 * (_RADIUS + _LINES * LINE + _BESIDE)
    middle = (_WIDTH / 2, height / 2)
    count = len(spokes)
    turns = {key: -pi / 2 + 2 * pi * at / count for at, (key, _name) in enumerate(spokes)}

    def at(key: str, level: Decimal | int) -> Point:
        share = float((Decimal(level) - low) / (high - low)) * _RADIUS
        return (middle[0] + cos(turns[key]) * share, middle[1] + sin(turns[key]) * share)

    keys = [key for key, _name in spokes]
    rings = [
        Edge(
            (*(at(key, step) for key in keys), at(keys[0], step)), stroke=Stroke.FAINT, arrow=False
        )
        for step in range(low + 1, high + 1)
    ]
    arms = [Edge((middle, at(key, high)), stroke=Stroke.FAINT, arrow=False) for key in keys]
    lines: list[Edge] = []
    dots: list[Node] = []
    for one in rounds:
        stroke = _STROKES[one.place]
        for run in _runs(keys, one.levels):
            points = tuple(at(key, one.levels[key]) for key in run)
            lines.append(Edge(points, stroke=stroke, arrow=False))
        if stroke is not Stroke.SOLID:
            dots += [_dot(at(key, one.levels[key])) for key in keys if key in one.levels]
    told = " ".join(_told(name, key, rounds) for key, name in spokes)
    picture = Picture(
        name=title,
        width=_WIDTH,
        height=height,
        nodes=tuple(dots),
        edges=(*rings, *arms, *lines),
        notes=(*_names(spokes, turns, middle), *_steps(low, high, middle)),
        told=told,
    )
    return with_legend(picture, [(_sample(one), one.name) for one in rounds])


def _runs(keys: Sequence[str], levels: Mapping[str, Decimal]) -> Iterator[list[str]]:
    """Go through the spokes that stand side by side and have a level, around the middle and closed."""
    if all(key in levels for key in keys):
        yield [*keys, keys[0]]
        return
    gap = next(at for at, key in enumerate(keys) if key not in levels)
    run: list[str] = []
    for key in (*keys[gap:], *keys[:gap], keys[gap]):
        if key in levels:
            run.append(key)
        elif len(run) > 1:
            yield run
            run = []
        else:
            run = []


def _dot(at: Point) -> Node:
    box = Box(at[0] - _DOT / 2, at[1] - _DOT / 2, _DOT, _DOT)
    return Node(box, shape=Shape.ROUND, filled=True)


def _names(
    spokes: Sequence[tuple[str, str]], turns: Mapping[str, float], middle: Point
) -> Iterator[Note]:
    """Write the name of each spoke outside of the rings, on the side on which it lies."""
    height = _LINES * LINE
    for key, name in spokes:
        across, down = cos(turns[key]), sin(turns[key])
        reach = _RADIUS + _BESIDE * (1 + abs(down))
        left, top = middle[0] + across * reach, middle[1] + down * reach
        if abs(across) < 0.1:
            width = 150.0
            is_above = down < 0
            box = Box(left - width / 2, top - LINE - 2 if is_above else top, width, LINE)
            yield Note(box, name, Look.SMALL, centred=True)
            continue
        room = middle[0] - abs(across) * reach - 2
        if across > 0:
            yield Note(Box(left, top - LINE / 2, room, height), name)
        else:
            side = min(left, _BROAD)
            yield Note(Box(left - side, top - LINE / 2, side, height), name, centred=True)


def _steps(low: int, high: int, middle: Point) -> Iterator[Note]:
    for step in range(low + 1, high + 1):
        down = _RADIUS * (step - low) / (high - low)
        box = Box(middle[0] + 3, middle[1] - down - LINE / 2, 12, LINE)
        yield Note(box, number_in_words(step), Look.FAINT)


def _sample(one: Outline) -> Sample:
    middle = SAMPLE.height / 2
    return Edge(((0.0, middle), (SAMPLE.width, middle)), stroke=_STROKES[one.place], arrow=False)


def _told(name: str, key: str, rounds: Sequence[Outline]) -> str:
    said = (
        f"{one.name} {level_in_words(one.levels[key])}" if key in one.levels else f"{one.name} –"
        for one in rounds
    )
    return f"{name}: {', '.join(said)}."
