"""A font file cut down to what a document shows, with one outline for every cluster of letters and signs.

A cluster becomes a composite glyph: the glyphs it is made of, each at its place. So a page needs no more
than one code for each cluster, and that code can stand for the whole text of it. The tables are those of
https://learn.microsoft.com/typography/opentype/spec/otff
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import uharfbuzz as hb

Placed = tuple[int, int, int]
"""A glyph and where it stands, in units of the font."""

_KEPT = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp"})
_WORDS, _PLACES, _MORE = 0x0001, 0x0002, 0x0020  # flags of a part of a composite glyph
_SCALE, _TWO_SCALES, _MATRIX = 0x0008, 0x0040, 0x0080
_BYTE = range(-128, 128)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The frame of a glyph and what the table of maxima has to know about it."""

    frame: tuple[int, int, int, int]
    points: int
    contours: int
    depth: int


def cut_down(
    face: hb.Face, clusters: Sequence[tuple[Sequence[Placed], int]]
) -> tuple[bytes, list[int]]:
    """Return a font with these clusters only, and the glyph of each.

    A cluster is its glyphs with their places and its width, both in units of the font.
    """
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.glyph_set.update(glyph for parts, _width in clusters for glyph, _x, _y in parts)
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode(), "big") for tag in face.table_tags if tag not in _KEPT
    )
    if face.has_var_data:
        wanted.pin_all_axes_to_default(face)
    plan = hb.SubsetPlan(face, wanted)
    kept = plan.old_to_new_glyph_mapping
    tables = _Tables(bytes(plan.execute().blob.data))
    glyphs = [
        tables.glyph([(kept[glyph], x, y) for glyph, x, y in parts], width)
        for parts, width in clusters
    ]
    return tables.file(), glyphs


class _Tables:
    """The tables of a TrueType font to which composite glyphs are added."""

    def __init__(self, file: bytes) -> None:
        self._tables = dict(_tables(file))
        head, maxima = self._tables["head"], self._tables["maxp"]
        (count,) = struct.unpack_from(">H", maxima, 4)
        (is_long,) = struct.unpack_from(">h", head, 50)
        places = struct.unpack_from(f">{count + 1}{'L' if is_long else 'H'}", self._tables["loca"])
        self._places = [place if is_long else 2 * place for place in places]
        self._maxima = list(struct.unpack_from(">14H", maxima, 4))
        self._metrics = list(_metrics(self._tables["hhea"], self._tables["hmtx"], count))
        self._outlines = [self._tables["glyf"][: self._places[-1]]]
        self._shapes: dict[int, _Shape | None] = {}
        self._made: dict[tuple[tuple[Placed, ...], int], int] = {}

    def glyph(self, parts: Sequence[Placed], width: int) -> int:
        """Return the glyph that shows these parts; a new one where no single glyph does."""
        if len(parts) == 1 and parts[0][1:] == (0, 0):
            return parts[0][0]
        key = (tuple(parts), width)
        if key not in self._made:
            self._made[key] = self._compose(parts, width)
        return self._made[key]

    def file(self) -> bytes:
        """Return the font as a file."""
        tables = dict(self._tables)
        count = len(self._places) - 1
        self._maxima[0] = count
        tables["glyf"] = b"".join(self._outlines)
        tables["loca"] = struct.pack(f">{count + 1}L", *self._places)
        tables["hmtx"] = b"".join(struct.pack(">Hh", *metric) for metric in self._metrics)
        tables["head"] = _with(_with(tables["head"], 8, bytes(4)), 50, struct.pack(">h", 1))
        tables["hhea"] = _with(tables["hhea"], 34, struct.pack(">H", count))
        tables["maxp"] = _with(tables["maxp"], 4, struct.pack(">14H", *self._maxima))
        return _file(tables)

    def _compose(self, parts: Sequence[Placed], width: int) -> int:
        seen = [(part, shape) for part in parts if (shape := self._shape(part[0])) is not None]
        left, outline = 0, b""
        if seen:
            frames = [_moved(shape.frame, part) for part, shape in seen]
            left = min(frame[0] for frame in frames)
            bottom = min(frame[1] for frame in frames)
            right, top = max(frame[2] for frame in frames), max(frame[3] for frame in frames)
            outline = struct.pack(">5h", -1, left, bottom, right, top)
            outline += b"".join(_parts([part for part, _shape in seen]))
            outline += bytes(len(outline) % 2)
            self._remember([shape for _part, shape in seen])
        self._outlines.append(outline)
        self._places.append(self._places[-1] + len(outline))
        self._metrics.append((max(0, width), left))
        return len(self._places) - 2

    def _remember(self, shapes: Sequence[_Shape]) -> None:
        """Keep the table of maxima right: a reader may refuse a glyph that goes beyond it."""
        sums = {
            3: sum(shape.points for shape in shapes),
            4: sum(shape.contours for shape in shapes),
            12: len(shapes),
            13: 1 + max(shape.depth for shape in shapes),
        }
        for place, value in sums.items():
            self._maxima[place] = max(self._maxima[place], value)

    def _shape(self, glyph: int) -> _Shape | None:
        """Return what a glyph of the cut-down font looks like; None when it shows nothing."""
        if glyph not in self._shapes:
            start, end = self._places[glyph : glyph + 2]
            self._shapes[glyph] = self._read(self._outlines[0], start) if end > start else None
        return self._shapes[glyph]

    def _read(self, outlines: bytes, start: int) -> _Shape:
        contours, *frame = struct.unpack_from(">5h", outlines, start)
        edges = (frame[0], frame[1], frame[2], frame[3])
        if contours >= 0:
            (last,) = struct.unpack_from(">H", outlines, start + 8 + 2 * contours)
            return _Shape(edges, last + 1 if contours else 0, contours, 0)
        shapes = [shape for part in _named(outlines, start + 10) if (shape := self._shape(part))]
        return _Shape(
            edges,
            sum(shape.points for shape in shapes),
            sum(shape.contours for shape in shapes),
            1 + max((shape.depth for shape in shapes), default=0),
        )


