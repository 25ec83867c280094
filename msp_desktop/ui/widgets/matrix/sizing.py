"""How wide the columns of a matrix are, and how high its rows, by what stands in them."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from msp_desktop.domain.matrix import Head, Matrix
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.matrix import drawing
from msp_desktop.ui.widgets.matrix.heads import Heads

_MEASURED = 400
"""Cells that are looked at to find how wide columns must be."""
_WIDEST_WORD = 22
_HEAD_SHARE, _HEAD_LEAST = 0.34, 0.22
"""The part of the width that row heads take at most, and where columns want more than there is."""
_LEAST_HEAD, _MOST_HEAD = 8, 34
_LEAST_ROOM = 0.6
"""The part of its room that a column keeps where all columns can be seen at once that way."""


def share_out(view: QTableView, rows: Heads, columns: Heads, matrix: Matrix, whole: int) -> int:
    """Give columns what they need, and what is left by their room; then rows what their words need.

    Where that is a little too much, columns get less room, as far as their words allow. ``whole`` is the
    width of everything; return how high everything is.
    """
    needs = [_need(view, columns, matrix, head) for head in matrix.columns]
    side = _side_width(view, rows, matrix, whole, whole - sum(needs))
    rows.setFixedWidth(side)
    free = whole - side - sum(needs)
    if free < 0:
        least = [_need(view, columns, matrix, head, _LEAST_ROOM) for head in matrix.columns]
        spare = sum(needs) - sum(least)
        if spare + free >= 0:
            pairs = zip(needs, least, strict=True)
            needs = [low + (need - low) * (spare + free) // spare for need, low in pairs]
            free = whole - side - sum(needs)
    if free > 0:
        total = sum(head.room for head in matrix.columns)
        needs = [
            need + free * head.room // total
            for need, head in zip(needs, matrix.columns, strict=True)
        ]
        needs[-1] += whole - side - sum(needs)
    for at, need in enumerate(needs):
        view.setColumnWidth(at, need)
    line = view.fontMetrics().lineSpacing()
    heights = map(columns.height_of, (head.label for head in matrix.columns), needs)
    corner = columns.height_of(matrix.corner, side)
    columns.setFixedHeight(max(*heights, corner, line + 2 * theme.S))
    for at, head in enumerate(matrix.rows):
        height = _row_height(view, matrix, head, needs)
        view.setRowHeight(at, max(height, rows.height_of(head.label, side)))
    return columns.height() + rows.length()


def _row_height(view: QTableView, matrix: Matrix, row: Head, widths: list[int]) -> int:
    metrics = view.fontMetrics()
    return max(
        drawing.size_of(matrix.cell(row.key, column.key), metrics, width)
        for column, width in zip(matrix.columns, widths, strict=True)
    )


def _side_width(view: QTableView, rows: Heads, matrix: Matrix, whole: int, left: int) -> int:
    """Return how wide row heads are: on one line where that leaves columns their room, else narrower."""
    letter = view.fontMetrics().averageCharWidth()
    labels = [head.label for head in matrix.rows]
    wanted = max(map(rows.width_of, labels))
    wanted = max(wanted, rows.width_of(matrix.corner) * 6 // 10)
    word = max(map(rows.longest_word, (*labels, matrix.corner)))
    most = min(_MOST_HEAD * letter, int(whole * _HEAD_SHARE))
    least = max(min(word, most), _LEAST_HEAD * letter, min(wanted, int(whole * _HEAD_LEAST)))
    return max(least, min(wanted, most, left))


def _need(view: QTableView, columns: Heads, matrix: Matrix, head: Head, part: float = 1) -> int:
    """Return how wide a column must be: for its room or a part of it, and for the longest of its words."""
    metrics = view.fontMetrics()
    letter = metrics.averageCharWidth()
    most = max(_MEASURED // len(matrix.columns), 8)
    cells = (matrix.cell(row.key, head.key) for row in matrix.rows[:most])
    words = max((drawing.least_width(cell, metrics) for cell in cells), default=0)
    longest = max(words, columns.longest_word(head.label))
    room = int(head.room * letter * part)
    return max(room + 2 * theme.S, min(longest, _WIDEST_WORD * letter))
