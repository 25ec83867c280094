"""What stands around the text of each page: letterhead, status, watermark, number, date and check code."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby

from reportlab.lib.units import mm

from msp_desktop.i18n import figures
from msp_desktop.reports.document import Document
from msp_desktop.reports.page_words import foot_words, head_words
from msp_desktop.reports.pdf import styles
from msp_desktop.reports.pdf.canvas import PageCanvas
from msp_desktop.reports.pdf.pictures import draw_picture, opened
from msp_desktop.reports.pdf.showing import stretches
from msp_desktop.reports.pdf.spans import plain_text
from msp_desktop.reports.pdf.tagging import Element
from msp_desktop.reports.pdf.text import Text, Typesetter

_EMBLEM = 17 * mm
_SQUARE = "code"
_CODE = 12 * mm
"""Edge of the square code at the foot."""
_FOOT = 17 * mm
_FOOT_SHARE = 0.76
"""The part of the width for what stands at the foot, beside the number of the page and the square code."""
_EDGE = 8 * mm
"""What a printer may leave white at the edges of the paper."""
_ACROSS = 0.72
"""The part of the way from corner to corner that a watermark takes."""
_LARGEST = 110
"""Type size of a watermark at most."""


class Furniture:
    """Draws what stands around the text of each page of one document.

    What only the first page says (who issues it, its number and day, that it is a draft) belongs to the
    document, at its beginning; what is repeated is decoration for who listens to it.
    """

    def __init__(self, document: Document, typeset: Typesetter, structure: Element) -> None:
        self._document = document
        self._typeset = typeset
        self._structure = structure
        self._squares = _squares(f"{head_words(document.number)} {document.fingerprint}")
        self._emblem = opened(document.letterhead.emblem) if document.letterhead.emblem else None

    def begin(self, canvas: PageCanvas) -> float:
        """Draw it on a new page; return the height at which the text begins."""
        self._watermark(canvas)
        return self._later_page(canvas) if canvas.page else self._first_page(canvas)

    def end(self, canvas: PageCanvas) -> None:
        """Draw the foot of the page."""
        words = foot_words(self._document, from_right=self._typeset.from_right)
        page = canvas.page + 1
        top = _FOOT - 1 * mm
        with canvas.marked(None, "Pagination/Subtype/Footer"):
            self._rule(canvas, _FOOT, 0.6)
            self._down(canvas, words, styles.MARGIN, top, styles.WIDTH * _FOOT_SHARE)
            canvas.later(lambda: self._count(canvas, page, top))
            self._code(canvas, top)

    def _first_page(self, canvas: PageCanvas) -> float:
        document, head = self._document, self._document.letterhead
        rule = styles.PAGE[1] - 32 * mm
        left, middle = styles.MARGIN, rule + 4 * mm + _EMBLEM / 2
        if self._emblem:
            wide, high = self._emblem.size
            scale = _EMBLEM / max(wide, high)
            width, height = wide * scale, high * scale
            bottom = middle - height / 2
            with canvas.marked(None):
                edges = (self._at(left, width), bottom, width, height)
                draw_picture(canvas, self._emblem, edges)
            left += width + 4 * mm
        width = styles.WIDTH * 0.62 - (left - styles.MARGIN)
        office, place, number = map(head_words, (head.office, head.place, document.number))
        self._up(
            canvas, office, left, middle + 0.5 * mm, width, styles.style("office"), self._new()
        )
        self._down(canvas, place, left, middle - 0.5 * mm, width, self._new())
        self._opposite(canvas, number, middle + 0.5 * mm, "strong", self._new())
        self._opposite(canvas, document.day_words, middle - 5 * mm, "small", self._new())
        self._rule(canvas, rule, 1.2)
        self._status(canvas, rule, self._new())
        return styles.PAGE[1] - styles.FIRST_TOP - self._status_height

    def _later_page(self, canvas: PageCanvas) -> float:
        rule = styles.PAGE[1] - 18 * mm
        with canvas.marked(None, "Pagination/Subtype/Header"):
            title, number = map(head_words, (self._document.title, self._document.number))
            self._up(
                canvas,
                title,
                styles.MARGIN,
                rule + 2 * mm,
                styles.WIDTH * 0.6,
                styles.style("small"),
            )
            self._opposite(canvas, number, rule + 2 * mm, "small")
            self._rule(canvas, rule, 0.6)
            self._status(canvas, rule)
        return styles.PAGE[1] - styles.TOP - self._status_height

    @property
    def _status_height(self) -> float:
        return styles.STATUS if self._document.status else 0

    def _new(self) -> Element:
        return self._structure.new("P")

    def _status(self, canvas: PageCanvas, rule: float, element: Element | None = None) -> None:
        """Say on a grey band below the head that the document is not final."""
        if self._document.status:
            bottom = rule - styles.STATUS + 1.5 * mm
            with canvas.marked(None):
                canvas.setFillColor(styles.SHADE)
                height = styles.STATUS - 1.5 * mm
                canvas.rect(styles.MARGIN, bottom, styles.WIDTH, height, stroke=0, fill=1)
            left, width = styles.MARGIN + 2 * mm, styles.WIDTH - 4 * mm
            status = self._document.status
            self._up(
                canvas, status, left, bottom + 1.6 * mm, width, styles.style("strong"), element
            )

    def _count(self, canvas: PageCanvas, page: int, top: float) -> str:
        """Return what shows “page x of y”, when all pages are drawn."""
        words = figures(self._document.page.format(page=page, pages=canvas.page + 1))
        look = styles.style("small")
        text = Text(plain_text(words), look, self._typeset).line()
        width = text.width * look.size / 1000
        left = self._at(styles.MARGIN + styles.WIDTH - _CODE - 3 * mm - width, width)
        shown = stretches(canvas, text, look, (left, top - look.leading * 0.75))
        return "\n".join(
            ("BT", f"{look.shown_colour} rg", *(stretch.code for stretch in shown), "ET")
        )

    def _code(self, canvas: PageCanvas, top: float) -> None:
        """Draw number and check code as a square that a telephone reads; it is drawn once and shown often."""
        if canvas.page == 0:
            canvas.beginForm(_SQUARE, 0, 0, _CODE, _CODE)
            self._draw_code(canvas)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(self._at(styles.MARGIN + styles.WIDTH - _CODE, _CODE), top - _CODE)
        canvas.doForm(_SQUARE)
        canvas.restoreState()

    def _draw_code(self, canvas: PageCanvas) -> None:
        edge = _CODE / len(self._squares)
        squares = canvas.beginPath()
        for down, row in enumerate(self._squares, 1):
            for first, last in _black(row):
                squares.rect(first * edge, _CODE - down * edge, (last - first) * edge, edge)
        canvas.setFillColor(styles.INK)
        canvas.drawPath(squares, stroke=0, fill=1)

    def _watermark(self, canvas: PageCanvas) -> None:
        """Write a word from corner to corner, in a grey over which everything can be read."""
        if not self._document.watermark:
            return
        look = styles.style("watermark")
        words = Text(plain_text(head_words(self._document.watermark)), look, self._typeset).line()
        wide, high = styles.PAGE
        size = min(_LARGEST, math.hypot(wide, high) * _ACROSS * 1000 / max(words.width, 1))
        with canvas.marked(None, "Pagination/Subtype/Watermark"):
            canvas.saveState()
            canvas.translate(wide / 2, high / 2)
            canvas.rotate(math.degrees(math.atan2(high, wide)))
            canvas.scale(size / look.size, size / look.size)
            origin = (-words.width * look.size / 2000, -look.size / 3)
            shown = [stretch.code for stretch in stretches(canvas, words, look, origin)]
            canvas.addLiteral("\n".join(("BT", f"{look.shown_colour} rg", *shown, "ET")))
            canvas.restoreState()

    def _opposite(
        self,
        canvas: PageCanvas,
        text: str,
        bottom: float,
        look: str,
        element: Element | None = None,
    ) -> None:
        width = styles.WIDTH * 0.36
        left = styles.MARGIN + styles.WIDTH - width
        self._up(canvas, text, left, bottom, width, styles.style(look, styles.Side.END), element)

    def _up(
        self,
        canvas: PageCanvas,
        text: str,
        left: float,
        bottom: float,
        width: float,
        look: styles.Style,
        element: Element | None = None,
    ) -> None:
        """Write words whose last line stands at ``bottom``: long ones grow upwards, or become small."""
        words = self._words(text, look, width, element)
        if bottom + words.height > styles.PAGE[1] - _EDGE:
            words = self._words(text, styles.style("small", look.side), width, element)
        words.put(canvas, self._at(left, width), bottom)

    def _down(
        self,
        canvas: PageCanvas,
        text: str,
        left: float,
        top: float,
        width: float,
        element: Element | None = None,
    ) -> None:
        """Write small words that begin at ``top``: long ones grow downwards."""
        words = self._words(text, styles.style("small"), width, element)
        words.put(canvas, self._at(left, width), top - words.height)

    def _words(self, text: str, look: styles.Style, width: float, element: Element | None) -> Text:
        words = self._typeset.paragraph(text, look)
        words.element = element
        words.wrap(width, 0)
        return words

    def _at(self, left: float, width: float) -> float:
        """Return the left edge of what is ``width`` wide, turned around where reading starts right."""
        return styles.PAGE[0] - left - width if self._typeset.from_right else left

    def _rule(self, canvas: PageCanvas, height: float, weight: float) -> None:
        with canvas.marked(None):
            canvas.setStrokeColor(styles.LINE)
            canvas.setLineWidth(weight)
            canvas.line(styles.MARGIN, height, styles.MARGIN + styles.WIDTH, height)


def _squares(said: str) -> list[bytes]:
    """Return a text as the rows of a square code, 1 for what is black."""
    import segno

    return [bytes(row) for row in segno.make(said, error="m", micro=False).matrix]


def _black(row: bytes) -> Iterator[tuple[int, int]]:
    """Go through the black stretches of a row of a square code."""
    places = groupby(range(len(row)), lambda place: row[place] == 1)
    for is_black, found in places:
        if is_black:
            first, *others = found
            yield first, (others or [first])[-1] + 1
