"""Tables: rows of cells that are broken over pages, with a head that is repeated.

The first column stands where reading starts: at the right in languages written from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import add

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from msp_desktop.reports.pdf.canvas import PageCanvas, Piece
from msp_desktop.reports.pdf.pages import NewPage
from msp_desktop.reports.pdf.styles import BODY

_ABOVE, _BELOW, BESIDE = 3.5, 4.5, 4.0
_LEAST_PART = 40
"""Height of a part of a row at least, where a row is broken."""
_LARGE = 170
"""Height from which on a row may be broken where it does not fit."""
_TOGETHER = 2
"""Rows of a table on a page at least, where there are enough: one alone looks lost."""
_FAR = 1e9


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across a table."""

    weight: float
    colour: Color


@dataclass(frozen=True, slots=True)
class Look:
    """How a row looks: the lines above and below it and the grey behind it.

    ``edges`` are lines around each cell, ``least`` is the height of the row at least. What ``hangs``
    stands at the foot of its cell. ``is_whole`` says that it is broken only if no page could hold it.
    ``is_flush`` leaves no room around what it holds.
    """

    above: Rule | None = None
    below: Rule | None = None
    shade: Color | None = None
    edges: Rule | None = None
    least: float = 0
    hangs: bool = False
    is_whole: bool = False
    is_flush: bool = False


@dataclass(slots=True, eq=False)
class Row:
    """One row: in each cell pieces, one below the other; the first letters of all cells stand level."""

    cells: Sequence[Sequence[Piece]]
    look: Look
    height: float = field(default=0, init=False)
    drops: Sequence[float] = field(default=(), init=False)
    """How much lower each cell begins than the row, known with the height."""

    def lay_out(self, widths: Sequence[float]) -> float:
        """Return the height of the row, in columns that are that wide."""
        if not self.height:
            heights = [_height(cell, width) for cell, width in zip(self.cells, widths, strict=True)]
            self.drops = [0.0 for _cell in self.cells] if self.look.hangs else _drops(self.cells)
            tallest = max(map(add, heights, self.drops), default=0)
            self.height = max(tallest + self._around, self.look.least)
        return self.height

    def broken(self, widths: Sequence[float], room: float) -> tuple[Row, Row] | None:
        """Return two parts of the row, the first no higher than ``room``; None where it stays whole."""
        longest = BODY if self.look.is_whole else _LARGE
        if room < _LEAST_PART or self.height <= longest:
            return None
        parts = [
            _broken(cell, width, room - self._around - drop)
            for cell, width, drop in zip(self.cells, widths, self.drops, strict=True)
        ]
        if not any(first for first, _second in parts):
            return None
        first, second = (Row([part[side] for part in parts], self.look) for side in (0, 1))
        first.lay_out(widths)
        second.lay_out(widths)
        return first, second

    @property
    def _around(self) -> float:
        return 0 if self.look.is_flush else _ABOVE + _BELOW


class Table(Piece):
    """A table whose ``head`` is drawn again on each page."""

    def __init__(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        *,
        head: Row | None = None,
        from_right: bool = False,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.spaceAfter = after
        self._rows = rows
        self._head = head
        self._widths = widths
        self._from_right = from_right

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        around = 0 if self._drawn[0].look.is_flush else 2 * BESIDE
        self._inner = [each - around for each in self._widths]
        self.width = width
        self.height = sum(row.lay_out(self._inner) for row in self._drawn)
        return (width, self.height)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        room = height - (self._head.height if self._head else 0) + 0.01
        fitting = 0
        while fitting < len(self._rows) and self._rows[fitting].height <= room:
            room -= self._rows[fitting].height
            fitting += 1
        before, after = list(self._rows[:fitting]), list(self._rows[fitting:])
        if after and (broken := after[0].broken(self._inner, room)):
            before.append(broken[0])
            after[0] = broken[1]
        elif len(after) == 1 and len(before) > _TOGETHER:
            after.insert(0, before.pop())
            return [self._part(before), NewPage(), self._part(after, self.spaceAfter)]
        if not (before and after):
            return []
        return [self._part(before), self._part(after, self.spaceAfter)]

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        top = bottom + self.height
        edges = self._edges(left)
        with canvas.marked(None):
            canvas.saveState()
            self._lines(canvas, left, top)
            canvas.restoreState()
        for row in self._drawn:
            for cell, drop, (start, _width) in zip(row.cells, row.drops, edges, strict=True):
                self._cell(canvas, cell, row, start, top - drop)
            top -= row.height

    @property
    def _drawn(self) -> list[Row]:
        return [self._head, *self._rows] if self._head else list(self._rows)

    def _part(self, rows: Sequence[Row], after: float = 0) -> Table:
        return Table(rows, self._widths, head=self._head, from_right=self._from_right, after=after)

    def _edges(self, left: float) -> list[tuple[float, float]]:
        """Return the left edge and the width of each column on the page."""
        found: list[tuple[float, float]] = []
        at = left + self.width if self._from_right else left
        for width in self._widths:
            at -= width if self._from_right else 0
            found.append((at, width))
            at += 0 if self._from_right else width
        return found

    def _cell(
        self, canvas: PageCanvas, cell: Sequence[Piece], row: Row, start: float, top: float
    ) -> None:
        inset, above = (0.0, 0.0) if row.look.is_flush else (BESIDE, _ABOVE)
        if row.look.hangs:
            height = sum(piece.height for piece in cell)
            at = top - row.height + (0 if row.look.is_flush else _BELOW) + height
        else:
            at = top - above
        for piece in cell:
            at -= piece.height
            piece.put(canvas, start + inset, at)

    def _lines(self, canvas: PageCanvas, left: float, top: float) -> None:
        edges = self._edges(left)
        left = min(start for start, _width in edges)
        right = max(start + width for start, width in edges)
        for row in self._drawn:
            bottom = top - row.height
            look = row.look
            if look.shade:
                canvas.setFillColor(look.shade)
                canvas.rect(left, bottom, right - left, row.height, stroke=0, fill=1)
            for rule, height in ((look.above, top), (look.below, bottom)):
                if rule:
                    _set(canvas, rule)
                    canvas.line(left, height, right, height)
            if look.edges:
                _set(canvas, look.edges)
                for start, width in edges:
                    canvas.rect(start, bottom, width, row.height)
            top = bottom


def _set(canvas: PageCanvas, rule: Rule) -> None:
    canvas.setLineWidth(rule.weight)
    canvas.setStrokeColor(rule.colour)


def _height(cell: Sequence[Piece], width: float) -> float:
    return sum(piece.wrap(width, _FAR)[1] for piece in cell)


def _drops(cells: Sequence[Sequence[Piece]]) -> list[float]:
    """Return how much lower each cell begins, so that the first letters of all stand level."""
    lines = [cell[0].first_line if cell else 0 for cell in cells]
    lowest = max(lines, default=0)
    return [lowest - line if line else 0.0 for line in lines]


def _broken(cell: Sequence[Piece], width: float, room: float) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces that fit into ``room`` and the others; one may be broken between them."""
    for number, piece in enumerate(cell):
        if piece.height > room:
            parts = [part for part in piece.split(width, room) if isinstance(part, Piece)]
            return [*cell[:number], *parts[:1]], [*(parts[1:] or [piece]), *cell[number + 1 :]]
        room -= piece.height
    return list(cell), []
