"""What a digital signature looks like on the page: a frame with who signed and when."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from math import ceil
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.units import mm

from msp_desktop.reports.pdf import fonts, styles
from msp_desktop.reports.pdf.canvas import PageCanvas
from msp_desktop.reports.pdf.text import Typesetter

_WIDTH = 230
_INSIDE = 3 * mm
_DAY = date(2000, 1, 1)
"""No part of what is shown: the signature itself says when."""


class SignatureBlock(NamedTuple):
    """A PDF of one page that holds nothing but the block, and its size in points."""

    pdf: bytes
    width: int
    height: int


def draw_signature_block(
    lines: Sequence[str], language: str, packs: Sequence[Path] = ()
) -> SignatureBlock:
    """Draw lines of text in a frame: the first as a heading, the second strong."""
    typeset = Typesetter(language, fonts.shelf(tuple(packs)))
    looks = ("small", "strong", *("small" for _line in lines[2:]))
    words = [
        typeset.paragraph(line, styles.style(look)) for line, look in zip(lines, looks, strict=True)
    ]
    height = ceil(2 * _INSIDE + sum(one.wrap(_WIDTH - 2 * _INSIDE, 0)[1] for one in words))
    file = io.BytesIO()
    canvas = PageCanvas(file, language, _DAY, pagesize=(_WIDTH, height))
    with canvas.marked(None):
        canvas.setStrokeColor(styles.LINE)
        canvas.setLineWidth(0.8)
        canvas.rect(0.4, 0.4, _WIDTH - 0.8, height - 0.8)
    top = height - _INSIDE
    for one in words:
        top -= one.height
        one.put(canvas, _INSIDE, top)
    canvas.save()
    return SignatureBlock(file.getvalue(), _WIDTH, height)
