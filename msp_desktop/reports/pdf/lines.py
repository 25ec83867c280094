"""Lines of text: words in the order in which they stand on the page, as many as fit."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from msp_desktop.reports.pdf.rules import TextRules, has_two_directions
from msp_desktop.reports.pdf.shaping import Word
from msp_desktop.reports.pdf.spans import Note, Rich, Span

LONGEST_WORD = 200
"""Letters taken as one word; a longer one may be broken there."""

SPACES = " \u200b\u3000\n"
"""Signs that show nothing at the end of a line."""
_SOFT_HYPHEN = "\u00ad"
_WIDE_GAP = 700
"""Thousandths of the type size up to which spaces are stretched alone in a line set to both edges."""
_TOLERANCE = 0.01

Shaper = Callable[[str, bool, Span], Word]
"""Makes a word of a text; the second argument says whether it runs from the right."""


@dataclass(frozen=True, slots=True)
class Item:
    """A word or the space after it; an odd ``level`` runs from the right (UAX 9).

    ``span`` says how it is drawn.
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
            chosen = [item.ends_token for item in inner]
        count = sum(chosen)
        return [free / count if is_wide else 0.0 for is_wide in chosen] + [0.0] if count else []


class LineBreaker:
    """Breaks paragraphs in one language into lines."""

    def __init__(self, rules: TextRules, language: str) -> None:
        self._rules = rules
        self._language = language

    def lines(
        self, rich: Rich, width: float, shaper: Shaper, *, from_right: bool
    ) -> Iterator[Line]:
        """Fill lines with words; what is wider than a whole line is cut between letters.

        ``width`` is in thousandths of the type size.
        """
        text = rich.text
        words = _Words(rich, self._levels(text, from_right=from_right), shaper)
        queue = deque(self._tokens(text))
        line = _OpenLine(0, self._rules)
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
                    line = _OpenLine(start, self._rules)
                    queue.appendleft((start, end))
                    continue
            line.add(items)
            space = text[last:end]
            if spaces := space.rstrip("\n"):
                line.add_space(words.space(last, spaces))
            if space.endswith("\n"):
                yield line.close(end, is_last=True)
                line = _OpenLine(end, self._rules)
        yield line.close(len(text), is_last=True)

    def line(self, rich: Rich, shaper: Shaper, *, from_right: bool) -> Line:
        """Return a text as one line, however long."""
        flat = Rich(rich.text.replace("\n", " "), rich.spans)
        return next(self.lines(flat, float("inf"), shaper, from_right=from_right))

    def _levels(self, text: str, *, from_right: bool) -> list[int] | None:
        """Return the level of each character, or None where all run from the left."""
        if from_right or has_two_directions(text):
            return self._rules.levels(text, from_right=from_right)
        return None

    def _tokens(self, text: str) -> Iterator[tuple[int, int]]:
        """Go through the stretches between places where a line may end."""
        start = 0
        for end in self._rules.line_breaks(text, self._language):
            if text[end - 1] == _SOFT_HYPHEN and end < len(text):
                continue  # a hyphen would have to be drawn, which nobody typed
            if end - start > LONGEST_WORD:
                letters = self._rules.letters(text[start:end])
                first = start
                for letter in letters[LONGEST_WORD - 1 : -1 : LONGEST_WORD]:
                    yield start, first + letter
                    start = first + letter
            yield start, end
            start = end

    def _cut(self, words: _Words, token: tuple[int, int], room: float, *, is_forced: bool) -> int:
        """Return how much of a word that is wider than a whole line still fits; 0 for nothing."""
        start, last = token

        def width(end: int) -> float:
            return sum(item.width for item in words.between(start, start + end))

        letters = self._rules.letters(words.text[start:last])
        fitting = bisect_right(letters, room, key=width)
        if fitting == 0 and is_forced:
            fitting = 1
        cut = letters[fitting - 1] if fitting else 0
        return cut if cut < last - start else 0


class _OpenLine:
    """A line that is being filled."""

    def __init__(self, start: int, rules: TextRules) -> None:
        self.width = 0.0
        self.is_empty = True
        self._start = start
        self._rules = rules
        self._items: list[Item] = []
        self._seen = (0, 0.0)

    def add(self, items: Sequence[Item]) -> None:
        if items:
            self._items += items[:-1]
            last = items[-1]
            self._items.append(
                Item(last.word, last.level, last.span, last.is_space, ends_token=True)
            )
            self.width += sum(item.width for item in items)
            self._seen = (len(self._items), self.width)
            self.is_empty = False

    def add_space(self, space: Item) -> None:
        if self._items:
            last = self._items[-1]
            self._items[-1] = Item(last.word, last.level, last.span, last.is_space)
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

    def __init__(self, rich: Rich, levels: Sequence[int] | None, shaper: Shaper) -> None:
        self.text = rich.text
        self._levels = levels
        self._spans = rich.spans
        self._ends = [span.end for span in rich.spans]
        self._shaper = shaper

    def between(self, start: int, end: int) -> list[Item]:
        """Return the words between two places, in the order in which they are read."""
        found: list[Item] = []
        while start < end:
            span = self._span(start)
            last = min(end, span.end) if len(self._spans) > 1 else end
            if self._levels is None:
                found.append(Item(self._shaper(self.text[start:last], False, span), 0, span))
            else:
                found += self._directed(start, last, span, self._levels)
            start = last
        return found

    def space(self, place: int, spaces: str) -> Item:
        """Return the spaces after a word."""
        span = self._span(place)
        level = self._levels[place] if self._levels else 0
        return Item(self._shaper(spaces, False, span), level, span, is_space=True, ends_token=True)

    def _directed(self, start: int, end: int, span: Span, levels: Sequence[int]) -> Iterator[Item]:
        for level, stretch in groupby(levels[start:end]):
            last = start + len(list(stretch))
            word = self._shaper(self.text[start:last], bool(level % 2), span)
            yield Item(word, level, span)
            start = last

    def _span(self, place: int) -> Span:
        if len(self._spans) == 1:
            return self._spans[0]
        return self._spans[min(bisect_right(self._ends, place), len(self._spans) - 1)]
