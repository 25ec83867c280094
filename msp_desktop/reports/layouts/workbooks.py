"""Tables to go on working with: those of one document, and all records of a partnership."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from decimal import Decimal

from msp_desktop.domain.attachments import Attached
from msp_desktop.domain.fields import (
    Amount,
    Dates,
    Field,
    Money,
    Number,
    Period,
    Scale,
    Stored,
    Whole,
)
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.records import RecordKind, Records, Row, Shape, is_filled
from msp_desktop.domain.shown import Said, shown
from msp_desktop.i18n import language, speaking, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.chart_tables import chart_values
from msp_desktop.reports.charts import Chart
from msp_desktop.reports.document import Document, Heading, Table
from msp_desktop.reports.layouts.reading import Issue, printable
from msp_desktop.reports.workbook import Cell, Link, Sheet, Workbook

_LEFT_OUT = _(
    "How to reach single persons, and what the partners keep out of printed reports, is not in this "
    "workbook."
)


def document_book(document: Document) -> Workbook:
    """Return the tables of a document, each on a sheet named after the heading above it.

    The first sheet says what the document is. A cell that says a number, an amount or a day and nothing
    else holds it as such; the others hold words as they are printed.
    """
    head = document.letterhead
    said = (
        document.kind,
        document.title,
        document.subject,
        document.number,
        document.day_words,
        ", ".join(filter(None, (head.office, head.place))),
        document.status,
    )
    first = Sheet(document.kind, (), [(line,) for line in dict.fromkeys(said) if line])
    with speaking(document.language, document.manner):
        sheets = (first, *_tables(document))
    return Workbook(
        document.title,
        document.subject,
        head.office,
        document.language,
        document.day,
        sheets,
        document.manner,
    )


def partnership_book(records: Records, issue: Issue) -> Workbook:
    """Return the records of a partnership: pages on one sheet, lists on a sheet for each kind.

    How to reach single persons, and what the partners keep out of printed reports, is not in it.
    """
    lists = [
        (HOME_TASK.get(kind.key, ""), _list(kind, rows, records))
        for kind in KINDS.values()
        if kind.shape is Shape.MANY
        and not kind.personal
        and kind.key not in (SAME_RECORD, "partnership", "office")
        and (rows := printable(kind, records.rows(kind.key)))
    ]
    pages = _pages(records)
    listed = [("", pages), *lists]
    contents = Sheet(
        translate(_("Contents")),
        tuple(map(translate, (_("Sheet"), _("Task"), _("Number of rows")))),
        [
            *((Link(sheet.name), task, len(sheet.rows)) for task, sheet in listed),
            (translate(_LEFT_OUT), None, None),
        ],
    )
    name = str(records.single("partnership").get("name") or "")
    office = issue.letterhead.office
    sheets = (contents, *(sheet for _task, sheet in listed))
    return Workbook(name, name, office, language(), issue.day, sheets)


def _tables(document: Document) -> Iterator[Sheet]:
    heading = document.title
    for block in document.blocks:
        match block:
            case Heading():
                heading = " ".join(filter(None, (block.number, block.text)))
            case Table():
                name = block.caption or heading
                rows = [tuple(map(_typed, row)) for row in block.rows]
                total = tuple(map(_typed, block.total))
                yield Sheet(name, block.head, rows, total, block.numeric)
            case _ if isinstance(block, Chart):
                head, rows = chart_values(block)
                yield Sheet(block.caption or heading, head, rows)
            case _:
                pass  # words and places to write are in the document itself


def _typed(words: str) -> Cell:
    """Return the number, amount or day that a cell says and nothing else, otherwise its words."""
    return words.exact if isinstance(words, Said) else words


def _pages(records: Records) -> Sheet:
    """Return the answers of all pages of which there is one, a row for each answer."""
    rows = [
        (HOME_TASK.get(kind.key, ""), translate(kind.label), translate(field.label), answer)
        for kind in KINDS.values()
        if kind.shape is Shape.ONE or kind.key == "partnership"
        for row in records.rows(kind.key)
        for field in kind.fields.values()
        if is_filled(row, field.key)
        for answer in [_answer(field, row.get(field.key), records)]
    ]
    head = (_("Task"), _("Page"), _("Question"), _("Answer"))
    return Sheet(translate(_("Pages")), tuple(map(translate, head)), rows)


def _answer(field: Field, stored: Stored, records: Records) -> Cell:
    """Return an answer in one cell: typed where one cell can hold it, else in words."""
    cells = _cells(field, stored, records)
    return cells[0] if len(cells) == 1 else _typed(shown(field, stored, records))


def _list(kind: RecordKind, rows: Sequence[Row], records: Records) -> Sheet:
    owner = KINDS.get(kind.owner)
    has_owner = owner is not None and owner.shape is Shape.MANY
    head = [translate(owner.label)] if has_owner and owner else []
    for field in kind.fields.values():
        head += _heads(field)
    found = []
    for row in rows:
        cells: list[Cell] = [records.name(kind.owner, row["owner_id"])] if has_owner else []
        for field in kind.fields.values():
            cells += _cells(field, row.get(field.key), records)
        found.append(tuple(cells))
    return Sheet(translate(kind.plural), tuple(head), found)


def _heads(field: Field) -> list[str]:
    """Return the heads of the columns that a field takes: two for what is two values."""
    label = translate(field.label)
    match field:
        case Amount():
            return [label, f"{label}: {translate(_('currency'))}"]
        case Dates():
            return [f"{label}: {translate(word)}" for word in (_("first day"), _("last day"))]
        case Number() if field.unit:
            return [f"{label} ({translate(field.unit)})"]
        case Scale():
            return [f"{label} ({field.low}–{field.high})"]
        case _:
            return [label]


def _cells(field: Field, stored: Stored, records: Records) -> list[Cell]:
    """Return the cells of an answer, as many as `_heads` names."""
    cells = [] if stored in (None, "") else _filled(field, stored, records)
    return [*cells, *[None] * (len(_heads(field)) - len(cells))]


def _filled(field: Field, stored: Stored, records: Records) -> list[Cell]:
    match field.value(stored):
        case Money(amount, currency):
            return [amount, currency]
        case Period(start, end):
            return [start, end]
        case Attached(name=name):
            return [name]
        case (Decimal() | date() | time()) as value:
            return [value]
        case int() as number if isinstance(field, Whole | Scale):
            return [number]
        case _:
            return [shown(field, stored, records)]
