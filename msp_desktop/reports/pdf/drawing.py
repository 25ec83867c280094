"""A whole document drawn: pages with letterhead, number, date and “page x of y”, metadata, outline."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from msp_desktop.reports.document import Document, Heading
from msp_desktop.reports.pdf import fonts, styles
from msp_desktop.reports.pdf.flowables import Room, flowables, room
from msp_desktop.reports.pdf.text import Typesetter
from msp_desktop.reports.printable import printable

rl_config.useA85 = 0
rl_config.trustedSchemes = ["data"]
rl_config.trustedHosts = []

_EMBLEM = 17 * mm
_LOOKED_AHEAD = 5
_LONGEST_HEAD = 160
"""Letters of a name in the head or foot of a page; a longer one is cut there, and ends in dots."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF and the characters that no font of the program could draw (empty when all is well)."""

    pdf: bytes
    missing: frozenset[str]


def draw(document: Document, packs: Sequence[Path] = ()) -> Drawn:
    """Draw a document as PDF; the same document gives the same bytes.

    ``packs`` are folders with more fonts than those of the program.
    """
    shelf = fonts.shelf(tuple(packs))
    _pdf, pages, _missing = _Pages(document, shelf, total=0).build()
    pdf, _pages, missing = _Pages(document, shelf, total=pages).build()
    return Drawn(pdf, missing)


class _Canvas(Canvas):
    """A canvas with none but our own fonts, dated on the document's day."""

    def __init__(self, file: Any, document: Document, **options: Any) -> None:
        super().__init__(file, **options | {"invariant": 1, "lang": document.language})
        # ReportLab has no other way to say the date.
        stamp: Any = vars(self)["_doc"]._timeStamp  # noqa: SLF001
        stamp.YMDhms = (*document.day.timetuple()[:3], 0, 0, 0)

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"  # without ReportLab's own font, which is not embedded

    def setFont(self, *_font: Any, **_options: Any) -> None:
        """Do nothing: tables set a font for words of their own, and they have none."""


