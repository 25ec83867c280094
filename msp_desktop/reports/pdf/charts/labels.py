"""Words in a chart: short enough for their place, and none over another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msp_desktop.reports.pdf.styles import Style
from msp_desktop.reports.pdf.text import Text, Typesetter
from msp_desktop.reports.printable import printable

_LONGEST = 600
"""Letters of a label that are looked at; only a few lines of it are shown."""
_WORD = 12
"""Letters of a word at most that is left out as a whole where a label is cut."""


def label(typeset: Typesetter, words: str, look: Style, room: float, lines: int = 2) -> Text:
    """Return words laid out as narrow as they are, in ``room`` and ``lines`` at most.

    What is cut off ends in dots: the whole text stands in the table beside a chart.
    """
    whole = printable(words)
    shown = whole[:_LONGEST]
    text = _laid_out(typeset, shown, look, room)
    is_cut = len(shown) < len(whole)
    while shown and (is_cut or len(text.lines) > lines):
        shown = _shorter(shown[: text.lines[:lines][-1].end])
        text = _laid_out(typeset, f"{shown}…", look, room)
        is_cut = False
    widest = max((line.width for line in text.lines), default=0) * look.size / 1000
    text.wrap(min(room, widest + 0.1), 0)
    return text


def _shorter(text: str) -> str:
    """Return a text without its last word, or the last letter of a long one, and the signs on it."""
    text = text.rstrip()
    start, _space, last = text.rpartition(" ")
    if start and len(last) <= _WORD:
        return start.rstrip()
    while text and unicodedata.category(text[-1]).startswith("M"):
        text = text[:-1]
    return text[:-1].rstrip()


def _laid_out(typeset: Typesetter, words: str, look: Style, room: float) -> Text:
    text = typeset.paragraph(words, look)
    text.wrap(max(room, look.size), 0)
    return text


def along(
    places: Iterable[tuple[float, Text]], first: float, last: float, gap: float = 4
) -> Iterator[tuple[float, Text]]:
    """Go through labels centred on places of a line, with the left edge of each, but for those without room.

    All stay between ``first`` and ``last``.
    """
    free = first
    for place, words in places:
        left = min(max(place - words.width / 2, first), last - words.width)
        if left >= free - 0.01:
            free = left + words.width + gap
            yield left, words


def apart(
    middles: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Return the middles of labels moved apart just so far that none lies over another.

    Their order is kept. All stay between ``low`` and ``high`` if there is room for them.
    """
    order = sorted(range(len(middles)), key=lambda place: middles[place])
    found = list(middles)
    free = low
    for place in order:
        found[place] = max(found[place], free + heights[place] / 2)
        free = found[place] + heights[place] / 2
    free = high
    for place in reversed(order):
        found[place] = min(found[place], free - heights[place] / 2)
        free = found[place] - heights[place] / 2
    return found


Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class Taken:
    """What lies in a chart already, so that words find a free place beside a point."""

    _SAMPLE = 4.0

    def __init__(self, bounds: Box) -> None:
        self._bounds = bounds
        self._boxes: list[Box] = []

    def add(self, box: Box) -> None:
        self._boxes.append(box)

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Take the places of a line."""
        length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
        count = int(length / self._SAMPLE) + 1
        for step in range(count + 1):
            left = start[0] + (end[0] - start[0]) * step / count
            up = start[1] + (end[1] - start[1]) * step / count
            self._boxes.append((left - 1, up - 1, left + 1, up + 1))

    def beside(
        self, point: tuple[float, float], words: Text, gap: float
    ) -> tuple[float, float] | None:
        """Take a free place above, below or beside a point for words; None where there is none."""
        across, up = point
        middle, foot = across - words.width / 2, up - words.height / 2
        before, after = across - gap - words.width, across + gap
        above, below = up + gap * 0.6, up - gap * 0.6 - words.height
        for left, bottom in (
            *((middle, above), (middle, below), (after, foot), (before, foot)),
            *((after, above), (before, above), (after, below), (before, below)),
        ):
            box = (left, bottom, left + words.width, bottom + words.height)
            if self._is_free(box):
                self._boxes.append(box)
                return left, bottom
        return None

    def _is_free(self, box: Box) -> bool:
        low_left, low, high_right, high = self._bounds
        left, bottom, right, top = box
        if left < low_left or bottom < low or right > high_right or top > high:
            return False
        return not any(
            left < other[2] and other[0] < right and bottom < other[3] and other[1] < top
            for other in self._boxes
        )
