"""Words as glyphs: HarfBuzz joins, reorders and places them; each cluster keeps the text it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Protocol

import uharfbuzz

from msp_desktop.reports.pdf import fonts
from msp_desktop.reports.pdf.outlines import Placed
from msp_desktop.reports.printable import SUBSTITUTE

_AS_TYPED = {"liga": False, "clig": False}
"""Latin letters are not joined: each stays a letter for search, and for a cut between lines."""
_SHAPERS, _WORDS = 6, 6_000
"""Languages (twice: regular and bold) and words of each that are remembered."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that stand for a piece of text; ``advance`` in thousandths of the type size."""

    text: str
    parts: tuple[Placed, ...]
    advance: float


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Clusters in one font from left to right; ``width`` in thousandths of the type size."""

    face: fonts.Face
    clusters: tuple[Cluster, ...]
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word as glyphs, its runs from left to right.

    ``missing`` are the characters for which no font has a glyph.
    """

    runs: tuple[Run, ...]
    width: float
    missing: frozenset[str]


class Shaper(Protocol):
    """Makes a word of a text, in ``face`` where that draws it, or else in the first font that does."""

    def __call__(self, text: str, *, from_right: bool, face: fonts.Face | None = None) -> Word: ...


@lru_cache(maxsize=_SHAPERS)
def shaper(faces: tuple[fonts.Face, ...], language: str) -> Shaper:
    """Return what makes words in one language with some fonts, and remembers those it made."""

    @lru_cache(maxsize=_WORDS)
    def make(text: str, *, from_right: bool, face: fonts.Face | None = None) -> Word:
        return shape(text, (face, *faces) if face else faces, language, from_right=from_right)

    return make


def shape(
    text: str, faces: tuple[fonts.Face, ...], language: str, *, from_right: bool = False
) -> Word:
    """Return a text without line breaks, all in one direction, as glyphs."""
    runs: list[Run] = []
    missing: set[str] = set()
    for stretch in fonts.stretches(text, faces):
        face, shown = stretch.face, stretch.text
        if face is None:
            missing.update(shown)
            face, shown = faces[0], SUBSTITUTE * len(shown)
        clusters = tuple(_clusters(face, shown, language, from_right=from_right))
        runs.append(Run(face, clusters, sum(cluster.advance for cluster in clusters)))
    width = sum(run.width for run in runs)
    ordered = tuple(reversed(runs)) if from_right else tuple(runs)
    return Word(ordered, width, frozenset(missing))


def _clusters(face: fonts.Face, text: str, language: str, *, from_right: bool) -> Iterator[Cluster]:
    """Go from left to right through the clusters of a text.

    From the right every character is a cluster of its own: readers of a PDF turn what runs from the
    right around, code by code.
    """
    buffer = uharfbuzz.Buffer()
    levels = uharfbuzz.BufferClusterLevel
    buffer.cluster_level = levels.MONOTONE_CHARACTERS if from_right else levels.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    buffer.language = language
    uharfbuzz.shape(face.font, buffer, _AS_TYPED if face.family == fonts.BASE else {})
    infos = buffer.glyph_infos
    starts = sorted({info.cluster for info in infos})
    ends = dict(pairwise([*starts, len(text)]))
    scale = 1000 / face.font.face.upem
    glyphs = zip(infos, buffer.glyph_positions, strict=True)
    for place, together in groupby(glyphs, lambda glyph: int(glyph[0].cluster)):
        at, parts = 0, []
        for info, position in together:
            parts.append((info.codepoint, at + position.x_offset, position.y_offset))
            at += position.x_advance
        typed = text[place : ends[place]]
        if from_right and len(typed) > 1:
            yield from _spread(typed, tuple(parts), at * scale)
        else:
            yield Cluster(typed, tuple(parts), at * scale)


def _spread(text: str, parts: tuple[Placed, ...], advance: float) -> Iterator[Cluster]:
    """Give each letter that is part of a ligature its share of the width; the last one draws it."""
    share = advance / len(text)
    for letter in reversed(text):
        yield Cluster(letter, parts, share)
        parts = ()
