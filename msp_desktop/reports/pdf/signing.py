"""Places to sign: lines to write on, two beside each other, and a box for the stamp."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from msp_desktop.reports.document import Signature, Signatures, SignatureWords
from msp_desktop.reports.pdf.canvas import PageCanvas, Piece
from msp_desktop.reports.pdf.styles import LINE, WIDTH, style
from msp_desktop.reports.pdf.tables import Look, Row, Table
from msp_desktop.reports.pdf.tagging import Element
from msp_desktop.reports.pdf.text import Text, Typesetter

_BETWEEN = 8 * mm
_PLACE = (WIDTH - _BETWEEN) / 2
_LABEL, _GAP, _STAMP = 16 * mm, 3 * mm, 25 * mm
_TO_SIGN_ON, _TO_WRITE_ON = 9 * mm, 3 * mm
"""Free height above a line."""
_BELOW = 1.5
_WHOLE = Look(is_whole=True, is_flush=True)


def signature_rows(block: Signatures, typeset: Typesetter, structure: Element) -> list[Flowable]:
    """Return the places to sign, two in a row; a row is never torn apart."""
    found: list[Flowable] = []
    for first in range(0, len(block.people), 2):
        people = block.people[first : first + 2]
        places = [_place(person, block.words, typeset, structure.new("Div")) for person in people]
        cells = [places[0], [], *places[1:]]
        widths = [_PLACE, _BETWEEN, _PLACE][: len(cells)]
        row = Row(cells, _WHOLE)
        found.append(Table([row], widths, from_right=typeset.from_right, after=7 * mm))
    return found


def _place(
    person: Signature, words: SignatureWords, typeset: Typesetter, structure: Element
) -> list[Piece]:
    lines = [
        (words.signature, "", _TO_SIGN_ON),
        (words.name, person.name, _TO_WRITE_ON),
        (words.title, person.title, _TO_WRITE_ON),
        (words.date, person.date, _TO_WRITE_ON),
        (words.place, person.place, _TO_WRITE_ON),
        (words.witness, person.witness, _TO_WRITE_ON),
    ]
    head = typeset.paragraph(person.organisation, style("strong"))
    head.element = structure.new("P")
    written: list[Piece] = []
    for name, answer, room in lines:
        if name:
            label = typeset.paragraph(name, style("small"))
            text = typeset.paragraph(answer, style("cell"))
            label.element = text.element = structure.new("P")
            written.append(LineToSign(label, text, room, from_right=typeset.from_right))
    stamp = typeset.paragraph(words.stamp, style("small"))
    stamp.element = structure.new("P")
    return [head, Stamp(stamp, written, from_right=typeset.from_right), *written]


class LineToSign(Piece):
    """A line to write on, after a word that says what; an answer that is known stands on it."""

    def __init__(self, label: Text | None, answer: Text, room: float, *, from_right: bool) -> None:
        super().__init__()
        self._label = label
        self._answer = answer
        self._room = room
        self._from_right = from_right

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._line = width - _LABEL - _GAP - _STAMP
        tallest = self._answer.wrap(self._line, 0)[1]
        if self._label:
            tallest = max(tallest, self._label.wrap(_LABEL, 0)[1])
        self.width, self.height = width, tallest + self._room + _BELOW
        return (width, self.height)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        parts = self._answer.split(self._line, height - self._room - _BELOW)
        texts = [part for part in parts if isinstance(part, Text)]
        options = zip(texts, (self._label, None), (self._room, 0.0), strict=False)
        return [
            LineToSign(label, text, room, from_right=self._from_right)
            for text, label, room in options
        ]

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        right = left + self.width
        start = right - _LABEL - self._line if self._from_right else left + _LABEL
        if self._label:
            at = right - _LABEL if self._from_right else left
            self._label.put(canvas, at, bottom + _BELOW)
        self._answer.put(canvas, start, bottom + _BELOW)
        with canvas.marked(None):
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(start, bottom, start + self._line, bottom)


class Stamp(Piece):
    """A box for a stamp beside the lines that follow; it takes no height of its own."""

    height = 0.0

    def __init__(self, words: Text, beside: list[Piece], *, from_right: bool) -> None:
        super().__init__()
        self._words = words
        self._beside = beside
        self._from_right = from_right

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._words.wrap(_STAMP - 6, 0)
        self.width = width
        return (width, 0)

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        height = min(sum(piece.height for piece in self._beside), 60 * mm) - 4
        at = left if self._from_right else left + self.width - _STAMP
        with canvas.marked(None):
            canvas.saveState()
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.setDash(2, 2)
            canvas.rect(at, bottom - 4 - height, _STAMP, height)
            canvas.restoreState()
        self._words.put(canvas, at + 3, bottom - 6 - self._words.height)
