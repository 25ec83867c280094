"""The map, the network, the tree and the chain as documents: the picture, its words, and tables of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest

from msp_desktop.i18n import speaking
from msp_desktop.reports.charts import Chart, GraphChart
from msp_desktop.reports.document import Document, Note, Points, Table
from msp_desktop.reports.layouts.binder import binder
from msp_desktop.reports.layouts.influence import influence
from msp_desktop.reports.layouts.network import relations
from msp_desktop.reports.layouts.results import results
from msp_desktop.reports.pdf import draw
from msp_desktop.reports.word import write
from tests.reports.conftest import Answers
from tests.reports.test_pdf import text_of

if TYPE_CHECKING:
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


@pytest.fixture
def mapped(drafting: Drafting) -> Drafting:
    """A partnership with positions of two days, relations, goals and a results chain with a leap in it."""
    add = drafting.add
    board: Answers = {"name": "Water Board of Jumla", "short_name": "WB", "sector": "government"}
    first = add("partner", {**board, "influence": 5, "interest": 4, "stance": "champion"})
    second = add("partner", {"name": "Traders", "influence": 2, "interest": 3})
    add("partner", {"name": "Radio"})
    for day, interest in (("2026-01-10", 1), ("2026-12-24", 5)):
        stood: Answers = {"date": day, "influence": 5, "interest": interest, "stance": "critic"}
        add("partner_position", stood, first)
    add("partner_position", {"date": "2026-01-10", "influence": 2, "interest": 3}, second)
    add("partner_relation", {"first": first, "kind": "funds", "second": second, "note": "Pipes"})
    goal = add("shared_goal", {"name": "Safe water"})
    wells = add("objective", {"name": "Repair 40 wells", "goal": goal})
    add("indicator", {"name": "Working wells", "objective": wells, "unit": "wells"})
    add("partner_goal", {"partner": first, "goal": "Fewer repairs", "shared_goal": goal})
    health = add("result", {"name": "Fewer fall ill", "level": "impact"})
    add("result", {"name": "Dig", "level": "activity", "leads_to": health})
    return drafting


def picture_of(document: Document, place: int = 0) -> GraphChart:
    return [block for block in document.blocks if isinstance(block, GraphChart)][place]


def test_the_map_prints_with_the_movement_since_the_last_day_before(
    mapped: Drafting, issue: Issue
) -> None:
    document = influence(mapped.records(), issue)
    chart = picture_of(document)
    assert len([edge for edge in chart.picture.edges if edge.end]) == 1
    assert chart.alternative.startswith("WB: influence 5, interest 4. Champion. Work with closely.")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.head[-1] == "On 10 January 2026"
    assert [row[0] for row in table.rows] == ["Water Board of Jumla", "Traders"]
    assert [row[-1] for row in table.rows] == ["5 / 1, Critic", "the same"]
    notes = [block.text for block in document.blocks if isinstance(block, Note)]
    assert "Not placed yet: Radio." in notes


def test_the_network_prints_with_a_letter_for_each_relation(mapped: Drafting, issue: Issue) -> None:
    document = relations(mapped.records(), issue)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert table.rows == (("B", "Water Board of Jumla", "Funds", "Traders", "Pipes"),)
    assert picture_of(document).alternative == "WB: Funds Traders."


def test_goals_and_results_print_with_what_is_odd(mapped: Drafting, issue: Issue) -> None:
    document = results(mapped.records(), issue)
    tree, chain = picture_of(document), picture_of(document, 1)
    assert {"Safe water", "Repair 40 wells", "Working wells", "WB: Fewer repairs"} <= {
        node.words for node in tree.picture.nodes
    }
    assert "Dig (Activity) leads to: Fewer fall ill." in chain.alternative
    (points,) = (block for block in document.blocks if isinstance(block, Points))
    assert any("straight to impact" in item for item in points.items)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("lay_out", [influence, relations, results])
def test_words_stand_in_the_pdf_and_pictures_are_figures_with_words(
    mapped: Drafting, issue: Issue, lay_out: object, language: str
) -> None:
    assert callable(lay_out)
    with speaking(language):
        document = lay_out(mapped.records(), issue)
    drawn = draw(document)
    assert "WB" in text_of(drawn.pdf)
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        told = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    charts = [block.alternative for block in document.blocks if isinstance(block, Chart)]
    assert told == charts


def test_word_names_the_picture_whose_values_stand_beside_it(
    mapped: Drafting, issue: Issue
) -> None:
    file = docx.Document(io.BytesIO(write(relations(mapped.records(), issue))))
    said = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "Organisations and what they have to do with one another" in said
    assert any(
        "Pipes" in cell.text for table in file.tables for row in table.rows for cell in row.cells
    )


def test_the_binder_has_all_four_pictures(mapped: Drafting, issue: Issue) -> None:
    pictures = [
        block.picture.name
        for block in binder(mapped.records(), issue).blocks
        if isinstance(block, GraphChart)
    ]
    assert pictures == [
        "Influence and interest",
        "Relations between organisations",
        "Tree of goals",
        "Results chain",
    ]


@pytest.mark.parametrize("lay_out", [influence, relations, results])
def test_of_nothing_a_document_says_that_there_is_nothing(
    drafting: Drafting, issue: Issue, lay_out: object
) -> None:
    assert callable(lay_out)
    document = lay_out(drafting.records(), issue)
    assert not any(isinstance(block, Chart) for block in document.blocks)
    assert any(
        "Not yet agreed" in block.text for block in document.blocks if isinstance(block, Note)
    )
    assert draw(document).missing == frozenset()
