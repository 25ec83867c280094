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
        self._filled = 0
        self.folds: dict[str, Fold] = {}
        self.rows: Later[FieldRow] = Later(self._asked_for)
        for key in kind.fields:
            self.rows.promise(key)
        self._building = self._build()
        if next(self._building, self) is not self and room is not None:
            self.addWidget(Spot(room.turns, self._go_on, form))

    def complete(self) -> None:
        """Make the rows that wait for their turn."""
        for _row in self._building:
            pass

    # Inside

    def _asked_for(self, key: str) -> FieldRow:
        if key in self._elsewhere:
            return self._lend(key)
        self.complete()
        return self.rows[key]

    def _go_on(self) -> Iterator[None]:
        yield from self._building

    def _build(self) -> Iterator[None]:
        """Make everything where it stands: what is moved later is dressed anew, with all in it.

        A step is a row out of sight.
        """
        here = [one for one in self._kind.sections if self._fields(one)]
        for at, section in enumerate(here):
            title, body = translate(section.title), self._cards
            if self._in_cards:
                body = self._card()
                title = title or ("" if at else translate(self._kind.label))
            elif at and title:
                body.addWidget(line())
            if title and not section.folded:
                body.addWidget(plain_label(title, "heading"))
            yield from self._add_grid(section, body)

    def _fields(self, section: Section) -> list[Field]:
        return [field for field in section.fields if field.key not in self._elsewhere]

    def _card(self) -> QVBoxLayout:
        card = Card(parent=self._form)
        card.body.setSpacing(theme.L)
        self._cards.addWidget(card)
        return card.body

    def _add_grid(self, section: Section, body: QVBoxLayout) -> Iterator[None]:
        fields, held = self._fields(section), body.parentWidget() or self._form
        fold = Fold(translate(section.title), held) if section.folded else None
        grid = FieldGrid(fold or held)
        if fold is not None:
            fold.hold(grid)
            self.folds |= dict.fromkeys((field.key for field in fields), fold)
        body.addWidget(fold or grid)
        made: list[FieldRow] = []
        is_late = self._is_full
        for field in fields:
            if self._is_full:
                if not is_late:
                    grid.hold(made)
                    is_late = True
                yield
            made.append(self._make_row(field, grid))
            self.rows.put(field.key, made[-1])
            self._filled += made[-1].sizeHint().height() // (2 if made[-1].editor.is_short else 1)
        grid.hold(made)
        if is_late:
            held.show()  # at once, with all in it, and not by and by: it is laid out when its turn ends
            self._came_later()

    @property
    def _is_full(self) -> bool:
        return self._room is not None and self._filled >= self._room.height
