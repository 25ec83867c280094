"""What a meeting should talk about, to tick and put on its agenda."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.domain.meetings.proposals import Proposal
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.option_row import OptionRow
from msp_desktop.ui.widgets.paper import clear, push, row
from msp_desktop.ui.widgets.ticks import TickBox


class AgendaBox(QWidget):
    """Lists proposed subjects with their reasons, all ticked; ``wanted`` carries those to be taken up."""

    wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Proposal] = []
        self.rows: list[OptionRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.XS)
        self.add = push("", "", "plus")
        self.add.clicked.connect(self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(plain_label(translate("What it should talk about"), "label"))
        column.addLayout(self._list)
        column.addLayout(row(self.add, 1))

    def show_proposals(self, found: Sequence[Proposal]) -> None:
        """Show what is proposed; what somebody unticked stays so."""
        if list(found) == self._shown:
            return
        off = {one.id for one, tick in self._pairs() if not tick.is_chosen}
        self._shown = list(found)
        clear(self._list)
        self.rows = []
        for one in found:
            tick = OptionRow(TickBox(), one.title, one.why)
            tick.choose(chosen=one.id not in off)
            tick.changed.connect(self._count)
            self.rows.append(tick)
            self._list.addWidget(tick)
        self._count()

    @property
    def chosen(self) -> list[Proposal]:
        """The subjects that are ticked."""
        return [one for one, tick in self._pairs() if tick.is_chosen]

    def _pairs(self) -> list[tuple[Proposal, OptionRow]]:
        return list(zip(self._shown, self.rows, strict=True))

    def _count(self) -> None:
        count = len(self.chosen)
        words = translate_plural(
            "Put {count} subject on the agenda", "Put {count} subjects on the agenda", count
        )
        self.add.setText(figures(words.format(count=count)))
        self.add.setEnabled(bool(count))

    def _on_add(self) -> None:
        self.wanted.emit(self.chosen)
