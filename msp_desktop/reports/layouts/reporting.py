"""Who reports what to whom, and which reports are due (task 8.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from msp_desktop.domain.matrices.reporting import due_list
from msp_desktop.domain.matrix import Head, Matrix
from msp_desktop.domain.records import Records
from msp_desktop.domain.reporting.lines import hierarchy
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.reporting_map import reporting_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import Block, Document, Facts, Heading, Note, Points
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed

_COLUMNS = ("what", "from_partner", "to", "cycle", "days_after", "content", "approver")


def reporting(records: Records, issue: Issue) -> Document:
    """Lay out the picture of the reporting lines, what each must contain, and the list of what is due."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    return document(
        reader,
        issue,
        kind=_("Reporting lines and reports due"),
        mark="L",
        title=translate(_("Reporting lines and reports due")),
        blocks=[Facts(facts), *_lines(reader, issue), *_due(reader, issue)],
    )


def _lines(reader: Reader, issue: Issue) -> Iterator[Block]:
    yield Heading(2, translate(_("Who reports to whom")))
    rows = reader.records.rows("reporting_line")
    if not rows:
        yield not_agreed("reporting_line")
        return
    found = hierarchy(reader.records, issue.day)
    if found.lines:
        picture = reporting_map(found)
        caption = translate(_("Who reports to whom, how often, and when next"))
        yield GraphChart(picture, picture.told, caption, tabled=True)
    yield from reader.table("reporting_line", rows, _COLUMNS, (2.4, 2.2, 2.3, 1.6, 2.1, 3.2, 2.5))


def _due(reader: Reader, issue: Issue) -> Iterator[Block]:
    matrix = due_list(reader.records, issue.day)
    yield Heading(2, translate(_("Reports due")))
    if matrix.is_empty:
        yield Note(translate(matrix.empty))
        return
    for group, rows in _groups(matrix):
        yield Heading(3, group.label)
        yield from matrix_tables(reader, replace(matrix, rows=rows, notes=()))
    yield from map(Note, matrix.notes)
    if matrix.flags:
        yield Heading(2, translate(_("What to see to")))
        yield Points(tuple(flag.text for flag in matrix.flags))


def _groups(matrix: Matrix) -> Iterator[tuple[Head, tuple[Head, ...]]]:
    """Go through the groups of the list, each with its rows."""
    starts = [place for place, row in enumerate(matrix.rows) if row.is_total]
    for start, end in pairwise((*starts, len(matrix.rows))):
        yield matrix.rows[start], matrix.rows[start + 1 : end]
