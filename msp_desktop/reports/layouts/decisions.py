"""How decisions are taken, and the register of all that were taken (task 5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msp_desktop.domain.matrices.deciding import (
    RULE,
    decision_register,
    decision_table,
    emergency_procedure,
)
from msp_desktop.domain.matrix import Matrix
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Heading, Note, Points
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed


def decisions(records: Records, issue: Issue) -> Document:
    """Lay out whose which decisions are, the emergency procedure, and the register."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    parts = (
        (_("Which decisions are whose"), _rules(reader, issue.day)),
        (_("When it cannot wait"), _emergency(reader, issue.day)),
        (_("Register of decisions"), _register(reader, issue.day)),
    )
    blocks: list[Block] = [Facts(facts)]
    for number, (title, told) in enumerate(parts, 1):
        blocks += [Heading(2, translate(title), figures(str(number))), *told]
    return document(
        reader,
        issue,
        kind=_("Decisions"),
        mark="D",
        title=translate(_("How decisions are taken, and which were")),
        blocks=blocks,
    )


def _rules(reader: Reader, day: date) -> Iterator[Block]:
    matrix = decision_table(reader.records, day)
    if matrix.is_empty:
        yield not_agreed(RULE)
        return
    yield from _told(reader, matrix)


def _emergency(reader: Reader, day: date) -> Iterator[Block]:
    matrix = emergency_procedure(reader.records, day)
    if matrix.is_empty:
        yield Note(translate(matrix.empty))
    yield from _told(reader, matrix)


def _register(reader: Reader, day: date) -> Iterator[Block]:
    matrix = decision_register(reader.records, day)
    if matrix.is_empty:
        yield Note(figures(translate(matrix.empty)))
        return
    yield from _told(reader, matrix)


def _told(reader: Reader, matrix: Matrix) -> Iterator[Block]:
    yield from matrix_tables(reader, matrix)
    if matrix.flags:
        yield Points(tuple(flag.text for flag in matrix.flags))
