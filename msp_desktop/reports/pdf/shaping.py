"""Words as glyphs: HarfBuzz joins, reorders and places them; ReportLab's fonts carry them into the PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from msp_desktop.reports.pdf import fonts

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
_PRIVATE_USE = range(0xE000, 0xF900)
_AS_TYPED = {"liga": False, "clig": False}
"""Latin letters are not joined, so that text copied from the page is what was typed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs in one font, ready to be drawn; ``width`` in thousandths of the type size."""

    font: str
    glyphs: ShapedStr
    width: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word as glyphs.

    ``steps`` are the places where it can be cut, each with the width up to there; ``missing`` are the
    characters for which no font has a glyph.
    """

    pieces: tuple[Piece, ...]
    width: float
    steps: tuple[tuple[int, float], ...]
    missing: frozenset[str]


@lru_cache(maxsize=20_000)
def shape(text: str, style: str, language: str) -> Word:
    """Return a text without line breaks as glyphs; ``style`` is ``Regular`` or ``Bold``."""
    pieces: list[Piece] = []
    steps: list[tuple[int, float]] = []
    missing: set[str] = set()
    start, width = 0, 0.0
    for run in fonts.runs(text, style):
        if run.face is None:
            missing.update(run.text)
            pieces.append(_piece(fonts.faces(style)[0], SUBSTITUTE * len(run.text), language))
        else:
            pieces.append(_piece(run.face, run.text, language))
        for place, advance in _clusters(pieces[-1]):
            steps.append((start + place, width))
            width += advance
        start += len(run.text)
    return Word(tuple(pieces), width, tuple(steps), frozenset(missing))


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Put neighbours of one font together."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.font == piece.font:
            found[-1] = Piece(last.font, last.glyphs + piece.glyphs, last.width + piece.width)
        else:
            found.append(piece)
    return found


def height(pieces: Iterable[Piece]) -> tuple[float, float]:
    """Return how far the fonts in use reach above and below the line, as parts of the type size."""
    used = {piece.font for piece in pieces} or {fonts.base()}
    reach = [pdfmetrics.getAscentDescent(font, 1) for font in sorted(used)]
    return max(up for up, _down in reach), -min(down for _up, down in reach)


def _piece(face: fonts.Face, text: str, language: str) -> Piece:
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    font = _harfbuzz(face)
    uharfbuzz.shape(font, buffer, _AS_TYPED if face.name.startswith(f"{fonts.BASE}-") else {})
    scale = 1000 / _table(face).unitsPerEm
    letters: list[str] = []
    places: Any = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code, natural = _code(face, info.codepoint, text[info.cluster])
        letters.append(chr(code))
        x_advance, x_offset, y_offset = (
            value * scale for value in (position.x_advance, position.x_offset, position.y_offset)
        )
        places.append(ShapeData(info.cluster, x_advance, 0, x_offset, y_offset, natural))
    width = sum(place.x_advance for place in places)
    return Piece(face.name, ShapedStr("".join(letters), places), width)


def _clusters(piece: Piece) -> list[tuple[int, float]]:
    """Return the letters of a piece with their signs: place in its text, width, in reading order."""
    widths: dict[int, float] = {}
    places: list[ShapeData] = vars(piece.glyphs)["__shapeData__"]
    for place in places:
        widths[place.cluster] = widths.get(place.cluster, 0.0) + place.x_advance
    return sorted(widths.items())


@cache
def _harfbuzz(face: fonts.Face) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path))))


def _code(face: fonts.Face, glyph: int, typed: str) -> tuple[int, float]:
    """Return the character that stands for a glyph in the PDF, and the glyph's own width.

    Where possible it is the one typed, so that text copied from the page reads as it was written.
    """
    table = _table(face)
    natural = table.charToGlyph.get(ord(typed)) == glyph
    code = ord(typed) if natural else _codes(face)[glyph]
    return code, table.charWidths[code]


@cache
def _codes(face: fonts.Face) -> dict[int, int]:
    """Give every glyph of a font a character: one of its own, or one for private use.

    All are given at once and in order, so that the bytes of a document do not depend on what was drawn
    before it.
    """
    table = _table(face)
    codes: dict[int, int] = {glyph: own[0] for glyph, own in table.glyphToChar.items()}
    free = (code for code in _PRIVATE_USE if code not in table.charToGlyph)
    font = _harfbuzz(face)
    for glyph in range(table.numGlyphs):
        if glyph not in codes:
            code = codes[glyph] = next(free)
            table.charToGlyph[code] = glyph
            table.charWidths[code] = font.get_glyph_h_advance(glyph) * 1000 / table.unitsPerEm
    return codes


def _table(face: fonts.Face) -> Any:
    font: Any = pdfmetrics.getFont(face.name)
    return font.face
