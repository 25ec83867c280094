"""Lines of text: words in the order in which they stand on the page, as many as fit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from msp_desktop.reports.pdf.rules import TextRules, has_two_directions
from msp_desktop.reports.pdf.shaping import Shaper, Word
from msp_desktop.reports.pdf.spans import Note, Rich, Span

LONGEST_WORD = 200
"""Letters taken as one word; a longer one may be broken there."""

SPACES = " \u00a0\u200b\u202f\u3000\n"
"""Signs that show nothing at the end of a line."""
_TOGETHER = re.compile(r"(?<!\d{4})(?<=\d) (?=\d{3}(?!\d))|(?<=\b[A-Z]{3}) (?=\d)")
"""A space in a number between its thousands, or after the code of its currency: no line ends there."""
_GAP_IN_WORD = re.compile("[ \u00a0\u202f]")
_SOFT_HYPHEN = "\u00ad"
_WIDE_GAP = 700
"""Thousandths of the type size up to which spaces are stretched alone in a line set to both edges."""
_TOLERANCE = 0.01

Shapers = Mapping[str, Shaper]
"""What makes words, for each weight that the spans of a text name."""


class Item(NamedTuple):
    """A word or the space after it; an odd ``level`` runs from the right (UAX 9).

    ``span`` says how it is drawn. A line may end after an item that ``ends_token``, with the space after it.
    """

    word: Word
    level: int
    span: Span
    is_space: bool = False
    ends_token: bool = False

    @property
    def width(self) -> float:
        """How wide it is, in thousandths of the type size."""
        return self.word.width * self.span.scale


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its items in the order in which they are read, and which part of the text it shows.

    ``width``, without the spaces at its end, is in thousandths of the type size. ``is_last`` says that
    the text itself ends the line. ``order`` says in which order the items stand from left to right,
    where that is another one. ``space`` is what parts its last word from the first of the next line:
    nobody sees it, but who copies or listens needs it (ISO 32000-1, 14.8.2.5).
    """

    items: tuple[Item, ...]
    width: float
    start: int
    end: int
    is_last: bool
    order: tuple[int, ...] = ()
    space: Item | None = None

    @property
    def notes(self) -> list[Note]:
        """The footnotes whose numbers stand in the line."""
        return [item.span.note for item in self.items if item.span.note]

    def gaps(self, room: float) -> list[float]:
        """Return what to add after each item so that the line fills ``room``.

        Spaces are stretched; where that would tear holes, all places where the line could have ended
        are: so scripts without spaces reach both edges too, and no joined letters are torn apart.
        """
        free = room - self.width
        inner = self.items[:-1]
        chosen = [item.is_space for item in inner]
        if free > sum(chosen) * _WIDE_GAP:
            chosen = [
                item.ends_token and not following.is_space
                for item, following in pairwise(self.items)
            ]
        count = sum(chosen)
        return [free / count if is_wide else 0.0 for is_wide in chosen] + [0.0] if count else []


@dataclass(frozen=True, slots=True)
class LineBreaker:
    """Breaks paragraphs in one language into lines."""

    rules: TextRules
    language: str

    def lines(
        self, rich: Rich, width: float, shapers: Shapers, *, from_right: bool
    ) -> Iterator[Line]:
        """Fill lines with words; what is wider than a whole line is cut between letters.

        ``width`` is in thousandths of the type size.
        """
        text = rich.text
        words = _Words(rich, self._levels(text, from_right=from_right), shapers)
        queue = deque(self.tokens(text))
        line = _OpenLine(0, self.rules)
        while queue:
            start, end = queue.popleft()
            last = start + len(text[start:end].rstrip(SPACES))
            items = words.between(start, last)
            wide = sum(item.width for item in items)
            room = width + _TOLERANCE - line.width
            if wide > room:
                cut = 0
                if wide > width:
                    cut = self._cut(words, (start, last), room, is_forced=line.is_empty)
                if cut:
                    queue.extendleft([(start + cut, end), (start, start + cut)])
                    continue
                if not line.is_empty:
                    yield line.close(start)
                    line = _OpenLine(start, self.rules)
                    queue.appendleft((start, end))
                    continue
            line.add(items, wide)
            space = text[last:end]
            if spaces := space.rstrip("\n"):
                line.add_space(words.space(last, spaces, items))
            if space.endswith("\n"):
                yield line.close(end, is_last=True)
                line = _OpenLine(end, self.rules)
        yield line.close(len(text), is_last=True)

    def _levels(self, text: str, *, from_right: bool) -> list[int] | None:
        """Return the level of each character, or None where all run from the left."""
        if from_right or has_two_directions(text):
            return self.rules.levels(text, from_right=from_right)
        return None

    def tokens(self, text: str) -> Iterator[tuple[int, int]]:
        """Go through the stretches between places where a line may end."""
        start = 0
        together = {space.end() for space in _TOGETHER.finditer(text)}
        for end in self.rules.line_breaks(text, self.language):
            if end in together:
                continue
            if text[end - 1] == _SOFT_HYPHEN and end < len(text):
                continue  # a hyphen would have to be drawn, which nobody typed
            if end - start > LONGEST_WORD:
                letters = self.rules.letters(text[start:end])
                first = start
                for letter in letters[LONGEST_WORD - 1 : -1 : LONGEST_WORD]:
                    yield start, first + letter
                    start = first + letter
            yield start, end
            start = end

    def _cut(self, words: _Words, token: tuple[int, int], room: float, *, is_forced: bool) -> int:
        """Return how much of a word that is wider than a whole line still fits; 0 for nothing.

        It is cut at a gap inside where it has one, rather beside a number than within.
        """
        start, last = token

        def width(end: int) -> float:
            return sum(item.width for item in words.between(start, start + end))

        letters = self.rules.letters(words.text[start:last])
        fitting = bisect_right(letters, room, key=width)
        if fitting == 0 and is_forced:
            fitting = 1
        cut = letters[fitting - 1] if fitting else 0
        if cut >= last - start:
            return 0
        text = words.text
        gaps = [gap.end() for gap in _GAP_IN_WORD.finditer(text, start, start + cut)]
        beside = [
            gap for gap in gaps if not (text[gap - 2 : gap - 1].isdigit() and text[gap].isdigit())
        ]
        return max(beside or gaps, default=start + cut) - start


