"""A whole document drawn: pages with letterhead, number, date and “page x of y”, metadata, outline."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate

from msp_desktop.reports.document import Document
from msp_desktop.reports.pdf import fonts, styles
from msp_desktop.reports.pdf.flowables import flowables
from msp_desktop.reports.pdf.text import Typesetter

rl_config.useA85 = 0
rl_config.trustedSchemes = ["data"]
rl_config.trustedHosts = []


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF and the characters that no font of the program could draw (empty when all is well)."""

    pdf: bytes
    missing: frozenset[str]


def draw(document: Document) -> Drawn:
    """Draw a document as PDF; the same document gives the same bytes."""
    pages = _Pages(document).build(total=0)[1]
    page = _Pages(document)
    pdf, _total = page.build(total=pages)
    return Drawn(pdf, frozenset(page.typeset.missing))


class _Canvas(Canvas):
    """A canvas with none but our own fonts, dated on the document's day."""

    def __init__(self, file: Any, document: Document, **options: Any) -> None:
        options |= {"initialFontName": fonts.base(), "invariant": 1, "lang": document.language}
        super().__init__(file, **options)
        # ReportLab has no other way to say the date.
        stamp: Any = vars(self)["_doc"]._timeStamp  # noqa: SLF001
        stamp.YMDhms = (*document.day.timetuple()[:3], 0, 0, 0)


class _Pages:
    """One run over a document. The number of pages is known after the first."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.typeset = Typesetter(document.language)
        self._total = 0

    def build(self, total: int) -> tuple[bytes, int]:
        self._total = total
        file = io.BytesIO()
        template = BaseDocTemplate(file, pagesize=styles.PAGE, title="", author="")
        template.addPageTemplates(
            [
                self._template("first", styles.FIRST_TOP, self._first_page),
                self._template("later", styles.TOP, self._later_page),
            ]
        )
        story: list[Any] = [NextPageTemplate("later")]
        for block in self.document.blocks:
            story += flowables(block, self.typeset)
        template.build(story, canvasmaker=partial(_Canvas, document=self.document))
        return file.getvalue(), template.page

    def _template(self, name: str, top: float, decorate: Any) -> PageTemplate:
        height = styles.PAGE[1] - top - styles.BOTTOM
        frame = Frame(
            styles.MARGIN,
            styles.BOTTOM,
            styles.WIDTH,
            height,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        return PageTemplate(id=name, frames=[frame], onPage=decorate)

    def _first_page(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        self._metadata(canvas)
        head = self.document.letterhead
        top = styles.PAGE[1] - 16 * mm
        left = styles.MARGIN
        if head.emblem:
            picture = ImageReader(io.BytesIO(head.emblem))
            size = 16 * mm
            canvas.drawImage(
                picture,
                left,
                top - size + 4 * mm,
                size,
                size,
                mask="auto",
                preserveAspectRatio=True,
            )
            left += 20 * mm
        self._write(canvas, head.office, left, top, styles.WIDTH * 0.55, "name")
        self._write(canvas, head.place, left, top - 5 * mm, styles.WIDTH * 0.55, "small")
        self._right(canvas, self.document.number, top)
        self._right(canvas, self.document.day_words, top - 5 * mm)
        self._status(canvas, top - 15 * mm)
        self._rule(canvas, top - 16.5 * mm)
        self._footer(canvas, template.page)

    def _later_page(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        top = styles.PAGE[1] - 13 * mm
        self._write(canvas, self.document.title, styles.MARGIN, top, styles.WIDTH * 0.6, "small")
        self._right(canvas, self.document.number, top)
        self._status(canvas, top - 5 * mm)
        self._rule(canvas, top - 6.5 * mm)
        self._footer(canvas, template.page)

    def _footer(self, canvas: Canvas, page: int) -> None:
        self._rule(canvas, 16 * mm)
        words = (
            f"{self.document.subject}  ·  {self.document.day_words}  ·  {self.document.fingerprint}"
        )
        self._write(canvas, words, styles.MARGIN, 11 * mm, styles.WIDTH * 0.75, "small")
        self._right(
            canvas, self.document.page.format(page=page, pages=self._total or page), 11 * mm
        )

    def _metadata(self, canvas: Canvas) -> None:
        canvas.setTitle(self.document.title)
        canvas.setAuthor(self.document.letterhead.office)
        canvas.setSubject(self.document.subject)
        canvas.setKeywords(f"{self.document.number}, {self.document.fingerprint}")
        canvas.setCreator("MSP Desktop")

    def _status(self, canvas: Canvas, bottom: float) -> None:
        if self.document.status:
            width = styles.WIDTH * 0.7
            self._write(canvas, self.document.status, styles.MARGIN, bottom, width, "head")

    def _right(self, canvas: Canvas, text: str, bottom: float) -> None:
        paragraph = self.typeset.paragraph(text, styles.style("small").clone("right", alignment=2))
        width = styles.WIDTH * 0.4
        paragraph.wrapOn(canvas, width, 20 * mm)
        paragraph.drawOn(canvas, styles.MARGIN + styles.WIDTH - width, bottom)

    def _write(
        self, canvas: Canvas, text: str, left: float, bottom: float, width: float, name: str
    ) -> None:
        style = styles.style(name)
        paragraph = self.typeset.paragraph(text, style)
        paragraph.wrapOn(canvas, width, 20 * mm)
        # Long words grow upwards from their line: they never run into what stands below.
        paragraph.drawOn(canvas, left, bottom)

    def _rule(self, canvas: Canvas, height: float) -> None:
        canvas.setStrokeColor(styles.LINE)
        canvas.setLineWidth(0.6)
        canvas.line(styles.MARGIN, height, styles.MARGIN + styles.WIDTH, height)
