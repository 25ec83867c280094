"""What all charts draw with: lines, filled areas and markers that are told apart without colour, and words.

Places are given from where reading starts: in languages written from the right the sheet turns them
around, so a chart need not know. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import cos, pi, sin

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from msp_desktop.reports.pdf.styles import INK
from msp_desktop.reports.pdf.text import Text, Typesetter

Point = tuple[float, float]

DIAMOND_REACH = 1.3
"""How far a diamond reaches, as a part of its size."""
_HATCH = 1.5 * mm
_DOT = 0.28 * mm
_TURN = 2 * pi


class Hatch(Enum):
    """How an area is filled beside its grey."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    LEVEL = "level"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Tone:
    """A grey with lines or dots on it."""

    grey: Color
    hatch: Hatch = Hatch.NONE


DARK = Tone(HexColor("#4A4A4A"))
MIDDLE = Tone(HexColor("#9A9A9A"))
PALE = Tone(HexColor("#DADADA"))
EMPTY = Tone(white)
HATCHED = Tone(white, Hatch.RISING)

TONES = (
    DARK,
    HATCHED,
    PALE,
    Tone(white, Hatch.CROSSED),
    MIDDLE,
    Tone(white, Hatch.DOTS),
    Tone(PALE.grey, Hatch.FALLING),
    Tone(white, Hatch.LEVEL),
)
"""What tells series apart, neighbours as different as can be; a ninth series looks like the first."""


class Marker(Enum):
    """The sign at a point of a line."""

    DISC = "disc"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Trace:
    """How a line looks: its marker, whether that is filled, its dashes, and how thick it is."""

    marker: Marker
    filled: bool
    dash: tuple[float, ...]
    weight: float


TRACES = (
    Trace(Marker.DISC, True, (), 1.4),
    Trace(Marker.SQUARE, False, (5, 2.5), 1.0),
    Trace(Marker.TRIANGLE, True, (1.2, 1.8), 1.0),
    Trace(Marker.DIAMOND, False, (7, 2, 1.2, 2), 1.0),
    Trace(Marker.SQUARE, True, (), 0.6),
    Trace(Marker.DISC, False, (2.5, 2.5), 1.4),
    Trace(Marker.TRIANGLE, False, (9, 3), 0.6),
    Trace(Marker.DIAMOND, True, (1.2, 1.2), 1.4),
)
"""What tells lines apart; a ninth line looks like the first."""


def tone(place: int) -> Tone:
    """Return what the series at a place is filled with."""
    return TONES[place % len(TONES)]


def trace(place: int) -> Trace:
    """Return what the line at a place looks like."""
    return TRACES[place % len(TRACES)]


