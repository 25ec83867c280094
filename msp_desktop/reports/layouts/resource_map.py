"""What each partner brings, in kind and in cash, beside what is needed (task 3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.matrices.giving import (
    CASH,
    giving,
    needs_and_offers,
    non_cash,
    resource_map,
    rounded,
)
from msp_desktop.domain.matrix import names_of
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import BarChart, Series, in_words
from msp_desktop.reports.document import Block, Document, Facts, Heading, Paragraph
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import Issue, Reader, document, linked, not_agreed

_TABLE, _FIGURE = "resources", "worth"
_FEWEST = 2
"""Partners at least whose worth is worth comparing."""


def resources(records: Records, issue: Issue) -> Document:
    """Lay out the map of resources, what is needed and offered, how it is shared, and the rates."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    parts = (
        (_("Who brings what"), _brought(reader, issue)),
        (_("What is needed and what is offered"), _needed(reader, issue)),
        (_("How we share resources"), _shared(reader)),
        (_("Exchange rates"), _rates(reader)),
    )
    blocks: list[Block] = [Facts(facts)]
    number = 0
    for title, found in parts:
        told = list(found)
        if told:
            number += 1
            blocks += [Heading(2, translate(title), figures(str(number))), *told]
    return document(
        reader,
        issue,
        kind=_("Map of resources"),
        mark="O",
        title=translate(_("What the partners bring")),
        blocks=blocks,
    )


def worth_by_partner(reader: Reader, key: str = "", *, tabled: bool = False) -> Iterator[BarChart]:
    """Draw the worth of what each partner brings, in kind and in cash, in the order of their list.

    Nothing where fewer than two bring anything with a price in the partnership's currency.
    """
    found = giving(reader.records)
    partners = [
        row
        for row in reader.records.rows("partner")
        if found.sum([str(row["id"])], (*non_cash(), CASH)).valued
    ]
    if len(partners) < _FEWEST:
        return
    for row in partners:
        reader.shown.note("partner", row, "short_name" if row.get("short_name") else "name")
    names = tuple(names_of(reader.records, "partner", row) for row in partners)
    series = tuple(
        Series(
            translate(label),
            tuple(rounded(found.sum([str(row["id"])], kinds).amount) for row in partners),
        )
        for label, kinds in ((_("In kind"), non_cash()), (_("In cash"), (CASH,)))
    )
    caption = translate(_("Worth of what each partner brings ({currency})"))
    yield BarChart(
        names,
        series,
        in_words(names, series),
        stacked=True,
        unit=found.currency,
        caption=caption.format(currency=found.currency),
        key=key,
        tabled=tabled,
    )


def _brought(reader: Reader, issue: Issue) -> Iterator[Block]:
    shown = resource_map(reader.records, issue.day)
    if not reader.records.rows("commitment"):
        yield not_agreed("commitment")
        return
    charts = list(worth_by_partner(reader, _FIGURE, tabled=True))
    sentence = _("Table {table} sets partners against kinds of resources.")
    yield Paragraph(linked(sentence, table=_TABLE))
    yield from matrix_tables(reader, shown, translate(_("Resources of the partners")), _TABLE)
    yield from charts


def _needed(reader: Reader, issue: Issue) -> Iterator[Block]:
    yield from matrix_tables(reader, needs_and_offers(reader.records, issue.day))


def _shared(reader: Reader) -> Iterator[Block]:
    yield from reader.facts(
        "resource_sharing",
        reader.records.single("resource_sharing"),
        *("rules", "register", "shortage", "leftover"),
    )


def _rates(reader: Reader) -> Iterator[Block]:
    rows = reader.records.rows("exchange_rate")
    if rows:
        columns = ("currency", "into", "rate", "date", "source")
        yield from reader.table("exchange_rate", rows, columns, (2, 2, 2, 3, 4))
