"""Blocks of a document as paragraphs and tables of Word."""

from __future__ import annotations

import copy
import logging
from collections.abc import Sequence
from functools import singledispatchmethod
from itertools import zip_longest
from typing import Any

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.parts.story import StoryPart

from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports import charts, document
from msp_desktop.reports.chart_tables import chart_table
from msp_desktop.reports.numbering import LISTED, introduces, is_listed
from msp_desktop.reports.printable import on_one_line, printable
from msp_desktop.reports.scripts import labelled
from msp_desktop.reports.word.elements import add_property, element, switch, twips
from msp_desktop.reports.word.numbering import Lists
from msp_desktop.reports.word.pages import picture, small_gap
from msp_desktop.reports.word.places import complex_field
from msp_desktop.reports.word.signing import signature_tables
from msp_desktop.reports.word.styles import (
    FACTS_TABLE,
    INDENT,
    INK,
    LINE,
    REPORT_TABLE,
    WIDTH,
    border,
)
from msp_desktop.reports.word.tables import Cell, boxed, row, shared, table
from msp_desktop.reports.word.text import Span, TextWriter

_FACT_NAMES = 0.28
_TO_FILL = 10
"""Height of a line to write on by hand, in millimetres."""
_AFTER_TABLE = 10
"""Room below a table, in points."""
_HEAVY = 18
"""Weight of the lines around words to be read from afar, in eighths of a point."""
_DAMAGED = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
_LOG = logging.getLogger("msp_desktop")


