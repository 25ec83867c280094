"""How far partners see each side of health alike: where half of the answers lie, and their middle (7.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msp_desktop.domain.health import Spread, level_in_words
from msp_desktop.domain.shown import number_in_words
from msp_desktop.graphs.picture import (
    LINE,
    SAMPLE,
    Area,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Sample,
    Shape,
    Sign,
    Stroke,
    with_legend,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_WIDTH = 400.0
_NAMES = 112.0
_SIDE = 86.0
_ROW = 17.0
_HEAD = 16.0
_DOT = 8.0
_STAR = 10.0
_SCALE = _WIDTH - _NAMES - _SIDE


def spread_map(
    title: str,
    rows: Sequence[tuple[str, str]],
    spreads: Mapping[str, Spread],
    wish: Mapping[str, int],
    low: int,
    high: int,
) -> Picture:
    """Draw a bar for each row (key and name) that was answered, on a scale from ``low`` to ``high``."""
    shown = [(key, name) for key, name in rows if key in spreads]
    height = _HEAD + len(shown) * _ROW

    def across(level: float) -> float:
        return _NAMES + 10 + (level - low) / (high - low) * (_SCALE - 20)

    edges, nodes, notes, areas = [], [], [], []
    for step in range(low, high + 1):
        left = across(step)
        edges.append(Edge(((left, _HEAD), (left, height)), stroke=Stroke.FAINT, arrow=False))
        box = Box(left - 10, 0, 20, LINE)
        notes.append(Note(box, number_in_words(step), Look.FAINT, centred=True))
    for at, (key, name) in enumerate(shown):
        one, top = spreads[key], _HEAD + at * _ROW
        middle = top + _ROW / 2
        notes.append(Note(Box(0, middle - LINE / 2, _NAMES, LINE), name))
        start, end = across(float(one.low)), across(float(one.high))
        areas.append(Area(Box(start - 3, middle - 5, end - start + 6, 10), is_grey=True, edge=0.8))
        centre = across(float(one.middle))
        if key in wish:
            wanted = Box(across(wish[key]) - _STAR / 2, middle - _STAR / 2, _STAR, _STAR)
            nodes.append(Node(wanted, shape=Shape.BARE, sign=Sign.STAR))
        box = Box(centre - _DOT / 2, middle - _DOT / 2, _DOT, _DOT)
        nodes.append(Node(box, shape=Shape.ROUND, strong=True))
        words = translate(_("≠ seen differently")) if one.is_wide else ""
        if words:
            box = Box(_WIDTH - _SIDE + 4, middle - LINE / 2, _SIDE - 4, LINE)
            notes.append(Note(box, words, Look.STRONG))
    picture = Picture(
        name=title,
        width=_WIDTH,
        height=height,
        nodes=tuple(nodes),
        edges=tuple(edges),
        notes=tuple(notes),
        areas=tuple(areas),
        told=" ".join(told(name, spreads[key]) for key, name in shown),
    )
    return with_legend(picture, _legend(has_wish=bool(wish)))


def told(name: str, one: Spread) -> str:
    """Say where the answers to a side lie."""
    sentence = _("{name}: middle {middle}, half of the answers from {low} to {high}.")
    if one.is_wide:
        sentence = _(
            "{name}: middle {middle}, half of the answers from {low} to {high}; partners see it "
            "differently."
        )
    middle, low, high = (level_in_words(level) for level in (one.middle, one.low, one.high))
    return translate(sentence).format(name=name, middle=middle, low=low, high=high)


def _legend(*, has_wish: bool) -> list[tuple[Sample, str]]:
    middle = SAMPLE.height / 2
    dot = Box(SAMPLE.width / 2 - _DOT / 2, middle - _DOT / 2, _DOT, _DOT)
    entries: list[tuple[Sample, str]] = [
        (Node(Box(0, 0, SAMPLE.width, 9), filled=True), translate(_("Half of the answers"))),
        (Node(dot, shape=Shape.ROUND, strong=True), translate(_("Middle"))),
    ]
    if has_wish:
        star = Node(SAMPLE, shape=Shape.BARE, sign=Sign.STAR)
        entries.append((star, translate(_("Where we want to be"))))
    return entries
