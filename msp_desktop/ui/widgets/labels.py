"""Labels that show text exactly as it was written, never as markup."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from msp_desktop.ui import icons, theme


def isolated(name: str) -> str:
    """Return a name that does not turn the sentence around it: it may be in a script of the other direction.

    By the isolates of Unicode Annex 9.
    """
    return f"\u2068{name}\u2069"


def running(text: str) -> str:
    """Return a sentence that runs as the window does, though it may begin with a name in another script.

    By a mark that nobody sees; none is needed in a window that runs from the left.
    """
    return f"\u200f{text}" if _is_mirrored() else text


def in_a_row(parts: Iterable[str]) -> str:
    """Return names and facts one after the other as the window runs; empty ones are left out."""
    return running(" · ".join(isolated(part) for part in parts if part))


def leading() -> Qt.AlignmentFlag:
    """Return the side on which lines begin in the window's language, whatever the text itself is written in.

    Qt would align a Latin name in an Arabic window, and the other way round, by the name.
    """
    side = Qt.AlignmentFlag.AlignRight if _is_mirrored() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def _is_mirrored() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def keep_off(part: QLayout | QWidget, lead: int, top: int, trail: int, bottom: int) -> None:
    """Set margins from the side on which lines begin; those of Qt are not mirrored."""
    left, right = (trail, lead) if _is_mirrored() else (lead, trail)
    part.setContentsMargins(left, top, right, bottom)


class _Words(QLabel):
    """A label that remembers how high it is at a width: layouts ask often, and Qt lays its text out anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self.ensurePolished()
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        is_plain = self.textFormat() == Qt.TextFormat.PlainText  # markup is Qt's to draw
        if not (is_plain and self.wordWrap() and _is_mirrored()) or self.frameWidth():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        draw_wrapped(painter, self.contentsRect(), self.alignment(), self.text())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)


def draw_wrapped(painter: QPainter, room: QRect, alignment: Qt.AlignmentFlag, text: str) -> None:
    """Draw text in as many lines as it needs; a side it is aligned to is left or right (`leading`).

    For the space at the end of a line from the right Qt's painter leaves room where the line begins,
    and the line loses its last letter on the other side: in a mirrored window it is done without it.
    """
    if not _is_mirrored():
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap) | int(alignment.value), text)
        return
    lines = QTextLayout(text.replace("\n", "\u2028"), painter.font())
    free = room.height() - _lay_out(lines, room.width(), alignment)
    upright = alignment & Qt.AlignmentFlag.AlignVertical_Mask
    share = {Qt.AlignmentFlag.AlignVCenter: 0.5, Qt.AlignmentFlag.AlignBottom: 1.0}
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    lines.draw(painter, QPointF(room.x(), room.y() + int(share.get(upright, 0.0) * free)))
    painter.restore()


def _lay_out(lines: QTextLayout, width: int, alignment: Qt.AlignmentFlag) -> float:
    """Lay lines out as Qt's painter does, and return their height."""
    option = QTextOption(alignment & ~Qt.AlignmentFlag.AlignVertical_Mask)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    lines.setTextOption(option)
    between = QFontMetricsF(lines.font()).leading()
    height = -between
    lines.beginLayout()
    while (line := lines.createLine()).isValid():
        line.setLineWidth(width)
        height = ceil(height + between)
        line.setPosition(QPointF(0, height))
        height += line.height()
    lines.endLayout()
    return height


def plain_label(
    text: str = "", role: str = "", *, wrap: bool = True, parent: QWidget | None = None
) -> QLabel:
    """Return a label for plain text, dressed for a role (``title``, ``label``, ``muted``, …)."""
    label = _Words(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setAlignment(leading())
    label.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    if role:
        label.setProperty("role", role)
    return label


def icon_label(name: str, colour: str, size: int = 18) -> QLabel:
    """Return a label with an icon beside words; screen readers pass over it."""
    label = QLabel()
    label.setPixmap(icons.pixmap(name, colour, size))
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    return label


def line(*, upright: bool = False) -> QFrame:
    """Return a thin line between parts of a card, one below or beside the other."""
    frame = QFrame()
    theme.set_role(frame, "upright" if upright else "line")
    return frame


class ElidedLabel(QLabel):
    """One line of plain text, cut with an ellipsis when there is no room; the tooltip has all of it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().sizeHint().height())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        room = self.contentsRect()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(as_tooltip(self.text()) if text != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, leading(), isolated(text))
        painter.end()


def without_middle(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return text that fits into ``room`` pixels: its first and last words, as many as there is room for.

    Each end keeps its own direction. Words are kept whole, for half a number would be read as another
    one. Where there is no room for two, the end is cut off.
    """
    words = text.split(" ")
    if metrics.horizontalAdvance(text) <= room:
        return text
    first = last = 1
    short = ""
    while first + last < len(words):
        ends = " ".join(words[:first]), " ".join(words[len(words) - last :])
        tried = " … ".join(map(isolated, ends))
        if metrics.horizontalAdvance(tried) > room:
            break
        short = tried
        first, last = (first + 1, last) if first <= last else (first, last + 1)
    return short or metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def as_tooltip(text: str) -> str:
    """Return text for a tooltip, which would otherwise read markup in it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p>{escaped.replace(chr(10), '<br>')}</p>" if text else ""
