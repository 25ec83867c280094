"""What matrices say in print: the memo, the reference sheets, the map of resources, and the binder."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from msp_desktop.domain.matrix import Cell, Head, Matrix
from msp_desktop.reports.charts import BarChart
from msp_desktop.reports.document import Heading, Note, Signatures, Table, words_of
from msp_desktop.reports.layouts.binder import binder
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.memo import memo
from msp_desktop.reports.layouts.reading import Reader
from msp_desktop.reports.layouts.reference_sheets import FIRST, reference_sheets
from msp_desktop.reports.layouts.resource_map import resources
from msp_desktop.reports.pdf import draw
from msp_desktop.reports.word import write
from msp_desktop.ui.modules.initiation.matrices import SHOWN
from tests.reports.saying import part, tables
from tests.reports.test_pdf import text_of

if TYPE_CHECKING:
    from msp_desktop.domain.records import Records
    from msp_desktop.reports.document import Document
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Answers, Drafting


@pytest.fixture
def justified(water: Drafting) -> Drafting:
    """The reasons for a partnership: a challenge, three ways compared, and what is needed."""
    add = water.add
    add(
        "plan_to_partner",
        {"gain": "Doors open", "effort": "Six days a month", "advantage": "Trust"},
    )
    add("leadership", {"lead": "Water Board", "initiator": "Red Cross"})
    add("support", {"level": "political", "who": "The mayor", "office": "Town", "state": "secured"})
    add("support", {"level": "staff", "who": "Engineers", "state": "secured"})
    add("partner_need", {"resource": "Engineers", "kind": "human", "quantity": "Two"})
    add("partner_need", {"resource": "Boats", "kind": "other"})
    together: Answers = {"kind": "partnership", "chosen": 1, "reason": "Opens doors", "reach": 5}
    add("model_option", {"model": "Together", "benefits": "Reaches all", **together})
    add("model_option", {"model": "Alone", "kind": "alone", "benefits": "Quick", "reach": 2})
    water.rows["partner"][0] = {**water.rows["partner"][0], "brings": "human"}
    return water


def headings(said: Document) -> list[str]:
    return [block.text for block in said.blocks if isinstance(block, Heading) and block.level == 2]


def test_the_memo_sets_the_ways_side_by_side_and_proposes_one(
    justified: Drafting, issue: Issue
) -> None:
    said = memo(justified.records(), issue)
    (compared,) = tables(part(said, "Ways compared"))
    assert compared.head == ("", "Together", "Alone")
    assert ("Result it reaches", "5: Very good", "2: Weak") in compared.rows
    assert ("Is this the way we take?", "✓: Yes", "–") in compared.rows
    (wanted,) = tables(part(said, "Partners wanted"))
    assert wanted.rows[0][4:] == ("Water Board", "–")
    assert "Boats: nobody on the list could bring it." in words_of(part(said, "Partners wanted"))
    assert "We propose this way: Together. Opens doors" in words_of(part(said, "Proposal"))


def test_leaders_and_managers_approve_the_memo(justified: Drafting, issue: Issue) -> None:
    (places,) = (
        block for block in memo(justified.records(), issue).blocks if isinstance(block, Signatures)
    )
    assert [(one.organisation, one.name) for one in places.people] == [
        ("Proposed by", "Water Board"),
        ("Approved by", "The mayor"),
    ]


def test_an_empty_memo_says_for_each_part_where_it_is_written(
    drafting: Drafting, issue: Issue
) -> None:
    said = memo(drafting.records(), issue)
    assert len(headings(said)) == 8
    notes = [block.text for block in said.blocks if isinstance(block, Note)]
    for task in ("1.1", "1.3", "2.1"):
        assert any(f"task {task}" in note for note in notes), task


def test_the_memo_reads_the_same_as_pdf_and_in_word(justified: Drafting, issue: Issue) -> None:
    said = memo(justified.records(), issue)
    read = text_of(draw(said).pdf)
    word = docx.Document(io.BytesIO(write(said)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    for words in ("Reaches all", "5: Very good", "Opens doors"):
        assert words in read
        assert words in cells


def test_each_indicator_has_a_sheet_with_twelve_answers(water: Drafting, issue: Issue) -> None:
    indicator = str(water.rows["indicator"][0]["id"])
    water.add("baseline_part", {"dimension": "place", "name": "Hills", "value": "4"}, indicator)
    water.add("indicator_change", {"date": "2026-05-01", "what": "Dry wells count"}, indicator)
    said = reference_sheets(water.records(), issue)
    assert headings(said) == ["Working wells", "Never measured"]
    labels = {Reader(water.records()).label("indicator", key) for key in FIRST}
    assert len(labels) == 12
    for name in headings(said):
        shown = words_of(part(said, name))
        assert all(label in shown for label in labels)
    assert "Hills" in words_of(part(said, "Working wells"))
    assert "Dry wells count" in words_of(part(said, "Working wells"))
    assert "Hills" not in words_of(part(said, "Never measured"))
    assert text_of(draw(said).pdf).count("What exactly is counted") == 2


def test_resources_stand_in_the_order_of_partners_with_sums_in_one_currency(
    water: Drafting, issue: Issue
) -> None:
    partnership = {**water.rows["partnership"][0], "currency": "NPR"}
    water.rows["partnership"] = [partnership]
    cross = str(water.rows["partner"][1]["id"])
    about = {"kind": "people", "value": "USD 10", "valued_on": "2026-06-01"}
    water.add("commitment", {"partner": cross, "description": "Nurses", **about})
    rate = {"currency": "USD", "into": "NPR", "rate": "133.5", "date": "2026-01-01"}
    water.add("exchange_rate", {**rate, "source": "Bank"})
    said = resources(water.records(), issue)
    (brought,) = tables(part(said, "Who brings what"))
    assert brought.head == ("Partner", "People and their time", "Money", "Worth in kind", "In cash")
    assert [row[0] for row in brought.rows] == ["Water Board", "Red Cross"]
    assert brought.rows[1][3:] == ("NPR 1,335\n1 not valued", "NPR 1,000.50")
    assert brought.total[3:] == ("NPR 1,335\n1 not valued", "NPR 251,000.50")
    (chart,) = (block for block in said.blocks if isinstance(block, BarChart))
    assert chart.stacked
    assert chart.rows == ("Water Board", "Red Cross")
    assert "1 USD = 133.5 NPR on 1 January 2026." in text_of(draw(said).pdf)


def test_a_matrix_too_wide_for_the_page_goes_on_below_with_the_same_rows(
    drafting: Drafting,
) -> None:
    rows = tuple(Head(str(at), f"Row {at}") for at in range(3))
    columns = tuple(Head(str(at), f"Column {at}", room=26) for at in range(7))
    cells = {(r.key, c.key): Cell(text=f"{r.key}/{c.key}") for r in rows for c in columns}
    found = list(matrix_tables(Reader(drafting.records()), Matrix(rows, columns, cells), "Wide"))
    shown = [block for block in found if isinstance(block, Table)]
    assert [len(table.head) - 1 for table in shown] == [2, 3, 2]
    assert all([row[0] for row in table.rows] == ["Row 0", "Row 1", "Row 2"] for table in shown)
    assert [table.caption for table in shown] == ["Wide", "", ""]
    assert {cell for table in shown for row in table.rows for cell in row[1:]} == {
        cell.text for cell in cells.values()
    }


def test_every_matrix_of_overlong_answers_can_be_printed(crowded: Records, issue: Issue) -> None:
    for shown in SHOWN.values():
        matrix = shown.make(crowded, issue.day)
        assert len(list(matrix_tables(Reader(crowded), matrix))) >= (not matrix.is_empty)


def test_the_binder_says_whether_it_is_worth_it_and_what_acts_on_what(
    water: Drafting, issue: Issue
) -> None:
    board = water.rows["partner"][0]["id"]
    water.add("net_value", {"partner": board, "benefit": 2, "effort": 4})
    water.add("interlinkage", {"first": "6.1", "second": "5.4", "score": -2, "mitigation": "Taps"})
    said = words_of(binder(water.records(), issue).blocks)
    assert "Puts in more than it gets" in said
    assert "▼ −2" in said
