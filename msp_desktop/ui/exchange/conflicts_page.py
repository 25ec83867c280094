"""Where offices disagree: a list of what is open, the answers side by side, and one decision for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.app import exchange
from msp_desktop.app.exchange import Dispute, OpenConflict
from msp_desktop.app.history import Step
from msp_desktop.domain.changes import Changed, Decision
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import HOME_TASK, KINDS, TASKS
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.conflict_card import ConflictCard
from msp_desktop.ui.exchange.digit_list import DigitList, digit_of
from msp_desktop.ui.exchange.naming import answer_of, decided, name_of, place_of
from msp_desktop.ui.exchange.twice_part import TwicePart
from msp_desktop.ui.models.conflict_table import ConflictTable
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import Paper, clear, follow, push, row, when_released
from msp_desktop.ui.widgets.progress import Progress
from msp_desktop.ui.widgets.tables import Column, TableFrame

_ROWS = 3
_PAUSE_MS = 1500
_ALL = ("", "")
_TASK_ORDER = {key: at for at, key in enumerate(TASKS)}

Counts = tuple[Counter[str], dict[str, str]]
"""How many open conflicts each office takes part in, and the offices' names, by identifier."""


class ConflictsPage(Paper):
    """Lists what is waiting for a decision and shows one of it; a decision counts at once.

    The arrows go through the list; a digit takes the choice of that number.
    """

    def __init__(self, post: PostRoom) -> None:
        super().__init__(1040)
        self._post = post
        self.count = 0
        self.card: ConflictCard | None = None
        self._open: Sequence[Dispute] = ()
        self._names: dict[tuple[str, str, str], str] = {}
        self._said = plain_label("", "muted")
        self.message = InlineMessage()
        self.filter = ChoiceBox()
        self.filter.setAccessibleName(translate("Which conflicts are listed"))
        self.offices = ChoiceBox()
        self.offices.setAccessibleName(translate("Office whose answers are to stand"))
        self._progress = Progress()
        # Who wrote what is read from the log: with very many conflicts that takes seconds.
        self._recount = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._recount.timeout.connect(self._recount_now)
        self.model = ConflictTable(self._cells, self)
        self.table = DigitList(translate("Answers to decide on"), [Column(4), Column(4), Column(3)])
        self.table.setModel(self.model)
        self._frame = TableFrame(self.table)
        self._deciding = QWidget()
        self._bulk = Card("panel")
        self._place_of_card = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.refresh()

    def begin(self) -> None:
        """Put the keyboard where digits decide: into the list, or on the page when there is just one."""
        (self.table if self.table.isVisible() else self).setFocus()

    def may_leave(self) -> bool:
        """Say whether nothing that was written is lost by leaving; else ask what is to become of it."""
        card = self.card
        if card is None or not card.has_written:
            return True

        def drop() -> None:
            self.message.clear()
            card.go_back()
            self._show_card()
            self.refresh()
            self.begin()

        self.message.say(
            translate("The answer you wrote is not used yet."),
            "warn",
            translate("Use this answer"),
            card.use_written,
            (translate("Drop it"), drop),
        )
        self.scroll_to(self.message)
        if self.message.button is not None:
            self.message.button.setFocus()
        return False

    def refresh(self) -> None:
        """Show what is still open; the conflict that was shown stays, or else the next one comes."""
        workspace = self._post.workspace
        rank = {str(one["id"]): at for at, one in enumerate(workspace.partnerships())}
        self._open = sorted(
            exchange.disputes(workspace.database),
            key=lambda one: (rank.get(one.space_id, -1), _task_rank(one)),
        )
        self.count = len(self._open)
        self._names.clear()
        text = translate(
            "Offices wrote these answers without knowing of each other. All of them are kept. "
            "Choose the one that should stand; your choice goes to the others with the next file."
        )
        nothing = translate("Nothing to decide: offices agree on every answer.")
        self._said.setText(text if self.count else nothing)
        self._fill_filter()
        self._keys.setVisible(bool(self.count))
        self._show_list()
        self._count_offices()

    def settle(self, conflict: OpenConflict, value: Stored) -> None:
        """Decide a conflict with one of its answers or another."""
        self._settle([exchange.decision(conflict, value)])

    def settle_record(self, conflict: OpenConflict, office: str) -> None:
        """Decide everything open about one entry by what an office wrote."""
        about = exchange.conflicts_about(self._post.workspace.database, conflict.record_id)
        self._settle(exchange.decisions_for(about, office))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = digit_of(event)
        if number is None or self.card is None or not self.card.take(number):
            super().keyPressEvent(event)

    # One decision

    def _settle(self, decisions: Sequence[Decision]) -> None:
        self.message.clear()
        said = self._said_of(decisions)
        self._say_done(said, self._post.workspace.settle(decisions))

    def _said_of(self, decisions: Sequence[Decision]) -> str:
        """Say what is decided: which answer where it is one, else how many."""
        records = {one.record_id for one in decisions}
        space_id = next((one.space_id for one in self._open if one.record_id in records), "")
        if len(decisions) == 1 and space_id:
            return decided(decisions[0], self._post.workspace.records(space_id))
        count = len(decisions)
        sentence = translate_plural("{count} answer decided.", "{count} answers decided.", count)
        return sentence.format(count=count)

    def _on_twice_decided(self, said: str) -> None:
        self._say_done(said, self._post.workspace.history.done[-1])

    def _say_done(self, said: str, step: Step) -> None:
        """Say what was done in the newest step, and offer to take it back while it is the newest."""

        def undo() -> None:
            history = self._post.workspace.history
            if history.done and history.done[-1] is step:
                self._post.undo()
            self.message.clear()
            self.begin()

        self.message.say(said, "ok", translate("Undo"), undo)
        self.begin()
        self.scroll_to(self._deciding)

    # All of one office at once

    def _count_offices(self) -> None:
        self._bulk.setVisible(self.count > 1)
        if self.count < 2:
            return
        if self.offices.count():
            self._recount.start()
        else:
            self._recount_now()

    def _recount_now(self) -> None:
        database = self._post.workspace.database

        def work() -> Counts:
            counts: Counter[str] = Counter()
            names: dict[str, str] = {}
            for one in exchange.conflicts(database):
                for side in one.sides:
                    counts[side.office_id or side.office] += 1
                    names[side.office_id or side.office] = side.office
            return counts, names

        self._post.jobs.run(work, self._show_offices, asker=self)

    def _show_offices(self, counted: Counts) -> None:
        counts, names = counted
        chosen = self.offices.currentData()
        self.offices.clear()
        for office, count in counts.most_common():
            name = names[office] or translate("An office whose name has not arrived yet")
            asked = names[office] or translate("an office whose name has not arrived yet")
            self.offices.addItem(f"{name} ({count})", (office, asked, count))
        at = next((at for at in range(self.offices.count()) if chosen == self._office(at)), 0)
        self.offices.setCurrentIndex(at)

    def _office(self, at: int) -> tuple[str, str, int]:
        office, name, count = self.offices.itemData(at)
        return str(office), str(name), int(count)

    def _on_keep_all(self) -> None:
        if self.offices.currentIndex() < 0 or not self.may_leave():
            return
        office, name, count = self._office(self.offices.currentIndex())
        question = translate_plural(
            "Let {count} answer of {office} stand? What the others wrote stays in the history, and "
            "Undo opens all of it again.",
            "Let {count} answers of {office} stand? What the others wrote stays in the history, and "
            "Undo opens all of it again.",
            count,
        ).format(count=count, office=name)
        yes = translate_plural("Keep {count} answer", "Keep {count} answers", count)
        self.message.say(question, "warn", yes.format(count=count), lambda: self._keep_all(office))
        if self.message.button is not None:
            self.message.button.setFocus()

    def _keep_all(self, office: str) -> None:
        workspace = self._post.workspace
        self.message.clear()
        self._bulk.setEnabled(False)
        self._progress.begin(translate("Deciding…"))

        def work() -> tuple[str, Step]:
            decisions = exchange.decisions_for(exchange.conflicts(workspace.database), office)
            return self._said_of(decisions), workspace.settle(decisions)

        def done(settled: tuple[str, Step]) -> None:
            self._progress.hide()
            self._bulk.setEnabled(True)
            self.refresh()
            self._say_done(*settled)

        def failed(error: Exception) -> None:
            self._progress.hide()
            self._bulk.setEnabled(True)
            self.message.say(str(error), "bad")

        self._post.jobs.run(work, done, on_failure=failed, asker=self)

    # The list

    def _fill_filter(self) -> None:
        groups = Counter((one.space_id, HOME_TASK.get(one.kind_key, "")) for one in self._open)
        chosen = self.filter.currentData()
        self.filter.blockSignals(True)
        self.filter.clear()
        every = translate("All partnerships and tasks ({count})").format(count=self.count)
        self.filter.addItem(every, _ALL)
        shown: set[tuple[str, str]] = set()
        for one in self._open:
            group = one.space_id, HOME_TASK.get(one.kind_key, "")
            if group not in shown:
                shown.add(group)
                self.filter.addItem(f"{place_of(one, self._post)} ({groups[group]})", group)
        keys = [tuple(self.filter.itemData(at)) for at in range(self.filter.count())]
        self.filter.setCurrentIndex(
            keys.index(tuple(chosen)) if chosen and tuple(chosen) in keys else 0
        )
        self.filter.blockSignals(False)
        self.filter.setVisible(len(groups) > 1)

    def _show_list(self) -> None:
        before, row_before = self.card, self.table.row
        space_id, task = self.filter.currentData() or _ALL
        listed = [
            one
            for one in self._open
            if not space_id
            or (one.space_id == space_id and HOME_TASK.get(one.kind_key, "") == task)
        ]
        self.model.show_disputes(listed)
        self._frame.setVisible(len(listed) > 1)
        self.table.fit()
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(
            self.table.height() - height * max(min(len(listed), 8) - _ROWS, 0)
        )
        at = self.model.row_of(before.conflict.id) if before is not None else -1
        if listed:
            self.table.choose(at if at >= 0 else min(max(row_before, 0), len(listed) - 1))
        if self.hasFocus() and self.table.isVisible():
            self.table.setFocus()  # there is a list again to go through
        self._show_card()

    def _show_card(self) -> None:
        at = self.table.row
        listed = self.model.disputes
        dispute = listed[at] if 0 <= at < len(listed) else None
        is_other = self.card is not None and (
            dispute is None or dispute.id != self.card.conflict.id
        )
        if is_other and not self.may_leave():
            return
        if dispute is None:
            clear(self._place_of_card)
            self.card = None
            return
        about = exchange.conflicts_about(self._post.workspace.database, dispute.record_id)
        conflict = next((one for one in about if one.id == dispute.id), None)
        is_same = self.card is not None and conflict == self.card.conflict
        if conflict is None or is_same:
            return
        clear(self._place_of_card)
        card = ConflictCard(conflict, self._post, len(about))
        card.decided.connect(self._on_decided)
        card.office_taken.connect(self._on_office_taken)
        card.grown.connect(self._on_grown)
        self.card = card
        self._place_of_card.addWidget(card)
        follow(self.table, card)

    def _cells(self, dispute: Dispute) -> tuple[str, ...]:
        key = dispute.space_id, dispute.kind_key, dispute.record_id
        if key not in self._names:
            kind = KINDS[dispute.kind_key]
            records = self._post.workspace.records(dispute.space_id)
            self._names[key] = name_of(dispute, records) or translate(kind.label)
        return place_of(dispute, self._post), self._names[key], answer_of(dispute)

    # Listening

    def _on_decided(self, value: Stored) -> None:
        if self.card is not None:
            self.card.is_writing = False
            self.settle(self.card.conflict, value)

    def _on_grown(self, part: QWidget) -> None:
        if self.card is not None:
            follow(self.table, self.card)
        self.scroll_to(part)

    def _on_office_taken(self, office: str) -> None:
        if self.card is not None and self.may_leave():
            self.settle_record(self.card.conflict, office)

    def _on_changed(self, changed: Changed) -> None:
        if changed.cause in ("undo", "redo") or "same_record" in changed.kinds:
            self.message.clear()  # it told of something that is no longer the last step
        # What somebody is writing into the card stays; the list is shown anew after it is used.
        if self.card is None or not self.card.is_writing or not self.card.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        keep_all = push(translate("Keep all of its answers…"))
        keep_all.clicked.connect(self._on_keep_all)
        self._bulk.body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        says = plain_label(translate("All of one office at once:"), wrap=False)
        line = row(says, self.offices, keep_all)
        line.setStretch(1, 1)
        self._bulk.body.addLayout(line)
        keys = translate(
            "Keys: the arrows go through the list, a digit takes the choice of that number, "
            "Ctrl+Z takes a decision back."
        )
        deciding = QVBoxLayout(self._deciding)
        deciding.setContentsMargins(0, 0, 0, 0)
        deciding.setSpacing(theme.L)
        deciding.addWidget(self.message)
        deciding.addWidget(self._progress)
        deciding.addLayout(self._place_of_card)
        for part in (self._said, self.filter, self._frame, self._deciding):
            self.column.addWidget(part)
        self._keys = plain_label(keys, "caption")
        self.column.addWidget(self._keys)
        self.column.addWidget(self._bulk)
        self.twice = TwicePart(self._post)
        self.column.addWidget(self.twice)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.twice.decided.connect(self._on_twice_decided)
        self._post.bus.changed.connect(self._on_changed)

    def _on_filter(self, _at: int) -> None:
        self._show_list()

    def _on_row(self, *_rows: object) -> None:
        self._show_card()
        if self.table.hasFocus():  # a digit decides: what it chooses from is to be seen
            when_released(self, lambda: self.scroll_to(self._deciding))


def _task_rank(dispute: Dispute) -> int:
    return _TASK_ORDER.get(HOME_TASK.get(dispute.kind_key, ""), -1)
