"""Blocks of a document as ReportLab flowables."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table
from reportlab.platypus.tables import TableStyle

from msp_desktop.reports import document
from msp_desktop.reports.pdf.chart import ProgressBars
from msp_desktop.reports.pdf.styles import LINE, SHADE, WIDTH, style
from msp_desktop.reports.pdf.text import Typesetter

_LEVELS = {1: "title", 2: "part", 3: "name"}
_CELL: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]


class OutlineEntry(Flowable):
    """A place that can be jumped to from the reader's list of contents; it takes no room."""

    keepWithNext = True  # noqa: N815 - ReportLab's name

    def __init__(self, text: str, level: int, anchor: str) -> None:
        super().__init__()
        self._entry = (text, anchor, level)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return (0, 0)

    def draw(self) -> None:
        text, anchor, level = self._entry
        self.canv.bookmarkHorizontal(anchor, 0, 12 * mm)
        self.canv.addOutlineEntry(text, anchor, level=level - 1, closed=False)


@singledispatch
def flowables(block: object, typeset: Typesetter) -> list[Flowable]:
    """Return what draws a block. Raises TypeError for something that is none."""
    raise TypeError(f"cannot draw a {type(block).__name__}")


@flowables.register
def _(block: document.Paragraph, typeset: Typesetter) -> list[Flowable]:
    return list(typeset.paragraphs(block.text, style("body")))


@flowables.register
def _(block: document.Note, typeset: Typesetter) -> list[Flowable]:
    return list(typeset.paragraphs(block.text, style("note")))


@flowables.register
def _(block: document.ProgressChart, typeset: Typesetter) -> list[Flowable]:
    return [ProgressBars(block, typeset), Spacer(0, 4 * mm)]


@flowables.register
def _(_block: document.PageBreak, _typeset: Typesetter) -> list[Flowable]:
    return [PageBreak()]


@flowables.register
def _(block: document.Heading, typeset: Typesetter) -> list[Flowable]:
    paragraph = typeset.paragraph(block.text, style(_LEVELS[block.level]))
    if block.level == max(_LEVELS):
        return [paragraph]
    return [OutlineEntry(block.text, block.level, typeset.new_anchor()), paragraph]


@flowables.register
def _(block: document.Facts, typeset: Typesetter) -> list[Flowable]:
    cells = [
        [typeset.paragraph(name, style("label")), typeset.paragraphs(text, style("cell"))]
        for name, text in block.rows
    ]
    table = Table(cells, colWidths=[WIDTH * 0.28, WIDTH * 0.72], splitInRow=1)
    table.setStyle(TableStyle(_CELL))
    return [table, Spacer(0, 2 * mm)]


@flowables.register
def _(block: document.Points, typeset: Typesetter) -> list[Flowable]:
    cells = [
        [
            typeset.paragraph(f"{number}." if block.numbered else "•", style("cell")),
            typeset.paragraphs(item, style("cell")),
        ]
        for number, item in enumerate(block.items, 1)
    ]
    table = Table(cells, colWidths=[8 * mm, WIDTH - 8 * mm], splitInRow=1)
    table.setStyle(TableStyle(_CELL))
    return [table, Spacer(0, 2 * mm)]


@flowables.register
def _(block: document.Table, typeset: Typesetter) -> list[Flowable]:
    total = sum(block.weights)
    cells: list[list[object]] = [[typeset.paragraph(word, style("head")) for word in block.head]]
    cells += [[typeset.paragraphs(text, style("cell")) for text in row] for row in block.rows]
    table = Table(
        cells,
        colWidths=[WIDTH * weight / total for weight in block.weights],
        repeatRows=1,
        splitInRow=1,
    )
    lines: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, LINE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
    ]
    table.setStyle(TableStyle([*_CELL, *lines]))
    return [table, Spacer(0, 4 * mm)]


@flowables.register
def _(block: document.Signatures, typeset: Typesetter) -> list[Flowable]:
    gap = 10 * mm
    width = (WIDTH - gap) / 2
    boxes = [_signature(person, block.words, width, typeset) for person in block.people]
    rows = [boxes[at : at + 2] for at in range(0, len(boxes), 2)]
    found: list[Flowable] = []
    for row in rows:
        cells = [row[0], "", row[1] if len(row) > 1 else ""]
        table = Table([cells], colWidths=[width, gap, width])
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_flush()]))
        found.append(KeepTogether([table, Spacer(0, 8 * mm)]))
    return found


def _signature(
    person: document.Signature, words: document.SignatureWords, width: float, typeset: Typesetter
) -> Table:
    """Draw one place to sign: lines to write on, and a box for the stamp beside them."""
    lines = (
        (words.name, person.name),
        (words.title, person.title),
        (words.signature, ""),
        (words.date, person.date),
        (words.place, person.place),
    )
    stamp = typeset.paragraph(words.stamp, style("small"))
    cells: list[list[object]] = [[typeset.paragraph(person.organisation, style("head")), "", ""]]
    for number, (name, text) in enumerate(lines):
        label = typeset.paragraph(name, style("small"))
        cells.append([label, typeset.paragraph(text, style("cell")), stamp if not number else ""])
    heights = [None, *(13 * mm if name == words.signature else 8.5 * mm for name, _text in lines)]
    table = Table(cells, colWidths=[width * 0.2, width * 0.5, width * 0.3], rowHeights=heights)
    table.setStyle(
        TableStyle(
            [
                *_flush(),
                ("SPAN", (0, 0), (-1, 0)),
                ("SPAN", (2, 1), (2, -1)),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("VALIGN", (2, 1), (2, -1), "TOP"),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ("LINEBELOW", (1, 1), (1, -1), 0.6, LINE),
                ("BOX", (2, 1), (2, -1), 0.6, LINE, None, (2, 2)),
                ("LEFTPADDING", (2, 1), (2, -1), 4),
            ]
        )
    )
    return table


def _flush() -> list[Any]:
    return [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
