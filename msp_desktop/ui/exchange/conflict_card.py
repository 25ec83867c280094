"""One disagreement between offices: every answer side by side, and all ways to decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from msp_desktop.app import exchange
from msp_desktop.app.exchange import OpenConflict, Side
from msp_desktop.domain import deciding, past, three_way
from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.fields import Attachment, Field, LongText, NotAValue, Stored, Text
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.shown import shown
from msp_desktop.domain.three_way import Mark, Piece
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.naming import place_of, title_of
from msp_desktop.ui.exchange.presence import presence_in_words
from msp_desktop.ui.exchange.telling import day_and_time, office_in_words
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.attachment import AttachmentEditor
from msp_desktop.ui.forms.field_rows import FieldRow
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.escape import on_escape
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import in_a_row, isolated, plain_label
from msp_desktop.ui.widgets.marked_text import marked_text
from msp_desktop.ui.widgets.paper import clear, push, row

_MOST_ACROSS = 3
_MOST_CHANGES = 8
_LONG_LINE = 40
"""Letters from which differences are marked within one line; a telephone number is read whole."""
_BEFORE = 240


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide; its number in the card is the key that takes it."""

    words: str
    spoken: str
    take: Callable[[], None]


class ConflictCard(Card):
    """What it is about, every answer with its office and person, the ways to decide.

    ``decided`` carries the answer to stand, ``office_taken`` the name of the office whose answers to
    this whole entry are to stand. ``grown`` carries a part that is to be seen.
    """

    decided = Signal(object)
    office_taken = Signal(str)
    grown = Signal(QWidget)

    def __init__(self, conflict: OpenConflict, post: PostRoom, beside: int) -> None:
        """``beside`` is how many conflicts about the same entry are open, this one included."""
        super().__init__()
        self.conflict = conflict
        self.choices: list[Choice] = []
        self.is_writing = False
        self._post = post
        self._records = post.workspace.records(conflict.space_id)
        self._another: FieldRow | None = None
        self._begun: Stored = None
        self._is_marked = False
        self._folded: list[tuple[QLabel, Sequence[Piece]]] = []
        self._add_head(beside)
        if conflict.field_key == ALIVE:
            for text, role in presence_in_words(conflict, self._records):
                self.body.addWidget(plain_label(text, role))
        self._add_earlier()
        self._add_sides()
        self._more = QWidget()
        self._buttons = FlowLayout(self._more, spacing=theme.S)
        self.body.addWidget(self._more)
        self._writing = QVBoxLayout()
        self.body.addLayout(self._writing)
        if conflict.field_key == ALIVE:
            self._more.hide()
        else:
            self._offer_more()
        on_escape(self, self.go_back, lambda: self.is_writing and not self.has_written)

    def take(self, number: int) -> bool:
        """Take the choice with a number; say whether there is one."""
        if self.is_writing or not 1 <= number <= len(self.choices):
            return False
        self.choices[number - 1].take()
        return True

    @property
    def has_written(self) -> bool:
        """Whether another answer is being written that would be lost with this card."""
        if not self.is_writing or self._another is None:
            return False
        try:
            return self._another.editor.stored() != self._begun
        except NotAValue:
            return True

    # What it is about

    @property
    def _field(self) -> Field:
        return KINDS[self.conflict.kind_key].fields[self.conflict.field_key]

    def _add_head(self, beside: int) -> None:
        self.body.addWidget(plain_label(title_of(self.conflict, self._records), "heading"))
        place = plain_label(place_of(self.conflict, self._post), "caption")
        head = row(place)
        head.setStretch(0, 1)
        if HOME_TASK.get(self.conflict.kind_key):
            there = push(translate("Open its page"), "link")
            there.clicked.connect(self._on_open_page)
            head.addWidget(there)
        self.body.addLayout(head)
        if beside > 1:
            self._offer_whole_record(beside)

    def _offer_whole_record(self, beside: int) -> None:
        sentence = translate("{count} answers of this entry are open. Keep for all of them:")
        line = FlowLayout(spacing=theme.S)
        line.addWidget(plain_label(sentence.format(count=beside), "muted", wrap=False))
        for side in self.conflict.sides:
            name = office_in_words(side.office, "")
            button = push(translate("what {office} wrote").format(office=name), "link")
            button.clicked.connect(
                lambda _on=False, office=side.office_id or side.office: self.office_taken.emit(
                    office
                )
            )
            line.addWidget(button)
        self.body.addLayout(line)

    # The answers

    def _add_earlier(self) -> None:
        conflict = self.conflict
        if conflict.field_key == ALIVE:
            return
        if conflict.has_earlier:
            text = translate("Before, all of them had: {answer}")
            text = text.format(answer=isolated(_cut(self._words(conflict.earlier), _BEFORE)))
        else:
            text = translate("Before, there was no answer.")
        self.body.addWidget(plain_label(text, "muted"))

    def _add_sides(self) -> None:
        sides, across = QGridLayout(), min(len(self.conflict.sides), _MOST_ACROSS)
        sides.setSpacing(theme.M)
        for at, side in enumerate(self.conflict.sides):
            sides.addWidget(self._side(side), at // across, at % across)
            sides.setColumnStretch(at % across, 1)
        self.body.addLayout(sides)
        if self._is_marked:
            meaning = translate("[+ ] is new, [− ] is gone since then.")
            if not self.conflict.has_earlier:
                meaning = translate("[+ ] is what the other office does not have.")
            whole = push(translate("Show the whole texts"), "link")
            whole.clicked.connect(self._show_whole)
            self.body.addLayout(row(plain_label(meaning, "caption", wrap=False), whole, 1))
            whole.setVisible(bool(self._folded))

    def _side(self, side: Side) -> QWidget:
        panel = Card("panel")
        panel.body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        who = in_a_row((side.person, office_in_words(side.office, "")))
        if side.office_id and side.office_id == self._post.office.id:
            who += f" ({translate('this office')})"
        panel.body.addWidget(plain_label(who, "caption"))
        panel.body.addWidget(plain_label(day_and_time(side.moment), "caption"))
        panel.body.addWidget(self._answer(side))
        panel.body.addStretch(1)
        spoken = f"{self._verb(side.value)}: {self._words(side.value)}"
        self._add_choice(self._verb(side.value), spoken, lambda: self.decided.emit(side.value))
        panel.body.addLayout(row(self._button(), 1))
        return panel

    def _answer(self, side: Side) -> QWidget:
        field = KINDS[self.conflict.kind_key].fields.get(self.conflict.field_key)
        if isinstance(field, Attachment) and side.value is not None:
            return self._file(field, side)
        if self.conflict.field_key == ALIVE and side.value == 1:
            return plain_label("\n".join((self._words(side.value), *self._what_changed())))
        pieces = self._pieces(side)
        if pieces is None:
            return plain_label(_cut(self._words(side.value)))
        short = three_way.folded(pieces)
        label = marked_text(short)
        self._is_marked = True
        if short != pieces:
            self._folded.append((label, pieces))
        return label

    def _what_changed(self) -> list[str]:
        """Say what whoever removed the entry had not seen: of each field the newest answer."""
        kind = KINDS.get(self.conflict.kind_key)
        if kind is None:
            return []
        happened = past.events(kind, self.conflict.edits, self._records)
        newest = {one.answer: one for one in happened if one.field_key != ALIVE}
        before = {one.answer: one.before for one in reversed(happened)}
        sentence = translate("• {answer}: {after} (before: {before})")
        lines = [
            sentence.format(
                answer=one.answer,
                after=isolated(_cut(one.after, _BEFORE)),
                before=isolated(_cut(before[one.answer], _BEFORE)),
            )
            if before[one.answer]
            else f"• {one.answer}: {isolated(_cut(one.after, _BEFORE))}"
            for one in newest.values()
        ]
        more = len(lines) - _MOST_CHANGES
        if more > 0:
            rest = translate_plural("and {count} more", "and {count} more", more)
            lines[_MOST_CHANGES:] = [rest.format(count=more)]
        return lines

    def _file(self, field: Attachment, side: Side) -> QWidget:
        """Return a file that can be looked at before one decides, with the number it is known by."""
        viewer = AttachmentEditor(field, self._surroundings(), can_change=False)
        viewer.show_stored(side.value)
        viewer.set_name(self._words(side.value), "")
        viewer.name.setText(self._words(side.value))
        return viewer

    def _surroundings(self) -> Surroundings:
        return Surroundings(self._post.workspace, self.conflict.space_id, lambda _kind: None)

    def _pieces(self, side: Side) -> tuple[Piece, ...] | None:
        """Return a text with its differences: since the common text, else from the only other one."""
        conflict = self.conflict
        if not isinstance(side.value, str) or not self._is_worth_marking(side.value):
            return None
        if isinstance(conflict.earlier, str) and conflict.has_earlier:
            return three_way.differences(conflict.earlier, side.value)
        others = [one.value for one in conflict.sides if one is not side]
        if len(others) == 1 and isinstance(others[0], str):
            pieces = three_way.differences(others[0], side.value)
            return tuple(piece for piece in pieces if piece.mark is not Mark.REMOVED)
        return None

    def _is_worth_marking(self, text: str) -> bool:
        """Say whether differences are easier to see within an answer than beside it."""
        if self.conflict.field_key == ALIVE:
            return False
        is_line = isinstance(self._field, Text) and len(text) > _LONG_LINE
        return is_line or isinstance(self._field, LongText)

    def _show_whole(self) -> None:
        for label, pieces in self._folded:
            label.setText(marked_text(pieces).text())

    def _words(self, value: Stored) -> str:
        if self.conflict.field_key == ALIVE:
            return translate("Changed") if value == 1 else translate("Removed")
        return shown(self._field, value, self._records) or translate("(left empty)")

    def _verb(self, value: Stored) -> str:
        if self.conflict.field_key == ALIVE:
            return translate("Keep the entry") if value == 1 else translate("Remove the entry")
        return translate("Keep this")

    # Ways to decide

    def _add_choice(self, words: str, spoken: str, take: Callable[[], None]) -> None:
        self.choices.append(Choice(words, spoken, take))

    def _button(self) -> QWidget:
        """Return a button for the newest choice, with the number that takes it."""
        number, choice = len(self.choices), self.choices[-1]
        button = push(f"{number}  {choice.words}")
        button.setAccessibleName(choice.spoken)
        button.setAccessibleDescription(translate("Key {number}").format(number=number))
        button.clicked.connect(choice.take)
        return button

    def _offer_more(self) -> None:
        conflict = self.conflict
        both = exchange.both_of(conflict)
        if both is not None:
            words = translate("Keep both")
            self._add_choice(words, words, lambda: self.decided.emit(both))
            self._buttons.addWidget(self._button())
        answers = [(side.office, side.value) for side in conflict.sides]
        combined = (
            deciding.combined(self._field, conflict.earlier, answers)
            if conflict.has_earlier
            else None
        )
        if combined is not None:
            words = translate("Look at the combined text…")
            text, overlaps = combined.text(), combined.overlaps
            self._add_choice(words, words, lambda: self._write(text, overlaps))
            self._buttons.addWidget(self._button())
        words = translate("Write another answer…")
        self._add_choice(words, words, lambda: self._write(conflict.sides[0].value))
        self._buttons.addWidget(self._button())

    def _write(self, value: Stored, overlaps: int | None = None) -> None:
        self._more.hide()
        self.is_writing = True
        if overlaps is not None:
            self._writing.addWidget(plain_label(_about_combined(overlaps), "muted"))
        self._another = FieldRow(self._field, self._surroundings(), self)
        self._another.editor.show_stored(value)
        self._begun = self._another.editor.stored()
        self._writing.addWidget(self._another)
        use = push(translate("Use this answer"), "primary")
        use.clicked.connect(self.use_written)
        back = push(translate("Back to the other choices"))
        back.clicked.connect(self.go_back)
        self._writing.addLayout(row(use, back, 1))
        self._another.show()
        self._another.editor.focus()
        self.grown.emit(use)

    def go_back(self) -> None:
        """Offer all choices again; what was written is dropped."""
        clear(self._writing)
        self._another = None
        self.is_writing = False
        self._more.show()
        first = self._more.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    def use_written(self) -> None:
        """Decide by what was written; say what is wrong with it where it cannot be used."""
        assert self._another is not None
        try:
            value = self._another.editor.stored()
        except NotAValue as refused:
            self._another.complain(str(refused))
            return
        self.decided.emit(value)

    def _on_open_page(self) -> None:
        conflict = self.conflict
        self._post.show_record(conflict.space_id, conflict.kind_key, conflict.record_id)


def _about_combined(overlaps: int) -> str:
    if not overlaps:
        return translate(
            "Put together from both texts; they changed different places. Read it first."
        )
    sentence = translate_plural(
        "Put together from both texts. {count} place was changed by both: there both wordings stand "
        "in brackets. Make one of them before you use the text.",
        "Put together from both texts. {count} places were changed by both: there both wordings stand "
        "in brackets. Make one of them before you use the text.",
        overlaps,
    )
    return sentence.format(count=overlaps)


def _cut(text: str, longest: int = 1200) -> str:
    if len(text) <= longest:
        return text
    short = ""
    for word in three_way.words(text):
        if len(short) + len(word) > longest:
            break
        short += word
    return short.rstrip() + " …"
