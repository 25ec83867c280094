"""Drawing the cells of a matrix: ground, band, sign, words and bar, each readable without colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from msp_desktop.domain.matrix import Bar, Cell, Tone
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import draw_wrapped, leading

MOST_LINES = 9
"""Lines of words in a cell; what is longer is cut there, and stands in the tooltip."""
_SHORT = 2
"""Letters of a sign that stands before the words of its cell; a longer one stands above them."""
_BAND = 6
_BAR = 10
_SHADES = (0.0, 0.10, 0.18, 0.28)
"""How much of its colour a ground has, by strength."""
_PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.SolidPattern,
)
"""How the band of something bad is drawn, by strength."""
_WRAPPED = Qt.TextFlag.TextWordWrap


def size_of(cell: Cell, metrics: QFontMetrics, width: int) -> int:
    """Return how high a cell is that is so wide."""
    line = metrics.lineSpacing()
    height = 0
    if cell.text:
        room = _inner_width(width) - (_lead(cell, metrics) if _hangs(cell) else 0)
        most = MOST_LINES * line
        height = min(_height_of(cell.text, metrics, max(room, 1)), most)
    if cell.sign and not (cell.text and _hangs(cell)):
        height += line
    if cell.bar is not None:
        height += _BAR + theme.XS
    return max(height, line) + 2 * theme.XS + 2


def least_width(cell: Cell, metrics: QFontMetrics) -> int:
    """Return how wide a cell must be at least, so that no word is cut."""
    widest = max(map(metrics.horizontalAdvance, cell.text.split()), default=0)
    lead = _lead(cell, metrics)
    widest = widest + lead if _hangs(cell) else max(widest, lead)
    return widest + 2 * theme.S + _BAND + 1


def _hangs(cell: Cell) -> bool:
    """Say whether the sign stands before the words, not above them."""
    return 0 < len(cell.sign) <= _SHORT and bool(cell.text)


def _lead(cell: Cell, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(f"{cell.sign}  ") + 2 if cell.sign else 0


def _height_of(text: str, metrics: QFontMetrics, width: int) -> int:
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.lineSpacing()
    return metrics.boundingRect(QRect(0, 0, width, 100_000), int(_WRAPPED), text).height()


def draw(
    painter: QPainter, room: QRect, cell: Cell, font: QFont, *, is_total: bool, mirrored: bool
) -> None:
    """Draw a cell into its room; each text runs in the direction of its own script."""
    colours = theme.tokens()
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setClipRect(room)
    painter.fillRect(room, ground_of(cell, is_total=is_total))
    _draw_band(painter, room, cell, mirrored=mirrored)
    painter.setPen(QColor(colours.border))
    painter.drawLine(room.bottomLeft(), room.bottomRight())
    side = room.left() if mirrored else room.right()
    painter.drawLine(side, room.top(), side, room.bottom())
    inner = room.adjusted(theme.S, theme.XS, -theme.S - _BAND, -theme.XS)
    if mirrored:
        inner.translate(_BAND, 0)
    if cell.bar is not None:
        _draw_bar(painter, inner, cell.bar, mirrored=mirrored)
        inner.setBottom(inner.bottom() - _BAR - theme.XS)
    _draw_words(painter, inner, cell, font, mirrored=mirrored)
    painter.restore()


def ground_of(cell: Cell, *, is_total: bool = False) -> QColor:
    """Return the colour of a cell's ground."""
    colours = theme.tokens()
    base = QColor(colours.raised if is_total else colours.surface)
    shade = {Tone.GOOD: colours.ok, Tone.BAD: colours.bad, Tone.PLAIN: colours.accent}[cell.tone]
    return mixed(base, QColor(shade), _SHADES[max(0, min(cell.strength, 3))])


def mixed(base: QColor, other: QColor, share: float) -> QColor:
    """Return a colour with a share of another."""

    def part(one: int, two: int) -> int:
        return round(one + (two - one) * share)

    return QColor(
        part(base.red(), other.red()),
        part(base.green(), other.green()),
        part(base.blue(), other.blue()),
    )


