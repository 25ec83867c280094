"""Sizes, spaces and greys of a printed page: calm on paper and clear without colour."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from msp_desktop.reports.pdf import fonts

PAGE = A4
MARGIN = 20 * mm
TOP = 24 * mm
FIRST_TOP = 40 * mm
BOTTOM = 22 * mm
WIDTH = PAGE[0] - 2 * MARGIN

INK: Color = HexColor("#111111")
QUIET: Color = HexColor("#555555")
LINE: Color = HexColor("#999999")
SHADE: Color = HexColor("#EEEEEE")
FILL: Color = HexColor("#777777")


@cache
def style(name: str) -> ParagraphStyle:
    """Return a style by name: body, small, note, cell, head, title, part, name, label."""
    sizes = {
        "body": (10, 15, 0, 6),
        "cell": (8.5, 12, 0, 0),
        "head": (8.5, 12, 0, 0),
        "small": (8, 11, 0, 0),
        "label": (8.5, 12, 0, 0),
        "note": (9, 13, 0, 6),
        "title": (18, 24, 0, 10),
        "part": (12, 17, 14, 5),
        "name": (10, 15, 6, 3),
    }
    size, leading, before, after = sizes[name]
    bold = name in ("head", "title", "part", "name")
    return ParagraphStyle(
        name,
        fontName=fonts.base("Bold" if bold else "Regular"),
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        textColor=QUIET if name in ("note", "small", "label") else INK,
        keepWithNext=name in ("title", "part", "name"),
        allowWidows=0,
        allowOrphans=0,
        shaping=1,
    )