class _OpenLine:
    """A line that is being filled."""

    def __init__(self, start: int, rules: TextRules) -> None:
        self.width = 0.0
        self.is_empty = True
        self._start = start
        self._rules = rules
        self._items: list[Item] = []
        self._seen = (0, 0.0)

    def add(self, items: Sequence[Item], width: float) -> None:
        if items:
            self._items += items
            self.width += width
            self._seen = (len(self._items), self.width)
            self.is_empty = False

    def add_space(self, space: Item) -> None:
        self._items.append(space)
        self.width += space.width

    def close(self, end: int, *, is_last: bool = False) -> Line:
        count, width = self._seen
        items = tuple(self._items[:count])
        order: tuple[int, ...] = ()
        if any(item.level for item in items):
            order = tuple(self._rules.visual_order([item.level for item in items]))
        space = self._items[count] if len(self._items) > count else None
        return Line(items, width, self._start, end, is_last, order, space)


class _Words:
    """The words of a text: each stretch in one direction and of one look is a word of its own."""

    def __init__(self, rich: Rich, levels: Sequence[int] | None, shapers: Shapers) -> None:
        self.text = rich.text
        self._levels = levels
        self._spans = rich.spans
        self._ends = [span.end for span in rich.spans]
        self._shapers = shapers

    def between(self, start: int, end: int) -> list[Item]:
        """Return the words between two places, in the order in which they are read."""
        if end > start and self._levels is None and len(self._spans) == 1:
            span = self._spans[0]
            word = self._shapers[span.weight](self.text[start:end], from_right=False)
            return [Item(word, 0, span, ends_token=True)]
        found: list[Item] = []
        while start < end:
            span = self._span(start)
            last = min(end, span.end) if len(self._spans) > 1 else end
            if self._levels is None:
                found.append(
                    Item(
                        self._shapers[span.weight](self.text[start:last], from_right=False), 0, span
                    )
                )
            else:
                found += self._directed(start, last, span, self._levels)
            start = last
        return [*found[:-1], *(item._replace(ends_token=True) for item in found[-1:])]

    def space(self, place: int, spaces: str, before: Sequence[Item]) -> Item:
        """Return the spaces after some words, in the font of the last of them.

        Where anything may run from the right they are in the base font: some readers of a PDF take
        words in one font for a line that is to be turned around.
        """
        span = self._span(place)
        level = self._levels[place] if self._levels else 0
        face = before[-1].word.runs[-1].face if before and self._levels is None else None
        word = self._shapers[span.weight](spaces, from_right=False, face=face)
        return Item(word, level, span, is_space=True, ends_token=True)

    def _directed(self, start: int, end: int, span: Span, levels: Sequence[int]) -> Iterator[Item]:
        for level, stretch in groupby(levels[start:end]):
            last = start + len(list(stretch))
            word = self._shapers[span.weight](self.text[start:last], from_right=bool(level % 2))
            yield Item(word, level, span)
            start = last

    def _span(self, place: int) -> Span:
        if len(self._spans) == 1:
            return self._spans[0]
        return self._spans[min(bisect_right(self._ends, place), len(self._spans) - 1)]
