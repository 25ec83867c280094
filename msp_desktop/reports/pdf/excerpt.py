"""Some of the pages of a PDF as a PDF of their own, its text still text."""

from __future__ import annotations

import io
from collections.abc import Collection

_OF_THE_WHOLE = (
    "/AcroForm",
    "/AF",
    "/MarkInfo",
    "/Metadata",
    "/Names",
    "/Outlines",
    "/PageLabels",
    "/StructTreeRoot",
)
"""What speaks of pages that are not there any more, or holds what they say: nobody asked for that."""


def with_pages(pdf: bytes, numbers: Collection[int]) -> bytes:
    """Return a PDF with the pages of these numbers; where that is all of them, the same bytes.

    Digital signatures are of the whole document: in a part of it they are only seen.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        left_out = [place for place in range(len(opened.pages)) if place + 1 not in numbers]
        if not left_out:
            return pdf
        opened.flatten_annotations("all")
        for place in reversed(left_out):
            del opened.pages[place]
        for part in _OF_THE_WHOLE:
            if part in opened.Root:
                del opened.Root[part]
        written = io.BytesIO()
        opened.save(written)
        return written.getvalue()
