"""Lines of text as the operations that show them (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import attrgetter

from reportlab.pdfgen.canvas import Canvas

from msp_desktop.reports.pdf.embedding import embedded
from msp_desktop.reports.pdf.fonts import Face
from msp_desktop.reports.pdf.lines import Item, Line
from msp_desktop.reports.pdf.spans import Span
from msp_desktop.reports.pdf.styles import Style

_THICKER = 0.03
"""Width of the stroke around letters for which there is no bold font, as a part of their size."""
_LEAST_SHIFT = 0.5


_Placed = tuple[list[Item], Sequence[float], float, float]
"""Items that are shown together, the gaps after them, their left edge and their width in points."""


@dataclass(slots=True)
class Pen:
    """The font that was chosen last."""

    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line in one look: where it stands, in points, and what shows it."""

    span: Span
    code: str
    left: float
    width: float


def stretches(
    canvas: Canvas,
    line: Line,
    style: Style,
    origin: tuple[float, float],
    gaps: Sequence[float] = (),
    pen: Pen | None = None,
) -> Iterator[Stretch]:
    """Go through the parts of a line at a place, in the order of reading.

    What runs in two directions is written word by word, each at its place. ``pen`` remembers the font
    where lines are written one after the other.
    """
    pen = pen or Pen()
    if line.order:
        yield from _word_by_word(canvas, line, style, origin, gaps, pen)
        return
    for items, inner, left, width in _in_order(line, style, origin[0], gaps):
        span = items[0].span
        shown = "\n".join(_shown(canvas, items, style, inner, pen))
        height = origin[1] + span.rise * style.size
        yield Stretch(span, f"1 0 0 1 {left:.2f} {height:.2f} Tm\n{shown}", left, width)


def _in_order(line: Line, style: Style, left: float, gaps: Sequence[float]) -> Iterator[_Placed]:
    """Go through the items of a line that are shown by one operation: those of one look."""
    first = 0
    for span, found in groupby(line.items, key=_span):
        items = list(found)
        inner = gaps[first : first + len(items)]
        first += len(items)
        width = (
            (sum(item.word.width for item in items) * span.scale + sum(inner)) * style.size / 1000
        )
        if line.space and first == len(line.items):
            items.append(line.space)
            inner = [*inner, 0.0] if inner else inner
        yield items, inner, left, width
        left += width


def _word_by_word(
    canvas: Canvas,
    line: Line,
    style: Style,
    origin: tuple[float, float],
    gaps: Sequence[float],
    pen: Pen,
) -> Iterator[Stretch]:
    """Go through the words of a line in two directions; each is shown at its place."""
    for span, found in groupby(_places(line, style, origin[0], gaps), lambda place: place[0].span):
        places = list(found)
        height = origin[1] + span.rise * style.size
        is_apart = span.element is not None or span.ruled is not None
        for together in [[place] for place in places] if is_apart else [places]:
            codes: list[str] = []
            at = 0.0
            for item, left, _width in together:
                move = f"{left - at:.2f} 0 Td" if codes else f"1 0 0 1 {left:.2f} {height:.2f} Tm"
                codes += (move, *_shown(canvas, [item], style, (), pen))
                at = left
            start = min(left for _item, left, _width in together)
            end = max(left + width for _item, left, width in together)
            yield Stretch(span, "\n".join(codes), start, end - start)


def _places(
    line: Line, style: Style, left: float, gaps: Sequence[float]
) -> Iterator[tuple[Item, float, float]]:
    """Go through the items of a line in two directions, each with its left edge and its width."""
    thousandth = style.size / 1000
    gaps = gaps or [0.0] * len(line.items)
    widths = [(item.width + gap) * thousandth for item, gap in zip(line.items, gaps, strict=True)]
    lefts = [0.0] * len(widths)
    for place in line.order:
        lefts[place] = left
        left += widths[place]
    yield from zip(line.items, lefts, widths, strict=True)
    if line.space:
        width = line.space.width * thousandth
        yield line.space, lefts[-1] + (-width if line.items[-1].level % 2 else widths[-1]), width


_span = attrgetter("span")


def _shown(
    canvas: Canvas, items: Sequence[Item], style: Style, gaps: Sequence[float], pen: Pen
) -> Iterator[str]:
    shown: list[str] = []
    face: Face | None = None
    off = 0.0
    scale = items[0].span.scale
    size = style.size * scale
    for item, gap in zip(items, gaps or repeat(0.0), strict=False):
        for run in item.word.runs:
            if run.face is not face:
                if shown:
                    yield _array(shown)
                    shown = []
                face = run.face
                font = embedded(canvas, face)
                chosen = _chosen(font.name, style, size, is_thickened=run.face.is_thickened)
                if chosen != pen.chosen:
                    yield chosen
                pen.chosen = chosen
            if not -_LEAST_SHIFT <= off <= _LEAST_SHIFT:
                shown.append(str(-round(off)))
                off -= round(off)
            codes, rest = font.show(run)
            shown.append(codes)
            off += rest
        off += gap / scale
    if shown:
        yield _array(shown)


def _array(shown: Sequence[str]) -> str:
    return f"[{''.join(shown)}]TJ".replace("><", "")


def _chosen(name: str, style: Style, size: float, *, is_thickened: bool) -> str:
    if not is_thickened:
        return f"/{name} {size:g} Tf 0 Tr"
    colour = style.shown_colour
    return f"/{name} {size:g} Tf {colour} RG {size * _THICKER:.2f} w 2 Tr"
