"""The form of one record: made from its description, stored without a Save button."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from msp_desktop.domain.changes import Changed
from msp_desktop.domain.fields import Field, NotAValue, Reference, References, Stored
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.problems import NotFound, OfficeIsBusy, Refused
from msp_desktop.domain.records import RecordKind, Row, Shape, is_filled
from msp_desktop.domain.remarks import Remarks, has_remarks, remarks
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.closed import can_be_closed, closed, may_have_closed, sealed
from msp_desktop.ui.forms.editors import Editor, Surroundings
from msp_desktop.ui.forms.field_rows import FieldRow
from msp_desktop.ui.forms.form_body import FormBody
from msp_desktop.ui.forms.later import Room
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.paper import push, row, when_released

PAUSE = 600
"""Milliseconds without a key press after which what was typed is stored."""
LONGEST = 900
"""Milliseconds after which it is stored even while somebody goes on typing."""

_STILL_NEEDED = _("The task needs this answer. You can come back to it.")


class RecordForm(QWidget):
    """Shows one record and stores its answers while they are typed.

    Without ``record_id`` the form is for a new record of a list, which is made with its first answer;
    ``created`` then carries its identifier. ``unsaved`` says whether something typed is not stored yet.
    Fields that stand ``elsewhere`` belong to the form as the others do, but a designed part shows their
    rows; ``elsewhere_wanted`` asks for that. With ``room`` only what fills it is made at once.
    """

    created = Signal(str)
    unsaved = Signal(bool)
    elsewhere_wanted = Signal(str)

    def __init__(  # noqa: PLR0913 - a form with named parts
        self,
        kind: RecordKind,
        surroundings: Surroundings,
        bus: ChangeBus,
        record_id: str | None = None,
        *,
        owner_id: str | None = None,
        in_cards: bool = True,
        elsewhere: Collection[str] = (),
        room: Room | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.record_id = record_id
        self.owner_id = owner_id
        self._elsewhere = frozenset(elsewhere)
        self._surroundings = surroundings
        self._workspace = surroundings.workspace
        if kind.shape is Shape.ONE:
            self.record_id = single_id(surroundings.space_id, kind.key)
        self._unstored: dict[str, None] = {}
        self._remarks: Remarks = {}
        self._is_waiting = False
        self._history: QPushButton | None = None
        self._pause, self._longest = self._timer(PAUSE), self._timer(LONGEST)
        self.message = InlineMessage()
        self._last_read = self._read() or {}
        self._body = FormBody(
            kind,
            self,
            self._make_row,
            self._lend_row,
            self._on_came_later,
            elsewhere=self._elsewhere,
            in_cards=in_cards,
            room=room,
        )
        self.rows = self._body.rows
        self._lay_out(in_cards=in_cards)
        if (
            kind.shape is Shape.MANY
        ):  # such a record may be removed, and added again with all answers
            for key in self._elsewhere:
                self.rows.put(key, self._lend_row(key))
        shortcut = QShortcut(QKeySequence("Ctrl+H"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.show_history)
        bus.changed.connect(self._on_changed)
        self._go_with(self._last_read)

    def editor(self, field_key: str) -> Editor:
        """Return the editor of a field."""
        return self.rows[field_key].editor

    def is_elsewhere(self, field_key: str) -> bool:
        """Say whether a designed part of the page shows a field, and not this form."""
        return field_key in self._elsewhere

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The labels of fields that hold something which cannot be stored yet."""
        return tuple(translate(self.kind.fields[key].label) for key in self._unfinished_keys)

    def flush(self) -> None:
        """Store what has been typed so far, and say under each field why something cannot be stored."""
        self._store_typed()
        for key in self._unstored:
            self.rows[key].was_left = True
            self._show_problem(key)

    def refresh(self) -> None:
        """Show what is stored, except where something typed is not stored yet."""
        row = self._read()
        if row is None:
            return  # removed by somebody else: what stands here may be all that is left of it
        self.message.clear()
        self._let_go_of_overtaken(row)
        for shown in self.rows.made:
            if shown.field.key not in self._unstored:
                shown.editor.show_stored(row.get(shown.field.key))
        self._go_with(row)

    def make(self, answers: Mapping[str, Stored]) -> str:
        """Make a new record with its first answers, and return its identifier."""
        return self._workspace.add(
            self.kind.key,
            self._surroundings.space_id,
            answers,
            owner_id=self.owner_id,
            initiator=self,
        )

    def reveal(self, field_key: str) -> None:
        """Put the keyboard into a field, or into the first one."""
        key = field_key or next(key for key in self.rows if key not in self._elsewhere)
        if key in self._elsewhere:
            self.elsewhere_wanted.emit(key)
        wanted = self.rows[key].editor
        if key in self._body.folds:
            self._body.folds[key].open()
        wanted.focus()

    def reveal_unfinished(self) -> None:
        """Put the keyboard into the first field that holds something which cannot be stored yet."""
        if keys := self._unfinished_keys:
            self.reveal(keys[0])

    def show_history(self) -> None:
        """Show who changed this record, in every office; of the answer the keyboard is in, where it is."""
        from msp_desktop.ui.forms.history_dialog import HistoryDialog

        if self.record_id is None:
            return
        self.flush()
        made = self.rows.made
        field = next((one.field.key for one in made if one.editor.has_keyboard()), "")
        HistoryDialog(self.kind, self.record_id, self._surroundings, field, self.window()).open()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    # Storing

    @property
    def _unfinished_keys(self) -> list[str]:
        # A message says that nothing of this record can be stored now: it was removed, or has to wait.
        cannot = bool(self.message.text)
        return [key for key in self._unstored if cannot or _problem(self.editor(key))]

    def _store_in_time(self) -> None:
        when_released(self, self._store_typed)

    def _store_typed(self) -> None:
        self._pause.stop()
        self._longest.stop()
        values: dict[str, Stored] = {}
        for key in self._unstored:
            with suppress(NotAValue):  # it stays in its field; the field says why
                values[key] = self.editor(key).stored()
        try:
            is_stored = bool(values) and self._store(values)
        except OfficeIsBusy as busy:
            self._is_waiting = True
            self.message.say(str(busy), "warn")
            self._pause.start()  # and again, until it is stored
        except Refused as refused:
            self._is_waiting = True
            self.message.say(str(refused), "warn")
        else:
            self._forget_stored(values if is_stored else {})
        self.unsaved.emit(bool(self._unstored))

    def _forget_stored(self, stored: Row) -> None:
        self._last_read = {**self._last_read, **stored}
        for key in stored:
            del self._unstored[key]
        if self._is_waiting and stored:
            self.message.clear()
        self._is_waiting = False

    def _let_go_of_overtaken(self, row: Row) -> None:
        """Forget what is no answer where another was given in its place, or none can be given any more."""
        kept = sealed(self._surroundings.records, self.kind.key, self._whole(row))
        for key in tuple(self._unstored):
            is_other = row.get(key) != self._last_read.get(key)
            if key in kept or (is_other and _problem(self.editor(key))):
                del self._unstored[key]
                self.unsaved.emit(bool(self._unstored))
        self._last_read = row

    def _store(self, values: Mapping[str, Stored]) -> bool:
        if self.kind.shape is Shape.ONE:
            self._workspace.set_single(
                self.kind.key, self._surroundings.space_id, values, initiator=self
            )
        elif self.record_id is None:
            return self._create(values)
        else:
            try:
                self._workspace.set_fields(self.kind.key, self.record_id, values, initiator=self)
            except NotFound:
                self._offer_to_add_again()
                return False
        return True

    def _create(self, values: Mapping[str, Stored]) -> bool:
        answers = {key: value for key, value in values.items() if value is not None}
        if answers:
            self.record_id = self.make(answers)
            for shown in self.rows.made:
                shown.editor.belong_to(self.record_id)
            self.created.emit(self.record_id)
        return True

    def _offer_to_add_again(self) -> None:
        said = translate(
            "This entry was removed in the meantime. What you see here is kept on the screen only."
        )
        self.message.say(said, "warn", translate("Add it as a new entry"), self._add_again)

    def _add_again(self) -> None:
        self.record_id = None
        self.message.clear()
        answers = (row.field.key for row in self.rows.values() if row.editor.isEnabled())
        self._unstored = dict.fromkeys(answers)
        self._store_typed()

    # Listening

    def _on_edited(self) -> None:
        key = self._key_of_sender()
        self._unstored[key] = None
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        if self.rows[key].message:
            self._show_problem(key)
        self._show_beside(key)
        self._look_at_all()
        self.unsaved.emit(True)

    def _on_left(self) -> None:
        key = self._key_of_sender()
        self.rows[key].was_left = True
        when_released(self, partial(self._show_problem, key))

    def _on_changed(self, changed: Changed) -> None:
        for shown in self.rows.made:
            field = shown.field
            points = isinstance(field, Reference | References) and field.to in changed.kinds
            if points and field.key not in self._unstored:
                shown.editor.refresh_names()
        # What this form wrote it also shows; only undo and others bring something new.
        is_about_this = bool(self.record_id) and changed.touches(self.record_id or "")
        if changed.initiator is not self and f"{self.kind.key}_part" in changed.kinds:
            self._look_at_all()
        is_closed_now = may_have_closed(self.kind.key, changed.kinds)
        if changed.initiator is not self and (is_about_this or is_closed_now):
            self.refresh()

    def _show_beside(self, of: str = "") -> None:
        """Let editors take the answer of another field into account: of one field, or all of them."""
        for shown in self.rows.made:
            key, beside = shown.field.key, shown.editor.beside
            if not beside or (of and of not in (key, beside)):
                continue
            hint = shown.editor.hint
            with suppress(NotAValue):
                shown.editor.show_beside(self.kind.fields[beside], self._answer(beside))
            if hint != shown.editor.hint:
                self._show_problem(key)

    def _key_of_sender(self) -> str:
        editor = self.sender()
        assert isinstance(editor, Editor)
        return editor.field.key

    def _show_problem(self, key: str) -> None:
        shown = self.rows[key]
        problem = _problem(shown.editor)
        if not problem and shown.field.required and shown.editor.stored() is None:
            shown.remind(_STILL_NEEDED)
        elif problem or not (hint := self._remarks.get(key) or shown.editor.hint):
            shown.complain(problem)
        else:
            shown.remind(hint)

    def _look_at_all(self) -> None:
        """Say beside answers where they do not go with the others."""
        if not has_remarks(self.kind.key):
            return
        row: dict[str, Stored] = {"id": self.record_id}
        for key in self.rows:
            with suppress(NotAValue):  # the field itself says what is wrong with it
                row[key] = self._answer(key)
        before, self._remarks = (
            self._remarks,
            remarks(self._surroundings.records, self.kind.key, row),
        )
        for key in filter(self.rows.is_made, {*before, *self._remarks}):
            self._show_problem(key)

    def _answer(self, key: str) -> Stored:
        """Return what stands in a field, or will when its row is made. Raises `NotAValue` as editors do."""
        return self.editor(key).stored() if self.rows.is_made(key) else self._last_read.get(key)

    def _on_came_later(self) -> None:
        self._go_with(self._last_read)
        if self._history is not None:
            self._history.raise_()  # screen readers go by the order in which things were made

    def _go_with(self, row: Row) -> None:
        """Show what follows from the answers that are shown."""
        self._show_beside()
        for shown in self.rows.made:
            if shown.field.key not in self._unstored and shown.was_left:
                self._show_problem(shown.field.key)
        folds = self._body.folds
        for fold in folds.values():
            fold.say(sum(is_filled(row, key) for key, own in folds.items() if own is fold))
        self._keep_closed(row)
        self._look_at_all()

    def _keep_closed(self, row: Row) -> None:
        """Let nobody type into what a seal or a locked period keeps as it is."""
        if not can_be_closed(self.kind.key):
            return
        found = closed(self._surroundings.records, self.kind.key, self._whole(row))
        for shown in self.rows.made:
            shown.editor.setEnabled(shown.field.key not in found.fields)
        if found.says:
            self.message.say(found.says, "info")

    def _whole(self, row: Row) -> Row:
        """Return what is stored with what is known of a record that is not there yet."""
        return {"id": self.record_id, "owner_id": self.owner_id, **row}

    def _read(self) -> Row | None:
        if self.record_id is None:
            return {}
        row = self._workspace.read(self.kind.key, self.record_id)
        return {} if row is None and self.kind.shape is Shape.ONE else row

    # Building

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(self._store_in_time)
        return timer

    def _make_row(self, field: Field, parent: QWidget) -> FieldRow:
        made = FieldRow(field, self._surroundings, parent)
        made.editor.edited.connect(self._on_edited)
        made.editor.left.connect(self._on_left)
        if self.record_id:
            made.editor.belong_to(self.record_id)
        made.editor.show_stored(self._last_read.get(field.key))
        return made

    def _lend_row(self, key: str) -> FieldRow:
        """Make the row of a field that stands elsewhere: it is asked for where it is to be shown."""
        made = self._make_row(self.kind.fields[key], self)
        made.hide()
        return made

    def _lay_out(self, *, in_cards: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.L)
        column.addWidget(self.message)
        column.addLayout(self._body)
        if in_cards:
            self._history = push(translate("History"), "link")
            self._history.setToolTip(translate("Who changed this page, and how (Ctrl+H)"))
            self._history.clicked.connect(self.show_history)
            column.addLayout(row(self._history, 1))


def _problem(editor: Editor) -> str:
    try:
        editor.stored()
    except NotAValue as refused:
        return str(refused)
    return ""
