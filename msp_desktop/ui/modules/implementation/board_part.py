"""The board of plan entries by partner and period (tasks 7.2 and 7.3)."""

from __future__ import annotations

from msp_desktop.app import planning
from msp_desktop.domain.fields import Period
from msp_desktop.domain.matrices.handing import hand_overs_or_circle
from msp_desktop.domain.partner_progress import states_of
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule.board import Board, Card, Length, board, moved
from msp_desktop.domain.schedule.hand_overs import HandOvers
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.board.model import BoardCard, BoardSheet
from msp_desktop.ui.widgets.board.view import BoardView
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label

WATCHED = ("plan_item", "hand_over", "partner", "work_calendar", "day_off", "partner_progress")
_HINT = _(
    "Arrows go from entry to entry, Shift with an arrow moves one to another period, Enter opens it. "
    "Entries can be dragged too."
)
_LENGTHS = (
    (Length.QUARTER, _("Quarters")),
    (Length.MONTH, _("Months")),
    (Length.FORTNIGHT, _("Two weeks")),
    (Length.WEEK, _("Weeks")),
)


class BoardPart(Part):
    """Plan entries as cards; where ``is_by_partner``, one partner is asked for and its progress is said."""

    def __init__(
        self, surroundings: Surroundings, bus: ChangeBus, *, is_by_partner: bool = False
    ) -> None:
        title = _("Plan of one partner") if is_by_partner else _("Plans of all partners by period")
        super().__init__(translate(title), WATCHED, surroundings, bus)
        self._is_by_partner = is_by_partner
        self._board = Board((), (), {})

    def build(self) -> None:
        """Make the board and what stands around it."""
        self.length = self._choice(_("Length of the periods"))
        for length, name in _LENGTHS:
            self.length.addItem(translate(name), length.value)
        self.length.setCurrentIndex(0)
        self.partner = self._choice(_("Partner"))
        self.view = BoardView(self.accessibleName())
        self.view.moved.connect(self._on_moved)
        self.view.opened.connect(lambda key: self.open_record.emit("plan_item", key, ""))
        self.view.chosen.connect(self._on_chosen)
        self.empty = plain_label(translate(_("No plan entry yet. Add them below.")), "muted")
        self.line = plain_label("", "muted")
        self.progress = plain_label("")
        self.message = InlineMessage()
        bar = FlowLayout(spacing=theme.S)
        for box in (self.partner, self.length):
            bar.addWidget(box)
        self.body.addLayout(bar)
        for part in (self.progress, self.empty, self.view, self.line, self.message):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Lay the entries out anew."""
        records = self.surroundings.records
        self._offer(records)
        found = hand_overs_or_circle(records, today())
        self.message.clear()
        if isinstance(found, str):
            self.message.say(found, "bad")
        delays = found.delays() if isinstance(found, HandOvers) else ()
        partner_id = str(self.partner.currentData() or "")
        length = Length(self.length.currentData())
        self._board = board(records, length, today(), delays, partner_id)
        has_any = bool(self._board.cards)
        self.view.setVisible(has_any)
        self.line.setVisible(has_any)
        self.empty.setVisible(not has_any)
        self.view.show_sheet(_sheet(self._board))
        self.progress.setVisible(self._is_by_partner and bool(partner_id))
        self.progress.setText(_progress_told(records, partner_id))

    # Inside

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.fit_words()
        box.setAccessibleName(translate(name))
        box.activated.connect(self.refresh)
        return box

    def _offer(self, records: Records) -> None:
        kinds = ("partner_progress", "plan_item") if self._is_by_partner else ("plan_item",)
        has = {row.get("partner") for kind in kinds for row in records.rows(kind)}
        partners = (str(row["id"]) for row in records.rows("partner") if row["id"] in has)
        offered = [(key, records.name("partner", key)) for key in partners]
        if not self._is_by_partner or not offered:
            offered.insert(0, ("", translate(_("All partners"))))
        self.partner.offer(offered)

    def _on_moved(self, key: str, column: int) -> None:
        self.catch_up()
        place = _sheet(self._board).place_of(key)
        row = self.surroundings.records.find("plan_item", key)
        to = self._board.columns[column]
        if place is None or row is None or to.first is None:
            return
        period = self.surroundings.records.value("plan_item", row, "period")
        known = period if isinstance(period, Period) else None
        wanted = moved(known, self._board.columns[place[1]], to)
        planning.move_entry(self.surroundings.workspace, key, wanted)

    def _on_chosen(self, card: BoardCard | None) -> None:
        self.line.setText(card.spoken if card is not None else translate(_HINT))


def _sheet(found: Board) -> BoardSheet:
    cards = {place: tuple(map(_card, some)) for place, some in found.cards.items()}
    now = next((at for at, column in enumerate(found.columns) if column.is_now), -1)
    columns = tuple(column.words for column in found.columns)
    return BoardSheet(tuple(name for _key, name in found.rows), columns, cards, now)


def _card(card: Card) -> BoardCard:
    sign = "!" if card.is_late else "✓" if card.is_done else ""
    return BoardCard(card.key, card.name, card.about, sign, card.is_late, card.is_done)


def _progress_told(records: Records, partner_id: str) -> str:
    """Say how far a partner has come: the newest state of each component, and the mean of them."""
    states = states_of(records, partner_id)
    if not states:
        return translate(_("Nobody wrote down yet how far this partner has come."))
    mean = round(sum(one.done for one in states) / len(states))
    lines = [translate(_("All in all: {count} % done")).format(count=figures(str(mean)))]
    for one in states:
        sentence = translate(_("{component}: {count} % done on {day}"))
        words = {"component": one.component or "–", "day": day_in_words(one.day)}
        lines.append(sentence.format(**words, count=figures(str(one.done))))
    return "\n".join(lines)
