"""Text copied from a document, searched in it or read aloud is what was typed, in every script."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from msp_desktop import locations
from msp_desktop.reports.document import Document, Paragraph, Table
from msp_desktop.reports.pdf import draw
from tests.reports.test_pdf import squeezed

SPECIMEN = tomllib.loads((locations.resources() / "specimen.toml").read_text("utf-8"))
NOT_SHIPPED = {"mn-Mong", "dz", "dv"}
SHIPPED = [language for language in SPECIMEN if language not in NOT_SHIPPED]
Plain = Callable[..., Document]


def by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def by_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("read", [by_pdfium, by_pypdf])
@pytest.mark.parametrize("language", SHIPPED)
def test_two_programs_copy_what_was_typed(
    plain: Plain, language: str, read: Callable[[bytes], str]
) -> None:
    typed = SPECIMEN[language]["text"]
    drawn = draw(replace(plain(Paragraph(typed)), language=language))
    assert drawn.missing == frozenset()
    assert squeezed(typed) in squeezed(read(drawn.pdf))


@pytest.mark.parametrize("read", [by_pdfium, by_pypdf])
@pytest.mark.parametrize("language", ["en", "vi", "ne", "km", "ar", "ur", "ko"])
def test_spaces_are_copied_too(plain: Plain, language: str, read: Callable[[bytes], str]) -> None:
    first, _stop, _rest = SPECIMEN[language]["text"].partition(" ")
    second = SPECIMEN[language]["text"].split(" ")[1]
    drawn = draw(replace(plain(Paragraph(SPECIMEN[language]["text"])), language=language))
    assert f"{first} {second}" in read(drawn.pdf)


@pytest.mark.parametrize("language", ["ar", "ur", "fa", "ps"])
def test_mixed_lines_in_tables_keep_their_figures_and_latin_words(
    plain: Plain, language: str
) -> None:
    word = SPECIMEN[language]["words"][0]
    rows = ((f"{word} UNDP (SDG 6.1)", "12,500"),)
    said = replace(plain(Table((word, "2026"), rows, (3, 1))), language=language)
    text = squeezed(by_pypdf(draw(said).pdf))
    assert "UNDP" in text
    assert "SDG6.1" in text
    assert "12,500" in text
    assert squeezed(word) in text
