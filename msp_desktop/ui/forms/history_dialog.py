"""Who changed a record, when, where and how, in every office; to read and to copy."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.domain.moments import day_and_time
from msp_desktop.domain.past import Event, events
from msp_desktop.domain.records import RecordKind
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import in_a_row, isolated, plain_label
from msp_desktop.ui.widgets.paper import push, row

SIZE = (900, 480)
_LONGEST = 160


class HistoryDialog(QDialog):
    """Lists what happened, the newest first; one answer can be chosen. Ctrl+C copies the chosen lines."""

    def __init__(
        self,
        kind: RecordKind,
        record_id: str,
        surroundings: Surroundings,
        field_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = surroundings.records.name(kind.key, record_id) or translate(kind.label)
        self.setWindowTitle(translate("History: {name}").format(name=name))
        self.resize(*SIZE)
        self._kind, self._surroundings = kind, surroundings
        self._edits = surroundings.workspace.history_of(kind.key, record_id)
        self.shown: list[Event] = []
        self.fields = ChoiceBox()
        self.fields.setAccessibleName(translate("Which answer"))
        self.fields.addItem(translate("All answers"), "")
        for key in dict.fromkeys(one.field_key for one in events(kind, self._edits)):
            label = translate(kind.fields[key].label) if key in kind.fields else key
            if key in kind.fields:
                self.fields.addItem(label, key)
        self.table = self._make_table()
        self._count = plain_label("", "caption")
        self._lay_out()
        self.fields.setCurrentIndex(max(self.fields.findData(field_key), 0))
        self.fields.currentIndexChanged.connect(self._show)
        self._show()

    def copy(self) -> None:
        """Put the chosen lines, or all of them, on the clipboard: one a line, with tabs between."""
        chosen = sorted({index.row() for index in self.table.selectedIndexes()})
        lines = (chosen or range(len(self.shown))) if self.shown else ()
        text = "\n".join("\t".join(_cells(self.shown[at])) for at in lines)
        QGuiApplication.clipboard().setText(text)

    def _make_table(self) -> QTableWidget:
        titles = (
            translate("When"),
            translate("Who"),
            translate("Answer"),
            translate("Before"),
            translate("After"),
            translate("Why"),
        )
        table = QTableWidget(0, len(titles))
        table.setAccessibleName(translate("What happened"))
        table.setHorizontalHeaderLabels(titles)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setShowGrid(False)
        theme.set_role(table, "answers")
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.XXL)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.M)
        copy, close = push(translate("Copy")), push(translate("Close"), "primary")
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        choosing = row(self.fields, 1)
        choosing.setStretch(0, 1)
        column.addLayout(choosing)
        column.addWidget(self.table, 1)
        column.addLayout(row(self._count, 1, copy, close))
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.copy)

    def _show(self) -> None:
        key = str(self.fields.currentData() or "")
        self.shown = events(self._kind, self._edits, self._surroundings.records, key)
        self.table.setRowCount(len(self.shown))
        for at, event in enumerate(self.shown):
            for across, text in enumerate(_shown(event)):
                self.table.setItem(at, across, QTableWidgetItem(text))
        if self.shown:
            self.table.selectRow(0)
        count = len(self.shown)
        sentence = translate_plural("{count} change", "{count} changes", count)
        self._count.setText(sentence.format(count=count))


def _shown(event: Event) -> tuple[str, ...]:
    answers = (_cut(event.before), _cut(event.after))
    return (
        day_and_time(event.moment),
        in_a_row((event.person, event.office)),
        event.answer,
        *(isolated(answer) if answer else "" for answer in answers),
        event.reason,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"


def _cells(event: Event) -> tuple[str, ...]:
    """Return an event as it is copied: with a moment that other programs understand."""
    when = datetime.fromtimestamp(event.moment / 1000, UTC).astimezone()
    who = " · ".join(part for part in (event.person, event.office) if part)
    return (
        f"{when:%Y-%m-%d %H:%M}",
        who,
        event.answer,
        event.before,
        event.after,
        event.reason,
    )
