"""The program's own fonts: which of them draws which character."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from msp_desktop import locations

BASE = "NotoSans"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the characters it has, as the starts and ends of ranges."""

    name: str
    path: Path
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def draws(self, letter: str) -> bool:
        """Say whether the font can draw a character, or nothing needs to be drawn for it."""
        if is_invisible(letter):
            return True
        code = ord(letter)
        place = bisect_right(self.starts, code) - 1
        return place >= 0 and code <= self.ends[place]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; ``face`` is None for characters that no font has."""

    face: Face | None
    text: str


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


def runs(word: str, style: str = "Regular") -> list[Run]:
    """Split a word into stretches of one font each.

    The whole word stays in one font where one has all its characters; otherwise a font is kept as long
    as it serves, so that signs above and below letters stay with them.
    """
    shelf = faces(style)
    whole = next((face for face in shelf if all(map(face.draws, word))), None)
    if whole is not None:
        return [Run(whole, word)]
    found: list[Run] = []
    for letter in word:
        last = found[-1] if found else None
        if last and last.face and last.face.draws(letter):
            face: Face | None = last.face
        else:
            face = next((face for face in shelf if face.draws(letter)), None)
        if last and last.face is face:
            found[-1] = Run(face, last.text + letter)
        else:
            found.append(Run(face, letter))
    return found


def is_invisible(letter: str) -> bool:
    """Say whether a character only steers how others are drawn (a joiner, a variant, a direction)."""
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _register(path: Path, ranges: list[list[int]]) -> Face:
    pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    starts, ends = zip(*ranges, strict=True)
    return Face(path.stem, path, starts, ends)
