"""Sums over answers: money only within one currency; and numbers with fewer places."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msp_desktop.domain.fields import Money, Value
from msp_desktop.domain.rates import EXACT

_TENTH = Decimal("0.1")


def sums_of_money(values: Iterable[Value]) -> list[Money]:
    """Return the sum in each currency, by its code; what is no money is passed over."""
    sums: dict[str, Decimal] = {}
    for money in values:
        if isinstance(money, Money):
            sums[money.currency] = EXACT.add(sums.get(money.currency, Decimal(0)), money.amount)
    return [Money(sums[currency], currency) for currency in sorted(sums)]


def sum_of_numbers(values: Iterable[Value]) -> Decimal | None:
    """Return the sum of the numbers among answers; None when there are none."""
    numbers = [value for value in values if isinstance(value, Decimal)]
    return sum(numbers, Decimal(0)) if numbers else None


def to_a_tenth(number: Decimal) -> Decimal:
    """Return a number with one place after the point, however long it is."""
    return EXACT.quantize(number, _TENTH)
