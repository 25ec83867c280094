"""Text on a page: what was typed, as paragraphs. Nothing in it is ever read as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from msp_desktop.reports.pdf import fonts, rules, shaping
from msp_desktop.reports.pdf.embedding import embedded
from msp_desktop.reports.pdf.lines import Item, Line, LineBreaker
from msp_desktop.reports.pdf.styles import Side, Style
from msp_desktop.reports.printable import printable
from msp_desktop.reports.scripts import runs_from_right

_THICKER = 0.03
"""Width of the stroke around letters for which there is no bold font, as a part of their size."""
_LEAST_SHIFT = 0.5


class Typesetter:
    """Makes paragraphs in one language and remembers every character that no font could draw."""

    def __init__(self, language: str, shelf: fonts.Shelf | None = None) -> None:
        self.missing: set[str] = set()
        self.from_right = language.partition("-")[0] in rules.RIGHT_TO_LEFT
        self.breaker = LineBreaker(rules.text_rules(), language)
        self._language = language
        self._shelf = shelf or fonts.shelf()
        self._anchors = 0

    def new_anchor(self) -> str:
        """Return a name for a place in the document that no other place has."""
        self._anchors += 1
        return f"place-{self._anchors}"

    def paragraphs(
        self, text: str, style: Style, *, label: str = "", indent: float = 0
    ) -> list[Text]:
        """Return a text as paragraphs, one for each of its lines.

        ``label`` is set before the first of them, into the room that ``indent`` leaves free.
        """
        first, *others = printable(text).split("\n")
        found = [Text(first, style, self, label=label, indent=indent)]
        return found + [Text(line, style, self, indent=indent) for line in others]

    def paragraph(self, text: str, style: Style) -> Text:
        """Return a text as one paragraph, its lines kept."""
        return Text(printable(text), style, self)

    def shape(self, text: str, weight: str, *, from_right: bool = False) -> shaping.Word:
        """Return one word as glyphs."""
        faces = self._shelf.faces(weight, self._language)
        word = shaping.shape(text, faces, self._language, from_right=from_right)
        self.missing |= word.missing
        return word

    def base_reach(self, weight: str) -> tuple[float, float]:
        """Return how far the base font reaches above and below the line."""
        return self._shelf.faces(weight, self._language)[0].reach

    def width(self, text: str, style: Style) -> float:
        """Return how wide a text is on one line, in points."""
        return Text(printable(text), style, self).line().width * style.size / 1000


class Text(Flowable):
    """One paragraph. It can be broken over pages and columns between any two of its lines."""

    def __init__(
        self,
        text: str,
        style: Style,
        typeset: Typesetter,
        *,
        label: str = "",
        indent: float = 0,
        lines: Sequence[Line] = (),
        laid_out_for: float | None = None,
    ) -> None:
        super().__init__()
        self.style = style
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self.lines = lines
        self._text = text
        self._label = label
        self._indent = indent
        self._typeset = typeset
        self._laid_out_for = laid_out_for
        self._from_right = runs_from_right(text, default=typeset.from_right)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        size = self.style.size
        if width != self._laid_out_for:
            room = (width - self._indent) * 1000 / size
            breaker = self._typeset.breaker
            found = breaker.lines(self._text, room, self._shape, from_right=self._from_right)
            self.lines = list(found)
            self._laid_out_for = width
        up, down = self._reach()
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
        bottom = self.height - self._baseline
        starts_right = self._from_right or self._typeset.from_right
        code: list[str] = []
        if self._label:
            label = Text(self._label, self.style, self._typeset).line()
            left = self.width - self._points(label) if starts_right else 0
            code += written(self.canv, label, self.style, (left, bottom))
        room = self.width - self._indent
        for line in self.lines:
            gaps: list[float] = []
            if self.style.side is Side.BOTH and not line.is_last:
                gaps = line.gaps(room * 1000 / self.style.size)
            is_right = self.style.side.is_right(starts_right=starts_right) and not gaps
            left = room - self._points(line) if is_right else 0
            left += 0 if starts_right else self._indent
            code += written(self.canv, line, self.style, (left, bottom), gaps)
            bottom -= self._leading
        self.canv.setFillColor(self.style.colour)
        self.canv.addLiteral("\n".join(("BT", *code, "ET")))

    def line(self) -> Line:
        """Return the whole text as one line."""
        return self._typeset.breaker.line(self._text, self._shape, from_right=self._from_right)

    def _points(self, line: Line) -> float:
        return line.width * self.style.size / 1000

    def _shape(self, text: str, from_right: bool) -> shaping.Word:
        return self._typeset.shape(text, self.style.weight, from_right=from_right)

    def _reach(self) -> tuple[float, float]:
        faces = {run.face for line in self.lines for item in line.items for run in item.word.runs}
        reach = [face.reach for face in faces] or [self._typeset.base_reach(self.style.weight)]
        return max(up for up, _down in reach), max(down for _up, down in reach)

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
        part._from_right = self._from_right
        part.spaceBefore = 0 if first else self.getSpaceBefore()
        part.spaceAfter = 0 if last else self.getSpaceAfter()
        return part


def written(
    canvas: Canvas,
    line: Line,
    style: Style,
    origin: tuple[float, float],
    gaps: Sequence[float] = (),
) -> Iterator[str]:
    """Go through the operations that show a line at a place (ISO 32000-1, 9.4).

    What runs in two directions is written word by word in the order of reading, each at its place.
    """
    gaps = gaps or [0.0] * len(line.items)
    if not line.order:
        yield f"1 0 0 1 {fp_str(*origin)} Tm"
        yield from _shown_together(canvas, line.items, style, gaps)
        return
    left, bottom = origin
    places = {}
    for place in line.order:
        places[place] = left
        left += (line.items[place].word.width + gaps[place]) * style.size / 1000
    for place, item in enumerate(line.items):
        yield f"1 0 0 1 {fp_str(places[place], bottom)} Tm"
        yield from _shown_together(canvas, [item], style, [0.0])


def _shown_together(
    canvas: Canvas, items: Sequence[Item], style: Style, gaps: Sequence[float]
) -> Iterator[str]:
    shown: list[str] = []
    current = None
    off = 0.0
    for item, gap in zip(items, gaps, strict=True):
        for run in item.word.runs:
            font = embedded(canvas, run.face)
            if font is not current:
                if shown:
                    yield _together(shown)
                    shown = []
                current = font
                yield _chosen(font.name, style, is_thickened=run.face.is_thickened)
            if abs(off) > _LEAST_SHIFT:
                shown.append(str(-round(off)))
                off -= round(off)
            codes, rest = font.show(run)
            shown.append(codes)
            off += rest
        off += gap
    if shown:
        yield _together(shown)


def _together(shown: Sequence[str]) -> str:
    return f"[{''.join(shown)}]TJ".replace("><", "")


def _chosen(name: str, style: Style, *, is_thickened: bool) -> str:
    if not is_thickened:
        return f"/{name} {fp_str(style.size)} Tf 0 Tr"
    colour = " ".join(map(fp_str, style.colour.rgb()))
    return f"/{name} {fp_str(style.size)} Tf {colour} RG {fp_str(style.size * _THICKER)} w 2 Tr"
