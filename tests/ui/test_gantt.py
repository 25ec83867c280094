"""The plan over time is worked with by mouse and by keys; every gesture is one step that undo takes back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from msp_desktop.app import planning
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.ui.modules.formation.gantt.chart import GanttChart
from msp_desktop.ui.modules.formation.gantt.part import GanttPart
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier
FIRST_DAY = date(2026, 11, 2)


class Planner:
    """Somebody before the chart of a partnership with three activities, Monday to Friday each."""

    def __init__(self, person: Person) -> None:
        self.person = person
        workspace, space = person.workspace, person.desk.space_id
        self.workspace = workspace
        self.space = space
        workspace.set_single("work_calendar", space, {"rest_days": "sat sun"})
        component = workspace.add("component", space, {"name": "Wells"})
        weeks = ("2026-11-02/2026-11-06", "2026-11-09/2026-11-13", "2026-11-16/2026-11-20")
        self.ids = [
            workspace.add("activity", space, {"name": name, "component": component, "period": week})
            for name, week in zip(("Dig", "Line", "Pump"), weeks, strict=True)
        ]
        person.window.go(place_of("4.2"))
        person.wait(lambda: bool(person.window.findChildren(GanttPart)))
        (self.part,) = person.window.findChildren(GanttPart)
        person.wait(lambda: len(self.chart.rows) == 4)

    @property
    def chart(self) -> GanttChart:
        return self.part.chart

    def period(self, at: int) -> object:
        return self.workspace.records(self.space).rows("activity")[at]["period"]

    def key(
        self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.chart.setFocus()
        for key in keys:
            QTest.keyClick(self.chart, key, modifier)
        QTest.qWait(20)

    def choose(self, at: int) -> None:
        self.chart.choose(at + 1)

    def drag(self, start: QPoint, end: QPoint) -> None:
        port, left = self.chart.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(port, left, pos=start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, left, pos=end)
        QTest.qWait(20)

    def middle(self, at: int) -> QPoint:
        area = self.chart.area(self.ids[at])
        assert area is not None
        return area.center().toPoint()


@pytest.fixture
def planner(at_work: Person) -> Planner:
    return Planner(at_work)


def test_the_plan_is_computed_when_a_bar_is_let_go_and_not_while_it_is_dragged(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[bool] = []
    compute = planning.plan

    def counted(records: Records) -> Plan:
        computed.append(True)
        return compute(records)

    monkeypatch.setattr(planning, "plan", counted)
    port, left, start = planner.chart.viewport(), Qt.MouseButton.LeftButton, planner.middle(0)
    QTest.mousePress(port, left, pos=start)
    for step in range(1, 30):
        QTest.mouseMove(port, start + QPoint(4 * step, 0))
        QTest.qWait(1)
    assert not computed
    QTest.mouseRelease(port, left, pos=start + QPoint(120, 0))
    planner.person.wait(lambda: bool(computed))
    assert planner.period(0) != "2026-11-02/2026-11-06"


def test_an_activity_is_moved_by_working_days_and_back_by_undo(planner: Planner) -> None:
    planner.choose(0)
    planner.key(Key.Key_Right)
    assert planner.period(0) == "2026-11-03/2026-11-09"
    planner.workspace.undo()
    assert planner.period(0) == "2026-11-02/2026-11-06"
    planner.key(Key.Key_Left)
    assert planner.period(0) == "2026-10-30/2026-11-05"


def test_its_end_is_moved_alone_and_never_before_its_beginning(planner: Planner) -> None:
    planner.choose(0)
    planner.key(Key.Key_Right, modifier=Shift)
    assert planner.period(0) == "2026-11-02/2026-11-09"
    planner.key(*[Key.Key_Left] * 8, modifier=Shift)
    assert planner.period(0) == "2026-11-02/2026-11-02"


def test_a_bar_is_dragged_and_begins_on_a_working_day(planner: Planner) -> None:
    planner.chart.set_zoom(4)
    planner.chart.go_to(FIRST_DAY)
    start = planner.middle(0)
    # Five days on is a Saturday: it begins on the Monday after.
    planner.drag(start, start + QPoint(5 * 26, 0))
    assert planner.period(0) == "2026-11-09/2026-11-13"
    planner.workspace.undo()
    assert planner.period(0) == "2026-11-02/2026-11-06"


def test_the_circle_of_a_bar_goes_along_while_it_is_dragged(planner: Planner) -> None:
    planner.chart.set_zoom(4)
    planner.chart.go_to(FIRST_DAY)
    start, before = planner.middle(0), planner.chart.area(planner.ids[0])
    port = planner.chart.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(7 * 26, 0))
    during = planner.chart.area(planner.ids[0])
    assert before is not None
    assert during is not None
    assert during.left() - before.left() == pytest.approx(7 * 26)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start)


def test_the_end_of_a_bar_is_dragged(planner: Planner) -> None:
    planner.chart.set_zoom(4)
    planner.chart.go_to(FIRST_DAY)
    area = planner.chart.area(planner.ids[0])
    assert area is not None
    end = QPoint(round(area.right()) - 1, round(area.center().y()))
    planner.drag(end, end - QPoint(2 * 26, 0))
    assert planner.period(0) == "2026-11-02/2026-11-04"


def test_a_dependency_is_drawn_by_keys(planner: Planner) -> None:
    planner.choose(0)
    planner.key(Key.Key_L, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    (row,) = planner.workspace.rows("dependency", planner.space)
    assert (row["before"], row["after"]) == (planner.ids[0], planner.ids[2])


def test_keys_that_every_keyboard_has_do_what_letters_do(planner: Planner) -> None:
    place = planner.chart.horizontalScrollBar()
    found: list[list[tuple[int, int]]] = []
    for keys in ((Key.Key_T, Key.Key_0), (Key.Key_F8, Key.Key_F9)):
        planner.chart.set_zoom(4)
        place.setValue(0)
        found.append([])
        for key in keys:
            planner.key(key)
            found[-1].append((planner.chart.zoom, place.value()))
    assert found[0] == found[1]
    assert found[0][0][1] > 0, "today lies further on"
    assert found[0][1][0] < 4, "the whole plan is shown smaller"


def test_a_dependency_is_drawn_by_mouse(planner: Planner) -> None:
    planner.choose(1)
    area = planner.chart.area(planner.ids[1])
    assert area is not None
    handle = QPoint(round(area.right()) + 7, round(area.center().y()))
    planner.drag(handle, planner.middle(2))
    (row,) = planner.workspace.rows("dependency", planner.space)
    assert (row["before"], row["after"]) == (planner.ids[1], planner.ids[2])


def test_a_circle_is_refused_by_name_and_nothing_is_written(planner: Planner) -> None:
    add = planner.workspace.add
    for before, after in ((0, 1), (1, 2)):
        values = {
            "before": planner.ids[before],
            "after": planner.ids[after],
            "kind": "finish_start",
        }
        add("dependency", planner.space, values)
    planner.choose(2)
    planner.key(Key.Key_F7, Key.Key_Up, Key.Key_Up, Key.Key_Return)
    assert len(planner.workspace.rows("dependency", planner.space)) == 2
    assert (
        "Dig → Line → Pump" in planner.part.message.text
        or "Pump → Dig" in planner.part.message.text
    )


def test_a_circle_that_arrived_from_another_office_is_named_and_the_page_goes_on(
    planner: Planner,
) -> None:
    for before, after in ((0, 1), (1, 0)):
        values = {
            "before": planner.ids[before],
            "after": planner.ids[after],
            "kind": "finish_start",
        }
        planner.workspace.add("dependency", planner.space, values)
    QTest.qWait(50)
    assert "Line → Dig → Line" in planner.part.message.text
    planner.workspace.undo()
    QTest.qWait(50)
    assert planner.part.message.text == ""
    assert planner.chart.isEnabled()


def test_what_waits_is_moved_together_in_one_step(planner: Planner) -> None:
    for before, after in ((0, 1), (1, 2)):
        values = {
            "before": planner.ids[before],
            "after": planner.ids[after],
            "kind": "finish_start",
        }
        planner.workspace.add("dependency", planner.space, values)
    planner.choose(0)
    planner.key(Key.Key_Right, Key.Key_Right)
    planner.choose(1)
    assert "cannot begin before 11 November 2026" in planner.chart.accessibleDescription()
    planner.part.follow.click()
    assert planner.period(1) == "2026-11-11/2026-11-17"
    assert planner.period(2) == "2026-11-18/2026-11-24"
    planner.workspace.undo()
    assert planner.period(1) == "2026-11-09/2026-11-13"
    assert planner.period(2) == "2026-11-16/2026-11-20"


def test_the_plan_is_kept_as_agreed_and_compared(planner: Planner) -> None:
    planner.part.keep.click()
    (kept,) = planner.workspace.rows("plan_baseline", planner.space)
    assert len(planner.workspace.rows("baseline_activity", planner.space, str(kept["id"]))) == 3
    planner.choose(0)
    planner.key(Key.Key_Right)
    row = planner.chart.rows[1]
    assert row.baseline is not None
    assert row.period is not None
    assert (row.baseline.start, row.period.start) != (row.period.start, row.baseline.start)
    planner.workspace.undo()
    planner.workspace.undo()
    assert planner.workspace.rows("plan_baseline", planner.space) == []


def test_only_the_activities_of_a_partner_are_shown(planner: Planner) -> None:
    partner = planner.workspace.add("partner", planner.space, {"name": "Water Utility"})
    planner.workspace.set_fields("activity", planner.ids[1], {"responsible": partner})
    QTest.qWait(50)
    box = planner.part.partner
    box.setCurrentIndex(box.findData(partner))
    box.activated.emit(box.currentIndex())
    assert [row.name for row in planner.chart.rows] == ["Wells", "Line"]


def test_enter_opens_the_record(planner: Planner) -> None:
    planner.choose(1)
    planner.key(Key.Key_Return)
    page = planner.person.window.workbench
    assert page is not None
    focused = planner.person.window.focusWidget()
    assert focused is not None
    assert "Name" in focused.accessibleName()
