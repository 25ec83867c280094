"""Words as glyphs: every script of the region has its letters, in the right places."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.reports.document import Document, Paragraph
from msp_desktop.reports.pdf import draw, fonts
from msp_desktop.reports.pdf.rules import text_rules
from msp_desktop.reports.pdf.shaping import Word, shape
from msp_desktop.reports.pdf.styles import style
from msp_desktop.reports.pdf.text import Typesetter

SAMPLES = {
    "km": "ភាពជាដៃគូក្នុងសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ",
    "ne": "नेपालको खानेपानी व्यक्तिहरू",
    "hi": "सभी मनुष्यों को",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে",
    "ta": "மனிதப் பிறவியினர்",
    "te": "ప్రతిపత్తిస్వత్వముల",
    "si": "සියලු මනුෂ්‍යයෝ",
    "th": "มนุษย์ทั้งหลาย",
    "lo": "ມະນຸດທຸກຄົນ",
    "my": "လူတိုင်းသည် တူညီ",
    "ka": "ყველა ადამიანი",
    "hy": "Բոլոր մարդիկ",
    "vi": "Tất cả mọi người",
    "mn": "Хүн бүр төрж",
    "ar": "مشاركة",
}


def shaped(word: str, language: str) -> Word:
    return shape(word, fonts.shelf().faces("Regular", language), language)


@pytest.mark.parametrize(("language", "words"), SAMPLES.items())
def test_every_script_has_its_letters(language: str, words: str) -> None:
    for word in words.split():
        found = shaped(word, language)
        assert found.missing == frozenset()
        assert found.width > 0
        assert len(found.runs) == 1, "one font a word"


@pytest.mark.parametrize("word", ["(လူတိုင်း)", "ភូមិ2026", "नेपाल/Nepal", "ໂຄງການ-1", "“ไทย”"])
def test_a_word_of_several_scripts_takes_a_font_for_each(word: str) -> None:
    found = shaped(word, "en")
    assert found.missing == frozenset()
    assert len({run.face for run in found.runs}) > 1


def test_vowels_that_stand_before_their_letter_are_moved_there() -> None:
    """The sign of the short i is typed after its consonant and written before it."""
    (run,) = shaped("कि", "ne").runs
    (cluster,) = run.clusters
    assert cluster.text == "कि", "one code stands for both"
    (sign, at_sign, _up), (_letter, at_letter, _down) = cluster.parts
    assert at_sign < at_letter
    assert sign != run.face.font.get_nominal_glyph(ord("ि")), "a wider form of the sign"


def test_the_line_is_the_same_again_after_marks_of_several_heights(
    plain: Callable[..., Document],
) -> None:
    """Khmer stacks signs on several heights within a word; what follows stands on the line."""
    sunk = draw(plain(Paragraph("ក្នុងសេចក្ដីថ្លៃថ្នូរ Latin"))).pdf
    flat = draw(plain(Paragraph("Latin"))).pdf
    assert bottom_of(sunk, "Latin") == pytest.approx(bottom_of(flat, "Latin"), abs=0.01)


def bottom_of(pdf: bytes, word: str) -> float:
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0].get_textpage()
        place = page.get_text_range().index(word)
        return float(page.get_charbox(place)[1])


def test_a_character_no_font_has_is_reported_and_seen(plain: Callable[..., Document]) -> None:
    drawn = draw(plain(Paragraph("a \U00012000 b")))
    assert drawn.missing == frozenset("\U00012000")
    with pypdfium2.PdfDocument(drawn.pdf) as opened:
        assert "a \ufffd b" in opened[0].get_textpage().get_text_range()


def test_signs_that_only_steer_are_not_missed() -> None:
    assert shaped("a\u200db\u00adc\ufe0f", "en").missing == frozenset()


def test_latin_text_can_be_copied_as_it_was_typed(plain: Callable[..., Document]) -> None:
    typed = "office fi ffl AVATAR To. 1–2 “x” Tiếng Việt"
    with pypdfium2.PdfDocument(draw(plain(Paragraph(typed))).pdf) as opened:
        assert typed in opened[0].get_textpage().get_text_range()


def test_letters_with_loose_signs_are_composed() -> None:
    loose = unicodedata.normalize("NFD", "Việt")
    paragraph = Typesetter("vi").paragraph(loose, style("body"))
    assert paragraph.wrap(400, 0)[1] == style("body").leading


def lines_of(text: str, width: float) -> list[str]:
    paragraph = Typesetter("en").paragraph(text, style("body"))
    paragraph.wrap(width, 0)
    return [text[line.start : line.end] for line in paragraph.lines]


def test_a_space_stays_between_the_words_of_two_lines() -> None:
    """Nobody sees it, but who copies or listens would get one word of two."""
    paragraph = Typesetter("en").paragraph("one two\u200bthree", style("body"))
    paragraph.wrap(30, 0)
    first, second, third = paragraph.lines
    assert first.space is not None
    assert first.space.word.runs[0].clusters[0].text == " "
    assert second.space is None or second.space.width == 0
    assert third.space is None


def test_lines_break_at_spaces_and_where_asked() -> None:
    assert lines_of("one two three", 45) == ["one two ", "three"]
    assert lines_of("one\ntwo", 400) == ["one\n", "two"]
    assert lines_of("one\u200btwo", 25) == ["one\u200b", "two"]
    assert lines_of("one\u00a0two", 45) == ["one\u00a0two"]


def test_a_word_wider_than_the_line_is_cut_after_a_sign_where_it_has_one() -> None:
    assert lines_of("water-and-sanitation", 70) == ["water-and-", "sanitation"]


def test_numbers_stay_with_their_thousands_and_their_currency() -> None:
    assert lines_of("about 2 600 people", 50) == ["about ", "2 600 ", "people"]
    assert lines_of("in 2026 300 people", 50) == ["in 2026 ", "300 ", "people"], "not thousands"
    assert lines_of("costs NPR 900", 60) == ["costs ", "NPR 900"]


def test_an_amount_wider_than_its_cell_is_parted_between_number_and_currency() -> None:
    assert lines_of("18.000.000\u00a0IDR", 62) == ["18.000.000\u00a0", "IDR"]
    assert lines_of("NPR 18,000,000", 62) == ["NPR ", "18,000,000"]
    assert lines_of("18 000 000\u00a0IDR", 50) == ["18 000 ", "000\u00a0IDR"]


@given(st.text(alphabet="ab -/\u00a01\n\u200bក្នុ🙂", max_size=60), st.floats(5, 300))
def test_lines_hold_the_whole_text_and_fit(text: str, width: float) -> None:
    composed = unicodedata.normalize("NFC", text)
    paragraph = Typesetter("km").paragraph(text, style("body"))
    _width, height = paragraph.wrap(width, 0)
    assert paragraph.lines[0].start == 0
    assert all(line.end == following.start for line, following in pairwise(paragraph.lines))
    assert paragraph.lines[-1].end == len(composed)
    assert height >= len(paragraph.lines) * style("body").leading
    for line in paragraph.lines:
        shown = composed[line.start : line.end].rstrip()
        is_one_letter = len(text_rules().letters(shown)) == 1
        assert is_one_letter or line.width * style("body").size / 1000 <= max(width, 30) + 0.01


def test_a_broken_paragraph_goes_on_with_the_next_line() -> None:
    text = " ".join(map(str, range(400)))
    whole = Typesetter("en").paragraph(text, style("body"))
    _width, height = whole.wrap(200, 0)
    first, second = whole.split(200, height / 2)
    assert first.wrap(200, 0)[1] + second.wrap(200, 0)[1] == pytest.approx(height)
    assert first.getSpaceAfter() == 0
    assert second.getSpaceAfter() == style("body").after
    narrow = second.wrap(100, 0)[1]
    assert narrow > second.wrap(200, 0)[1], "a part can be laid out again in another width"


def test_too_few_lines_are_not_parted() -> None:
    paragraph = Typesetter("en").paragraph("one two three", style("body"))
    _width, height = paragraph.wrap(30, 0)
    assert paragraph.split(30, height * 0.7) == []


def test_the_base_font_comes_first_and_every_font_has_both_weights() -> None:
    regular, bold = fonts.shelf().faces("Regular"), fonts.shelf().faces("Bold")
    assert regular[0].family == "NotoSans"
    assert [face.family for face in regular] == [face.family for face in bold]
    shipped = [face for face in bold if not face.is_thickened]
    assert all(face.path.stem.endswith("-Bold") for face in shipped)
