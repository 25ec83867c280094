"""Places to sign: lines to write on, two beside each other, and a box for the stamp."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Table

from msp_desktop.reports.document import Signature, Signatures, SignatureWords
from msp_desktop.reports.pdf.styles import LINE, WIDTH, style
from msp_desktop.reports.pdf.tables import table
from msp_desktop.reports.pdf.text import Typesetter

_BETWEEN = 8 * mm
_PLACE = (WIDTH - _BETWEEN) / 2
_LABEL, _GAP, _STAMP = 16 * mm, 3 * mm, 25 * mm
_COLUMNS = [_LABEL, _PLACE - _LABEL - _GAP - _STAMP, _GAP, _STAMP]
_TO_SIGN_ON, _TO_WRITE_ON = 9 * mm, 3 * mm
"""Free height above a line."""


def signature_rows(block: Signatures, typeset: Typesetter) -> list[Flowable]:
    """Return the places to sign, two in a row; a row is never torn apart."""
    places = [_place(person, block.words, typeset) for person in block.people]
    found: list[Flowable] = []
    for first in range(0, len(places), 2):
        cells: list[object] = [places[first], "", *places[first + 1 : first + 2]]
        columns = [_PLACE, _BETWEEN, _PLACE][: len(cells)]
        looks = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_flush()]
        from_right = typeset.from_right
        row = table([cells], columns, looks, from_right=from_right, spaceAfter=7 * mm)
        found.append(KeepTogether([row]))
    return found


def _place(person: Signature, words: SignatureWords, typeset: Typesetter) -> Table:
    lines = [
        (words.signature, "", _TO_SIGN_ON),
        (words.name, person.name, _TO_WRITE_ON),
        (words.title, person.title, _TO_WRITE_ON),
        (words.date, person.date, _TO_WRITE_ON),
        (words.place, person.place, _TO_WRITE_ON),
    ]
    lines = [line for line in lines if line[0]]
    stamp = typeset.paragraph(words.stamp, style("small"))
    cells: list[list[object]] = [
        [typeset.paragraph(person.organisation, style("strong")), "", "", ""]
    ]
    for name, text, _room in lines:
        label = typeset.paragraph(name, style("small"))
        cells.append([label, typeset.paragraph(text, style("cell")), "", stamp])
        stamp = typeset.paragraph("", style("small"))
    looks = [*_LOOKS, *_heights([room for _name, _text, room in lines])]
    return table(cells, _COLUMNS, looks, from_right=typeset.from_right)


def _flush() -> list[Any]:
    return [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def _heights(rooms: list[float]) -> list[Any]:
    return [("TOPPADDING", (0, row), (1, row), room) for row, room in enumerate(rooms, 1)]


_LOOKS: list[Any] = [
    *_flush(),
    ("SPAN", (0, 0), (-1, 0)),
    ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
    ("VALIGN", (0, 1), (1, -1), "BOTTOM"),
    ("BOTTOMPADDING", (0, 1), (1, -1), 1.5),
    ("LINEBELOW", (1, 1), (1, -1), 0.6, LINE),
    ("SPAN", (3, 1), (3, -1)),
    ("BOX", (3, 1), (3, -1), 0.6, LINE, None, (2, 2)),
    ("LEFTPADDING", (3, 1), (3, 1), 4),
    ("TOPPADDING", (3, 1), (3, 1), 2),
    ("VALIGN", (3, 1), (3, -1), "TOP"),
]
