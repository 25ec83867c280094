"""Values in several currencies: brought into one exactly, by dated rates, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.fields import Money
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrices.giving import giving, non_cash, resource_map
from msp_desktop.domain.rates import EXACT, Rate, Rates
from msp_desktop.domain.records import Records, Row

JUNE = date(2026, 6, 1)


def rates(*known: tuple[str, str]) -> Rates:
    """Return rates from USD into NPR by their days."""
    return Rates("NPR", [Rate("USD", Decimal(w), date.fromisoformat(day)) for w, day in known])


@pytest.mark.parametrize(
    ("day", "worth", "is_later"),
    [
        ("2026-06-01", "133", False),
        ("2026-05-31", "130", False),
        ("2026-07-15", "140", False),
        ("2025-01-01", "140", True),
        (None, "140", False),
    ],
)
def test_the_last_rate_on_or_before_the_day_counts_else_the_newest(
    day: str | None, worth: str, is_later: bool
) -> None:
    known = rates(("140", "2026-07-01"), ("130", "2026-01-01"), ("133", "2026-06-01"))
    on = None if day is None else date.fromisoformat(day)
    found = known.exchange(Money(Decimal(2), "USD"), on)
    assert found is not None
    assert (found.amount, found.is_later) == (2 * Decimal(worth), is_later)


def test_a_value_without_a_day_is_said_to_have_none() -> None:
    rows = {
        "partnership": [{"id": "s", "currency": "NPR"}],
        "exchange_rate": [
            {"id": "r", "currency": "USD", "into": "NPR", "rate": "133", "date": "2026-06-01"}
        ],
        "commitment": [
            {"id": "c", "description": "Pumps", "value": "USD 2", "state": "pledged"},
            {"id": "d", "value": "USD 2", "valued_on": "2026-01-01", "description": "Cars"},
        ],
        "partner": [{"id": "p", "name": "Water Board"}],
    }
    notes = resource_map(Records("s", rows, KINDS), JUNE).notes
    assert "No day says when these were valued, so the newest rate was taken: Pumps." in notes
    assert "No rate on or before the day of the value, so the newest was taken: Cars." in notes


def test_without_a_rate_nothing_is_guessed() -> None:
    assert rates(("133", "2026-06-01")).exchange(Money(Decimal(1), "EUR"), JUNE) is None
    backwards = Rates("USD", [Rate("USD", Decimal(133), JUNE)])
    assert backwards.exchange(Money(Decimal(1), "NPR"), JUNE) is None


Entry = tuple[str, str, tuple[str, Decimal] | None, str]
"""A commitment: partner, kind, value (currency and amount) and state."""

amounts = st.decimals(min_value=0, max_value=Decimal(10) ** 30, places=4, allow_nan=False)
worths = st.decimals(min_value=Decimal("0.0001"), max_value=10**6, places=6, allow_nan=False)
currencies = st.sampled_from(["NPR", "USD", "EUR"])
entries = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from([*non_cash(), "money"]),
        st.one_of(st.none(), st.tuples(currencies, amounts)),
        st.sampled_from(["confirmed", "withdrawn"]),
    ),
    max_size=12,
)


def partnership(given_entries: list[Entry], worth: Decimal | None) -> Records:
    commitments: list[Row] = [
        {
            "id": str(number),
            "partner": who,
            "kind": kind,
            "value": None if value is None else f"{value[0]} {value[1]:f}",
            "state": state,
        }
        for number, (who, kind, value, state) in enumerate(given_entries)
    ]
    usd: Row = {
        "id": "r",
        "currency": "usd",
        "into": "NPR",
        "rate": f"{worth}",
        "date": "2026-01-01",
    }
    rows: dict[str, list[Row]] = {
        "partnership": [{"id": "s", "currency": "NPR"}],
        "partner": [{"id": one, "name": one, "state": "active"} for one in "ab"],
        "commitment": commitments,
        "exchange_rate": [] if worth is None else [usd],
    }
    return Records("s", rows, KINDS)


@given(entries, worths)
def test_sums_are_exact_and_the_same_whichever_way_they_are_added(
    listed: list[Entry], worth: Decimal
) -> None:
    found = giving(partnership(listed, worth))
    kinds = [*non_cash(), "money"]
    by_partner = [found.sum([who], kinds) for who in "ab"]
    by_kind = [found.sum("ab", [kind]) for kind in kinds]
    assert by_partner[0] + by_partner[1] == found.sum("ab", kinds)
    exact = Decimal(0)
    for _who, _kind, value, state in listed:
        if value is not None and state == "confirmed" and value[0] != "EUR":
            rate = worth if value[0] == "USD" else Decimal(1)
            exact = EXACT.add(exact, EXACT.multiply(value[1], rate))
    for parts in (by_partner, by_kind):
        total = Decimal(0)
        for part in parts:
            total = EXACT.add(total, part.amount)
        assert total == exact
    counted = sum(one.valued + one.unvalued + len(one.unknown) for one in by_kind)
    assert counted == sum(state == "confirmed" for *_rest, state in listed), "nothing is dropped"


def test_what_has_no_rate_or_no_price_is_said_and_left_out_of_the_sum() -> None:
    listed: list[Entry] = [
        ("a", "people", ("NPR", Decimal(100)), "confirmed"),
        ("a", "people", ("EUR", Decimal(7)), "confirmed"),
        ("a", "space", None, "confirmed"),
        ("b", "money", ("USD", Decimal(2)), "confirmed"),
    ]
    shown = resource_map(partnership(listed, Decimal("133.5")), JUNE)
    assert shown.cell("a", "in_kind").words == "NPR 100\nEUR 7\n1 not valued"
    assert shown.cell("b", "in_cash").words == "NPR 267"
    assert shown.cell("total", "in_kind").words == "NPR 100\nEUR 7\n1 not valued"
    assert "No rate from EUR into NPR: these values are not in the sums." in shown.notes
    assert "1 USD = 133.5 NPR on 1 January 2026." in shown.notes
    assert any(note.startswith("No day says when") for note in shown.notes)


def test_partners_stay_in_the_order_of_their_list_whatever_they_give() -> None:
    listed: list[Entry] = [("b", "money", ("NPR", Decimal(10**9)), "confirmed")]
    shown = resource_map(partnership(listed, None), JUNE)
    assert [head.key for head in shown.rows] == ["a", "b", "total"]
    assert [flag.text for flag in shown.flags] == ["a: write down what it brings."]


def test_without_a_chosen_currency_several_stand_side_by_side() -> None:
    listed: list[Entry] = [
        ("a", "money", ("NPR", Decimal(5)), "confirmed"),
        ("b", "money", ("USD", Decimal(3)), "confirmed"),
    ]
    whole = partnership(listed, None)
    unsaid = whole.changed(
        lambda kind, row: {**row, "currency": None} if kind == "partnership" else row
    )
    shown = resource_map(unsaid, JUNE)
    assert shown.cell("total", "in_cash").words == "NPR 5\nUSD 3"
    assert shown.notes[0].startswith("Say in which currency")
