"""Partners not ready in time, and resources that are late or short, are named with what they stop."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.matrices.mobilising import checklist, imports, resources_arriving
from msp_desktop.domain.preparing import preparation, ready_board
from msp_desktop.domain.schedule.arrivals import Coming, arrivals, stopped
from msp_desktop.domain.schedule.rows import RowKind
from msp_desktop.domain.tasks import progress
from tests.partnerships import Drafted

TODAY = date(2026, 11, 2)
"""A Monday."""


def planned(**activity: Stored) -> Drafted:
    """Dig, then line: a week each; the vans of the utility are needed for digging."""
    drafted = Drafted()
    drafted.add("work_calendar", {"rest_days": "sat sun"})
    drafted.add("partner", {"name": "Utility", "state": "active"}, record="utility")
    drafted.add("partner", {"name": "Radio", "state": "declined"}, record="radio")
    said = {"partner": "utility", "kind": "logistics", "description": "Vans", "quantity": "6"}
    drafted.add("commitment", {**said, "unit": "vans", "state": "confirmed"}, record="vans")
    week = {"responsible": "utility", "period": "2026-11-09/2026-11-13", "commitments": "vans"}
    drafted.add("activity", {"name": "Dig", **week, **activity}, record="dig")
    after = {"responsible": "utility", "period": "2026-11-16/2026-11-20"}
    drafted.add("activity", {"name": "Line", **after}, record="line")
    drafted.add("dependency", {"before": "dig", "after": "line", "kind": "finish_start"})
    return drafted


def comes(drafted: Drafted, **answers: Stored) -> None:
    said: dict[str, Stored] = {"commitment": "vans", "planned_on": "2026-11-09", "from_abroad": 0}
    drafted.add("delivery", {**said, **answers})


def test_a_late_resource_stops_activities_and_what_waits_for_them_by_working_days() -> None:
    drafted = planned()
    comes(drafted, state="on_the_way", expected_on="2026-11-11")
    records = drafted.records()
    (vans,) = found = arrivals(records, TODAY)
    assert (vans.coming, vans.days, vans.left) == (Coming.LATE, 2, Decimal(6))
    hit = stopped(records, found, TODAY)
    assert [(one.activity, one.commitment, one.via, one.days, one.day) for one in hit] == [
        ("dig", "vans", "", 2, date(2026, 11, 17)),
        ("line", "", "dig", 2, date(2026, 11, 24)),
    ]
    (flag,) = resources_arriving(records, TODAY).flags
    assert "It stops: “Dig” (2 working days); “Line” (2 working days)." in flag.text
    assert flag.field_key == "expected_on"


def test_what_has_begun_cannot_end_before_the_rest_is_there() -> None:
    drafted = planned(progress=50, state="under_way", period="2026-10-26/2026-11-06")
    comes(drafted, state="part", quantity="4", expected_on="2026-11-10")
    records = drafted.records()
    hit = stopped(records, arrivals(records, TODAY), TODAY)
    # Half of ten days is left on the 2nd, so it would end on the 6th; now on the day the rest comes.
    assert [(one.activity, one.days, one.day) for one in hit] == [("dig", 2, date(2026, 11, 10))]


@pytest.mark.parametrize(
    ("answers", "coming"),
    [
        ({"state": "received", "quantity": "6"}, Coming.HERE),
        ({"state": "received"}, Coming.HERE),
        ({"state": "received", "quantity": "5"}, Coming.SHORT),
        ({"state": "cancelled"}, Coming.SHORT),
        ({"state": "planned"}, Coming.ON_TIME),
        ({"state": "planned", "planned_on": "2026-10-30"}, Coming.LATE),
        ({"state": "part", "quantity": "2"}, Coming.LATE),
    ],
)
def test_how_it_stands_with_a_resource(answers: dict[str, Stored], coming: Coming) -> None:
    drafted = planned()
    comes(drafted, **answers)
    (vans,) = arrivals(drafted.records(), TODAY)
    assert vans.coming is coming


@pytest.mark.parametrize(
    ("expected", "coming", "days"), [(None, Coming.ON_TIME, 0), ("2027-02-11", Coming.LATE, 2)]
)
def test_each_part_is_held_against_its_own_day(
    expected: str | None, coming: Coming, days: int
) -> None:
    drafted = planned()
    comes(drafted, state="planned", planned_quantity="3")
    second = {"planned_on": "2027-02-09", "expected_on": expected, "planned_quantity": "3"}
    comes(drafted, state="planned", **second)
    (vans,) = arrivals(drafted.records(), TODAY)
    assert (vans.coming, vans.days) == (coming, days)


def test_a_delivery_still_planned_is_waited_for_also_above_what_was_promised() -> None:
    drafted = planned()
    comes(drafted, state="received", quantity="6")
    comes(drafted, state="planned", planned_on="2026-12-01", expected_on="2026-12-04")
    (vans,) = arrivals(drafted.records(), TODAY)
    assert (vans.coming, vans.days, vans.left) == (Coming.LATE, 3, Decimal(0))


def test_nobody_knows_until_when_what_never_comes_stops_an_activity() -> None:
    drafted = planned()
    comes(drafted, state="cancelled")
    (flag,) = resources_arriving(drafted.records(), TODAY).flags
    assert "“Dig” (nobody knows until when)" in flag.text


def test_each_resource_is_counted_in_its_own_unit_and_money_comes_last() -> None:
    drafted = planned()
    drafted.rows["commitment"].insert(
        0,
        {
            **drafted.rows["commitment"][0],
            "id": "money",
            "kind": "money",
            "description": "Grant",
            "quantity": None,
            "unit": None,
            "value": "NPR 500",
        },
    )
    comes(drafted, state="part", quantity="4", expected_on="2026-11-10")
    found = resources_arriving(drafted.records(), TODAY)
    assert [head.label for head in found.rows] == ["Vans", "Grant"]
    assert found.cell("vans", "received").text == "Utility\n4 of 6 vans"
    assert found.cell("money", "received").text == "Utility\n0 of 500 NPR\nNPR 500"


@pytest.mark.parametrize(
    ("promised", "came", "received", "coming"),
    [
        ("USD 1000", "NPR 50000", "0", Coming.SHORT),
        ("NPR 100000", "USD 500", "70000", Coming.SHORT),
        ("NPR 70000", "USD 500", "70000", Coming.HERE),
        ("NPR 70000", "XXX 500", "0", Coming.SHORT),
    ],
)
def test_money_counts_in_the_currency_of_its_promise(
    promised: str, came: str, received: str, coming: Coming
) -> None:
    drafted = Drafted()
    drafted.add("partnership", {"name": "Water", "currency": "NPR"})
    rate = {"currency": "USD", "into": "NPR", "rate": "140", "date": "2026-01-01"}
    drafted.add("exchange_rate", rate)
    grant = drafted.add("commitment", {"kind": "money", "value": promised, "state": "confirmed"})
    for value, state in ((came, "received"), (None, "cancelled")):
        drafted.add("delivery", {"commitment": grant, "state": state, "value": value})
    (one,) = arrivals(drafted.records(), TODAY)
    assert (one.received, one.coming) == (Decimal(received), coming)


def test_an_import_lacks_who_helps_and_papers() -> None:
    drafted = planned()
    comes(drafted, state="planned", from_abroad=1, permit="granted", tax="open")
    flags = imports(drafted.records(), TODAY).flags
    assert [one.field_key for one in flags] == ["facilitated_by", "tax", "customs"]


def test_an_import_says_in_few_columns_from_where_it_comes_who_helps_and_when() -> None:
    drafted = planned()
    comes(
        drafted,
        state="planned",
        from_abroad=1,
        origin="Denmark",
        planned_on="2026-11-01",
        expected_on="2026-12-24",
    )
    found = imports(drafted.records(), TODAY)
    (row,) = found.rows
    assert row.label.endswith("\n(Denmark)")
    assert [head.key for head in found.columns] == [
        "facilitated_by",
        "permit",
        "tax",
        "customs",
        "expected_on",
    ]
    cell = found.cell(row.key, "expected_on")
    assert cell.text == "24 December 2026\n(Planned for: 1 November 2026)\nPlanned"
    assert cell.answer is not None
    assert cell.answer.stored == "2026-12-24"


def ready(drafted: Drafted, **answers: Stored) -> Drafted:
    said = {"partner": "utility", "place": "on_site", "ready_by": "2026-11-10"}
    drafted.add("readiness", {**said, "state": "preparing", **answers}, record="ready")
    return drafted


def test_a_partner_is_not_ready_when_its_first_activity_begins() -> None:
    records = ready(planned()).records()
    sentence = "Utility: not ready when “Dig” begins on 9 November 2026."
    assert sentence in [one.text for one in progress(TASKS["6.1"], records, KINDS).missing]
    assert [one.text for one in checklist(records, TODAY).flags] == [sentence]
    (card,) = next(iter(ready_board(records).cards.values()))
    assert card.is_late
    assert "not ready when “Dig” begins on 9 November 2026" in card.about


@pytest.mark.parametrize(
    ("answers", "activity", "day", "is_late"),
    [
        ({"ready_by": "2026-11-09"}, {}, None, False),
        ({"state": "ready"}, {}, date(2026, 12, 1), False),
        ({"ready_by": "2026-11-01"}, {}, date(2026, 11, 9), True),
        ({"ready_by": None}, {}, None, True),
        ({}, {"state": "done"}, None, False),
    ],
)
def test_when_a_partner_counts_as_too_late(
    answers: dict[str, Stored], activity: dict[str, Stored], day: date | None, is_late: bool
) -> None:
    records = ready(planned(**activity), **answers).records()
    records = records.changed(lambda _kind, row: row, day)
    assert bool(checklist(records, TODAY).flags) is is_late


def test_the_board_stands_by_place_and_state_and_says_of_whom_nothing_is_written() -> None:
    drafted = ready(planned(), state="stuck", prepared="staff permits")
    drafted.add("partner", {"name": "Council", "state": "selected"}, record="council")
    drafted.add("preparation", {"part": "travel", "what": "Move", "done_on": "2026-11-01"}, "ready")
    board = ready_board(drafted.records())
    assert next(words for _key, words in board.columns) == "Nothing said yet"
    cards = {
        (board.rows[row][0], board.columns[column][0]): [(one.name, one.about[1:2]) for one in some]
        for (row, column), some in board.cards.items()
    }
    assert cards == {
        ("on_site", "stuck"): [("Utility", ("3 of 8 prepared",))],
        ("", ""): [("Council", ())],
    }


def test_steps_stand_between_the_partner_and_the_day_it_is_ready() -> None:
    drafted = ready(planned())
    step = {"part": "staff", "what": "Name people", "period": "2026-10-01/2026-10-09"}
    drafted.add("preparation", {**step, "done_on": "2026-10-08"}, "ready", record="step")
    rows = preparation(drafted.records())
    assert [(row.kind, row.name) for row in rows] == [
        (RowKind.COMPONENT, "Utility"),
        (RowKind.ACTIVITY, "Name people"),
        (RowKind.MILESTONE, "Ready"),
        (RowKind.MILESTONE, "Begins: Dig"),
    ]
    assert rows[0].period is not None
    assert (rows[0].period.start, rows[0].period.end) == (date(2026, 10, 1), date(2026, 11, 10))
    assert rows[1].done == 100
