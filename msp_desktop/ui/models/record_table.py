"""The records of one kind as a table: rows in their order, columns from the description."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from msp_desktop.domain.fields import Amount, Day, Field, LongText, Number, Text, Whole
from msp_desktop.domain.records import RecordKind, Records, Row
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import translate

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RECORD_ID = Qt.ItemDataRole.UserRole + 1

_FIGURES = (Whole, Number, Amount)
_LONGEST = 300


class RecordTable(QAbstractTableModel):
    """Shows records handed to `show_rows`; the words of an answer are made when they are first seen."""

    def __init__(self, kind: RecordKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._rows: Sequence[Row] = ()
        self._records: Records | None = None
        self._words: dict[tuple[int, int], str] = {}

    @property
    def ids(self) -> list[str]:
        """The identifiers of the records, in their order."""
        return [str(row["id"]) for row in self._rows]

    def show_rows(self, rows: Sequence[Row], records: Records) -> None:
        """Show these records; ``records`` name what they refer to."""
        same = [row["id"] for row in rows] == [row["id"] for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._records = rows, records
        self._words.clear()
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1)
            )

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, or -1 when it is not in the list."""
        return next((at for at, known in enumerate(self.ids) if known == record_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.kind.listed)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.kind.listed):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate(self.kind.listed[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.kind.listed[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        field = self.kind.listed[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{translate(field.label)}: {self._text(index.row(), index.column())}"
        return self._rows[index.row()]["id"] if role == RECORD_ID else None

    def _text(self, row: int, column: int) -> str:
        at = (row, column)
        if at not in self._words:
            field = self.kind.listed[column]
            words = shown(field, self._rows[row].get(field.key), self._records)
            self._words[at] = " ".join(words[:_LONGEST].split()) or "–"
        return self._words[at]


def weight_of(field: Field) -> int:
    """Return how much of a table's width a column deserves beside the others."""
    return 4 if isinstance(field, Text | LongText) else 2 if isinstance(field, _FIGURES) else 3


def sample_of(field: Field) -> str:
    """Return a long answer of a field whose answers are all about equally long, else nothing."""
    return day_in_words(date(2026, 9, 28)) if isinstance(field, Day) else ""


def _alignment(field: Field) -> Qt.AlignmentFlag:
    # Figures stand under each other by their last digit; everything else begins at the leading edge.
    side = (
        Qt.AlignmentFlag.AlignRight if isinstance(field, _FIGURES) else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignVCenter
