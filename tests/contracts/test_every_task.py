"""What holds for every task and every answer of the guideline, in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from msp_desktop.app.office import open_office
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Field, Reference, References, Stored
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.records import RecordKind, Shape
from msp_desktop.domain.tasks import Task
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import editor_for
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.record_list import RecordList
from msp_desktop.ui.forms.task_page import TaskPage
from tests.contracts.answering import add_record, enter, two_answers

pytestmark = pytest.mark.ui

every_task = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)


def test_every_kind_of_field_has_an_editor() -> None:
    in_use = {type(field) for kind in KINDS.values() for field in kind.fields.values()}
    assert all(issubclass(one, Field) for one in in_use)
    without = {
        one.__name__ for one in in_use if editor_for.dispatch(one) is editor_for.dispatch(Field)
    }
    assert not without


@every_task
def test_every_answer_is_stored_undone_and_shown_again_after_reopening(
    task: Task, qapp: QApplication, home: Path
) -> None:
    office = open_office(home)
    space = office.workspace.add_partnership({"name": "Clean water"})
    referred = _records_to_refer_to(task, office.workspace, space)
    page = TaskPage(task, office.workspace, ChangeBus(office.workspace), space)
    expected: dict[str, str] = {}
    for kind in _with_owners_first(task.kinds):
        form = _form_of(page, kind, expected)
        assert form.record_id is not None or kind.shape is Shape.MANY
        for field in kind.fields.values():
            _answer_and_undo(form, field, office.workspace, referred)
        assert form.record_id is not None
        expected[kind.key] = form.record_id
    stored = {key: office.workspace.read(key, at) for key, at in expected.items()}
    _let_go(page)
    office.close()

    reopened = open_office(home)
    assert {key: reopened.workspace.read(key, at) for key, at in expected.items()} == stored
    again = TaskPage(task, reopened.workspace, ChangeBus(reopened.workspace), space)
    for kind in _with_owners_first(task.kinds):
        again.reveal(kind.key, expected[kind.key])
        form = _open_form(again, kind)
        row = stored[kind.key]
        assert row is not None
        shown = {key: form.editor(key).stored() for key in kind.fields}
        assert shown == {key: row[key] for key in kind.fields}
    _let_go(again)
    reopened.close()


def _let_go(page: TaskPage) -> None:
    """Take a page away at once: without a window nothing would until the last test."""
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def _answer_and_undo(
    form: RecordForm, field: Field, workspace: Workspace, referred: dict[str, list[str]]
) -> None:
    editor = form.editor(field.key)
    ids = referred[field.to] if isinstance(field, Reference | References) else []
    first, second = two_answers(field, ids)
    assert first != second
    for answer in (first, second):
        enter(editor, answer)
        form.flush()
        assert not form.unfinished
        assert _stored(workspace, form, field) == answer
    workspace.undo()
    assert _stored(workspace, form, field) == first
    assert editor.stored() == first, "the open form shows the earlier answer"
    workspace.redo()
    assert editor.stored() == second


def _stored(workspace: Workspace, form: RecordForm, field: Field) -> Stored:
    assert form.record_id is not None
    row = workspace.read(form.kind.key, form.record_id)
    assert row is not None
    return row[field.key]


def _form_of(page: TaskPage, kind: RecordKind, made: dict[str, str]) -> RecordForm:
    """Open the form in which a record of a kind is made, as a person would."""
    if kind.shape is Shape.ONE:
        return page.forms[kind.key]
    if kind.owner:
        page.reveal(kind.owner, made[kind.owner])
    records = _list_of(page, kind)
    records.add()
    return _open_form(page, kind)


def _open_form(page: TaskPage, kind: RecordKind) -> RecordForm:
    if kind.shape is Shape.ONE:
        return page.forms[kind.key]
    detail = _list_of(page, kind).detail
    assert detail is not None
    return detail.form


def _list_of(page: TaskPage, kind: RecordKind) -> RecordList:
    if not kind.owner:
        return page.lists[kind.key]
    parent = page.lists[kind.owner].detail
    assert parent is not None
    return next(part for part in parent.lists if part.kind is kind)


def _with_owners_first(kinds: tuple[RecordKind, ...]) -> Iterator[RecordKind]:
    yield from (kind for kind in kinds if not kind.owner)
    yield from (kind for kind in kinds if kind.owner)


def _records_to_refer_to(task: Task, workspace: Workspace, space: str) -> dict[str, list[str]]:
    targets = {
        field.to
        for kind in task.kinds
        for field in kind.fields.values()
        if isinstance(field, Reference | References)
    }
    return {
        key: [add_record(workspace, space, key, name) for name in ("Red river", "Blue lake")]
        for key in targets
    }
