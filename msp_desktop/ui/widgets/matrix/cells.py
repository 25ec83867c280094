"""The cells of a matrix in its table: how each is drawn, and the sheet on which its words are written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from msp_desktop.domain.fields import Day
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.matrix import drawing
from msp_desktop.ui.widgets.matrix.model import Index, MatrixModel
from msp_desktop.ui.widgets.matrix.writing import CellText
from msp_desktop.ui.widgets.typed import written_day


class CellDelegate(QStyledItemDelegate):
    """Draws cells, and makes the sheet on which the words of one are written."""

    def __init__(
        self, model: MatrixModel, view: QTableView, write: Callable[[Index, object], bool]
    ) -> None:
        super().__init__(view)
        self._matrix = model
        self._view = view
        self._write = write

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._matrix.cell(index)
        room: QRect = option.rect
        matrix = self._matrix.matrix
        is_total = matrix.rows[index.row()].is_total or matrix.columns[index.column()].is_total
        drawing.draw(
            painter, room, cell, option.font, is_total=is_total, mirrored=self._view.isRightToLeft()
        )
        is_current = index == self._view.currentIndex()
        is_pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if cell.answer is not None and not cell.words and (is_current or is_pointed):
            painter.setPen(QColor(theme.tokens().muted))
            painter.setFont(option.font)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "+")
        if is_current:
            self._ring(painter, room)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        answer = self._matrix.cell(index).answer
        assert answer is not None
        sheet = CellText(answer.field, parent)
        sheet.kept.connect(lambda: self._end(sheet, kept=True))
        sheet.dropped.connect(lambda: self._end(sheet, kept=False))
        return sheet

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        answer = self._matrix.cell(index).answer
        assert isinstance(editor, CellText)
        if answer is not None and not editor.document().isModified():
            stored = str(answer.stored or "")
            editor.setPlainText(written_day(stored) if isinstance(answer.field, Day) else stored)
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        assert isinstance(editor, CellText)
        if not self._write(index, editor.toPlainText()):
            editor.refuse()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        room: QRect = option.rect
        least = editor.sizeHint()
        whole = self._view.viewport().rect()
        size = QSize(
            min(max(room.width(), least.width()), whole.width()),
            min(max(room.height(), least.height()), whole.height()),
        )
        start = (
            room.topRight() - QPoint(size.width() - 1, 0)
            if self._view.isRightToLeft()
            else room.topLeft()
        )
        left = max(0, min(start.x(), whole.width() - size.width()))
        top = max(0, min(start.y(), whole.height() - size.height()))
        editor.setGeometry(QRect(QPoint(left, top), size))

    def eventFilter(self, _editor: object, _event: QEvent) -> bool:
        return False  # the sheet says itself when it is done

    def _end(self, sheet: CellText, *, kept: bool) -> None:
        if kept:
            self.commitData.emit(sheet)
        if not sheet.is_refused:
            self.closeEditor.emit(sheet, QAbstractItemDelegate.EndEditHint.NoHint)

    def _ring(self, painter: QPainter, room: QRect) -> None:
        colours = theme.tokens()
        has_focus = self._view.hasFocus()
        pen = QPen(QColor(colours.focus if has_focus else colours.border_strong))
        pen.setWidth(2 if has_focus else 1)
        painter.save()
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room.adjusted(1, 1, -2, -2))
        painter.restore()
