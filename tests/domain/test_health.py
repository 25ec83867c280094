"""Health is told by the middle and the spread of answers, and small groups are never told apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.health import Round, Spread, declining, rounds, wished
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
