"""How far a task has come, what it still lacks, and what a person says about that."""

from __future__ import annotations

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from msp_desktop.domain.changes import Changed
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import shown
from msp_desktop.domain.tasks import Progress, Task, TaskState
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import LinkLine, clear, push, row
from msp_desktop.ui.widgets.task_state import StateGlyph, word_of

AT_FIRST = 4
"""So many missing things are named before a person asks for all of them."""


class ReasonPanel(QWidget):
    """Asks for a reason in the page; sends ``given`` with it, or ``dropped``."""

    given = Signal(str)
    dropped = Signal()

    def __init__(self, question: str, action: str) -> None:
        super().__init__()
        self.line = LineInput()
        self.line.setAccessibleName(question)
        self.save = push(action, "primary")
        self.save.setEnabled(False)
        self.drop = push(translate("Cancel"), "plain")
        self.line.textChanged.connect(self._on_text)
        self.line.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.drop.clicked.connect(self.dropped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XS, 0, theme.XS)
        column.setSpacing(theme.S)
        column.addWidget(plain_label(question, "label"))
        column.addWidget(self.line)
        column.addLayout(row(self.save, self.drop, 1))

    def _on_text(self, text: str) -> None:
        self.save.setEnabled(bool(text.strip()))

    def _on_save(self) -> None:
        if self.line.text().strip():
            self.given.emit(self.line.text().strip())


class StateLine(QWidget):
    """Sign and word of a task's state, links to what is missing, and a person's own word about it.

    ``jump`` carries the kind, the record and the field of something that is missing.
    """

    jump = Signal(str, str, str)

    def __init__(
        self,
        task: Task,
        surroundings: Surroundings,
        bus: ChangeBus,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._task = task
        self._surroundings = surroundings
        self._shows_all = False
        self._shown: tuple[object, ...] = ()
        self._watched = {"task_note", *(kind.key for kind in task.kinds)}
        self._watched.update(key for rule in task.criteria for key in rule.kind_keys)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._glyph = StateGlyph()
        self._word = plain_label("", "label", wrap=False)
        self._rest = plain_label("", "muted", wrap=False)
        self._note = plain_label("", "muted")
        self.done_button = self._button(translate("Mark as done anyway…"), self._ask_done)
        self.revisit_button = self._button(translate("Revisit…"), self._ask_revisit)
        self.take_back_button = self._button(translate("Take back"), self._take_back)
        self._holes = QVBoxLayout()
        self._holes.setSpacing(0)
        self.links: list[LinkLine] = []
        self.panel: ReasonPanel | None = None
        self._lay_out()
        bus.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the state as it is now."""
        workspace, space_id = self._surroundings.workspace, self._surroundings.space_id
        now = workspace.progress_of(self._task.key, space_id)
        note = self._note_row()
        shown_now = (now, note, self._shows_all)
        if shown_now == self._shown:
            return
        self._shown = shown_now
        self._glyph.show_state(now.state)
        self._word.setText(word_of(now.state))
        count = len(now.missing)
        said = translate_plural("{count} thing missing", "{count} things missing", count)
        self._rest.setText(said.format(count=count) if count else "")
        self._show_note(now, note)
        self._show_holes(now)

    # Inside

    def _note_row(self) -> Row:
        name = f"task_note/{self._task.key}"
        note_id = single_id(self._surroundings.space_id, name)
        return self._surroundings.records.find("task_note", note_id) or {}

    def _show_note(self, now: Progress, note: Row) -> None:
        said = bool(note.get("state")) and bool(now.reason)
        if said:
            records, fields = self._surroundings.records, KINDS["task_note"].fields
            words = {key: shown(fields[key], note.get(key), records) for key in fields}
            self._note.setText(
                translate("“{reason}” – {person}, {day}").format(
                    reason=words["reason"], person=words["person"], day=words["day"]
                )
            )
        self._note.setVisible(said)
        self.done_button.setVisible(now.state is not TaskState.DONE)
        self.revisit_button.setVisible(now.state is TaskState.DONE)
        self.take_back_button.setVisible(said)

    def _show_holes(self, now: Progress) -> None:
        clear(self._holes)
        self.links = []
        by_word = now.state is TaskState.DONE
        holes = () if by_word else now.missing
        for hole in holes if self._shows_all else holes[:AT_FIRST]:
            link = LinkLine(hole.text)
            where = (hole.kind_key, hole.record_id, hole.field_key)
            link.clicked.connect(lambda _on=False, to=where: self.jump.emit(*to))
            self.links.append(link)
            self._holes.addWidget(link)
        if len(holes) > AT_FIRST and not self._shows_all:
            more = push(translate("Show all {count}").format(count=len(holes)), "link")
            more.clicked.connect(self._show_all)
            self._holes.addWidget(more)

    def _show_all(self) -> None:
        self._shows_all = True
        self.refresh()

    def _ask_done(self) -> None:
        question = translate("Why is this task done although something is missing?")
        self._ask(question, translate("Mark as done"), TaskState.DONE)

    def _ask_revisit(self) -> None:
        question = translate("Why should this task be looked at again?")
        self._ask(question, translate("Mark to revisit"), TaskState.REVISIT)

    def _ask(self, question: str, action: str, state: TaskState) -> None:
        self._drop_panel()
        panel = ReasonPanel(question, action)
        panel.given.connect(lambda reason: self._keep(state.value, reason))
        panel.dropped.connect(self._drop_panel)
        self.panel = panel
        self._column.insertWidget(1, panel)
        panel.line.setFocus()

    def _drop_panel(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def _take_back(self) -> None:
        self._keep(None, None)

    def _keep(self, state: Stored, reason: Stored) -> None:
        self._drop_panel()
        workspace, space_id = self._surroundings.workspace, self._surroundings.space_id
        values: dict[str, Stored] = {"task": self._task.key, "state": state, "reason": reason}
        values["person"] = workspace.person if state else None
        # Only shown beside the reason: a wrong clock does no harm.
        values["day"] = QDate.currentDate().toString("yyyy-MM-dd") if state else None
        workspace.set_single("task_note", space_id, values, name=f"task_note/{self._task.key}")

    def _on_changed(self, changed: Changed) -> None:
        if changed.kinds & self._watched:
            self._soon.start()

    def _button(self, words: str, slot: object) -> QPushButton:
        button = push(words, "link")
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        head = FlowLayout(spacing=theme.M)
        said = QWidget()
        words = row(self._glyph.widget, self._word, self._rest)
        words.setContentsMargins(0, theme.XS, 0, theme.XS)
        said.setLayout(words)
        head.addWidget(said)
        for button in (self.take_back_button, self.revisit_button, self.done_button):
            head.addWidget(button)
        self._column.addLayout(head)
        self._column.addWidget(self._note)
        self._column.addLayout(self._holes)
