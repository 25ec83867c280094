"""What people type as numbers, read as it is written in their language, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.fields import NotAValue
from msp_desktop.i18n import language, use_language
from msp_desktop.ui.widgets.typed import typed_number, written_number

MONEY = 2


@pytest.fixture
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """The window speaks another language for a while."""
    before = language()
    use_language(request.param)
    yield request.param
    use_language(before)


@pytest.mark.parametrize(
    ("spoken", "typed", "meant"),
    [
        ("en", "12500", "12500"),
        ("en", " 12 500.50 ", "12500.50"),
        ("en", "12,500", "12500"),
        ("en", "1,25,000", "125000"),
        ("en", "12,50,000.75", "1250000.75"),
        ("en", "1.250,00", "1250.00"),
        ("en", "1.250.000", "1250000"),
        ("en", "0,5", "0.5"),
        ("en", ".5", "0.5"),
        ("en", "12.", "12"),
        ("en", "-3", "-3"),
        ("en", "−3", "-3"),
        ("en", "១២៥០", "1250"),
        ("en", "१,२५,०००", "125000"),
        ("ur", "۱۲۵۰", "1250"),
        ("en", "١٬٢٥٠٫٥", "1250.5"),
        ("vi", "1.250", "1250"),
        ("vi", "1.250,50", "1250.50"),
        ("vi", "12,5", "12.5"),
        ("vi", "1,250.00", "1250.00"),
        ("ru", "1 250,5", "1250.5"),
    ],
    indirect=["spoken"],
)
def test_a_number_is_read_as_it_is_meant(spoken: str, typed: str, meant: str) -> None:
    assert Decimal(typed_number(typed, MONEY)) == Decimal(meant)


@pytest.mark.parametrize(
    ("spoken", "typed", "readings"),
    [
        ("en", "12,50", ("12.50", "1,250")),
        ("en", "1.250", ("1.250", "1,250")),
        ("en", "१२,५०", ("12.50", "1,250")),
        ("vi", "12.50", ("12,50", "1.250")),
        ("vi", "1,250", ("1,250", "1.250")),
        ("ru", "1.250", ("1,250", "1\u00a0250")),
    ],
    indirect=["spoken"],
)
def test_what_can_mean_two_amounts_is_asked_for_again(
    spoken: str, typed: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(NotAValue) as refused:
        typed_number(typed, MONEY)
    assert f"“{typed}” can mean {readings[0]} or {readings[1]}." in str(refused.value)


@pytest.mark.parametrize(
    "typed", ["12,50.1,2", "1,2,3", "1..2", "12,5000,00", "about 12", "1e5", "-"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAValue):
        typed_number(typed, MONEY)


def test_three_decimals_of_a_quantity_are_decimals_and_of_a_count_thousands() -> None:
    assert typed_number("1.250") == "1.250"
    assert typed_number("1.250", 0) == "1250"


@given(
    code=st.sampled_from(["en", "km", "ne", "ur", "vi", "ru", "id", "fa"]),
    cents=st.integers(-(10**14), 10**14),
)
def test_every_amount_as_it_is_written_is_read_as_that_amount(code: str, cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    before = language()
    use_language(code)
    try:
        assert Decimal(typed_number(written_number(f"{amount:f}"), MONEY)) == amount
    finally:
        use_language(before)
