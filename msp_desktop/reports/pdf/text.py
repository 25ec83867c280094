"""Text on a page: what was typed becomes lines of glyphs. Nothing in it is ever read as markup."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from msp_desktop.reports.pdf import shaping
from msp_desktop.reports.pdf.shaping import Piece

LONGEST_WORD = 200
"""Letters taken as one word; a longer one may be broken there."""

_TOKENS = re.compile(r"\n|[ \u200b]+|[^ \n\u200b]+")
_SPACES = (" ", "\u200b")
_GOOD_CUTS = "-/–—,;:"
_JOINS_NEXT = 9  # combining class of signs that bind the letter after them (virama, coeng)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of glyphs, and which part of the text it shows.

    ``width``, without the spaces at its end, is in thousandths of the type size.
    """

    pieces: tuple[Piece, ...]
    width: float
    start: int
    end: int


class Typesetter:
    """Makes paragraphs in one language and remembers every character that no font could draw."""

    def __init__(self, language: str) -> None:
        self.missing: set[str] = set()
        self._language = language
        self._anchors = 0

    def new_anchor(self) -> str:
        """Return a name for a place in the document that no other place has."""
        self._anchors += 1
        return f"place-{self._anchors}"

    def paragraphs(
        self, text: str, style: ParagraphStyle, *, label: str = "", indent: float = 0
    ) -> list[Text]:
        """Return a text as paragraphs, one for each of its lines.

        ``label`` is set before the first of them, into the room that ``indent`` leaves free.
        """
        first, *rest = text.split("\n")
        found = [Text(_printable(first), style, self, label=label, indent=indent)]
        return found + [Text(_printable(line), style, self, indent=indent) for line in rest]

    def paragraph(self, text: str, style: ParagraphStyle) -> Text:
        """Return a text as one paragraph, its lines kept."""
        return Text(_printable(text), style, self)

    def shape(self, text: str, style: ParagraphStyle) -> shaping.Word:
        """Return one word as glyphs."""
        weight = "Bold" if style.fontName.endswith("-Bold") else "Regular"
        word = shaping.shape(text, weight, self._language)
        self.missing |= word.missing
        return word

    def width(self, text: str, style: ParagraphStyle) -> float:
        """Return how wide a text is on one line, in points."""
        shaped = (self.shape(token, style) for _start, token in _tokens(text))
        return sum(word.width for word in shaped) * style.fontSize / 1000


