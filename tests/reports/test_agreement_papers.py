"""What goes with the agreement on paper: the difference sheet, the scorecard, the promise sheets."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.oxml.ns import qn

from msp_desktop.domain.agreement.versions import Part, whole_text
from msp_desktop.i18n import speaking
from msp_desktop.reports.document import (
    Added,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Removed,
    words_of,
)
from msp_desktop.reports.layouts import promises
from msp_desktop.reports.layouts.agreement import agreement, agreement_text, changes
from msp_desktop.reports.layouts.agreement.changes import agreement_changes
from msp_desktop.reports.layouts.agreement.check import agreement_check
from msp_desktop.reports.layouts.workbooks import document_book
from msp_desktop.reports.pdf import draw
from msp_desktop.reports.word import write
from tests.reports.saying import part, tables

if TYPE_CHECKING:
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting

Plain = Callable[..., Document]
WORDS = {
    "en": ("The Board digs ", "ten", "forty", " wells."),
    "km": ("គណៈកម្មាធិការជីកអណ្ដូង ", "ដប់", "សែសិប", " កន្លែង។"),
    "ne": ("समितिले ", "दश", "चालीस", " इनार खन्छ।"),
    "ur": ("بورڈ ", "دس", "چالیس", " کنویں کھودے گا۔"),
    "zh": ("委员会挖", "十", "四十", "口井。"),
}


def keep(water: Drafting, name: str, day: str, text: str | None = None) -> str:
    kept = agreement_text(water.records()) if text is None else text
    return water.add("agreement_version", {"name": name, "date": day, "text": kept})


def rules(pdf: bytes) -> int:
    """Count what is drawn and no letter: lines and grounds."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return sum(
            one.type == pdfium.FPDF_PAGEOBJ_PATH for page in opened for one in page.get_objects()
        )


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "".join(page.get_textpage().get_text_bounded() for page in opened)


# Marks of what was put in and taken out


@pytest.mark.parametrize("language", WORDS)
def test_added_words_are_underlined_and_removed_ones_struck_through(
    language: str, plain: Plain
) -> None:
    before, removed, added, after = WORDS[language]
    marked = plain(Paragraph((before, "[−", Removed(removed), "]", "[+", Added(added), "]", after)))
    unmarked = plain(Paragraph(f"{before}[−{removed}][+{added}]{after}"))
    with speaking(language):
        drawn = draw(marked)
        assert rules(drawn.pdf) == rules(draw(unmarked).pdf) + 2
    assert not drawn.missing
    letters = "".join(sorted(text_of(drawn.pdf).split()))
    for word in (removed, added):
        assert set(word) <= set(letters)

    runs = docx.Document(io.BytesIO(write(marked))).element.body.iter(qn("w:r"))
    looks = {
        "".join(text.text or "" for text in run.iter(qn("w:t"))): {
            child.tag for child in (run.rPr if run.rPr is not None else ())
        }
        for run in runs
    }
    assert qn("w:u") in looks[added]
    assert qn("w:strike") in looks[removed]
    assert not {qn("w:u"), qn("w:strike")} & looks.get(
        after.strip() if language == "zh" else after, set()
    )


def test_a_difference_over_several_lines_is_marked_on_each(plain: Plain) -> None:
    long = " ".join(["put into the agreement"] * 40)
    assert (
        rules(draw(plain(Paragraph((Added(long),)))).pdf)
        > rules(draw(plain(Paragraph(long))).pdf) + 5
    )


# The difference sheet


def test_a_version_is_compared_with_today(water: Drafting, issue: Issue) -> None:
    keep(water, "Draft 1", "2026-05-01")
    water.change("agreement", {"principles": "Equal voice and open figures"})
    (about,) = changes.pairs(water.records())
    assert about["title"] == "Draft 1 → today"
    said = agreement_changes(water.records(), about, issue)
    titles = [block.text for block in said.blocks if isinstance(block, Heading)]
    assert titles == ["Principles", "Unchanged"]
    (paragraph,) = (block for block in part(said, "Principles") if isinstance(block, Paragraph))
    assert paragraph.text == ("Equal voice", "[+", Added(" and open figures"), "]")


def test_any_two_versions_can_be_compared_the_earlier_with_the_later(
    water: Drafting, issue: Issue
) -> None:
    ids = [
        keep(water, name, day, whole_text([Part("1", "Roles", text)]))
        for name, day, text in (
            ("Third", "2026-07-01", "All dig and paint."),
            ("First", "2026-05-01", "All dig."),
            ("Second", "2026-06-01", "All paint."),
        )
    ]
    offered = changes.pairs(water.records())
    assert [row["title"] for row in offered] == [
        *("Third → today", "Second → today", "First → today"),
        *("First → Second", "First → Third", "Second → Third"),
    ]
    (about,) = (row for row in offered if row["id"] == f"{ids[1]} {ids[0]}")
    said = agreement_changes(water.records(), about, issue)
    assert "All dig" in words_of(part(said, "Roles"))
    assert any(isinstance(block, Facts) and "Third" in words_of([block]) for block in said.blocks)


