"""The record of a list that is open below it: its form, what can be done with it, what hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from msp_desktop.domain.changes import Changed
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import RecordKind
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.unsaved import Unsaved
from msp_desktop.ui.widgets.labels import ElidedLabel, line
from msp_desktop.ui.widgets.paper import push

if TYPE_CHECKING:
    from msp_desktop.ui.forms.part import Part
    from msp_desktop.ui.forms.record_list import RecordList

MakeList = Callable[[RecordKind, str], "RecordList"]
"""Makes the list of a kind of records that hang on one."""


class RecordDetail(QWidget):
    """One record of a list: its name, what can be done with it, its form, and the lists that hang on it."""

    closed = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)
    unsaved = Signal(bool)

    def __init__(
        self, form: RecordForm, surroundings: Surroundings, bus: ChangeBus, make_list: MakeList
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._bus = bus
        self._make_list = make_list
        self.form = form
        self._typed = Unsaved(self)
        self._typed.changed.connect(self.unsaved)
        self._typed.watch(self.form)
        self.lists: list[RecordList] = []
        self.designed: list[Part] = []
        self._title = ElidedLabel("", "heading")
        self._standing: list[QWidget] = []
        self._more = QMenu(self)
        self._more.aboutToShow.connect(self.fill_menu)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.S, 0, 0)
        self._column.setSpacing(theme.L)
        self._column.addWidget(line())
        self._column.addLayout(self._head())
        self._column.addWidget(self.form)
        bus.changed.connect(self._on_changed)
        self.form.created.connect(self._on_created)
        self._show_record()

    @property
    def record_id(self) -> str | None:
        """The record shown; None while a new one has no answer yet."""
        return self.form.record_id

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The labels of fields that hold something which cannot be stored yet."""
        return tuple(word for part in self._parts for word in part.unfinished)

    def flush(self) -> None:
        """Store what has been typed, here and in the lists below."""
        for part in self._parts:
            part.flush()

    @property
    def _parts(self) -> tuple[RecordForm | RecordList | Part, ...]:
        return (self.form, *self.designed, *self.lists)

    def reveal_owned(self, kind_key: str, record_id: str, field_key: str) -> None:
        """Open a record of a list that hangs on this one."""
        for part in self.lists:
            if part.kind.key == kind_key:
                part.reveal(record_id, field_key)

    def reveal_unfinished(self) -> None:
        """Put the keyboard into the first field that holds something which cannot be stored yet."""
        if self.form.unfinished:
            self.form.reveal_unfinished()
            return
        for part in self.lists:
            if part.unfinished and part.detail is not None:
                part.detail.reveal_unfinished()
                return

    def fill_menu(self) -> QMenu:
        """Offer what can be done with the record that is shown."""
        self._more.clear()
        self._more.addAction(translate("History… (Ctrl+H)"), self.form.show_history)
        if self.form.kind.same_by and self.record_id is not None:
            self._more.addAction(translate("Same as…"), self._on_same)
            workspace = self._surroundings.workspace
            if len(workspace.same_as(self.form.kind.key, self.record_id)) > 1:
                self._more.addAction(translate("Take apart what was entered twice"), self._on_apart)
        return self._more

    def _on_same(self) -> None:
        from msp_desktop.ui.forms.same_dialog import SameDialog

        assert self.record_id is not None
        self.flush()
        SameDialog(self.form.kind, self.record_id, self._surroundings, parent=self.window()).open()

    def _on_apart(self) -> None:
        from msp_desktop.app import sameness

        assert self.record_id is not None
        self.flush()
        sameness.take_apart(self._surroundings.workspace, self.form.kind.key, self.record_id)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self._title, 1)
        for sign, words, step in (
            ("arrow-up", translate("Move up (Alt+Up)"), -1),
            ("arrow-down", translate("Move down (Alt+Down)"), 1),
        ):
            button = QToolButton()
            theme.set_role(button, "icon")
            button.setIcon(icons.icon(sign, theme.tokens().muted))
            button.setIconSize(QSize(icons.SIZE, icons.SIZE))
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(lambda _on=False, by=step: self.move_wanted.emit(by))
            self._standing.append(button)
            row.addWidget(button)
        more = push(translate("More"), "plain")
        more.setMenu(self._more)
        self._standing.append(more)
        row.addWidget(more)
        remove = push(translate("Remove"), "plain", "trash")
        remove.clicked.connect(self.remove_wanted)
        self._standing.append(remove)
        close = push(translate("Close"), "plain")
        close.clicked.connect(self.closed)
        row.addWidget(remove)
        row.addWidget(close)
        return row

    def _show_record(self) -> None:
        kind, record_id = self.form.kind, self.record_id
        name = self._surroundings.records.name(kind.key, record_id) if record_id else ""
        new = translate("New: {kind}") if record_id is None else "{kind}"
        self._title.setText(name or new.format(kind=translate(kind.label)))
        for part in self._standing:
            part.setVisible(record_id is not None)
        if record_id is not None and not self.lists:
            self._add_lists(record_id)

    def _add_lists(self, record_id: str) -> None:
        for owned in KINDS.values():
            if owned.owner == self.form.kind.key and not owned.by_program:
                self._add_designed(owned, record_id)
                part = self._make_list(owned, record_id)
                self._typed.watch(part)
                self.lists.append(part)
                self._column.addWidget(part)

    def _add_designed(self, owned: RecordKind, record_id: str) -> None:
        make = self._surroundings.owned.get(owned.key)
        if make is not None:
            part = make(self._surroundings, self._bus, record_id)
            theme.set_role(part, "panel")
            self._typed.watch(part)
            self.designed.append(part)
            self._column.addWidget(part)

    def _on_created(self, _record_id: str) -> None:
        self._show_record()

    def _on_changed(self, changed: Changed) -> None:
        if self.record_id and changed.touches(self.record_id):
            self._show_record()