def _tables(file: bytes) -> Iterable[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", file, 4)
    for entry in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sLLL", file, 12 + 16 * entry)
        yield tag.decode("latin-1"), file[start : start + length]


def _metrics(header: bytes, table: bytes, count: int) -> Iterable[tuple[int, int]]:
    (full,) = struct.unpack_from(">H", header, 34)
    width = 0
    for glyph in range(count):
        if glyph < full:
            width, left = struct.unpack_from(">Hh", table, 4 * glyph)
        else:
            (left,) = struct.unpack_from(">h", table, 4 * full + 2 * (glyph - full))
        yield (width, left)


def _named(outlines: bytes, place: int) -> Iterable[int]:
    """Go through the glyphs of which a composite glyph is made."""
    flags = _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outlines, place)
        yield glyph
        place += 4 + (4 if flags & _WORDS else 2)
        place += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _parts(parts: Sequence[Placed]) -> Iterable[bytes]:
    for number, (glyph, x, y) in enumerate(parts, 1):
        is_small = x in _BYTE and y in _BYTE
        flags = _PLACES | (0 if is_small else _WORDS) | (_MORE if number < len(parts) else 0)
        yield struct.pack(">HHbb" if is_small else ">HHhh", flags, glyph, x, y)


def _moved(frame: tuple[int, int, int, int], part: Placed) -> tuple[int, int, int, int]:
    _glyph, x, y = part
    return (frame[0] + x, frame[1] + y, frame[2] + x, frame[3] + y)


def _with(table: bytes, place: int, value: bytes) -> bytes:
    return table[:place] + value + table[place + len(value) :]


def _file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = [struct.pack(">LHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))]
    body: list[bytes] = []
    start = 12 + 16 * count
    for tag in sorted(tables):
        content = tables[tag]
        padded = content + bytes(-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        head.append(struct.pack(">4sLLL", tag.encode(), total, start, len(content)))
        body.append(padded)
        start += len(padded)
    return b"".join(head + body)
