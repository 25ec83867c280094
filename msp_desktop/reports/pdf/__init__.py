"""Drawing a document as PDF: the only package that knows ReportLab, and it is imported only when needed."""

from __future__ import annotations

from msp_desktop.reports.pdf.drawing import Drawn, draw
from msp_desktop.reports.pdf.excerpt import with_pages
from msp_desktop.reports.pdf.packs import fonts_for
from msp_desktop.reports.pdf.preview import PageImage, page_image, page_images, page_sizes
from msp_desktop.reports.pdf.signature_block import SignatureBlock, draw_signature_block

__all__ = [
    "Drawn",
    "PageImage",
    "SignatureBlock",
    "draw",
    "draw_signature_block",
    "fonts_for",
    "page_image",
    "page_images",
    "page_sizes",
    "with_pages",
]
