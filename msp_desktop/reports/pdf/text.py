"""Text on a page: what was typed, as paragraphs. Nothing in it is ever read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache
from itertools import groupby
from math import inf
from typing import NamedTuple

from reportlab.platypus import Flowable

from msp_desktop.i18n import is_right_to_left
from msp_desktop.reports.pdf import fonts, rules, shaping
from msp_desktop.reports.pdf.canvas import PageCanvas, Piece, Place
from msp_desktop.reports.pdf.lines import Line, LineBreaker
from msp_desktop.reports.pdf.showing import Pen, Stretch, stretches
from msp_desktop.reports.pdf.spans import Note, Rich, Span, plain_spans, plain_text
from msp_desktop.reports.pdf.styles import Side, Style
from msp_desktop.reports.pdf.tagging import Element
from msp_desktop.reports.scripts import runs_from_right

_LEAST_LINES = 2
"""Lines of a paragraph at least on each of two pages."""
_REACH = (0.8, 0.25)
"""How far what leads elsewhere reaches above and below the line, as parts of the type size."""
_RULE = 0.06
"""Thickness of a line along words, as a part of the type size."""
_REMEMBERED = 2_000
"""Texts that stay laid out for the next time: a preview after a change is there at once."""


class LaidOut(NamedTuple):
    """The lines of a text, how far its fonts reach above and below each, and letters that no font has.

    ``reach`` is in parts of the type size.
    """

    lines: tuple[Line, ...]
    reach: tuple[float, float]
    missing: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def _plain_laid_out(
    text: str, width: float, faces: tuple[fonts.Face, ...], breaker: LineBreaker, from_right: bool
) -> LaidOut:
    """Lay a text out that looks alike throughout; of most texts, one word was changed since."""
    rich = Rich(text, plain_spans(text))
    shapers = {"": shaping.shaper(faces, breaker.language)}
    return _laid_out(breaker.lines(rich, width, shapers, from_right=from_right), faces[0])


def _laid_out(lines: Iterable[Line], base: fonts.Face) -> LaidOut:
    found = tuple(lines)
    words = {item.word for line in found for item in line.items}
    words.update(line.space.word for line in found if line.space)
    # the number of a footnote is small: it moves no lines apart
    full = [item.word for line in found for item in line.items if not item.span.note]
    reach = [face.reach for face in {run.face for word in full for run in word.runs} or {base}]
    return LaidOut(
        found,
        (max(up for up, _down in reach), max(down for _up, down in reach)),
        frozenset().union(*(word.missing for word in words)),
    )


class Typesetter:
    """Makes paragraphs in one language and remembers every character that no font could draw."""

    def __init__(self, language: str, shelf: fonts.Shelf | None = None) -> None:
        self.missing: set[str] = set()
        self.from_right = is_right_to_left(language)
        self.breaker = LineBreaker(rules.text_rules(), language)
        self.language = language
        self._shelf = shelf or fonts.shelf()

    def paragraphs(
        self, text: str | Rich, style: Style, *, label: str = "", indent: float = 0
    ) -> list[Text]:
        """Return a text as paragraphs, one for each of its lines.

        ``label`` is set before the first of them, into the room that ``indent`` leaves free.
        """
        rich = plain_text(text) if isinstance(text, str) else text
        first, *others = rich.lines()
        found = [Text(first, style, self, label=label, indent=indent)]
        return found + [Text(line, style, self, indent=indent) for line in others]

    def paragraph(self, text: str | Rich, style: Style) -> Text:
        """Return a text as one paragraph, its lines kept."""
        return Text(plain_text(text) if isinstance(text, str) else text, style, self)

    def lay_out(self, rich: Rich, weight: str, width: float, *, from_right: bool) -> LaidOut:
        """Return a text as lines that are as wide, in thousandths of the type size."""
        faces = self._shelf.faces(weight, self.language)
        if rich.is_plain:
            found = _plain_laid_out(rich.text, width, faces, self.breaker, from_right)
        else:
            shapers = {
                name: shaping.shaper(
                    self._shelf.faces(name or weight, self.language), self.language
                )
                for name in {span.weight for span in rich.spans}
            }
            lines = self.breaker.lines(rich, width, shapers, from_right=from_right)
            found = _laid_out(lines, faces[0])
        self.missing |= found.missing
        return found

    def width(self, text: str, style: Style) -> float:
        """Return how wide a text is on one line, in points."""
        return self.paragraph(text, style).line().width * style.size / 1000

    def widest_word(self, text: str, style: Style) -> float:
        """Return how wide the widest part of a text is that no line should end in, in points."""
        parts = (text[start:end].strip() for start, end in self.breaker.tokens(text))
        return max((self.width(part, style) for part in parts), default=0)


class _Part(NamedTuple):
    """A stretch of a line at its height; ``owner`` is what it belongs to where that is not the text."""

    stretch: Stretch
    bottom: float
    owner: Span | None
    is_label: bool = False


class Text(Piece):
    """One paragraph. It can be broken over pages and columns between any two of its lines.

    ``element`` is what it is in the structure, ``label_element`` what its label is where that is
    something else; ``place`` is where links to it lead.
    """

    def __init__(
        self,
        rich: Rich,
        style: Style,
        typeset: Typesetter,
        *,
        label: str = "",
        indent: float = 0,
    ) -> None:
        super().__init__()
        self.style = style
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self.lines: Sequence[Line] = ()
        self.element: Element | None = None
        self.label_element: Element | None = None
        self.place: Place | None = None
        self._rich = rich
        self.bounds = (0, len(rich.text))
        self.label = label
        self._indent = indent
        self._typeset = typeset
        self._laid_out_for: float | None = None
        self._from_right = runs_from_right(rich.text, default=typeset.from_right)
        self._reach = (0.0, 0.0)
        self._is_put = False

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        size = self.style.size
        if width != self._laid_out_for:
            room = (width - self._indent) * 1000 / size
            self._rich = self._rich.cut(*self.bounds)
            self.bounds = (0, len(self._rich.text))
            self.lines, self._reach, _missing = self._laid_out(self._rich, room)
            self._laid_out_for = width
        up, down = self._reach
        self.leading = max(self.style.leading, (up + down) * size)
        self.first_line = up * size + (self.leading - (up + down) * size) / 2
        self.width, self.height = width, len(self.lines) * self.leading
        return (self.width, self.height)

    @property
    def text(self) -> str:
        """What it says."""
        return self._rich.text

    def notes(self, lines: int) -> list[Note]:
        """Return the footnotes of the first lines."""
        if not any(span.note for span in self._rich.spans):
            return []
        return [note for line in self.lines[:lines] for note in line.notes]

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        return self.split_after(int((height + 0.01) // self.leading))

    def split_after(self, fitting: int) -> list[Flowable]:
        """Return two parts, the first of that many lines at most; nothing where one would be too short."""
        fitting = min(fitting, len(self.lines) - _LEAST_LINES)
        if fitting < _LEAST_LINES:
            return []
        return [self._part(None, fitting), self._part(fitting, None)]

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        if self.place:
            _left, top = canvas.absolutePosition(left, bottom + self.height)
            canvas.remember(self.place, top)
        is_repeated, self._is_put = self._is_put, True
        base = None if is_repeated else self.element
        label = (self.label_element or base) if base else None
        colour = self.style.shown_colour
        written = self._written(canvas, (left, bottom))
        for key, found in groupby(
            written, lambda part: label if part.is_label else part.owner or base
        ):
            parts = list(found)
            owner = key if isinstance(key, Span) else None
            element = key if isinstance(key, Element) else self._joined_to(base, owner)
            with canvas.marked(element):
                codes = (part.stretch.code for part in parts)
                canvas.addLiteral("\n".join(("BT", f"{colour} rg", *codes, "ET")))
            if owner and base:
                self._follow(canvas, owner, parts, base)
            self._rule(canvas, parts)

    def baseline(self, bottom: float) -> float:
        """Return where the letters of the last line stand, for a paragraph put at ``bottom``."""
        return bottom + self.leading - self.first_line

    @property
    def last_width(self) -> float:
        """How far the last line reaches from the edge where reading starts, in points."""
        return self._indent + self._points(self.lines[-1])

    def line(self) -> Line:
        """Return the whole text as one line."""
        flat = Rich(self._rich.text.replace("\n", " "), self._rich.spans)
        return self._laid_out(flat, inf).lines[0]

    def _written(self, canvas: PageCanvas, corner: tuple[float, float]) -> Iterator[_Part]:
        """Go through the parts of the text in the order of reading."""
        left, bottom = corner
        bottom += self.height - self.first_line
        starts_right = self._from_right or self._typeset.from_right
        pen = Pen()
        if self.label:
            label = Text(plain_text(f"{self.label} "), self.style, self._typeset).line()
            at = left + (self.width - self._points(label) if starts_right else 0)
            for stretch in stretches(canvas, label, self.style, (at, bottom), pen=pen):
                yield _Part(stretch, bottom, None, is_label=True)
        for line in self.lines:
            at, gaps = self._placed(line, starts_right=starts_right)
            for stretch in stretches(canvas, line, self.style, (left + at, bottom), gaps, pen):
                owner = stretch.span if stretch.span.element else None
                yield _Part(stretch, bottom, owner)
            bottom -= self.leading

    def _placed(self, line: Line, *, starts_right: bool) -> tuple[float, list[float]]:
        """Return where a line begins and how its spaces are stretched."""
        room = self.width - self._indent
        gaps: list[float] = []
        if self.style.side is Side.BOTH and not line.is_last:
            gaps = line.gaps(room * 1000 / self.style.size)
        is_right = self.style.side.is_right(starts_right=starts_right) and not gaps
        left = room - self._points(line) if is_right else 0
        return left + (0 if starts_right else self._indent), gaps

    def _joined_to(self, base: Element | None, owner: Span | None) -> Element | None:
        """Return what a part belongs to; references and footnotes get their place in the text now."""
        if base is None or owner is None or owner.element is None:
            return base
        owner.element.attach(base)
        return owner.element

    def _follow(
        self, canvas: PageCanvas, owner: Span, parts: Sequence[_Part], base: Element
    ) -> None:
        """Make a reference lead to its place, and put a footnote behind its number."""
        if owner.note:
            owner.note.element.attach(base)
        if owner.target and owner.element:
            up, down = (part * self.style.size for part in _REACH)
            for stretch, line in ((part.stretch, part.bottom) for part in parts):
                frame = (stretch.left, line - down, stretch.left + stretch.width, line + up)
                if stretch.width:
                    canvas.lead(frame, owner.target, self._said(owner), owner.element)

    def _rule(self, canvas: PageCanvas, parts: Sequence[_Part]) -> None:
        """Draw the lines along words that are underlined or struck through."""
        size, colour = self.style.size, self.style.shown_colour
        for part in parts:
            height = part.stretch.span.ruled
            if height is not None and part.stretch.width:
                corner = f"{part.stretch.left:.2f} {part.bottom + height * size:.2f}"
                with canvas.marked(None):
                    canvas.addLiteral(
                        f"{colour} rg {corner} {part.stretch.width:.2f} {_RULE * size:.2f} re f"
                    )

    def _said(self, span: Span) -> str:
        start = next((one.end for one in reversed(self._rich.spans) if one.end < span.end), 0)
        return self._rich.text[start : span.end]

    def _points(self, line: Line) -> float:
        return line.width * self.style.size / 1000

    def _laid_out(self, rich: Rich, room: float) -> LaidOut:
        return self._typeset.lay_out(rich, self.style.weight, room, from_right=self._from_right)

    def _part(self, first: int | None, last: int | None) -> Text:
        part = copy(self)
        part.lines = self.lines[first:last]
        part.bounds = (part.lines[0].start, part.lines[-1].end)
        if first:
            part.label, part.place, part.spaceBefore = "", None, 0
        if last:
            part.spaceAfter = 0
        return part
