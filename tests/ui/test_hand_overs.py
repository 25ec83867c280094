"""Plans by period and hand-overs are worked with by mouse and by keys; each gesture is one step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from msp_desktop.domain.fields import Stored
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.modules.implementation.board_part import BoardPart
from msp_desktop.ui.modules.implementation.hand_over_part import HandOverPart
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier


class Coordinator:
    """Somebody before the plans of two partners."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.workspace, self.space = person.workspace, person.desk.space_id
        self.council = self.add("partner", {"name": "Council"})
        self.utility = self.add("partner", {"name": "Utility"})
        begin = today().replace(month=(today().month - 1) // 3 * 3 + 1, day=1)
        week = f"{begin.isoformat()}/{(begin + timedelta(6)).isoformat()}"
        self.begin = begin
        self.permits = self.add(
            "plan_item", {"what": "Permits", "partner": self.council, "period": week}
        )
        self.pipes = self.add(
            "plan_item", {"what": "Pipes", "partner": self.utility, "period": week}
        )

    def add(self, kind: str, values: dict[str, Stored]) -> str:
        return self.workspace.add(kind, self.space, values)

    def go(self, task: str) -> None:
        self.person.window.go(place_of(task))
        self.person.wait(lambda: bool(self.person.window.findChildren(BoardPart)))
        module = self.person.window.workbench.module_page
        assert module is not None
        assert module.page is not None
        module.page.turns.show_all()  # parts further down fill in while somebody looks

    @property
    def board(self) -> BoardPart:
        (part,) = self.person.window.findChildren(BoardPart)
        return part

    @property
    def list(self) -> HandOverPart:
        (part,) = self.person.window.findChildren(HandOverPart)
        self.person.wait(lambda: part.is_built)
        return part

    def period(self, key: str) -> str:
        row = self.workspace.read("plan_item", key)
        assert row is not None
        return str(row["period"])

    def begins(self, key: str) -> str:
        return self.period(key).split("/")[0]


@pytest.fixture
def coordinator(at_work: Person) -> Coordinator:
    return Coordinator(at_work)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key, modifier)
    QTest.qWait(20)


def test_an_entry_is_moved_to_the_next_quarter_by_keys_and_back_by_undo(
    coordinator: Coordinator,
) -> None:
    coordinator.go("7.2")
    view = coordinator.board.view
    view.choose(coordinator.permits)
    before = coordinator.period(coordinator.permits)
    press(view, Key.Key_Right, Shift)
    month = coordinator.begin.month + 3
    assert coordinator.begins(coordinator.permits) == (
        coordinator.begin.replace(
            year=coordinator.begin.year + (month > 12), month=(month - 1) % 12 + 1
        ).isoformat()
    )
    assert view.card is not None
    assert view.card.key == coordinator.permits, "it stays chosen where it is now"
    coordinator.workspace.undo()
    assert coordinator.period(coordinator.permits) == before


def test_arrows_go_from_card_to_card_and_enter_opens_one(coordinator: Coordinator) -> None:
    coordinator.go("7.2")
    view = coordinator.board.view
    view.choose(coordinator.permits)
    press(view, Key.Key_Down)
    assert view.card is not None
    assert view.card.key == coordinator.pipes
    assert "Pipes" in view.accessibleDescription()
    press(view, Key.Key_Return)
    focused = coordinator.person.window.focusWidget()
    assert focused is not None
    assert "What will be done" in focused.accessibleName()


def test_an_entry_is_dragged_to_the_period_before(coordinator: Coordinator) -> None:
    coordinator.go("7.2")
    view, left = coordinator.board.view, Qt.MouseButton.LeftButton
    view.go_to_now()
    area = view.area(coordinator.pipes)
    assert area is not None
    start, end = area.center(), area.center() - QPoint(view.columnWidth(0), 0)
    QTest.mousePress(view.viewport(), left, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), left, pos=end)
    QTest.qWait(20)
    assert coordinator.begins(coordinator.pipes) < coordinator.begin.isoformat()


def test_a_hand_over_is_delivered_and_confirmed_by_one_key_each(coordinator: Coordinator) -> None:
    key = coordinator.add(
        "hand_over",
        {
            "output": "Papers",
            "from_partner": coordinator.council,
            "to_partner": coordinator.utility,
            "due": (today() - timedelta(3)).isoformat(),
        },
    )
    coordinator.go("7.2")
    coordinator.list.view.go_to(key, "due")
    QTest.qWait(20)
    assert not coordinator.list.confirm.isEnabled()
    assert coordinator.person.reads("“Papers” should have been handed over by Council")
    press(coordinator.list.view, Key.Key_F8)
    row = coordinator.workspace.read("hand_over", key)
    assert row is not None
    assert row["delivered_on"] == today().isoformat()
    assert coordinator.person.reads("Only Utility can confirm receipt")
    press(coordinator.list.view, Key.Key_F9)
    row = coordinator.workspace.read("hand_over", key)
    assert row is not None
    assert row["confirmed_on"] == today().isoformat()
    assert coordinator.person.reads("Utility confirmed receipt on")
    coordinator.workspace.undo()
    row = coordinator.workspace.read("hand_over", key)
    assert row is not None
    assert row["confirmed_on"] is None


def test_the_page_says_what_a_delay_does_to_others(coordinator: Coordinator) -> None:
    add = coordinator.add
    late = (today() + timedelta(60)).isoformat()
    add(
        "hand_over",
        {
            "output": "Papers",
            "from_partner": coordinator.council,
            "to_partner": coordinator.utility,
            "to_item": coordinator.pipes,
            "due": coordinator.begin.isoformat(),
            "expected_on": late,
        },
    )
    coordinator.go("7.2")
    coordinator.person.wait(lambda: coordinator.person.reads("because of “Papers” (Council)"))
    assert coordinator.board.view.board.sheet.place_of(coordinator.pipes) is not None
    coordinator.board.view.choose(coordinator.pipes)
    assert "late" in coordinator.board.view.accessibleDescription()


def test_the_plan_of_one_partner_says_how_far_it_has_come(coordinator: Coordinator) -> None:
    component = coordinator.add("component", {"name": "Wells"})
    for day, done in (("2026-03-31", 20), ("2026-06-30", 60)):
        coordinator.add(
            "partner_progress",
            {
                "partner": coordinator.utility,
                "component": component,
                "date": day,
                "progress": done,
            },
        )
    coordinator.go("7.3")
    part = coordinator.board
    part.partner.setCurrentIndex(part.partner.findData(coordinator.utility))
    part.partner.activated.emit(part.partner.currentIndex())
    assert coordinator.person.reads("All in all: 60 % done")
    assert coordinator.person.reads("Wells: 60 % done on 30 June 2026")
    cards = [card.name for some in part.view.board.sheet.cards.values() for card in some]
    assert cards == ["Pipes"]
