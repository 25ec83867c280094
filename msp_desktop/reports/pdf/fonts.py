"""The program's own fonts: which of them draws which character."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from msp_desktop import locations

BASE = "NotoSans"
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the characters it has, as the starts and ends of ranges."""

    name: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, letter: str) -> bool:
        """Say whether the font can draw a character."""
        code = ord(letter)
        place = bisect_right(self.starts, code) - 1
        return place >= 0 and code <= self.ends[place]


@cache
def faces(style: str) -> tuple[Face, ...]:
    """Return the fonts of a style (``Regular`` or ``Bold``), registered, the base font first."""
    folder = locations.resources() / "fonts"
    index = json.loads((folder / "fonts.json").read_text("utf-8"))
    chosen = [entry for entry in index if entry["file"].endswith(f"-{style}.ttf")]
    chosen.sort(key=lambda entry: not entry["file"].startswith(f"{BASE}-"))
    return tuple(_register(folder / entry["file"], entry["ranges"]) for entry in chosen)


def base(style: str = "Regular") -> str:
    """Return the name under which the base font is registered."""
    return faces(style)[0].name


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; ``font`` is empty for characters that no font has."""

    font: str
    text: str


def runs(text: str, style: str = "Regular") -> tuple[list[Run], bool]:
    """Split a text into stretches of one font each, and say whether each word lies in one font.

    A word stays in one font wherever one has all its characters: HarfBuzz joins and reorders letters
    within a word, and ReportLab hands it over whole.
    """
    found: list[Run] = []
    whole = True
    for word in re.split(r"(\s+)", text):
        if word:
            pieces = _pieces(word, style)
            whole = whole and len(pieces) == 1
            found += pieces
    return found, whole


def _pieces(word: str, style: str) -> list[Run]:
    shelf = faces(style)
    for face in shelf:
        if all(face.has(letter) or _is_neutral(letter) for letter in word):
            return [Run(face.name, word)]
    letters = ((_font_of(letter, shelf), letter) for letter in word)
    grouped = groupby(letters, key=lambda pair: pair[0])
    return [Run(font, "".join(letter for _font, letter in pairs)) for font, pairs in grouped]


def _font_of(letter: str, shelf: tuple[Face, ...]) -> str:
    if _is_neutral(letter):
        return shelf[0].name
    return next((face.name for face in shelf if face.has(letter)), "")


def _is_neutral(letter: str) -> bool:
    return letter.isspace() or letter in _INVISIBLE


def _register(path: Path, ranges: list[list[int]]) -> Face:
    pdfmetrics.registerFont(TTFont(path.stem, str(path), shapable=True))
    starts, ends = zip(*ranges, strict=True)
    return Face(path.stem, starts, ends)
