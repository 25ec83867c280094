"""Draws a picture with Qt: on the screen, and into SVG, PNG and PDF files."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from msp_desktop.graphs.picture import (
    PAD,
    TEXT,
    Area,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Point,
    Shape,
    Sign,
    Stroke,
)
from msp_desktop.ui import theme

_SIGN = 8.0
_ARROW = 6.0
_PLATE = 5.5
_SLANT = 6.0
_LEADING = 1.25
_SEEN = 0.35
"""How much is seen of what has nothing to do with the chosen node."""
_WEIGHTS = {
    Stroke.SOLID: 1.1,
    Stroke.HEAVY: 2.6,
    Stroke.DASHED: 1.2,
    Stroke.DOTTED: 2.2,
    Stroke.DOUBLE: 3.2,
    Stroke.FAINT: 0.8,
}
_DASHES = {Stroke.DASHED: (4.0, 2.6), Stroke.DOTTED: (0.1, 1.8)}


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a picture; ``chosen`` marks a node and its lines, beside their thickness."""

    text: QColor
    quiet: QColor
    paper: QColor
    grey: QColor
    line: QColor
    chosen: QColor

    def dimmed(self) -> Inks:
        """Return the same colours, pale."""
        return Inks(*(_mixed(getattr(self, one.name), self.paper) for one in fields(self)))


def _mixed(ink: QColor, paper: QColor) -> QColor:
    pairs = (
        (ink.red(), paper.red()),
        (ink.green(), paper.green()),
        (ink.blue(), paper.blue()),
    )
    return QColor(*(round(one * _SEEN + other * (1 - _SEEN)) for one, other in pairs))


def on_screen() -> Inks:
    """Return the colours of the theme in use."""
    colours = theme.tokens()
    return Inks(
        *map(
            QColor,
            (
                colours.text,
                colours.muted,
                colours.surface,
                colours.raised if colours.raised != colours.surface else colours.accent_soft,
                colours.border_strong,
                colours.accent,
            ),
        )
    )


def on_paper() -> Inks:
    """Return black and greys on white, for files."""
    return Inks(*map(QColor, ("#111111", "#555555", "#FFFFFF", "#EDEDED", "#8C8C8C", "#111111")))