class Sheet:
    """Draws on a canvas from where reading starts."""

    def __init__(self, canvas: Canvas, width: float, typeset: Typesetter) -> None:
        self._canvas = canvas
        self._width = width
        self._from_right = typeset.from_right

    def line(
        self,
        points: Sequence[Point],
        *,
        weight: float = 0.6,
        colour: Color = INK,
        dash: Sequence[float] = (),
        closed: bool = False,
    ) -> None:
        """Draw a line through points."""
        self._pen(weight, colour, dash)
        self._canvas.drawPath(self._outline(points, closed=closed), stroke=1, fill=0)

    def area(self, points: Sequence[Point], grey: Color, *, weight: float = 0.6) -> None:
        """Fill what points enclose and draw its edge; no edge with a ``weight`` of 0."""
        self._pen(weight or 1, INK, ())
        self._canvas.setFillColor(grey)
        outline = self._outline(points, closed=True)
        self._canvas.drawPath(outline, stroke=int(weight > 0), fill=1)

    def box(
        self,
        left: float,
        bottom: float,
        width: float,
        height: float,
        filled: Tone,
        *,
        weight: float = 0.6,
        dash: Sequence[float] = (),
    ) -> None:
        """Fill a rectangle and draw its edge; no edge with a ``weight`` of 0."""
        edges = sorted((self._turned(left), self._turned(left + width)))
        frame = (edges[0], bottom, edges[1], bottom + height)
        canvas = self._canvas
        canvas.setFillColor(filled.grey)
        canvas.rect(edges[0], bottom, width, height, stroke=0, fill=1)
        if filled.hatch is Hatch.DOTS:
            self._dots(*frame)
        elif filled.hatch is not Hatch.NONE:
            self._strokes(_STROKES[filled.hatch](*frame))
        if weight:
            self._pen(weight, INK, dash)
            canvas.rect(edges[0], bottom, width, height, stroke=1, fill=0)

    def marker(self, kind: Marker, at: Point, size: float, *, filled: bool) -> None:
        """Draw a sign around a point; one that is not filled is white inside."""
        self.area(_sign(kind, at, size), INK if filled else white, weight=0.9)

    def trace(
        self,
        points: Sequence[Point],
        look: Trace,
        *,
        closed: bool = False,
        size: float = 1.1 * mm,
    ) -> None:
        """Draw a line with its marker at each point."""
        if len(points) > 1:
            self.line(points, weight=look.weight, dash=look.dash, closed=closed)
        for point in points:
            self.marker(look.marker, point, size, filled=look.filled)

    def arrow(self, start: Point, end: Point, *, weight: float = 0.8) -> None:
        """Draw a line that ends in a point at ``end``."""
        self.line((start, end), weight=weight)
        across, up = end[0] - start[0], end[1] - start[1]
        length = (across**2 + up**2) ** 0.5
        if length:
            across, up = across / length * 2 * mm, up / length * 2 * mm
            back = (end[0] - across, end[1] - up)
            sides = ((-up * 0.35, across * 0.35), (up * 0.35, -across * 0.35))
            corners = [(back[0] + side[0], back[1] + side[1]) for side in sides]
            self.area([end, *corners], INK, weight=0)

    def write(self, words: Text, left: float, bottom: float, *, plate: bool = False) -> None:
        """Write words that are laid out; on a white plate where something lies behind them."""
        if plate:
            inside = words.height * 0.15  # what lies just above and below stays whole
            height = words.height - 2 * inside
            self.box(left - 1, bottom + inside, words.width + 2, height, EMPTY, weight=0)
        edge = self._width - left - words.width if self._from_right else left
        words.drawOn(self._canvas, edge, bottom)

    def _pen(self, weight: float, colour: Color, dash: Sequence[float]) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeColor(colour)
        self._canvas.setDash(list(dash))

    def _outline(self, points: Sequence[Point], *, closed: bool) -> PDFPathObject:
        path = self._canvas.beginPath()
        (left, bottom), *others = points
        path.moveTo(self._turned(left), bottom)
        for left, bottom in others:
            path.lineTo(self._turned(left), bottom)
        if closed:
            path.close()
        return path

    def _turned(self, left: float) -> float:
        return self._width - left if self._from_right else left

    def _strokes(self, strokes: Iterable[tuple[Point, Point]]) -> None:
        self._pen(0.5, INK, ())
        path = self._canvas.beginPath()
        for start, end in strokes:
            path.moveTo(*start)
            path.lineTo(*end)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _dots(self, left: float, bottom: float, right: float, top: float) -> None:
        path = self._canvas.beginPath()
        for row, up in enumerate(_steps(bottom, top - _DOT, _HATCH / 2)):
            shift = (row % 2) * _HATCH / 2
            for across in _steps(left + _DOT - shift, right - _DOT, _HATCH):
                path.rect(across - _DOT, up - _DOT, 2 * _DOT, 2 * _DOT)
        self._canvas.setFillColor(INK)
        self._canvas.drawPath(path, stroke=0, fill=1)


_Strokes = list[tuple[Point, Point]]


def _rising(left: float, bottom: float, right: float, top: float) -> _Strokes:
    found = []
    for start in _steps(left - (top - bottom), right, _HATCH):
        low = max(left - start, 0.0)
        high = min(top - bottom, right - start)
        found.append(((start + low, bottom + low), (start + high, bottom + high)))
    return found


def _falling(left: float, bottom: float, right: float, top: float) -> _Strokes:
    turned = _rising(left, bottom, right, top)
    return [
        ((one[0], top + bottom - one[1]), (other[0], top + bottom - other[1]))
        for one, other in turned
    ]


def _crossed(left: float, bottom: float, right: float, top: float) -> _Strokes:
    return _rising(left, bottom, right, top) + _falling(left, bottom, right, top)


def _level(left: float, bottom: float, right: float, top: float) -> _Strokes:
    return [((left, up), (right, up)) for up in _steps(bottom, top, _HATCH / 1.5)]


_STROKES: dict[Hatch, Callable[[float, float, float, float], _Strokes]] = {
    Hatch.RISING: _rising,
    Hatch.FALLING: _falling,
    Hatch.CROSSED: _crossed,
    Hatch.LEVEL: _level,
}


def _steps(first: float, last: float, step: float) -> list[float]:
    return [first + step * number for number in range(1, int((last - first) / step) + 1)]


def _sign(kind: Marker, at: Point, size: float) -> list[Point]:
    corners, turn, reach = {
        Marker.DISC: (16, 0.0, 0.95),
        Marker.SQUARE: (4, pi / 4, 1.2),
        Marker.TRIANGLE: (3, pi / 2, 1.3),
        Marker.DIAMOND: (4, 0.0, DIAMOND_REACH),
    }[kind]
    angles = [turn + _TURN * corner / corners for corner in range(corners)]
    return [
        (at[0] + cos(angle) * size * reach, at[1] + sin(angle) * size * reach) for angle in angles
    ]
