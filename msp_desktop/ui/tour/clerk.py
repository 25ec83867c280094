"""Filling in the tasks of a module by hand, from what the sample partnership says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from msp_desktop.app.sample import Entry, add_entries, references
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import HOME_TASK
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Row, Shape
from msp_desktop.domain.tasks import Progress, Task, TaskState
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.record_detail import RecordDetail
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.record_list import RecordList
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.shell.workbench import place_of
from msp_desktop.ui.tour.fingers import fill
from msp_desktop.ui.tour.guide import Guide
from msp_desktop.ui.tour.hands import StepFailed
from msp_desktop.ui.widgets.fold import Fold


class TasksNotDone(Problem):
    """Raised when tasks that were filled in by hand still lack something."""

    def __init__(self, lacking: Iterable[str]) -> None:
        super().__init__(
            _("These tasks were filled in and are not done:\n{tasks}"), tasks="\n".join(lacking)
        )


class Clerk(Guide):
    """Somebody who types a partnership's records into the pages of its tasks.

    What is to be typed are entries of a sample, told by `take_script`. An answer that refers to a
    record which is not there yet waits until `catch_up`.
    """

    def take_script(self, entries: Sequence[Entry]) -> None:
        """Write from now on what these entries say; nothing of it is written down yet."""
        self._entries = entries
        self.ids: dict[tuple[str, str], str] = {}  # by kind and local name
        self._places: dict[int, str] = {}
        self._waiting: list[tuple[Entry, str]] = []

    def find_written(self, entries: Sequence[Entry]) -> None:
        """Begin where others have done their part: entries of earlier modules are there already."""
        self.ids |= add_entries(self._workspace, self._space_id, entries)
        for entry in entries:
            self._places[id(entry)] = self.ids[entry.kind.key, entry.ref]
            known = references(entry, self.ids)
            self._waiting += [(entry, key) for key in entry.names if key not in known]
        self.settle()

    def choose_task(self, task_key: str) -> TaskPage:
        """Go to a task by its tab and the list of tasks, as a person does with the mouse."""
        tabs = self.window.workbench.tabs
        self.click(tabs, tabs.tabRect(tabs.pages.index(place_of(task_key).page)).center())
        self.settle()
        shown = self.window.workbench.module_page
        assert shown is not None
        index = shown.list.tasks.index(shown.list.tasks.row_of(task_key))
        shown.list.scrollTo(index)
        self.click(shown.list, shown.list.visualRect(index).center())
        self.settle()
        if shown.page is None or shown.page.task.key != task_key:
            raise StepFailed(f"the page of task {task_key} does not open")
        shown.page.turns.show_all()
        self.settle()
        return shown.page

    def fill_task(self, task: Task) -> None:
        """Type everything that is to be written down in a task."""
        page = self.choose_task(task.key)
        for kind in task.kinds:
            for entry in [one for one in self._entries if one.kind is kind]:
                if kind.shape is Shape.ONE:
                    form = page.forms[kind.key]
                    self._write(form, entry)
                    self._places[id(entry)] = str(form.record_id)
                elif not kind.owner:
                    self._add(page.lists[kind.key], entry)
                elif id(entry) not in self._places:  # what it hangs on was there before
                    self._add(self._list_of(page, entry), entry)
        self.wait_until_saved()

    def catch_up(self) -> None:
        """Go back to answers that had to wait for a record they refer to, as far as it is there now."""
        waiting, self._waiting = self._waiting, []
        for entry, field_key in waiting:
            answer = references(entry, self.ids).get(field_key)
            if answer is None:
                self._waiting.append((entry, field_key))
                continue
            fill(self._open(entry).editor(field_key), answer, self)
            self.wait_until_saved()

    def wait_until_saved(self) -> None:
        """Wait until the window says that everything is saved."""
        saving = self.window.top_bar.save_state
        self.wait(lambda: not saving.is_saving, "everything is saved")

    def look_at(self, task: Task) -> None:
        """Take pictures of a task: from its head on, each designed part, each list with an entry open."""
        page = self.choose_task(task.key)
        page.verticalScrollBar().setValue(0)
        title = f"{task.key} {translate(task.title)}"
        self.picture(f"task-{task.key}", title)
        for number, part in enumerate(page.designed, 1):
            _scroll_to_top_of(part, page)
            self.picture(f"task-{task.key}-part-{number}", f"{title}: {part.accessibleName()}")
        for records in page.lists.values():
            if records.table_model.rowCount():
                detail = self._open_row(records, 0)
                self.settle()
                _scroll_to_top_of(records, page)
                words = translate(records.kind.plural)
                self.picture(f"task-{task.key}-{records.kind.key}", f"{title}: {words}")
                self._close(detail)

    def check(self, tasks: Iterable[Task]) -> None:
        """Raise `TasksNotDone` when one of these tasks still lacks something."""
        nothing = translate(_("nothing is typed"))
        lacking = [
            f"{task.key} {translate(task.title)}: "
            + ("; ".join(hole.text for hole in found.missing) or nothing)
            for task in tasks
            if (found := self.progress(task)).state is not TaskState.DONE
        ]
        if lacking:
            raise TasksNotDone(lacking)

    def progress(self, task: Task) -> Progress:
        """Return how far a task has come, as the rules see it."""
        return self._workspace.progress(self._space_id)[task.key]

    def stored(self, entry: Entry) -> Row:
        """Return what is stored of an entry that was written down."""
        return self._workspace.read(entry.kind.key, self._places[id(entry)]) or {}

    # Inside

    @property
    def _workspace(self) -> Workspace:
        assert self.window.desk is not None
        return self.window.desk.office.workspace

    @property
    def _space_id(self) -> str:
        assert self.window.desk is not None
        return self.window.desk.space_id

    def _add(self, records: RecordList, entry: Entry) -> None:
        self.click(records.add_button)
        detail = records.detail
        if detail is None:
            raise StepFailed(f"no form opens for a new entry in {records.kind.plural!r}")
        self._write(detail.form, entry)
        owned = [one for one in self._entries if one.kind.owner == entry.kind.key]
        hanging = [one for one in owned if entry.ref and one.owner == entry.ref]
        if hanging:
            self.wait(lambda: bool(detail.lists), "the new entry is stored")
        for one in hanging:
            self._add(next(part for part in detail.lists if part.kind is one.kind), one)
        form = detail.form
        self._close(detail)
        if form.record_id is None:
            raise StepFailed(f"the new entry in {records.kind.plural!r} is not stored")
        self._places[id(entry)] = self.ids[entry.kind.key, entry.ref] = form.record_id

    def _write(self, form: RecordForm, entry: Entry) -> None:
        for fold in form.findChildren(Fold):
            if not fold.is_open:
                self.click(fold.button)
        answers = self._answers(entry)
        for field_key in form.kind.fields:
            if answers.get(field_key) is not None:
                if form.is_elsewhere(field_key):
                    form.reveal(field_key)
                    self.settle()
                fill(form.editor(field_key), answers[field_key], self)

    def _answers(self, entry: Entry) -> Mapping[str, Stored]:
        known = references(entry, self.ids)
        self._waiting += [(entry, key) for key in entry.names if key not in known]
        return {**entry.plain, **known}

    def _open(self, entry: Entry) -> RecordForm:
        """Go to where an entry was written down."""
        page = self.choose_task(HOME_TASK[entry.kind.key])
        if entry.kind.shape is Shape.ONE:
            return page.forms[entry.kind.key]
        records = self._list_of(page, entry)
        return self._open_row(records, records.table_model.row_of(self._places[id(entry)])).form

    def _list_of(self, page: TaskPage, entry: Entry) -> RecordList:
        """Return the list an entry stands in; of one that hangs on another, open that first."""
        if not entry.kind.owner:
            return page.lists[entry.kind.key]
        owners = page.lists[entry.kind.owner]
        owner = self.ids[entry.kind.owner, entry.owner]
        detail = self._open_row(owners, owners.table_model.row_of(owner))
        return next(part for part in detail.lists if part.kind is entry.kind)

    def _open_row(self, records: RecordList, row: int) -> RecordDetail:
        index = records.table_model.index(row, 0)
        records.table.scrollTo(index)
        self.click(records.table, records.table.visualRect(index).center())
        if records.detail is None:
            raise StepFailed(f"row {row + 1} of {records.kind.plural!r} does not open")
        return records.detail

    def _close(self, detail: RecordDetail) -> None:
        self.press(translate(_("Close")), detail)


def _scroll_to_top_of(part: QWidget, page: TaskPage) -> None:
    sheet = page.widget()
    assert sheet is not None
    top = part.mapTo(sheet, part.rect().topLeft()).y()
    page.verticalScrollBar().setValue(top - theme.M)
