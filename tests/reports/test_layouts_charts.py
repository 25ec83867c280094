"""Which charts documents have beside their tables, and that they say only what is recorded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from msp_desktop.reports.charts import Activity, BarChart, Chart, GanttChart, HeatMap, RadarChart
from msp_desktop.reports.document import Block, Document, Heading, Paragraph, Reference
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.binder import binder
from msp_desktop.reports.layouts.progress import progress_report
from msp_desktop.reports.layouts.review import review
from msp_desktop.reports.pdf import draw
from msp_desktop.reports.word import write
from tests.reports.saying import part, tables
from tests.reports.test_pdf import text_of

if TYPE_CHECKING:
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


def charts(blocks: Sequence[Block]) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


def chart_of(blocks: Sequence[Block], kind: type[Chart]) -> Chart:
    (found,) = (block for block in blocks if isinstance(block, kind))
    return found


def reported(work: Drafting, issue: Issue) -> Document:
    return progress_report(work.records(), {}, issue)


@pytest.fixture
def planned(water: Drafting) -> Drafting:
    """Wells are dug in a component, something is painted in none, and milestones lie around."""
    add = water.add
    board = water.rows["partner"][0]["id"]
    component = add("component", {"name": "Wells", "period": "2026-01-01/2026-12-31"})
    values = {"component": component, "responsible": board}
    plan = {"period": "2026-01-01/2026-06-30", "state": "under_way", "progress": "80"}
    digging = add("activity", {"name": "Dig", **values, **plan})
    add("activity", {"name": "Survey", **values, "period": "/2026-03-31", "state": "done"})
    add("activity", {"name": "Rest", **values, "period": "2026-03-01/", "state": "stopped"})
    add("activity", {"name": "No day yet", **values})
    add("activity", {"name": "Paint", "period": "2026-05-01/2026-06-01"})
    add("milestone", {"name": "Dug", "due": "2026-06-30", "activity": digging})
    add("milestone", {"name": "Opened", "due": "2026-03-01", "reached": "2026-03-04"})
    add("milestone", {"name": "Some day"})
    return water


def test_the_plan_is_drawn_over_time_by_component_with_milestones(
    planned: Drafting, issue: Issue
) -> None:
    chart = chart_of(part(reported(planned, issue), "Progress by component"), GanttChart)
    assert isinstance(chart, GanttChart)
    start, end = date(2026, 1, 1), date(2026, 6, 30)
    due = date(2026, 3, 1)
    assert chart.activities == (
        Activity("Wells", start, date(2026, 12, 31), heading=True),
        Activity("Dig", start, end, done=Decimal("0.8"), detail="Water Board", critical=True),
        Activity("Dug", planned=(end, end), milestone=True),
        Activity("Survey", None, date(2026, 3, 31), done=Decimal(1), detail="Water Board"),
        Activity("Rest", due, None, detail="Water Board, Stopped"),
        Activity("In no component", heading=True),
        Activity("Paint", date(2026, 5, 1), date(2026, 6, 1)),
        Activity("Milestones", heading=True),
        Activity("Opened", None, date(2026, 3, 4), (due, due), milestone=True),
    )
    assert chart.today == issue.day
    assert "Dig: 1 January 2026 – 30 June 2026, Under way, 80 %." in chart.alternative
    assert "Dug: Planned for 30 June 2026." in chart.alternative


def test_no_plan_is_drawn_while_nothing_has_a_day(water: Drafting, issue: Issue) -> None:
    water.add("activity", {"name": "Dig", "state": "under_way", "progress": 10})
    water.add("milestone", {"name": "Dug"})
    assert not charts(part(reported(water, issue), "Progress by component"))


def test_what_was_promised_is_drawn_beside_what_came_in_one_currency_each(
    water: Drafting, issue: Issue
) -> None:
    first, second = (str(row["id"]) for row in water.rows["commitment"][:2])
    water.add("commitment", {"description": "Abroad", "value": "USD 5"})
    water.add("commitment", {"description": "Gone", "value": "NPR 9", "state": "withdrawn"})
    water.add("commitment", {"description": "Unplanned", "value": "NPR 7"})
    for day, value in (("2026-02-01", "NPR 100"), ("2026-03-01", "NPR 50"), (None, "NPR 25")):
        water.add("delivery", {"commitment": first, "received_on": day, "value": value})
    water.add("delivery", {"commitment": second, "planned_on": "2027-01-01"})
    chart = chart_of(part(reported(water, issue), "Resources promised and received"), BarChart)
    assert isinstance(chart, BarChart)
    assert chart.unit == "NPR", "one commitment in dollars is not worth a chart"
    assert [(one.name, one.values) for one in chart.series] == [
        ("Promised", (250000, Decimal("1000.5"), 7)),
        ("Received", (150, 0, None)),
    ]
    assert chart.caption == "Value of resources promised and received (NPR)"


@pytest.fixture
def risky(water: Drafting) -> Drafting:
    add = water.add
    add("risk", {"description": "Rain", "likelihood": 4, "impact": 5, "owner_name": "Sita"})
    add("risk", {"description": "Over", "likelihood": 5, "impact": 5, "state": "closed"})
    after = {"residual_likelihood": 1, "residual_impact": 2}
    add("risk", {"description": "Theft", "likelihood": 3, "impact": 3, **after})
    add("risk", {"description": "Not weighed", "likelihood": 3})
    return water


def marks_of(blocks: Sequence[Block]) -> list[tuple[str, tuple[int, int], tuple[int, int] | None]]:
    chart = chart_of(blocks, HeatMap)
    assert isinstance(chart, HeatMap)
    assert chart.rows[0] == "5 Almost certain"
    assert chart.columns[0] == "1 Hardly felt"
    return [(mark.label, mark.at, mark.before) for mark in chart.marks]


def test_the_agreement_maps_the_risks_under_the_numbers_of_its_list(
    risky: Drafting, issue: Issue
) -> None:
    said = agreement(risky.records(), issue)
    (listed,) = tables(part(said, "Risks and safeguards"))
    assert [row[:2] for row in listed.rows] == [("1", "Rain"), ("2", "Theft"), ("3", "Not weighed")]
    annex = part(said, "Annex: Risks")
    assert marks_of(annex) == [("1", (1, 4), None), ("2", (4, 1), (2, 2))]
    assert "Figure 1 shows how likely each risk is" in text_of(draw(said).pdf)
    (section,) = (one for one in said.blocks if isinstance(one, Heading) and one.key == "risks")
    (sentence,) = (block.text for block in annex if isinstance(block, Paragraph))
    assert Reference(section.key) in sentence


def test_word_says_in_each_cell_of_the_map_which_risks_lie_there(
    risky: Drafting, issue: Issue
) -> None:
    risky.add("risk", {"description": "Flood", "likelihood": 4, "impact": 5})
    word = docx.Document(io.BytesIO(write(agreement(risky.records(), issue))))
    (found,) = (one for one in word.tables if one.cell(0, 0).text == "Likelihood / Impact")
    assert found.cell(2, 5).text == "C\nRisk as weighed last: 1, 4"
    assert found.cell(3, 3).text == "M\nRisk before measures: 2"
    assert found.cell(1, 1).text == "M"


def test_shades_follow_likelihood_times_impact(risky: Drafting, issue: Issue) -> None:
    chart = chart_of(part(agreement(risky.records(), issue), "Annex: Risks"), HeatMap)
    assert isinstance(chart, HeatMap)
    shades = {
        (5 - row) * (column + 1): chart.level_names[level]
        for row, levels in enumerate(chart.levels)
        for column, level in enumerate(levels)
        if level is not None
    }
    for product, name in shades.items():
        low, high = map(int, name.split()[-1].split("–"))
        assert low <= product <= high


def test_an_agreement_without_weighed_risks_has_no_map(water: Drafting, issue: Issue) -> None:
    water.add("risk", {"description": "Not weighed", "impact": 3})
    said = agreement(water.records(), issue)
    assert not charts(said.blocks)
    assert not [one for one in said.blocks if getattr(one, "text", "") == "Annex: Risks"]


def test_the_binder_draws_plan_resources_and_risks_below_their_records(
    planned: Drafting, risky: Drafting, issue: Issue
) -> None:
    assert planned is risky
    commitment = str(planned.rows["commitment"][0]["id"])
    planned.add("delivery", {"commitment": commitment, "received_on": "2026-02-01"})
    said = binder(planned.records(), issue)
    drawn = []
    task = ""
    for block in said.blocks:
        if isinstance(block, Heading) and block.level < 3:
            task = block.number
        elif isinstance(block, GanttChart | BarChart | HeatMap):
            drawn.append((task, type(block).__name__))
    assert drawn[:4] == [
        ("3.1", "BarChart"),
        ("3.2", "HeatMap"),
        ("4.2", "GanttChart"),
        ("6.2", "BarChart"),
    ]
    (place,) = (
        place
        for place, block in enumerate(said.blocks)
        if isinstance(block, HeatMap) and block.key == ""
    )
    assert [getattr(one, "number", "") for one in said.blocks[place - 4 : place]] == list("1234")
    assert marks_of([said.blocks[place]]) == [("1", (1, 4), None), ("3", (4, 1), (2, 2))]


def test_tables_and_charts_of_a_review_have_names_and_are_referred_to(
    planned: Drafting, issue: Issue
) -> None:
    said = review(planned.records(), planned.rows["review"][0], issue)
    assert all(chart.caption for chart in charts(said.blocks))
    text = text_of(draw(said).pdf)
    assert "Table 1 sets each objective against its indicators; figure 1 shows" in text
    assert "Table 1 Indicators since the baseline" in " ".join(text.split())
    assert "Figure 1 How far each indicator has come" in " ".join(text.split())


def test_word_does_not_list_values_twice_and_keeps_the_numbers_of_charts(
    planned: Drafting, issue: Issue
) -> None:
    for name in ("Open books", "Fair shares"):
        planned.add("process_criterion", {"name": name, "today": 1, "desired": 4})
    said = review(planned.records(), planned.rows["review"][0], issue)
    tabled = [chart for chart in charts(said.blocks) if chart.tabled]
    assert any(isinstance(chart, RadarChart) for chart in tabled)
    word = docx.Document(io.BytesIO(write(said)))
    lines = [paragraph.text for paragraph in word.paragraphs]
    for number, chart in enumerate(charts(said.blocks), 1):
        assert f"Figure {number}  {chart.caption}" in lines
        assert chart.alternative not in lines
    assert lines.count("In print, a chart of the values in this part stands here.") == len(tabled)
    assert [table.cell(0, 0).text for table in word.tables].count("Criterion") == 1
    listed = [chart for chart in charts(said.blocks) if not chart.tabled]
    spoken = [one.get(qn("w:val")) for one in word.element.iter(qn("w:tblDescription"))]
    assert spoken == [chart.alternative for chart in listed], "who cannot see it hears it"
