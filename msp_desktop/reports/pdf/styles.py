"""Sizes, spaces and greys of a printed page: calm on paper and clear without colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

PAGE = A4
MARGIN = 22 * mm
TOP = 25 * mm
FIRST_TOP = 39 * mm
STATUS = 9 * mm
"""Height that the line of the status takes below the head of a page."""
BOTTOM = 24 * mm
WIDTH = PAGE[0] - 2 * MARGIN
BODY = PAGE[1] - FIRST_TOP - STATUS - BOTTOM
"""Height that every page has for what it says."""
INDENT = 11 * mm
"""Room before running text for the number of its clause."""

INK: Color = HexColor("#111111")
QUIET: Color = HexColor("#555555")
LINE: Color = HexColor("#8C8C8C")
HAIRLINE: Color = HexColor("#C8C8C8")
SHADE: Color = HexColor("#EFEFEF")
FAINT: Color = HexColor("#EAEAEA")


class Side(Enum):
    """The edge at which lines are set: the one where reading starts or ends, both, or always the right."""

    START = "start"
    END = "end"
    BOTH = "both"
    RIGHT = "right"

    def is_right(self, *, starts_right: bool) -> bool:
        """Say whether lines are set at the right edge, where reading starts right or left."""
        return self is Side.RIGHT or starts_right != (self is Side.END)


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks; sizes and spaces in points, ``weight`` is ``Regular`` or ``Bold``."""

    size: float
    leading: float
    before: float
    after: float
    weight: str
    colour: Color
    side: Side = Side.START

    @property
    def shown_colour(self) -> str:
        """The colour as PDF writes it: red, green and blue from 0 to 1."""
        return " ".join(f"{part:.3f}" for part in self.colour.rgb())


_STYLES = {
    # name: (size, leading, space before, space after, bold, colour)
    "body": (10, 15, 0, 6, False, INK),
    "display": (26, 36, 0, 0, True, INK),
    "large": (13, 20, 0, 8, False, INK),
    "note": (9.5, 14, 0, 6, False, QUIET),
    "detail": (9, 13, 0, 0, False, QUIET),
    "cell": (9, 12.5, 0, 0, False, INK),
    "strong": (9, 12.5, 0, 0, True, INK),
    "head": (8.5, 12, 0, 0, True, QUIET),
    "label": (9, 12.5, 0, 0, False, QUIET),
    "small": (8, 11, 0, 0, False, QUIET),
    "footnote": (8, 11, 0, 2, False, INK),
    "caption": (9, 12.5, 4, 4, True, QUIET),
    "entry": (10, 15, 0, 2, False, INK),
    "entry-part": (10, 15, 6, 2, True, INK),
    "watermark": (100, 100, 0, 0, True, FAINT),
    "office": (12, 15, 0, 0, True, INK),
    "kind": (10.5, 15, 0, 2, False, QUIET),
    "title": (20, 26, 0, 10, True, INK),
    "part": (12.5, 18, 14, 6, True, INK),
    "name": (10, 15, 9, 4, True, INK),
}


@cache
def style(name: str, side: Side = Side.START) -> Style:
    """Return a style by name."""
    size, leading, before, after, is_bold, colour = _STYLES[name]
    return Style(size, leading, before, after, "Bold" if is_bold else "Regular", colour, side)
