"""Footnotes at the foot of the page on which their numbers stand; what does not fit goes on over the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.lib.units import mm

from msp_desktop.i18n import figures
from msp_desktop.reports.pdf.canvas import PageCanvas
from msp_desktop.reports.pdf.spans import Note
from msp_desktop.reports.pdf.styles import LINE, MARGIN, PAGE, WIDTH, style
from msp_desktop.reports.pdf.text import Text, Typesetter

_INDENT = 6 * mm
_ABOVE = 3 * mm
"""Room between the text and the notes, with a short line in it."""
_RULE = 45 * mm


class Footnotes:
    """The notes of the page that is being filled, and what is left over from the page before.

    They take no more than ``most`` of the height of a page.
    """

    def __init__(self, typeset: Typesetter, most: float) -> None:
        self._typeset = typeset
        self._most = most
        self._texts: list[Text] = []
        self._known: dict[Note, list[Text]] = {}

    @property
    def are_left(self) -> bool:
        """Whether there are notes that the page cannot hold."""
        return self._needed(self._texts) > self._most

    def height(self, more: Iterable[Note] = ()) -> float:
        """Return the height that the notes take on this page, with these too."""
        texts = [text for note in more for text in self._set(note)]
        return min(self._needed([*self._texts, *texts]), self._most)

    def add(self, notes: Iterable[Note]) -> None:
        """Put notes on the page."""
        self._texts += [text for note in notes for text in self._set(note)]

    def put(self, canvas: PageCanvas, bottom: float) -> None:
        """Draw the notes at the foot of the page; what does not fit is kept for the next."""
        height = self.height()
        if not height:
            return
        at = bottom + height
        left = PAGE[0] - MARGIN - _RULE if self._typeset.from_right else MARGIN
        with canvas.marked(None):
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(left, at - _ABOVE / 2, left + _RULE, at - _ABOVE / 2)
        at -= _ABOVE
        while self._texts:
            text = self._texts[0]
            if at - text.wrap(WIDTH, 0)[1] < bottom - 0.01:
                parts = [part for part in text.split(WIDTH, at - bottom) if isinstance(part, Text)]
                self._texts[:1] = parts or [text]
                if not parts:
                    return
                text = parts[0]
                text.wrap(WIDTH, 0)
            at -= text.height
            text.put(canvas, MARGIN, at)
            at -= text.getSpaceAfter()
            del self._texts[0]

    def _set(self, note: Note) -> Sequence[Text]:
        if note not in self._known:
            label = note.element.new("Lbl")
            texts = self._typeset.paragraphs(
                note.text, style("footnote"), label=figures(str(note.number)), indent=_INDENT
            )
            for text in texts:
                text.element, text.label_element = note.element, label
                text.wrap(WIDTH, 0)
            self._known[note] = texts
        return self._known[note]

    def _needed(self, texts: Sequence[Text]) -> float:
        if not texts:
            return 0
        return _ABOVE + sum(text.height + text.getSpaceAfter() for text in texts)
