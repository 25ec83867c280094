"""Reports that are due follow from their lines; lights, groups and what is overdue are said in words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.lights import Light
from msp_desktop.domain.matrices.reporting import due_list
from msp_desktop.domain.periods import CYCLES, period_around, periods
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.reporting.lighting import light_of, light_of_line
from msp_desktop.domain.reporting.lines import hierarchy
from msp_desktop.domain.reporting.obligations import Group, obligations, overdue
from msp_desktop.domain.reporting.rules import GroupsAnswered, ReportsInTime
from msp_desktop.graphs.reporting_map import reporting_map

TODAY = date(2026, 11, 26)


class Desk:
    """Records written by hand."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def put(self, kind_key: str, key: str, **answers: str | int) -> str:
        row: Row = {"id": key, "owner_id": None, "alive": 1, "rank": "", **answers}
        self._rows.setdefault(kind_key, []).append(row)
        return key

    @property
    def records(self) -> Records:
        return Records("space", self._rows, KINDS, TODAY)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.put("partner", "core", name="CORE")
    made.put("partner", "health", name="Health Office", short_name="DHO")
    made.put("body", "board", name="Steering committee")
    return made


def sheet(desk: Desk, **answers: str | int) -> None:
    known = {"what": "Sheet", "from_partner": "core", "to": "Unit", "to_partner": "health"}
    desk.put("reporting_line", "sheet", **known, cycle="monthly", days_after=5, **answers)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.sampled_from(CYCLES), st.integers(0, 500))
def test_periods_follow_one_another_without_a_gap(start: date, cycle: str, days: int) -> None:
    until = start + timedelta(days=days)
    found = list(periods(start, cycle, until))
    assert found[0][0] == start
    assert all(first <= last for first, last in found)
    assert all(one[1] + timedelta(days=1) == other[0] for one, other in pairwise(found))
    assert found[-1][0] <= until <= found[-1][1]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.sampled_from(CYCLES))
def test_a_day_lies_in_the_period_around_it(day: date, cycle: str) -> None:
    first, last = next(periods(period_around(day, cycle), cycle, day))
    assert first <= day <= last


def test_a_line_makes_reports_from_its_first_day_up_to_the_period_of_today(desk: Desk) -> None:
    sheet(desk, runs="2026-09-01/")
    found = obligations(desk.records, TODAY)
    assert [(one.period[0], one.due, one.days_late) for one in found] == [
        (date(2026, 9, 1), date(2026, 10, 5), 52),
        (date(2026, 10, 1), date(2026, 11, 5), 21),
        (date(2026, 11, 1), date(2026, 12, 5), 0),
    ]
    assert [one.group(TODAY) for one in found] == [Group.OVERDUE, Group.OVERDUE, Group.LATER]


def test_what_is_written_down_counts_and_the_line_goes_on_after_it(desk: Desk) -> None:
    sheet(desk, runs="2024-01-01/2026-11-15")
    desk.put(
        *("report_due", "october"), title="October", line="sheet", due="2026-11-05",
        period="2026-10-01/2026-10-31", sent_on="2026-11-09", state="accepted",
    )  # fmt: skip
    october, november = obligations(desk.records, TODAY)
    assert (october.title, october.days_late, october.is_open) == ("October", 4, False)
    assert (november.period[0], november.is_written) == (date(2026, 11, 1), False)
    assert obligations(desk.records, date(2027, 3, 1))[-1].period[0] == date(2026, 11, 1), (
        "the line ends in November"
    )


def test_without_a_first_day_only_the_last_period_is_asked_for(desk: Desk) -> None:
    sheet(desk)
    assert [one.due for one in obligations(desk.records, TODAY)] == [
        date(2026, 11, 5),
        date(2026, 12, 5),
    ]


@pytest.mark.parametrize(
    ("period", "days_after"), [("2026-01-01/9999-12-31", 5), ("2026-09-01/2026-09-30", 10**12)]
)
def test_what_lies_beyond_the_calendar_is_not_expected(
    desk: Desk, period: str, days_after: int
) -> None:
    desk.put(
        *("reporting_line", "sheet"), what="Sheet", cycle="monthly", days_after=days_after,
        from_partner="core", to_partner="health",
    )  # fmt: skip
    desk.put("report_due", "one", title="One", line="sheet", period=period, due="2026-12-24")
    assert [one.report_id for one in obligations(desk.records, TODAY)] == ["one"]
    (line,) = hierarchy(desk.records, date(2027, 1, 1)).lines
    assert line.due is None


def test_a_state_of_a_newer_version_is_shown_as_it_is_written(desk: Desk) -> None:
    desk.put("report_due", "one", title="One", due="2026-12-24", state="archived")
    assert due_list(desk.records, TODAY).cells["one", "state"].text.startswith("archived")


