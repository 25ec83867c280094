"""A table to read and to work in by keyboard; dressed by palette and delegate, never by a style sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import isolated

MOST_ROWS = 8
"""A list is as high as its rows up to this number; then it scrolls."""
_MEASURED = 5 * MOST_ROWS
"""Rows that are looked at to find how wide columns are."""
_ROOM = 2 * theme.S + theme.M
"""Pixels of a cell beside its words."""
_KEPT = 5_000
"""Words of which the width is kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """How wide a column is: as what stands in it, but at least as its ``sample``.

    Where that is too much for all, those that need more than their share by ``weight`` are cut; a day cut
    in the middle says nothing, so columns with a sample are cut only where they would take half the room.
    """

    weight: int
    sample: str = ""


class RowDelegate(QStyledItemDelegate):
    """Draws a cell with room around its text, a line below, and the chosen row in the theme's colours."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours = theme.tokens()
        self.initStyleOption(option, index)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room: QRect = option.rect
        if chosen:
            painter.fillRect(room, QColor(colours.accent_soft))
        painter.setPen(QColor(colours.border))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        inner = room.adjusted(theme.S, 0, -theme.S, 0)
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(sign, QPixmap):
            inner = _beside(sign, inner, painter, option.direction)
        words = painter.fontMetrics().elidedText(
            option.text,
            Qt.TextElideMode.ElideRight,
            inner.width(),
        )
        align = option.displayAlignment
        painter.drawText(inner, align, isolated(words))
        painter.restore()


def _beside(sign: QPixmap, room: QRect, painter: QPainter, direction: Qt.LayoutDirection) -> QRect:
    """Draw a sign where the cell begins; return the room beside it."""
    size = sign.deviceIndependentSize().toSize()
    place = QStyle.alignedRect(
        direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, size, room
    )
    painter.drawPixmap(place, sign)
    taken = size.width() + theme.S
    if direction == Qt.LayoutDirection.RightToLeft:
        return room.adjusted(0, 0, -taken, 0)
    return room.adjusted(taken, 0, 0, 0)


class ListTable(QTableView):
    """Chooses whole rows. Enter opens, Insert or Ctrl+N adds, Delete removes, Alt with an arrow moves.

    The signals carry the row's number; ``clicked_row`` is sent when a row is clicked.
    """

    opened = Signal(int)
    clicked_row = Signal(int)
    add_wanted = Signal()
    remove_wanted = Signal(int)
    move_wanted = Signal(int, int)

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._widths: dict[str, int] = {}
        self._title_widths: dict[str, int] = {}
        self._needs: Sequence[int] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(
            theme.XXL
        )  # by default that of the widest letter of the script
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().lineSpacing() + 2 * theme.S + 2)
        self.clicked.connect(lambda index: self.clicked_row.emit(index.row()))

    @property
    def row(self) -> int:
        """The chosen row, or -1."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a row, or none with -1."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.model().index(row, 0))

    def fit(self) -> None:
        """Be as high as the rows, up to `MOST_ROWS`."""
        rows = min(max(self.model().rowCount(), 1), MOST_ROWS)
        self._needs = [self._need(at) for at in range(len(self._columns))]
        self._share_out(self.viewport().width())
        height = self.verticalHeader().defaultSectionSize() * rows
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + 4)

    def let_order(self, by_column: Callable[[int], None]) -> None:
        """Let a click on a column's title ask for its order; `show_order` says which one there is."""
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(by_column)

    def show_order(self, column: int, *, backwards: bool) -> None:
        """Mark the column by whose answers the rows stand; none with -1."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, order)

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Insert or (ctrl and key == Qt.Key.Key_N):
            self.add_wanted.emit()
        elif self.row >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self.row)
        elif self.row >= 0 and key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(self.row)
        elif self.row >= 0 and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(self.row, 1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.row < 0 and self.model().rowCount():
            self.choose(0)
        self._show_focus(has_focus=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus(has_focus=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_out(event.size().width())
        super().resizeEvent(event)

    def _share_out(self, room: int) -> None:
        """Give columns what they show, where that is no more than their share; the others get the rest."""
        needs = self._needs or [self._need(at) for at in range(len(self._columns))]
        weights = [column.weight for column in self._columns]
        widths: dict[int, int] = {}
        left = list(range(len(needs)))
        even = {at: self._even(at) for at in left if self._columns[at].sample}
        if 2 * sum(even.values()) <= room and len(even) < len(left):
            widths |= even
            left = [at for at in left if at not in even]
        while True:
            rest = room - sum(widths.values())
            total = sum(weights[at] for at in left)
            fitting = [at for at in left if needs[at] * total <= rest * weights[at]]
            if not fitting or len(fitting) == len(left):
                break
            widths |= {at: needs[at] for at in fitting}
            left = [at for at in left if at not in fitting]
        widths |= {at: rest * weights[at] // total for at in left}
        widths[left[-1]] += room - sum(widths.values())
        for at, width in widths.items():
            self.setColumnWidth(at, width)

    def _even(self, at: int) -> int:
        """Return how wide a column is whose answers are all as long as its sample; its title may be cut."""
        return self._width(self._columns[at].sample) + _ROOM

    def _need(self, at: int) -> int:
        """Return how wide a column is that shows all of its title and of its first rows."""
        model = self.model()
        if model is None:
            return 0
        rows = range(min(model.rowCount(), _MEASURED))
        cells = (str(model.index(row, at).data() or "") for row in rows)
        widest = max(map(self._width, (self._columns[at].sample, *cells)))
        title = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        sign = model.index(0, at).data(
            Qt.ItemDataRole.DecorationRole
        )  # all of a column have one, or none
        if isinstance(sign, QPixmap):
            widest += sign.deviceIndependentSize().toSize().width() + theme.S
        return max(widest, self._title_width(title)) + _ROOM

    def _width(self, words: str) -> int:
        """Return how wide words are; measured once, for a filtered list shows them again and again."""
        if words not in self._widths:
            if len(self._widths) > _KEPT:
                self._widths.clear()
            self._widths[words] = self.fontMetrics().horizontalAdvance(words)
        return self._widths[words]

    def _title_width(self, title: str) -> int:
        if title not in self._title_widths:
            bold = QFont(self.horizontalHeader().font())
            bold.setBold(True)
            self._title_widths[title] = QFontMetrics(bold).horizontalAdvance(title)
        return self._title_widths[title]

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        super().dataChanged(first, last, roles)
        self._needs = ()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widths.clear()
            self._title_widths.clear()
            self._needs = ()

    def _show_focus(self, *, has_focus: bool) -> None:
        frame = self.parentWidget()
        if isinstance(frame, TableFrame):
            frame.show_focus(has_focus=has_focus)


class TableFrame(QFrame):
    """The rounded ground of a table; the focus ring is drawn around it."""

    def __init__(self, table: ListTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_focus = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.addWidget(table)

    def show_focus(self, *, has_focus: bool) -> None:
        """Show whether the keyboard is in the table."""
        self._has_focus = has_focus
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.surface))
        ring = QPen(QColor(colours.focus if self._has_focus else colours.border))
        ring.setWidth(2 if self._has_focus else 1)
        painter.setPen(ring)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
