"""Footnotes, references, contents, emphasis, pictures and what is filled in by hand, as they are drawn."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdfium2 import raw
from reportlab.lib.units import mm

from msp_desktop.reports.document import (
    Captions,
    Clause,
    Contents,
    Document,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Points,
    Reference,
    Strong,
    Table,
    WritingLines,
)
from msp_desktop.reports.numbering import Numbers
from msp_desktop.reports.pdf import draw, page_images
from msp_desktop.reports.pdf.draft import Draft
from msp_desktop.reports.pdf.rules import text_rules
from msp_desktop.reports.pdf.spans import Span, joined
from msp_desktop.reports.pdf.styles import MARGIN, PAGE, WIDTH, style
from msp_desktop.reports.pdf.text import Typesetter
from msp_desktop.reports.printable import printable
from tests.reports.every_block import picture
from tests.reports.sound import flaws
from tests.reports.test_copying import SPECIMEN
from tests.reports.test_pdf import ink, page_texts, squeezed

Plain = Callable[..., Document]


# Footnotes


def test_a_footnote_stands_on_the_page_of_its_number(plain: Plain) -> None:
    """Wherever the number comes to stand: in the middle of a paragraph, or where it is broken."""
    for lines in range(20, 46):
        before = [Clause("", "line")] * lines
        words = ("many words " * 90, "noted", Footnote("The remark."), " more words" * 90)
        texts = page_texts(draw(plain(*before, Paragraph(words))).pdf)
        (page,) = (text for text in texts if "The remark." in text)
        assert "noted" in page, lines


def test_footnotes_are_numbered_through_and_keep_clear_of_the_text(plain: Plain) -> None:
    words = [(f"word{number} " * 30, Footnote(f"remark{number} " * 20)) for number in range(60)]
    pdf = draw(plain(*map(Paragraph, words))).pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            said = page.get_textpage()
            text = said.get_text_range()
            numbers = [int(found) for found in re.findall(r"word(\d+)", text)]
            notes = {int(found) for found in re.findall(r"remark(\d+)", text)}
            assert notes, "each page has its own"
            assert set(numbers) >= notes
            lowest = min(said.get_charbox(place.start())[1] for place in re.finditer("word", text))
            highest = max(
                said.get_charbox(place.start())[3] for place in re.finditer("remark", text)
            )
            assert highest < lowest


def test_a_footnote_longer_than_a_page_is_printed_to_the_end(plain: Plain) -> None:
    long = " ".join(f"n{number}" for number in range(6_000))
    texts = page_texts(draw(plain(Paragraph(("word", Footnote(long))))).pdf)
    said = " ".join(texts)
    assert len(texts) > 3
    assert all(f"n{number}" in said for number in (0, 1_000, 3_000, 5_999))


# References and contents


def test_references_show_numbers_and_lead_to_their_place(plain: Plain) -> None:
    said = plain(
        Paragraph(
            (
                "See ",
                Reference("clause"),
                ", ",
                Reference("table"),
                " and ",
                Reference("annex"),
                ".",
            )
        ),
        Clause("3.2", "text", key="clause"),
        Table(("a",), (("b",),), (1,), caption="first"),
        Table(("a",), (("b",),), (1,), caption="second", key="table"),
        PageBreak(),
        Heading(1, "Rules", "Annex A", key="annex"),
    )
    pdf = draw(replace(said, captions=Captions(table="Table {number}"))).pdf
    first, _second = page_texts(pdf)
    assert "See 3.2, 2 and Annex A." in first
    assert "Table 2 second" in first
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = [page.obj.objgen for page in opened.pages]
        links = list(opened.pages[0].Annots)
        assert [pages.index(link.Dest[0].objgen) for link in links] == [0, 0, 1]
        assert [str(link.Contents) for link in links] == ["3.2", "2", "Annex A"]


@pytest.mark.parametrize(("rows", "pages"), [(2, 2), (30, 2), (55, 3)])
def test_a_light_break_is_left_out_below_a_little_rest(plain: Plain, rows: int, pages: int) -> None:
    table = Table(("Name",), tuple((f"Row {row}",) for row in range(rows)), (1,))
    said = plain(table, PageBreak(is_light=True), Heading(2, "Next"))
    texts = page_texts(draw(said).pdf)
    assert len(texts) == pages
    assert "Next" in texts[-1]
    assert ("Row" in texts[-1]) == (rows == 30)


def test_a_reference_to_nothing_is_refused(plain: Plain) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        draw(plain(Paragraph((Reference("nowhere"),))))
    with pytest.raises(ValueError, match="twice"):
        draw(plain(Clause("1", "a", key="twice"), Clause("2", "b", key="twice")))


def test_contents_say_on_which_page_each_heading_stands(plain: Plain) -> None:
    headings = [
        block
        for number in range(120)
        for block in (Heading(2, f"Heading{number}", str(number + 1)), Paragraph("word " * 200))
    ]
    pdf = draw(plain(Contents("What it holds"), *headings)).pdf
    texts = page_texts(pdf)
    listed = dict(re.findall(r"(Heading\d+) (\d+)\b", " ".join(texts[:5])))
    assert len(listed) == 120
    for name, page in listed.items():
        assert re.search(rf"\b{name}\b", texts[int(page) - 1]), name
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert sum(len(page.obj.get("/Annots", [])) for page in opened.pages) == 120


# Emphasis


def stretches(plain: Plain, *words: str | Strong | Footnote) -> list[tuple[str, str]]:
    """Return the stretches of running text with their weight."""
    found = Draft(plain(), Typesetter("en"), Numbers(())).rich(words)
    starts = [0, *(span.end for span in found.spans)]
    return [
        (found.text[start : span.end], span.weight)
        for start, span in zip(starts, found.spans, strict=False)
    ]


def test_contents_leave_out_a_heading_that_shows_nothing(plain: Plain) -> None:
    blocks = (Contents("Contents"), Heading(2, " \u200b"), Heading(2, "Water"))
    assert [entry.text for entry in Numbers((Heading(1, "Title"), *blocks)).entries] == ["Water"]
    assert flaws(draw(plain(*blocks)).pdf) == []


def test_emphasis_never_cuts_a_letter_with_its_signs_or_joined_letters(plain: Plain) -> None:
    assert stretches(plain, "a ", Strong("b"), " c") == [("a ", ""), ("b", "Bold"), (" c", "")]
    assert stretches(plain, "e", Strong("\u0301a")) == [("e\u0301a", "Bold")]
    assert stretches(plain, "ក", Strong("្ខ"), "a") == [("ក្ខ", "Bold"), ("a", "")]
    assert stretches(plain, "شراكت", Strong("دار"), " ہے") == [("شراكتدار", "Bold"), (" ہے", "")]
    assert stretches(plain, "دو ", Strong("کتا"), "ب") == [("دو ", ""), ("کتاب", "Bold")]


PIECES = st.one_of(
    st.text(alphabet="ab -\n\u200bក្នុ🙂شركـا\u0301\u202e<&", max_size=12),
    st.text(alphabet="ab -\n\u200bក្នុ🙂شركـا\u0301\u202e<&", max_size=12).map(Strong),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=8), st.sampled_from(["en", "km", "ur"]), st.floats(20, 300))
def test_text_in_pieces_is_the_whole_text_on_lines_that_fit(
    pieces: list[str | Strong], language: str, width: float
) -> None:
    typeset = Typesetter(language)
    found = joined([_spanned(piece) for piece in pieces], text_rules())
    assert found.text == "".join(printable(_spanned(piece)[0]) for piece in pieces)
    assert [span.end for span in found.spans] == sorted({span.end for span in found.spans})
    assert found.spans[-1].end == len(found.text)
    paragraph = typeset.paragraph(found, style("body"))
    paragraph.wrap(width, 0)
    assert paragraph.lines[-1].end == len(found.text)
    assert "".join(line.text for line in found.lines()) == found.text.replace("\n", "")


def _spanned(piece: str | Strong) -> tuple[str, Span]:
    return (piece, Span(0)) if isinstance(piece, str) else (piece.text, Span(0, weight="Bold"))


def test_emphasised_words_are_darker(plain: Plain) -> None:
    words = "some words of weight"
    assert ink(draw(plain(Paragraph((Strong(words),)))).pdf) > ink(
        draw(plain(Paragraph(words))).pdf
    )


@pytest.mark.parametrize("language", ["en", "km", "ur"])
def test_text_in_pieces_is_copied_as_it_was_typed(plain: Plain, language: str) -> None:
    first, second, third = SPECIMEN[language]["words"]
    said = plain(Paragraph((f"{first} ", Strong(second), f" {third}")))
    (text,) = page_texts(draw(replace(said, language=language)).pdf)
    assert all(squeezed(word) in squeezed(text) for word in (first, second, third))


# Pictures


def test_pictures_show_with_their_caption(plain: Plain) -> None:
    said = plain(
        Picture(picture(), "A disc", "The well", 0.5), Picture(picture("JPEG"), "A", "", 0.5)
    )
    pdf = draw(replace(said, captions=Captions(figure="Figure {number}"))).pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        assert len(list(opened[0].get_objects([raw.FPDF_PAGEOBJ_IMAGE]))) == 2
    assert "Figure 1 The well" in " ".join(page_texts(pdf))


def test_a_damaged_picture_leaves_its_description(plain: Plain) -> None:
    pdf = draw(plain(Picture(b"\x89PNG\r\n\x1a\n broken", "The well in May", "A well"))).pdf
    assert "The well in May" in " ".join(page_texts(pdf))
    assert flaws(pdf) == []


def test_a_photograph_tells_no_more_than_it_shows_and_stands_upright(plain: Plain) -> None:
    taken = Image.new("RGB", (60, 30), (90, 90, 90))
    exif = taken.getexif()
    exif[0x0112], exif[0x010E] = 6, "taken at 27.5 N"
    file = io.BytesIO()
    taken.save(file, "JPEG", exif=exif)
    with pikepdf.open(io.BytesIO(draw(plain(Picture(file.getvalue(), "a"))).pdf)) as opened:
        (shown,) = opened.pages[0].get_images().values()
        assert (int(shown.Width), int(shown.Height)) == (30, 60)
        assert b"27.5 N" not in shown.read_raw_bytes()


def test_a_large_photograph_is_no_finer_than_paper_shows(plain: Plain) -> None:
    content = picture("JPEG", (4_000, 3_000))
    with pikepdf.open(io.BytesIO(draw(plain(Picture(content, "a", share=0.5))).pdf)) as opened:
        (shown,) = opened.pages[0].get_images().values()
        assert 900 < int(shown.Width) < 1_000


# To fill in by hand


def test_lines_and_rows_to_fill_in_have_room_for_a_hand(plain: Plain) -> None:
    lines = plain(*[WritingLines("What?", 6)] * 8)
    assert len(page_texts(draw(lines).pdf)) > 2
    row = ("1", "")
    rows = plain(Table(("No.", "Name"), (row,) * 40, (1, 5), to_fill=True))
    assert len(page_texts(draw(rows).pdf)) > 1


def test_boxes_to_tick_are_drawn(plain: Plain) -> None:
    points = ("one", "two", "three")
    assert ink(draw(plain(Points(points, boxes=True))).pdf) > ink(draw(plain(Points(points))).pdf)


def test_a_watermark_lies_behind_the_text_and_is_pale(plain: Plain) -> None:
    said = plain(Paragraph("word " * 900))
    marked = replace(said, watermark="DRAFT")
    texts = page_texts(draw(marked).pdf)
    assert all("DRAFT" in text for text in texts)
    assert all(text.count("word") for text in texts)
    assert 0 < ink(draw(marked).pdf) - ink(draw(said).pdf) < 0.02


def test_number_and_code_can_be_read_by_a_telephone(plain: Plain) -> None:
    said = plain(Paragraph("word " * 900))
    pdf = draw(said).pdf
    square = segno.make(f"{said.number} {said.fingerprint}", error="m", micro=False).matrix
    for image in page_images(pdf, 300):
        page = Image.frombuffer(
            "RGB", (image.width, image.height), image.pixels, "raw", "BGR", image.stride, 1
        ).convert("L")
        assert modules(page, len(square)) == [list(row) for row in square]


def modules(page: Image.Image, count: int) -> list[list[int]]:
    """Return the squares of the code at the foot of a page, 1 for what is black."""
    scale, edge = page.width / PAGE[0], 12 * mm / count
    left, top = MARGIN + WIDTH - 12 * mm, PAGE[1] - 16 * mm
    middles = [(place + 0.5) * edge for place in range(count)]
    pixels = page.load()
    assert pixels is not None
    return [
        [int(pixels[int((left + x) * scale), int((top + y) * scale)] == 17) for x in middles]
        for y in middles
    ]
