"""Taking minutes while people talk: a page as wide as the window, for the keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msp_desktop.app.taking_minutes import day_of, list_expected, store_lines, typed_lines
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.changes import Changed
from msp_desktop.domain.fields import NotAValue, Text
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.lines import (
    Known,
    Line,
    Sort,
    known_people,
    too_long,
)
from msp_desktop.domain.meetings.quorum import quorum
from msp_desktop.domain.meetings.seals import seal_for
from msp_desktop.domain.meetings.stages import at_hand
from msp_desktop.domain.problems import NotFound, OfficeIsBusy
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.modules.implementation.minutes_head import MinutesHead
from msp_desktop.ui.modules.implementation.minutes_side import PresenceList, SubjectList
from msp_desktop.ui.modules.implementation.minutes_words import (
    broken_in_words,
    completed,
    keys_in_words,
    line_in_words,
    quorum_in_words,
    sorts,
    too_long_in_words,
)
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.outline import Outline, OutlineLine
from msp_desktop.ui.widgets.paper import push

_PAUSE, _LONGEST = 250, 300
"""Milliseconds after which what was typed is stored: without a key press, and while somebody goes on."""
_SIDE = 300
_WATCHED = frozenset(
    {"meeting", "agenda_item", "attendance", "decision", "action_item", "information", "seal"}
)


class MinutesPage(QWidget):
    """Shows one meeting: its subjects and people at the side, the lines of one subject to type in.

    What is typed is kept after a pause and while typing goes on, sooner than in forms. Without
    ``meeting_id`` it is the meeting at hand. ``clock`` counts minutes.
    """

    def __init__(
        self,
        workspace: Workspace,
        bus: ChangeBus,
        space_id: str,
        meeting_id: str,
        clock: Callable[[], float] = lambda: time.monotonic() / 60,
    ) -> None:
        super().__init__()
        self._workspace, self._space_id = workspace, space_id
        likely = at_hand(workspace.records(space_id), today())
        self._meeting_id = meeting_id or (str(likely["id"]) if likely is not None else "")
        self._clock, self._since = clock, clock()
        self._item_id = ""
        self._is_unstored = self._is_behind = False
        self._seen: list[Line] = []
        self._runs = 0
        self._pause, self._longest = self._timer(_PAUSE), self._timer(_LONGEST)
        self.message = InlineMessage()
        self.head = MinutesHead()
        self.subjects, self.people = SubjectList(), PresenceList()
        self.there = plain_label("", "caption")
        self.expected = push(translate("List who is expected"), "plain", "people")
        self.add = push(translate("New subject (Ctrl+N)"), "plain", "plus")
        self.title = LineInput()
        self.title.setAccessibleName(translate("Subject"))
        self.title.setMaxLength(Text.LONGEST)
        self.outline = Outline(sorts())
        self.outline.setAccessibleName(translate("What is said"))
        self.outline.setAccessibleDescription(keys_in_words())
        self.outline.complete = self._complete
        self.hint = plain_label("", "muted")
        self._lay_out()
        self._connect()
        bus.changed.connect(self._on_changed)
        self._item_id = next((str(item["id"]) for item in self._items), "")
        self._show_all()

    # What a person may do

    def begin(self) -> None:
        """Put the keyboard behind what is written already."""
        self.outline.go_to_end()
        self.outline.setFocus()

    def flush(self) -> None:
        """Store what has been typed so far."""
        self._pause.stop()
        self._longest.stop()
        if not self._is_unstored:
            return
        breaks = too_long(self._lines())
        for at, column in breaks:
            self.outline.break_line(at, column)
        try:
            keys = self._store()
        except OfficeIsBusy as busy:
            self.message.say(str(busy), "warn")
            self._pause.start()
        except NotFound:
            said = translate(
                "This meeting or subject was removed in the meantime. What you see here is kept on the "
                "screen only: copy it, then go back."
            )
            self.message.say(said, "warn")
        else:
            self._is_unstored = False
            self.outline.know_as(keys)
            self._seen = self._lines()
            self.message.clear()
            if breaks:
                self.message.say(broken_in_words(), "info")
            if self._is_behind:
                self._show_all()

    def go_to(self, item_id: str) -> None:
        """Go on with another subject; the time of the one before is noted."""
        if item_id == self._item_id:
            return
        self.flush()
        self._note_time()
        self._item_id = item_id
        self._show_all()
        self.outline.go_to_end()

    def next_subject(self, by: int = 1) -> None:
        """Go on with the next subject, or the one before."""
        keys = self.subjects.keys
        place = keys.index(self._item_id) + by if self._item_id in keys else 0
        if 0 <= place < len(keys):
            self.go_to(keys[place])
        self.outline.setFocus()

    def add_subject(self) -> None:
        """Add a subject behind the others, and ask for its title."""
        self.flush()
        answers = {"title": translate("New subject"), "kind": "new"}
        made = self._workspace.add("agenda_item", self._space_id, answers, self._meeting_id)
        self.go_to(made)
        self.title.setFocus()
        self.title.selectAll()

    def put_off(self) -> None:
        """Say that a subject is put off to the next meeting, or no longer."""
        item = self._item
        if item is not None:
            said = None if item.get("ended") == "put_off" else "put_off"
            self._workspace.set_fields("agenda_item", self._item_id, {"ended": said})

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        self._note_time()
        super().hideEvent(event)

    # Reading

    @property
    def _records(self) -> Records:
        return self._workspace.records(self._space_id)

    @property
    def _meeting(self) -> Row:
        return self._records.find("meeting", self._meeting_id) or {"id": self._meeting_id}

    @property
    def _items(self) -> list[Row]:
        return list(self._records.rows("agenda_item", self._meeting_id))

    @property
    def _item(self) -> Row | None:
        return self._records.find("agenda_item", self._item_id) if self._item_id else None

    @property
    def _known(self) -> list[Known]:
        return known_people(self._records, self._meeting)

    # Storing

    def _store(self) -> list[str]:
        meeting_id, item_id = self._meeting_id, self._item_id
        line = self.outline.textCursor().blockNumber()
        run = f"{item_id} {line} {self._runs}"  # what is typed into a line is one step
        lines, seen = self._lines(), self._seen
        return store_lines(self._workspace, meeting_id, item_id, lines, seen, self, run)

    def _lines(self) -> list[Line]:
        return [Line(Sort(one.sort), one.key, one.text) for one in self.outline.lines()]

    def _note_time(self) -> None:
        """Add the minutes since a subject was begun to it, while the meeting goes on."""
        minutes, item, meeting = round(self._clock() - self._since), self._item, self._meeting
        self._since = self._clock()
        if minutes > 0 and item is not None and meeting.get("start") and not meeting.get("end"):
            used = int(item.get("used") or 0) + minutes
            self._workspace.set_fields("agenda_item", self._item_id, {"used": used})

    def _on_edited(self) -> None:
        self._is_unstored = True
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _on_title(self) -> None:
        if self._item is not None and self.title.text() != (self._item.get("title") or ""):
            self._workspace.set_fields("agenda_item", self._item_id, {"title": self.title.text()})

    def _on_too_long(self) -> None:
        self.message.say(too_long_in_words(), "warn")

    def _on_clock(self, key: str, typed: str) -> None:
        try:
            self._workspace.set_fields("meeting", self._meeting_id, {key: typed})
            self.message.clear()
        except NotAValue as problem:
            self.message.say(translate(str(problem)), "warn")

    def _now(self, key: str) -> None:
        self._note_time()
        now = f"{datetime.now():%H:%M}"  # noqa: DTZ005 - the time of the place where people meet
        self._workspace.set_fields("meeting", self._meeting_id, {key: now})

    def _on_marked(self, record_id: str, presence: str) -> None:
        self._workspace.set_fields("attendance", record_id, {"presence": presence})

    def _on_expected(self) -> None:
        list_expected(self._workspace, self._meeting_id)
        self.people.setFocus()

    def _on_changed(self, changed: Changed) -> None:
        if changed.initiator is self:
            self._show_side()
        elif changed.kinds & _WATCHED:
            self._is_behind = self._is_unstored  # what is typed is stored first, beside what came
            if self._item_id and self._item is None:
                self._item_id = ""
            self._show_all(with_lines=not self._is_unstored)

    # Showing

    def _show_all(self, *, with_lines: bool = True) -> None:
        meeting = self._meeting
        self.head.show_meeting(meeting)
        item = self._item
        title = str(item.get("title") or "") if item is not None else translate("Other business")
        if not self.title.hasFocus() or item is None:
            self.title.setText(title)
            self.title.setCursorPosition(0)  # of a long one the beginning is seen
        self._let_type(is_sealed=seal_for(self._records, self._meeting_id) is not None)
        self._show_side()
        if with_lines:
            self._is_behind = False
            self._runs += 1
            lines = typed_lines(self._workspace, meeting, item) if "space_id" in meeting else []
            self.outline.show_lines(
                [OutlineLine(one.sort.value, one.key, one.text) for one in lines]
            )
            self._seen = self._lines()
        self._show_hint()

    def _show_side(self) -> None:
        self.subjects.show_subjects(self._items, self._item_id)
        field = KINDS["attendance"].fields["presence"]
        rows = self._records.rows("attendance", self._meeting_id)
        self.people.show_people(rows, [shown(field, row.get("presence")) for row in rows])
        self.people.setVisible(bool(rows))
        self.expected.setVisible(not rows)
        found = quorum(self._records, self._meeting)
        self.there.setText(quorum_in_words(found) if rows else translate("Nobody is listed yet."))

    def _let_type(self, *, is_sealed: bool) -> None:
        self.head.let_type(can_type=not is_sealed)
        for part in (self.people, self.add, self.title):
            part.setEnabled(not is_sealed)
        self.title.setReadOnly(self._item is None)
        self.outline.setReadOnly(is_sealed)
        if is_sealed:
            said = translate("These minutes are sealed: they can be read here, not changed.")
            self.message.say(said, "info")

    def _show_hint(self) -> None:
        line, before = self.outline.current, self.outline.before
        day = day_of(self._meeting)
        self.hint.setText(line_in_words(line.sort, line.text, before, self._known, day))

    def _complete(self, before: str, key: Qt.Key) -> tuple[int, str]:
        by_tab = key == Qt.Key.Key_Tab
        return completed(self.outline.current.sort, before, self._known, by_tab=by_tab)

    # Building

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(self.flush)
        return timer

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme.S)
        subjects = plain_label(translate("Subjects"), "label")
        people = plain_label(translate("Who is there"), "label")
        parts: list[QWidget] = [subjects, self.subjects, self.add, people, self.there, self.people]
        for part in (*parts, self.expected):
            side.addWidget(part)
        side.setStretchFactor(self.subjects, 3)
        side.setStretchFactor(self.people, 2)
        held = QWidget()
        held.setFixedWidth(_SIDE)
        side.setContentsMargins(0, 0, 0, 0)
        held.setLayout(side)
        sheet = Card()
        sheet.body.addWidget(self.title)
        sheet.body.addWidget(self.outline, 1)
        sheet.body.addWidget(self.hint)
        beside = QHBoxLayout()
        beside.setSpacing(theme.L)
        beside.addWidget(held)
        beside.addWidget(sheet, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.M, theme.XL, theme.L)
        column.setSpacing(theme.M)
        column.addWidget(self.head)
        column.addWidget(self.message)
        column.addLayout(beside, 1)

    def _connect(self) -> None:
        self.head.stated.connect(self._on_clock)
        self.head.now_wanted.connect(self._now)
        self.outline.edited.connect(self._on_edited)
        self.outline.moved.connect(self._show_hint)
        self.outline.left.connect(self.flush)
        self.subjects.chosen.connect(self.go_to)
        self.people.marked.connect(self._on_marked)
        self.expected.clicked.connect(self._on_expected)
        self.add.clicked.connect(self.add_subject)
        self.title.editingFinished.connect(self._on_title)
        self.title.returnPressed.connect(self.outline.setFocus)
        self.title.inputRejected.connect(self._on_too_long)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+Return", self.next_subject),
            ("Ctrl+Enter", self.next_subject),
            ("Ctrl+Shift+Return", lambda: self.next_subject(-1)),
            ("Ctrl+N", self.add_subject),
            ("Ctrl+K", self.put_off),
            ("F6", self._next_part),
        ]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _next_part(self) -> None:
        """Go round: what is said, subjects, people."""
        parts: list[QWidget] = [self.outline, self.subjects, self.people]
        there = [part for part in parts if part.isVisible()]
        at = next((place for place, part in enumerate(there) if part.hasFocus()), -1)
        there[(at + 1) % len(there)].setFocus()
