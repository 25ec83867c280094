"""Whether the parts of a measured value make the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.monitoring.cells import Broken, Complaint, Given, answer
from msp_desktop.domain.monitoring.sums import SumsAgree, gaps
from msp_desktop.domain.records import Records, Row


def part(value: str, counted: str | None = None, dimension: str = "place") -> Row:
    return {"dimension": dimension, "name": "Kilns", "value": value, "counted": counted}


def found(row: Row, *parts: Row, value_type: Stored = "sum") -> list[tuple[str, Decimal, Decimal]]:
    return [(gap.field_key, gap.parts, gap.whole) for gap in gaps(row, parts, value_type, KINDS)]


def test_women_men_and_others_make_all_who_were_counted() -> None:
    assert found({"counted": 30, "women": 14, "men": 15}) == [("women", Decimal(29), Decimal(30))]
    assert found({"counted": 30, "women": 14, "men": 15, "other": 1}) == []


def test_parts_that_are_not_all_given_are_not_compared() -> None:
    assert found({"counted": 30, "women": 14}) == []
    assert found({"counted": 30, "young": 3, "old": 4}) == []


def test_more_than_were_counted_is_named_at_once() -> None:
    assert found({"counted": 30, "disability": 31}) == [("disability", Decimal(31), Decimal(30))]


def test_ways_to_divide_the_same_people_are_compared_where_nobody_counted_all() -> None:
    row = {"women": 10, "men": 10, "young": 5, "adult": 10, "old": 4}
    assert found(row) == [("young", Decimal(19), Decimal(20))]


@pytest.mark.parametrize(
    ("value", "parts", "value_type", "is_whole"),
    [
        ("35", [part("28"), part("7")], "sum", True),
        ("35", [part("28"), part("6")], "sum", False),
        ("88", [part("80", "100"), part("96", "100")], "share", True),
        ("88", [part("80", "100"), part("90", "100")], "share", False),
        ("88", [part("80"), part("90")], "share", True),
        ("12.5", [part("10", "4"), part("15", "4")], "level", True),
        ("12.5", [part("10", "4"), part("15", "4")], "sum", False),
    ],
)
def test_groups_make_the_value_as_its_kind_says(
    value: str, parts: list[Row], value_type: str, is_whole: bool
) -> None:
    row = {"value": value, "complete": "place"}
    assert (found(row, *parts, value_type=value_type) == []) is is_whole
    assert found({"value": value}, *parts, value_type=value_type) == []


def test_the_rule_names_the_measurement_and_both_numbers() -> None:
    indicator: Row = {"id": "i", "owner_id": None, "name": "Kilns", "value_type": "sum"}
    row: Row = {
        "id": "m", "owner_id": None, "indicator": "i", "value": "35", "complete": "place",
    }  # fmt: skip
    parts: list[Row] = [{**part("30"), "id": "p", "owner_id": "m"}]
    rows: dict[str, list[Row]] = {
        "indicator": [indicator],
        "measurement": [row],
        "measurement_part": parts,
    }
    (hole,) = SumsAgree().missing(Records("s", rows, KINDS), KINDS)
    assert (hole.kind_key, hole.record_id, hole.field_key) == ("measurement", "m", "value")
    assert hole.text == "Kilns: the parts by place make 30, the whole is 35: −5."


_GIVEN = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.builds(Broken, st.text(max_size=9)),
)


@given(_GIVEN, st.sampled_from(["value", "women", "date", "confidence", "remark", "source"]))
def test_a_cell_is_an_answer_or_a_complaint(found: Given, field_key: str) -> None:
    field = KINDS["measurement"].fields[field_key]
    try:
        stored = answer(field, found, "en")
    except Complaint as complaint:
        said = str(complaint)
    else:
        assert field.clean(stored) == stored
        return
    assert said
