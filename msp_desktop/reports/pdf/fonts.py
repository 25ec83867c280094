"""The program's own fonts and those that an office adds: which of them draws which character."""

from __future__ import annotations

import json
import logging
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

import uharfbuzz

from msp_desktop import locations

BASE = "NotoSans"
PREFERRED = {
    "ja": "NotoSansJP",
    "ko": "NotoSansKR",
    "ur": "NotoNastaliqUrdu",
    "zh": "NotoSansSC",
    "zh-HK": "NotoSansTC",
    "zh-Hant": "NotoSansTC",
    "zh-TW": "NotoSansTC",
}
"""The family that comes first where several draw the same characters, by language."""

SHIPPED = ("", "cjk", "more")
"""Folders of the program's fonts; the last is there where the fonts of more scripts were built."""

_LOG = logging.getLogger("msp_desktop")


@dataclass(frozen=True, eq=False)
class Face:
    """One font file and the characters it has, as the starts and ends of ranges.

    ``is_thickened`` says that its strokes are drawn bolder, for want of a bold font of the family.
    """

    family: str
    path: Path
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    is_thickened: bool = False

    def draws(self, letter: str) -> bool:
        """Say whether the font can draw a character, or nothing needs to be drawn for it."""
        if is_invisible(letter):
            return True
        code = ord(letter)
        place = bisect_right(self.starts, code) - 1
        return place >= 0 and code <= self.ends[place]

    @cached_property
    def font(self) -> uharfbuzz.Font:
        """The font as HarfBuzz reads it."""
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path))))

    @cached_property
    def reach(self) -> tuple[float, float]:
        """How far the font reaches above and below the line, as parts of the type size."""
        extents, units = self.font.get_font_extents("ltr"), self.font.face.upem
        return extents.ascender / units, -extents.descender / units


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text in one font; ``face`` is None for characters that no font has."""

    face: Face | None
    text: str


class Shelf:
    """The fonts of some folders, by weight and in the order in which they are asked."""

    def __init__(self, folders: Iterable[Path]) -> None:
        found = {file.stem: (file, ranges) for folder in folders for file, ranges in _fonts(folder)}
        self._families: dict[str, dict[str, Face]] = {}
        for stem, (file, ranges) in found.items():
            family, _, weight = stem.rpartition("-")
            starts, ends = zip(*ranges, strict=True)
            face = Face(family or stem, file, starts, ends)
            self._families.setdefault(face.family, {})[weight or "Regular"] = face
        self._chosen: dict[tuple[str, str], tuple[Face, ...]] = {}

    def faces(self, weight: str = "Regular", language: str = "") -> tuple[Face, ...]:
        """Return a font of each family (``Regular`` or ``Bold``), the base first."""
        key = (weight, language)
        if key not in self._chosen:
            first = (BASE, PREFERRED.get(language) or PREFERRED.get(language.partition("-")[0]))
            families = sorted(self._families, key=lambda family: family not in first)
            families.sort(key=lambda family: family != BASE)
            self._chosen[key] = tuple(
                _weight(self._families[family], weight) for family in families
            )
        return self._chosen[key]


def shelf(packs: tuple[Path, ...] = ()) -> Shelf:
    """Return the fonts that come with the program and those of more folders, which may be missing.

    The folders are looked at each time: a font that was just put there is used.
    """
    files = (file for folder in packs for file in folder.glob("*.ttf"))
    return _shelf(packs, tuple(sorted((file, file.stat().st_size) for file in files)))


@cache
def _shelf(packs: tuple[Path, ...], _files: tuple[tuple[Path, int], ...]) -> Shelf:
    shipped = locations.resources() / "fonts"
    return Shelf((*(shipped / part for part in SHIPPED), *packs))


def stretches(word: str, faces: tuple[Face, ...]) -> list[Stretch]:
    """Split a word into stretches of one font each.

    All letters and their signs are in the first font that has all of them, so that brackets do not
    choose it; where there is none, and for what that font lacks, a font is kept as long as it serves.
    """
    if all(map(faces[0].draws, word)):
        return [Stretch(faces[0], word)]
    letters = [letter for letter in word if unicodedata.category(letter)[0] in "LM"]
    main = next((face for face in faces if all(map(face.draws, letters))), None)
    if main is not None:
        if all(map(main.draws, word)):
            return [Stretch(main, word)]
        faces = (main, *faces)
    found: list[Stretch] = []
    for letter in word:
        last = found[-1] if found else None
        if last and last.face and last.face.draws(letter):
            face: Face | None = last.face
        else:
            face = next((face for face in faces if face.draws(letter)), None)
        if last and last.face is face:
            found[-1] = Stretch(face, last.text + letter)
        else:
            found.append(Stretch(face, letter))
    return found


def is_invisible(letter: str) -> bool:
    """Say whether a character only steers how others are drawn (a joiner, a variant, a direction)."""
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _weight(family: dict[str, Face], weight: str) -> Face:
    if weight in family:
        return family[weight]
    face = next(iter(family.values()))
    is_thickened = weight == "Bold"
    return Face(face.family, face.path, face.starts, face.ends, is_thickened)


def _fonts(folder: Path) -> Iterator[tuple[Path, list[list[int]]]]:
    """Go through the fonts of a folder: those its list names, or else every TrueType file in it."""
    index = folder / "fonts.json"
    if index.is_file():
        for entry in json.loads(index.read_text("utf-8")):
            yield folder / entry["file"], entry["ranges"]
        return
    for file in sorted(folder.glob("*.ttf")):
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
        if "glyf" in face.table_tags and len(face.unicodes):
            yield file, _ranges(face.unicodes)
        else:
            _LOG.warning("%s is no TrueType font with outlines; it is not used", file.name)


def _ranges(codes: Iterable[int]) -> list[list[int]]:
    numbered = enumerate(sorted(codes))
    runs = (list(run) for _key, run in groupby(numbered, lambda item: item[1] - item[0]))
    return [[run[0][1], run[-1][1]] for run in runs]
