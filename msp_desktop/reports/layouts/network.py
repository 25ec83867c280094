"""What organisations have to do with one another, as a picture and as a table (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.network import Network, network
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.network_map import letter_of, network_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import Block, Document, Facts, Heading, Table
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document, not_agreed


def relations(records: Records, issue: Issue) -> Document:
    """Lay out the network and the list of its relations, each with the letter on its line."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    return document(
        reader,
        issue,
        kind=_("Relations between organisations"),
        mark="N",
        title=translate(_("Relations between the organisations")),
        blocks=[Facts(facts), *_told(reader)],
    )


def network_chart(reader: Reader) -> Iterator[GraphChart]:
    """Draw the network, if there is any relation."""
    found = network(reader.records)
    if found.relations:
        picture = network_map(found)
        caption = translate(_("Organisations and what they have to do with one another"))
        yield GraphChart(picture, picture.told, caption, tabled=True)


def _told(reader: Reader) -> Iterator[Block]:
    found = network(reader.records)
    if not found.relations:
        yield not_agreed("partner_relation")
        return
    yield from network_chart(reader)
    yield Heading(2, translate(_("Relations")))
    yield _relations(reader, found)
    yield Heading(2, translate(_("Organisations in the picture")))
    columns = ("name", "short_name", "sector")
    rows = reader.records.rows("partner")
    yield from reader.table("partner", rows, columns, (3, 1.5, 2))


def _relations(reader: Reader, found: Network) -> Table:
    columns = ("first", "kind", "second", "note")
    head = ("", *(reader.label("partner_relation", key) for key in columns))
    lines = []
    for one in found.relations:
        row = reader.records.find("partner_relation", one.record)
        assert row is not None
        texts = (reader.text("partner_relation", row, key) or NOTHING for key in columns)
        lines.append((letter_of(one.kind), *texts))
    return Table(head, tuple(lines), (0.4, 2.4, 1.8, 2.4, 2.6))