class Text(Flowable):
    """One paragraph. It can be broken over pages and columns between any two of its lines."""

    def __init__(
        self,
        text: str,
        style: ParagraphStyle,
        typeset: Typesetter,
        *,
        label: str = "",
        indent: float = 0,
        lines: Sequence[Line] = (),
        laid_out_for: float | None = None,
    ) -> None:
        super().__init__()
        self.style = style
        self._text = text
        self._label = label
        self._indent = indent
        self._typeset = typeset
        self.lines = lines
        self._laid_out_for = laid_out_for

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        if width != self._laid_out_for:
            room = width - self._indent
            self.lines = list(self._break(room * 1000 / self.style.fontSize))
            self._laid_out_for = width
        up, down = shaping.height(piece for line in self.lines for piece in line.pieces)
        size = self.style.fontSize
        self._leading = max(self.style.leading, (up + down) * size)
        self._baseline = up * size + (self._leading - (up + down) * size) / 2
        self.width, self.height = width, len(self.lines) * self._leading
        return (self.width, self.height)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        fitting = int((height + 0.01) // self._leading)
        fitting = min(fitting, len(self.lines) - 2)
        if fitting < 2:
            return []
        return [self._part(None, fitting), self._part(fitting, None)]

    def draw(self) -> None:
        text = _TextObject(self.canv)
        text.setFillColor(self.style.textColor)
        bottom = self.height - self._baseline
        if self._label:
            self._draw_pieces(text, self._typeset.shape(self._label, self.style).pieces, 0, bottom)
        for line in self.lines:
            left = self._indent
            if self.style.alignment == TA_RIGHT:
                left = self.width - line.width * self.style.fontSize / 1000
            self._draw_pieces(text, line.pieces, left, bottom)
            bottom -= self._leading
        self.canv.drawText(text)

    def _draw_pieces(
        self, text: PDFTextObject, pieces: Iterable[Piece], left: float, bottom: float
    ) -> None:
        size = self.style.fontSize
        for piece in pieces:
            text.setTextOrigin(left, bottom)
            text.setFont(piece.font, size)
            text.textOut(piece.glyphs)
            left += piece.width * size / 1000

    def _part(self, first: int | None, last: int | None) -> Text:
        lines = self.lines[first:last]
        part = Text(
            self._text[lines[0].start : lines[-1].end],
            self.style,
            self._typeset,
            label="" if first else self._label,
            indent=self._indent,
            lines=lines,
            laid_out_for=self._laid_out_for,
        )
        part.spaceBefore = 0 if first else self.getSpaceBefore()
        part.spaceAfter = 0 if last else self.getSpaceAfter()
        return part

    def _break(self, width: float) -> Iterator[Line]:
        """Fill lines with words; what is wider than a whole line is cut between letters."""
        line = _OpenLine(0)
        queue = deque(_tokens(self._text))
        while queue:
            start, token = queue.popleft()
            if token == "\n":
                yield line.close(start + 1)
                line = _OpenLine(start + 1)
                continue
            word = self._typeset.shape(token, self.style)
            if token.startswith(_SPACES):
                line.add_space(word)
            elif line.width + word.width <= width:
                line.add(word)
            elif place := _cut(token, word, width, width - line.width, line.is_empty):
                queue.extendleft([(start + place, token[place:]), (start, token[:place])])
            elif line.is_empty:
                line.add(word)
            else:
                yield line.close(start)
                line = _OpenLine(start)
                queue.appendleft((start, token))
        yield line.close(len(self._text))


class _OpenLine:
    """A line that is being filled."""

    def __init__(self, start: int) -> None:
        self.width = 0.0
        self.is_empty = True
        self._start = start
        self._pieces: list[Piece] = []
        self._seen = (0, 0.0)

    def add(self, word: shaping.Word) -> None:
        self.add_space(word)
        self._seen = (len(self._pieces), self.width)
        self.is_empty = False

    def add_space(self, word: shaping.Word) -> None:
        self._pieces += word.pieces
        self.width += word.width

    def close(self, end: int) -> Line:
        count, width = self._seen
        return Line(tuple(shaping.joined(self._pieces[:count])), width, self._start, end)


class _TextObject(PDFTextObject):
    """ReportLab's text object, with every change of rise written down.

    Its own `setRise` forgets the rise of two that follow each other, and the rest of the page sinks.
    """

    _code: list[str]

    def setRise(self, rise: float) -> None:
        self._rise = rise
        self._code.append(f"{fp_str(rise)} Ts")


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Go through words, stretches of spaces and ends of lines, each with its place in the text."""
    for match in _TOKENS.finditer(text):
        start, end = match.span()
        while end - start > LONGEST_WORD:
            place = start + LONGEST_WORD
            while place < end and not _is_between_letters(text, place):
                place += 1
            yield start, text[start:place]
            start = place
        if start < end:
            yield start, text[start:end]


def _is_between_letters(text: str, place: int) -> bool:
    follows = unicodedata.category(text[place])
    return (
        follows[0] != "M"
        and follows != "Cf"
        and unicodedata.combining(text[place - 1]) != _JOINS_NEXT
    )


def _cut(token: str, word: shaping.Word, width: float, room: float, forced: bool) -> int:
    """Return where to cut a word that is wider than a whole line; 0 when it should not be cut here."""
    if word.width <= width:
        return 0
    places = [place for place, before in word.steps if place and before <= room]
    if not places and forced:
        places = [place for place, _before in word.steps if place][:1]
    good = [place for place in places if token[place - 1] in _GOOD_CUTS]
    return max(good or places, default=0)


def _printable(text: str) -> str:
    """Return a text in composed form, each control character as a space."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter if letter == "\n" or unicodedata.category(letter) != "Cc" else " "
        for letter in composed
    )
