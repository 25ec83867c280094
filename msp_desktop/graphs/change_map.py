"""Levels of criteria on two days: an arrow from then to now, and a star where one wants to be (8.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

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
    Sample,
    Shape,
    Sign,
    Stroke,
    with_legend,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_WIDTH = 400.0
_NAMES = 150.0
_SIDE = 62.0
_ROW = 26.0
_HEAD = 16.0
_DOT = 9.0


def change_map(
    title: str,
    rows: Sequence[tuple[str, str]],
    then: tuple[str, Mapping[str, Decimal]],
    now: tuple[str, Mapping[str, Decimal]],
    wish: Mapping[str, int],
    scale: tuple[int, int],
) -> Picture:
    """Draw a line for each row (key and name); ``then`` and ``now`` are a day in words and the levels."""
    low, high = scale
    height = _HEAD + len(rows) * _ROW

    def across(level: Decimal | int) -> float:
        room = _WIDTH - _NAMES - _SIDE - 24
        return _NAMES + 12 + float(Decimal(level) - low) / (high - low) * room

    edges: list[Edge] = []
    nodes: list[Node] = []
    notes: list[Note] = []
    for step in range(low, high + 1):
        left = across(step)
        edges.append(Edge(((left, _HEAD), (left, height)), stroke=Stroke.FAINT, arrow=False))
        notes.append(Note(Box(left - 10, 0, 20, LINE), number_in_words(step), Look.FAINT, True))
    for at, (key, name) in enumerate(rows):
        middle = _HEAD + (at + 0.5) * _ROW
        notes.append(Note(Box(0, middle - LINE, _NAMES, 2 * LINE), name))
        before, after = then[1].get(key), now[1].get(key)
        if key in wish:
            star = Box(across(wish[key]) - _DOT / 2, middle - _DOT / 2 - 6, _DOT, _DOT)
            nodes.append(Node(star, shape=Shape.BARE, sign=Sign.STAR))
        if before is not None and after is not None and before != after:
            ends = ((across(before), middle), (across(after), middle))
            edges.append(Edge(ends, stroke=Stroke.HEAVY))
        nodes += [_dot(across(level), middle) for level in (before,) if level is not None]
        if after is not None and after == before:
            nodes.append(_dot(across(after), middle, filled=True))
        room = Box(_WIDTH - _SIDE + 4, middle - LINE / 2, _SIDE - 4, LINE)
        notes.append(Note(room, change_in_words(before, after), Look.STRONG))
    told = " ".join(_told(name, key, then, now) for key, name in rows)
    picture = Picture(title, _WIDTH, height, tuple(nodes), tuple(edges), tuple(notes), told=told)
    return with_legend(picture, _legend(then[0], now[0], has_wish=bool(wish)))


def change_in_words(before: Decimal | None, after: Decimal | None) -> str:
    """Say how far a level has moved."""
    if before is None or after is None:
        return "–"
    by = after - before
    if not by:
        return translate(_("= the same"))
    return f"{'▲' if by > 0 else '▼'} {level_in_words(abs(by))}"


def _told(
    name: str,
    key: str,
    then: tuple[str, Mapping[str, Decimal]],
    now: tuple[str, Mapping[str, Decimal]],
) -> str:
    said = (
        f"{day} {level_in_words(levels[key]) if key in levels else '–'}"
        for day, levels in (then, now)
    )
    return f"{name}: {', '.join(said)}."


def _dot(left: float, middle: float, *, filled: bool = False) -> Node:
    box = Box(left - _DOT / 2, middle - _DOT / 2, _DOT, _DOT)
    return Node(box, shape=Shape.ROUND, filled=filled, strong=filled)


def _legend(then: str, now: str, *, has_wish: bool) -> list[tuple[Sample, str]]:
    middle = SAMPLE.height / 2
    entries: list[tuple[Sample, str]] = [
        (_dot(SAMPLE.width / 2, middle), then),
        (Edge(((0.0, middle), (SAMPLE.width, middle)), stroke=Stroke.HEAVY), now),
    ]
    if has_wish:
        star = Node(SAMPLE, shape=Shape.BARE, sign=Sign.STAR)
        entries.append((star, translate(_("Where we want to be"))))
    return entries
