"""What offices disagree about as a table; words are made when a row is first seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from msp_desktop.app.exchange import Dispute
from msp_desktop.i18n import translate

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Words = Callable[[Dispute], tuple[str, ...]]


class ConflictTable(QAbstractTableModel):
    """Shows disputes handed to `show_disputes`; ``words`` gives the cells of one."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.disputes: Sequence[Dispute] = ()
        self._words = words
        self._made: dict[str, tuple[str, ...]] = {}
        self._titles = (translate("Where"), translate("Entry"), translate("Answer"))

    def show_disputes(self, disputes: Sequence[Dispute]) -> None:
        """Show these."""
        self.beginResetModel()
        self.disputes = disputes
        self._made.clear()
        self.endResetModel()

    def row_of(self, identifier: str) -> int:
        """Return the row of a conflict, or -1."""
        return next((at for at, one in enumerate(self.disputes) if one.id == identifier), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.disputes)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shows = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._titles[section] if shows and 0 <= section < len(self._titles) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        dispute = self.disputes[index.row()]
        if dispute.id not in self._made:
            self._made[dispute.id] = self._words(dispute)
        return self._made[dispute.id][index.column()]
