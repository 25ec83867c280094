"""The answers of one respondent after another, typed in quickly from paper (task 7.4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from msp_desktop.app import health
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline.initiation.governance import STEPS
from msp_desktop.domain.matrices.healthy import statements
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import leading, plain_label
from msp_desktop.ui.widgets.paper import push

_HINT = _(
    "1 (not at all) to 5 (fully) answers a line and goes on, 0 says “don't know”, Backspace goes back. "
    "Each answer is kept at once."
)
_SHOWN_ROWS = 14


class Statements(QTableWidget):
    """All statements with the answer beside each; digits answer the line the keyboard is in.

    ``answered`` carries the key of a statement and a step, or None for “don't know”.
    """

    answered = Signal(str, object)

    def __init__(self) -> None:
        self._keys = [key for key, _words, _axis in statements()]
        self._reached = -1
        super().__init__(len(self._keys), 2)
        self.setAccessibleName(translate(_("Answers of one respondent")))
        self.setProperty("role", "answers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(leading())
        self.setHorizontalHeaderLabels([translate(_("Statement")), translate(_("Answer"))])
        for row, (_key, words, axis) in enumerate(statements()):
            number = figures(str(row + 1))
            self._set(row, 0, f"{number}. {words}\n{axis}")
            self._set(row, 1, "")
        self._fit()

    def begin(self) -> None:
        """Begin with the answers of somebody else."""
        self._reached = -1
        self.setCurrentCell(0, 1)

    def show_answers(self, answers: dict[str, Stored]) -> None:
        """Show answers by the keys of their statements; what was passed without one is not known."""
        for row, key in enumerate(self._keys):
            step = answers.get(key)
            text = translate(_("Don't know")) if row <= self._reached else ""
            if isinstance(step, int):
                text = f"{figures(str(step))} {translate(STEPS[step - 1])}"
            self._set(row, 1, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = max(self.currentRow(), 0)
        typed = event.text()
        digit = unicodedata.digit(typed, -1) if len(typed) == 1 else -1  # of any script
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if 0 <= digit <= len(STEPS):
                self._reached = max(self._reached, row)
                self.setCurrentCell(min(row + 1, len(self._keys) - 1), 1)
                self.answered.emit(self._keys[row], digit or None)
                return
            if event.key() == Qt.Key.Key_Backspace:
                self.setCurrentCell(max(row - 1, 0), 1)
                return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(400, line * 2 * _SHOWN_ROWS)

    def _fit(self) -> None:
        self.horizontalHeader().resizeSection(1, self.fontMetrics().averageCharWidth() * 18)
        self.setMinimumHeight(self.sizeHint().height())
        self.resizeRowsToContents()

    def _set(self, row: int, column: int, text: str) -> None:
        item = QTableWidgetItem(text)
        item.setTextAlignment(leading())
        self.setItem(row, column, item)


class AnswerSheet(Part):
    """Who answers, and the statements; the record is made with the first answer."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Type in the answers"))
        super().__init__(title, ("health_check", "health_round", "partner"), surroundings, bus)
        self._record = ""
        self._rounds: frozenset[str] = frozenset()

    def build(self) -> None:
        """Make the choices of round and respondent, the statements, and what goes on to the next."""
        self.round = self._choice(_("Round"))
        self.respondent = self._choice(_("Answered by"))
        self.round.activated.connect(lambda _at: self._next())
        self.respondent.activated.connect(lambda _at: self._next())
        self.next = push(translate(_("Next respondent")))
        self.next.clicked.connect(lambda _checked: self._on_next())
        self.statements = Statements()
        self.statements.answered.connect(self._on_answered)
        self.count = plain_label("", "muted")
        bar = FlowLayout(spacing=theme.S)
        for widget in (self.round, self.respondent, self.next):
            bar.addWidget(widget)
        self.body.addWidget(plain_label(translate(_HINT), "muted"))
        self.body.addLayout(bar)
        self.body.addWidget(self.statements)
        self.body.addWidget(self.count)

    def refresh(self) -> None:
        """Show the rounds and partners there are, and the answers of the respondent."""
        records = self.surroundings.records
        rounds = sorted(
            records.rows("health_round"), key=lambda row: str(row.get("date") or ""), reverse=True
        )
        named = [(str(row["id"]), records.name("health_round", row["id"])) for row in rounds]
        self.round.offer([*named, ("", translate(_("Without a round (today)")))])
        self._turn_to_new(named)
        partners = [
            (str(row["id"]), records.name("partner", row["id"])) for row in records.rows("partner")
        ]
        self.respondent.offer([("", translate(_("Anonymous"))), *partners])
        row = records.find("health_check", self._record)
        self._record = str(row["id"]) if row is not None else ""
        self.statements.show_answers(dict(row or {}))
        self.next.setEnabled(bool(self._record))
        self._say_count()

    # Inside

    def _turn_to_new(self, named: Sequence[tuple[str, str]]) -> None:
        """Go on with a round that has just been added, unless answers are being typed in."""
        new = [key for key, _name in named if key not in self._rounds]
        self._rounds = frozenset(key for key, _name in named)
        if new and not self._record:
            self.round.choose(new[0])

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.fit_words()
        box.setAccessibleName(translate(name))
        return box

    def _about(self) -> dict[str, Stored]:
        """Return what is known of the answers beside them."""
        round_id = str(self.round.currentData() or "") or None
        records = self.surroundings.records
        row = records.find("health_round", round_id)
        day = records.value("health_round", row, "date") if row is not None else None
        return {
            "round": round_id,
            "date": (day if isinstance(day, date) else today()).isoformat(),
            "partner": str(self.respondent.currentData() or "") or None,
            "method": "paper",
        }

    def _on_answered(self, key: str, step: int | None) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        if self._record and workspace.read("health_check", self._record) is not None:
            workspace.set_fields("health_check", self._record, {key: step})
        elif step is not None:
            self._record = health.begin_answers(workspace, space_id, self._about(), {key: step})
        if step is None:  # nothing may have changed but what is seen
            self.refresh()

    def _next(self) -> None:
        """Begin with another respondent; what was answered stays."""
        self._record = ""
        self.statements.begin()
        self.refresh()

    def _on_next(self) -> None:
        self._next()
        self.statements.setFocus()

    def _say_count(self) -> None:
        round_id = self.round.currentData() or None
        rows = self.surroundings.records.rows("health_check")
        count = sum(row.get("round") == round_id for row in rows)
        sentence = translate_plural(
            "{count} has answered in this round.", "{count} have answered in this round.", count
        )
        self.count.setText(sentence.format(count=figures(str(count))))
        self.count.setVisible(bool(round_id))
