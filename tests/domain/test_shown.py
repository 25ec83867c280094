"""An answer in words, the same wherever it is read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain import fields
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import month_in_words, shown

OPTIONS = (
    fields.Option("a", "Apple"),
    fields.Option("b", "Banana"),
    fields.Option("c", "Cherry, sour"),
)
PARTNER = "0" * 31 + "1"
RECORDS = Records("s", {"partner": [{"id": PARTNER, "name": "Water Board"}]}, KINDS)


@pytest.mark.parametrize(
    ("field", "stored", "words"),
    [
        (fields.Text("k", "K"), None, ""),
        (fields.Text("k", "K"), "as typed", "as typed"),
        (fields.Choice("k", "K", options=OPTIONS), "b", "Banana"),
        (fields.Choice("k", "K", options=OPTIONS), "from_a_newer_version", "from_a_newer_version"),
        (fields.Choices("k", "K", options=OPTIONS), "a b", "Apple, Banana"),
        (fields.Choices("k", "K", options=OPTIONS), "a c", "Apple; Cherry, sour"),
        (fields.Goals("k", "K"), "6 13", "6 Clean water and sanitation; 13 Climate action"),
        (fields.Scale("k", "K"), 4, "4 of 5"),
        (fields.Scale("k", "K", low=-3, high=3), -2, "-2"),
        (fields.Scale("k", "K", low=-3, high=3), 2, "+2"),
        (fields.Scale("k", "K", low=1, high=2, steps=("low", "high")), 2, "2 – high"),
        (fields.Number("k", "K"), "1234567.5", "1,234,567.5"),
        (fields.Amount("k", "K"), "NPR 12500.5", "NPR 12,500.50"),
        (fields.Amount("k", "K"), "NPR 12500", "NPR 12,500"),
        (fields.Amount("k", "K"), "NPR sNaN", "NPR sNaN"),
        (fields.Number("k", "K"), "1E+999999", "1E+999999"),
        (fields.Number("k", "K", unit="km"), "-3", "-3 km"),
        (fields.Goals("k", "K"), "6 99", "6 Clean water and sanitation; 99"),
        (fields.Day("k", "K"), "2026-11-03", "3 November 2026"),
        (fields.Dates("k", "K"), "2026-01-01/2026-06-30", "1 January 2026 – 30 June 2026"),
        (fields.Dates("k", "K"), "2026-01-01/", "from 1 January 2026"),
        (fields.Dates("k", "K"), "/2026-06-30", "until 30 June 2026"),
        (fields.Flag("k", "K"), 0, "No"),
        (fields.Flag("k", "K"), 1, "Yes"),
        (fields.Reference("k", "K", to="partner"), PARTNER, "Water Board"),
        (fields.Reference("k", "K", to="partner"), "f" * 32, "(removed)"),
        (fields.Day("k", "K"), "not a day", "not a day"),
    ],
)
def test_words(field: fields.Field, stored: fields.Stored, words: str) -> None:
    assert shown(field, stored, RECORDS) == words


ALL = [field for kind in KINDS.values() for field in kind.fields.values()]


@given(field=st.sampled_from(ALL), stored=st.text(max_size=40) | st.integers() | st.none())
def test_whatever_is_stored_can_be_shown(field: fields.Field, stored: fields.Stored) -> None:
    assert isinstance(shown(field, stored, RECORDS), str)


def test_a_month_is_written_with_its_year() -> None:
    assert month_in_words(date(2026, 11, 23)) == "November 2026"
