"""The page of task 8.2 shows how cooperation changed between two days that are chosen by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msp_desktop.ui.modules.implementation.process_part import ProcessPart
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person


def test_two_days_are_compared_and_an_assessment_that_is_due_is_said(at_work: Person) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    keys = [
        workspace.add("process_criterion", space, {"name": name, "today": 2, "desired": 5})
        for name in ("Heard", "Open", "Kept")
    ]
    for day, level in (("2025-01-10", 3), ("2025-06-10", 5)):
        workspace.add(
            "process_assessment", space, {"criterion": keys[0], "date": day, "level": level}
        )
    workspace.set_single("health_plan", space, {"rhythm": "quarterly"})
    at_work.window.go(place_of("8.2"))
    at_work.wait(lambda: bool(at_work.window.findChildren(ProcessPart)))
    (part,) = at_work.window.findChildren(ProcessPart)
    at_work.wait(lambda: "Heard" in part.change.picture.told)
    assert "Heard: At the start 2, 10 June 2025 5." in part.change.picture.told
    assert at_work.reads("Open: never assessed. How often you check: Every quarter.")
    part.then.setFocus()
    QTest.keyClick(part.then, Qt.Key.Key_Down)
    part.then.activated.emit(part.then.currentIndex())
    assert "Heard: 10 January 2025 3, 10 June 2025 5." in part.change.picture.told
    workspace.add(
        "process_assessment", space, {"criterion": keys[0], "date": "2025-09-01", "level": 4}
    )
    at_work.wait(lambda: "1 September 2025 4" in part.change.picture.told)
    assert "10 January 2025 3" in part.change.picture.told, "the day that was chosen stays"

    part.radar_frame.enlarge.click()
    assert part.radar_frame.is_enlarged
    at_work.window.go(place_of("7.1"))
    at_work.wait(lambda: not part.radar_frame.is_enlarged)
