"""Answers about health are typed in quickly and shown together; what was agreed comes to the next meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.matrices.healthy import statements
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.modules.implementation.answer_sheet import AnswerSheet
from msp_desktop.ui.modules.implementation.health_part import AgreedPart, HealthPart
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person


class Asker:
    """Somebody who asked the partners, with a stack of sheets."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.workspace, self.space = person.workspace, person.desk.space_id
        self.round = self.add("health_round", {"name": "Spring", "date": "2026-04-01"})
        self.partner = self.add("partner", {"name": "Council"})

    def add(self, kind: str, values: Mapping[str, Stored]) -> str:
        return self.workspace.add(kind, self.space, values)

    def go(self) -> None:
        self.person.window.go(place_of("7.4"))
        self.person.wait(lambda: bool(self.person.window.findChildren(AnswerSheet)))
        for page in self.person.window.findChildren(TaskPage):
            page.turns.show_all()

    @property
    def sheet(self) -> AnswerSheet:
        (part,) = self.person.window.findChildren(AnswerSheet)
        return part

    @property
    def health(self) -> HealthPart:
        (part,) = self.person.window.findChildren(HealthPart)
        return part

    def type(self, digits: str) -> None:
        self.sheet.statements.setFocus()
        QTest.keyClicks(self.sheet.statements, digits)
        QTest.qWait(20)

    def checks(self) -> list[Mapping[str, Stored]]:
        return list(self.workspace.rows("health_check", self.space))


@pytest.fixture
def asker(at_work: Person) -> Asker:
    return Asker(at_work)


def test_digits_of_every_script_answer(asker: Asker) -> None:
    asker.go()
    typed = QKeyEvent(QEvent.Type.KeyPress, 0x096A, Qt.KeyboardModifier.NoModifier, "४")
    QApplication.sendEvent(asker.sheet.statements, typed)
    (row,) = asker.checks()
    assert row[next(key for key, _words, _axis in statements())] == 4


def test_a_round_just_added_is_the_one_typed_into(asker: Asker) -> None:
    asker.workspace.remove("health_round", asker.round)
    asker.go()
    asker.person.wait(lambda: hasattr(asker.sheet, "round"))
    assert not asker.sheet.round.currentData()
    autumn = asker.add("health_round", {"name": "Autumn", "date": "2026-10-01"})
    asker.person.wait(lambda: asker.sheet.round.currentData() == autumn)
    asker.type("5")
    earlier = asker.add("health_round", {"name": "Spring", "date": "2026-04-01"})
    asker.person.wait(lambda: asker.sheet.round.findData(earlier) >= 0)
    assert asker.sheet.round.currentData() == autumn


def test_a_sheet_is_typed_by_digits_alone_and_kept_at_once(asker: Asker) -> None:
    asker.go()
    asker.type("5")
    (row,) = asker.checks()
    keys = [key for key, _words, _axis in statements()]
    assert (row["round"], row["date"], row["partner"]) == (asker.round, "2026-04-01", None)
    assert row[keys[0]] == 5
    asker.type("4" * 28 + "0")
    (row,) = asker.checks()
    assert [row[key] for key in keys] == [5, *[4] * 28, None]
    item = asker.sheet.statements.item(0, 1)
    assert item is not None
    assert item.text() == "5 Fully"


def test_backspace_goes_back_and_zero_empties(asker: Asker) -> None:
    asker.go()
    asker.type("3")
    QTest.keyClick(asker.sheet.statements, Qt.Key.Key_Backspace)
    asker.type("0")
    (row,) = asker.checks()
    assert row["purpose"] is None
    asker.workspace.undo()
    (row,) = asker.checks()
    assert row["purpose"] == 3


def test_what_somebody_does_not_know_is_seen_and_what_was_not_asked_stays_empty(
    asker: Asker,
) -> None:
    asker.go()
    asker.type("040")
    table = asker.sheet.statements

    def told() -> list[str]:
        return [item.text() for at in range(5) if (item := table.item(at, 1)) is not None]

    assert told() == ["Don't know", "4 Mostly", "Don't know", "", ""]
    asker.person.press("Next respondent")
    assert told() == [""] * 5


def test_one_respondent_after_another_and_few_anonymous_answers_are_not_shown(
    asker: Asker,
) -> None:
    asker.go()
    for at in range(3):
        asker.type(f"{at + 1}5")
        if at == 1:
            asker.person.wait(
                lambda: asker.person.reads("Spring is not shown: only 2 have answered")
            )
        asker.person.press("Next respondent")
    assert [row["purpose"] for row in asker.checks()] == [1, 2, 3]
    asker.person.wait(lambda: asker.health.radar.isVisibleTo(asker.health))
    assert not asker.person.reads("Spring is not shown")
    assert "Shared purpose: Now: Spring" in asker.health.radar.picture.told


def test_an_answer_with_a_name_belongs_to_its_partner(asker: Asker) -> None:
    asker.go()
    box = asker.sheet.respondent
    box.setCurrentIndex(box.findData(asker.partner))
    box.activated.emit(box.currentIndex())
    asker.type("2")
    (row,) = asker.checks()
    assert row["partner"] == asker.partner


def test_what_was_agreed_is_put_on_the_next_agenda_as_one_step(asker: Asker) -> None:
    for text in ("Answer letters", "Share the budget"):
        asker.add(
            "health_action",
            {"text": text, "round": asker.round, "responsible": "Sita", "due": "2026-12-24"},
        )
    asker.go()
    (part,) = asker.person.window.findChildren(AgreedPart)
    part.put.click()
    assert asker.person.reads("No meeting is planned.")
    meetings = [
        asker.add(
            "meeting",
            {
                "title": title,
                "state": "planned",
                "date": (today() + timedelta(days)).isoformat(),
            },
        )
        for title, days in (("Later", 40), ("Next", 10), ("Past", -10))
    ]
    part.put.click()
    items = asker.workspace.rows("agenda_item", asker.space, meetings[1])
    assert [(row["title"], row["presenter"]) for row in items] == [
        ("Health of the partnership: Answer letters", "Sita"),
        ("Health of the partnership: Share the budget", "Sita"),
    ]
    actions = asker.workspace.rows("health_action", asker.space)
    assert {row["meeting"] for row in actions} == {meetings[1]}
    QTest.qWait(20)
    assert not part.put.isEnabled()
    asker.workspace.undo()
    assert asker.workspace.rows("agenda_item", asker.space, meetings[1]) == []
    assert {row["meeting"] for row in asker.workspace.rows("health_action", asker.space)} == {None}
