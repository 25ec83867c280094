"""A list of contents: each heading with dots up to the number of its page, which is known at the end."""

from __future__ import annotations

from reportlab.lib.units import mm

from msp_desktop.i18n import figures
from msp_desktop.reports.numbering import Entry
from msp_desktop.reports.pdf.canvas import PageCanvas, Piece
from msp_desktop.reports.pdf.showing import stretches
from msp_desktop.reports.pdf.spans import plain_text
from msp_desktop.reports.pdf.styles import INDENT, LINE, style
from msp_desktop.reports.pdf.tagging import Element
from msp_desktop.reports.pdf.text import Text, Typesetter

_PAGE = 12 * mm
"""Room for the number of a page."""
_GAP = 1.5 * mm
_DOT, _BETWEEN = 0.6, 3.0


class ContentsLine(Piece):
    """One heading in the list; the whole of it leads there."""

    def __init__(self, entry: Entry, typeset: Typesetter, structure: Element) -> None:
        super().__init__()
        self.style = style("entry-part" if entry.level == 1 else "entry")
        self.spaceBefore, self.spaceAfter = self.style.before, self.style.after
        self._entry = entry
        self._typeset = typeset
        self._item = structure.new("TOCI")
        self._link = Element("Link")
        indent = INDENT if entry.number or entry.level > 1 else 0
        (self._text,) = typeset.paragraphs(
            " ".join(entry.text.split()), self.style, label=entry.number, indent=indent
        )
        self._text.element = self._link

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        _width, self.height = self._text.wrap(width - _PAGE, 0)
        self.width = width
        return (width, self.height)

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        from_right = self._typeset.from_right
        self._link.attach(self._item.new("Reference"))
        self._text.put(canvas, left + (_PAGE if from_right else 0), bottom)
        line = self._text.baseline(bottom)
        with canvas.marked(None):
            self._dots(canvas, left, line)
        with canvas.marked(self._link):
            canvas.later(lambda: self._number(canvas, left, line))
        frame = (left, bottom, left + self.width, bottom + self.height)
        says = " ".join(filter(None, (self._entry.number, self._entry.text)))
        canvas.lead(frame, self._entry.place, says, self._link)

    def _dots(self, canvas: PageCanvas, left: float, line: float) -> None:
        """Draw dots from where the last line of the heading ends up to the number."""
        taken = self._text.last_width + _GAP
        room = self.width - _PAGE + 2 * mm - taken
        if room < _BETWEEN:
            return
        start = left + _PAGE - 2 * mm if self._typeset.from_right else left + taken
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(_DOT)
        canvas.setLineCap(1)
        canvas.setDash([0, _BETWEEN])
        canvas.line(start, line, start + room, line)
        canvas.restoreState()

    def _number(self, canvas: PageCanvas, left: float, line: float) -> str:
        page, _height = canvas.places[self._entry.place]
        text = Text(plain_text(figures(str(page + 1))), self.style, self._typeset).line()
        at = left
        if not self._typeset.from_right:
            at += self.width - text.width * self.style.size / 1000
        shown = stretches(canvas, text, self.style, (at, line))
        return "\n".join(("BT", "0 g", *(stretch.code for stretch in shown), "ET"))
