"""Statements with circles to fill in by hand, all on one page in every language (task 7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msp_desktop.graphs.picture import (
    LINE,
    WIDTH,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Shape,
    Stroke,
)

_ROW = 11.8
_CIRCLE = 10.2
_STEP = 21.0
_SIDE = 96.0
_LETTER = 7.0


def questionnaire_map(
    title: str, statements: Sequence[tuple[str, str, str]], choices: Sequence[str]
) -> Picture:
    """Draw a line for each statement (number, words, side of health) with a circle for each choice."""
    notes: list[Note] = []
    nodes: list[Node] = []
    edges: list[Edge] = []
    told: list[str] = []
    circles = WIDTH - len(choices) * _STEP
    top = 0.0
    for side, some in groupby(statements, key=lambda one: one[2]):
        edges.append(Edge(((0.0, top), (WIDTH, top)), stroke=Stroke.FAINT, arrow=False))
        notes.append(Note(Box(0, top + 1, _SIDE - _LETTER, 2 * LINE), side, Look.STRONG))
        for number, words, _side in some:
            room = circles - _SIDE - _LETTER
            notes.append(Note(Box(_SIDE, top + 1, room, LINE), f"{number}. {words}"))
            for at, choice in enumerate(choices):
                left = circles + at * _STEP + (_STEP - _CIRCLE) / 2
                down = top + (_ROW - _CIRCLE) / 2
                nodes.append(Node(Box(left, down, _CIRCLE, _CIRCLE), shape=Shape.ROUND))
                box = Box(left - 3, down + (_CIRCLE - LINE) / 2, _CIRCLE + 6, LINE)
                notes.append(Note(box, choice, centred=True))
            told.append(f"{number}. {words}: {' / '.join(choices)}")
            top += _ROW
    return Picture(
        title, WIDTH, top, tuple(nodes), tuple(edges), tuple(notes), told="; ".join(told)
    )
