"""The matrix in the window: rows and columns that stay in sight, cells to go to and to write in."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from msp_desktop.domain.fields import NotAValue, Scale, Stored
from msp_desktop.domain.matrix import Answer, Matrix
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import leading
from msp_desktop.ui.widgets.matrix import drawing
from msp_desktop.ui.widgets.matrix.heads import Heads
from msp_desktop.ui.widgets.matrix.model import MatrixModel
from msp_desktop.ui.widgets.matrix.writing import CellText, by_letter, offered

MOST_HEIGHT = 560
"""How high a matrix becomes in a page; then it scrolls inside."""
_MEASURED = 400
"""Cells that are looked at to find how wide a column must be."""
_WIDEST_WORD = 22
_HEAD_SHARE = 0.34
"""The part of the width that row heads take at most."""
_LEAST_HEAD, _MOST_HEAD = 8, 34
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws cells, and makes the sheet on which the words of one are written."""

    def __init__(self, model: MatrixModel, view: MatrixView) -> None:
        super().__init__(view)
        self._matrix = model
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._matrix.cell(index)
        room: QRect = option.rect
        painter.setLayoutDirection(self._view.layoutDirection())
        matrix = self._matrix.matrix
        is_total = matrix.rows[index.row()].is_total or matrix.columns[index.column()].is_total
        drawing.draw(painter, room, cell, option.font, is_total=is_total)
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
            editor.setPlainText(str(answer.stored or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        assert isinstance(editor, CellText)
        self._view.write(index, editor.toPlainText())

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


class MatrixView(QTableView):
    """Arrows, Home and End go from cell to cell; Enter or typing writes, Delete empties, Ctrl+Enter opens.

    ``answered`` carries an `Answer` and what was written; ``opened`` the sources of a cell. ``unsaved``
    says whether something typed is not handed on yet.
    """

    answered = Signal(object, object)
    opened = Signal(object)
    unsaved = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix_model = MatrixModel(self)
        self._waiting: Matrix | None = None
        self._sheet: CellText | None = None
        self._sign = ""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.columns = Heads(Qt.Orientation.Horizontal, self.matrix_model, self)
        self.rows = Heads(Qt.Orientation.Vertical, self.matrix_model, self)
        self.setHorizontalHeader(self.columns)
        self.setVerticalHeader(self.rows)
        self.setModel(self.matrix_model)
        self.setItemDelegate(CellDelegate(self.matrix_model, self))
        self._corner = _Corner(self)
        self.doubleClicked.connect(self._start)

    # Showing

    @property
    def matrix(self) -> Matrix:
        """What is shown."""
        return self.matrix_model.matrix

    def show_matrix(self, matrix: Matrix) -> None:
        """Show a matrix; the cell the keyboard is in stays the same one. Waits while somebody writes."""
        if self._sheet is not None:
            self._waiting = matrix
            return
        now = self.currentIndex()
        keys = self.matrix_model.keys(now) if now.isValid() else None
        if self.matrix_model.show_matrix(matrix) and keys is not None:
            self.setCurrentIndex(self.matrix_model.place(keys))
        self.fit()

    def go_to(self, row_key: str, column_key: str) -> None:
        """Put the keyboard into a cell."""
        self.setCurrentIndex(self.matrix_model.place((row_key, column_key)))
        self.setFocus()

    def fit(self) -> None:
        """Give rows and columns their room; be as high as all of it, up to `MOST_HEIGHT`."""
        if self.matrix.is_empty:
            return
        self._share_out()
        frame = self.columns.height() + 2
        whole = sum(self.rowHeight(at) for at in range(self.matrix_model.rowCount()))
        bar = self.horizontalScrollBar()
        is_wide = self.columns.length() > self.width() - self.rows.width()
        frame += bar.sizeHint().height() if is_wide else 0
        self.setFixedHeight(min(whole + frame, MOST_HEIGHT))

    def flush(self) -> None:
        """Hand on what has been typed into the open sheet, and close it."""
        if self._sheet is not None:
            self._sheet.kept.emit()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    # Writing

    def write(self, index: Index, value: object) -> None:
        """Hand on an answer, where it is another one; say why where it is none."""
        answer = self.matrix_model.cell(index).answer
        if answer is None:
            return
        try:
            stored = answer.field.clean(value)
        except NotAValue as refused:
            self._say(index, str(refused))
            return
        if stored != answer.stored:
            self.answered.emit(answer, stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not index.isValid():
            super().keyPressEvent(event)
        elif key in _ENTER and ctrl:
            self._open(index)
        elif key in _ENTER or key == Qt.Key.Key_F2:
            self._start(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.write(index, None)
        elif not ctrl and _is_typed(event.text()) and self._answer(index) is not None:
            self._type(index, event.text())
        else:
            self._sign = ""
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        menu = QMenu(self)
        cell = self.matrix_model.cell(index)
        if cell.answer is not None:
            menu.addAction(translate("Write (Enter)"), lambda: self._start(index))
            if cell.answer.stored is not None:
                menu.addAction(translate("Empty it (Delete)"), lambda: self.write(index, None))
        if cell.sources:
            menu.addAction(translate("Open the entry (Ctrl+Enter)"), lambda: self._open(index))
        if not menu.isEmpty():
            menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and not self.matrix.is_empty:
            self.setCurrentIndex(self.matrix_model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        across = abs(event.angleDelta().x()) > abs(event.angleDelta().y())
        bar = self.horizontalScrollBar() if across else self.verticalScrollBar()
        if bar.maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        self._corner.place()

    # Inside

    def _answer(self, index: Index) -> Answer | None:
        return self.matrix_model.cell(index).answer

    def _start(self, index: Index) -> None:
        answer = self._answer(index)
        if answer is None:
            self._open(index)
        elif offered(answer.field):
            self._offer(index, answer)
        else:
            self._open_sheet(index)

    def _open(self, index: Index) -> None:
        sources = self.matrix_model.cell(index).sources
        if sources:
            self.opened.emit(sources)

    def _open_sheet(self, index: Index, text: str = "") -> None:
        if not self.matrix_model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._open(index)
            return
        self.edit(index)
        sheet = self.indexWidget(index)
        if not isinstance(sheet, CellText):
            return
        self._sheet = sheet
        sheet.textChanged.connect(lambda: self.unsaved.emit(True))
        if text:
            sheet.setPlainText(text)
            sheet.moveCursor(sheet.textCursor().MoveOperation.End)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self._sheet = None
        self.unsaved.emit(False)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_matrix(waiting)

    def _offer(self, index: Index, answer: Answer) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(translate(answer.field.label))
        for stored, words in offered(answer.field):
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(stored == answer.stored)
            action.triggered.connect(lambda _on=False, one=stored: self.write(index, one))
            if stored == answer.stored:
                menu.setActiveAction(action)
        if answer.stored is not None:
            menu.addSeparator()
            menu.addAction(translate("Empty it (Delete)"), lambda: self.write(index, None))
        menu.aboutToHide.connect(menu.deleteLater)
        room = self.visualRect(index)
        menu.popup(self.viewport().mapToGlobal(room.bottomLeft()))

    def _type(self, index: Index, typed: str) -> None:
        answer = self._answer(index)
        assert answer is not None
        if isinstance(answer.field, Scale):
            self._type_step(index, answer.field, typed)
        elif offered(answer.field):
            choice: Stored = by_letter(answer.field, typed, answer.stored)
            self._offer(index, answer) if choice is None else self.write(index, choice)
        else:
            self._open_sheet(index, typed)

    def _type_step(self, index: Index, scale: Scale, typed: str) -> None:
        """Take a digit of any script as a step; a minus before it counts where the scale goes below zero."""
        if typed in "-−" and scale.low < 0:
            self._sign = "-"
            return
        sign, self._sign = self._sign, ""
        if typed.isdigit():
            self.write(index, f"{sign}{unicodedata.digit(typed)}")

    def _say(self, index: Index, words: str) -> None:
        room = self.visualRect(index)
        QToolTip.showText(self.viewport().mapToGlobal(room.bottomLeft()), words, self)

    def _share_out(self) -> None:
        """Give columns what they need, and what is left by their room; then rows what their words need."""
        columns, metrics = self.matrix.columns, self.fontMetrics()
        letter = metrics.averageCharWidth()
        whole = self.width() - 2
        side = self._side_width(whole)
        self.rows.setFixedWidth(side)
        needs = [self._need(at, letter) for at in range(len(columns))]
        free = whole - side - sum(needs)
        if free > 0:
            total = sum(head.room for head in columns)
            needs = [
                need + free * head.room // total for need, head in zip(needs, columns, strict=True)
            ]
            needs[-1] += whole - side - sum(needs)
        for at, need in enumerate(needs):
            self.setColumnWidth(at, need)
        heights = (
            self.columns.height_of(head.label, need)
            for head, need in zip(columns, needs, strict=True)
        )
        corner = self.columns.height_of(self.matrix.corner, side)
        self.columns.setFixedHeight(max(*heights, corner, metrics.lineSpacing() + 2 * theme.S))
        for at, head in enumerate(self.matrix.rows):
            self.setRowHeight(at, self._row_height(at, head.label, side, needs))
        self.updateGeometries()
        self._corner.place()

    def _row_height(self, at: int, label: str, side: int, widths: list[int]) -> int:
        index = self.matrix_model.index
        cells = (
            drawing.size_of(self.matrix_model.cell(index(at, column)), self.font(), width)
            for column, width in enumerate(widths)
        )
        return max(self.rows.height_of(label, side), *cells)

    def _side_width(self, whole: int) -> int:
        letter = self.fontMetrics().averageCharWidth()
        labels = [head.label for head in self.matrix.rows]
        metrics = self.rows.fontMetrics()
        longest = max(metrics.horizontalAdvance(label) for label in labels) * 1.08
        word = max(self.rows.longest_word(label) for label in (*labels, self.matrix.corner))
        most = min(_MOST_HEAD * letter, int(whole * _HEAD_SHARE))
        return max(min(int(longest) + 2 * theme.S, most), min(word, most), _LEAST_HEAD * letter)

    def _need(self, at: int, letter: int) -> int:
        """Return how wide a column must be: for its room, and for the longest of its words."""
        head = self.matrix.columns[at]
        metrics = self.fontMetrics()
        rows = range(
            min(self.matrix_model.rowCount(), max(_MEASURED // len(self.matrix.columns), 8))
        )
        cells = (self.matrix_model.cell(self.matrix_model.index(row, at)) for row in rows)
        words = max((drawing.least_width(cell, metrics) for cell in cells), default=0)
        longest = max(words, self.columns.longest_word(head.label))
        return max(head.room * letter + 2 * theme.S, min(longest, _WIDEST_WORD * letter))


class _Corner(QWidget):
    """The words between the heads of rows and columns: what the rows are."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._view = view

    def place(self) -> None:
        view = self._view
        left = view.width() - view.rows.width() if view.isRightToLeft() else 0
        self.setGeometry(left, 0, view.rows.width(), view.columns.height())
        self.update()

    def paintEvent(self, _event: object) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.raised))
        painter.setPen(QColor(colours.border))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.setPen(QColor(colours.muted))
        painter.setFont(self._view.rows.bold())
        inner = self.rect().adjusted(theme.S, theme.XS, -theme.S, -theme.XS)
        flags = int(Qt.TextFlag.TextWordWrap) | int(leading().value)
        painter.drawText(inner, flags, self._view.matrix.corner)
        painter.end()


def _is_typed(text: str) -> bool:
    return bool(text) and text.isprintable() and not text.isspace()
