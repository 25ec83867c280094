"""What was written on the paper form is typed in, in the order of the paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from msp_desktop.app import publish
from msp_desktop.reports.document import Heading
from msp_desktop.ui.modules.implementation.type_back_page import TypeBackPage
from msp_desktop.ui.shell.places import Place
from tests.hands import Person

pytestmark = pytest.mark.ui


@pytest.fixture
def page(at_work: Person) -> TypeBackPage:
    workspace, space = at_work.workspace, at_work.desk.space_id
    before = {"title": "Before", "date": "2026-10-13", "state": "approved"}
    earlier = workspace.add("meeting", space, before)
    workspace.add("action_item", space, {"text": "Ask", "responsible": "Hari"}, earlier)
    ahead = {"title": "Ahead", "date": "2026-11-10", "state": "planned"}
    meeting = workspace.add("meeting", space, ahead)
    for title in ("Pumps", "Wells"):
        workspace.add("agenda_item", space, {"title": title}, meeting)
    workspace.add("attendance", space, {"name": "Sita"}, meeting)
    at_work.window.go(Place("type-back", meeting))
    return at_work.page(TypeBackPage)


def test_the_parts_stand_in_the_order_of_the_paper_under_its_number_and_code(
    at_work: Person, page: TypeBackPage
) -> None:
    office, space = at_work.desk.office, at_work.desk.space_id
    said = publish.compose(office, "paper-minutes", space, page._meeting_id)
    words = [label.text() for label in page.findChildren(QLabel)]
    assert any(said.number in one and said.fingerprint in one for one in words)
    printed = [block.text for block in said.blocks if isinstance(block, Heading)]
    shown = [one for one in words if one in printed]
    wanted = ("Attendance", "Still open from earlier meetings", "Agenda and discussion")
    assert tuple(dict.fromkeys(shown))[:5] == (*wanted, "Decisions", "Action points")
    assert [text for text in words if text in ("1. Pumps", "2. Wells")] == ["1. Pumps", "2. Wells"]
    assert [one for one in words if one.startswith("D") and one[1:].isdecimal()] == [
        f"D{number}" for number in range(1, 6)
    ]


def test_what_is_typed_is_kept_where_it_belongs(at_work: Person, page: TypeBackPage) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    at_work.key(Qt.Key.Key_End)
    at_work.write(" of us")
    at_work.tab_to("What was decided")
    at_work.write("Buy pumps")
    at_work.tab_to("What is to be done")
    at_work.write("Ask prices")
    page.guest.setFocus()
    at_work.write("Ram")
    at_work.key(Qt.Key.Key_Return)
    page.people.setFocus()
    at_work.key(Qt.Key.Key_Space)
    page.flush()
    meeting = workspace.read("meeting", page._meeting_id)
    assert meeting is not None
    assert meeting["title"] == "Ahead of us"
    rows = {key: workspace.rows(key, space, page._meeting_id) for key in ("decision", "attendance")}
    assert [row["text"] for row in rows["decision"]] == ["Buy pumps"]
    assert [(row["name"], row["presence"]) for row in rows["attendance"]] == [
        ("Sita", "present"),
        ("Ram", "present"),
    ]
    (action,) = workspace.rows("action_item", space, page._meeting_id)
    assert action["text"] == "Ask prices"
