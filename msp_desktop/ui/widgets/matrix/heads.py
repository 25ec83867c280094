"""The heads of a matrix: words that wrap, at the top and at the side; they stay while cells scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from msp_desktop.domain.matrix import WORD
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import draw_wrapped, leading
from msp_desktop.ui.widgets.matrix.model import MatrixModel

MOST_LINES = 7
"""Lines of a head; what is longer is cut there, and stands in the tooltip."""
_WRAPPED = Qt.TextFlag.TextWordWrap


class Heads(QHeaderView):
    """Draws the heads of columns (horizontal) or of rows, each on as many lines as it needs."""

    def __init__(self, orientation: Qt.Orientation, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._matrix = model
        self._metrics = QFontMetrics(self.bold())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.XXL)

    @property
    def is_across(self) -> bool:
        """Whether these are the heads of columns."""
        return self.orientation() == Qt.Orientation.Horizontal

    def bold(self) -> QFont:
        """Return the font of heads."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def width_of(self, label: str) -> int:
        """Return how wide a head is on one line."""
        return self._metrics.horizontalAdvance(label) + 2 * theme.S + 2

    def longest_word(self, label: str) -> int:
        """Return how wide the widest word of a head is, with room around it."""
        return max(map(self._metrics.horizontalAdvance, label.split()), default=0) + 2 * theme.S + 2

    def height_of(self, label: str, width: int) -> int:
        """Return how high a head is that wraps at a width."""
        line = self._metrics.lineSpacing()
        height = line
        if self.width_of(label) > width:
            room = QRect(0, 0, max(width - 2 * theme.S, 1), 100_000)
            height = self._metrics.boundingRect(room, int(_WRAPPED), label).height()
        return min(height, MOST_LINES * line) + 2 * theme.XS + 2

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._metrics = QFontMetrics(self.bold())

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(self.sectionSize(section), self.sectionSize(section))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = theme.tokens()
        heads = self._matrix.heads(self.orientation())
        painter.save()
        painter.setClipRect(rect)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        is_total = 0 <= section < len(heads) and heads[section].is_total
        painter.fillRect(rect, QColor(colours.accent_soft if is_total else colours.raised))
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        side = rect.left() if self.isRightToLeft() else rect.right()
        painter.drawLine(side, rect.top(), side, rect.bottom())
        painter.setFont(self.bold())
        painter.setPen(QColor(colours.text))
        inner = rect.adjusted(theme.S, theme.XS, -theme.S, -theme.XS)
        draw_wrapped(painter, inner, self._alignment(section), self._label(section))
        painter.restore()

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        """Return how a head stands: over signs in the middle, beside a row at its top."""
        heads = self._matrix.heads(self.orientation())
        side = leading() & ~Qt.AlignmentFlag.AlignVCenter
        upright = Qt.AlignmentFlag.AlignTop
        if self.is_across:
            upright = Qt.AlignmentFlag.AlignVCenter
            if 0 <= section < len(heads) and heads[section].room < WORD:
                side = Qt.AlignmentFlag.AlignHCenter
        return side | upright

    def _label(self, section: int) -> str:
        heads = self._matrix.heads(self.orientation())
        return heads[section].label if 0 <= section < len(heads) else ""