def _inner_width(width: int) -> int:
    return width - 2 * theme.S - _BAND - 1


def _draw_band(painter: QPainter, room: QRect, cell: Cell, *, mirrored: bool) -> None:
    """Draw a band at the end of a cell: hatched for what is bad, a line for what is good."""
    if cell.tone is Tone.PLAIN or not cell.strength:
        return
    colours = theme.tokens()
    left = room.left() + 1 if mirrored else room.right() - _BAND
    band = QRect(left, room.top(), _BAND, room.height() - 1)
    if cell.tone is Tone.BAD:
        painter.fillRect(band, QBrush(QColor(colours.bad), _PATTERNS[min(cell.strength, 3)]))
    else:
        painter.fillRect(
            band.adjusted(_BAND - 2, 0, 0, 0)
            if not mirrored
            else band.adjusted(0, 0, 2 - _BAND, 0),
            QColor(colours.ok),
        )


def _draw_words(painter: QPainter, room: QRect, cell: Cell, font: QFont, *, mirrored: bool) -> None:
    metrics = QFontMetrics(font)
    painter.setPen(QColor(theme.tokens().text))
    if cell.sign:
        room = _draw_sign(painter, room, cell, font, mirrored=mirrored)
    if not cell.text:
        return
    struck = QFont(font)
    struck.setStrikeOut(cell.is_struck)
    painter.setFont(struck)
    top = leading() & ~Qt.AlignmentFlag.AlignVCenter
    draw_wrapped(painter, room, top | Qt.AlignmentFlag.AlignTop, cell.text)
    if _height_of(cell.text, metrics, room.width()) > room.height() + metrics.descent():
        _draw_more(painter, room, cell, metrics, mirrored=mirrored)


def _draw_sign(painter: QPainter, room: QRect, cell: Cell, font: QFont, *, mirrored: bool) -> QRect:
    """Draw the sign in the middle where it stands alone; return the room that is left for words."""
    metrics = QFontMetrics(font)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    if not cell.text and cell.bar is None:
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, cell.sign)
        return room
    painter.drawText(
        QRect(room.left(), room.top(), room.width(), metrics.lineSpacing()), leading(), cell.sign
    )
    if not _hangs(cell):
        return room.adjusted(0, metrics.lineSpacing(), 0, 0)
    lead = _lead(cell, metrics)
    return room.adjusted(0, 0, -lead, 0) if mirrored else room.adjusted(lead, 0, 0, 0)


def _draw_more(
    painter: QPainter, room: QRect, cell: Cell, metrics: QFontMetrics, *, mirrored: bool
) -> None:
    """Say by dots that words go on; all of them stand in the tooltip."""
    width = metrics.horizontalAdvance(" …")
    left = room.left() if mirrored else room.right() - width
    spot = QRect(left, room.bottom() - metrics.lineSpacing() + 1, width, metrics.lineSpacing())
    painter.fillRect(spot, ground_of(cell))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "…")


def _draw_bar(painter: QPainter, room: QRect, bar: Bar, *, mirrored: bool) -> None:
    """Draw a bar at the foot: full as far as there is something, hatched as far as more is wanted."""
    if bar.top <= 0 or room.width() < 2 * _BAR:
        return
    colours = theme.tokens()
    whole = QRectF(room.left(), room.bottom() - _BAR, room.width(), _BAR)
    painter.setPen(QPen(QColor(colours.border_strong), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(whole)
    done, wanted = (whole.width() * min(part / bar.top, 1.0) for part in (bar.done, bar.wanted))

    def piece(start: float, end: float) -> QRectF:
        left = whole.right() - end if mirrored else whole.left() + start
        return QRectF(left, whole.top(), end - start, whole.height())

    if done > 0:
        painter.fillRect(piece(0, done), QColor(colours.accent))
    if wanted > done:
        hatch = QBrush(QColor(colours.accent), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(piece(done, wanted), hatch)
        painter.drawRect(piece(done, wanted))
