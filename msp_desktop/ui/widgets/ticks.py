"""Boxes to tick and dots to choose one of several: seen in every theme, large enough to hit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QStyle

from msp_desktop.ui import icons, theme

_MARK = 18
_EDGE = 6


class TickBox(QCheckBox):
    """A box to tick, with words beside it."""

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(_MARK + 2 * _EDGE, _size(self).height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark = _draw_ground(self, painter, round_corners=4)
        if self.isChecked():
            colours = theme.tokens()
            tick = colours.on_accent if self.isEnabled() else colours.surface
            painter.drawPixmap(mark.adjusted(2, 2, -2, -2), icons.pixmap("check", tick, _MARK - 4))


class ChoiceDot(QRadioButton):
    """One of several dots of which one is chosen, with words beside it."""

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(_MARK + 2 * _EDGE, _size(self).height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark = _draw_ground(self, painter, round_corners=_MARK // 2)
        if self.isChecked():
            colours = theme.tokens()
            painter.setBrush(QColor(colours.on_accent if self.isEnabled() else colours.surface))
            painter.drawEllipse(QRectF(mark).adjusted(5.5, 5.5, -5.5, -5.5))


def _size(button: QAbstractButton) -> QSize:
    metrics = button.fontMetrics()
    words = metrics.horizontalAdvance(button.text().replace("&&", "&"))
    height = max(32, metrics.height() + 2 * theme.XS)
    beside = theme.S + words + 2 if words else 0
    return QSize(_MARK + 2 * _EDGE + beside, height)


def _draw_ground(button: QAbstractButton, painter: QPainter, *, round_corners: int) -> QRect:
    """Draw everything but the sign inside the mark; return where the mark is."""
    colours, area = theme.tokens(), button.rect()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mark = QRect(_EDGE, (area.height() - _MARK) // 2, _MARK, _MARK)
    mark = QStyle.visualRect(button.layoutDirection(), area, mark)
    lead = _EDGE + _MARK + theme.S
    text = QStyle.visualRect(button.layoutDirection(), area, area.adjusted(lead, 0, -_EDGE, 0))
    ink = QColor(colours.text if button.isEnabled() else colours.disabled)
    painter.setPen(ink)
    words = painter.fontMetrics().elidedText(
        button.text().replace("&&", "&"), Qt.TextElideMode.ElideRight, text.width()
    )
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
    if button.hasFocus():
        painter.setPen(QPen(QColor(colours.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 6, 6)
    edge = colours.accent if button.isChecked() else colours.border_strong
    painter.setPen(QPen(QColor(edge if button.isEnabled() else colours.disabled), 1.5))
    painter.setBrush(QColor(edge if button.isChecked() else colours.surface))
    painter.drawRoundedRect(
        QRectF(mark).adjusted(0.75, 0.75, -0.75, -0.75), round_corners, round_corners
    )
    painter.setPen(Qt.PenStyle.NoPen)
    return mark