@pytest.mark.parametrize(
    ("answers", "light", "group"),
    [
        ({"due": "2026-11-25"}, Light.RED, Group.OVERDUE),
        ({"due": "2026-11-26"}, Light.YELLOW, Group.THIS_MONTH),
        ({"due": "2026-12-20"}, Light.GREEN, Group.LATER),
        ({"due": "2026-12-20", "state": "returned"}, Light.YELLOW, Group.LATER),
        ({"due": "2026-11-20", "state": "returned", "sent_on": "2026-11-20"}, Light.RED,
         Group.OVERDUE),
        ({"due": "2026-11-20", "state": "sent", "sent_on": "2026-11-22"}, Light.YELLOW,
         Group.WAITING),
        ({"due": "2026-11-20", "state": "sent", "sent_on": "2026-11-20"}, Light.GREEN,
         Group.WAITING),
        ({"due": "2026-11-05", "state": "sent", "sent_on": "2026-11-05"}, Light.YELLOW,
         Group.WAITING),
        ({"due": "2026-11-05", "sent_on": "2026-11-05", "state": "accepted"}, Light.GREEN,
         Group.ACCEPTED),
        ({}, Light.NONE, Group.LATER),
    ],
)  # fmt: skip
def test_lights_and_groups(desk: Desk, answers: dict[str, str], light: Light, group: Group) -> None:
    desk.put("report_due", "one", title="One", **answers)
    (one,) = obligations(desk.records, TODAY)
    assert (light_of(one, TODAY).light, one.group(TODAY)) == (light, group)


@pytest.mark.parametrize(
    ("sent", "light"),
    [
        ("2026-01-20", Light.GREEN),
        ("2025-11-26", Light.GREEN),
        ("2025-11-25", Light.YELLOW),
        ("2024-11-26", Light.YELLOW),
        ("2024-11-25", Light.RED),
        ("9999-12-31", Light.GREEN),
        ("", Light.RED),
    ],
)
def test_a_register_turns_yellow_after_a_year_and_red_after_two(
    desk: Desk, sent: str, light: Light
) -> None:
    line: Row = {"id": "register", "level": "registry"}
    answers = {"sent_on": sent, "state": "accepted"} if sent else {"due": "2027-01-01"}
    desk.put("report_due", "entry", title="Entry", line="register", **answers)
    assert light_of_line(line, obligations(desk.records, TODAY), TODAY).light is light


def test_the_list_has_its_groups_in_order_with_the_shape_of_every_light(desk: Desk) -> None:
    sheet(desk, runs="2026-10-01/")
    found = due_list(desk.records, TODAY)
    assert [(row.label, row.is_total) for row in found.rows] == [
        ("Overdue (1)", True),
        ("Sheet, 1 October 2026 – 31 October 2026", False),
        ("Later (1)", True),
        ("Sheet, 1 November 2026 – 30 November 2026", False),
    ]
    late = found.cell(found.rows[1].key, "light")
    assert late.text == "■ Act"
    assert found.cell(found.rows[1].key, "who").text == "CORE → DHO"
    assert found.cell(found.rows[1].key, "state").text == "Not begun\n21 days late."
    assert [flag.text for flag in found.flags] == [
        "“Sheet, 1 October 2026 – 31 October 2026” is overdue. 21 days late."
    ]


def test_the_task_names_groups_without_a_report_and_what_is_overdue(desk: Desk) -> None:
    sheet(desk, runs="2026-10-01/", answers_to="partners")
    desk.put("accountability", "one", audience="partners")
    desk.put("accountability", "two", audience="beneficiaries")
    assert [hole.text for hole in GroupsAnswered().missing(desk.records, KINDS)] == [
        "“People who should benefit”: no report goes to this group of task 3.5 yet."
    ]
    (hole,) = ReportsInTime().missing(desk.records, KINDS)
    assert hole.text == (
        "“Sheet, 1 October 2026 – 31 October 2026” is overdue (21 days late) and not begun."
    )
    assert (hole.kind_key, hole.record_id) == ("reporting_line", "sheet")
    assert len(overdue(desk.records, TODAY)) == 1


def test_the_picture_leads_from_who_reports_to_who_hears_it(desk: Desk) -> None:
    sheet(desk, level="unit", runs="2026-11-01/")
    desk.put(
        *("reporting_line", "quarter"), what="Quarterly report", from_partner="health",
        to="steering Committee", level="body", cycle="quarterly",
    )  # fmt: skip
    desk.put(
        *("reporting_line", "back"), what="Answer", from_partner="health", to_partner="core",
        to="CORE", cycle="monthly", runs="2026-11-01/",
    )  # fmt: skip
    found = hierarchy(desk.records, TODAY)
    assert [(one.start, one.end) for one in found.lines] == [
        ("core", "health"),
        ("health", "board"),
        ("health", "core"),
    ]
    picture = reporting_map(found)
    at = {node.key: node.box for node in picture.nodes if node.key}
    assert at["core"].right < at["sheet"].left
    assert at["sheet"].right < at["health"].left
    assert at["health"].right < at["quarter"].left < at["board"].left
    overlapping = [
        (one, other)
        for one, box in at.items()
        for other, its in at.items()
        if one < other and box.meets(its)
    ]
    assert overlapping == []
    assert "CORE sends “Sheet” to DHO (Every month). In order: Due in 9 days." in picture.told
