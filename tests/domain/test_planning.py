"""The plan says which objective nothing serves, what activities lack, and what comes out of them for whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.matrices.needing import needs_matched
from msp_desktop.domain.matrices.planning import coverage, outputs_of_activities
from msp_desktop.domain.needs import Flaw, matches
from msp_desktop.domain.schedule.rows import components
from msp_desktop.domain.tasks import progress
from tests.partnerships import Drafted

TODAY = date(2026, 11, 2)


def planned() -> Drafted:
    """Two objectives, of which only wells are served, by a component of two partners."""
    drafted = Drafted()
    drafted.add("partner", {"name": "Council", "state": "active"}, record="council")
    drafted.add("partner", {"name": "Utility", "state": "active"}, record="utility")
    drafted.add("objective", {"name": "Wells give water"}, record="wells")
    drafted.add("objective", {"name": "Water is clean"}, record="clean")
    answers = {"objectives": "wells", "period": "2027-01-01/2027-06-30"}
    drafted.add(
        "component",
        {"name": "Repair", "partners": "council utility", "shared_work": "Each half", **answers},
        record="repair",
    )
    return drafted


def works(drafted: Drafted, **answers: Stored) -> str:
    days = {"component": "repair", "period": "2027-01-10/2027-03-31", "responsible": "council"}
    return drafted.add("activity", {"name": "Dig", **days, **answers}, record="dig")


def promised(drafted: Drafted, **answers: Stored) -> str:
    said = {"partner": "utility", "description": "Vans", "quantity": "100", "unit": "Van days"}
    days = {"available": "2027-01-01/2027-12-31", "state": "confirmed"}
    return drafted.add("commitment", {**said, **days, **answers}, record="vans")


def needs(drafted: Drafted, **answers: Stored) -> None:
    needed_by(drafted, "dig", **answers)


def needed_by(drafted: Drafted, activity: str, **answers: Stored) -> None:
    said = {"resource": "Vans", "quantity": "60", "unit": "van  days", "commitment": "vans"}
    drafted.add("activity_need", {**said, **answers}, activity)


def test_holes_of_the_coverage_name_the_record_and_its_field() -> None:
    drafted = planned()
    drafted.add("component", {"name": "Tests", "objectives": "clean"}, record="tests")
    drafted.add("component", {"name": "Talks", "partners": "council"}, record="talks")
    drafted.add("objective", {"name": "Fees are paid"}, record="fees")
    drafted.add("scope", {"time_frame": "2027-02-01/2027-12-31"})
    drafted.rows["component"][0] = {**drafted.rows["component"][0], "shared_work": None}
    flags = coverage(drafted.records(), TODAY).flags
    assert [(one.record_id, one.field_key) for one in flags] == [
        ("fees", ""),
        ("repair", "shared_work"),
        ("repair", "period"),
        ("tests", "partners"),
        ("talks", "objectives"),
    ]
    assert flags[0].text == "Fees are paid: no component serves this objective yet."


def test_coverage_says_who_answers_together_or_alone_and_how_many_components_serve() -> None:
    found = coverage(planned().records(), TODAY)
    assert found.cell("wells", "repair").sign == "●"
    assert found.cell("clean", "repair").words == ""
    assert found.cell("partners", "repair").text == "Council; Utility\n(together)"
    assert found.cell("clean", "count").text == "None"


@pytest.mark.parametrize(
    ("commitment", "need", "flaws", "words"),
    [
        ({}, {}, (), "Covered"),
        ({"quantity": "50"}, {}, (Flaw.SHORT,), "Short by 10 van  days"),
        (
            {"available": "2027-01-20/"},
            {},
            (Flaw.LATE,),
            "Arrives 10 days after it is needed",
        ),
        ({"available": "2027-01-20/"}, {"needed_on": "2027-01-21"}, (), "Covered"),
        ({"available": "/2027-03-30"}, {}, (Flaw.ENDS_EARLY,), "only for a part of the time"),
        ({"state": "withdrawn"}, {}, (Flaw.WITHDRAWN,), "Withdrawn"),
        ({}, {"commitment": None}, (Flaw.NOBODY,), "Nothing covers it"),
        ({}, {"unit": "lorries"}, (Flaw.UNITS,), "another unit"),
        ({"value": "NPR 50"}, {"unit": "npr"}, (Flaw.SHORT,), "Short by 10 npr"),
    ],
)
def test_a_need_is_set_against_what_was_promised(
    commitment: dict[str, Stored], need: dict[str, Stored], flaws: tuple[Flaw, ...], words: str
) -> None:
    drafted = planned()
    works(drafted)
    promised(drafted, **commitment)
    needs(drafted, **need)
    records = drafted.records()
    (match,) = matches(records)
    assert match.flaws == flaws
    assert words in needs_matched(records, TODAY).cell("0", "stands").text


def test_activities_of_the_same_time_share_what_is_promised_and_one_after_the_other_do_not() -> (
    None
):
    drafted = planned()
    works(drafted)
    promised(drafted)
    drafted.add("activity", {"name": "Line", "period": "2027-03-31/2027-04-30"}, record="line")
    drafted.add("activity", {"name": "Pump", "period": "2027-05-01/2027-05-30"}, record="pump")
    for owner in ("dig", "line", "pump"):
        needed_by(drafted, owner)
    found = {str(one.activity["id"]): one for one in matches(drafted.records())}
    assert found["dig"].together == found["line"].together == Decimal(20)
    assert found["pump"].flaws == ()
    flags = [one.text for one in needs_matched(drafted.records(), TODAY).flags]
    assert len(flags) == 1
    assert "short by 20 van  days (Utility: Vans)" in flags[0]


def test_a_commitment_without_a_list_of_needs_is_looked_at_too_and_nothing_is_said() -> None:
    drafted = planned()
    works(drafted, commitments="vans")
    promised(drafted, available="2027-02-09/")
    drafted.add("activity", {"name": "Line", "component": "repair"}, record="line")
    drafted.add("activity", {"name": "Pump", "state": "stopped"}, record="pump")
    late, nothing = matches(drafted.records())
    assert (late.flaws, late.days) == ((Flaw.LATE,), 30)
    assert (nothing.activity["id"], nothing.flaws) == ("line", (Flaw.NOBODY,))


def test_outputs_need_a_receiver_and_a_measure_of_quality() -> None:
    drafted = planned()
    works(drafted, output="out", contributors="council utility")
    drafted.add("output", {"name": "Wells"}, record="out")
    drafted.add("activity", {"name": "Line"}, record="line")
    flags = outputs_of_activities(drafted.records(), TODAY).flags
    assert [(one.kind_key, one.record_id, one.field_key) for one in flags] == [
        ("activity", "dig", "contributors"),
        ("activity", "line", "responsible"),
        ("activity", "line", "output"),
        ("output", "out", "receiver"),
        ("output", "out", "quality"),
    ]


def test_the_task_misses_committed_resources_and_days_inside_those_of_the_component() -> None:
    def missing(drafted: Drafted) -> list[str]:
        found = progress(TASKS["4.2"], drafted.records(), KINDS).missing
        return [one.text for one in found if one.kind_key == "activity" and one.record_id == "dig"]

    drafted = planned()
    works(drafted, period="2026-12-20/2027-03-31")
    assert missing(drafted) == [
        "Dig: fill in “Covered by these commitments”.",
        "Dig: its days lie outside those of the component “Repair”.",
    ]
    drafted = planned()
    works(drafted)
    promised(drafted)
    needs(drafted)
    assert missing(drafted) == []


def test_components_stand_over_time_with_all_who_answer_for_them() -> None:
    drafted = planned()
    drafted.add("component", {"name": "Without days"}, record="later")
    (row,) = components(drafted.records())
    assert (row.key, row.organisation) == ("repair", "Council; Utility")
    assert row.period == Period(date(2027, 1, 1), date(2027, 6, 30))
