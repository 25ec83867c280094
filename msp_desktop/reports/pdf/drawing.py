"""A whole document drawn: its blocks on pages, what stands around them, and what makes it fit to keep."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.platypus import Flowable

from msp_desktop.i18n import speaking
from msp_desktop.reports.document import Block, Document, Heading
from msp_desktop.reports.numbering import Numbers
from msp_desktop.reports.pdf import fonts, styles
from msp_desktop.reports.pdf.archive import Kept, archived
from msp_desktop.reports.pdf.canvas import PageCanvas
from msp_desktop.reports.pdf.draft import Draft
from msp_desktop.reports.pdf.flowables import pieces
from msp_desktop.reports.pdf.furniture import Furniture
from msp_desktop.reports.pdf.pages import Pages
from msp_desktop.reports.pdf.text import Typesetter

_LOOKED_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF and the characters that no font of the program could draw (empty when all is well)."""

    pdf: bytes
    missing: frozenset[str]


def draw(document: Document, packs: Sequence[Path] = ()) -> Drawn:
    """Draw a document as PDF/A-3a with tags (PDF/UA-1); the same document gives the same bytes.

    ``packs`` are folders with more fonts than those of the program. Raises LookupError when the document
    refers to what is not in it.
    """
    with speaking(document.language, document.manner):
        return _drawn(document, Typesetter(document.language, fonts.shelf(tuple(packs))))


def _drawn(document: Document, typeset: Typesetter) -> Drawn:
    blocks = (Heading(1, document.title), *document.blocks)
    draft = Draft(document, typeset, Numbers(blocks))
    file = io.BytesIO()
    canvas = PageCanvas(
        file, document.language, document.day, pagesize=styles.PAGE, pageCompression=1
    )
    pages = Pages(canvas, typeset, Furniture(document, typeset, draft.structure))
    for flowable in _story(document, blocks, draft):
        pages.add(flowable)
    pages.finish()
    canvas.finish()
    canvas.save()
    return Drawn(
        archived(Kept(file.getvalue(), canvas, draft.root), document), frozenset(typeset.missing)
    )


def _story(document: Document, blocks: Sequence[Block], draft: Draft) -> Iterator[Flowable]:
    """Go through the pieces of a document, each block laid out when its turn has come."""
    if document.kind != document.title:
        draft.begin_part()
        yield from draft.paragraphs(document.kind, "kind")
    for place in range(len(blocks)):
        draft.place = place
        yield from pieces(blocks[place : place + _LOOKED_AHEAD], draft)
