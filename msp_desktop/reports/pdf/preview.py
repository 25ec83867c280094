"""Pages of a PDF as pictures, for the preview, the printer and the tour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: rows of ``stride`` bytes, three bytes (blue, green, red) for each of its pixels."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_images(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """Draw one page after the other at ``dpi`` dots per inch (300 take 26 MB a page)."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    try:
        for page in opened:
            bitmap = page.render(scale=dpi / 72)
            yield PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        opened.close()