class BlockWriter:
    """Writes the blocks of one document."""

    def __init__(
        self, said: document.Document, writer: TextWriter, lists: Lists, part: StoryPart
    ) -> None:
        self._blocks = said.blocks
        self._captions = {"Table": said.captions.table, "Figure": said.captions.figure}
        self._counts = dict.fromkeys(self._captions, 0)
        self._writer = writer
        self._lists = lists
        self._part = part
        self._headings = [block for block in said.blocks if isinstance(block, document.Heading)]
        self._highest = min((heading.level for heading in self._headings), default=1)

    @property
    def has_parts(self) -> bool:
        """Whether the highest headings are titles of documents inside this one."""
        return bool(self._headings) and self._highest == 1

    def body(self) -> list[Any]:
        """Return all blocks, with room between tables and new pages where they were asked for."""
        found: list[Any] = []
        is_new_page = False
        for block, following in zip_longest(self._blocks, self._blocks[1:]):
            if isinstance(block, document.PageBreak):
                is_new_page = True
                continue
            written = self.written(block)
            if is_new_page and written:
                written = self._on_a_new_page(written)
                is_new_page = False
            if written and introduces(block, following):
                add_property(written[-1], element("keepNext"))
            for made in written:
                self._keep_apart(found, made)
                found.append(made)
        if found and _is_table(found[-1]):
            found.append(small_gap(self._writer, _AFTER_TABLE))
        return found

    @singledispatchmethod
    def written(self, block: Any) -> list[Any]:
        """Return one block. Raises TypeError for something that is none."""
        raise TypeError(f"cannot write a {type(block).__name__}")

    @written.register
    def _(self, block: document.Heading) -> list[Any]:
        edge = twips(INDENT)
        tabs = element("tabs", element("tab", val="left", pos=edge))
        indent = element("ind", left=edge, hanging=edge)
        made, *others = self._writer.paragraphs(
            block.text,
            f"{'' if block.listed else 'Annex'}Heading{block.level - self._highest + 1}",
            *((tabs, indent) if block.number else ()),
            number=block.number,
            place=self._writer.places.name(block.key),
        )
        self._writer.places.surround(made, self._listed_name(block))
        return [made, *others]

    @written.register
    def _(self, block: document.Contents) -> list[Any]:
        title = self._writer.paragraph(block.title, "TOCHeading")
        lowest = LISTED - self._highest + 1
        entries = [self._entry(heading) for heading in self._headings if is_listed(heading)] or [
            self._writer.paragraph("", "Toc1")
        ]
        begin, code, separate, end = complex_field(f'TOC \\o "1-{lowest}" \\h \\z', ())
        for place, one in enumerate((begin, code, separate), 1):
            entries[0].insert(place, one)
        entries[-1].append(end)
        return [title, *entries]

    @written.register
    def _(self, block: document.Paragraph) -> list[Any]:
        return self._writer.paragraphs(block.text, "Normal")

    @written.register
    def _(self, block: document.Clause) -> list[Any]:
        place = self._writer.places.name(block.key)
        found = self._writer.paragraphs(
            block.text, "Clause", number=block.number, place=place, following="ClauseContinued"
        )
        details = [
            made
            for name, text in block.details
            for made in self._writer.paragraphs(
                labelled(name, text, from_right=self._writer.from_right), "ClauseDetail"
            )
        ]
        if details:
            add_property(found[-1], element("spacing", after=0))
            add_property(found[-1], element("keepNext"))
            add_property(details[-1], element("spacing", after=120))
        return [*found, *details]

    @written.register
    def _(self, block: document.Display) -> list[Any]:
        lines = element("pBdr", border("top", INK, _HEAVY), border("bottom", INK, _HEAVY))
        found = self._writer.paragraphs(block.words, "Display", lines) if block.words else []
        return [*found, *self._writer.paragraphs(block.text, "Large")] if block.text else found

    @written.register
    def _(self, block: document.Note) -> list[Any]:
        return self._writer.paragraphs(block.text, "Note")

    @written.register
    def _(self, block: document.Points) -> list[Any]:
        style = "ListNumber" if block.numbered else "CheckList" if block.boxes else "ListBullet"
        listed = self._lists.properties(numbered=block.numbered, boxes=block.boxes)
        edge = element("ind", left=twips(INDENT), firstLine=0)
        found: list[Any] = []
        for item in block.items:
            first, *others = self._writer.paragraphs(item, style)
            add_property(first, copy.copy(listed))
            for other in others:
                add_property(other, copy.copy(edge))
            found += [first, *others]
        return found

    @written.register
    def _(self, block: document.Facts) -> list[Any]:
        if not block.rows:
            return []  # a table without rows is none in Word
        widths = shared((_FACT_NAMES, 1 - _FACT_NAMES))
        rows = [
            row(
                [
                    Cell(self._writer.paragraphs(name, "FactName")),
                    Cell(self._writer.paragraphs(text, "TableText")),
                ],
                widths,
            )
            for name, text in block.rows
        ]
        return [self._table(rows, widths, style=FACTS_TABLE, marked=("firstColumn",))]

    @written.register
    def _(self, block: document.WritingLines) -> list[Any]:
        line = Cell([self._writer.paragraph("", "TableText")], lines=[border("bottom", LINE, 4)])
        rows = [row([line], [WIDTH], height=_TO_FILL)]
        rows += [copy.deepcopy(rows[0]) for _line in range(block.count - 1)]
        label = self._writer.paragraph(block.label, "FactName", element("keepNext"))
        return [label, self._table(rows, [WIDTH])]

    @written.register
    def _(self, block: document.Table) -> list[Any]:
        widths = shared(block.weights)
        lines = boxed(LINE) if block.to_fill else ()
        height = _TO_FILL if block.to_fill else 0
        rows = [
            row(self._cells(block, block.head, "TableHeading", lines), widths, repeated=True),
            *(
                row(self._cells(block, texts, "TableText", lines), widths, height=height)
                for texts in block.rows
            ),
        ]
        marked = ["firstRow"]
        if block.total:
            marked.append("lastRow")
            rows.append(row(self._cells(block, block.total, "TableTotal", lines), widths))
        made = self._table(rows, widths, style=REPORT_TABLE, marked=marked)
        return [*self._caption(block, "Table"), made]

    @written.register
    def _(self, block: charts.Chart) -> list[Any]:
        """Write the values of a chart as a table; of one whose values are there already, only its name."""
        caption = self._caption(block, "Figure")
        if block.tabled:
            said = translate(_("In print, a chart of the values in this part stands here."))
            note = self._writer.paragraph(said, "Note", switch("keepNext", on=True))
            return [note, *caption] if caption else []
        (made,) = self.written(chart_table(block))
        made.tblPr.append(element("tblDescription", val=printable(block.alternative)))
        return [made, *caption]

    @written.register
    def _(self, block: document.Picture) -> list[Any]:
        is_named = bool(block.caption or block.key)
        shown = self._writer.paragraph("", "Normal", switch("keepNext", on=is_named))
        width = WIDTH * block.share
        try:
            shown.append(picture(self._part, block.content, width, block.alternative))
        except _DAMAGED as problem:
            _LOG.warning("a picture cannot be read: %s", problem)
            shown = self._writer.paragraph(block.alternative, "Note")
        return [shown, *self._caption(block, "Figure")]

    @written.register
    def _(self, block: document.Signatures) -> list[Any]:
        return signature_tables(block, self._writer)

    # Inside

    def _on_a_new_page(self, written: list[Any]) -> list[Any]:
        if written and _is_table(written[0]):
            written = [small_gap(self._writer, 1), *written]
        for first in written[:1]:
            add_property(first, element("pageBreakBefore"))
        return written

    def _keep_apart(self, found: list[Any], made: Any) -> None:
        """Leave room below a table; two of them would otherwise be one."""
        if not (found and _is_table(found[-1])):
            return
        if _is_table(made):
            found.append(small_gap(self._writer, _AFTER_TABLE))
        elif "Heading" not in made.pPr.style:
            add_property(made, element("spacing", before=_AFTER_TABLE * 20))

    def _cells(
        self, block: document.Table, texts: Sequence[str], style: str, lines: Sequence[Any]
    ) -> list[Cell]:
        return [
            Cell(
                self._writer.paragraphs(
                    text, style, side="right" if column in block.numeric else ""
                ),
                lines=copy.deepcopy(lines),
            )
            for column, text in enumerate(texts)
        ]

    def _table(self, rows: Sequence[Any], widths: Sequence[float], **looks: Any) -> Any:
        return table(rows, widths, from_right=self._writer.from_right, **looks)

    def _caption(self, block: document.Table | document.Figure, name: str) -> list[Any]:
        """Return the name of a table or figure with its number, which Word counts; nothing without."""
        if not (block.caption or block.key):
            return []
        self._counts[name] += 1
        before, _, after = self._captions[name].partition("{number}")
        place = self._writer.places.name(block.key)
        number = Span(figures(str(self._counts[name])), field=f"SEQ {name} \\* ARABIC", place=place)
        text = f"{after}  {block.caption}" if block.caption else after
        spans = [Span(printable(before)), number, Span(on_one_line(text))]
        above = switch("keepNext", on=name == "Table")
        return [self._writer.paragraph([span for span in spans if span.text], "Caption", above)]

    def _entry(self, heading: document.Heading) -> Any:
        """Return a line of the list of contents, which leads to its heading."""
        words = "  ".join(filter(None, (heading.number, heading.text)))
        made = self._writer.paragraph(words, f"Toc{heading.level - self._highest + 1}")
        name = self._listed_name(heading)
        link = element("hyperlink", w_anchor=name)
        link.extend([child for child in made if child is not made.pPr])
        link.append(element("r", element("tab")))
        link.extend(complex_field(f"PAGEREF {name} \\h", self._writer.runs([Span("")])))
        made.append(link)
        return made

    def _listed_name(self, heading: document.Heading) -> str:
        place = next(n for n, one in enumerate(self._headings, 1) if one is heading)
        return f"_Toc{place}"


def _is_table(made: Any) -> bool:
    return str(made.tag).endswith("}tbl")
