"""Lines of text as the operations that show them (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from msp_desktop.reports.pdf.embedding import embedded
from msp_desktop.reports.pdf.lines import Item, Line
from msp_desktop.reports.pdf.spans import Span
from msp_desktop.reports.pdf.styles import Style

_THICKER = 0.03
"""Width of the stroke around letters for which there is no bold font, as a part of their size."""
_LEAST_SHIFT = 0.5


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
    gaps = gaps or [0.0] * len(line.items)
    widths = [
        (item.width + gap) * style.size / 1000 for item, gap in zip(line.items, gaps, strict=True)
    ]
    left, bottom = origin
    lefts = [0.0] * len(widths)
    for place in line.order or range(len(widths)):
        lefts[place] = left
        left += widths[place]
    for places in _together(line):
        items = [line.items[place] for place in places]
        span = items[0].span
        inner = [0.0] if line.order else [gaps[place] for place in places]
        if line.space and not line.order and places[-1] == len(line.items) - 1:
            items, inner = [*items, line.space], [*inner, 0.0]
        at = lefts[places[0]]
        shown = "\n".join(_shown(canvas, items, style, inner, pen))
        code = f"1 0 0 1 {at:.2f} {bottom + span.rise * style.size:.2f} Tm\n{shown}"
        yield Stretch(span, code, at, sum(widths[place] for place in places))
    if line.space and line.order:
        last = line.items[-1]
        at = lefts[-1] + (-line.space.width * style.size / 1000 if last.level % 2 else widths[-1])
        shown = "\n".join(_shown(canvas, [line.space], style, [0.0], pen))
        yield Stretch(last.span, f"1 0 0 1 {at:.2f} {bottom:.2f} Tm\n{shown}", at, 0)


def _together(line: Line) -> Iterator[list[int]]:
    """Go through the items that are shown by one operation."""
    places = range(len(line.items))
    if line.order:
        yield from ([place] for place in places)
        return
    for _span, found in groupby(places, lambda place: line.items[place].span):
        yield list(found)


def _shown(
    canvas: Canvas, items: Sequence[Item], style: Style, gaps: Sequence[float], pen: Pen
) -> Iterator[str]:
    shown: list[str] = []
    current = None
    off = 0.0
    size = style.size * items[0].span.scale
    for item, gap in zip(items, gaps, strict=True):
        for run in item.word.runs:
            font = embedded(canvas, run.face)
            if font is not current:
                if shown:
                    yield _array(shown)
                    shown = []
                current = font
                chosen = _chosen(font.name, style, size, is_thickened=run.face.is_thickened)
                if chosen != pen.chosen:
                    yield chosen
                pen.chosen = chosen
            if abs(off) > _LEAST_SHIFT:
                shown.append(str(-round(off)))
                off -= round(off)
            codes, rest = font.show(run)
            shown.append(codes)
            off += rest
        off += gap / items[0].span.scale
    if shown:
        yield _array(shown)


def _array(shown: Sequence[str]) -> str:
    return f"[{''.join(shown)}]TJ".replace("><", "")


def _chosen(name: str, style: Style, size: float, *, is_thickened: bool) -> str:
    if not is_thickened:
        return f"/{name} {size:g} Tf 0 Tr"
    colour = style.shown_colour
    return f"/{name} {size:g} Tf {colour} RG {size * _THICKER:.2f} w 2 Tr"
