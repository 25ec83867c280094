"""Hand-overs in print: a picture, the list, what to see to, and whom delays hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import words_of
from msp_desktop.reports.layouts.hand_overs import hand_overs
from msp_desktop.reports.pdf import draw
from tests.reports.saying import tables
from tests.reports.test_pdf import text_of

if TYPE_CHECKING:
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


@pytest.fixture
def passed_on(water: Drafting) -> Drafting:
    """Two partners, the first of which hands something over too late."""
    giver = water.add("partner", {"name": "Council"})
    receiver = water.add("partner", {"name": "Utility"})
    pipes = water.add(
        "plan_item", {"what": "Pipes", "partner": receiver, "period": "2026-12-01/2026-12-11"}
    )
    water.add(
        "hand_over",
        {
            "output": "Permits",
            "from_partner": giver,
            "to_partner": receiver,
            "to_item": pipes,
            "due": "2026-11-30",
            "expected_on": "2026-12-04",
        },
    )
    return water


def test_the_picture_the_list_and_the_delays_are_printed(passed_on: Drafting, issue: Issue) -> None:
    said = hand_overs(passed_on.records(), issue)
    (chart,) = [block for block in said.blocks if isinstance(block, GraphChart)]
    assert [node.words for node in chart.picture.nodes if node.key] == [
        "Council",
        "Utility: Pipes",
        "30 November 2026: Permits",
    ]
    assert "It is late, or promised too late." in chart.alternative
    assert tables(said.blocks)[0].rows[0][0] == "Permits"
    printed = " ".join(text_of(draw(said).pdf).split())
    assert "“Permits” is expected from Council later than promised." in printed
    assert "because of “Permits” (Council)." in printed


def test_without_hand_overs_the_paper_says_where_they_are_added(
    water: Drafting, issue: Issue
) -> None:
    assert "(task 7.2)" in words_of(hand_overs(water.records(), issue).blocks)
