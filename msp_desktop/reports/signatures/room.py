"""Where on a page a signature can stand: below all that is there already, found by looking at the page."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

import pypdfium2

from msp_desktop.reports.signatures.verify import NoPdf

_SCALE = 0.5
"""Pixels for each point of the page that is looked at."""
_PAPER = 225
"""Grey values from here on are empty paper, or a watermark behind the text."""
_MARGIN, _HEAD, _FOOT = 62, 54, 68
"""What stays free at the sides, at the top and at the bottom, in points: as on our own pages."""
_GAP = 10


class Place(NamedTuple):
    """A rectangle on the last page: left, bottom, right, top, in points from the lower left corner."""

    left: int
    bottom: int
    right: int
    top: int


class _Page(NamedTuple):
    """A page as it looks: its size and corner in points, and its grey pixels, ``stride`` a row."""

    across: float
    up: float
    corner: tuple[int, int]
    is_turned: bool
    rows: bytes
    stride: int


def free_place(pdf: bytes, width: int, height: int, *, from_right: bool = False) -> Place | None:
    """Return the highest free place below everything in its column on the last page, or None.

    There are as many columns as have room side by side; the first is that where reading starts.
    Raises `NoPdf`.
    """
    try:
        page = _last_page(pdf)
    except pypdfium2.PdfiumError as error:
        raise NoPdf from error
    if page.is_turned:
        return None
    left, bottom = page.corner
    free = [
        (int(page.up - _lowest_ink(page, start, start + width) - _GAP), start)
        for start in _columns(int(page.across), width, from_right=from_right)
    ]
    top, start = max(free, key=itemgetter(0), default=(0, 0))
    if top - height < _FOOT:
        return None
    return Place(left + start, bottom + top - height, left + start + width, bottom + top)


def _columns(across: int, width: int, *, from_right: bool) -> list[int]:
    count = int((across - 2 * _MARGIN + _GAP) // (width + _GAP))
    starts = [_MARGIN + place * (width + _GAP) for place in range(count)]
    return [across - start - width for start in starts] if from_right else starts


def _last_page(pdf: bytes) -> _Page:
    with pypdfium2.PdfDocument(pdf) as opened:
        opened.init_forms()  # else signatures that are there already would not be seen
        page = opened[len(opened) - 1]
        across, up = page.get_size()
        left, bottom, _right, _top = page.get_mediabox()
        picture = page.render(scale=_SCALE, grayscale=True)
        return _Page(
            across,
            up,
            corner=(int(left), int(bottom)),
            is_turned=bool(page.get_rotation()),
            rows=bytes(picture.buffer),
            stride=picture.stride,
        )


def _lowest_ink(page: _Page, left: int, right: int) -> float:
    """Return how far below the top edge the last thing in a column ends, the foot of the page left out."""
    last = round((page.up - _FOOT) * _SCALE) - 1
    first = round(_HEAD * _SCALE)
    for row in range(last, first, -1):
        start = row * page.stride
        pixels = page.rows[start + round(left * _SCALE) : start + round(right * _SCALE)]
        if min(pixels, default=_PAPER) < _PAPER:
            return (row + 1) / _SCALE
    return _HEAD
