"""What a form is made of: cards with a grid of fields each, made from the top down to the edge of sight."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.domain.fields import Field
from msp_desktop.domain.records import RecordKind, Section
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.field_rows import FieldGrid, FieldRow
from msp_desktop.ui.forms.later import Later, Room, Spot
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.fold import Fold
from msp_desktop.ui.widgets.labels import line, plain_label

_AROUND = theme.XL + theme.L
"""Pixels that a card takes at least beside its rows."""


class FormBody(QVBoxLayout):
    """The rows of a form by field, in the cards and folds in which they stand.

    ``make_row`` makes one where it stands, ``lend`` one that stands ``elsewhere``, when it is asked for.
    With ``room`` only as many are made at once as fill it; the others in their turn, or as soon as
    one of them is asked for. ``came_later`` is called whenever some of these are in their place.
    """

    def __init__(  # noqa: PLR0913 - a form with named parts
        self,
        kind: RecordKind,
        form: QWidget,
        make_row: Callable[[Field, QWidget], FieldRow],
        lend: Callable[[str], FieldRow],
        came_later: Callable[[], None],
        *,
        elsewhere: Collection[str],
        in_cards: bool,
        room: Room | None,
    ) -> None:
        super().__init__()
        self.setSpacing(0)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.L)
        self.addLayout(self._cards)
        self._kind, self._form = kind, form
        self._make_row, self._lend, self._came_later = make_row, lend, came_later
        self._elsewhere, self._in_cards = elsewhere, in_cards
        self._room = room
        self._filled, self._is_late = 0, False
        self.folds: dict[str, Fold] = {}
        self.rows: Later[FieldRow] = Later(self._asked_for)
        for key in kind.fields:
            self.rows.promise(key)
        self._building = self._build()
        if next(self._building, self) is not self and room is not None:
            self.addWidget(Spot(room.turns, self._go_on, form))

    # Inside

    def _asked_for(self, key: str) -> FieldRow:
        if key in self._elsewhere:
            return self._lend(key)
        for _row in self._building:
            pass
        return next(row for row in self.rows.made if row.field.key == key)

    def _go_on(self) -> Iterator[None]:
        # Not "yield from": a turn that is broken off, because the page was left, must not end the building.
        for _row in self._building:
            yield

    def _build(self) -> Iterator[None]:
        """Make everything where it stands: what is moved later is dressed anew, with all in it.

        A step is a row out of sight. What is late appears when its section is complete.
        """
        here = [one for one in self._kind.sections if self._fields(one)]
        for at, section in enumerate(here):
            title, body, held = translate(section.title), self._cards, self._form
            if self._in_cards:
                held = Card(parent=self._form)
                held.body.setSpacing(theme.L)
                held.setHidden(self._is_full)
                self._cards.addWidget(held)
                self._filled += _AROUND
                body = held.body
                title = title or ("" if at else translate(self._kind.label))
            elif at and title:
                body.addWidget(line())
            if title and not section.folded:
                body.addWidget(plain_label(title, "heading"))
            yield from self._add_grid(section, body, held)
            if self._is_late:
                held.show()
                self._came_later()

    def _fields(self, section: Section) -> list[Field]:
        return [field for field in section.fields if field.key not in self._elsewhere]

    def _add_grid(self, section: Section, body: QVBoxLayout, held: QWidget) -> Iterator[None]:
        fields, made = self._fields(section), list[FieldRow]()
        fold = Fold(translate(section.title), held) if section.folded else None
        grid = FieldGrid(fold or held)
        if fold is not None:
            fold.hold(grid)
            self.folds |= dict.fromkeys((field.key for field in fields), fold)
        body.addWidget(fold or grid)
        for field in fields:
            if self._is_full:
                if made and not grid.rows:
                    grid.hold(made)
                self._is_late = True
                yield
            row = self._make_row(field, grid)
            self.rows.put(field.key, row)
            made.append(row)
            self._filled += self._height(row)
        grid.hold(made)

    def _height(self, row: FieldRow) -> int:
        """Return how much of the room a row takes; half of it where two may stand side by side."""
        if self._room is None:
            return 0
        height = theme.L + row.heightForWidth(self._room.width)
        return height // 2 if row.editor.is_short else height

    @property
    def _is_full(self) -> bool:
        return self._room is not None and self._filled >= self._room.height
