"""How ready partners are: the board by state, and what they prepare over time (task 6.1)."""

from __future__ import annotations

from msp_desktop.app.answering import write_answer
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrix import Answer
from msp_desktop.domain.preparing import ReadyBoard, preparation, ready_board
from msp_desktop.domain.schedule.rows import PlanRow
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.modules.formation.gantt.chart import GanttChart
from msp_desktop.ui.modules.formation.gantt.saying import told
from msp_desktop.ui.widgets.board.model import BoardCard, BoardSheet
from msp_desktop.ui.widgets.board.view import BoardView
from msp_desktop.ui.widgets.labels import plain_label

_WATCHED = ("readiness", "preparation", "partner", "activity")
_LETTERS = 15
"""How wide a state is: all of them are seen at once."""
_HINT = _(
    "Arrows go from partner to partner, Shift with an arrow moves one to another state, Enter opens it. "
    "Partners can be dragged too."
)


class ReadinessBoard(Part):
    """Partners as cards that are moved from one state to another."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("How ready the partners are")), _WATCHED, surroundings, bus)
        self._board = ReadyBoard((), (), {}, {})

    def build(self) -> None:
        """Make the board and the line below it."""
        self.view = BoardView(self.accessibleName(), _LETTERS)
        self.view.moved.connect(self._on_moved)
        self.view.opened.connect(self._on_opened)
        self.view.chosen.connect(self._on_chosen)
        self.empty = plain_label(translate(_("Choose partners in task 1.4 first.")), "muted")
        self.line = plain_label("", "muted")
        for part in (self.empty, self.view, self.line):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Lay the partners out anew."""
        self._board = ready_board(self.surroundings.records)
        has_any = bool(self._board.cards)
        self.view.setVisible(has_any)
        self.line.setVisible(has_any)
        self.empty.setVisible(not has_any)
        self.view.show_sheet(_sheet(self._board))

    # Inside

    def _on_moved(self, key: str, column: int) -> None:
        self.catch_up()
        state = self._board.columns[column][0]
        field = KINDS["readiness"].fields["state"]
        record = self._board.records.get(key, "")
        answer = Answer("readiness", field, None, record, (("partner", key),))
        write_answer(self.surroundings.workspace, self.surroundings.space_id, answer, state)

    def _on_opened(self, key: str) -> None:
        record = self._board.records.get(key, "")
        kind = "readiness" if record else "partner"
        self.open_record.emit(kind, record or key, "state" if record else "")

    def _on_chosen(self, card: BoardCard | None) -> None:
        self.line.setText(card.spoken if card is not None else translate(_HINT))


class PreparationPart(Part):
    """The steps of all partners over time, with the days on which they are ready."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("Getting ready over time")), _WATCHED, surroundings, bus)

    def build(self) -> None:
        """Make the chart and the line below it."""
        self.chart = GanttChart(today(), translate(_("Partners and their steps")))
        self.chart.opened.connect(self._on_opened)
        self.chart.chosen.connect(self._on_chosen)
        nothing = _("Say of each partner by when it is ready, and open its entry to add steps.")
        self.empty = plain_label(translate(nothing), "muted")
        self.said = plain_label("", "muted")
        for part in (self.empty, self.chart, self.said):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Show the steps as they are now."""
        rows = preparation(self.surroundings.records)
        self.empty.setVisible(not rows)
        self.chart.setVisible(bool(rows))
        self.said.setVisible(bool(rows))
        self.chart.show_rows(rows)

    # Inside

    def _on_opened(self, row: PlanRow) -> None:
        key = row.key.split()[0]
        is_step = self.surroundings.records.find("preparation", key) is not None
        self.open_record.emit("preparation" if is_step else "readiness", key, "")

    def _on_chosen(self, row: PlanRow | None) -> None:
        self.said.setText(told(row) if row is not None else "")


def _sheet(board: ReadyBoard) -> BoardSheet:
    cards = {
        place: tuple(
            BoardCard(
                one.key,
                one.name,
                one.about,
                "!" if one.is_late else "✓" if one.is_done else "",
                one.is_late,
            )
            for one in some
        )
        for place, some in board.cards.items()
    }
    return BoardSheet(
        tuple(words for _key, words in board.rows),
        tuple(words for _key, words in board.columns),
        cards,
    )
