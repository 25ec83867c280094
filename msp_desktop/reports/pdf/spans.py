"""Running text with stretches that look or lead elsewhere: emphasis, references, numbers of footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from msp_desktop.reports.pdf.rules import TextRules
from msp_desktop.reports.pdf.tagging import Element
from msp_desktop.reports.printable import printable

_JOINS_NEXT = 9  # combining class of signs that bind the letter after them (virama, coeng)
_JOINED = re.compile(
    "[\u0620-\u06ff\u0700-\u077f\u07c0-\u07ff\u08a0-\u08ff\u1820-\u18aa\ufb50-\ufefc]"
)
"""Letters of scripts in which a word is written without lifting the pen."""


UNDER, THROUGH = -0.13, 0.24
"""Heights of a line along words, below or through them, as parts of the type size."""


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """A footnote: its number in the document, what it says, and what it is in the structure."""

    number: int
    text: str
    element: Element


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A stretch of a text up to ``end``: its weight (the text's own where empty), size and height.

    ``scale`` and ``rise`` are parts of the type size, ``ruled`` is the height of a line along it (None for
    none). ``target`` is the place it leads to, ``element`` what it is in the structure where it is more
    than a part of its paragraph.
    """

    end: int
    weight: str = ""
    scale: float = 1.0
    rise: float = 0.0
    ruled: float | None = None
    target: str = ""
    element: Element | None = None
    note: Note | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it looks like its paragraph and leads nowhere."""
        looks = (self.weight, self.scale, self.rise, self.ruled, self.target, self.element)
        return looks == ("", 1, 0, None, "", None) and self.note is None


@dataclass(frozen=True, slots=True)
class Rich:
    """A text that can be printed, and its stretches from its beginning to its end."""

    text: str
    spans: tuple[Span, ...]

    @property
    def is_plain(self) -> bool:
        """Whether all of it looks alike."""
        return len(self.spans) == 1 and self.spans[0].is_plain

    def cut(self, first: int, last: int) -> Rich:
        """Return a part of the text."""
        if (first, last) == (0, len(self.text)):
            return self
        spans = [
            replace(span, end=min(span.end, last) - first)
            for start, span in zip(
                (0, *(span.end for span in self.spans)), self.spans, strict=False
            )
            if span.end > first and start < last
        ]
        return Rich(self.text[first:last], tuple(spans) or plain_spans(""))

    def lines(self) -> list[Rich]:
        """Return the text as parts between the ends of its lines."""
        if "\n" not in self.text:
            return [self]
        lengths = [len(line) + 1 for line in self.text.split("\n")]
        starts = [0, *accumulate(lengths)]
        return [self.cut(first, last - 1) for first, last in pairwise(starts)]


def plain_spans(text: str) -> tuple[Span, ...]:
    """Return the stretches of a text that has no other than itself."""
    return (Span(len(text)),)


def plain_text(text: str) -> Rich:
    """Return what was typed as a text that can be printed."""
    shown = printable(text)
    return Rich(shown, plain_spans(shown))


def joined(pieces: Iterable[tuple[str, Span]], rules: TextRules) -> Rich:
    """Join texts, each with how it looks, to one.

    A stretch never begins or ends inside a letter with its signs or inside joined letters: emphasis
    takes the whole word in.
    """
    shown = [(printable(text), span) for text, span in pieces]
    text = "".join(piece for piece, _span in shown)
    ends = list(accumulate(len(piece) for piece, _span in shown))
    letters = [0, *rules.letters(text)] if len(shown) > 1 else []
    spans: list[Span] = []
    start = 0
    for number, (place, (_piece, span)) in enumerate(zip(ends, shown, strict=True)):
        end = _moved(text, place, letters, forward=not _stands_out(shown[number + 1 :]))
        if end > start:
            spans.append(replace(span, end=end))
            start = end
    return Rich(text, tuple(spans) or plain_spans(""))


def _stands_out(following: Sequence[tuple[str, Span]]) -> bool:
    return bool(following) and bool(following[0][1].weight)


def _moved(text: str, place: int, letters: list[int], *, forward: bool) -> int:
    """Return the next place (or the last before) where a text may change its looks."""
    known = set(letters)
    step = 1 if forward else -1
    while 0 < place < len(text) and (place not in known or _binds(text, place)):
        place += step
    return place


def _binds(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if unicodedata.combining(before) == _JOINS_NEXT:
        return True
    return _JOINED.match(before) is not None and _JOINED.match(after) is not None
