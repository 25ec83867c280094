"""Health in print: the questionnaire on one page in every language, and the result without secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from msp_desktop import i18n
from msp_desktop.reports.charts import GraphChart, RadarChart
from msp_desktop.reports.document import words_of
from msp_desktop.reports.layouts.binder import binder
from msp_desktop.reports.layouts.health_sheet import health_sheet
from msp_desktop.reports.layouts.questionnaire import questionnaire
from msp_desktop.reports.layouts.workbooks import partnership_book
from msp_desktop.reports.pdf import draw
from tests.reports.test_pdf import page_texts

if TYPE_CHECKING:
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Answers, Drafting


@pytest.mark.parametrize("code", ["en", "km", "ne", "ur", "vi"])
def test_the_questionnaire_fits_on_one_page_in_every_language(
    water: Drafting, issue: Issue, code: str
) -> None:
    water.add("health_round", {"name": "Spring 2026", "date": "2026-04-01"})
    (round_,) = water.rows["health_round"]
    with i18n.speaking(code):
        pages = page_texts(draw(questionnaire(water.records(), round_, issue)).pdf)
    assert len(pages) == 1
    assert "Spring 2026" in pages[0]
    assert str(round_["id"])[-6:].upper() in pages[0]


def test_the_questionnaire_asks_all_thirty_statements_and_needs_no_round(
    water: Drafting, issue: Issue
) -> None:
    said = questionnaire(water.records(), {}, issue)
    (chart,) = [block for block in said.blocks if isinstance(block, GraphChart)]
    assert len(chart.picture.nodes) == 30 * 6
    assert "30. We learn from what we do" in chart.alternative


def test_the_result_shows_radar_and_spread_and_keeps_confidential_conflicts_out(
    water: Drafting, issue: Issue
) -> None:
    water.rows["health_check"] = []
    for at in range(3):
        answers = {"purpose": 1 + 2 * at, "leadership": 4, "relations": 3}
        water.add("health_check", {"date": "2026-04-01", **answers})
    for subject, confidential in (("Open quarrel", 0), ("Secret quarrel", 1)):
        water.add(
            "conflict_case",
            {"subject": subject, "state": "open", "confidential": confidential},
        )
    said = health_sheet(water.records(), issue)
    assert [type(one) for one in said.blocks if isinstance(one, RadarChart | GraphChart)] == [
        RadarChart,
        GraphChart,
    ]
    words = words_of(said.blocks)
    assert "Partners see these differently; talk about them: Shared purpose." in words
    assert "Open quarrel" in words
    assert "Secret quarrel" not in words


def test_two_anonymous_answers_are_not_printed(water: Drafting, issue: Issue) -> None:
    water.rows["health_check"] = []
    for _at in range(2):
        water.add("health_check", {"date": "2026-04-01", "purpose": 2})
    said = health_sheet(water.records(), issue)
    assert not [block for block in said.blocks if isinstance(block, RadarChart)]
    assert "is not shown: only 2 have answered" in words_of(said.blocks)


def test_answers_without_a_name_are_in_no_print_one_by_one(water: Drafting, issue: Issue) -> None:
    water.add("health_round", {"name": "Spring", "date": "2026-04-01"})
    named: Answers = {"date": "2026-04-01", "purpose": 4, "worry": "Too few nurses"}
    council = water.add("partner", {"name": "Council"})
    water.add("health_check", {**named, "partner": council})
    water.add("health_check", {**named, "worry": "The chair shouts"})
    records = water.records()
    printed = words_of(binder(records, issue).blocks)
    assert "Too few nurses" in printed
    assert "The chair shouts" not in printed
    assert "1 answer without a name is not printed by itself." in printed
    cells = [
        cell
        for sheet in partnership_book(records, issue).sheets
        for row in sheet.rows
        for cell in row
    ]
    assert "Too few nurses" in cells
    assert "The chair shouts" not in cells
