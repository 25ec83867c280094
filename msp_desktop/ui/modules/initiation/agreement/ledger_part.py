"""The promise ledger at the window: who promised what, what is due or late, and what was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.domain.agreement.ledger import Promise, accounts, promises
from msp_desktop.domain.agreement.signing import KEPT, PROMISE
from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.problems import NotFound, OfficeIsBusy
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.reports.layouts.promises import lateness
from msp_desktop.ui import icons, theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.days import DayInput
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox, LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push, row
from msp_desktop.ui.widgets.tables import Column, ListTable, TableFrame

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_FIELDS = ("partner", "description", "due", "state")
_SIGN = 18


class PromiseTable(QAbstractTableModel):
    """Shows promises handed to `show_promises`."""

    def __init__(self) -> None:
        super().__init__()
        self.promises: Sequence[Promise] = ()
        self._records: Records | None = None

    def show_promises(self, found: Sequence[Promise], records: Records) -> None:
        """Show these promises."""
        self.beginResetModel()
        self.promises, self._records = found, records
        self.endResetModel()

    def row_of(self, record_id: str) -> int:
        """Return the row of a promise, or -1 when it is not shown."""
        ids = [one.row["id"] for one in self.promises]
        return ids.index(record_id) if record_id in ids else -1

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.promises)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate(KINDS[PROMISE].fields[_FIELDS[section]].label)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one, key = self.promises[index.row()], _FIELDS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(one, key)
        if role == Qt.ItemDataRole.DecorationRole and key == "state":
            name, colour = _sign(one)
            return icons.pixmap(name, colour, _SIGN)
        return None

    def _words(self, one: Promise, key: str) -> str:
        assert self._records is not None
        if key == "partner":
            partner = self._records.find("partner", one.partner_id) or {}
            return str(partner.get("short_name") or partner.get("name") or "")
        words = shown(KINDS[PROMISE].fields[key], one.row.get(key), self._records)
        late = lateness(one) if key == "state" else ""
        return ", ".join(filter(None, (words, late)))


def _sign(one: Promise) -> tuple[str, str]:
    colours = theme.tokens()
    if one.is_late:
        return "warning", colours.bad
    by_state: Mapping[str, tuple[str, str]] = {
        "open": ("not-started", colours.muted),
        "kept": ("done", colours.ok),
        "released": ("minus", colours.muted),
    }
    return by_state.get(str(one.row.get("state")), ("help", colours.muted))


class LedgerPart(Part):
    """Lists promises of all partners or of one; Enter opens a promise, the space bar marks it as kept."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = (PROMISE, "partner", "agreement_version", SAME_RECORD)
        super().__init__(translate(_("Promise ledger")), watched, surroundings, bus)
        self.keeping: KeptPanel | None = None

    def build(self) -> None:
        """Make the choice of a partner, the tables and the buttons."""
        self.whose = ChoiceBox()
        self.whose.activated.connect(self.refresh)
        self.summary = plain_label("", "label")
        self.model, self.owed_model = PromiseTable(), PromiseTable()
        self.table = self._table(translate(_("Promises")), self.model)
        self.owed = self._table(translate(_("What others owe it")), self.owed_model)
        self._frame, self._owed_frame = TableFrame(self.table), TableFrame(self.owed)
        self._owed_title = plain_label(translate(_("What others owe it")), "label")
        self.message = InlineMessage()
        keep = push(translate(_("Mark as kept…")), "", "check")
        keep.clicked.connect(self.ask_kept)
        sheets = push(translate(_("Print the promise sheets…")), "link")
        sheets.clicked.connect(self._on_print)
        self._buttons = (keep, sheets)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.ask_kept)
        self._empty = plain_label(translate(KINDS[PROMISE].empty), "muted")
        self._below = QVBoxLayout()
        self._entry = Entry(translate(_("Whose promises")), self.whose)
        above: tuple[QWidget, ...] = (self._empty, self._entry, self.summary, self._frame)
        below: tuple[QWidget, ...] = (self.message, self._owed_title, self._owed_frame)
        for part in above:
            self.body.addWidget(part)
        self.body.addLayout(row(keep, sheets, 1))
        self.body.addLayout(self._below)
        for part in below:
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Show the promises as they are today."""
        records, day = self.surroundings.records, today()
        everything = promises(records, day)
        found = accounts(records, day)
        chosen = self._offer([(one.partner_id, one.name) for one in found])
        account = next((one for one in found if one.partner_id == chosen), None)
        shown_now = account.promised if account is not None else everything
        self._show(self.table, self.model, shown_now)
        self._show(self.owed, self.owed_model, account.owed if account is not None else ())
        self._owed_title.setVisible(self.owed_model.rowCount() > 0)
        self._owed_frame.setVisible(self.owed_model.rowCount() > 0)
        filled: tuple[QWidget, ...] = (self._entry, self.summary, self._frame, *self._buttons)
        for part in filled:
            part.setVisible(bool(everything))
        self._empty.setVisible(not everything)
        self.summary.setText(_summary(shown_now))

    def ask_kept(self) -> None:
        """Ask what shows that the chosen promise was kept, and on which day."""
        self._drop()
        self.message.clear()
        at = self.table.row
        if not 0 <= at < len(self.model.promises):
            self.message.say(translate(_("Choose a promise in the table first.")), "info")
            return
        one = self.model.promises[at]
        self.keeping = KeptPanel(one)
        self.keeping.save.clicked.connect(self._keep)
        self.keeping.evidence.returnPressed.connect(self._keep)
        self.keeping.drop.clicked.connect(self._on_dropped)
        self._below.addWidget(self.keeping)
        self.keeping.show()
        self.keeping.evidence.setFocus()

    # Inside

    def _keep(self) -> None:
        panel = self.keeping
        if panel is None:
            return
        try:
            answers = {"state": KEPT, **panel.answers()}
            self.surroundings.workspace.set_fields(PROMISE, panel.record_id, answers)
        except NotAValue as refused:
            self.message.say(translate(str(refused)), "bad")
            return
        except OfficeIsBusy as busy:
            self.message.say(str(busy), "warn")
            return
        except NotFound:
            self.message.say(translate(_("This promise was removed in the meantime.")), "warn")
        self._drop()
        self.refresh()
        self.table.setFocus()

    def _on_dropped(self) -> None:
        self._drop()
        self.table.setFocus()

    def _drop(self) -> None:
        if self.keeping is not None:
            self.keeping.hide()
            self.keeping.deleteLater()
            self.keeping = None

    def _offer(self, partners: list[tuple[str, str]]) -> str:
        self.whose.offer([("", translate(_("All partners"))), *partners])
        return str(self.whose.currentData())

    def _show(self, table: ListTable, model: PromiseTable, found: Sequence[Promise]) -> None:
        at = table.row
        chosen = str(model.promises[at].row["id"]) if 0 <= at < len(model.promises) else ""
        model.show_promises(found, self.surroundings.records)
        table.choose(model.row_of(chosen))
        table.fit()

    def _table(self, name: str, model: PromiseTable) -> ListTable:
        model.setParent(self)
        table = ListTable(name, [Column(2), Column(4), Column(3), Column(4)])
        table.setModel(model)
        table.opened.connect(lambda at: self._open(model, at))
        return table

    def _open(self, model: PromiseTable, at: int) -> None:
        self.open_record.emit(PROMISE, str(model.promises[at].row["id"]), "")

    def _on_print(self) -> None:
        self.page_wanted.emit("print", f"promises:{self.whose.currentData() or ''}")


class KeptPanel(Card):
    """Asks when a promise was kept and what shows it."""

    def __init__(self, one: Promise) -> None:
        super().__init__("panel")
        self.record_id = str(one.row["id"])
        self.day = DayInput()
        self.day.set_name(translate(KINDS[PROMISE].fields["kept_on"].label))
        self.day.show_day((one.kept_on or today()).isoformat())
        self.evidence = LineInput()
        self.evidence.setText(str(one.row.get("evidence") or ""))
        self.save = push(translate(_("It was kept")), "primary", "check")
        self.drop = push(translate(_("Cancel")), "plain")
        self.body.addWidget(plain_label(str(one.row.get("description") or ""), "label"))
        fields = KINDS[PROMISE].fields
        self.body.addWidget(Entry(translate(fields["evidence"].label), self.evidence))
        self.body.addWidget(plain_label(translate(fields["kept_on"].label), "label"))
        self.body.addWidget(self.day)
        self.body.addLayout(row(self.save, self.drop, 1))

    def answers(self) -> dict[str, object]:
        """Return the day and the evidence. Raises `NotAValue` while the day is none."""
        return {"kept_on": self.day.typed() or None, "evidence": self.evidence.text()}


def _summary(found: Sequence[Promise]) -> str:
    still_open = sum(one.is_open for one in found)
    late = sum(one.is_late for one in found)
    words = (
        translate_plural("{count} open", "{count} open", still_open).format(count=still_open),
        translate_plural("{count} late", "{count} late", late).format(count=late),
    )
    return ", ".join(words)
