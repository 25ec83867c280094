"""The fonts inside a document are sound: another program reads every glyph, and widths agree."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont

from msp_desktop import locations
from msp_desktop.reports.document import Document, Heading, Paragraph
from msp_desktop.reports.pdf import draw
from tests.reports.test_copying import SHIPPED, SPECIMEN

Plain = Callable[..., Document]


def embedded_fonts(pdf: bytes) -> Iterator[tuple[Any, TTFont]]:
    """Every font of the first page, as the document describes it and as it is."""
    page: Any = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    for font in page["/Resources"]["/Font"].values():
        (descendant,) = font.get_object()["/DescendantFonts"]
        described = descendant.get_object()
        file = described["/FontDescriptor"]["/FontFile2"].get_data()
        yield described, TTFont(io.BytesIO(file), lazy=False)


@pytest.mark.parametrize("language", SHIPPED)
def test_every_glyph_can_be_read_and_is_as_wide_as_the_document_says(
    plain: Plain, language: str
) -> None:
    said = replace(plain(Paragraph(SPECIMEN[language]["text"])), language=language)
    for described, font in embedded_fonts(draw(said).pdf):
        glyphs, maxima = font["glyf"], font["maxp"]
        assert maxima.numGlyphs == len(font.getGlyphOrder())
        for name in font.getGlyphOrder():
            glyph = glyphs[name]
            if glyph.isComposite():
                points, ends, _flags = glyph.getCoordinates(glyphs)
                assert len(points) <= maxima.maxCompositePoints
                assert len(ends) <= maxima.maxCompositeContours
                assert len(glyph.components) <= maxima.maxComponentElements
                before = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
                glyph.recalcBounds(glyphs)
                assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == before
        codes = described["/CIDToGIDMap"].get_data()
        first, widths = described["/W"]
        order, units = font.getGlyphOrder(), font["head"].unitsPerEm
        for code, width in enumerate(widths, first):
            glyph_id = int.from_bytes(codes[2 * code : 2 * code + 2], "big")
            advance, _left = font["hmtx"][order[glyph_id]]
            assert advance * 1000 / units == pytest.approx(width, abs=1)


def test_a_document_holds_only_the_glyphs_that_it_shows(plain: Plain) -> None:
    pdf = draw(replace(plain(Paragraph("工作计划")), language="zh-Hans")).pdf
    assert len(pdf) < 20_000


def test_scripts_without_a_bold_font_are_drawn_bolder(plain: Plain) -> None:
    pdf = draw(replace(plain(Heading(2, "工作计划")), language="zh-Hans")).pdf
    contents: Any = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert b" w 2 Tr" in contents.get_data()


def test_a_character_for_private_use_is_drawn_and_says_nothing(
    plain: Plain, tmp_path: Path
) -> None:
    font = TTFont(locations.resources() / "fonts" / "NotoSans-Regular.ttf")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xE000] = table.cmap[ord("A")]
    font.save(tmp_path / "Office-Regular.ttf")
    drawn = draw(plain(Paragraph("a \ue000 b")), [tmp_path])
    assert not drawn.missing
    text = pypdf.PdfReader(io.BytesIO(drawn.pdf)).pages[0].extract_text()
    assert "a \ufffd b" in text
    assert "Office-Regular" in str([font for font, _file in embedded_fonts(drawn.pdf)])
