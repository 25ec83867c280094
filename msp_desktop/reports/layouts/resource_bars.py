"""What partners promised beside what came, as bars (tasks 3.1 and 6.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msp_desktop.domain.fields import Money
from msp_desktop.domain.records import Row
from msp_desktop.domain.sums import sums_of_money
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.charts import BarChart, Quantity, Series, in_words
from msp_desktop.reports.layouts.reading import Reader
from msp_desktop.reports.layouts.span import Span

_FEWEST = 2
"""Commitments at least that are worth comparing; one stands in the table alone."""


def promised_and_received(
    reader: Reader, span: Span, key: str = "", *, tabled: bool = False
) -> Iterator[BarChart]:
    """Draw the value of each commitment and of what came, one chart for each currency.

    What has no value is left out. ``key`` is that of the first chart.
    """
    rows = [row for row in reader.records.rows("commitment") if row.get("state") != "withdrawn"]
    promised = [(row, reader.records.value("commitment", row, "value")) for row in rows]
    for currency in sorted(
        {money.currency for _row, money in promised if isinstance(money, Money)}
    ):
        among = [
            (row, money.amount)
            for row, money in promised
            if isinstance(money, Money) and money.currency == currency
        ]
        if len(among) >= _FEWEST:
            yield _chart(reader, span, currency, among, key, tabled=tabled)
            key = ""


def _chart(
    reader: Reader,
    span: Span,
    currency: str,
    among: Sequence[tuple[Row, Decimal]],
    key: str,
    *,
    tabled: bool,
) -> BarChart:
    names = tuple(reader.text("commitment", row, "description") for row, _amount in among)
    for row, _amount in among:
        reader.shown.note("commitment", row, "value")
    series = (
        Series(translate(_("Promised")), tuple(amount for _row, amount in among)),
        Series(
            translate(_("Received")),
            tuple(_received(reader, span, row, currency) for row, _amount in among),
        ),
    )
    caption = translate(_("Value of resources promised and received ({currency})"))
    return BarChart(
        names,
        series,
        in_words(names, series),
        unit=currency,
        caption=caption.format(currency=currency),
        key=key,
        tabled=tabled,
    )


def _received(reader: Reader, span: Span, row: Row, currency: str) -> Quantity:
    """Return the value of what came; 0 while all is still to come, None where nobody said."""
    planned = [one for one in reader.records.rows("delivery") if one.get("commitment") == row["id"]]
    came = [one for one in planned if span.before(one.get("received_on"))]
    for one in came:
        reader.shown.note("delivery", one, "commitment", "value", "received_on")
    if planned and not came:
        return 0
    sums = sums_of_money(reader.records.value("delivery", one, "value") for one in came)
    return next((money.amount for money in sums if money.currency == currency), None)
