"""The page of one task: what it is for, how far it has come, and the forms and lists that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.records import RecordKind, Shape
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.base import MakeOwned
from msp_desktop.ui.forms.later import Later, Room, Spot
from msp_desktop.ui.forms.page_menu import WORTH_IT, PageMenu, first_input
from msp_desktop.ui.forms.part import Part, Place
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.record_list import RecordList
from msp_desktop.ui.forms.state_line import StateLine
from msp_desktop.ui.forms.turns import Turns
from msp_desktop.ui.forms.unsaved import Unsaved
from msp_desktop.ui.forms.used_records import UsedRecords
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import Paper, row
from msp_desktop.ui.widgets.reading_order import beyond, tab_stops

WIDTH = theme.LINE_WIDTH + 2 * theme.XL
_BORDER = 1
"""The pixels of a card's line."""


class TaskPage(Paper):
    """Made from the description of a task, with ``places`` for designed parts.

    ``owned`` makes those that stand inside a record, above the lists of what it owns.
    ``go_to_task`` carries the number of a task a link points to, ``go_to_record`` kind, identifier and
    field of a record that stands on another page, ``page_wanted`` the name of a page beside the tabs and
    a part of it. ``unsaved`` says whether something typed is not stored yet.
    """

    go_to_task = Signal(str)
    go_to_record = Signal(str, str, str)
    page_wanted = Signal(str, str)
    unsaved = Signal(bool)

    def __init__(
        self,
        task: Task,
        workspace: Workspace,
        bus: ChangeBus,
        space_id: str,
        places: Sequence[Place] = (),
        owned: Mapping[str, MakeOwned] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(WIDTH, parent)
        if parent is not None:
            self.setGeometry(parent.rect())  # laid out once, where it will stand
        # Nearly every page scrolls: laid out with the bar from the start, it is laid out once.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.task = task
        self.bus = bus
        self.surroundings = Surroundings(workspace, space_id, self._go_to_kind, owned or {})
        self.forms = Later(self._make_form)
        self.lists = Later(self._make_list)
        self._spots: dict[str, Spot] = {}
        self._spots_of_used: dict[str, Spot] = {}
        self._used = Later(self._make_used)
        self._lent: dict[str, frozenset[str]] = {}
        self.designed: list[Part] = []
        self.turns = Turns(self)
        self._typed = Unsaved(self)
        self._typed.changed.connect(self.unsaved)
        self.state_line = StateLine(task, self.surroundings, bus, self.ground)
        self.state_line.jump.connect(self.reveal)
        self._add_head()
        for kind in task.kinds:
            if not kind.owner:
                self._add_designed(places, kind.key)
                lent = [place.borrows for place in places if place.lender == kind.key]
                self._add_kind(kind, frozenset().union(*lent))
        self._add_designed(places, "")
        self._add_used()
        self.column.addStretch(1)
        self._add_menu()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The labels of fields that hold something which cannot be stored yet (half a date, say)."""
        return tuple(label for part in self._parts for label in part.unfinished)

    def reveal_unfinished(self) -> None:
        """Put the keyboard into the first field that holds something which cannot be stored yet."""
        self.turns.show_all()
        for form in self.forms.made:
            if form.unfinished:
                form.reveal_unfinished()
                return
        for records in self.lists.made:
            if records.unfinished and records.detail is not None:
                records.detail.reveal_unfinished()
                return
        for part in self.designed:
            if part.unfinished:
                part.reveal_unfinished()
                return

    def flush(self) -> None:
        """Store everything typed so far: before sync, printing, undo, another page, and the end."""
        for part in self._parts:
            part.flush()

    def reveal(self, kind_key: str, record_id: str = "", field_key: str = "") -> None:
        """Bring a field, a record or a list into view and put the keyboard there.

        A kind of another task is sought on that task's page.
        """
        self.turns.show_all()
        if kind_key in self.forms:
            self.forms[kind_key].reveal(field_key)
        elif kind_key in self.lists:
            self.lists[kind_key].reveal(record_id, field_key)
        elif KINDS[kind_key].owner in self.lists:
            self._reveal_owned(kind_key, record_id, field_key)
        elif record_id or field_key:
            self.go_to_record.emit(kind_key, record_id, field_key)
        else:
            self._go_to_kind(kind_key)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Parts are built when they are first seen: Qt would come to them after all that was there before.
        self.turns.show_all()
        sheet, here = self.widget(), QApplication.focusWidget()
        stops = list(tab_stops(sheet)) if sheet is not None else []
        if here is None or here not in stops:
            return super().focusNextPrevChild(forward)
        at = stops.index(here) + (1 if forward else -1)
        to = stops[at] if 0 <= at < len(stops) else beyond(self, here, forward=forward)
        if to is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        to.setFocus(reason)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turns.show_seen()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # Inside

    @property
    def _parts(self) -> tuple[RecordForm | RecordList | Part, ...]:
        return (*self.forms.made, *self.lists.made, *self.designed)

    def _add_designed(self, places: Sequence[Place], above: str) -> None:
        for place in places:
            if place.above == above:
                part = place.make(self.surroundings, self.bus)
                part.turns = self.turns
                part.open_record.connect(self.reveal)
                part.page_wanted.connect(self.page_wanted)
                if place.lender:
                    part.borrow(self.forms[place.lender])
                self._typed.watch(part)
                self.designed.append(part)
                self.column.addWidget(part)

    def _reveal_owned(self, kind_key: str, record_id: str, field_key: str) -> None:
        parent = self.lists[KINDS[kind_key].owner]
        row = self.surroundings.records.find(kind_key, record_id)
        parent.reveal(str(row["owner_id"]) if row is not None else "")
        if parent.detail is not None and row is not None:
            parent.detail.reveal_owned(kind_key, record_id, field_key)

    def _go_to_kind(self, kind_key: str) -> None:
        home = HOME_TASK.get(kind_key, "")
        if home == self.task.key:
            self.reveal(kind_key)
        elif home:
            self.go_to_task.emit(home)

    def _add_head(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(theme.XS)
        title = f"{self.task.key}  {translate(self.task.title)}"
        self._title = row(plain_label(title, "title"))
        self._title.setStretch(0, 1)
        head.addLayout(self._title)
        head.addWidget(plain_label(translate(self.task.purpose), "muted"))
        self.column.addLayout(head)
        self.column.addWidget(self.state_line)

    def _add_menu(self) -> None:
        """List the parts in the order in which they stand."""
        titles: dict[QWidget, str] = {part: part.accessibleName() for part in self.designed}
        for key, spot in self._spots.items():
            kind = KINDS[key]
            titles[spot] = translate(kind.plural if kind.shape is Shape.MANY else kind.label)
        parts = [(titles[part], part) for part in sorted(titles, key=self.column.indexOf)]
        if len(parts) >= WORTH_IT:
            self._title.addWidget(PageMenu(parts, self._go_to_part))

    def _go_to_part(self, part: QWidget) -> None:
        self.turns.show_all()
        self.verticalScrollBar().setValue(part.y() - theme.L)
        wanted = first_input(part)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_kind(self, kind: RecordKind, lent: frozenset[str]) -> None:
        wanted = self.lists if kind.shape is Shape.MANY else self.forms
        wanted.promise(kind.key)
        self._lent[kind.key] = lent
        spot = Spot(self.turns, partial(wanted.making, kind.key), self.ground)
        self._spots[kind.key] = spot
        if self.column.indexOf(self.state_line) == self.column.count() - 1:
            spot.fill()  # it is in sight anyway: so it is laid out with the page, and not once more after it
        self.column.addWidget(spot)

    def _make_list(self, kind_key: str) -> RecordList:
        spot = self._spots[kind_key]
        records = RecordList(KINDS[kind_key], self.surroundings, self.bus, parent=spot)
        self._typed.watch(records)
        spot.hold(records)
        return records

    def _make_form(self, kind_key: str) -> RecordForm:
        kind, spot, lent = KINDS[kind_key], self._spots[kind_key], self._lent[kind_key]
        room = self._room_below(spot)
        form = RecordForm(kind, self.surroundings, self.bus, elsewhere=lent, room=room, parent=spot)
        self._typed.watch(form)
        spot.hold(form)
        return form

    def _add_used(self) -> None:
        kinds = [KINDS[key] for key in self.task.uses if key in KINDS]
        if not kinds:
            return
        self.column.addSpacing(theme.S)
        self.column.addWidget(plain_label(translate("From other tasks"), "heading"))
        for kind in kinds:
            self._used.promise(kind.key)
            self._spots_of_used[kind.key] = spot = Spot(
                self.turns, partial(self._used.making, kind.key), self.ground
            )
            self.column.addWidget(spot)

    def _make_used(self, kind_key: str) -> UsedRecords:
        spot = self._spots_of_used[kind_key]
        used = UsedRecords(KINDS[kind_key], self.surroundings, self.bus, spot)
        used.go_to_task.connect(self.go_to_task)
        spot.hold(used)
        return used

    def _room_below(self, spot: Spot) -> Room | None:
        """Return what is in sight from the top of a spot, or from where it will stand, and a little more.

        Were it too little, the rows that wait would be in sight, and all made at once. Nobody knows it for a
        page that stands in what was never shown.
        """
        parent = self.parentWidget()
        if parent is None or not parent.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            return None
        beside = self.verticalScrollBar().sizeHint().width() + 2 * theme.XXL
        width = min(self.width() - beside, WIDTH)
        top = theme.XL + self.column.heightForWidth(width) + theme.L
        if spot.isVisible():
            top = spot.mapTo(self, QPoint()).y()
        height = self.height() - top + theme.XXL
        return Room(self.turns, width - 2 * (theme.XL + _BORDER), height)
