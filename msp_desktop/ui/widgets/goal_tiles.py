"""The seventeen goals as tiles in their colours, to choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from msp_desktop.domain.sdg import GOAL_NAMES, GOAL_NUMBERS
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.chips import Chip, ChipGroup, ChipText
from msp_desktop.ui.widgets.labels import as_tooltip, leading

_EDGE, _MARK, _GAP = 3, 18, 2
_INSET = theme.S + 1
"""From the edge of the frame to the words."""
_LEADING = Qt.AlignmentFlag.AlignLeft
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class GoalTile(Chip):
    """One goal: its number and name on its colour; a tick and a frame when it is chosen.

    ``elsewhere`` is a word that stands at its foot: where else it is chosen already.
    """

    def __init__(self, text: ChipText, size: QSize, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.elsewhere = ""
        self._size = size
        self._colour = theme.goal_colour(int(text.key))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(as_tooltip(text.words))

    def set_elsewhere(self, word: str, sentence: str) -> None:
        """Show where else the goal is chosen: a word on the tile, a sentence for screen readers."""
        self.elsewhere = word
        self.setAccessibleDescription(sentence)
        self.setToolTip(as_tooltip(sentence or self.chip.words))
        self.update()

    def sizeHint(self) -> QSize:
        return self._size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # it is for the lines of tiles
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.ink_on(self._colour)
        self._paint_ground(painter)
        room = self.rect().adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.setPen(ink)
        painter.setFont(_large())
        head = QRect(room.x(), room.y(), room.width(), _head_height())
        number = QRect(head.x(), head.y(), head.width() - _MARK, head.height())
        painter.drawText(
            self._mirrored(number), _LEADING | Qt.AlignmentFlag.AlignVCenter, figures(self.chip.key)
        )
        self._paint_tick(painter, head, ink)
        painter.setPen(ink)
        painter.setFont(_small())
        below = room.adjusted(0, head.height() + theme.XS, 0, 0)
        self._paint_name(painter, self._mirrored(below))
        if self.elsewhere:
            self._paint_elsewhere(painter, room, ink)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        """Fill the tile; a frame stands off from it when it is chosen, a dashed one for the keyboard."""
        colours = theme.tokens()
        whole = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour if self.isEnabled() else QColor(colours.disabled))
        painter.drawRoundedRect(whole.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRoundedRect(whole, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2 if not self.isChecked() else 3))
            painter.drawRoundedRect(whole, 6, 6)
        elif self.underMouse() and not self.isChecked():
            painter.setPen(QPen(QColor(colours.border_strong), 1))
            painter.drawRoundedRect(whole, 6, 6)

    def _paint_tick(self, painter: QPainter, head: QRect, ink: QColor) -> None:
        place = QRect(
            head.right() + 1 - _MARK, head.y() + (head.height() - _MARK) // 2, _MARK, _MARK
        )
        place = self._mirrored(place)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(
            QPointF(place.center()) + QPointF(0.5, 0.5), _MARK / 2 - 1, _MARK / 2 - 1
        )
        if self.isChecked():
            sign = place.adjusted(2, 2, -2, -2)
            painter.drawPixmap(sign, icons.pixmap("check", theme.ink_on(ink).name(), sign.width()))

    def _paint_name(self, painter: QPainter, room: QRect) -> None:
        """Write the name line by line, or spaces at their ends would move lines that run from the right."""
        layout = QTextLayout(self.chip.words, painter.font())
        layout.setTextOption(QTextOption(leading() & ~Qt.AlignmentFlag.AlignVCenter))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        layout.draw(painter, QPointF(room.topLeft()))

    def _paint_elsewhere(self, painter: QPainter, room: QRect, ink: QColor) -> None:
        height = painter.fontMetrics().lineSpacing() + theme.XS
        foot = QRect(room.x(), room.bottom() + 1 - height, room.width(), height)
        foot = self._mirrored(foot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(foot, 3, 3)
        painter.setPen(theme.ink_on(ink))
        words = painter.fontMetrics().elidedText(
            self.elsewhere, Qt.TextElideMode.ElideRight, foot.width() - theme.XS
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, words)


class GoalTiles(ChipGroup):
    """All goals, in lines of as many as there is room for; up and down go from line to line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        texts = tuple(
            ChipText(str(number), translate(GOAL_NAMES[number]), _spoken(number))
            for number in GOAL_NUMBERS
        )
        size = _tile_size([text.words for text in texts])
        super().__init__(
            texts,
            single=False,
            column=size.width(),
            spacing=_GAP,
            make=lambda text, group: GoalTile(text, size, group),
            parent=parent,
        )

    def show_elsewhere(self, numbers: Collection[str], word: str, sentence: str) -> None:
        """Mark the goals that are chosen somewhere else already."""
        for tile in self.chips:
            assert isinstance(tile, GoalTile)
            is_there = tile.chip.key in numbers
            tile.set_elsewhere(word if is_there else "", sentence if is_there else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = next((i for i, tile in enumerate(self.chips) if tile.hasFocus()), -1)
        if not step or at < 0:
            super().keyPressEvent(event)
            return
        there = at + step * self._in_a_line()
        if 0 <= there < len(self.chips):
            self.go_to(there)

    def _in_a_line(self) -> int:
        return sum(1 for tile in self.chips if tile.y() == self.chips[0].y())


def _tile_size(names: Sequence[str]) -> QSize:
    """Return the least size of a tile in the size of text in use: every name fits, no word is broken."""
    metrics = QFontMetrics(_small())
    widest = max(metrics.horizontalAdvance(word) for name in names for word in name.split())
    room = QRect(0, 0, widest + theme.S, 1_000)
    lines = max(metrics.boundingRect(room, _WRAPPED, name).height() for name in names)
    foot = metrics.lineSpacing() + theme.XS
    return QSize(room.width() + 2 * theme.S, 2 * theme.S + _head_height() + theme.XS + lines + foot)


def _head_height() -> int:
    return max(QFontMetrics(_large()).height(), _MARK)


def _spoken(number: int) -> str:
    return translate(_("Goal {number}: {name}")).format(
        number=number, name=translate(GOAL_NAMES[number])
    )


def _small() -> QFont:
    font = QApplication.font()
    font.setPointSizeF(theme.size_of("caption", font.pointSizeF()))
    font.setWeight(QFont.Weight.Medium)
    return font


def _large() -> QFont:
    font = QApplication.font()
    font.setPointSizeF(theme.size_of("title", font.pointSizeF()))
    font.setWeight(QFont.Weight.Bold)
    return font
