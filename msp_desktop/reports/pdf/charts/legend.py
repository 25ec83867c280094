"""The legend of a chart: a small picture of each kind of line or filling, and what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from msp_desktop.reports.pdf.charts.labels import label
from msp_desktop.reports.pdf.charts.sheet import HATCHED, Marker, Sheet, Tone, Trace
from msp_desktop.reports.pdf.styles import style
from msp_desktop.reports.pdf.text import Text, Typesetter

_SIGN = 7 * mm
_HEIGHT = 3 * mm
_GAP = 1.6 * mm
_BETWEEN = 6 * mm
_LINES_APART = 0.8 * mm
_BELOW = 1.6 * mm
_MOST = 24
"""Entries at most; what goes beyond is counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of a legend and what draws their sign, in a box of which it gets the middle and the size."""

    words: str
    draw: Callable[[Sheet, tuple[float, float], tuple[float, float]], None]


def filling(
    words: str,
    filled: Tone,
    *,
    weight: float = 0.6,
    dash: Sequence[float] = (),
    height: float = _HEIGHT,
) -> Entry:
    """Return the entry for a filled area."""

    def draw(sheet: Sheet, middle: tuple[float, float], size: tuple[float, float]) -> None:
        corner = (middle[0] - size[0] / 2, middle[1] - height / 2)
        sheet.box(*corner, size[0], height, filled, weight=weight, dash=dash)

    return Entry(words, draw)


def rule(words: str, weight: float, dash: Sequence[float]) -> Entry:
    """Return the entry for a line."""

    def draw(sheet: Sheet, middle: tuple[float, float], size: tuple[float, float]) -> None:
        ends = [(middle[0] + part * size[0], middle[1]) for part in (-0.5, 0.5)]
        sheet.line(ends, weight=weight, dash=dash)

    return Entry(words, draw)


def trace_entry(words: str, look: Trace) -> Entry:
    """Return the entry for a line with markers."""

    def draw(sheet: Sheet, middle: tuple[float, float], size: tuple[float, float]) -> None:
        ends = [(middle[0] + part * size[0], middle[1]) for part in (-0.5, 0.5)]
        sheet.line(ends, weight=look.weight, dash=look.dash)
        sheet.trace([middle], look)

    return Entry(words, draw)


def sign(words: str, kind: Marker, *, filled: bool) -> Entry:
    """Return the entry for a marker."""

    def draw(sheet: Sheet, middle: tuple[float, float], size: tuple[float, float]) -> None:
        sheet.marker(kind, middle, size[1] * 0.42, filled=filled)

    return Entry(words, draw)


class Legend:
    """Entries in as many lines as they need; ``height`` is 0 when there are none."""

    def __init__(self, entries: Sequence[Entry], width: float, typeset: Typesetter) -> None:
        shown = [entry for entry in entries if entry.words]
        rest = len(shown) - _MOST
        if rest > 0:
            shown = [*shown[:_MOST], Entry(f"… + {rest}", filling("", HATCHED).draw)]
        self.height = 0.0
        self._placed = list(self._placements(shown, width, typeset))

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw all entries below ``top``."""
        for entry, words, left, down in self._placed:
            bottom = top - down - words.height
            line = words.height / len(words.lines) if words.lines else 0
            middle = (left + _SIGN / 2, top - down - line / 2)
            entry.draw(sheet, middle, (_SIGN, _HEIGHT))
            sheet.write(words, left + _SIGN + _GAP, bottom)

    def _placements(
        self, entries: Sequence[Entry], width: float, typeset: Typesetter
    ) -> Iterator[tuple[Entry, Text, float, float]]:
        left = down = line = 0.0
        for entry in entries:
            words = label(typeset, entry.words, style("small"), width * 0.6, lines=2)
            needed = _SIGN + _GAP + words.width
            if left and left + needed > width:
                left, down, line = 0.0, down + line + _LINES_APART, 0.0
            line = max(line, words.height)
            yield entry, words, left, down
            left += needed + _BETWEEN
            self.height = down + line + _BELOW
