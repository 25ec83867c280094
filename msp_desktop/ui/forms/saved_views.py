"""Filters of a list kept under a name: for every office, and undone like anything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from msp_desktop.app.answering import write_answer
from msp_desktop.domain.filtering import Wanted
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrix import Answer
from msp_desktop.domain.records import RecordKind, Row
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.state_line import ReasonPanel
from msp_desktop.ui.widgets.menus import give_menu

SAVED_VIEW = "saved_view"


class SavedViews(QWidget):
    """The menu of the views kept of one list; asks for a name below it. ``chosen`` carries a `Wanted`.

    ``now`` returns what is wanted at the moment, for keeping it.
    """

    chosen = Signal(object)

    def __init__(
        self,
        kind: RecordKind,
        surroundings: Surroundings,
        now: Callable[[], Wanted],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._surroundings = surroundings
        self._now = now
        self.panel: ReasonPanel | None = None
        self.menu = QPushButton()
        theme.set_role(self.menu, "plain")
        self.menu.setIcon(icons.icon("chevron-down", theme.tokens().muted))
        self.menu.setIconSize(QSize(14, 14))
        self._entries = QMenu(self)
        self._entries.aboutToShow.connect(self.fill_menu)
        give_menu(self.menu, self._entries)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.refresh()

    def refresh(self) -> None:
        """Say which view is shown, if it is one that is kept."""
        shown = self._shown()
        name = str(shown.get("name") or "") if shown else ""
        said = translate("View: {name}").format(name=name) if name else translate("Saved views")
        self.menu.setText(said.replace("&", "&&"))
        self.menu.setAccessibleName(said)

    def fill_menu(self) -> QMenu:
        """Offer the views of the list, keeping what is wanted now, and changing the one that is shown."""
        self._entries.clear()
        shown = self._shown()
        for row in self._rows():
            action = self._entries.addAction(str(row.get("name") or "–").replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(row is shown)
            action.triggered.connect(lambda _on=False, one=row: self.chosen.emit(Wanted.kept(one)))
        self._entries.addSeparator()
        keep = self._entries.addAction(translate("Keep this view…"), self._ask_name)
        keep.setEnabled(bool(self._now()) and shown is None)
        if shown is not None:
            self._entries.addAction(translate("Rename…"), self._ask_other_name)
            self._entries.addAction(translate("Remove from the list of views"), self._remove)
        return self._entries

    # Inside

    def _rows(self) -> list[Row]:
        rows = self._surroundings.records.rows(SAVED_VIEW)
        return [row for row in rows if row.get("list") == self._kind.key]

    def _shown(self) -> Row | None:
        now = self._now().to_keep()
        fitting = (row for row in self._rows() if Wanted.kept(row).to_keep() == now)
        return next(fitting, None) if any(now.values()) else None

    def _ask_name(self) -> None:
        self._ask("", translate("Keep"), self._keep)

    def _ask_other_name(self) -> None:
        shown = self._shown()
        if shown is not None:
            record_id = str(shown["id"])
            name = str(shown.get("name") or "")
            self._ask(name, translate("Rename"), lambda said: self._rename(record_id, said))

    def _ask(self, name: str, action: str, then: Callable[[str], None]) -> None:
        self._drop_panel()
        panel = ReasonPanel(translate("Name of this view"), action)
        panel.line.setText(name)
        panel.given.connect(then)
        panel.given.connect(self._drop_panel)
        panel.dropped.connect(self._drop_panel)
        self.panel = panel
        self._column.addWidget(panel)
        panel.line.setFocus()

    def _drop_panel(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self.menu.setFocus()

    def _keep(self, name: str) -> None:
        """Keep what is wanted now; two offices that want the same apart write the same record."""
        wanted = {"list": self._kind.key, **self._now().to_keep()}
        label = KINDS[SAVED_VIEW].fields["name"]
        answer = Answer(SAVED_VIEW, label, pair=tuple(wanted.items()))
        write_answer(self._surroundings.workspace, self._surroundings.space_id, answer, name)
        self.refresh()

    def _rename(self, record_id: str, name: str) -> None:
        self._surroundings.workspace.set_fields(SAVED_VIEW, record_id, {"name": name})
        self.refresh()

    def _remove(self) -> None:
        shown = self._shown()
        if shown is not None:
            self._surroundings.workspace.remove(SAVED_VIEW, str(shown["id"]))
            self.refresh()
