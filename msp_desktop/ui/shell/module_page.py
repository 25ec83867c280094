"""One module's tab: its steps and tasks at the left, the page of the chosen task beside them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from msp_desktop.domain.tasks import Module, Progress, Task
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.shell.task_list import TaskList
from msp_desktop.ui.widgets.labels import keep_off, plain_label
from msp_desktop.ui.widgets.paper import push

if TYPE_CHECKING:
    from msp_desktop.ui.forms.task_page import TaskPage

MakePage = Callable[[Task, QWidget], "TaskPage"]
PAGES_KEPT = 6
_LIST_WIDTH, _LIST_NARROW = 280, 230
_BESIDE_FROM, _ROOMY_FROM = 760, 900


class ModulePage(QSplitter):
    """Shows the tasks of a module; makes a task's page when it is first shown.

    Where there is room for one of them only, list and page take turns.

    ``task_chosen`` carries the number of the task a person chooses in the list, ``go_to_task`` that of a
    task a page points to, ``go_to_record`` kind, identifier and field of a record on another page,
    ``page_wanted`` the name of a page beside the tabs and a part of it, ``unsaved`` whether something
    typed is not stored yet. The pages shown last are kept.
    """

    task_chosen = Signal(str)
    go_to_task = Signal(str)
    go_to_record = Signal(str, str, str)
    page_wanted = Signal(str, str)
    unsaved = Signal(bool)

    def __init__(self, module: Module, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.module = module
        self._tasks = {task.key: task for task in module.tasks}
        self._make_page: MakePage | None = None
        self._pages: OrderedDict[str, TaskPage] = OrderedDict()
        self._wanted = ""
        self.list = TaskList(module)
        self.list.chosen.connect(self.task_chosen)
        self._shows_list = False
        self._stack = QStackedWidget()
        self._waiting = QWidget()
        self._stack.addWidget(self._waiting)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._side = self._make_side()
        self._to_list = push(translate("All tasks"), "plain", "list")
        self._to_list.clicked.connect(self._on_to_list)
        self._right = self._make_right()
        self.addWidget(self._side)
        self.addWidget(self._right)
        self.setStretchFactor(1, 1)
        self.setSizes([_LIST_WIDTH, 1000])

    @property
    def page(self) -> TaskPage | None:
        """The page that is shown."""
        return self._pages.get(self._wanted)

    @property
    def unfinished(self) -> Mapping[str, tuple[str, ...]]:
        """By task, the labels of fields that hold something which cannot be stored yet, on any page."""
        found = {key: page.unfinished for key, page in self._pages.items()}
        return {key: labels for key, labels in found.items() if labels}

    @property
    def task_key(self) -> str:
        """The number of the task that is shown or will be."""
        return self._wanted

    def attach(self, make_page: MakePage | None) -> None:
        """Make pages with ``make_page`` from now on; without one, let go of all pages."""
        self._make_page = make_page
        if make_page is None:
            self._stack.setCurrentWidget(self._waiting)
            while self._pages:
                self._drop(next(iter(self._pages)))
        elif self._wanted and self.isVisible():  # the others make theirs when somebody goes there
            self.show_task(self._wanted)

    def show_task(self, task_key: str) -> None:
        """Show a task's page. Raises KeyError when the module has no such task."""
        task = self._tasks[task_key]
        self._wanted = task_key
        self._shows_list = False
        self._take_turns()
        self.list.choose(task_key)
        if self._make_page is None:
            return
        if task_key not in self._pages:
            self._pages[task_key] = self._new_page(task, self._make_page)
        self._pages.move_to_end(task_key)
        self._stack.setCurrentWidget(self._pages[task_key])
        # A page made while the tab changes is not visible until the loop turns: Tab would skip it.
        self._pages[task_key].show()
        self._drop_old_pages()

    def show_progress(self, progress: Mapping[str, Progress]) -> None:
        """Show how far the tasks have come."""
        self.list.tasks.show_progress(progress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = _LIST_WIDTH if self.width() >= _ROOMY_FROM else _LIST_NARROW
        if event.size().width() != event.oldSize().width():
            self.setSizes([width, max(self.width() - width, 1)])
        self._take_turns()
        super().resizeEvent(event)

    def _take_turns(self) -> None:
        has_room = self.width() >= _BESIDE_FROM
        self._to_list.setVisible(not has_room)
        self._side.setVisible(has_room or self._shows_list)
        self._right.setVisible(has_room or not self._shows_list)

    def _on_to_list(self) -> None:
        self._shows_list = True
        self._take_turns()
        self.list.setFocus()

    def _make_right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._to_list, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._stack, 1)
        return right

    def _make_side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(180)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, theme.L, 0, 0)
        column.setSpacing(theme.XS)
        stage = translate("Policy cycle: {stage}").format(stage=translate(self.module.stage))
        for text in (stage, translate(self.module.purpose)):
            said = plain_label(text, "caption")
            keep_off(said, theme.L + theme.XS, 0, theme.M, 0)
            column.addWidget(said)
        column.addWidget(self.list, 1)
        return side

    def _new_page(self, task: Task, make_page: MakePage) -> TaskPage:
        page = make_page(task, self._stack)
        page.go_to_task.connect(self.go_to_task)
        page.go_to_record.connect(self.go_to_record)
        page.page_wanted.connect(self.page_wanted)
        page.unsaved.connect(self.unsaved)
        self._stack.addWidget(page)
        return page

    def _drop_old_pages(self) -> None:
        """Let go of pages seen long ago, but of none with a half-typed answer: it is stored nowhere else."""
        finished = [key for key, page in self._pages.items() if not page.unfinished]
        for key in finished[: max(len(self._pages) - PAGES_KEPT, 0)]:
            if key != self._wanted:
                self._drop(key)

    def _drop(self, task_key: str) -> None:
        page = self._pages.pop(task_key)
        page.flush()
        self._stack.removeWidget(page)
        page.deleteLater()
