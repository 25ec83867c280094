"""The PDFs that are made of documents, read back with another program than the one that made them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.document import (
    Clause,
    Document,
    Facts,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Points,
    Table,
)
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.minutes import minutes
from msp_desktop.reports.layouts.review import review
from msp_desktop.reports.pdf import draw, page_images

if TYPE_CHECKING:
    from msp_desktop.domain.records import Records
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting

Plain = Callable[..., Document]


def page_texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    return [" ".join(text.split()) for text in texts]


def text_of(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def squeezed(text: str) -> str:
    """Return a text without spaces: long words may stand on two lines."""
    return "".join(text.split())


def ink(pdf: bytes) -> float:
    """Return how dark the first page is on the whole, from 0 to 1."""
    page = next(page_images(pdf, 72))
    picture = Image.frombuffer(
        "RGB", (page.width, page.height), page.pixels, "raw", "BGR", page.stride, 1
    )
    values = picture.convert("L").tobytes()
    return 1 - sum(values) / len(values) / 255


def three_documents(records: Records, issue: Issue) -> list[Document]:
    meeting, chosen = records.rows("meeting")[-2], records.rows("review")[0]
    return [
        agreement(records, issue),
        minutes(records, meeting, issue),
        review(records, chosen, issue),
    ]


# Pages


def test_every_page_says_what_it_belongs_to(water: Drafting, issue: Issue) -> None:
    said = agreement(water.records(), issue)
    texts = page_texts(draw(said).pdf)
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "J/7-A" in text
        assert "· Check code" in text.replace("\u00a0", " ")
        assert "23 November 2026" in text
        assert "Draft, to be checked by your legal office" in text
        assert said.fingerprint in text
    assert "Jumla District Office" in texts[0]
    assert "Wells run dry" in " ".join(texts)


def test_a_long_name_leaves_the_check_code_its_place_at_the_foot(plain: Plain) -> None:
    said = replace(plain(Paragraph("text")), subject="Water for all " * 30)
    (text,) = page_texts(draw(said).pdf)
    assert said.fingerprint in text


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_longest_names_stay_on_the_paper(plain: Plain, language: str) -> None:
    long = "Coordination Committee " * 9
    said = plain(Paragraph("text"), PageBreak(), head=Letterhead(long, long))
    said = replace(said, language=language, number="NUMBER-" * 12, title=long)
    with pypdfium2.PdfDocument(draw(said).pdf) as opened:
        for page in opened:
            words = page.get_textpage()
            tops = [words.get_charbox(place)[3] for place in range(words.count_chars())]
            assert max(tops) < page.get_height()


def test_the_file_knows_title_office_subject_language_day_and_outline(
    water: Drafting, issue: Issue
) -> None:
    pdf = draw(agreement(water.records(), issue)).pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        told = opened.get_metadata_dict()
        outline = [item.get_title() for item in opened.get_toc()]
    assert told["Title"] == "Water for all"
    assert told["Author"] == "Jumla District Office"
    assert told["Subject"] == "Partnering agreement: Clean water for Jumla"
    assert told["CreationDate"].startswith("D:20261123")
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert read.Root.Lang == "en"
    assert outline[:3] == ["Water for all", "1 Title, place and languages", "2 Parties"]


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_only_embedded_fonts_are_used(water: Drafting, issue: Issue, kept: int) -> None:
    pdf = draw(three_documents(water.records(), issue)[kept]).pdf
    embedded = set()
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                embedded.add(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)))
    assert embedded == {1}
    assert b"Helvetica" not in pdf


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_the_same_records_give_the_same_bytes_whatever_was_drawn_before(
    water: Drafting, issue: Issue, plain: Plain, kept: int
) -> None:
    said = three_documents(water.records(), issue)[kept]
    first = draw(said).pdf
    draw(plain(Paragraph("នេះជាភាពជាដៃគូ नेपालको खानेपानी AVATAR")))
    assert draw(said).pdf == first


def test_an_emblem_stands_in_the_letterhead_of_the_first_page(plain: Plain) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (40, 40), (20, 20, 20, 128)).save(file, "PNG")
    said = plain(Paragraph("word " * 2_000), head=Letterhead("Office", "Place", file.getvalue()))
    with pypdfium2.PdfDocument(draw(said).pdf) as opened:
        pictures = [len(list(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))) for page in opened]
    assert pictures == [1, *([0] * (len(pictures) - 1))]
    assert len(pictures) > 1


def test_the_head_of_a_table_stands_on_every_page_it_fills(plain: Plain) -> None:
    rows = tuple((f"row {number}", "answer") for number in range(120))
    texts = page_texts(draw(plain(Table(("First column", "Second"), rows, (1, 1)))).pdf)
    assert len(texts) > 2
    assert all("First column" in text for text in texts)
    assert sum(text.count("answer") for text in texts) == 120


def test_no_word_in_the_head_of_a_table_is_cut_while_other_columns_have_room(plain: Plain) -> None:
    names = ("Name", "Initials of everybody", "Partner")
    (text,) = page_texts(draw(plain(Table(names, (("Sita Rai", "sr", "DHO"),), (30, 1, 40)))).pdf)
    assert {"Name", "Initials", "of", "everybody", "Partner"} <= set(text.split())


def test_names_too_wide_for_the_page_share_it_by_the_weights(plain: Plain) -> None:
    names = tuple(letter * 40 for letter in "abcd")
    (text,) = page_texts(draw(plain(Table(names, (("1", "2", "3", "4"),), (1, 1, 1, 1)))).pdf)
    assert sum(len(part) for part in text.split() if set(part) == {"d"}) == 40


def test_no_row_of_a_table_stands_alone_on_the_next_page(plain: Plain) -> None:
    rows = (("row\nof three\nlines",),) * 12
    for lines in range(20):
        said = plain(*[Clause("1", "line")] * lines, Table(("Head",), rows, (1,)))
        texts = [text for text in page_texts(draw(said).pdf) if "row" in text]
        assert all(text.count("row") >= 2 for text in texts), lines
        assert all(text.count("Head") == 1 for text in texts), "no head in the middle of a page"


def test_a_table_without_rows_shows_its_head(plain: Plain) -> None:
    (text,) = page_texts(draw(plain(Table(("First column", "Second"), (), (1, 1)))).pdf)
    assert "First column" in text


def test_a_heading_is_never_left_alone_at_the_foot_of_a_page(plain: Plain) -> None:
    table = Table(("Head",), (("cell",),) * 3, (1,))
    for lines in range(30, 60):
        said = plain(*[Clause("1", "line")] * lines, Heading(2, "Alone"), Paragraph("Intro"), table)
        (page,) = (text for text in page_texts(draw(said).pdf) if "Alone" in text)
        assert "Intro" in page
        assert "cell" in page


def test_a_heading_with_a_fact_stays_with_the_next_heading(plain: Plain) -> None:
    told = (Heading(2, "Alone"), Facts((("State", "Done"),)), Heading(3, "Below"), Paragraph("It."))
    for lines in range(30, 60):
        texts = page_texts(draw(plain(*[Clause("1", "line")] * lines, *told)).pdf)
        (page,) = (text for text in texts if "Alone" in text)
        assert "It." in page


def test_a_heading_stays_with_a_finding_and_its_details(plain: Plain) -> None:
    finding = Clause("F1", "Found", (("Objective", "Wells"), ("What shows this", "Books")))
    for lines in range(30, 60):
        said = plain(*[Clause("1", "line")] * lines, Heading(3, "Alone"), finding)
        (page,) = (text for text in page_texts(draw(said).pdf) if "Alone" in text)
        assert "Found" in page


def test_an_empty_partnership_still_makes_a_pdf(drafting: Drafting, issue: Issue) -> None:
    text = text_of(draw(agreement(drafting.records(), issue)).pdf)
    assert text.count("Not yet agreed") == 29


# What people type


@pytest.mark.parametrize(
    "typed",
    [
        '<img src="/etc/hostname">',
        "<b>unbalanced & so on",
        "a < b > c",
        "</para><para>",
        "{name} {page} %s \\n",
        "&amp; &#65;",
        '<a href="javascript:alert(1)">here</a>',
        "[[[x for x in 'orange'] and 'red']]",
    ],
)
def test_markup_prints_as_typed(plain: Plain, typed: str) -> None:
    blocks = (
        Heading(2, typed, "1"),
        Paragraph(typed),
        Clause("1.1", typed),
        Facts(((typed, typed),)),
        Points((typed,)),
        Table((typed,), ((typed,),), (1,)),
        ProgressChart((Bar(typed, Decimal(0), Decimal(1), Decimal(2)),), ("a", "b", "c"), ""),
    )
    said = replace(plain(*blocks), title=typed, letterhead=Letterhead(typed, typed))
    assert squeezed(text_of(draw(said).pdf)).count(squeezed(typed)) == 12


def test_very_long_text_is_printed_to_the_end(plain: Plain) -> None:
    blocks = (
        Paragraph("word " * 80_000 + "the end"),
        Paragraph("x" * 400_000 + " last"),
        Table(("A", "B"), (("cell " * 5_000 + "over", "short"),), (1, 1)),
    )
    text = text_of(draw(plain(*blocks)).pdf)
    assert "the end" in text
    assert "last" in text
    assert "over" in text
    assert text.count("x") >= 400_000


@pytest.mark.slow
def test_answers_of_any_length_are_printed(crowded: Records, issue: Issue) -> None:
    for said in three_documents(crowded, issue):
        drawn = draw(said)
        assert drawn.missing == frozenset()
        assert len(page_texts(drawn.pdf)) > 10


def test_many_indicators_make_a_chart_of_several_pages(plain: Plain) -> None:
    bars = tuple(
        Bar(f"Indicator {number}", Decimal(10), Decimal(number), Decimal(20))
        for number in range(50)
    )
    texts = page_texts(draw(plain(ProgressChart(bars, ("From", "Now", "To"), ""))).pdf)
    assert len(texts) > 2
    assert "Indicator 49" in texts[-1]
    assert "Now 49" in texts[-1]


# Preview


def test_pages_are_drawn_as_pictures_one_by_one(plain: Plain) -> None:
    pdf = draw(plain(Paragraph("word " * 2_000))).pdf
    images = list(page_images(pdf, 36))
    assert len(images) == len(page_texts(pdf))
    for image in images:
        assert (image.width, image.height) == (298, 421)
        assert len(image.pixels) == image.stride * image.height
        assert image.stride >= image.width * 3


def test_a_chart_shows_more_ink_the_further_it_has_come(plain: Plain) -> None:
    def dark(latest: int) -> float:
        bar = Bar("Wells", Decimal(0), Decimal(latest), Decimal(10))
        return ink(draw(plain(ProgressChart((bar,), ("From", "Now", "To"), ""))).pdf)

    assert dark(1) < dark(5) < dark(9)


def test_the_day_of_the_document_is_the_day_of_the_file(plain: Plain) -> None:
    said = replace(plain(Paragraph("text")), day=date(2031, 2, 3))
    with pypdfium2.PdfDocument(draw(said).pdf) as opened:
        assert opened.get_metadata_dict()["CreationDate"].startswith("D:20310203")


def test_a_letter_without_a_font_is_told_of_each_time_a_text_is_drawn(plain: Plain) -> None:
    said = plain(Paragraph("one \N{EGYPTIAN HIEROGLYPH A001} two"))
    again = [draw(said), draw(plain(Paragraph("another"))), draw(said)]
    assert [drawn.missing for drawn in again] == [
        {"\N{EGYPTIAN HIEROGLYPH A001}"},
        frozenset(),
        {"\N{EGYPTIAN HIEROGLYPH A001}"},
    ]
    assert again[0].pdf == again[2].pdf


def test_spaces_do_not_change_the_font_between_words(plain: Plain) -> None:
    words = "កម្មវិធី នេះ ជួយ ការិយាល័យ ស្រុក " * 20
    with pikepdf.open(io.BytesIO(draw(plain(Paragraph(words.strip()))).pdf)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    shown = content[: content.index(b"Footer")].split(b"BDC")[-2:]
    assert max(part.count(b" Tf ") for part in shown) < 5
