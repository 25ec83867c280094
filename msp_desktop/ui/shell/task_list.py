"""The list at the left of a module: its steps as headings, its tasks with how far they have come."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from msp_desktop.domain.tasks import Module, Progress, Step, Task, TaskState
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets import task_state
from msp_desktop.ui.widgets.labels import draw_wrapped, leading

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_SIGN = 18


class TaskListModel(QAbstractListModel):
    """Steps and tasks of one module in the book's order."""

    EntryRole = Qt.ItemDataRole.UserRole + 1
    StateRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, module: Module, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Step | Task] = []
        for step in module.steps:
            self.entries += [step, *step.tasks]
        self._progress: Mapping[str, Progress] = {}

    def show_progress(self, progress: Mapping[str, Progress]) -> None:
        """Show how far the tasks have come."""
        self._progress = progress
        self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def state_of(self, task: Task) -> TaskState:
        """Return how far a task has come."""
        known = self._progress.get(task.key)
        return known.state if known is not None else TaskState.NOT_STARTED

    def row_of(self, task_key: str) -> int:
        """Return the row of a task. Raises ValueError when the module has no such task."""
        return [entry.key if isinstance(entry, Task) else "" for entry in self.entries].index(
            task_key
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.entries[index.row()], Step):
            return Qt.ItemFlag.ItemNeverHasChildren  # the arrow keys pass it by
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == self.EntryRole:
            return entry
        if isinstance(entry, Step):
            return self._step_data(entry, role)
        return self._task_data(entry, role)

    @staticmethod
    def _step_data(step: Step, role: int) -> object:
        text = f"{step.key}  {translate(step.title)}"
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return translate("Step {number}: {title}").format(
                number=step.key, title=translate(step.title)
            )
        return None

    def _task_data(self, task: Task, role: int) -> object:
        title = translate(task.title)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{task.key}  {title}"
        state = self.state_of(task)
        if role == self.StateRole:
            return state
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{task.key} {title}: {task_state.word_of(state)}"
        return None


class TaskDelegate(QStyledItemDelegate):
    """Draws a step as a heading and a task with its sign; long titles take two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_step = isinstance(index.data(TaskListModel.EntryRole), Step)
        width = self._width(option)
        text = str(index.data())
        inside = QRect(0, 0, width - self._lead(is_step=is_step) - theme.M, 10_000)
        font = self._font(option, strong=is_step)
        height = QFontMetrics(font).boundingRect(inside, int(_WRAP), text).height()
        if is_step:
            return QSize(width, height + (theme.L if index.row() else theme.S) + theme.XS)
        return QSize(width, max(36, height + 2 * (theme.S - 1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(index.data(TaskListModel.EntryRole), Step):
            self._paint_step(painter, option, index)
        else:
            self._paint_task(painter, option, index)
        painter.restore()

    def _paint_step(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setFont(self._font(option, strong=True))
        painter.setPen(QColor(theme.tokens().muted))
        area = _inside(option, self._lead(is_step=True), theme.M)
        side = leading() & ~Qt.AlignmentFlag.AlignVCenter
        area.adjust(0, 0, 0, -theme.XS)
        draw_wrapped(painter, area, side | Qt.AlignmentFlag.AlignBottom, str(index.data()))

    def _paint_task(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = option.rect.adjusted(theme.S, 1, -theme.S, -1)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.border))
            painter.setOpacity(1.0 if chosen else 0.5)
            painter.drawRoundedRect(ground, 6, 6)
            painter.setOpacity(1.0)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6)
        state = index.data(TaskListModel.StateRole)
        spot = QRect(theme.L + theme.XS, 0, _SIGN, _SIGN)
        spot.moveTop(option.rect.center().y() - _SIGN // 2)
        spot.translate(option.rect.left(), 0)
        shown = QStyle.visualRect(option.direction, option.rect, spot)
        painter.drawPixmap(
            shown, icons.pixmap(task_state.SIGNS[state], task_state.colour_of(state), _SIGN)
        )
        painter.setFont(option.font)
        painter.setPen(QColor(colours.accent if chosen else colours.text))
        area = _inside(option, self._lead(is_step=False), theme.M)
        draw_wrapped(painter, area, leading(), str(index.data()))

    @staticmethod
    def _lead(*, is_step: bool) -> int:
        return theme.L + theme.XS if is_step else theme.L + theme.XS + _SIGN + theme.M - 2

    @staticmethod
    def _font(option: QStyleOptionViewItem, *, strong: bool) -> QFont:
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    @staticmethod
    def _width(option: QStyleOptionViewItem) -> int:
        view = option.widget
        return view.viewport().width() if isinstance(view, QListView) else option.rect.width()


def _inside(option: QStyleOptionViewItem, lead: int, trail: int) -> QRect:
    area = option.rect.adjusted(lead, 0, -trail, 0)
    return QStyle.visualRect(option.direction, option.rect, area)


class TaskList(QListView):
    """Steps and tasks of a module; ``chosen`` carries the number of the task a person goes to."""

    chosen = Signal(str)

    def __init__(self, module: Module, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_told = False
        self.tasks = TaskListModel(module, self)
        self.setModel(self.tasks)
        self.setItemDelegate(TaskDelegate(self))
        self.setAccessibleName(translate("Tasks of module {letter}").format(letter=module.letter))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, QColor(theme.tokens().canvas))
        self.setPalette(palette)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def choose(self, task_key: str) -> None:
        """Choose a task without announcing it."""
        index = self.tasks.index(self.tasks.row_of(task_key))
        self._is_told = True
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._is_told = False
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        entry = index.data(TaskListModel.EntryRole)
        if isinstance(entry, Task) and not self._is_told:
            self.chosen.emit(entry.key)
