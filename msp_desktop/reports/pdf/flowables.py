"""Blocks of a document as ReportLab flowables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from itertools import pairwise
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Table

from msp_desktop.reports import charts, document
from msp_desktop.reports.pdf.charts import drawn, height_with_heading
from msp_desktop.reports.pdf.signing import signature_rows
from msp_desktop.reports.pdf.styles import (
    HAIRLINE,
    INDENT,
    INK,
    LINE,
    SHADE,
    WIDTH,
    Side,
    style,
)
from msp_desktop.reports.pdf.tables import table
from msp_desktop.reports.pdf.text import Typesetter
from msp_desktop.reports.printable import printable

_LEVELS = {1: "title", 2: "part", 3: "name"}
_AFTER_TABLE = 5 * mm
_SHORT = 300
"""Letters of a text at most that is taken to introduce the table below it."""
_LEAST_PART = 40
"""Height of a part of a row at least, where a row is too high for a page."""
_CELL: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]


class Room(CondPageBreak):
    """Begins a new page where too little of this one is left for what belongs together."""

    _SPACETRANSFER = True


class OutlineEntry(Flowable):
    """A place that can be jumped to from the reader's list of contents; it takes no room."""

    _SPACETRANSFER = True

    def __init__(self, text: str, level: int, anchor: str) -> None:
        super().__init__()
        self._entry = (printable(text), anchor, level)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return (0, 0)

    def draw(self) -> None:
        text, anchor, level = self._entry
        self.canv.bookmarkHorizontal(anchor, 0, 12 * mm)
        self.canv.addOutlineEntry(text, anchor, level=level, closed=False)


def room(blocks: Sequence[document.Block]) -> float:
    """Return the height that the first block needs to stay with what it introduces.

    It is 0 when the block may stand at the foot of a page alone.
    """
    needed = 0.0
    for block, following in pairwise([*blocks, None]):
        match block:
            case document.Heading():
                needed += 11 * mm
            case document.Paragraph(text) | document.Clause(text=text) if (
                isinstance(following, document.Table | document.Points)
                and len(document.plain(text)) < _SHORT
            ):
                needed += 8 * mm
            case _ if needed and isinstance(block, charts.Chart):
                return needed + height_with_heading(block)
            case document.Signatures() if needed:
                return needed + 60 * mm
            case document.Table() if needed:
                return needed + 26 * mm
            case _:
                return needed + 12 * mm if needed else 0
    return needed


@singledispatch
def flowables(block: object, typeset: Typesetter) -> list[Flowable]:
    """Return what draws a block. Raises TypeError for something that is none."""
    raise TypeError(f"cannot draw a {type(block).__name__}")


@flowables.register
def _(block: document.Paragraph, typeset: Typesetter) -> list[Flowable]:
    return list(typeset.paragraphs(document.plain(block.text), style("body")))


@flowables.register
def _(block: document.Clause, typeset: Typesetter) -> list[Flowable]:
    found = typeset.paragraphs(
        document.plain(block.text), style("body"), label=block.number, indent=INDENT
    )
    for name, text in block.details:
        found[-1].spaceAfter = 0
        found += typeset.paragraphs(f"{name}: {text}", style("detail"), indent=INDENT)
    found[-1].spaceAfter = style("body").after
    return list(found)


@flowables.register
def _(block: document.Note, typeset: Typesetter) -> list[Flowable]:
    return list(typeset.paragraphs(block.text, style("note"), indent=INDENT))


@flowables.register
def _(block: charts.Chart, typeset: Typesetter) -> list[Flowable]:
    return [drawn(block, typeset)]


@flowables.register
def _(_block: document.PageBreak, _typeset: Typesetter) -> list[Flowable]:
    return [PageBreak()]


@flowables.register
def _(block: document.Heading, typeset: Typesetter) -> list[Flowable]:
    look = style(_LEVELS[block.level])
    indent = INDENT if block.number else 0
    shown = typeset.paragraphs(block.text, look, label=block.number, indent=indent)
    if block.level == max(_LEVELS):
        return list(shown)
    entry = " ".join(filter(None, (block.number, block.text)))
    outline = OutlineEntry(entry, block.level - 1, typeset.new_anchor())
    return [outline, *shown]


@flowables.register
def _(block: document.Facts, typeset: Typesetter) -> list[Flowable]:
    cells: list[list[object]] = [
        [typeset.paragraphs(name, style("label")), typeset.paragraphs(text, style("cell"))]
        for name, text in block.rows
    ]
    lines: list[Any] = [
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
    ]
    return [_table(cells, [WIDTH * 0.28, WIDTH * 0.72], lines, typeset)]


@flowables.register
def _(block: document.Points, typeset: Typesetter) -> list[Flowable]:
    found: list[Flowable] = []
    for number, item in enumerate(block.items, 1):
        label = f"{number}." if block.numbered else "•"
        found += typeset.paragraphs(item, style("body"), label=f"    {label}", indent=INDENT)
    return found


@flowables.register
def _(block: document.Table, typeset: Typesetter) -> list[Flowable]:
    cells: list[list[object]] = [
        [
            typeset.paragraph(name, style("head", _side(column, block)))
            for column, name in enumerate(block.head)
        ]
    ]
    cells += [_row(row, "cell", block, typeset) for row in block.rows]
    lines: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, LINE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, HAIRLINE),
    ]
    if block.total:
        cells.append(_row(block.total, "strong", block, typeset))
        lines.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, INK))
    total = sum(block.weights)
    widths = [WIDTH * weight / total for weight in block.weights]
    return [_table(cells, widths, lines, typeset, repeated=1)]


@flowables.register
def _(block: document.Signatures, typeset: Typesetter) -> list[Flowable]:
    return signature_rows(block, typeset)


def _row(
    texts: Sequence[str], look: str, block: document.Table, typeset: Typesetter
) -> list[object]:
    return [
        typeset.paragraphs(text, style(look, _side(column, block)))
        for column, text in enumerate(texts)
    ]


def _side(column: int, block: document.Table) -> Side:
    return Side.RIGHT if column in block.numeric else Side.START


def _table(
    cells: Sequence[list[object]],
    widths: Sequence[float],
    lines: Sequence[Any],
    typeset: Typesetter,
    repeated: int = 0,
) -> Table:
    return table(
        cells,
        widths,
        [*_CELL, *lines],
        from_right=typeset.from_right,
        repeatRows=repeated,
        splitInRow=_LEAST_PART,
        spaceAfter=_AFTER_TABLE,
    )
