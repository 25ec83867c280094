"""What a person wants to see of a list: typed, chosen from menus, kept under a name, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.domain.fields import Field
from msp_desktop.domain.filtering import (
    Finder,
    Order,
    Wanted,
    filters_of,
    offered,
    ordered,
)
from msp_desktop.domain.records import RecordKind, Row
from msp_desktop.domain.shown import number_in_words
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.saved_views import SavedViews
from msp_desktop.ui.widgets.filter_bar import FilterBar
from msp_desktop.ui.widgets.menus import ChoiceMenu

FEW = 8
"""A list up to so many rows needs no filter: all of it is to be seen."""
_AT_ONCE = 200
"""Rows that are made ready between two events, before anything is typed."""


class ListFilter(QWidget):
    """Stands above a list of records; ``changed`` is sent when other rows are wanted, or another order.

    ``left`` is sent when the keyboard is to go into the list. Hidden while the list is short. ``usual``
    says in which order the rows come of themselves.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        kind: RecordKind,
        surroundings: Surroundings,
        usual: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._usual = usual or translate("as put by hand")
        self.kind = kind
        self.wanted = Wanted()
        self.order = Order()
        self._surroundings = surroundings
        self._finder = Finder(kind)
        self._rows: Sequence[Row] = ()
        self._ready = 0
        self._is_awaited = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._prepare)
        self.bar = FilterBar(translate(kind.plural), self)
        self.menus = {field.key: self._menu(field) for field in filters_of(kind)}
        self.order_menu = ChoiceMenu(translate("Order"))
        self.views = SavedViews(kind, surroundings, lambda: self.wanted, self)
        self.bar.add(*self.menus.values(), self.order_menu, self.views.menu)
        self._lay_out()
        self._connect()
        self.hide()

    def take(self, rows: Sequence[Row]) -> None:
        """Filter these rows from now on."""
        self._rows = rows
        self._put_in_order()
        self.setVisible(len(rows) > FEW or bool(self.wanted))
        self._show_menus()
        self.views.refresh()

    def shown(self, opened: str | None = None) -> list[Row]:
        """Return the rows to show; the one with the identifier ``opened`` is among them in any case."""
        rows = self._finder.found(self.wanted)
        if opened is not None and self.wanted and all(row["id"] != opened for row in rows):
            fitting = {row["id"] for row in rows} | {opened}
            rows = [row for row in self._finder.rows if row["id"] in fitting]
        self._say(len(rows))
        return rows

    def admits(self, record_id: str) -> bool:
        """Say whether a record is among those wanted."""
        return any(row["id"] == record_id for row in self._finder.found(self.wanted))

    @property
    def is_by_hand(self) -> bool:
        """Whether all rows are shown, in the order in which people put them."""
        return not self.wanted and not self.order.field_key

    def want(self, wanted: Wanted) -> None:
        """Show what is wanted, whoever asked for it."""
        self.wanted = wanted
        if self.bar.words.strip() != wanted.words.strip():
            self.bar.line.setText(wanted.words)
        self.setVisible(len(self._rows) > FEW or bool(wanted))
        self._show_menus()
        self.views.refresh()
        self.changed.emit()

    def show_all(self) -> None:
        """Want everything again."""
        self.bar.line.clear()
        self.want(Wanted())

    def arrange(self, order: Order) -> None:
        """Show the rows in another order."""
        self.order = order
        self._put_in_order()
        self._show_menus()
        self.changed.emit()

    def arrange_by(self, field_key: str) -> None:
        """Put the rows in the order of a column; the same column again turns it around."""
        again = field_key == self.order.field_key
        self.arrange(Order(field_key, again and bool(field_key) and not self.order.backwards))

    # Inside

    def _put_in_order(self) -> None:
        """Order the rows once, before they are searched: what is found keeps the order."""
        records = self._surroundings.records
        self._finder.take(ordered(self._rows, self.kind, self.order, records), records)
        self._ready = 0

    def _menu(self, field: Field) -> ChoiceMenu:
        menu = ChoiceMenu(translate(field.label))
        menu.picked.connect(partial(self._on_picked, field.key))
        return menu

    def _show_menus(self) -> None:
        for field in filters_of(self.kind):
            chosen = self.wanted.of(field.key)
            entries = [(key, translate(label)) for key, label in offered(field)]
            self.menus[field.key].offer(entries, chosen, _said(field, entries, chosen))
        fields = {field.key: translate(field.label) for field in self.kind.listed}
        now = fields.get(self.order.field_key, self._usual)
        forwards, backwards = translate("Order: {field}"), translate("Order: {field}, backwards")
        said = backwards if self.order.backwards else forwards
        entries = [("", self._usual), *fields.items()]
        self.order_menu.offer(entries, {self.order.field_key}, said.format(field=now))

    def _say(self, count: int) -> None:
        total = len(self._rows)
        if self.wanted:
            words = translate("{count} of {total}")
            said = words.format(count=number_in_words(count), total=number_in_words(total))
        else:
            words = translate_plural("{count} entry", "{count} entries", total)
            said = words.format(count=number_in_words(total))
        self.bar.say(said, is_filtered=bool(self.wanted))

    def _on_typed(self) -> None:
        """Show what fits what is typed; a very long list is made ready first, piece by piece."""
        self._is_awaited = self._ready + _AT_ONCE < len(self._rows)
        if self._is_awaited:
            self._soon.start()
        else:
            self.want(Wanted(self.bar.words, self.wanted.answers))

    def _on_picked(self, field_key: str, answer: str) -> None:
        self.want(Wanted(self.bar.words, self.wanted.answers ^ {(field_key, answer)}))

    def _prepare(self) -> None:
        if self._finder.prepare(self._ready, _AT_ONCE):
            self._ready += _AT_ONCE
            self._soon.start()
        elif self._is_awaited:
            self._on_typed()

    def _connect(self) -> None:
        self.bar.typed.connect(self._on_typed)
        self.bar.cleared.connect(self.show_all)
        self.bar.line.went_down.connect(self.left)
        self.bar.line.entered.connect(self._soon.start)
        self.order_menu.picked.connect(self.arrange_by)
        self.views.chosen.connect(self.want)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(self.bar)
        column.addWidget(self.views)


def _said(field: Field, entries: Sequence[tuple[str, str]], chosen: frozenset[str]) -> str:
    words = [label for key, label in entries if key in chosen]
    what = words[0] if len(words) == 1 else translate("{count} chosen").format(count=len(words))
    label = translate(field.label)
    if not words:
        return translate("{field}: all").format(field=label)
    return translate("{field}: {answer}").format(field=label, answer=what)
