"""Tables in Word: their columns, and the side on which they begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from msp_desktop.reports.word.elements import element, switch, twips
from msp_desktop.reports.word.styles import PLAIN_TABLE, WIDTH, border

_CONDITIONS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80}
_NO_BANDS = 0x600


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: paragraphs, and lines along its sides.

    ``across`` columns it takes; ``down`` is ``restart`` in the first of several cells that are one below
    another and joined, ``continue`` in the others. ``flush`` cells have no room around their text.
    """

    content: Sequence[Any]
    lines: Sequence[Any] = ()
    across: int = 1
    down: str = ""
    at: str = ""
    flush: bool = False


def table(
    rows: Iterable[Any],
    widths: Sequence[float],
    *,
    from_right: bool,
    style: str = PLAIN_TABLE,
    marked: Sequence[str] = (),
    lines: Sequence[Any] = (),
) -> Any:
    """Return a table; ``widths`` are in millimetres, ``marked`` the parts with a look of their own.

    Those are ``firstRow``, ``lastRow`` and ``firstColumn``. Rows and cells are given in reading order.
    """
    columns = [twips(width) for width in widths]
    looks = {part: int(part in marked) for part in _CONDITIONS}
    mask = _NO_BANDS + sum(_CONDITIONS[part] for part in marked)
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=style),
            switch("bidiVisual", on=from_right),
            element("tblW", w=sum(columns), type="dxa"),
            element("tblBorders", *lines) if lines else None,
            element("tblLayout", type="fixed"),
            element("tblLook", val=f"{mask:04X}", **looks, lastColumn=0, noHBand=1, noVBand=1),
        ),
        element("tblGrid", *(element("gridCol", w=column) for column in columns)),
        *rows,
    )


def row(
    cells: Sequence[Cell],
    widths: Sequence[float],
    *,
    repeated: bool = False,
    height: float = 0,
) -> Any:
    """Return a row that no page break tears; ``repeated`` on every page, ``height`` at least."""
    given = [
        element("cantSplit"),
        element("trHeight", val=twips(height), hRule="atLeast") if height else None,
        switch("tblHeader", on=repeated),
    ]
    made = element("tr", element("trPr", *given))
    place = 0
    for cell in cells:
        made.append(_cell(cell, sum(widths[place : place + cell.across])))
        place += cell.across
    return made


def shared(weights: Sequence[float], width: float = WIDTH) -> list[float]:
    """Return the widths of columns that share a width by their weights."""
    total = sum(weights)
    return [width * weight / total for weight in weights]


def boxed(colour: str, look: str = "single") -> list[Any]:
    """Return lines around a cell."""
    return [border(side, colour, 4, look) for side in ("top", "left", "bottom", "right")]


def _cell(cell: Cell, width: float) -> Any:
    made = element(
        "tcPr",
        element("tcW", w=twips(width), type="dxa"),
        element("gridSpan", val=cell.across) if cell.across > 1 else None,
        element("vMerge", val=cell.down) if cell.down else None,
        element("tcBorders", *cell.lines) if cell.lines else None,
        element("tcMar", *(element(side, w=0, type="dxa") for side in ("left", "right")))
        if cell.flush
        else None,
        element("vAlign", val=cell.at) if cell.at else None,
    )
    return element("tc", made, *cell.content)
