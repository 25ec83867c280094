"""A picture of what belongs together: boxes, lines and signs where `msp_desktop.graphs` has put them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi, sin

from reportlab.lib.colors import Color

from msp_desktop.graphs.picture import (
    PAD,
    TEXT,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Shape,
    Sign,
    Stroke,
)
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.pdf.charts.labels import label
from msp_desktop.reports.pdf.charts.rows import PAGE, ChartFlowable
from msp_desktop.reports.pdf.charts.sheet import EMPTY, PALE, Marker, Point, Sheet, Tone
from msp_desktop.reports.pdf.styles import INK, LINE, QUIET, Style, style
from msp_desktop.reports.pdf.text import Typesetter

_SIGN = 8.0
_SLANT = 6.0
_POINTED = (Shape.HEXAGON, Shape.SLANTED, Shape.OCTAGON)
_WEIGHTS = {
    Stroke.SOLID: 1.0,
    Stroke.HEAVY: 2.4,
    Stroke.DASHED: 1.0,
    Stroke.DOTTED: 1.8,
    Stroke.DOUBLE: 3.0,
    Stroke.FAINT: 0.7,
}
_DASHES: dict[Stroke, tuple[float, ...]] = {Stroke.DASHED: (4, 2.6), Stroke.DOTTED: (1.6, 2.2)}
_GREY = Tone(Color(0.93, 0.93, 0.93))
_DARK = Tone(INK)
_TIP = 2.0
"""How far a line ends before the tip of its arrow, as a part of its thickness."""


class Graph(ChartFlowable):
    """A picture as large as it is, or smaller where the page has less room."""

    def __init__(self, chart: GraphChart, typeset: Typesetter) -> None:
        super().__init__(chart.alternative, typeset)
        self._picture = chart.picture

    def measure(self, width: float) -> float:
        picture = self._picture
        self._scale = min(1.0, width / picture.width, PAGE * 0.94 / picture.height)
        self._left = (width - picture.width * self._scale) / 2
        return picture.height * self._scale

    def show(self, sheet: Sheet) -> None:
        for area in self._picture.areas:
            ground = _GREY if area.is_grey else EMPTY
            self._box(sheet, area.box, _DARK if area.is_dark else ground, area.edge)
        for edge in self._picture.edges:
            self._edge(sheet, edge)
        for node in self._picture.nodes:
            self._node(sheet, node)
        for note in self._picture.notes:
            self._note(sheet, note)

    # Parts

    def _edge(self, sheet: Sheet, edge: Edge) -> None:
        points = [self._at(point) for point in edge.points]
        weight = _WEIGHTS[edge.stroke] * self._scale
        dash = [part * self._scale for part in _DASHES.get(edge.stroke, ())]
        line = _shortened(points, _TIP * weight) if edge.arrow else points
        colour = QUIET if edge.stroke is Stroke.FAINT else INK
        sheet.line(line, weight=weight, dash=dash, colour=colour)
        if edge.stroke is Stroke.DOUBLE:
            sheet.line(line, weight=weight * 0.4, colour=EMPTY.grey)
        if edge.arrow:
            sheet.arrow(_towards(points[-1], points[-2]), points[-1], weight=0.01 + weight / 4)
        if edge.letter:
            self._letter(sheet, edge)

    def _letter(self, sheet: Sheet, edge: Edge) -> None:
        middle = self._at(edge.at)
        reach = 5.5 * self._scale
        circle = [
            (
                middle[0] + cos(2 * pi * part / 24) * reach,
                middle[1] + sin(2 * pi * part / 24) * reach,
            )
            for part in range(24)
        ]
        sheet.area(circle, EMPTY.grey, weight=0.5)
        words = label(self.typeset, edge.letter, self._style("strong"), 4 * reach, 1)
        sheet.write(words, middle[0] - words.width / 2, middle[1] - words.height / 2)

    def _node(self, sheet: Sheet, node: Node) -> None:
        box = node.box
        weight = 1.6 if node.strong else 0.7
        grey = PALE.grey if node.filled else EMPTY.grey
        match node.shape:
            case Shape.BARE:
                pass
            case Shape.DASHED:
                self._box(sheet, box, EMPTY, weight, dash=(2.5, 2))
            case Shape.DOUBLE:
                self._box(sheet, box, EMPTY, weight)
                inner = Box(box.left + 2, box.top + 2, box.width - 4, box.height - 4)
                self._box(sheet, inner, EMPTY, 0.5)
            case _:
                sheet.area(
                    [self._at(one) for one in _outline(node.shape, box)], grey, weight=weight
                )
        self._inside(sheet, node)

    def _inside(self, sheet: Sheet, node: Node) -> None:
        """Write the words of a node, with its sign before them."""
        box = node.box
        if node.sign is not None and not node.words:
            self._sign(sheet, node.sign, box.middle)
            return
        aside = PAD + (_SLANT if node.shape in _POINTED else 0)
        room = Box(box.left + aside, box.top, box.width - 2 * aside, box.height)
        if node.sign is not None:
            self._sign(sheet, node.sign, (room.left + _SIGN / 2, room.middle[1]))
            taken = _SIGN + PAD
            room = Box(room.left + taken, room.top, room.width - taken, room.height)
        look = "strong" if node.strong else "cell"
        self._words(sheet, node.words, room, self._style(look), centred=node.sign is None)

    def _note(self, sheet: Sheet, note: Note) -> None:
        look = self._style("cell" if note.look is Look.SMALL else "strong")
        if note.look is Look.FAINT:
            look = replace(look, colour=QUIET)
        self._words(sheet, note.words, note.box, look, centred=note.centred)

    def _words(self, sheet: Sheet, words: str, room: Box, look: Style, *, centred: bool) -> None:
        """Write words in the middle of the height of a room, in as many lines as it has."""
        if not words:
            return
        width = room.width * self._scale
        one = label(self.typeset, "x", look, width, 1).height
        text = label(self.typeset, words, look, width, max(1, int(room.height * self._scale / one)))
        if text.height > room.height * self._scale * 1.02:
            lines = max(1, int(room.height * self._scale * len(text.lines) / text.height))
            text = label(self.typeset, words, look, width, lines)
        left, middle = self._at((room.left, room.middle[1]))
        if centred:
            left += (width - text.width) / 2
        sheet.write(text, left, middle - text.height / 2)

    def _sign(self, sheet: Sheet, sign: Sign, at: Point) -> None:
        middle, reach = self._at(at), _SIGN / 2 * self._scale
        match sign:
            case Sign.RING:
                sheet.marker(Marker.DISC, middle, reach * 0.9, filled=False)
            case Sign.DOT:
                sheet.marker(Marker.DISC, middle, reach * 0.35, filled=True)
            case Sign.CROSS:
                step = reach * 0.8
                for way in (-1, 1):
                    ends = [
                        (middle[0] - step, middle[1] - step * way),
                        (middle[0] + step, middle[1] + step * way),
                    ]
                    sheet.line(ends, weight=1.6 * self._scale)
            case Sign.STAR | Sign.UP | Sign.DOWN:
                filled = EMPTY.grey if sign is Sign.DOWN else INK
                sheet.area(_corners(sign, middle, reach), filled, weight=0.9)

    def _box(
        self, sheet: Sheet, box: Box, tone: Tone, weight: float, dash: Sequence[float] = ()
    ) -> None:
        left, top = self._at((box.left, box.top))
        height = box.height * self._scale
        size = (box.width * self._scale, height)
        sheet.box(left, top - height, *size, tone, weight=0, dash=dash)
        corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
        around = [self._at(one) for one in (*corners, (box.left, box.bottom))]
        is_thin = weight < 0.6
        colour = LINE if is_thin else INK
        sheet.line(around, weight=weight, colour=colour, dash=dash, closed=True)

    def _style(self, name: str) -> Style:
        return replace(style(name), size=TEXT * self._scale, leading=TEXT * 1.3 * self._scale)

    def _at(self, point: Point) -> Point:
        """Return a place of the picture on the sheet, which goes from the bottom upwards."""
        return (self._left + point[0] * self._scale, self.height - point[1] * self._scale)


def _outline(shape: Shape, box: Box) -> list[Point]:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    cut = min(_SLANT, box.width / 3)
    low = min(cut, box.height / 3.2)
    match shape:
        case Shape.OCTAGON:
            return [
                (left + low, top), (right - low, top), (right, top + low), (right, bottom - low),
                (right - low, bottom), (left + low, bottom), (left, bottom - low), (left, top + low),
            ]  # fmt: skip
        case Shape.HEXAGON:
            middle = box.middle[1]
            return [
                (left + cut, top), (right - cut, top), (right, middle),
                (right - cut, bottom), (left + cut, bottom), (left, middle),
            ]  # fmt: skip
        case Shape.SLANTED:
            return [(left + cut, top), (right, top), (right - cut, bottom), (left, bottom)]
        case Shape.ROUND:
            return _rounded(box, min(box.height / 2, 9.0))
        case _:
            return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _rounded(box: Box, by: float) -> list[Point]:
    corners = (
        (box.right - by, box.top + by, -pi / 2),
        (box.right - by, box.bottom - by, 0.0),
        (box.left + by, box.bottom - by, pi / 2),
        (box.left + by, box.top + by, pi),
    )
    return [
        (x + cos(start + pi / 2 * part / 8) * by, y + sin(start + pi / 2 * part / 8) * by)
        for x, y, start in corners
        for part in range(9)
    ]


def _corners(sign: Sign, at: Point, reach: float) -> list[Point]:
    """Return the corners of a star or a triangle; up is up on a page."""
    if sign is Sign.STAR:
        turns = [
            (pi / 2 + pi * part / 5, reach * (0.45 if part % 2 else 1.1)) for part in range(10)
        ]
    else:
        start = pi / 2 if sign is Sign.UP else -pi / 2
        turns = [(start + 2 * pi * part / 3, reach) for part in range(3)]
    return [(at[0] + cos(turn) * far, at[1] + sin(turn) * far) for turn, far in turns]


def _towards(end: Point, before: Point) -> Point:
    """Return a point just before the end of a line."""
    across, down = end[0] - before[0], end[1] - before[1]
    length = (across**2 + down**2) ** 0.5 or 1.0
    return (end[0] - across / length * 0.1, end[1] - down / length * 0.1)


def _shortened(points: Sequence[Point], by: float) -> list[Point]:
    end, before = points[-1], points[-2]
    length = ((end[0] - before[0]) ** 2 + (end[1] - before[1]) ** 2) ** 0.5
    if length <= by:
        return [*points]
    part = 1 - by / length
    last = (before[0] + (end[0] - before[0]) * part, before[1] + (end[1] - before[1]) * part)
    return [*points[:-1], last]
