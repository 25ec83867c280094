"""Pictures: turned upright, laid on white, no finer than paper shows, and without what else a file tells."""

from __future__ import annotations

import io
import logging

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader

from msp_desktop.reports.pdf.canvas import PageCanvas, Piece
from msp_desktop.reports.pdf.styles import BODY
from msp_desktop.reports.pdf.tagging import Element

_DOTS = 300 / 72
"""Dots of a picture at most on each point of the page."""
_TALLEST = 0.8
"""The part of the height of a page that a picture takes at most."""
_LEAST_SHARE = 0.05
_QUALITY = 88
_LOG = logging.getLogger("msp_desktop")


def opened(content: bytes) -> Image.Image | None:
    """Return a picture as it is to be looked at; None, and a line in the log, for one that is damaged."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            return _on_white(ImageOps.exif_transpose(picture))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        _LOG.warning("a picture cannot be read: %s", problem)
        return None


def draw_picture(
    canvas: PageCanvas, picture: Image.Image, edges: tuple[float, float, float, float]
) -> None:
    """Draw a picture; ``edges`` are left, bottom, width and height."""
    _left, _bottom, width, height = edges
    fine = picture.copy()
    fine.thumbnail((max(1, round(width * _DOTS)), max(1, round(height * _DOTS))))
    file = io.BytesIO()
    if picture.info.get("is_photo"):
        fine.save(file, "JPEG", quality=_QUALITY)
    else:
        fine.save(file, "PNG")
    canvas.drawImage(ImageReader(file), *edges)


class Shown(Piece):
    """A picture on a page; it takes a ``share`` of the width and is never broken."""

    def __init__(
        self, picture: Image.Image, element: Element, share: float, *, from_right: bool
    ) -> None:
        super().__init__()
        self._picture = picture
        self._element = element
        self._share = min(max(share, _LEAST_SHARE), 1)
        self._from_right = from_right

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        wide, high = self._picture.size
        scale = min(width * self._share / wide, BODY * _TALLEST / high)
        self._size = (wide * scale, high * scale)
        self.width, self.height = width, high * scale
        return (width, self.height)

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        width, height = self._size
        at = left + self.width - width if self._from_right else left
        frame = (
            *canvas.absolutePosition(at, bottom),
            *canvas.absolutePosition(at + width, bottom + height),
        )
        self._element.frame = frame
        with canvas.marked(self._element):
            draw_picture(canvas, self._picture, (at, bottom, width, height))


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in red, green and blue alone: what shows through is white, as on paper."""
    flat = Image.new("RGB", picture.size, "white")
    seen = picture.convert("RGBA")
    flat.paste(seen, mask=seen.getchannel("A"))
    flat.info["is_photo"] = picture.format == "JPEG"
    return flat
