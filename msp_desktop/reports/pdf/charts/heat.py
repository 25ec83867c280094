"""A heat map: cells in greys with a thick line between levels, and what lies in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, white
from reportlab.lib.units import mm

from msp_desktop.reports.charts import HeatMap
from msp_desktop.reports.pdf.charts.labels import along, label
from msp_desktop.reports.pdf.charts.legend import Entry, Legend, filling
from msp_desktop.reports.pdf.charts.rows import PAGE, RowsChart
from msp_desktop.reports.pdf.charts.sheet import EMPTY, Point, Sheet, Tone
from msp_desktop.reports.pdf.styles import INK, LINE, style
from msp_desktop.reports.pdf.text import Text, Typesetter

_NAME = 0.22
"""The part of the width that the names of the rows take."""
_LOW = 7 * mm
_SHAPE = 0.5
"""Height of a cell as a part of its width, unless it needs more."""
_WIDE = 27 * mm
"""Width of a cell at most."""
_PAD = 1.2 * mm
_DARKEST = 0.42
_WHITE_ON = 0.5
"""The grey below which words are white."""
_MOST = 12
"""Marks in one cell at most; what goes beyond is counted."""
_UNKNOWN = "–"
_NOW, _BEFORE = 1.4, 0.6
_DASH = (1.6, 1.2)


@dataclass(frozen=True, slots=True)
class _Chip:
    """A mark in its cell: its words and their lower left corner from the upper left of the cell."""

    mark: int
    words: Text
    left: float
    down: float
    is_now: bool


class Heat(RowsChart):
    """A row of cells for each name; it is broken over pages only where it is higher than one."""

    together = PAGE

    def __init__(self, chart: HeatMap, typeset: Typesetter) -> None:
        super().__init__(chart.alternative, typeset, len(chart.rows))
        self._chart = chart
        steps = max(len(chart.level_names) - 1, 1)
        self._tones = [
            Tone(Color(*[1 - (1 - _DARKEST) * place / steps] * 3))
            for place in range(len(chart.level_names))
        ]

    def measure_rows(self, width: float) -> tuple[float, Sequence[float]]:
        chart, name_room = self._chart, width * _NAME - 3 * mm
        self._left = width * _NAME
        self._cell = min(_WIDE, (width - self._left) / max(len(chart.columns), 1))
        self._names = [self._words(name, "cell", name_room, 3) for name in chart.rows]
        self._column_names = [
            self._words(name, "small", self._cell - 2 * _PAD, 3) for name in chart.columns
        ]
        self._titles = (
            self._words(chart.row_title, "head", name_room, 2),
            self._words(chart.column_title, "head", width - self._left, 2),
        )
        widths = (self.typeset.width(name, style("small")) for name in chart.level_names)
        self._is_named = max(widths, default=0) <= self._cell - 2 * _PAD
        self._texts = [
            [self._cell_words(row, column) for column in range(len(chart.columns))]
            for row in range(len(chart.rows))
        ]
        self._legend = Legend(list(self._entries()), width, self.typeset)
        self._chips = self._placed()
        names = max((text.height for text in self._column_names), default=0)
        self._above = max(names, 0 if chart.column_title else self._titles[0].height) + 2 * _PAD
        title = max(text.height for text in self._titles) if chart.column_title else 0
        return self._legend.height + title + self._above, list(self._heights())

    def show(self, sheet: Sheet) -> None:
        self._tops: dict[int, float] = {}
        super().show(sheet)
        for row in self.shown:
            self._show_steps(sheet, row)
        self._show_marks(sheet)

    def show_head(self, sheet: Sheet, top: float, bottom: float) -> None:
        self._legend.draw(sheet, top)
        row_title, column_title = self._titles
        sheet.write(row_title, 0, bottom + _PAD)
        if self._chart.column_title:
            sheet.write(column_title, self._left, bottom + self._above)
        middles = [
            self._left + self._cell * (place + 0.5) for place in range(len(self._column_names))
        ]
        named = zip(middles, self._column_names, strict=True)
        for left, words in along(named, self._left, self.width, gap=1):
            sheet.write(words, left, bottom + _PAD)

    def show_row(self, sheet: Sheet, row: int, bottom: float, top: float) -> None:
        self._tops[row] = top
        name = self._names[row]
        sheet.write(name, 0, (bottom + top - name.height) / 2)
        levels = self._chart.levels[row]
        for column, level in enumerate(levels):
            left = self._left + column * self._cell
            sheet.box(left, bottom, self._cell, top - bottom, self._tone(level), weight=0)
            if words := self._texts[row][column]:
                sheet.write(words, left + _PAD, top - _PAD / 2 - words.height)

    def _show_steps(self, sheet: Sheet, row: int) -> None:
        """Draw a thick line wherever the level changes, and around the whole."""
        levels, top = self._chart.levels[row], self._tops[row]
        bottom = top - self.heights[row]
        for column in range(len(levels)):
            right = self._left + (column + 1) * self._cell
            edge = ((right - self._cell, bottom), (right, bottom), (right, top))
            sheet.line(edge, weight=0.5, colour=LINE)
        above = self._chart.levels[row - 1] if row - 1 in self._tops else ()
        edges = [None, *levels, None]
        for column in range(len(levels) + 1):
            is_edge = column in {0, len(levels)}
            if levels and (is_edge or edges[column] != edges[column + 1]):
                left = self._left + column * self._cell
                sheet.line(((left, bottom), (left, top)), weight=1.4)
        for column, level in enumerate(levels):
            left = self._left + column * self._cell
            right = left + self._cell
            if not above or above[column] != level:
                sheet.line(((left, top), (right, top)), weight=1.4)
            if row == self.shown[-1]:
                sheet.line(((left, bottom), (right, bottom)), weight=1.4)

    def _show_marks(self, sheet: Sheet) -> None:
        """Draw an arrow from where each mark lay to where it lies, then the marks."""
        placed: dict[tuple[int, bool], tuple[Point, _Chip]] = {}
        for (row, column), chips in self._chips.items():
            for chip in chips if row in self._tops else ():
                left = self._left + column * self._cell + chip.left
                placed[chip.mark, chip.is_now] = (left, self._tops[row] - chip.down), chip
        for (mark, is_now), (corner, chip) in placed.items():
            if is_now and mark >= 0 and (mark, False) in placed:
                start = _middle(*placed[mark, False])
                sheet.arrow(start, _edge(start, _middle(corner, chip), chip.words), weight=0.9)
        for (left, bottom), chip in placed.values():
            dash = () if chip.is_now else _DASH
            size = (chip.words.width + 2 * _PAD, chip.words.height)
            weight = _NOW if chip.is_now else _BEFORE
            sheet.box(left, bottom, *size, EMPTY, weight=weight, dash=dash)
            sheet.write(chip.words, left + _PAD, bottom)

    def _entries(self) -> Iterator[Entry]:
        for name, tone in zip(self._chart.level_names, self._tones, strict=True):
            yield filling(name, tone)
        if self._chart.marks:
            now, before = self._chart.mark_names
            yield filling(now, EMPTY, weight=_NOW)
            if any(mark.before for mark in self._chart.marks):
                yield filling(before, EMPTY, weight=_BEFORE, dash=_DASH)

    def _heights(self) -> Iterator[float]:
        for row, name in enumerate(self._names):
            texts = max((text.height for text in self._texts[row] if text), default=0)
            chips = [
                chip.down
                for column in range(len(self._chart.columns))
                for chip in self._chips.get((row, column), ())
            ]
            needed = max(name.height, texts, max(chips, default=0)) + _PAD
            yield max(needed, _LOW, self._cell * _SHAPE)

    def _placed(self) -> dict[tuple[int, int], list[_Chip]]:
        """Return the marks of each cell, side by side and in lines below its words."""
        found: dict[tuple[int, int], list[tuple[int, bool]]] = {}
        for place, mark in enumerate(self._chart.marks):
            if mark.before and mark.before != mark.at:
                found.setdefault(mark.before, []).append((place, False))
            found.setdefault(mark.at, []).append((place, True))
        return {cell: list(self._flow(cell, marks)) for cell, marks in found.items()}

    def _flow(self, cell: tuple[int, int], marks: Sequence[tuple[int, bool]]) -> Iterator[_Chip]:
        row, column = cell
        left, down = _PAD, _PAD
        if words := self._texts[row][column]:
            down += words.height
        room = self._cell - 4 * _PAD
        line = 0.0
        rest = len(marks) - _MOST
        shown = [(self._chart.marks[place].label, place, is_now) for place, is_now in marks[:_MOST]]
        if rest > 0:
            shown.append((f"+{rest}", -1 - row * len(self._chart.columns) - column, True))
        for name, place, is_now in shown:
            words = self._words(name, "strong" if is_now else "cell", room, 1)
            if left > _PAD and left + words.width + 3 * _PAD > self._cell:
                left, down = _PAD, down + line + _PAD
                line = 0.0
            line = max(line, words.height)
            yield _Chip(place, words, left, down + words.height, is_now)
            left += words.width + 3 * _PAD

    def _cell_words(self, row: int, column: int) -> Text | None:
        """Return what stands in a cell: its text, or the name of its level if all names fit."""
        level, texts = self._chart.levels[row][column], self._chart.texts
        words = texts[row][column] if texts else ""
        if level is None:
            words = words or _UNKNOWN
        if not texts and level is not None and self._is_named:
            words = self._chart.level_names[level]
        if not words:
            return None
        is_dark = self._tone(level).grey.red < _WHITE_ON
        look = replace(style("small"), colour=white if is_dark else INK)
        return label(self.typeset, words, look, self._cell - 2 * _PAD, 3)

    def _tone(self, level: int | None) -> Tone:
        return EMPTY if level is None else self._tones[level]

    def _words(self, words: str, look: str, room: float, lines: int) -> Text:
        return label(self.typeset, words, style(look), room, lines)


def _middle(corner: Point, chip: _Chip) -> Point:
    words = chip.words
    return (corner[0] + words.width / 2 + _PAD, corner[1] + words.height / 2)


def _edge(start: Point, middle: Point, words: Text) -> Point:
    """Return where a line to the middle of a mark meets its frame."""
    across, up = start[0] - middle[0], start[1] - middle[1]
    wide, high = words.width / 2 + _PAD + 1, words.height / 2 + 1
    parts = [size / abs(way) for size, way in ((wide, across), (high, up)) if way]
    part = min([1.0, *parts])
    return (middle[0] + across * part, middle[1] + up * part)
