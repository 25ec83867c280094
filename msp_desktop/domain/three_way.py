"""What changed inside a text, and how two offices' changes to one text can be put together.

Texts are compared by sentences and, within those that differ, by words; where a script writes no
spaces, by the letters a reader sees. Nothing here decides anything: a person looks at what comes out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

_SENTENCE = re.compile(r"[^.!?…。！？।॥။។\n]*(?:[.!?…。！？।॥။។\n]+\s*|$)")
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf"
    "\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Tai, kana and Han: a line has no spaces between its words."""
_JOINERS = frozenset("\u200c\u200d")
_HANGUL_PARTS = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")
_FINEST = 4_000_000
"""Pairs of words compared at most; longer stretches that differ are taken as a whole."""


class Mark(Enum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both, only in the earlier, or only in the later one."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the two texts say where both changed the same place differently; each may be empty."""

    texts: tuple[str, str]


Part = str | Overlap


@dataclass(frozen=True, slots=True)
class Combined:
    """A text put together from two: agreed stretches, and places where a person has to choose."""

    parts: tuple[Part, ...]

    @property
    def overlaps(self) -> int:
        """How many places both texts changed differently."""
        return sum(isinstance(part, Overlap) for part in self.parts)

    def text(self) -> str:
        """Return all of it; where both changed the same place, both wordings in brackets."""
        return "".join(part if isinstance(part, str) else _both(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Edit:
    """The units from ``start`` to ``end`` of the earlier text became ``text``."""

    start: int
    end: int
    text: str


def differences(earlier: str, later: str) -> tuple[Piece, ...]:
    """Return the later text with what was taken out and put in since the earlier one."""
    units = tuple(_units_for(earlier, later))
    pieces: list[Piece] = []
    place = 0
    for edit in _edits(units, later):
        for mark, text in (
            (Mark.SAME, "".join(units[place : edit.start])),
            (Mark.REMOVED, "".join(units[edit.start : edit.end])),
            (Mark.ADDED, edit.text),
        ):
            if text:
                pieces.append(Piece(mark, text))
        place = edit.end
    if rest := "".join(units[place:]):
        pieces.append(Piece(Mark.SAME, rest))
    return tuple(pieces)


def folded(pieces: Sequence[Piece], around: int = 160) -> tuple[Piece, ...]:
    """Return pieces with long unchanged stretches cut to about ``around`` letters beside each change."""
    short: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.mark is not Mark.SAME or len(piece.text) <= 3 * around:
            short.append(piece)
            continue
        head = _beginning(words(piece.text), around) if at else ""
        backwards = reversed(list(words(piece.text[-2 * around :])))
        tail = _beginning(backwards, around, forward=False) if at < len(pieces) - 1 else ""
        if not head and not tail:
            head = _beginning(words(piece.text), 4 * around)
        short.append(Piece(Mark.SAME, f"{head} … {tail}".strip(" ")))
    return tuple(short)


def _beginning(units: Iterable[str], length: int, *, forward: bool = True) -> str:
    taken = ""
    for unit in units:
        if len(taken) >= length:
            break
        taken = taken + unit if forward else unit + taken
    return taken


def combine(earlier: str, first: str, second: str) -> Combined:
    """Put two texts together that both come from an earlier one.

    Changes at different places are all taken over. The order of ``first`` and ``second`` makes no
    difference to the text that comes out.
    """
    units = tuple(_units_for(earlier, first, second))
    sides = [list(_edits(units, text)) for text in sorted((first, second))]
    parts: list[Part] = []
    place = 0
    for start, end, edits in _groups(sides):
        parts.append("".join(units[place:start]))
        wordings = [_applied(units, start, end, ours) for ours in edits]
        changed = [text for text, ours in zip(wordings, edits, strict=True) if ours]
        if len(set(changed)) == 1:
            parts.append(changed[0])
        else:
            parts.append(Overlap((wordings[0], wordings[1])))
        place = end
    parts.append("".join(units[place:]))
    return Combined(tuple(part for part in parts if part))


def graphemes(text: str) -> Iterator[str]:
    """Go through the letters a reader sees: what is written on, under or joined to one stays with it."""
    start = 0
    for at in range(1, len(text)):
        if not _is_joined(text, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def words(text: str) -> Iterator[str]:
    """Go through words, gaps and signs; through letters where a script has no gaps between words."""
    word = ""
    for letter in graphemes(text):
        stays = word and _sort_of(letter) and _sort_of(letter) == _sort_of(word[-1])
        if stays:
            word += letter
            continue
        if word:
            yield word
        word = letter
    if word:
        yield word


def sentences(text: str) -> Iterator[str]:
    """Go through sentences, each with the gap behind it; a line ends a sentence."""
    at = 0
    for found in _SENTENCE.finditer(text):
        end = found.end()
        if end > at and not (end < len(text) and _is_joined(text, end)):
            yield text[at:end]
            at = end


def _sort_of(letter: str) -> str:
    """Say what a letter may stand together with in one word; nothing for one that stands alone."""
    if letter[0].isspace():
        return "" if "\n" in letter else "gap"
    if _WITHOUT_SPACES.match(letter):
        return ""
    sort = unicodedata.category(letter[0])[0]
    return "word" if sort in "LMN" or letter[0] in _JOINERS else ""


def _is_joined(text: str, at: int) -> bool:
    """Say whether the sign at a place belongs to the letter before it.

    Where in doubt it does: a unit too large is harmless, half a letter is not.
    """
    before, sign = text[at - 1], text[at]
    if sign == "\n" or before in {"\n", "\r"}:
        return before == "\r" and sign == "\n"
    if unicodedata.category(sign)[0] == "M" or sign in _JOINERS or sign in "\u0e33\u0eb3":
        return True
    if before == "\u200d" or unicodedata.combining(before) == 9:  # the next letter hangs below
        return True
    if "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f":
        return True
    if _is_flag(sign) and _is_flag(before):
        return _flags_before(text, at) % 2 == 1
    return bool(_HANGUL_PARTS.match(sign)) or unicodedata.name(before, "").startswith(
        "HANGUL CHOSEONG"
    )


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag(text[start - 1]):
        start -= 1
    return at - start


def _units_for(earlier: str, *later: str) -> Iterator[str]:
    """Cut the earlier text: finely where a later one differs, into sentences elsewhere."""
    coarse = list(sentences(earlier))
    differs = [False] * len(coarse)
    for text in later:
        for tag, start, end, _from, _to in _compared(coarse, list(sentences(text))):
            if tag != "equal":
                differs[start:end] = [True] * (end - start)
    for sentence, is_fine in zip(coarse, differs, strict=True):
        yield from words(sentence) if is_fine else (sentence,)


def _edits(units: Sequence[str], later: str) -> Iterator[_Edit]:
    """Return how a text came from the earlier one; edits with nothing but a gap between are one."""
    last: _Edit | None = None
    for edit in _fine_edits(units, later):
        if last is not None:
            between = "".join(units[last.end : edit.start])
            if not between.strip():
                edit = _Edit(last.start, edit.end, last.text + between + edit.text)  # noqa: PLW2901
            else:
                yield last
        last = edit
    if last is not None:
        yield last


def _fine_edits(units: Sequence[str], later: str) -> Iterator[_Edit]:
    coarse, place = list(sentences("".join(units))), 0
    starts = [0]
    for sentence in coarse:
        length = 0
        while length < len(sentence):
            length += len(units[place])
            place += 1
        starts.append(place)
    other = list(sentences(later))
    for tag, start, end, low, high in _compared(coarse, other):
        if tag == "equal":
            continue
        before = units[starts[start] : starts[end]]
        after = list(words("".join(other[low:high])))
        if len(before) * len(after) > _FINEST:
            yield _Edit(starts[start], starts[end], "".join(after))
            continue
        for fine, a, b, c, d in _compared(before, after):
            if fine != "equal":
                yield _Edit(starts[start] + a, starts[start] + b, "".join(after[c:d]))


def _compared(
    earlier: Sequence[str], later: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Compare two lists; what is alike at both ends need not be sought."""
    shorter = min(len(earlier), len(later))
    head = next((at for at in range(shorter) if earlier[at] != later[at]), shorter)
    room = shorter - head
    tail = next((at for at in range(room) if earlier[-1 - at] != later[-1 - at]), room)
    a, b = earlier[head : len(earlier) - tail], later[head : len(later) - tail]
    if head:
        yield "equal", 0, head, 0, head
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield tag, head + i, head + j, head + k, head + m
    if tail:
        yield "equal", len(earlier) - tail, len(earlier), len(later) - tail, len(later)


def _groups(
    sides: Sequence[Sequence[_Edit]],
) -> Iterator[tuple[int, int, tuple[list[_Edit], list[_Edit]]]]:
    """Go through stretches of the earlier text with the edits of both sides that touch each other there."""
    waiting = sorted(
        ((edit, side) for side, edits in enumerate(sides) for edit in edits),
        key=lambda one: (one[0].start, one[0].end, one[1]),
    )
    while waiting:
        edit, side = waiting.pop(0)
        start, end = edit.start, edit.end
        group: tuple[list[_Edit], list[_Edit]] = ([], [])
        group[side].append(edit)
        while waiting and _meet(start, end, waiting[0][0]):
            edit, side = waiting.pop(0)
            group[side].append(edit)
            end = max(end, edit.end)
        yield start, end, group


def _meet(start: int, end: int, edit: _Edit) -> bool:
    """Say whether an edit concerns a stretch. What is put in at its edge does: the order would be a guess."""
    is_put_in = start == end or edit.start == edit.end
    return edit.start < end or (edit.start == end and is_put_in)


def _applied(units: Sequence[str], start: int, end: int, edits: Sequence[_Edit]) -> str:
    parts, place = [], start
    for edit in edits:
        parts += ["".join(units[place : edit.start]), edit.text]
        place = edit.end
    return "".join((*parts, "".join(units[place:end])))


def _both(overlap: Overlap) -> str:
    return f"[{' | '.join(text.strip() for text in overlap.texts)}]"
