"""A reference sheet for each indicator: what exactly is measured, from where to where, and how (task 2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrices.aiming import baselines
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Heading, PageBreak
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document, not_agreed

FIRST = (
    "objective",
    "global_indicator",
    "definition",
    "unit",
    "direction",
    "baseline",
    "baseline_date",
    "target_value",
    "target_date",
    "source",
    "frequency",
    "responsible",
)
"""The twelve answers that every sheet shows, also where they are still open."""


def reference_sheets(records: Records, issue: Issue) -> Document:
    """Lay out the values at the start of all indicators, then a page for each."""
    reader = Reader(records)
    rows = records.rows("indicator")
    blocks: list[Block] = []
    if rows:
        caption = translate(_("Where the indicators start"))
        blocks += matrix_tables(reader, baselines(records, issue.day), caption)
    else:
        blocks.append(not_agreed("indicator"))
    for number, row in enumerate(rows, 1):
        blocks.append(PageBreak())
        name = reader.text("indicator", row, "name") or translate(KINDS["indicator"].label)
        blocks.append(Heading(2, name, figures(str(number))))
        blocks += _sheet(reader, row)
    return document(
        reader,
        issue,
        kind=_("Reference sheets of the indicators"),
        mark="K",
        title=translate(_("Indicators and how they are measured")),
        blocks=blocks,
    )


def _sheet(reader: Reader, row: Row) -> Iterator[Block]:
    shown = (
        (reader.label("indicator", key), reader.text("indicator", row, key) or NOTHING)
        for key in FIRST
    )
    yield Facts(tuple(shown))
    fields = KINDS["indicator"].fields
    rest = reader.facts("indicator", row, *(key for key in fields if key not in (*FIRST, "name")))
    if rest:
        yield Heading(3, translate(_("More about it")))
        yield from rest
    for kind_key, weights in (
        ("baseline_part", (3, 4, 2, 3)),
        ("indicator_target", (3, 3, 5)),
        ("indicator_change", (2, 5, 5)),
    ):
        found = reader.records.rows(kind_key, str(row["id"]))
        if found:
            yield Heading(3, translate(KINDS[kind_key].plural))
            yield from reader.table(kind_key, found, tuple(KINDS[kind_key].fields), weights)
