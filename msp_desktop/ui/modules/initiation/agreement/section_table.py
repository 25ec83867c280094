"""The 28 sections of the agreement as a table: number, title, and how far each has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from msp_desktop.domain.agreement.scorecard import RATING_NAMES, Rating, Standing
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import icons, theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SIGNS: Mapping[Rating, str] = {
    Rating.NOT_RELEVANT: "minus",
    Rating.MISSING: "not-started",
    Rating.PARTLY: "in-progress",
    Rating.FULL: "done",
}
"""The icon of a rating; the signs differ in form, not only in colour."""
_HEADS = (_("No."), _("Section"), _("How far it has come"))
_SIGN = 18


def sign_of(rating: Rating, size: int = _SIGN) -> QPixmap:
    """Return the sign of a rating in the theme in use."""
    colours = theme.tokens()
    colour = {
        Rating.NOT_RELEVANT: colours.muted,
        Rating.MISSING: colours.muted,
        Rating.PARTLY: colours.warn,
        Rating.FULL: colours.ok,
    }[rating]
    return icons.pixmap(SIGNS[rating], colour, size)


def standing_in_words(one: Standing) -> str:
    """Say how far a section has come, that somebody judged it, and how much is missing."""
    words = translate(RATING_NAMES[one.rating])
    if one.is_own:
        return translate(_("{rating} (judged)")).format(rating=words)
    if one.rating is Rating.PARTLY:
        count = len(one.holes)
        said = translate_plural("{rating}: {count} missing", "{rating}: {count} missing", count)
        return said.format(rating=words, count=count)
    return words


class SectionTable(QAbstractTableModel):
    """Shows standings handed to `show_standings`."""

    def __init__(self) -> None:
        super().__init__()
        self._standings: Sequence[Standing] = ()

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Show how far the sections have come now."""
        if len(standings) != len(self._standings):
            self.beginResetModel()
            self._standings = standings
            self.endResetModel()
            return
        self._standings = standings
        self.dataChanged.emit(self.index(0, 0), self.index(len(standings) - 1, len(_HEADS) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._standings)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate(_HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._standings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            words = (str(one.section.number), translate(one.section.title), standing_in_words(one))
            return words[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 2:
            return sign_of(one.rating)
        return None