def test_a_version_without_a_text_is_not_offered(water: Drafting) -> None:
    water.add("agreement_version", {"name": "Lost", "date": "2026-05-01"})
    assert changes.pairs(water.records()) == []


def test_a_text_is_compared_in_the_language_in_which_it_was_kept(
    water: Drafting, issue: Issue
) -> None:
    with speaking("km"):
        keep(water, "Khmer", "2026-05-01")
    (about,) = changes.pairs(water.records())
    said = agreement_changes(water.records(), about, issue)
    assert "Nothing differs." in words_of(said.blocks)


# A new print of what was signed


def test_a_new_print_says_what_has_changed_since_it_was_signed(
    water: Drafting, issue: Issue
) -> None:
    from msp_desktop.domain.guideline import KINDS
    from msp_desktop.domain.guideline.initiation.agreement_signed import marks

    water.change("agreement", {"state": "signed"})
    signed = {"date": "2026-06-01", "state": "signed", "marks": marks(water.records(), KINDS)}
    water.add("agreement_version", signed)
    assert "Since this agreement was signed" not in words_of(
        agreement(water.records(), issue).blocks
    )
    water.change("agreement", {"principles": "The Board decides"})
    said = words_of(agreement(water.records(), issue).blocks)
    assert (
        "Since this agreement was signed on 1 June 2026, something has changed in: Principles."
        in said
    )


# The scorecard


def test_the_scorecard_names_each_section_each_hole_and_each_purpose(
    water: Drafting, issue: Issue
) -> None:
    water.add("agreement_section", {"section": 12, "rating": "partly", "comment": "Ask the bank"})
    sections, purposes = tables(agreement_check(water.records(), issue).blocks)
    assert (len(sections.rows), len(purposes.rows)) == (28, 11)
    assert sections.rows[6] == ("7", "Principles", "Fully in place", "–")
    assert sections.rows[11][2:] == ("Partly in place", "Ask the bank\nFill in “Money”. (task 3.4)")
    assert "(task 3.1)" in sections.rows[10][3]


# The promise sheets


@pytest.fixture
def promised(water: Drafting) -> Drafting:
    board, cross = (str(row["id"]) for row in water.rows["partner"][:2])
    water.add(
        "promise", {"partner": board, "description": "Pumps", "due": "2026-11-01", "state": "open"}
    )
    water.add(
        "promise",
        {"partner": cross, "description": "بورڈ کے لیے", "due": "2026-12-01", "state": "open"},
    )
    return water


def test_each_partner_has_a_page_of_its_own(promised: Drafting, issue: Issue) -> None:
    records = promised.records()
    (everybody, *single) = promises.whose(records)
    assert everybody["title"] == "All partners"
    assert [row["name"] for row in single] == ["Water Board", "Red Cross"]
    said = promises.promise_sheets(records, everybody, issue)
    assert [
        block.text for block in said.blocks if isinstance(block, Heading) and block.level == 2
    ] == [*("Water Board", "Red Cross")]
    assert sum(isinstance(block, PageBreak) for block in said.blocks) == 1
    assert "22 days late" in words_of(part(said, "Water Board"))
    one = promises.promise_sheets(records, single[1], issue)
    assert (one.number, PageBreak() in one.blocks) == ("J/7-P2", False)
    promised_table, owed = tables(one.blocks)
    assert promised_table.rows[0][:2] == ("بورڈ کے لیے", "All partners")
    assert owed.rows[0][:2] == ("Water Board", "Pumps")


def test_promise_sheets_are_drawn_written_and_tabled(promised: Drafting, issue: Issue) -> None:
    said = promises.promise_sheets(promised.records(), {}, issue)
    drawn = draw(said)
    assert "Pumps" in text_of(drawn.pdf)
    assert not drawn.missing
    word = docx.Document(io.BytesIO(write(said)))
    assert any("Pumps" in cell.text for table in word.tables for cell in table._cells)
    sheets = document_book(said).sheets
    assert any("Pumps" in str(row) for sheet in sheets for row in sheet.rows)


def test_without_promises_the_sheets_say_where_they_come_from(
    drafting: Drafting, issue: Issue
) -> None:
    said = promises.promise_sheets(drafting.records(), {}, issue)
    assert "Not yet agreed (task 3.4)." in words_of(said.blocks)
