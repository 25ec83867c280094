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


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in points."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return [opened.get_page_size(place) for place in range(len(opened))]


def page_image(pdf: bytes, number: int, dpi: float) -> PageImage:
    """Draw the page of a number at ``dpi`` dots per inch (300 take 26 MB a page)."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        opened.init_forms()  # else digital signatures would not be shown
        bitmap = opened[number - 1].render(scale=dpi / 72)
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def page_images(pdf: bytes, dpi: float) -> Iterator[PageImage]:
    """Draw one page after the other."""
    for number in range(1, len(page_sizes(pdf)) + 1):
        yield page_image(pdf, number, dpi)
