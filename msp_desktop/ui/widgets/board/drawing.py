"""How cards of a board look, and how much room they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.board.model import BoardCard
from msp_desktop.ui.widgets.labels import draw_wrapped, leading

_GAP = theme.XS
_MOST_LINES = 3
_WRAP = int(Qt.TextFlag.TextWordWrap)


def bold(font: QFont) -> QFont:
    """Return the font of the names of cards."""
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found


def height_of(card: BoardCard, font: QFont, width: int) -> int:
    """Return how high a card is that is so wide."""
    plain = QFontMetrics(font)
    room = max(width - 2 * theme.S, 1)
    return (
        _lines(QFontMetrics(bold(font)), _name(card), room)
        + sum(_lines(plain, words, room) for words in card.about)
        + 2 * theme.XS
    )


def cell_height(cards: Sequence[BoardCard], font: QFont, width: int) -> int:
    """Return how high a cell is in which these cards lie."""
    inner = width - 2 * _GAP
    return sum(height_of(card, font, inner) + _GAP for card in cards) + _GAP


def places(
    cards: Sequence[BoardCard], font: QFont, room: QRect
) -> Iterator[tuple[BoardCard, QRect]]:
    """Go through the cards of a cell with their rectangles."""
    top, width = room.top() + _GAP, room.width() - 2 * _GAP
    for card in cards:
        height = height_of(card, font, width)
        yield card, QRect(room.left() + _GAP, top, width, height)
        top += height + _GAP


def draw(painter: QPainter, card: BoardCard, room: QRect, font: QFont, *, ring: str = "") -> None:
    """Draw a card; ``ring`` is the colour around the chosen one. One that is late has a heavy side."""
    colours = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = colours.bad if card.is_warning else colours.border_strong
    pen = QPen(QColor(ring or edge), 2 if ring else 1)
    if card.is_faint and not ring:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(colours.bad_soft if card.is_warning else colours.surface))
    painter.drawRoundedRect(room.toRectF().adjusted(1, 1, -1, -1), 5, 5)
    inner = room.adjusted(theme.S, theme.XS, -theme.S, -theme.XS)
    painter.setPen(QColor(colours.muted if card.is_faint else colours.text))
    top = _write(painter, bold(font), _name(card), inner, inner.top())
    painter.setPen(QColor(colours.muted))
    for words in card.about:
        top = _write(painter, font, words, inner, top)
    painter.restore()


def _name(card: BoardCard) -> str:
    return f"{card.sign} {card.name}" if card.sign else card.name


def _lines(metrics: QFontMetrics, words: str, width: int) -> int:
    room = QRect(0, 0, width, 100_000)
    height = metrics.boundingRect(room, _WRAP, words).height()
    if height <= _MOST_LINES * metrics.lineSpacing():
        return height
    # What is drawn takes whole pixels for each line, more than the spacing says.
    most = metrics.boundingRect(room, _WRAP, "\n".join("x" * _MOST_LINES)).height()
    return min(height, most)


def _write(painter: QPainter, font: QFont, words: str, inner: QRect, top: int) -> int:
    painter.setFont(font)
    height = _lines(QFontMetrics(font), words, inner.width())
    side = (leading() & ~Qt.AlignmentFlag.AlignVCenter) | Qt.AlignmentFlag.AlignTop
    room = QRect(inner.left(), top, inner.width(), height)
    draw_wrapped(painter, room, side, words)
    return top + height
