"""The list of a partnership's records of one kind, and the form of the one that is open below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from msp_desktop.app.history import Step
from msp_desktop.domain.changes import Changed
from msp_desktop.domain.fields import Reference, References
from msp_desktop.domain.filtering import Order
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.meetings.seals import SEAL, kept_fields
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.records import RecordKind, Row
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.list_filter import FEW, ListFilter
from msp_desktop.ui.forms.record_detail import RecordDetail
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.saved_views import SAVED_VIEW
from msp_desktop.ui.models.record_table import RecordTable, sample_of, weight_of
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push
from msp_desktop.ui.widgets.tables import Column, ListTable, TableFrame


class RecordList(Card):
    """A list with a count and a button to add; clicking a row or Enter opens its form below the list.

    ``owner_id`` is the record the list hangs on. Removing can be undone in place. A long list has a
    ``filter`` (Ctrl+F).
    """

    unsaved = Signal(bool)

    def __init__(
        self,
        kind: RecordKind,
        surroundings: Surroundings,
        bus: ChangeBus,
        owner_id: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("panel" if owner_id else "card", parent)
        self.kind = kind
        self.owner_id = owner_id
        self.detail: RecordDetail | None = None
        self.filter: ListFilter | None = None
        self._rows: Sequence[Row] = ()
        self._surroundings = surroundings
        self._workspace = surroundings.workspace
        self._bus = bus
        self._removal: Step | None = None
        self._watched = {kind.key, SAME_RECORD, SEAL} | {
            field.to for field in kind.listed if isinstance(field, Reference | References)
        }
        self.table_model = RecordTable(kind, self)
        columns = [Column(weight_of(field), sample_of(field)) for field in kind.listed]
        self.table = ListTable(translate(kind.plural), columns)
        self._frame = TableFrame(self.table, self)
        self.table.setModel(self.table_model)
        self._empty = plain_label(translate(kind.empty) or translate("Nothing here yet."), "muted")
        self._title = plain_label("", "heading")
        self.add_button = push(translate("Add"), "", "plus")
        self.add_button.setAccessibleName(
            translate("Add {kind}").format(kind=translate(kind.label))
        )
        self.message = InlineMessage()
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The labels of fields that hold something which cannot be stored yet."""
        return self.detail.unfinished if self.detail is not None else ()

    def flush(self) -> None:
        """Store what has been typed into the open form."""
        if self.detail is not None:
            self.detail.flush()

    def refresh(self) -> None:
        """Show the records that are there now."""
        if self.owner_id is None:
            self._rows = self._surroundings.records.rows(self.kind.key)
        else:
            space_id = self._surroundings.space_id
            self._rows = self._workspace.rows(self.kind.key, space_id, self.owner_id)
        title = translate(self.kind.plural)
        self._title.setText(f"{title} ({len(self._rows)})" if self._rows else title)
        self._offer_filter()
        self._show_rows()
        if self.owner_id is not None:
            records, kind_key = self._surroundings.records, self.kind.key
            self.add_button.setEnabled(not kept_fields(records, kind_key, "", self.owner_id))

    def open_row(self, row: int, *, with_focus: bool = True) -> None:
        """Open the form of a row; with the keyboard in its first field."""
        record_id = self.table_model.ids[row]
        is_open = self.detail is not None and self.detail.record_id == record_id
        if not is_open and not self._open(record_id):
            return
        self.table.choose(row)
        if with_focus and self.detail is not None:
            self.detail.form.reveal("")

    def add(self) -> None:
        """Open an empty form; the record is made with its first answer."""
        if self._open(None) and self.detail is not None:
            self.table.choose(-1)
            self.detail.form.reveal("")

    def remove_row(self, row: int) -> None:
        """Remove the record of a row; one click brings it back."""
        record_id = self.table_model.ids[row]
        if self.detail is not None and self.detail.record_id == record_id:
            self._let_go()
        name = self._surroundings.records.name(self.kind.key, record_id)
        try:
            self._workspace.remove(self.kind.key, record_id, initiator=self)
        except NotFound:
            self.refresh()
            return
        self.refresh()
        done = self._workspace.history.done
        self._removal = done[-1] if done else None
        said = translate("Removed: {name}").format(name=name or translate(self.kind.label))
        self.message.say(said, "info", translate("Undo"), self._undo_removal)
        count = self.table_model.rowCount()
        if count:
            self.table.choose(min(row, count - 1))
            self.table.setFocus()
        else:
            self.add_button.setFocus()

    def move_row(self, row: int, by: int) -> None:
        """Move the record of a row one place up or down."""
        ids = self.table_model.ids
        if not 0 <= row + by < len(ids) or self._is_arranged():
            return
        self.flush()
        others = ids[:row] + ids[row + 1 :]
        after = others[row + by - 1] if row + by else None
        self._workspace.move(self.kind.key, ids[row], after, initiator=self)
        self.refresh()
        self.table.choose(self.table_model.row_of(ids[row]))

    def reveal(self, record_id: str, field_key: str = "") -> None:
        """Open a record at a field; without a record put the keyboard where one is added."""
        row = self.table_model.row_of(record_id) if record_id else -1
        if row < 0 and record_id and self.filter is not None:
            self.filter.show_all()
            row = self.table_model.row_of(record_id)
        if row < 0:
            self.add_button.setFocus()
            return
        self.open_row(row)
        if self.detail is not None and field_key:
            self.detail.form.reveal(field_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_find = event.key() == Qt.Key.Key_F
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_find and held and self.filter is not None and self.filter.isVisible():
            self.filter.bar.enter()
        else:
            super().keyPressEvent(event)

    # Inside

    def _offer_filter(self) -> None:
        """Put a filter above the list once it is long."""
        if self.filter is None and len(self._rows) > FEW:
            self.filter = ListFilter(self.kind, self._surroundings, parent=self)
            self.filter.changed.connect(self._on_wanted)
            self.filter.left.connect(self.table.setFocus)
            self.table.let_order(self._on_header)
            self.body.insertWidget(self.body.indexOf(self._empty), self.filter)
        if self.filter is not None:
            self.filter.take(self._rows)

    def _show_rows(self) -> None:
        opened = self.detail.record_id if self.detail is not None else None
        rows = self._rows if self.filter is None else self.filter.shown(opened)
        self.table_model.show_rows(rows, self._surroundings.records)
        none_yet = translate(self.kind.empty) or translate("Nothing here yet.")
        self._empty.setText(
            translate("Nothing fits. Esc shows all again.") if self._rows else none_yet
        )
        self._empty.setVisible(not rows)
        self._frame.setVisible(bool(rows))
        self.table.fit()
        if opened is not None and self.table_model.row_of(opened) < 0:
            self._let_go_of_removed()
        self._choose_opened()

    def _choose_opened(self) -> None:
        """Choose the row whose form is open."""
        opened = self.detail.record_id if self.detail is not None else None
        at = self.table_model.row_of(opened) if opened is not None else -1
        if at >= 0 and self.table.row != at:
            self.table.choose(at)

    def _on_wanted(self) -> None:
        assert self.filter is not None
        if self.detail is not None and self.detail.record_id is not None:
            fits = self.filter.admits(self.detail.record_id)
            if not fits and not self.detail.unfinished:
                self._close()
        self._show_order(self.filter.order)
        self._show_rows()

    def _on_header(self, column: int) -> None:
        if self.filter is not None:
            self.filter.arrange_by(self.kind.listed[column].key)

    def _show_order(self, order: Order) -> None:
        keys = [field.key for field in self.kind.listed]
        at = keys.index(order.field_key) if order.field_key else -1
        self.table.show_order(at, backwards=order.backwards)

    def _is_arranged(self) -> bool:
        """Say whether the rows stand in another order than by hand, or not all of them; and tell."""
        if self.filter is None or self.filter.is_by_hand:
            return False
        said = translate("Entries can be moved where all are shown in the order as put by hand.")
        self.message.say(said, "info", translate("Show all so"), self._show_by_hand)
        return True

    def _show_by_hand(self) -> None:
        if self.filter is not None:
            self.message.clear()
            self.filter.arrange(Order())
            self.filter.show_all()
            self.table.setFocus()

    def _open(self, record_id: str | None) -> bool:
        """Open the form of a record, or of a new one; False when the one that is open stays."""
        if not self._close():
            return False
        self.message.clear()
        surroundings, bus = self._surroundings, self._bus
        detail = RecordDetail(
            RecordForm(
                self.kind, surroundings, bus, record_id, owner_id=self.owner_id, in_cards=False
            ),
            surroundings,
            bus,
            lambda owned, owner_id: RecordList(owned, surroundings, bus, owner_id),
        )
        detail.closed.connect(self._on_close)
        detail.remove_wanted.connect(self._on_remove_open)
        detail.move_wanted.connect(self._on_move_open)
        detail.unsaved.connect(self._on_unsaved)
        detail.form.created.connect(self._on_created)
        self.detail = detail
        self.body.addWidget(detail)
        detail.show()
        QTimer.singleShot(0, self, self._scroll_to_detail)
        return True

    def _close(self) -> bool:
        """Close the form that is open, unless it holds something that is stored nowhere else."""
        if self.detail is None:
            return True
        self.detail.flush()
        if not self.detail.unfinished:
            self._let_go()
            return True
        said = translate(
            "“{field}” is not saved yet; the form says why. Correct it, or leave it out."
        ).format(field=self.detail.unfinished[0])
        self.message.say(said, "warn", translate("Leave it out"), self._on_left_out)
        self._choose_opened()
        self.detail.reveal_unfinished()
        return False

    def _let_go(self) -> None:
        if self.detail is None:
            return
        self.detail.flush()
        detail, self.detail = self.detail, None
        self.body.removeWidget(detail)
        detail.hide()
        self.unsaved.emit(False)
        detail.deleteLater()

    def _let_go_of_removed(self) -> None:
        # What was typed and not stored stays on the screen; the form then offers to keep it.
        assert self.detail is not None
        self.detail.flush()
        if not (self.detail.form.message.text or self.detail.unfinished):
            self._let_go()

    def _scroll_to_detail(self) -> None:
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self.detail is not None:
            room = area.viewport().height() - theme.XXL
            area.ensureWidgetVisible(self.detail, 0, -max(self.detail.height() - room, 0))

    def _undo_removal(self) -> None:
        history = self._workspace.history
        if history.done and history.done[-1] is self._removal:
            self._workspace.undo()
        self.message.clear()

    def _on_changed(self, changed: Changed) -> None:
        if changed.kinds & self._watched:
            self.refresh()
        if SAVED_VIEW in changed.kinds and self.filter is not None:
            self.filter.views.refresh()
        done = self._workspace.history.done
        if self._removal is not None and not (done and done[-1] is self._removal):
            self._removal = None
            self.message.clear()

    def _on_unsaved(self, is_unsaved: bool) -> None:
        if not is_unsaved and self.message.mood == "warn":  # what could not be stored now is
            self.message.clear()
        self.unsaved.emit(is_unsaved)

    def _on_created(self, _record_id: str) -> None:
        self.refresh()

    def _on_close(self) -> None:
        if self._close():
            self.table.setFocus() if self.table_model.rowCount() else self.add_button.setFocus()

    def _on_left_out(self) -> None:
        self.message.clear()
        self._let_go()
        self.table.setFocus() if self.table_model.rowCount() else self.add_button.setFocus()

    def _on_remove_open(self) -> None:
        if self.table.row >= 0:
            self.remove_row(self.table.row)

    def _on_move_open(self, by: int) -> None:
        self.move_row(self.table.row, by)

    def _on_clicked(self, row: int) -> None:
        self.open_row(row, with_focus=False)

    def _on_opened(self, row: int) -> None:
        self.open_row(row)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.S)
        head.addWidget(self._title, 1)
        head.addWidget(self.add_button)
        self.body.addLayout(head)
        for part in (self._empty, self._frame, self.message):
            self.body.addWidget(part)

    def _connect(self) -> None:
        self.table.opened.connect(self._on_opened)
        self.table.clicked_row.connect(self._on_clicked)
        self.table.add_wanted.connect(self.add)
        self.table.remove_wanted.connect(self.remove_row)
        self.table.move_wanted.connect(self.move_row)
        self.add_button.clicked.connect(self.add)
        self._bus.changed.connect(self._on_changed)
