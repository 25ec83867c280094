"""An answer has one stored form, whatever way it was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain import fields
from msp_desktop.domain.guideline import KINDS

ALL = [field for kind in KINDS.values() for field in kind.fields.values()]


@given(field=st.sampled_from(ALL), typed=st.text(max_size=60) | st.integers())
def test_what_was_cleaned_once_is_clean(field: fields.Field, typed: object) -> None:
    try:
        stored = field.clean(typed)
    except fields.NotAValue:
        return
    assert field.clean(stored) == stored
    assert stored is None or type(stored) is field.stored_as
    assert (field.value(stored) is None) == (stored is None)


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (fields.Text("a", "A"), "  two\nlines ", "two lines"),
        (fields.LongText("a", "A"), "one\r\ntwo\n", "one\ntwo"),
        (fields.Email("a", "A"), " a@b.np ", "a@b.np"),
        (fields.Email("a", "A"), "  ", None),
        (fields.Number("a", "A"), "1200.50", "1200.5"),
        (fields.Number("a", "A"), "1E3", "1000"),
        (fields.Number("a", "A"), "-0", "0"),
        (fields.Amount("a", "A"), "12500 npr", "NPR 12500"),
        (fields.Amount("a", "A"), "NPR 0.10", "NPR 0.1"),
        (fields.Clock("a", "A"), "9:05", "09:05"),
        (fields.Clock("a", "A"), "14", "14:00"),
        (fields.Clock("a", "A"), "९:१५", "09:15"),
        (fields.Dates("a", "A"), "2026-01-01 / ", "2026-01-01/"),
        (fields.Dates("a", "A"), "/", None),
        (fields.Flag("a", "A"), "Yes", 1),
        (fields.Goals("a", "A"), "13, 6 6", "6 13"),
        (fields.Target("a", "A"), "13.B", "13.b"),
        (fields.Scale("a", "A", low=-3, high=3), "-3", -3),
        (
            fields.Choices("a", "A", options=(fields.Option("x", "X"), fields.Option("y", "Y"))),
            "y x",
            "x y",
        ),
    ],
)
def test_stored_form(field: fields.Field, typed: str, stored: fields.Stored) -> None:
    assert field.clean(typed) == stored


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (fields.Day("a", "A"), "2026-02-30"),
        (fields.Dates("a", "A"), "2026-05-01/2026-04-01"),
        (fields.Dates("a", "A"), "2026-05-01"),
        (fields.Amount("a", "A"), "12500"),
        (fields.Number("a", "A"), "NaN"),
        (fields.Number("a", "A"), "9" * 40),
        (fields.Whole("a", "A"), "-1"),
        (fields.Whole("a", "A"), str(2**60)),
        (fields.Scale("a", "A"), "6"),
        (fields.Goals("a", "A"), "18"),
        (fields.Target("a", "A"), "17.20"),
        (fields.Reference("a", "A", to="partner"), "../../etc"),
        (fields.Text("a", "A"), "nul\x00"),
        (fields.Text("a", "A"), "half a \ud800 pair"),
        (fields.Clock("a", "A"), "25:00"),
        (fields.Clock("a", "A"), "24"),
    ],
)
def test_what_is_not_an_answer_is_refused_with_a_sentence(field: fields.Field, typed: str) -> None:
    with pytest.raises(fields.NotAValue, match=r"\w+ \w+"):
        field.clean(typed)


def test_coupled_answers_are_one() -> None:
    assert fields.Amount("a", "A").value("NPR 12.5") == fields.Money(Decimal("12.5"), "NPR")
    period = fields.Dates("a", "A").value("2026-01-01/")
    assert isinstance(period, fields.Period)
    assert period.end is None
    assert str(period.start) == "2026-01-01"
