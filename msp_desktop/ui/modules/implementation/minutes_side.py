"""What stands at the side while minutes are taken: the subjects with their time, and who is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu

from msp_desktop.domain.fields import Choice
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.quorum import TAKING_PART
from msp_desktop.domain.records import Row
from msp_desktop.i18n import figures, translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.short_lines import WholeLines

RECORD = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class SubjectList(QListWidget):
    """The subjects of a meeting, the last of them what belongs to none; ``chosen`` carries an identifier."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "beside")
        self.setAccessibleName(translate("Subjects"))
        self.setWordWrap(True)
        self.setItemDelegate(WholeLines(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # lines wrap anew when there is less room
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)

    def show_subjects(self, rows: Sequence[Row], current: str) -> None:
        """Show the subjects, with the one on which somebody works."""
        with QSignalBlocker(self):
            self.clear()
            for number, row in enumerate(rows, 1):
                title = str(row.get("title") or translate("New subject"))
                self._add(str(row["id"]), f"{figures(str(number))}  {title}", _time_of(row))
            self._add("", translate("Other business"), "")
            for place in range(self.count()):
                if self.item(place).data(RECORD) == current:
                    self.setCurrentRow(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def keys(self) -> list[str]:
        """The identifiers of the subjects in their order; the last is empty."""
        return [str(self.item(place).data(RECORD)) for place in range(self.count())]

    def _add(self, key: str, name: str, time: str) -> None:
        item = QListWidgetItem(f"{name}\n{time}" if time else name)
        item.setData(RECORD, key)
        self.addItem(item)

    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(RECORD)))


class PresenceList(QListWidget):
    """Who is listed for a meeting: Space says whether somebody is there, P by proxy, A with apologies.

    A menu says any of these. ``marked`` carries an identifier and the presence a person says.
    """

    marked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "beside")
        self.setAccessibleName(translate("Who is there"))
        self.setAccessibleDescription(
            translate("Space: there or not. P: stands in for somebody. A: sent apologies.")
        )
        self.setToolTip(
            translate("Space: there or not. Right click or menu key: proxies and apologies.")
        )
        self.setWordWrap(True)
        self.setItemDelegate(WholeLines(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._on_item)

    def show_people(self, rows: Sequence[Row], words: Sequence[str]) -> None:
        """Show the people; ``words`` say for each how he or she is there."""
        at = max(self.currentRow(), 0)
        with QSignalBlocker(self):
            self.clear()
            for row, word in zip(rows, words, strict=True):
                name = str(row.get("name") or "")
                item = QListWidgetItem(f"{name} – {word}" if word else name)
                item.setData(RECORD, str(row["id"]))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_ON if row.get("presence") in TAKING_PART else _OFF)
                self.addItem(item)
            self.setCurrentRow(min(at, self.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        said = {Qt.Key.Key_P: "proxy", Qt.Key.Key_A: "apology"}.get(Qt.Key(event.key()))
        item = self.currentItem()
        if said is not None and item is not None and not event.modifiers():
            self.marked.emit(str(item.data(RECORD)), said)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.currentItem()
        if item is not None:
            place = self.viewport().mapToGlobal(self.visualItemRect(item).center())
            self.menu_of(item).popup(place)

    def menu_of(self, item: QListWidgetItem) -> QMenu:
        """Return a menu of how somebody can be there: letters are not on every keyboard."""
        menu, key = QMenu(self), str(item.data(RECORD))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presence = KINDS["attendance"].fields["presence"]
        assert isinstance(presence, Choice)
        for option in presence.options:
            action = menu.addAction(translate(option.label))
            action.triggered.connect(lambda _on=False, said=option.key: self.marked.emit(key, said))
        return menu

    def _on_item(self, item: QListWidgetItem) -> None:
        said = "present" if item.checkState() is _ON else "absent"
        self.marked.emit(str(item.data(RECORD)), said)


def _time_of(row: Row) -> str:
    """Say how many minutes are used of those planned; nothing where nothing is known."""
    used, planned = int(row.get("used") or 0), int(row.get("minutes") or 0)
    if not used and not planned:
        return ""
    if not planned:
        return figures(translate("{used} min").format(used=used))
    return figures(translate("{used} of {planned} min").format(used=used, planned=planned))