class _Pages:
    """One run over a document. How many pages there are (``total``) is known after the first."""

    def __init__(self, document: Document, shelf: fonts.Shelf, total: int) -> None:
        self._document = document
        self._typeset = Typesetter(document.language, shelf)
        self._total = total

    def build(self) -> tuple[bytes, int, frozenset[str]]:
        """Draw every page; return the PDF, the number of pages and the characters not drawn."""
        file = io.BytesIO()
        template = BaseDocTemplate(file, pagesize=styles.PAGE)
        template.addPageTemplates(
            [
                self._template("first", styles.FIRST_TOP, self._first_page),
                self._template("later", styles.TOP, self._later_page),
            ]
        )
        canvas = partial(_Canvas, document=self._document)
        template.build([NextPageTemplate("later"), *self._story()], canvasmaker=canvas)
        return (file.getvalue(), template.page, frozenset(self._typeset.missing))

    def _story(self) -> list[Flowable]:
        document = self._document
        story: list[Flowable] = []
        if document.kind != document.title:
            story += self._typeset.paragraphs(document.kind, styles.style("kind"))
        blocks = (Heading(1, document.title), *document.blocks)
        for place, block in enumerate(blocks):
            if needed := room(blocks[place : place + _LOOKED_AHEAD]):
                story.append(Room(needed))
            story += flowables(block, self._typeset)
        return story

    def _template(
        self, name: str, top: float, decorate: Callable[[Canvas, BaseDocTemplate], None]
    ) -> PageTemplate:
        top += styles.STATUS if self._document.status else 0
        height = styles.PAGE[1] - top - styles.BOTTOM
        edges = (styles.MARGIN, styles.BOTTOM, styles.WIDTH, height)
        frame = Frame(*edges, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        return PageTemplate(id=name, frames=[frame], onPage=decorate)

    def _first_page(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        document, head = self._document, self._document.letterhead
        self._metadata(canvas)
        rule = styles.PAGE[1] - 32 * mm
        left, middle = styles.MARGIN, rule + 4 * mm + _EMBLEM / 2
        if head.emblem:
            picture = ImageReader(io.BytesIO(head.emblem))
            edges = (self._at(left, _EMBLEM), rule + 4 * mm, _EMBLEM, _EMBLEM)
            canvas.drawImage(picture, *edges, mask="auto", preserveAspectRatio=True)
            left += _EMBLEM + 4 * mm
        width = styles.WIDTH * 0.62 - (left - styles.MARGIN)
        self._write(canvas, head.office, left, middle + 0.5 * mm, width, "office")
        self._write_down(canvas, head.place, left, middle - 0.5 * mm, width)
        self._opposite(canvas, document.number, middle + 0.5 * mm, "strong")
        self._opposite(canvas, document.day_words, middle - 5 * mm, "small")
        self._rule(canvas, rule, 1.2)
        self._status(canvas, rule)
        self._footer(canvas, template.page)

    def _later_page(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        rule = styles.PAGE[1] - 18 * mm
        title = self._document.title
        self._write(canvas, title, styles.MARGIN, rule + 2 * mm, styles.WIDTH * 0.6, "small")
        self._opposite(canvas, self._document.number, rule + 2 * mm, "small")
        self._rule(canvas, rule, 0.6)
        self._status(canvas, rule)
        self._footer(canvas, template.page)

    def _status(self, canvas: Canvas, rule: float) -> None:
        """Say on a grey band below the head that the document is not final."""
        if self._document.status:
            bottom = rule - styles.STATUS + 1.5 * mm
            canvas.setFillColor(styles.SHADE)
            height = styles.STATUS - 1.5 * mm
            canvas.rect(styles.MARGIN, bottom, styles.WIDTH, height, stroke=0, fill=1)
            left, width = styles.MARGIN + 2 * mm, styles.WIDTH - 4 * mm
            self._write(canvas, self._document.status, left, bottom + 1.6 * mm, width, "strong")

    def _footer(self, canvas: Canvas, page: int) -> None:
        document = self._document
        check = document.check.format(code=document.fingerprint)
        parts = (_short(document.subject), document.day_words, document.language, check)
        words = "  ·  ".join(parts)
        self._rule(canvas, 17 * mm, 0.6)
        self._write_down(canvas, words, styles.MARGIN, 16 * mm, styles.WIDTH * 0.78)
        count = document.page.format(page=page, pages=self._total or page)
        self._opposite(canvas, count, 16 * mm - styles.style("small").leading, "small")

    def _metadata(self, canvas: Canvas) -> None:
        document = self._document
        canvas.setTitle(printable(document.title))
        canvas.setAuthor(printable(document.letterhead.office))
        canvas.setSubject(printable(f"{document.kind}: {document.subject}"))
        canvas.setKeywords(printable(f"{document.number}, {document.fingerprint}"))
        canvas.setCreator("MSP Desktop")

    def _opposite(self, canvas: Canvas, text: str, bottom: float, look: str) -> None:
        width = styles.WIDTH * 0.36
        words = self._typeset.paragraph(_short(text), styles.style(look, styles.Side.END))
        words.wrap(width, 0)
        words.drawOn(canvas, self._at(styles.MARGIN + styles.WIDTH - width, width), bottom)

    def _write(
        self, canvas: Canvas, text: str, left: float, bottom: float, width: float, look: str
    ) -> None:
        """Write words whose last line stands at ``bottom``: long ones grow upwards."""
        words = self._typeset.paragraph(_short(text), styles.style(look))
        words.wrap(width, 0)
        words.drawOn(canvas, self._at(left, width), bottom)

    def _write_down(self, canvas: Canvas, text: str, left: float, top: float, width: float) -> None:
        """Write small words that begin at ``top``: long ones grow downwards."""
        words = self._typeset.paragraph(_short(text), styles.style("small"))
        words.wrap(width, 0)
        words.drawOn(canvas, self._at(left, width), top - words.height)

    def _at(self, left: float, width: float) -> float:
        """Return the left edge of what is ``width`` wide, turned around where reading starts right."""
        return styles.PAGE[0] - left - width if self._typeset.from_right else left

    def _rule(self, canvas: Canvas, height: float, weight: float) -> None:
        canvas.setStrokeColor(styles.LINE)
        canvas.setLineWidth(weight)
        canvas.line(styles.MARGIN, height, styles.MARGIN + styles.WIDTH, height)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_HEAD else f"{text[:_LONGEST_HEAD]}…"
