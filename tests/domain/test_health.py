"""Health is told by the middle and the spread of answers, and small groups are never told apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.health import Round, Spread, course, declining, rounds, wished
from msp_desktop.domain.matrices.healthy import health_by_sector, remarks
from msp_desktop.domain.records import Records, Row

steps = st.integers(1, 5)


def check(at: int = 0, **answers: int | str) -> Row:
    return {"id": f"check{at}", "owner_id": None, "date": "2026-03-01", **answers}


def recorded(checks: list[Row], **others: list[Row]) -> Records:
    return Records("0" * 32, {"health_check": checks, **others}, KINDS)


def of(checks: list[Row], smallest: int = 3) -> Round:
    return Round("r", "Spring", date(2026, 3, 1), checks, smallest)


def test_the_ten_sides_hold_thirty_statements_that_are_fields_of_a_check() -> None:
    keys = [statement.key for axis in AXES for statement in axis.statements]
    assert (len(AXES), len(keys), len(set(keys))) == (10, 30, 30)
    assert set(keys) <= set(KINDS["health_check"].fields)
    assert [axis.key for axis in AXES] == list(KINDS["health_wish"].fields)


def test_who_does_not_know_has_answered_too() -> None:
    records = recorded([check(0, leadership=4), check(1)])
    holes = [
        (hole.record_id, hole.field_key)
        for rule in TASKS["7.4"].criteria
        for hole in rule.missing(records, KINDS)
        if hole.kind_key == "health_check"
    ]
    assert holes == [("check1", "purpose")], "only where nobody answered anything"


def test_an_answer_to_a_side_is_the_mean_of_its_statements_and_unknown_ones_count_for_nothing() -> (
    None
):
    checks = [
        check(0, leadership=5, leadership_hears=4),
        check(1, leadership=2),
        check(2, leadership_champions=1),
        check(3, relations=3),
    ]
    found = of(checks).axes()
    assert found["leadership"] == Spread(3, Decimal(2), Decimal(1), Decimal("4.5"))
    assert found["leadership"].is_wide
    assert found["relations"] == Spread(1, Decimal(3), Decimal(3), Decimal(3))
    assert set(found) == {"leadership", "relations"}


@given(st.lists(steps, min_size=1, max_size=12))
def test_the_middle_lies_in_the_spread_and_half_of_the_answers_in_it(answers: list[int]) -> None:
    found = of([check(at, purpose=value) for at, value in enumerate(answers)]).axes()["purpose"]
    assert found.count == len(answers)
    assert min(answers) <= found.low <= found.middle <= found.high <= max(answers)
    inside = sum(found.low <= value <= found.high for value in answers)
    assert inside * 2 >= len(answers)


@given(st.lists(st.sampled_from("abcd"), max_size=20), st.integers(2, 4))
def test_no_group_smaller_than_agreed_is_shown_or_can_be_worked_out(
    groups: list[str], least: int
) -> None:
    checks = [check(at, partner=group, purpose=3) for at, group in enumerate(groups)]
    shown = of(checks, least).by_group({name: name for name in "abcd"})
    assert all(groups.count(name) >= least for name in shown)
    hidden = len(groups) - sum(groups.count(name) for name in shown)
    assert not shown or hidden == 0 or hidden >= least


def test_rounds_are_told_apart_by_name_or_else_by_day() -> None:
    named: list[Row] = [
        {
            "id": "spring",
            "owner_id": None,
            "name": "Spring",
            "date": "2026-04-01",
            "smallest_group": 5,
        }
    ]
    checks = [
        check(0, round="spring", date="2026-04-02", purpose=4),
        check(1, round="spring", date="2026-04-09", purpose=2),
        check(2, date="2025-10-01", purpose=5),
        check(3, date="", purpose=1),
    ]
    found = rounds(recorded(checks, health_round=named))
    told = [(one.name, one.day, len(one.checks), one.smallest_group) for one in found]
    assert told == [("", date(2025, 10, 1), 1, 3), ("Spring", date(2026, 4, 1), 2, 5)]
    assert declining(*found) == ["purpose"]


def test_capacity_is_compared_with_the_progress_of_the_work() -> None:
    checks = [check(0, components=5, capacity=2), check(1, components=4, capacity=3)]
    assert of(checks).pace() == Decimal(2)
    assert of([check(0, components=4)]).pace() is None


def test_what_partners_wish_for_is_read_by_side() -> None:
    wish: list[Row] = [{"id": "w", "owner_id": None, "purpose": 5, "benefit": 4}]
    assert wished(recorded([], health_wish=wish)) == {"purpose": 5, "benefit": 4}
    assert wished(recorded([])) == {}


def test_a_round_in_which_few_answered_and_one_without_a_name_is_not_shown() -> None:
    named = [check(at, partner=f"p{at}", purpose=3) for at in range(2)]
    assert of(named).is_shown
    assert not of([*named[:1], check(1, purpose=3)]).is_shown
    assert of([*named, check(2, purpose=3)]).is_shown


def test_the_course_compares_first_before_now_and_wish_and_names_what_is_hidden() -> None:
    days = ("2024-12-01", "2025-06-01", "2025-12-01")
    checks = [
        check(at * 3 + who, date=day, partner=f"p{who}", purpose=4 - at, relations=1 + who * 2)
        for at, day in enumerate(days)
        for who in range(3)
    ]
    few = check(99, date="2026-06-01", purpose=5)
    wish: list[Row] = [{"id": "w", "owner_id": None, "purpose": 5}]
    found = course(recorded([*checks, few], health_wish=wish))
    assert [name for name, _levels in found.named()] == [
        "First: 1 December 2024",
        "Before: 1 June 2025",
        "Now: 1 December 2025",
        "Where we want to be",
    ]
    assert [levels["purpose"] for _name, levels in found.named()] == [4, 3, 2, 5]
    assert found.lower() == ["purpose"]
    assert found.apart() == ["relations"]
    said = [text for text, _mood in remarks(found)]
    assert said == [
        "1 June 2026 is not shown: only 1 has answered, some without a name.",
        "Partners see these differently; talk about them: Trust.",
        "Lower than in the round before: Shared purpose.",
    ]


def test_the_first_round_stands_alone_and_two_are_told_once_each() -> None:
    one = course(recorded([check(0, partner="p", purpose=3)]))
    assert [name for name, _levels in one.named()] == ["Now: 1 March 2026"]
    assert course(recorded([])).named() == []
    two = course(
        recorded(
            [check(0, partner="p", purpose=3), check(1, date="2026-04-01", partner="p", purpose=4)]
        )
    )
    names = [name for name, _levels in two.named()]
    assert names == ["First: 1 March 2026", "Now: 1 April 2026"]


def test_capacity_behind_the_work_is_said() -> None:
    checks = [check(at, partner=f"p{at}", components=5, capacity=3) for at in range(3)]
    (said,) = [text for text, _mood in remarks(course(recorded(checks)))]
    assert said.startswith("Capacity lies 2 behind the work")


def test_sectors_are_shown_only_where_enough_have_answered() -> None:
    partners: list[Row] = [
        {"id": f"p{at}", "owner_id": None, "sector": sector}
        for at, sector in enumerate(["government"] * 3 + ["business"] * 3 + ["academia"] * 2)
    ]
    checks = [check(at, partner=f"p{at}", purpose=1 + at % 5) for at in range(8)]
    shown = health_by_sector(recorded(checks, partner=partners), date(2026, 4, 1))
    assert not {head.key for head in shown.columns} & {"academia"}
    assert len(shown.columns) == 1, "with two groups shown, the small one could be worked out"
    few = health_by_sector(recorded(checks[:2], partner=partners), date(2026, 4, 1))
    assert few.is_empty
    assert few.empty.startswith("No sector has answers enough")
