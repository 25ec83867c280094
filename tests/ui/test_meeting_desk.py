"""Work on a meeting begins on the page of task 7.1: its agenda, its minutes, the next one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from msp_desktop.ui.modules.implementation.meeting_desk import MeetingDesk
from msp_desktop.ui.modules.implementation.minutes_page import MinutesPage
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

pytestmark = pytest.mark.ui

SOON = (date.today() + timedelta(days=7)).isoformat()  # noqa: DTZ011
LAST = (date.today() - timedelta(days=40)).isoformat()  # noqa: DTZ011


@pytest.fixture
def desk(at_work: Person) -> MeetingDesk:
    """The desk of a partnership with a meeting behind it and one ahead."""
    workspace, space = at_work.workspace, at_work.desk.space_id
    before = workspace.add("meeting", space, {"title": "Before", "date": LAST, "state": "approved"})
    workspace.add("action_item", space, {"text": "Ask", "due": LAST, "state": "open"}, before)
    ahead = {"title": "Ahead", "date": SOON, "state": "planned", "start": "10:00"}
    workspace.add("meeting", space, ahead)
    workspace.add("topic", space, {"title": "A room", "minutes": 15})
    at_work.window.go(place_of("7.1"))
    return desk_of(at_work)


def desk_of(person: Person) -> MeetingDesk:
    module = person.window.workbench.module_page
    assert module is not None
    assert module.page is not None
    return next(part for part in module.page.designed if isinstance(part, MeetingDesk))


def test_proposed_subjects_are_unticked_and_put_on_the_agenda_by_keyboard(
    at_work: Person, desk: MeetingDesk
) -> None:
    assert desk.meetings.currentText().startswith("Ahead")
    assert [one.title for one in desk.box.chosen] == ["Action points from before", "A room"]
    desk.box.rows[0].button.setFocus()
    at_work.key(Qt.Key.Key_Space)
    at_work.tab_to("Put 1 subject on the agenda")
    at_work.key(Qt.Key.Key_Return)
    titles = [row["title"] for row in at_work.workspace.rows("agenda_item", at_work.desk.space_id)]
    assert titles == ["A room"]
    at_work.wait(lambda: [one.title for one in desk.box.chosen] == [])
    assert [row.is_chosen for row in desk.box.rows] == [False], "what was unticked stays so"
    assert desk.timing.text() == "The agenda takes 15 minutes."


def test_a_regular_meeting_on_a_feast_is_told(at_work: Person, desk: MeetingDesk) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    feast = date.fromisoformat(SOON) + timedelta(days=7)
    plan = {"rule": "weekly", "first_on": SOON}
    workspace.set_single("meeting_plan", space, plan)
    workspace.add("day_off", space, {"date": feast.isoformat(), "name": "District election"})
    at_work.wait(lambda: "is no working day (District election)" in desk.series.text())


def test_minutes_are_taken_with_a_key(at_work: Person, desk: MeetingDesk) -> None:
    desk.meetings.setFocus()
    at_work.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = at_work.page(MinutesPage)
    assert page.head.facts.text().startswith("Ahead")


def test_the_next_meeting_of_the_series_is_planned_with_a_button(
    at_work: Person, desk: MeetingDesk
) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    assert "Say under “The regular meeting”" in desk.series.text()
    workspace.set_single("meeting_plan", space, {"rule": "weekly", "first_on": LAST})
    at_work.wait(lambda: desk.series.text().startswith("By your rule"))
    desk.plan.click()
    days = {str(row["date"]) for row in workspace.rows("meeting", space)} - {LAST, SOON}
    (day,) = days
    assert SOON < day <= (date.fromisoformat(SOON) + timedelta(days=7)).isoformat()
    workspace.set_single("meeting_plan", space, {"pattern": "every full moon"})
    at_work.wait(lambda: "cannot be followed" in desk.series.text())
    assert not desk.plan.isVisible()


def test_an_invitation_is_written_where_somebody_chooses(
    at_work: Person, desk: MeetingDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ahead.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(file), ""))
    at_work.press("Invitation for calendars")
    assert b"SUMMARY:Ahead" in file.read_bytes()
    assert "ahead.ics" in desk.message.text
    missing = tmp_path / "no such folder" / "a.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(missing), ""))
    at_work.press("Invitation for calendars")
    assert "could not be written" in desk.message.text
