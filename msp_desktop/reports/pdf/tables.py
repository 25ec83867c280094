"""Tables whose first column stands where reading starts: at the right in languages written from there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Table

_SWAPPED = {
    "LEFTPADDING": "RIGHTPADDING",
    "RIGHTPADDING": "LEFTPADDING",
    "LINEBEFORE": "LINEAFTER",
    "LINEAFTER": "LINEBEFORE",
}


def table(
    cells: Sequence[list[object]],
    widths: Sequence[float],
    looks: Sequence[Any],
    *,
    from_right: bool,
    **options: Any,
) -> Table:
    """Return a table; cells, widths and looks are given as for a language written from the left."""
    if from_right:
        cells = [[*row, *[""] * (len(widths) - len(row))][::-1] for row in cells]
        widths = widths[::-1]
        looks = [_mirrored(look, len(widths)) for look in looks]
        for name, (first, row), (last, _bottom) in (look[:3] for look in looks):
            if name == "SPAN":  # what stands in joined cells is taken from the leftmost
                cells[row][first], cells[row][last] = cells[row][last], cells[row][first]
    made = Table(cells, colWidths=widths, hAlign="RIGHT" if from_right else "LEFT", **options)
    made.setStyle(looks)
    return made


def _mirrored(look: Any, columns: int) -> Any:
    name, (left, top), (right, bottom), *values = look
    first, last = ((columns - 1 - column) % columns for column in (right, left))
    return (_SWAPPED.get(name, name), (first, top), (last, bottom), *values)
