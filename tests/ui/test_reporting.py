"""A report is written beside its data, kept as it went out, sent back and sent again, at the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from msp_desktop.app import reporting
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.modules.implementation.due_part import DuePart
from msp_desktop.ui.modules.implementation.report_page import ReportPage
from msp_desktop.ui.shell.workbench import place_of
from msp_desktop.ui.widgets.blocks_view import BlocksView
from tests.hands import Person

Key = Qt.Key


@pytest.fixture
def officer(at_work: Person) -> Person:
    """Somebody before task 8.3, with one line whose last month is overdue and whose running one is not."""
    workspace, space = at_work.workspace, at_work.desk.space_id
    partner = workspace.add("partner", space, {"name": "CORE", "state": "active"})
    first = today().replace(day=1)
    last_month = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    answers = {
        "what": "Monthly sheet",
        "from_partner": partner,
        "to": "Central unit",
        "cycle": "monthly",
        "runs": f"{last_month.isoformat()}/",
        "parts": "highlights lessons",
        "content": "Sessions",
    }
    workspace.add("reporting_line", space, answers)
    at_work.window.go(place_of("8.3"))
    at_work.wait(lambda: part_of(at_work).is_built)
    return at_work


def part_of(person: Person) -> DuePart:
    person.wait(lambda: bool(person.window.findChildren(DuePart)))
    return person.window.findChildren(DuePart)[0]


def choose_first(person: Person) -> DuePart:
    part = part_of(person)
    part.catch_up()
    part.view.setFocus()
    part.view.setCurrentIndex(part.view.model().index(1, 0))
    return part


def test_a_report_goes_its_way(officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    part = choose_first(officer)
    assert part.view.model().index(0, 0).isValid()
    assert part.write.isEnabled()
    assert not part.accept.isEnabled()
    part.write.click()
    officer.wait(lambda: bool(list(officer.visible(ReportPage))))
    (page,) = officer.visible(ReportPage)
    assert list(page.forms) == ["highlights", "lessons"], "the parts the line asks for"
    assert all(view.toPlainText() for view in page.findChildren(BlocksView))
    assert page.forms["highlights"].editor("highlights").has_keyboard()
    officer.write("All sessions were held.")
    page.send.setFocus()
    officer.key(Key.Key_Return)
    assert page.message.other_button is not None
    assert page.message.other_button.hasFocus(), "Enter pressed once too often must keep nothing"
    page.message.other_button.click()
    page.send.click()
    assert page.message.button is not None
    page.message.button.click()
    officer.wait(lambda: "version 1" in page.message.text)
    workspace, space = officer.workspace, officer.desk.space_id
    (report,) = workspace.rows("report_due", space)
    assert (report["state"], report["highlights"]) == ("sent", "All sessions were held.")
    page.message.button.click()
    (letter,) = opened
    assert b"application/pdf" in Path(letter).read_bytes()

    officer.window.go_back()
    part = choose_first(officer)
    officer.wait(lambda: part.chosen is not None and part.chosen.state == "due")
    rows = [
        row
        for row in range(part.view.model().rowCount())
        if part.view.matrix_model.keys(part.view.model().index(row, 0))[0] == report["id"]
    ]
    part.view.setCurrentIndex(part.view.model().index(rows[0], 0))
    part.refuse.click()
    assert part.why.isVisible()
    QTest.keyClicks(part.why, "Money is missing")
    QTest.keyClick(part.why, Key.Key_Return)
    row = workspace.read("report_due", str(report["id"])) or {}
    assert (row["state"], row["remark"]) == ("returned", "Money is missing")
    (version,) = reporting.versions_of(workspace.records(space), str(report["id"]))
    assert version["outcome"] == "returned"
