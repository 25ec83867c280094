"""A designed part that is a matrix: it shows the records of a partnership and writes into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from msp_desktop.app.answering import write_answer
from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.matrix import Answer, Matrix, Source
from msp_desktop.domain.problems import NotFound, OfficeIsBusy
from msp_desktop.domain.records import Records
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.matrix.view import MatrixView
from msp_desktop.ui.widgets.paper import RowButton, clear, push, row
from msp_desktop.ui.widgets.picture.enlarged import Enlarged

FEW = 3
"""Things to look at that are listed; of more only the number is said."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a part shows: ``make`` works it out from the records and the day, ``watched`` are their kinds.

    ``help`` is a sentence below the title; both are marked for translation.
    """

    title: str
    make: Callable[[Records, date], Matrix]
    watched: tuple[str, ...]
    help: str = ""


class MatrixPart(Part):
    """Shows a matrix with what is to be looked at below it; what is written in it is stored at once."""

    def __init__(self, shown: Shown, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(
            translate(shown.title), (*shown.watched, SAME_RECORD, "partner"), surroundings, bus
        )
        self.shown = shown
        self._view: MatrixView | None = None
        self._over: Enlarged | None = None

    @property
    def is_built(self) -> bool:
        """Whether the part was seen."""
        return self._view is not None

    @property
    def view(self) -> MatrixView:
        """The matrix; there once the part was seen."""
        assert self._view is not None
        return self._view

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The label of an answer that is typed and cannot be stored, if there is one."""
        refused = self._view.refused if self._view is not None else ""
        return (refused,) if refused else ()

    def reveal_unfinished(self) -> None:
        """Put the keyboard into the cell whose answer cannot be stored."""
        if self._view is not None:
            self._view.go_on_writing()

    def flush(self) -> None:
        """Store what has been typed into the open cell."""
        if self._view is not None:
            self._view.flush()

    def build(self) -> None:
        """Make the matrix, the remarks on it, and what is said while it is empty."""
        self.help = plain_label(translate(self.shown.help) if self.shown.help else "", "muted")
        self.body.addWidget(self.help)
        self._view = MatrixView(translate(self.shown.title))
        self.view.answered.connect(self._on_answered)
        self.view.opened.connect(self._on_opened)
        self.view.unsaved.connect(self.unsaved)
        self.empty = plain_label("", "muted")
        self.message = InlineMessage()
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(0)
        for part in (self.empty, self.view, self.message):
            self.body.addWidget(part)
        self.body.addLayout(self._remarks)

        self.enlarge = push(translate("Enlarge"), "plain")
        self.enlarge.clicked.connect(self._on_enlarge)
        self.tools.addWidget(self.enlarge)

    def shrink(self) -> None:
        """Bring the matrix back to its page."""
        over, self._over = self._over, None
        if over is None or not isValid(over):
            return
        self.view.flush()
        self.view.fills = False
        self.body.insertWidget(self.body.indexOf(self.empty) + 1, self.view)
        over.hide()
        over.deleteLater()
        self.view.show()
        self.view.setFocus()

    def refresh(self) -> None:
        """Show the records as they are now."""
        matrix = self.make()
        self.enlarge.setVisible(not matrix.is_empty)
        self.help.setVisible(not matrix.is_empty and bool(self.shown.help))
        self.view.setVisible(not matrix.is_empty)
        self.empty.setVisible(matrix.is_empty and bool(matrix.empty))
        self.empty.setText(translate(matrix.empty) if matrix.empty else "")
        self.view.show_matrix(matrix)
        self._show_remarks(matrix)

    def make(self) -> Matrix:
        """Work out what is shown now."""
        return self.shown.make(self.surroundings.records, today())

    # Inside

    def _on_enlarge(self) -> None:
        """Give the matrix the whole window; Esc or the button brings it back."""
        title = translate(self.shown.title)
        back = push(translate("Back to the page (Esc)"))
        back.clicked.connect(self.shrink)
        held = QWidget()
        held.setAccessibleName(title)
        column = QVBoxLayout(held)
        head = row(plain_label(title, "heading"), back)
        head.setStretch(0, 1)
        column.addLayout(head)
        self.view.fills = True
        column.addWidget(self.view, 1)
        self._over = Enlarged(self.window(), held)
        self._over.closed.connect(self.shrink)
        self.view.show()
        self.view.fit()
        self.view.setFocus()

    def _show_remarks(self, matrix: Matrix) -> None:
        clear(self._remarks)
        for flag in matrix.flags[:FEW]:
            self._remarks.addWidget(flag_line(flag, partial(self._go_to, flag)))
        if len(matrix.flags) > FEW:
            count = len(matrix.flags) - FEW
            sentence = translate_plural("… and {count} more", "… and {count} more", count)
            said = sentence.format(count=formats.number(count))
            self._remarks.addWidget(plain_label(said, "muted"))
        if not matrix.is_empty:
            for note in matrix.notes:
                self._remarks.addWidget(plain_label(note, "caption"))

    def _go_to(self, flag: Missing) -> None:
        """Put the keyboard where a remark is mended; open the record where the matrix has no place for it."""
        place = self._cell_of(flag) or self._row_of(flag)
        if place is not None:
            self.view.go_to(*place)
        else:
            self.open_record.emit(flag.kind_key, flag.record_id, flag.field_key)

    def _cell_of(self, flag: Missing) -> tuple[str, str] | None:
        """Return the cell that holds the answer a remark is about."""
        for place, cell in self.view.matrix.cells.items():
            answer = cell.answer
            if answer is None or not answer.record_id or answer.record_id != flag.record_id:
                continue
            if (answer.kind_key, answer.field.key) == (flag.kind_key, flag.field_key):
                return place
        return None

    def _row_of(self, flag: Missing) -> tuple[str, str] | None:
        """Return the first cell to write in of the row that a remark about a whole record names."""
        if flag.field_key:
            return None
        cells = self.view.matrix.cells.items()
        return next(
            (place for place, cell in cells if place[0] == flag.record_id and cell.answer), None
        )

    def _on_answered(self, answer: Answer, value: Stored) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        self.message.clear()
        try:
            write_answer(workspace, space_id, answer, value, initiator=self)
        except OfficeIsBusy as busy:
            self.message.say(
                str(busy), "warn", translate("Try again"), lambda: self._on_answered(answer, value)
            )
        except NotFound:
            said = translate("This entry was removed in the meantime. You had written: {text}")
            self.message.say(said.format(text=value), "warn")
        self.refresh()

    def _on_opened(self, sources: Sequence[Source]) -> None:
        distinct = {(source.kind_key, source.record_id): source for source in sources}
        if len(distinct) == 1:
            self._open(sources[0])
            return
        menu = QMenu(self)
        records = self.surroundings.records
        for source in distinct.values():
            name = records.name(source.kind_key, source.record_id)
            kind = translate(KINDS[source.kind_key].label)
            words = f"{kind}: {name}".replace("&", "&&")
            menu.addAction(words, partial(self._open, source))
        menu.aboutToHide.connect(menu.deleteLater)
        index = self.view.currentIndex()
        menu.popup(self.view.viewport().mapToGlobal(self.view.visualRect(index).bottomLeft()))

    def _open(self, source: Source) -> None:
        self.shrink()
        self.open_record.emit(source.kind_key, source.record_id, "")


def flag_line(flag: Missing, then: Callable[[], None]) -> RowButton:
    """Return a line that says what is to be looked at; pressing it does ``then``."""
    pressed = RowButton(flag.text)
    pressed.inside.setContentsMargins(theme.XS, theme.XS, theme.XS, theme.XS)
    pressed.inside.setSpacing(theme.S)
    pressed.hold(icon_label("warning", theme.tokens().warn))
    pressed.hold(plain_label(flag.text), 1)
    pressed.hold(icon_label("chevron-next", theme.tokens().muted))
    pressed.clicked.connect(lambda _checked=False: then())
    return pressed
