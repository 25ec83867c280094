"""A picture as plain data: what stands where, in which shape, and what it says.

Lengths are in points and go from the corner where reading starts, to the side and down: in languages
written from the right whoever draws turns places around, so a picture need not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

WIDTH = 470.0
"""Width of a picture that fits on a page as it is."""
TEXT = 8.0
"""Size of the words in nodes."""
LINE = 11.0
"""Height of a line of words."""
PAD = 4.0
"""Room beside words in their box."""

Point = tuple[float, float]


class Shape(Enum):
    """The outline of a node."""

    BOX = "box"
    ROUND = "round"
    OCTAGON = "octagon"
    SLANTED = "slanted"
    HEXAGON = "hexagon"
    DOUBLE = "double"
    DASHED = "dashed"
    BARE = "bare"


class Sign(Enum):
    """A sign before the words of a node."""

    STAR = "star"
    UP = "up"
    RING = "ring"
    DOWN = "down"
    CROSS = "cross"
    DOT = "dot"


class Stroke(Enum):
    """How a line looks."""

    SOLID = "solid"
    HEAVY = "heavy"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"
    FAINT = "faint"


class Look(Enum):
    """How words look that stand in no node."""

    SMALL = "small"
    STRONG = "strong"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, from its corner where reading starts, at the top."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The edge where reading ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return (self.left + self.width / 2, self.top + self.height / 2)

    def holds(self, point: Point) -> bool:
        """Say whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Say whether another lies over this one, or nearer than a gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


@dataclass(frozen=True, slots=True)
class Node:
    """Something in the picture that stands for a record.

    ``key`` names it in the picture, empty for what cannot be chosen (a sample in a legend); ``kind_key``
    and ``record`` say what it stands for. ``spoken`` is what a screen reader says. A ``strong`` one has
    a heavy edge and heavy words; a ``filled`` one is grey.
    """

    box: Box
    words: str = ""
    key: str = ""
    kind_key: str = ""
    record: str = ""
    spoken: str = ""
    shape: Shape = Shape.BOX
    sign: Sign | None = None
    strong: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line through points, from one node to another by their keys, with an arrow at its end or not.

    ``letter`` stands on it where it is ``at``; ``record`` is what it stands for.
    """

    points: tuple[Point, ...]
    start: str = ""
    end: str = ""
    stroke: Stroke = Stroke.SOLID
    arrow: bool = True
    letter: str = ""
    at: Point = (0.0, 0.0)
    spoken: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Words that stand in no node."""

    box: Box
    words: str
    look: Look = Look.SMALL
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A ground, white, grey or dark, with a thin edge or a thick one."""

    box: Box
    is_grey: bool = False
    edge: float = 0.5
    is_dark: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw, the lowest first: areas, edges, nodes, notes; ``told`` says the same in words."""

    name: str
    width: float
    height: float
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    notes: tuple[Note, ...] = ()
    areas: tuple[Area, ...] = ()
    told: str = ""

    def node(self, key: str) -> Node | None:
        """Return the node of a key."""
        return next((one for one in self.nodes if one.key == key), None) if key else None

    def at(self, point: Point) -> Node | None:
        """Return the node that lies at a point, the uppermost if there are several."""
        under = (one for one in reversed(self.nodes) if one.key and one.box.holds(point))
        return next(under, None)

    def edges_of(self, key: str) -> list[Edge]:
        """Return the edges that begin or end at a node."""
        return [one for one in self.edges if key and key in (one.start, one.end)]


Sample = Node | Edge
"""What stands before an entry of a legend, drawn in a box of `SAMPLE` from its corner."""
SAMPLE = Box(0, 0, 32, 9)
_COLUMNS = 3
_ENTRY = 13.0
_ABOVE = 8.0


def with_legend(picture: Picture, entries: Sequence[tuple[Sample, str]]) -> Picture:
    """Return a picture with a legend below it."""
    if not entries:
        return picture
    column = picture.width / _COLUMNS
    nodes, edges, notes = [], [], []
    for place, (sample, words) in enumerate(entries):
        left = place % _COLUMNS * column
        top = picture.height + _ABOVE + place // _COLUMNS * _ENTRY
        if isinstance(sample, Node):
            nodes.append(replace(sample, box=moved(sample.box, left, top)))
        else:
            edges.append(
                replace(
                    sample,
                    points=tuple((x + left, y + top) for x, y in sample.points),
                    at=(sample.at[0] + left, sample.at[1] + top),
                )
            )
        words_from = left + SAMPLE.width + PAD
        is_last = place == len(entries) - 1
        room = (picture.width if is_last else left + column - PAD) - words_from
        notes.append(Note(Box(words_from, top - 1, room, LINE), words))
    rows = -(-len(entries) // _COLUMNS)
    return replace(
        picture,
        height=picture.height + _ABOVE + rows * _ENTRY,
        nodes=picture.nodes + tuple(nodes),
        edges=picture.edges + tuple(edges),
        notes=picture.notes + tuple(notes),
    )


def moved(box: Box, across: float, down: float) -> Box:
    """Return a box in another place."""
    return Box(box.left + across, box.top + down, box.width, box.height)


def between(start: Box, end: Box) -> tuple[Point, Point]:
    """Return where the straight line between the middles of two boxes leaves the one and meets the other."""
    return _edge_of(start, end.middle), _edge_of(end, start.middle)


def _edge_of(box: Box, towards: Point) -> Point:
    across, down = towards[0] - box.middle[0], towards[1] - box.middle[1]
    parts = [size / 2 / abs(way) for size, way in ((box.width, across), (box.height, down)) if way]
    part = min([1.0, *parts])
    return (box.middle[0] + across * part, box.middle[1] + down * part)
