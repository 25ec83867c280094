"""A matrix as Qt reads it: heads, cells, and what is said of each aloud."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from msp_desktop.domain.fields import Day, LongText, Text
from msp_desktop.domain.matrix import EMPTY, Cell, Head, Matrix
from msp_desktop.i18n import translate
from msp_desktop.ui.widgets.labels import as_tooltip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """Shows the matrix handed to `show_matrix`; places keep their keys, so that a view finds them again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix((), ())

    def show_matrix(self, matrix: Matrix) -> bool:
        """Show a matrix; return whether rows or columns are others than before."""
        before = self.matrix
        is_same = (before.rows, before.columns) == (matrix.rows, matrix.columns)
        if not is_same:
            self.beginResetModel()
        self.matrix = matrix
        if not is_same:
            self.endResetModel()
        elif not matrix.is_empty:
            last = self.index(len(matrix.rows) - 1, len(matrix.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return not is_same

    def heads(self, orientation: Qt.Orientation) -> tuple[Head, ...]:
        """Return the heads of the columns (horizontal) or of the rows."""
        is_across = orientation == Qt.Orientation.Horizontal
        return self.matrix.columns if is_across else self.matrix.rows

    def cell(self, index: Index) -> Cell:
        """Return what stands in a place; an empty cell for a place that is none."""
        if not index.isValid():
            return EMPTY
        matrix = self.matrix
        return matrix.cell(matrix.rows[index.row()].key, matrix.columns[index.column()].key)

    def keys(self, index: Index) -> tuple[str, str]:
        """Return the keys of row and column of a place."""
        return self.matrix.rows[index.row()].key, self.matrix.columns[index.column()].key

    def place(self, keys: tuple[str, str]) -> QModelIndex:
        """Return the place of these keys; nowhere when they are gone."""
        row, column = (
            next((at for at, head in enumerate(heads) if head.key == key), -1)
            for heads, key in zip((self.matrix.rows, self.matrix.columns), keys, strict=True)
        )
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        heads = self.heads(orientation)
        if not 0 <= section < len(heads):
            return None
        head = heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(head.note or head.label)
        return head.note or head.label if role == Qt.ItemDataRole.AccessibleTextRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip("\n".join(dict.fromkeys(filter(None, (cell.words, cell.note)))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, cell)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return cell.note
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        answer = self.cell(index).answer
        is_text = answer is not None and isinstance(answer.field, Text | LongText | Day)
        return flags | Qt.ItemFlag.ItemIsEditable if is_text else flags

    def _spoken(self, index: Index, cell: Cell) -> str:
        row, column = self.matrix.rows[index.row()], self.matrix.columns[index.column()]
        heads = f"{row.note or row.label}; {column.note or column.label}"
        return f"{heads}: {cell.words or translate('empty')}"
