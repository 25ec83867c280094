"""The tree of goals: partners' own goals, shared goals, objectives and indicators, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msp_desktop.domain.goals_tree import Branch, GoalsTree
from msp_desktop.graphs.picture import (
    LINE,
    SAMPLE,
    WIDTH,
    Area,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Sample,
    Shape,
    Stroke,
    with_legend,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_NAMES = (
    _("Partners' own goals"),
    _("Shared goals"),
    _("Objectives"),
    _("Indicators"),
)
_FITS: Mapping[str, tuple[Stroke, str, str]] = {
    "supports": (Stroke.SOLID, "+", _("They support each other")),
    "neutral": (Stroke.DASHED, "o", _("They do not touch")),
    "tension": (Stroke.DOTTED, "!", _("They pull apart")),
    "": (Stroke.FAINT, "", _("Nobody said yet how they go together")),
}
_APART = 22.0
_ACROSS = (WIDTH - 3 * _APART) / 4
_HEIGHT = 34.0
_GAP = 6.0
_HEAD = 20.0


@dataclass(slots=True)
class _Drawing:
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


def goals_map(tree: GoalsTree) -> Picture:
    """Draw the tree of goals."""
    drawing, top = _Drawing(), _HEAD
    own = dict(tree.own)
    named = {goal.record: goal for goal in tree.goals}
    for key in dict.fromkeys((*named, *own)):
        beside = own.get(key, ())
        goal = named.get(key)
        leaves = max(_leaves(goal) if goal else 1, len(beside))
        height = leaves * (_HEIGHT + _GAP)
        home = _branch(drawing, goal, 1, top, height) if goal and goal.record else None
        if goal and not goal.record:
            _below(drawing, goal, 1, top, height, None)
        _beside(drawing, beside, top, height, home)
        top += height + _GAP
    columns = [Box(at * (_ACROSS + _APART), 0, _ACROSS, _HEAD - 4) for at in range(4)]
    picture = Picture(
        name=translate(_("Tree of goals")),
        width=WIDTH,
        height=top,
        nodes=tuple(drawing.nodes),
        edges=tuple(drawing.edges),
        notes=tuple(
            Note(Box(box.left, 3, box.width, LINE + 2), translate(name), Look.STRONG, True)
            for name, box in zip(_NAMES, columns, strict=True)
        ),
        areas=tuple(Area(box, True) for box in columns),
        told=" ".join(node.spoken for node in drawing.nodes),
    )
    return with_legend(picture, list(_legend(own)))


def _leaves(branch: Branch) -> int:
    return max(1, sum(map(_leaves, branch.below)))


def _branch(drawing: _Drawing, branch: Branch, column: int, top: float, height: float) -> Node:
    """Draw a branch in the middle of its height, and what stands below it in the columns after."""
    name = f"{branch.detail}: {branch.name}" if column == 0 else branch.name
    box = Box(column * (_ACROSS + _APART), top + (height - _HEIGHT - _GAP) / 2, _ACROSS, _HEIGHT)
    node = Node(
        box,
        name,
        key=branch.record,
        kind_key=branch.kind_key,
        record=branch.record,
        spoken=f"{translate(_NAMES[column])}: {name}.",
        shape=Shape.ROUND if column in (0, 3) else Shape.BOX,
        strong=column == 1,
    )
    drawing.nodes.append(node)
    _below(drawing, branch, column, top, height, node)
    return node


def _below(
    drawing: _Drawing, branch: Branch, column: int, top: float, height: float, home: Node | None
) -> None:
    """Draw what stands below a branch; an indicator of no objective stands in its own column all the same."""
    leaves = _leaves(branch)
    for one in branch.below:
        part = height * _leaves(one) / leaves
        its_column = 3 if one.kind_key == "indicator" else column + 1
        node = _branch(drawing, one, its_column, top, part)
        if home is not None:
            ends = ((home.box.right, home.box.middle[1]), (node.box.left, node.box.middle[1]))
            drawing.edges.append(Edge(ends, home.key, node.key, arrow=False))
        top += part


def _beside(
    drawing: _Drawing, own: Sequence[Branch], top: float, height: float, home: Node | None
) -> None:
    for place, one in enumerate(own):
        part = height / len(own)
        node = _branch(drawing, one, 0, top + place * part, part)
        if home is not None:
            stroke, letter, _words = _FITS.get(one.fit, _FITS[""])
            start, end = (node.box.right, node.box.middle[1]), (home.box.left, home.box.middle[1])
            at = (start[0] + 7, start[1] + (end[1] - start[1]) * 7 / _APART)
            drawing.edges.append(
                Edge((start, end), node.key, home.key, stroke, arrow=False, letter=letter, at=at)
            )


def _legend(own: Mapping[str, Sequence[Branch]]) -> Iterator[tuple[Sample, str]]:
    used = {one.fit for key, found in own.items() if key for one in found}
    middle = SAMPLE.height / 2
    for fit, (stroke, letter, words) in _FITS.items():
        if fit in used:
            ends = ((0.0, middle), (SAMPLE.width, middle))
            at = (SAMPLE.width / 2, middle)
            yield Edge(ends, stroke=stroke, arrow=False, letter=letter, at=at), translate(words)
