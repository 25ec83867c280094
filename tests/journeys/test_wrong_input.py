"""What is typed wrongly: said beside the field, kept on the screen, and never lost without a word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from msp_desktop.domain.fields import Stored
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.forms.record_list import RecordList
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

pytestmark = pytest.mark.ui

WRONG = [
    (
        "2.3",
        "scope",
        "time_frame",
        "2026-01-01/2026-06-30",
        ("01/09/2026", "01/03/2026"),
        "before the first",
    ),
    ("3.5", "body", "quorum_share", "60", ("120",), "between 0 and 100"),
    ("1.4", "partner", "email", "water@jumla.gov.np", ("water.jumla.gov.np",), "with an @"),
    ("3.1", "commitment", "value", "NPR 500", ("12,50",), "can mean 12.50 or 1,250"),
]
cases = pytest.mark.parametrize(
    ("task", "kind", "field", "before", "typed", "said"), WRONG, ids=[one[2] for one in WRONG]
)


@cases
def test_it_is_said_beside_the_field_and_stays_until_it_is_right(
    at_work: Person,
    task: str,
    kind: str,
    field: str,
    before: Stored,
    typed: Sequence[str],
    said: str,
) -> None:
    record_id, form = opened(at_work, task, kind, field, before)
    write(form, field, typed)
    for _step in range(3):  # a calendar or a currency may come first
        if form.editor(field).has_keyboard():
            at_work.key(Qt.Key.Key_Tab)
    assert said in form.rows[field].message
    (shown,) = (one for one in form.rows[field].findChildren(QLabel) if said in one.text())
    at_work.wait(shown.isVisible)
    assert said in lines(form, field)[0].accessibleDescription()
    at_work.wait(lambda: field_label(form, field) in saving(at_work))

    # leaving the page, and the tab, and coming back
    at_work.window.go(place_of("1.2"))
    at_work.window.go(place_of("7.1"))
    assert field_label(form, field) in saving(at_work), "not all is saved, wherever one is"
    at_work.window.go(place_of(task))
    assert texts(form, field)[-len(typed) :] == list(typed)
    assert said in form.rows[field].message

    # closing the window from elsewhere
    at_work.window.go(place_of("7.1"))
    at_work.window.close()
    assert at_work.window.isVisible()
    assert at_work.reads(f"“{field_label(form, field)}” in task {task} is not saved yet")
    assert form.rows[field].isVisible(), "the page with the field is shown"
    at_work.wait(lambda: at_work.window.focusWidget() in form.editor(field).inputs())
    assert stored(at_work, kind, record_id, field) == before, "what stood there is still there"


@pytest.mark.parametrize(
    ("task", "kind", "field", "before", "typed", "said"),
    [one for one in WRONG if one[1] != "scope"],
    ids=[one[2] for one in WRONG if one[1] != "scope"],
)
def test_the_form_of_another_entry_is_not_opened_over_it(
    at_work: Person,
    task: str,
    kind: str,
    field: str,
    before: Stored,
    typed: Sequence[str],
    said: str,
) -> None:
    record_id, form = opened(at_work, task, kind, field, before)
    records = page(at_work).lists[kind]
    write(form, field, typed)
    at_work.press(records.add_button.accessibleName())
    assert records.detail is not None
    assert records.detail.form is form
    assert form.editor(field).has_keyboard()
    assert said in form.rows[field].message
    assert field_label(form, field) in records.message.text

    at_work.press("Leave it out")
    assert records.detail is None
    assert stored(at_work, kind, record_id, field) == before
    at_work.wait(lambda: saving(at_work) == "All changes saved")


def test_the_second_time_the_window_closes_and_only_what_was_told_is_left_out(
    at_work: Person,
) -> None:
    record_id, form = opened(at_work, "1.4", "partner", "email", "water@jumla.gov.np")
    write(form, "email", ["nobody"])
    at_work.window.close()
    assert at_work.window.isVisible()

    write(form, "email", ["somebody@jumla.gov.np"])
    form.flush()
    assert stored(at_work, "partner", record_id, "email") == "somebody@jumla.gov.np"
    write(form, "email", ["nobody"])
    at_work.window.close()
    assert at_work.window.isVisible(), "that is another answer, of which nobody was told"
    at_work.window.close()
    assert not at_work.window.isVisible()


def test_another_partnership_is_not_opened_over_it(at_work: Person) -> None:
    other = at_work.workspace.add_partnership({"name": "Dry fields"})
    here = at_work.desk.space_id
    _record, form = opened(at_work, "1.4", "partner", "email", "water@jumla.gov.np")
    write(form, "email", ["nobody"])
    at_work.window.open_partnership(other)
    assert at_work.desk.space_id == here
    assert texts(form, "email") == ["nobody"]
    at_work.window.open_partnership(other)
    assert at_work.desk.space_id == other


def opened(
    person: Person, task: str, kind: str, field: str, before: Stored
) -> tuple[str, RecordForm]:
    """Open the form of a record with one good answer."""
    space = person.desk.space_id
    if kind == "scope":
        record_id = person.workspace.set_single(kind, space, {field: before})
        person.window.go(place_of(task))
        return record_id, page(person).forms[kind]
    record_id = person.workspace.add(kind, space, {field: before})
    person.window.go(place_of(task))
    records: RecordList = page(person).lists[kind]
    records.open_row(0)
    assert records.detail is not None
    person.wait(records.detail.isVisible)
    return record_id, records.detail.form


def page(person: Person) -> TaskPage:
    module = person.window.workbench.module_page
    assert module is not None
    assert module.page is not None
    return module.page


def lines(form: RecordForm, field: str) -> list[QLineEdit]:
    return [part for part in form.editor(field).inputs() if isinstance(part, QLineEdit)]


def texts(form: RecordForm, field: str) -> list[str]:
    return [line.text() for line in lines(form, field)]


def write(form: RecordForm, field: str, typed: Sequence[str]) -> None:
    """Type in the place of what stands there."""
    form.reveal(field)
    for line, text in zip(lines(form, field), typed, strict=True):
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)


def field_label(form: RecordForm, field: str) -> str:
    return form.kind.fields[field].label


def saving(person: Person) -> str:
    return person.window.top_bar.save_state.accessibleName()


def stored(person: Person, kind: str, record_id: str, field: str) -> Stored:
    row = person.workspace.read(kind, record_id)
    assert row is not None
    return row[field]
