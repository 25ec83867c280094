"""The first tab: how far a partnership has come, what to do next, what needs attention, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.domain.guideline import HOME_TASK, MODULES
from msp_desktop.domain.tasks import Module, Progress, TaskState
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import icons, theme
from msp_desktop.ui.shell.recent import Note
from msp_desktop.ui.widgets import task_state
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import icon_label, keep_off, plain_label
from msp_desktop.ui.widgets.paper import Paper, RowButton, clear, row

NEXT_SHOWN = 3
ATTENTION_SHOWN = 6
_BESIDE_FROM = 900
_ORDER = (TaskState.REVISIT, TaskState.IN_PROGRESS, TaskState.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    """What the overview shows of one partnership at one moment."""

    name: str = ""
    place: str = ""
    is_sample: bool = False
    progress: Mapping[str, Progress] = field(default_factory=dict)
    news: Sequence[Note] = ()
    conflicts: int = 0


def open_things(progress: Mapping[str, Progress]) -> list[Progress]:
    """Return the tasks that are not done: to revisit first, then those begun, then the next new ones."""
    return [item for state in _ORDER for item in progress.values() if item.state is state]


class TaskSigns(QWidget):
    """One sign for each task of a module, in the book's order: the shape of its progress."""

    _SIZE, _GAP = 16, 6

    def __init__(self, tasks: Iterable[Progress], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states = [item.state for item in tasks]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(len(self._states) * (self._SIZE + self._GAP), self._SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, state in enumerate(self._states):
            spot = QRect(place * (self._SIZE + self._GAP), 0, self._SIZE, self._SIZE)
            spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
            painter.drawPixmap(
                spot, icons.pixmap(task_state.SIGNS[state], task_state.colour_of(state), self._SIZE)
            )


class Overview(QWidget):
    """Shows `OverviewFacts` and says where a person wants to go.

    ``go_to_task`` carries a task number, ``go_to_module`` a module's key, ``page_wanted`` the name of a
    page beside the tabs.
    """

    go_to_task = Signal(str)
    go_to_module = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = Paper(1240)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._paper)
        self._counts = plain_label("", "muted", wrap=False)
        self._sample = plain_label(
            translate("Sample partnership: try anything; it is removed in one step."), "muted"
        )
        title = plain_label(translate("Where we stand"), "title", wrap=False)
        self._paper.column.addLayout(row(title, self._counts, 1, spacing=theme.L))
        self._paper.column.addWidget(self._sample)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.XL)
        self._paper.column.addLayout(self._beside)
        self._paper.column.addStretch(1)
        self._next, self._modules, self._attention, self._changes = (Card() for _ in range(4))
        for cards, stretch in (
            ((self._next, self._modules), 3),
            ((self._attention, self._changes), 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.L)
            for part in cards:
                column.addWidget(part)
            column.addStretch(1)
            self._beside.addLayout(column, stretch)

    def show_facts(self, facts: OverviewFacts) -> None:
        """Show a partnership as it is now."""
        self._counts.setText(_counts(list(facts.progress.values())))
        self._sample.setVisible(facts.is_sample)
        self._fill_next(facts)
        self._fill_modules(facts)
        self._fill_attention(facts)
        self._fill_changes(facts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE_FROM
        self._beside.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _fill_next(self, facts: OverviewFacts) -> None:
        column = _emptied(self._next, translate("What to do next"))
        todo = open_things(facts.progress)[:NEXT_SHOWN]
        for item in todo:
            column.addWidget(self._task_row(item, _first_hole(item)))
        if not todo:
            column.addWidget(_said(translate("Every task is done. The review keeps it that way.")))

    def _fill_modules(self, facts: OverviewFacts) -> None:
        column = _emptied(self._modules, translate("The five modules"))
        for module in MODULES:
            known = [
                facts.progress[task.key] for task in module.tasks if task.key in facts.progress
            ]
            column.addWidget(self._module_row(module, known))

    def _fill_attention(self, facts: OverviewFacts) -> None:
        column = _emptied(self._attention, translate("Needs attention"))
        if facts.conflicts:
            column.addWidget(self._conflict_row(facts.conflicts))
        waiting = [
            item
            for item in facts.progress.values()
            if item.state is TaskState.REVISIT
            or (item.state is TaskState.IN_PROGRESS and item.missing)
        ]
        for item in waiting[:ATTENTION_SHOWN]:
            column.addWidget(self._task_row(item, _counted(item)))
        if len(waiting) > ATTENTION_SHOWN:
            more = translate_plural(
                "{count} more task", "{count} more tasks", len(waiting) - ATTENTION_SHOWN
            )
            column.addWidget(
                plain_label(more.format(count=len(waiting) - ATTENTION_SHOWN), "caption")
            )
        if not waiting and not facts.conflicts:
            text = translate(
                "Nothing. What is begun and incomplete, and what offices disagree on, appears here."
            )
            column.addWidget(_said(text))

    def _fill_changes(self, facts: OverviewFacts) -> None:
        column = _emptied(self._changes, translate("Recent changes"))
        for note in facts.news:
            column.addWidget(self._news_row(note))
        if not facts.news:
            text = translate("Nothing has been written yet. Who changed what will be listed here.")
            column.addWidget(_said(text))

    def _task_row(self, item: Progress, detail: str) -> RowButton:
        title = f"{item.task.key}  {translate(item.task.title)}"
        pressed = RowButton(f"{title}. {task_state.word_of(item.state)}. {detail}")
        pressed.hold(icon_label(task_state.SIGNS[item.state], task_state.colour_of(item.state)))
        pressed.hold(_two_lines(title, detail), 1)
        pressed.hold(icon_label("chevron-next", theme.tokens().muted, 16))
        pressed.clicked.connect(lambda: self.go_to_task.emit(item.task.key))
        return pressed

    def _conflict_row(self, count: int) -> RowButton:
        title = translate_plural(
            "{count} answer on which offices disagree",
            "{count} answers on which offices disagree",
            count,
        ).format(count=count)
        detail = translate("Choose what should stand. Nothing is lost meanwhile.")
        pressed = RowButton(f"{title}. {detail}")
        pressed.hold(icon_label("warning", theme.tokens().warn))
        pressed.hold(_two_lines(title, detail), 1)
        pressed.hold(icon_label("chevron-next", theme.tokens().muted, 16))
        pressed.clicked.connect(lambda: self.page_wanted.emit("conflicts"))
        return pressed

    def _module_row(self, module: Module, known: Sequence[Progress]) -> RowButton:
        title = f"{module.letter}  {translate(module.title)}"
        counts = _counts(known)
        pressed = RowButton(f"{title}. {translate(module.stage)}. {counts}")
        pressed.setToolTip(translate(module.purpose))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addLayout(
            row(
                plain_label(title, "label", wrap=False),
                plain_label(translate(module.stage), "caption", wrap=False),
                1,
                spacing=theme.M,
            )
        )
        column.addLayout(
            row(TaskSigns(known), plain_label(counts, "caption", wrap=False), 1, spacing=theme.S)
        )
        pressed.hold(held, 1)
        pressed.inside.setContentsMargins(theme.M, theme.XS, theme.M, theme.XS)
        pressed.hold(icon_label("chevron-next", theme.tokens().muted, 16))
        pressed.clicked.connect(lambda: self.go_to_module.emit(module.key))
        return pressed

    def _news_row(self, note: Note) -> QWidget:
        task_key, lines = HOME_TASK.get(note.kind_key), _two_lines(note.title, note.detail)
        if task_key is None:  # it belongs to no task: there is nowhere to go
            lines.setContentsMargins(theme.M, theme.XS, theme.M, theme.XS)
            return lines
        pressed = RowButton(f"{note.title}. {note.detail}")
        pressed.hold(lines, 1)
        pressed.inside.setContentsMargins(theme.M, theme.XS, theme.M, theme.XS)
        pressed.clicked.connect(lambda: self.go_to_task.emit(task_key))
        return pressed


def _first_hole(item: Progress) -> str:
    if item.state is TaskState.REVISIT and item.reason:
        return item.reason
    return item.missing[0].text if item.missing else translate(item.task.purpose)


def _counted(item: Progress) -> str:
    if item.state is TaskState.REVISIT:
        return item.reason or translate("Somebody wants to look at it again.")
    count = len(item.missing)
    return translate_plural("{count} thing missing", "{count} things missing", count).format(
        count=count
    )


def _counts(known: Sequence[Progress]) -> str:
    found = Counter(item.state for item in known)
    counted = [(translate("{count} of {total} done"), found[TaskState.DONE])]
    if found[TaskState.IN_PROGRESS]:
        counted.append((translate("{count} in progress"), found[TaskState.IN_PROGRESS]))
    if found[TaskState.REVISIT]:
        counted.append((translate("{count} to revisit"), found[TaskState.REVISIT]))
    return " · ".join(text.format(count=count, total=len(known)) for text, count in counted)


def _two_lines(title: str, detail: str) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(plain_label(title))
    column.addWidget(plain_label(detail, "caption"))
    return held


def _said(text: str) -> QLabel:
    label = plain_label(text, "muted")
    label.setContentsMargins(theme.M, 0, theme.M, theme.S)
    return label


def _emptied(frame: Card, title: str) -> QVBoxLayout:
    column = frame.body
    clear(column)
    column.setSpacing(theme.XS)
    heading = plain_label(title, "heading")
    keep_off(heading, theme.M, 0, 0, theme.XS)
    column.addWidget(heading)
    column.setContentsMargins(theme.M, theme.L, theme.M, theme.M)
    return column
