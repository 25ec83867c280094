"""Values in several currencies brought into one, by rates that somebody wrote down with their day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal

from msp_desktop.domain.fields import Money
from msp_desktop.domain.records import Records, Row

EXACT = Context(prec=200)
"""Digits enough for sums of products of any numbers that can be stored: nothing is rounded on the way."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one of ``currency`` is worth on a day; ``record_id`` is where it is written down."""

    currency: str
    worth: Decimal
    day: date
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """An amount in the currency wanted, and by which rate; None where it was in it already.

    ``is_later`` says that no rate was there on or before the day of the value, so the newest was taken;
    ``is_dayless`` that the value has no day, so it was too.
    """

    amount: Decimal
    rate: Rate | None = None
    is_later: bool = False
    is_dayless: bool = False


class Rates:
    """Exchanges money into one currency; nothing is guessed."""

    def __init__(self, into: str, rates: Iterable[Rate]) -> None:
        self.into = into
        self._by_currency: dict[str, list[Rate]] = {}
        for rate in rates:
            self._by_currency.setdefault(rate.currency, []).append(rate)
        for among in self._by_currency.values():
            among.sort(key=lambda rate: (rate.day, rate.record_id))

    def exchange(self, money: Money, on: date | None) -> Exchanged | None:
        """Return an amount at the last rate on or before a day, else at the newest; None without any.

        Without a day the newest rate counts.
        """
        if money.currency == self.into:
            return Exchanged(money.amount)
        known = self._by_currency.get(money.currency)
        if not known or not self.into:
            return None
        before = [rate for rate in known if on is not None and rate.day <= on]
        rate = before[-1] if before else known[-1]
        amount = EXACT.multiply(money.amount, rate.worth)
        return Exchanged(amount, rate, on is not None and not before, on is None)


def currency_of(records: Records) -> str:
    """Return the currency in which sums are shown: the partnership's, else the only one that is used."""
    chosen = _code(records.single("partnership").get("currency"))
    values = (records.value("commitment", row, "value") for row in records.rows("commitment"))
    used = {value.currency for value in values if isinstance(value, Money)}
    return chosen or (used.pop() if len(used) == 1 else "")


def rates_of(records: Records) -> Rates:
    """Return the rates of a partnership into the currency in which its sums are shown."""
    into = currency_of(records)
    found = (
        _rate(records, row)
        for row in records.rows("exchange_rate")
        if _code(row.get("into")) == into
    )
    return Rates(into, (rate for rate in found if rate is not None))


def _rate(records: Records, row: Row) -> Rate | None:
    """Return a rate that is complete; one that is worth nothing or less is none."""
    currency = _code(row.get("currency"))
    worth, day = (records.value("exchange_rate", row, key) for key in ("rate", "date"))
    if currency and isinstance(worth, Decimal) and worth > 0 and isinstance(day, date):
        return Rate(currency, worth, day, str(row["id"]))
    return None


def _code(stored: object) -> str:
    return str(stored or "").strip().upper()
