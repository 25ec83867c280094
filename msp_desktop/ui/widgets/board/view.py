"""The board in the window: cards to go to, to move along their row, and to open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.board import drawing
from msp_desktop.ui.widgets.board.model import BoardCard, BoardModel, BoardSheet, Index

_LETTERS = 24
"""Width of a column in letters."""
_SIDE = 20
_MOST_LINES = 34


class BoardView(QTableView):
    """Arrows go from card to card and from period to period; Shift with left or right moves a card.

    ``moved`` carries the key of a card and the column to which it goes, ``opened`` the key of one,
    ``chosen`` the one that is chosen now, or none. A card can also be dragged along its row.
    """

    moved = Signal(str, int)
    opened = Signal(str)
    chosen = Signal(object)

    def __init__(self, name: str, letters: int = _LETTERS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self.board = BoardModel(self)
        self._key = ""
        self._pressed: QPoint | None = None
        self.target = -1
        """The column over which a card is being dragged, or -1."""
        self.setModel(self.board)
        self.setItemDelegate(_Cards(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setSectionsClickable(False)
            head.setHighlightSections(False)
            head.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def card(self) -> BoardCard | None:
        """The card that is chosen."""
        place = self.board.sheet.place_of(self._key)
        if place is None:
            return None
        return next(one for one in self.board.sheet.at(*place) if one.key == self._key)

    def show_sheet(self, sheet: BoardSheet) -> None:
        """Show cards; the chosen one stays chosen wherever it lies now."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        columns = self.board.sheet.columns
        self.board.show_sheet(sheet)
        self.fit()
        if columns == sheet.columns:
            self.horizontalScrollBar().setValue(across)
            self.verticalScrollBar().setValue(down)
        else:
            self.go_to_now()
        self.choose(self._key)

    def choose(self, key: str) -> None:
        """Choose a card and bring it into sight; without one, tell that none is."""
        place = self.board.sheet.place_of(key)
        self._key = key if place is not None else ""
        if place is not None:
            self.setCurrentIndex(self.board.index(*place))
            self.scrollTo(self.currentIndex())
        self._tell()

    def go_to_now(self) -> None:
        """Bring the period of today into sight, with the one before it."""
        if self.board.sheet.now >= 0 and self.board.sheet.rows:
            index = self.board.index(0, max(self.board.sheet.now - 1, 0))
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
            self.horizontalScrollBar().setValue(
                self.columnWidth(0) * max(self.board.sheet.now - 1, 0)
            )

    def fit(self) -> None:
        """Give columns and rows the room of their cards; be as high as all, up to a bound."""
        metrics = self.fontMetrics()
        width = max(metrics.averageCharWidth() * self._letters, self._widest_head())
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setFixedWidth(metrics.averageCharWidth() * _SIDE)
        sheet = self.board.sheet
        for row in range(len(sheet.rows)):
            heights = (
                drawing.cell_height(sheet.at(row, column), self.font(), width)
                for column in range(len(sheet.columns))
            )
            self.setRowHeight(row, max([*heights, metrics.lineSpacing() * 2 + theme.S]))
        whole = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 4
        whole += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(min(whole, metrics.lineSpacing() * _MOST_LINES))

    def _widest_head(self) -> int:
        """Return how wide a column is that shows the longest of all heads whole."""
        bold = QFont(self.horizontalHeader().font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        widths = (metrics.horizontalAdvance(words) for words in self.board.sheet.columns)
        return max(widths, default=0) + 2 * theme.M

    def area(self, key: str) -> QRect | None:
        """Return the rectangle of a card in the window."""
        place = self.board.sheet.place_of(key)
        if place is None:
            return None
        room = self.visualRect(self.board.index(*place))
        found = drawing.places(self.board.sheet.at(*place), self.font(), room)
        return next(rect for card, rect in found if card.key == key)

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() <= 0:
            self.go_to_now()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.card is None and not self.currentIndex().isValid() and self.board.sheet.cards:
            first = min(
                self.board.sheet.cards, key=lambda at: (abs(at[1] - self.board.sheet.now), at)
            )
            self.choose(self.board.sheet.at(*first)[0].key)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)
            self._on_cell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
        key = self._at(event.position().toPoint())
        self._key = key
        self._pressed = event.position().toPoint() if key else None
        self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            return
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self.target >= 0:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.target = self.columnAt(place.x())
            self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        target, self.target, self._pressed = self.target, -1, None
        self.viewport().unsetCursor()
        if target >= 0:
            self._move_to(target)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if key := self._at(event.position().toPoint()):
            self.opened.emit(key)

    # Inside

    def _on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; say whether it asks for anything beyond what a table does."""
        ahead = -1 if self.isRightToLeft() else 1
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        does: dict[tuple[int, bool], Callable[[], bool]] = {
            (Qt.Key.Key_Left, True): lambda: self._move_by(-ahead),
            (Qt.Key.Key_Right, True): lambda: self._move_by(ahead),
            (Qt.Key.Key_Up, False): lambda: self._inside(-1),
            (Qt.Key.Key_Down, False): lambda: self._inside(1),
            (Qt.Key.Key_Return, False): self._open,
            (Qt.Key.Key_Enter, False): self._open,
        }
        wanted = does.get((event.key(), shift))
        return wanted is not None and wanted()

    def _inside(self, by: int) -> bool:
        """Go to the next card of the same cell; say whether there is one."""
        place = self.board.sheet.place_of(self._key)
        if place is None:
            return False
        cards = self.board.sheet.at(*place)
        at = [one.key for one in cards].index(self._key) + by
        if not 0 <= at < len(cards):
            return False
        self._key = cards[at].key
        self._tell()
        return True

    def _on_cell(self) -> None:
        """Choose the first card of the cell that the keyboard has come to."""
        index = self.currentIndex()
        cards = self.board.sheet.at(index.row(), index.column()) if index.isValid() else ()
        if not any(one.key == self._key for one in cards):
            self._key = cards[0].key if cards else ""
            self._tell()

    def _move_by(self, by: int) -> bool:
        place = self.board.sheet.place_of(self._key)
        if place is not None:
            self._move_to(place[1] + by)
        return True

    def _move_to(self, column: int) -> None:
        place = self.board.sheet.place_of(self._key)
        if place is not None and 0 <= column < len(self.board.sheet.columns) and column != place[1]:
            self.moved.emit(self._key, column)

    def _open(self) -> bool:
        if self._key:
            self.opened.emit(self._key)
        return True

    def _at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if not index.isValid():
            return ""
        cards = self.board.sheet.at(index.row(), index.column())
        found = drawing.places(cards, self.font(), self.visualRect(index))
        return next((card.key for card, rect in found if rect.contains(point)), "")

    def _tell(self) -> None:
        """Say the chosen card to those who cannot see it, and to whoever listens."""
        card = self.card
        self.setAccessibleDescription(card.spoken if card is not None else "")
        self.chosen.emit(card)
        self.viewport().update()


class _Cards(QStyledItemDelegate):
    """Draws a cell with its cards."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, colours = self._view, theme.tokens()
        room: QRect = option.rect
        sheet = view.board.sheet
        is_target = index.column() == view.target and index.row() == view.currentIndex().row()
        if is_target or index.column() == sheet.now:
            painter.fillRect(room, QColor(colours.accent_soft if is_target else colours.raised))
        ring = colours.focus if view.hasFocus() else colours.accent
        for card, place in drawing.places(sheet.at(index.row(), index.column()), view.font(), room):
            is_chosen = view.card is not None and view.card.key == card.key
            drawing.draw(painter, card, place, view.font(), ring=ring if is_chosen else "")
        if index == view.currentIndex() and view.hasFocus() and view.card is None:
            painter.setPen(QColor(colours.focus))
            painter.drawRect(room.adjusted(1, 1, -2, -2))
