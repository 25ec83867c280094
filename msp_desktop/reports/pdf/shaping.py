"""Words as glyphs: HarfBuzz joins, reorders and places them; each cluster keeps the text it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

import uharfbuzz

from msp_desktop.reports.pdf import fonts
from msp_desktop.reports.pdf.outlines import Placed
from msp_desktop.reports.printable import SUBSTITUTE

_AS_TYPED = {"liga": False, "clig": False}
"""Latin letters are not joined: each stays a letter for search, and for a cut between lines."""


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

    ``steps`` are the places where it can be cut, each with the width up to there; ``missing`` are the
    characters for which no font has a glyph.
    """

    runs: tuple[Run, ...]
    width: float
    steps: tuple[tuple[int, float], ...]
    missing: frozenset[str]


@lru_cache(maxsize=20_000)
def shape(
    text: str, faces: tuple[fonts.Face, ...], language: str, *, from_right: bool = False
) -> Word:
    """Return a text without line breaks, all in one direction, as glyphs."""
    runs: list[Run] = []
    places: list[tuple[int, float]] = []
    missing: set[str] = set()
    start = 0
    for stretch in fonts.stretches(text, faces):
        face, shown = stretch.face, stretch.text
        if face is None:
            missing.update(shown)
            face, shown = faces[0], SUBSTITUTE * len(shown)
        found = list(_clusters(face, shown, language, from_right=from_right))
        clusters = tuple(cluster for _place, cluster in found)
        runs.append(Run(face, clusters, sum(cluster.advance for cluster in clusters)))
        places += [(start + place, cluster.advance) for place, cluster in found]
        start += len(shown)
    width = sum(run.width for run in runs)
    ordered = tuple(reversed(runs)) if from_right else tuple(runs)
    return Word(ordered, width, tuple(_steps(places)), frozenset(missing))


def _steps(places: list[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    width = 0.0
    for place, advance in sorted(places):
        yield (place, width)
        width += advance


def _clusters(
    face: fonts.Face, text: str, language: str, *, from_right: bool
) -> Iterator[tuple[int, Cluster]]:
    """Go from left to right through the clusters of a text, each with its place in it.

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
            yield from _spread(place, typed, tuple(parts), at * scale)
        else:
            yield place, Cluster(typed, tuple(parts), at * scale)


def _spread(
    place: int, text: str, parts: tuple[Placed, ...], advance: float
) -> Iterator[tuple[int, Cluster]]:
    """Give each letter that is part of a ligature its share of the width; the last one draws it."""
    share = advance / len(text)
    for before, letter in reversed(list(enumerate(text))):
        yield place + before, Cluster(letter, parts, share)
        parts = ()
