"""The cards of a board as a model of Qt: a cell holds those that lie in it, one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from msp_desktop.i18n import translate
from msp_desktop.ui.widgets.labels import as_tooltip, leading

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A card: its name, and lines below it; a ``sign`` before the name says what colour alone may not."""

    key: str
    name: str
    about: tuple[str, ...] = ()
    sign: str = ""
    is_warning: bool = False
    is_faint: bool = False

    @property
    def spoken(self) -> str:
        """Everything it says."""
        return "; ".join((self.name, *self.about))


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """All that a board shows; ``now`` is the column that is marked as today's, or -1."""

    rows: Sequence[str] = ()
    columns: Sequence[str] = ()
    cards: Mapping[Place, Sequence[BoardCard]] = field(default_factory=dict)
    now: int = -1

    def at(self, row: int, column: int) -> Sequence[BoardCard]:
        """Return the cards of a cell."""
        return self.cards.get((row, column), ())

    def place_of(self, key: str) -> Place | None:
        """Return the row and column in which a card lies."""
        holding = (
            place for place, some in self.cards.items() if any(one.key == key for one in some)
        )
        return next(holding, None)


class BoardModel(QAbstractTableModel):
    """Tells Qt, and by it screen readers, what lies where."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet = BoardSheet()

    def show_sheet(self, sheet: BoardSheet) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_across = orientation == Qt.Orientation.Horizontal
        heads = self.sheet.columns if is_across else self.sheet.rows
        if not 0 <= section < len(heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(heads[section], is_now=is_across and section == self.sheet.now)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            upright = Qt.AlignmentFlag.AlignVCenter if is_across else Qt.AlignmentFlag.AlignTop
            side = (leading() & ~Qt.AlignmentFlag.AlignVCenter) | upright
            return int(side.value) | int(Qt.TextFlag.TextWordWrap)
        return as_tooltip(heads[section]) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cards = self.sheet.at(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip("\n\n".join("\n".join((one.name, *one.about)) for one in cards))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ". ".join(one.spoken for one in cards) or translate("empty")
            row, column = self.sheet.rows[index.row()], self.sheet.columns[index.column()]
            return f"{row}; {column}: {said}"
        return None

    def _head(self, words: str, *, is_now: bool) -> str:
        return translate("{period} (now)").format(period=words) if is_now else words
