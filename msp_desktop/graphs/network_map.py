"""The network of organisations: what is related lies near, each kind of relation has its line and letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from msp_desktop.domain.guideline.choices import SECTORS
from msp_desktop.domain.network import RELATIONS, Member, Network, Relation
from msp_desktop.graphs.layout import spread
from msp_desktop.graphs.picture import (
    LINE,
    SAMPLE,
    WIDTH,
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
    between,
    moved,
    with_legend,
)
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Line:
    """How a kind of relation is drawn."""

    stroke: Stroke
    arrow: bool
    letter: str


LINES: Mapping[str, Line] = {
    "reports": Line(Stroke.SOLID, True, "A"),
    "funds": Line(Stroke.HEAVY, True, "B"),
    "informs": Line(Stroke.DASHED, True, "C"),
    "works_with": Line(Stroke.DOUBLE, False, "D"),
    "conflict": Line(Stroke.DOTTED, False, "E"),
}
SHAPES: Mapping[str, Shape] = {
    "government": Shape.BOX,
    "business": Shape.OCTAGON,
    "civil_society": Shape.ROUND,
    "academia": Shape.SLANTED,
    "community": Shape.HEXAGON,
    "international": Shape.DOUBLE,
    "": Shape.DASHED,
}
"""The outline of each sector; dashes where nobody said."""

_SIZE = (78.0, 27.0)
_TALLEST = 530.0
_FREE = 1.15
"""Cells for each organisation: a few stay empty, so that lines find a way."""
_SPARE = 4
"""Cells beside those, which makes much of a small network."""
_PITCH = (41.0, 62.0)
"""From row to row, at least and at most."""
_BESIDE = 8.0
_PLATE = 10.0
_EDGE = 2.0
_MOST_ALONE = 40


def network_map(found: Network) -> Picture:
    """Draw a network; organisations without any relation stand in rows below."""
    related = {key for one in found.relations for key in (one.first, one.second)}
    inside = [one for one in found.members if one.partner in related]
    outside = [one for one in found.members if one.partner not in related]
    pairs = [(one.first, one.second) for one in found.relations]
    cells, height = _cells(len(inside))
    boxes = spread(cells, [one.partner for one in inside], pairs)
    boxes, height = _at_the_top(boxes, height)
    alone, notes, height = _alone([one.partner for one in outside], height)
    boxes |= alone
    names = {one.partner: one.name for one in found.members}
    picture = Picture(
        name=translate(_("Relations between organisations")),
        width=WIDTH,
        height=height,
        nodes=tuple(
            _node(one, boxes[one.partner], found, names)
            for one in found.members
            if one.partner in boxes
        ),
        edges=tuple(_edges(found.relations, boxes, names)),
        notes=tuple(notes),
        told=" ".join(_told(one, names) for one in found.relations),
    )
    return with_legend(picture, list(_legend(found)))


def letter_of(kind: str) -> str:
    """Return the letter that stands on lines of a kind."""
    return LINES[kind].letter


def _told(one: Relation, names: Mapping[str, str]) -> str:
    return f"{names[one.first]}: {translate(RELATIONS[one.kind])} {names[one.second]}."


def _cells(count: int) -> tuple[list[Box], float]:
    """Return places in rows, every second one shifted, with some to spare."""
    if not count:
        return [], 0.0
    columns = next(
        number for number, most in ((2, 3), (3, 8), (4, 20), (5, count)) if count <= most
    )
    rows = -(-int(count * _FREE + _SPARE) // columns)
    pitch = min(max(_TALLEST / rows, _PITCH[0]), _PITCH[1])
    shift = (WIDTH - columns * _SIZE[0]) / columns / 2
    across = (WIDTH - shift) / columns
    cells = [
        Box(column * across + (shift if row % 2 else 0), row * pitch, *_SIZE)
        for row in range(rows)
        for column in range(columns)
    ]
    return cells, rows * pitch


def _at_the_top(boxes: Mapping[str, Box], height: float) -> tuple[dict[str, Box], float]:
    """Move boxes up as far as there is nothing above, and to the middle; return them and their height."""
    if not boxes:
        return {}, height
    across = (WIDTH - min(box.left for box in boxes.values())) / 2
    across -= max(box.right for box in boxes.values()) / 2
    up = min(box.top for box in boxes.values()) - _EDGE
    found = {key: moved(box, across, -up) for key, box in boxes.items()}
    return found, max(box.bottom for box in found.values()) + _BESIDE


def _alone(keys: Sequence[str], top: float) -> tuple[dict[str, Box], list[Note], float]:
    """Place what has no relation in rows of its own; where that are many, only count them."""
    if not keys:
        return {}, [], top
    if len(keys) > _MOST_ALONE:
        sentence = translate_plural(
            "{count} organisation without a relation is not drawn.",
            "{count} organisations without a relation are not drawn.",
            len(keys),
        )
        words = figures(sentence.format(count=len(keys)))
        return {}, [Note(Box(0, top, WIDTH, LINE), words, Look.FAINT)], top + LINE
    columns = 5
    across, pitch = WIDTH / columns, _SIZE[1] + _BESIDE
    start = top + LINE + _BESIDE
    boxes = {
        key: Box(place % columns * across, start + place // columns * pitch, *_SIZE)
        for place, key in enumerate(keys)
    }
    words = translate(_("Without a relation listed"))
    rows = -(-len(keys) // columns)
    return boxes, [Note(Box(0, top, WIDTH, LINE), words, Look.FAINT)], start + rows * pitch


def _node(one: Member, box: Box, found: Network, names: Mapping[str, str]) -> Node:
    said = [
        f"{translate(words)} {names[other]}"
        for words, other in (relation.seen_from(one.partner) for relation in found.of(one.partner))
    ]
    nothing = translate(_("no relation listed"))
    return Node(
        box,
        one.name,
        key=one.partner,
        kind_key="partner",
        record=one.partner,
        spoken=f"{one.name}: {'; '.join(said) or nothing}.",
        shape=SHAPES.get(one.sector, SHAPES[""]),
    )


def _edges(
    relations: Sequence[Relation], boxes: Mapping[str, Box], names: Mapping[str, str]
) -> Iterator[Edge]:
    """Go through the lines, those between the same two side by side, each letter where nothing else is."""
    together: dict[frozenset[str], list[Relation]] = {}
    for one in relations:
        together.setdefault(frozenset((one.first, one.second)), []).append(one)
    taken = list(boxes.values())
    for some in together.values():
        for place, one in enumerate(some):
            line = LINES[one.kind]
            aside = (place - (len(some) - 1) / 2) * _BESIDE
            points = _beside(boxes[one.first], boxes[one.second], aside)
            at = _letter_place(points, taken)
            taken.append(_around(at))
            yield Edge(
                points,
                one.first,
                one.second,
                line.stroke,
                line.arrow,
                line.letter,
                at,
                _told(one, names),
                one.record,
            )


def _beside(first: Box, second: Box, aside: float) -> tuple[Point, Point]:
    """Return a line from box to box, moved aside; it runs the same way whoever is first."""
    low, high = sorted((first.middle, second.middle))
    across, down = high[0] - low[0], high[1] - low[1]
    length = hypot(across, down) or 1.0
    move = (-down / length * aside, across / length * aside)
    start, end = between(moved(first, *move), moved(second, *move))
    return start, end


def _letter_place(points: tuple[Point, Point], taken: Sequence[Box]) -> Point:
    """Return the first of some places on a line where a letter lies over nothing; else its middle."""
    (left, top), (right, bottom) = points
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        at = (left + (right - left) * part, top + (bottom - top) * part)
        if not any(_around(at).meets(box) for box in taken):
            return at
    return ((left + right) / 2, (top + bottom) / 2)


def _around(at: Point) -> Box:
    return Box(at[0] - _PLATE / 2, at[1] - _PLATE / 2, _PLATE, _PLATE)


def _legend(found: Network) -> Iterator[tuple[Sample, str]]:
    used = {one.kind for one in found.relations}
    middle = SAMPLE.height / 2
    for kind, words in RELATIONS.items():
        if kind in used:
            line = LINES[kind]
            ends = ((0.0, middle), (SAMPLE.width, middle))
            at = (SAMPLE.width / 2, middle)
            sample = Edge(ends, stroke=line.stroke, arrow=line.arrow, letter=line.letter, at=at)
            yield sample, translate(words)
    sectors = {one.sector for one in found.members}
    for option in SECTORS:
        if option.key in sectors:
            yield Node(SAMPLE, shape=SHAPES[option.key]), translate(option.label)
    if sectors - {option.key for option in SECTORS}:
        yield Node(SAMPLE, shape=SHAPES[""]), translate(_("Sector not known"))
