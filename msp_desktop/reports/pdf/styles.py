"""Sizes, spaces and greys of a printed page: calm on paper and clear without colour."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus.tables import TableStyle

from msp_desktop.reports.pdf import fonts

PAGE = A4
MARGIN = 22 * mm
TOP = 25 * mm
FIRST_TOP = 39 * mm
STATUS = 9 * mm
"""Height that the line of the status takes below the head of a page."""
BOTTOM = 24 * mm
WIDTH = PAGE[0] - 2 * MARGIN
INDENT = 11 * mm
"""Room before running text for the number of its clause."""

INK: Color = HexColor("#111111")
QUIET: Color = HexColor("#555555")
LINE: Color = HexColor("#8C8C8C")
HAIRLINE: Color = HexColor("#C8C8C8")
SHADE: Color = HexColor("#EFEFEF")
FILL: Color = HexColor("#8A8A8A")

_STYLES = {
    # name: (size, leading, space before, space after, bold, colour)
    "body": (10, 15, 0, 6, False, INK),
    "note": (9.5, 14, 0, 6, False, QUIET),
    "detail": (9, 13, 0, 0, False, QUIET),
    "cell": (9, 12.5, 0, 0, False, INK),
    "strong": (9, 12.5, 0, 0, True, INK),
    "head": (8.5, 12, 0, 0, True, QUIET),
    "label": (9, 12.5, 0, 0, False, QUIET),
    "small": (8, 11, 0, 0, False, QUIET),
    "office": (12, 15, 0, 0, True, INK),
    "kind": (10.5, 15, 0, 2, False, QUIET),
    "title": (20, 26, 0, 10, True, INK),
    "part": (12.5, 18, 14, 6, True, INK),
    "name": (10, 15, 9, 4, True, INK),
}


def table_style(*looks: Any) -> TableStyle:
    """Return the style of a table; it names our font, which ReportLab else takes for Helvetica."""
    return TableStyle([("FONTNAME", (0, 0), (-1, -1), fonts.base()), *looks])


@cache
def style(name: str, *, right: bool = False) -> ParagraphStyle:
    """Return a style by name; ``right`` sets its lines to the right."""
    size, leading, before, after, bold, colour = _STYLES[name]
    return ParagraphStyle(
        f"{name}-right" if right else name,
        fontName=fonts.base("Bold" if bold else "Regular"),
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        textColor=colour,
        alignment=TA_RIGHT if right else TA_LEFT,
    )