def is_mirrored() -> bool:
    """Say whether reading starts at the right."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


class Painting:
    """Draws one picture with a painter whose units are those of the picture; only what is ``seen``."""

    def __init__(
        self,
        painter: QPainter,
        picture: Picture,
        inks: Inks,
        chosen: Sequence[str] = (),
        target: str = "",
        seen: QRectF | None = None,
    ) -> None:
        self._painter = painter
        self._seen = seen
        self._picture = picture
        self._inks, self._pale = inks, inks.dimmed()
        self._chosen = set(chosen)
        self._target = target
        self._from_right = is_mirrored()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def draw(self) -> None:
        """Draw everything, the lowest first."""
        for area in self._picture.areas:
            self._area(area)
        near = {
            key
            for edge in self._picture.edges
            if self._chosen & {edge.start, edge.end}
            for key in (edge.start, edge.end)
        }
        for lit in (False, True):
            for edge in self._picture.edges:
                if bool(self._chosen & {edge.start, edge.end} - {""}) is lit:
                    self._edge(edge, lit=lit, dim=bool(near) and not lit and bool(edge.start))
        for node in filter(self._is_seen, self._picture.nodes):
            is_far = bool(near) and bool(node.key) and node.key not in near | self._chosen
            self._node(node, dim=is_far)
        for note in filter(self._is_seen, self._picture.notes):
            self._note(note)

    def _is_seen(self, part: Node | Note) -> bool:
        return self._seen is None or self._seen.intersects(self._rect(part.box))

    # Parts

    def _area(self, area: Area) -> None:
        self._painter.setPen(QPen(self._inks.line, area.edge))
        ground = self._inks.grey if area.is_grey else self._inks.paper
        self._painter.setBrush(self._inks.text if area.is_dark else ground)
        self._painter.drawRect(self._rect(area.box))

    def _edge(self, edge: Edge, *, lit: bool, dim: bool) -> None:
        painter, inks = self._painter, self._pale if dim else self._inks
        ink = inks.chosen if lit else inks.quiet if edge.stroke is Stroke.FAINT else inks.text
        weight = _WEIGHTS[edge.stroke] + (0.8 if lit else 0.0)
        points = [self._point(point) for point in edge.points]
        line = QPolygonF(_shortened(points, _ARROW * 0.7) if edge.arrow else points)
        pen = QPen(ink, weight, c=Qt.PenCapStyle.FlatCap, j=Qt.PenJoinStyle.RoundJoin)
        if edge.stroke in _DASHES:
            pen.setDashPattern(_DASHES[edge.stroke])
            if edge.stroke is Stroke.DOTTED:
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(line)
        if edge.stroke is Stroke.DOUBLE:
            painter.setPen(QPen(self._inks.paper, weight * 0.4))
            painter.drawPolyline(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if edge.arrow:
            painter.drawPolygon(_arrow_head(points, _ARROW + weight))
        if edge.letter:
            self._letter(edge, ink)

    def _letter(self, edge: Edge, ink: QColor) -> None:
        at = self._point(edge.at)
        self._painter.setBrush(self._inks.paper)
        self._painter.setPen(QPen(ink, 0.6))
        self._painter.drawEllipse(at, _PLATE, _PLATE)
        room = QRectF(at.x() - 10, at.y() - 10, 20, 20)
        self._painter.setFont(_font(strong=True))
        self._painter.setPen(ink)
        self._painter.drawText(room, Qt.AlignmentFlag.AlignCenter, edge.letter)

    def _node(self, node: Node, *, dim: bool) -> None:
        painter, inks = self._painter, self._pale if dim else self._inks
        is_chosen = bool(node.key) and node.key in self._chosen
        is_target = bool(node.key) and node.key == self._target
        rect = self._rect(node.box)
        if node.shape is not Shape.BARE:
            pen = QPen(inks.chosen if is_chosen or is_target else inks.text, 0.8)
            pen.setWidthF(2.4 if is_chosen else 1.6 if node.strong else 0.8)
            if node.shape is Shape.DASHED or is_target:
                pen.setDashPattern((2.5, 2.0))
            painter.setPen(pen)
            painter.setBrush(inks.grey if node.filled else inks.paper)
            outline = _outline(node.shape, rect)
            painter.drawPath(outline)
            if node.shape is Shape.DOUBLE:
                painter.setPen(QPen(pen.color(), 0.6))
                painter.drawRect(rect.adjusted(2, 2, -2, -2))
        self._inside(node, rect, inks.text)

    def _inside(self, node: Node, rect: QRectF, ink: QColor) -> None:
        """Write the words of a node, with its sign before them."""
        aside = PAD + (_SLANT if node.shape in _POINTED else 0)
        room = rect.adjusted(aside, 0, -aside, 0)
        if node.sign is not None and not node.words:
            self._sign(node.sign, rect.center(), ink)
            return
        if node.sign is not None:
            across = _SIGN / 2
            middle = room.right() - across if self._from_right else room.left() + across
            self._sign(node.sign, QPointF(middle, rect.center().y()), ink)
            taken = _SIGN + PAD
            room.adjust(*((0, 0, -taken, 0) if self._from_right else (taken, 0, 0, 0)))
        centred = node.sign is None
        self._words(node.words, room, _font(strong=node.strong), ink, centred=centred)

    def _note(self, note: Note) -> None:
        ink = self._inks.quiet if note.look is Look.FAINT else self._inks.text
        font = _font(strong=note.look is not Look.SMALL)
        self._words(note.words, self._rect(note.box), font, ink, centred=note.centred)

    def _sign(self, sign: Sign, at: QPointF, ink: QColor) -> None:
        painter, reach = self._painter, _SIGN / 2
        painter.setPen(QPen(ink, 1.0))
        painter.setBrush(ink if sign in _FILLED else self._inks.paper)
        match sign:
            case Sign.RING | Sign.DOT:
                size = reach * (0.85 if sign is Sign.RING else 0.35)
                painter.drawEllipse(at, size, size)
            case Sign.CROSS:
                painter.setPen(QPen(ink, 1.8))
                for way in (-1, 1):
                    step = QPointF(reach * 0.75, reach * 0.75 * way)
                    painter.drawLine(at - step, at + step)
            case _:
                painter.drawPolygon(_corners(sign, at, reach))

    def _words(self, words: str, room: QRectF, font: QFont, ink: QColor, *, centred: bool) -> None:
        """Write words in as many lines as there is room for; the last ends in dots where there are more."""
        lines, pitch = set_in_lines(words, font, room.width(), room.height())
        self._painter.setFont(font)
        self._painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if self._from_right else Qt.AlignmentFlag.AlignLeft
        across = Qt.AlignmentFlag.AlignHCenter if centred else side
        flags = across | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        flags |= Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        self._painter.setLayoutDirection(_direction(words))
        top = room.center().y() - len(lines) * pitch / 2
        for place, line in enumerate(lines):
            its = QRectF(room.left(), top + place * pitch, room.width(), pitch)
            self._painter.drawText(its, flags, line)

    # Places

    def _rect(self, box: Box) -> QRectF:
        left = self._picture.width - box.right if self._from_right else box.left
        return QRectF(left, box.top, box.width, box.height)

    def _point(self, point: Point) -> QPointF:
        return QPointF(self._picture.width - point[0] if self._from_right else point[0], point[1])


def _direction(words: str) -> Qt.LayoutDirection:
    """Return the direction of a text by its first letter, so that each of its lines has the same."""
    kinds = map(unicodedata.bidirectional, words)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    if not first:
        return QGuiApplication.layoutDirection()
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def set_in_lines(words: str, font: QFont, width: float, height: float) -> tuple[list[str], float]:
    """Return a text in as many lines as there is room for, and how far these are apart.

    Fonts of some scripts have much room above and below that most words do not need: what the letters
    of these words need counts.
    """
    least = font.pixelSize() * _LEADING
    metrics = QFontMetricsF(font)
    lines = fitted(words, font, width, max(1, int(height / least)))
    pitch = max([least, *(metrics.tightBoundingRect(line).height() + 1 for line in lines)])
    most = max(1, int(height / pitch + 0.1))
    return (lines if len(lines) <= most else fitted(words, font, width, most)), pitch


def fitted(words: str, font: QFont, width: float, most: int) -> list[str]:
    """Return a text broken into lines for a width; where that are too many, the last ends in dots."""
    layout = QTextLayout(words, font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
        if len(starts) > most:
            break
    layout.endLayout()
    ends = [*starts[1:], len(words)]
    lines = [words[start:end].strip() for start, end in zip(starts, ends, strict=True)][:most]
    if len(starts) > most:
        rest = words[starts[most - 1] :]
        lines[-1] = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return lines


_FILLED = (Sign.STAR, Sign.UP, Sign.DOT)
_POINTED = (Shape.HEXAGON, Shape.SLANTED, Shape.OCTAGON)


def _font(*, strong: bool) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(round(TEXT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _outline(shape: Shape, rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    cut, half = min(_SLANT, rect.width() / 3), rect.height() / 2
    low = min(cut, half / 1.6)
    match shape:
        case Shape.ROUND:
            round_by = min(half, 9.0)
            path.addRoundedRect(rect, round_by, round_by)
        case Shape.OCTAGON:
            path.addPolygon(
                _polygon(
                    (left + low, top), (right - low, top), (right, top + low),
                    (right, bottom - low), (right - low, bottom), (left + low, bottom),
                    (left, bottom - low), (left, top + low),
                )
            )  # fmt: skip
        case Shape.HEXAGON:
            middle = rect.center().y()
            path.addPolygon(
                _polygon(
                    (left + cut, top), (right - cut, top), (right, middle),
                    (right - cut, bottom), (left + cut, bottom), (left, middle),
                )
            )  # fmt: skip
        case Shape.SLANTED:
            path.addPolygon(
                _polygon((left + cut, top), (right, top), (right - cut, bottom), (left, bottom))
            )
        case _:
            path.addRect(rect)
    path.closeSubpath()
    return path


def _polygon(*points: Point) -> QPolygonF:
    return QPolygonF([QPointF(*point) for point in points])


def _corners(sign: Sign, at: QPointF, reach: float) -> QPolygonF:
    if sign is Sign.STAR:
        turns = [
            (-pi / 2 + pi * place / 5, reach * (1.1 if place % 2 == 0 else 0.45))
            for place in range(10)
        ]
    else:
        start = -pi / 2 if sign is Sign.UP else pi / 2
        turns = [(start + 2 * pi * place / 3, reach) for place in range(3)]
    return QPolygonF(
        [QPointF(at.x() + cos(turn) * far, at.y() + sin(turn) * far) for turn, far in turns]
    )


def _arrow_head(points: Sequence[QPointF], size: float) -> QPolygonF:
    end, before = points[-1], points[-2]
    turn = atan2(end.y() - before.y(), end.x() - before.x())
    sides = [
        QPointF(end.x() - cos(turn + way) * size, end.y() - sin(turn + way) * size)
        for way in (0.38, -0.38)
    ]
    return QPolygonF([end, *sides])


def _shortened(points: Sequence[QPointF], by: float) -> list[QPointF]:
    """Return a line that ends a little before its end, so that it does not show through the arrow's tip."""
    end, before = points[-1], points[-2]
    across, down = end.x() - before.x(), end.y() - before.y()
    length = (across**2 + down**2) ** 0.5
    if length <= by:
        return [*points]
    part = 1 - by / length
    return [*points[:-1], QPointF(before.x() + across * part, before.y() + down * part)]
