"""Documents in languages written from the right are turned around: tables, lists, charts, edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.i18n import formats, is_right_to_left, speaking
from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.document import (
    Block,
    Clause,
    Document,
    Facts,
    Footnote,
    Paragraph,
    Points,
    Signature,
    Signatures,
    SignatureWords,
    Table,
    Words,
)
from msp_desktop.reports.pdf import draw, styles
from msp_desktop.reports.pdf.fonts import shelf
from msp_desktop.reports.pdf.lines import LineBreaker
from msp_desktop.reports.pdf.rules import text_rules
from msp_desktop.reports.pdf.shaping import shaper
from msp_desktop.reports.pdf.spans import plain_text
from msp_desktop.reports.pdf.styles import Side, style
from msp_desktop.reports.pdf.text import Typesetter
from msp_desktop.reports.scripts import labelled, of_language

Plain = Callable[..., Document]
MIDDLE = styles.PAGE[0] / 2


def left_edges(said: Document, *words: str) -> list[float]:
    """Where each word begins on the first page, in points from the left edge."""
    with pypdfium2.PdfDocument(draw(said).pdf) as opened:
        page = opened[0].get_textpage()
        text = page.get_text_range()
        return [float(page.get_charbox(text.index(word))[0]) for word in words]


WORDS = SignatureWords("Name:", "", "Signs:", "", "", "Stamp")
BLOCKS: list[tuple[Block, str, str]] = [
    (Table(("First", "Second"), (("a", "b"),), (1, 1)), "First", "Second"),
    (Facts((("First", "Second"),)), "First", "Second"),
    (Clause("7.7", "Second"), "7.7", "Second"),
    (Points(("Second",)), "•", "Second"),
    (
        ProgressChart(
            (Bar("W", Decimal(0), Decimal(5), Decimal(9)),), ("Start", "Now", "Goal"), ""
        ),
        "Start",
        "Goal",
    ),
    (Signatures((Signature("Left One"), Signature("Right One")), WORDS), "Left", "Right"),
]


@pytest.mark.parametrize(("block", "first", "second"), BLOCKS)
def test_what_stands_first_stands_where_reading_starts(
    plain: Plain, block: Block, first: str, second: str
) -> None:
    said = plain(block)
    left, right = left_edges(said, first, second)
    assert left < right
    turned_left, turned_right = left_edges(replace(said, language="ur"), first, second)
    assert turned_left > turned_right


@pytest.mark.parametrize(
    "language", ["ar", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "en", "ne"]
)
def test_window_pdf_word_and_excel_agree_where_a_language_begins(language: str) -> None:
    assert is_right_to_left(language) == of_language(language)[0].from_right


def test_head_and_foot_are_turned_around_too(plain: Plain) -> None:
    said = replace(plain(), number="NUMBER")
    (left,) = left_edges(said, "NUMBER")
    (turned,) = left_edges(replace(said, language="dv"), "NUMBER")
    assert left > MIDDLE > turned


def test_words_from_the_left_behind_their_name_keep_what_ends_them(plain: Plain) -> None:
    said = replace(plain(Clause("", "شراکت", (("نام", "Agreed!\nشراکت"),))), language="ur")
    begin, end, name = left_edges(said, "Agreed", "!", "نام")
    assert begin < end < name


@pytest.mark.parametrize(("name", "said"), [("What?", "What? Yes"), ("کیا؟", "کیا؟ Yes")])
def test_no_colon_stands_behind_a_question(name: str, said: str) -> None:
    assert labelled(name, "Yes", from_right=False) == said
    assert labelled("What", "Yes", from_right=False) == "What: Yes"


@pytest.mark.parametrize("before", ["", "شراکت "])
def test_a_sign_stands_left_of_its_number(plain: Plain, before: str) -> None:
    with speaking("ur"):
        number = formats.number(-5)
    said = replace(plain(Facts((("نام", before + number),))), language="ur", number="N")
    sign, figure = left_edges(said, "-", "۵")
    assert sign < figure


def test_a_paragraph_from_the_right_stands_at_the_right_in_any_document(plain: Plain) -> None:
    said = plain(Clause("", "شراکت"))
    (left,) = left_edges(said, "ش")
    assert left > MIDDLE


@given(
    st.sampled_from(["en", "th", "zh", "ur"]),
    st.lists(st.sampled_from(["word", "ภาษาไทย", "中文字", "اردو", "-"]), min_size=8, max_size=40),
    st.floats(4_000, 12_000),
)
def test_lines_set_to_both_edges_fill_their_room(
    language: str, words: list[str], room: float
) -> None:
    breaker = LineBreaker(text_rules(), language)
    text = " ".join(words) + "".join(words)
    from_right = language == "ur"
    shapers = {"": shaper(shelf().faces("Regular", language), language)}
    found = list(breaker.lines(plain_text(text), room, shapers, from_right=from_right))
    assert all(line.end == following.start for line, following in pairwise(found))
    assert [line.is_last for line in found] == [False] * (len(found) - 1) + [True]
    for line in found:
        gaps = line.gaps(room)
        assert all(gap >= -0.02 for gap in gaps)
        if gaps:
            assert line.width + sum(gaps) == pytest.approx(max(room, line.width), abs=0.1)


def test_a_justified_paragraph_is_drawn_to_both_edges(plain: Plain) -> None:
    look = replace(style("body"), side=Side.BOTH)
    paragraph = Typesetter("en").paragraph("one two three four five six seven eight", look)
    paragraph.wrap(120, 0)
    first, *_others = paragraph.lines
    room = 120 * 1000 / look.size
    assert first.width + sum(first.gaps(room)) == pytest.approx(room)
    assert not paragraph.lines[-1].order


def test_the_number_of_a_footnote_moves_no_lines_apart(plain: Plain) -> None:
    words = "Wells run dry. " * 20

    def apart(said: Words) -> float:
        with speaking("ur"):
            made = draw(replace(plain(Paragraph(said)), language="ur"))
        with pypdfium2.PdfDocument(made.pdf) as opened:
            page = opened[0].get_textpage()
            text = page.get_text_range()
            bottoms = {
                round(float(page.get_charbox(place)[1]), 1)
                for place, letter in enumerate(text)
                if letter == "W"
            }
        first, second, *_others = sorted(bottoms, reverse=True)
        return first - second

    assert apart((words, Footnote("Seen"))) == pytest.approx(apart(words), abs=0.11)


@pytest.mark.parametrize(
    "block",
    [
        Facts((("نام X", "Z"),)),
        Facts((("X", "نام Z"),)),
        Table(("a", "b"), (("نام X", "Z"),), (1, 1)),
    ],
)
def test_cells_of_one_row_stand_level(plain: Plain, block: Block) -> None:
    said = replace(plain(block), language="ur")
    with pypdfium2.PdfDocument(draw(said).pdf) as opened:
        page = opened[0].get_textpage()
        text = page.get_text_range()
        first, second = (page.get_charbox(text.index(letter))[1] for letter in "XZ")
    assert first == pytest.approx(second, abs=0.1)
