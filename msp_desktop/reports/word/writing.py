"""A whole document for Word, put together from its pages, blocks and footnotes."""

from __future__ import annotations

from typing import Any

import docx

from msp_desktop.i18n import speaking
from msp_desktop.reports.document import Contents, Document
from msp_desktop.reports.word.blocks import BlockWriter
from msp_desktop.reports.word.numbering import Lists
from msp_desktop.reports.word.package import add_footnotes, describe, packed, settle
from msp_desktop.reports.word.pages import lay_out_pages
from msp_desktop.reports.word.places import Places
from msp_desktop.reports.word.styles import add_styles
from msp_desktop.reports.word.text import TextWriter


def write(document: Document) -> bytes:
    """Write a document for Word (DOCX); the same document gives the same bytes."""
    word = docx.Document()
    blocks = document.blocks
    with speaking(document.language, document.manner):
        writer = TextWriter(document.language, Places(blocks))
        lists = Lists(word, from_right=writer.from_right)
        written = BlockWriter(document, writer, lists, word.part)
        add_styles(word, document.language, has_parts=written.has_parts)
        lay_out_pages(word, document, writer)
        for made in (*_title(document, writer), *written.body()):
            word.element.body.sectPr.addprevious(made)
        footnotes = tuple(writer.footnotes)
        add_footnotes(word, footnotes, writer)
    contents = any(isinstance(block, Contents) for block in blocks)
    settle(word, document, footnotes=bool(footnotes), contents=contents)
    describe(word, document)
    return packed(word, document.day)


def _title(document: Document, writer: TextWriter) -> list[Any]:
    title = writer.paragraph(document.title, "Title")
    if document.kind == document.title:
        return [title]
    return [writer.paragraph(document.kind, "Subtitle"), title]
