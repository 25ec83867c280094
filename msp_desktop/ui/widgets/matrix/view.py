"""The matrix in the window: rows and columns that stay in sight, cells to go to and to write in."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QMenu,
    QScrollArea,
    QTableView,
    QToolTip,
    QWidget,
)

from msp_desktop.domain.fields import Day, NotAValue, Scale, Stored
from msp_desktop.domain.matrix import Answer, Matrix
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import draw_wrapped, leading
from msp_desktop.ui.widgets.matrix.cells import CellDelegate
from msp_desktop.ui.widgets.matrix.heads import Heads
from msp_desktop.ui.widgets.matrix.model import Index, MatrixModel
from msp_desktop.ui.widgets.matrix.sizing import share_out
from msp_desktop.ui.widgets.matrix.writing import CellText, by_letter, offered
from msp_desktop.ui.widgets.typed import typed_day

MOST_LINES = 36
"""Lines of text that a matrix is high at most in a page; then it scrolls inside."""
_NO_LIMIT = 16_777_215
"""The greatest height of a widget (QWIDGETSIZE_MAX)."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
        self._is_long = False
        self._fitted: Matrix | None = None
        self._fitted_for: tuple[int, QFont, bool] | None = None
        self.fills = False
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
        self.setItemDelegate(CellDelegate(self.matrix_model, self, self.write))
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
        """Give rows and columns their room; be as high as all of it, up to `MOST_LINES`.

        While it ``fills`` the room it is given, its height is left to that.
        """
        has_place = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        if self.matrix.is_empty or not self.isVisible() or not has_place:
            return
        room = self.width() - 2
        wanted = (room, self.font(), self.fills)
        if self._fitted is self.matrix and self._fitted_for == wanted:
            return
        self._fitted, self._fitted_for = self.matrix, wanted
        most = self.height() if self.fills else MOST_LINES * self.fontMetrics().lineSpacing()
        about = (self, self.rows, self.columns, self.matrix)
        bar = self.verticalScrollBar().sizeHint().width()
        # Measuring is dear: begin with what was right the last time.
        height = share_out(*about, room - bar if self._is_long else room)
        if (height > most) != self._is_long:
            self._is_long = height > most
            share_out(*about, room - bar if self._is_long else room)
        if self.fills:
            self.setMinimumHeight(0)
            self.setMaximumHeight(_NO_LIMIT)
        else:
            whole = self.columns.height() + self.rows.length() + 2
            is_wide = self.columns.length() > room - self.rows.width()
            whole += self.horizontalScrollBar().sizeHint().height() if is_wide else 0
            self.setFixedHeight(min(whole, most))
        self.updateGeometries()
        self._corner.place()

    def flush(self) -> None:
        """Hand on what has been typed into the open sheet, and close it unless it is refused."""
        if self._sheet is not None:
            self._sheet.end(kept=True)

    @property
    def refused(self) -> str:
        """The name of the answer that is typed and cannot be kept; empty when there is none."""
        sheet = self._sheet
        return sheet.accessibleName() if sheet is not None and sheet.is_refused else ""

    def go_on_writing(self) -> None:
        """Put the keyboard into the open sheet, or else into the matrix."""
        (self._sheet or self).setFocus()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    # Writing

    def write(self, index: Index, value: object) -> bool:
        """Hand on an answer, where it is another one; where it is none say why, and return False."""
        answer = self.matrix_model.cell(index).answer
        if answer is None:
            return True
        try:
            if isinstance(answer.field, Day) and isinstance(value, str):
                value = typed_day(value)
            stored = answer.field.clean(value)
        except NotAValue as refused:
            self._say(index, translate(str(refused)))
            return False
        if stored != answer.stored:
            self.answered.emit(answer, stored)
        return True

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

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if now.isValid() and self.hasFocus():
            self._keep_in_sight(self.visualRect(now))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and not self.matrix.is_empty:
            self.setCurrentIndex(self.matrix_model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

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
        if self._sheet is not None:  # what it says was refused: one after the other
            self._sheet.setFocus()
            return
        if not self.matrix_model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._open(index)
            return
        self.edit(index)
        sheet = self.indexWidget(index)
        if not isinstance(sheet, CellText):
            return
        self._sheet = sheet
        self._keep_in_sight(sheet.geometry())
        sheet.textChanged.connect(lambda: self.unsaved.emit(True))
        if text:
            sheet.setPlainText(text)
            sheet.moveCursor(sheet.textCursor().MoveOperation.End)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if isinstance(editor, CellText) and editor.is_refused:
            return  # Qt closes what is left for another cell
        super().closeEditor(editor, hint)
        self._sheet = None
        self.unsaved.emit(False)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_matrix(waiting)

    def _keep_in_sight(self, room: QRect) -> None:
        """Scroll the page on which the matrix stands, so that a part of the cells is seen."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        content = page.widget() if page is not None else None
        if content is None or page is None or not content.isAncestorOf(self):
            return
        corner = self.viewport().mapTo(content, room.topLeft())
        seen = QRect(corner, room.size())
        around = theme.L
        page.ensureVisible(seen.center().x(), seen.bottom(), 0, around)
        page.ensureVisible(seen.center().x(), seen.top(), 0, around)

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
        draw_wrapped(painter, inner, leading(), self._view.matrix.corner)
        painter.end()


def _is_typed(text: str) -> bool:
    return bool(text) and text.isprintable() and not text.isspace()
