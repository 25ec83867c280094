"""How the documents of the open partnership are written, chosen on the page of settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msp_desktop.ui.forms.record_form import RecordForm
from tests.hands import Person


def form_on(person: Person) -> RecordForm:
    person.window.go_to_page("settings")
    return next(form for form in person.visible(RecordForm) if form.kind.key == "partnership")


def test_language_digits_and_calendar_are_kept_with_the_partnership(at_work: Person) -> None:
    form = form_on(at_work)
    assert set(form.rows) == {"language", "digits", "calendar", "month_lengths"}
    (calendar,) = form.editor("calendar").inputs()
    calendar.setFocus()
    QTest.keyClicks(calendar, "Bikram")
    QTest.keyClick(calendar, Qt.Key.Key_Return)
    at_work.window.go_back()
    workspace, space = at_work.desk.office.workspace, at_work.desk.space_id
    row = workspace.read("partnership", space)
    assert row is not None
    assert row["calendar"] == "bikram_sambat"
    assert workspace.history_of("partnership", space), "it is shared and undone like any answer"
