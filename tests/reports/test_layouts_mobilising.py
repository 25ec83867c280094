"""The announcement of the start, the work plan and the paper about readiness say what the records say."""

from __future__ import annotations

from datetime import date

from msp_desktop.reports.charts import BarChart, GanttChart
from msp_desktop.reports.document import (
    Block,
    Display,
    Document,
    Facts,
    Letterhead,
    PageBreak,
    Points,
    Signatures,
    Table,
    words_of,
)
from msp_desktop.reports.layouts.announcement import announcement
from msp_desktop.reports.layouts.mobilising import mobilising
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.layouts.work_plan import work_plan
from msp_desktop.reports.pdf import draw
from tests.partnerships import Drafted
from tests.reports.test_pdf import page_texts

ISSUE = Issue(Letterhead("District Office", "Jumla"), date(2026, 11, 2))


def drafted() -> Drafted:
    made = Drafted()
    made.add("partner", {"name": "Utility", "state": "active"}, record="utility")
    made.add("partner", {"name": "Council", "state": "active"}, record="council")
    made.add("partner", {"name": "Radio", "state": "declined"}, record="radio")
    made.add("lead_partner", {"partner": "council"})
    made.add("objective", {"name": "Wells give water", "due": "2027-06-30"}, record="wells")
    component = {"name": "Repair", "objectives": "wells", "partners": "council"}
    made.add("component", {**component, "period": "2026-11-01/2027-06-30"}, record="repair")
    vans = {"partner": "utility", "kind": "logistics", "description": "Vans", "quantity": "6"}
    made.add("commitment", {**vans, "unit": "vans", "state": "confirmed"}, record="vans")
    week = {"period": "2026-11-09/2026-11-13", "commitments": "vans", "component": "repair"}
    made.add("activity", {"name": "Dig", "responsible": "utility", **week}, record="dig")
    return made


def announced(**answers: str) -> Document:
    made = drafted()
    said = {
        "text": "On Monday we begin.",
        "start": "2026-11-09",
        "by": "Sita Rawal",
        "date": "2026-11-01",
    }
    made.add("announcement", {**said, "headline": "Water for all", "contact": "Ask us", **answers})
    return announcement(made.records(), ISSUE)


def before_the_break(document: Document) -> list[Block]:
    blocks = list(document.blocks)
    return blocks[: next(at for at, one in enumerate(blocks) if isinstance(one, PageBreak))]


def test_the_first_page_says_what_begins_when_by_whom_and_whom_to_ask() -> None:
    said = announced()
    page = before_the_break(said)
    assert said.title == "Water for all"
    assert not said.status
    assert page[0] == Display("The work begins on 9 November 2026", "On Monday we begin.")
    (table,) = (one for one in page if isinstance(one, Table))
    assert table.rows == (("Council (lead partner)", "Repair"), ("Utility", "Vans"))
    assert any(isinstance(one, Facts) and one.rows[0][1] == "Ask us" for one in page)
    (signing,) = (one for one in page if isinstance(one, Signatures))
    assert (signing.people[0].name, signing.people[0].date) == ("Sita Rawal", "1 November 2026")


def test_it_is_signed_below_its_text_however_many_partners_follow() -> None:
    made = drafted()
    for number in range(25):
        made.add("partner", {"name": f"Village {number}", "state": "active"})
    text = {"text": "On Monday we begin.", "start": "2026-11-09", "by": "Sita Rawal"}
    made.add("announcement", {**text, "date": "2026-11-01"})
    first, *rest = page_texts(draw(announcement(made.records(), ISSUE)).pdf)
    assert "On Monday we begin." in first
    assert "Sita Rawal" in first
    assert "Village 24" in rest[-1]
    assert "For newspapers and radio" in rest[-1]


def test_the_second_page_says_what_newspapers_ask_for() -> None:
    said = announced()
    rest = list(said.blocks)[len(before_the_break(said)) :]
    assert any(
        isinstance(one, Points) and "Wells give water (by 30 June 2027)" in one.items
        for one in rest
    )
    facts = dict(next(one for one in rest if isinstance(one, Facts)).rows)
    assert facts["Partners"] == "2"


def test_an_announcement_without_a_day_is_a_draft() -> None:
    made = drafted()
    made.add("announcement", {"text": "On Monday we begin.", "by": "Sita Rawal"})
    said = announcement(made.records(), ISSUE)
    assert said.status
    assert said.blocks[0] == Display("", "On Monday we begin.")


def test_the_work_plan_draws_the_plan_and_says_what_is_missing() -> None:
    said = work_plan(drafted().records(), ISSUE)
    assert any(isinstance(one, GanttChart) for one in said.blocks)
    words = words_of(said.blocks)
    assert "Dig: say to which output it leads." in words
    assert "Covered" in words
    empty = words_of(work_plan(Drafted().records(), ISSUE).blocks)
    assert "Not yet agreed (task 4.1)." in empty


def test_the_paper_about_readiness_shows_every_resource_in_its_own_measure() -> None:
    made = drafted()
    ready = {"partner": "utility", "place": "on_site", "state": "stuck", "ready_by": "2026-11-12"}
    made.add("readiness", ready, record="ready")
    step = {"part": "staff", "what": "Name people", "period": "2026-10-26/2026-11-06"}
    made.add("preparation", step, "ready")
    delivery = {"commitment": "vans", "planned_on": "2026-11-09", "expected_on": "2026-11-16"}
    made.add("delivery", {**delivery, "state": "part", "quantity": "3", "from_abroad": 0})
    said = mobilising(made.records(), ISSUE)
    words = words_of(said.blocks)
    assert "Utility: not ready when “Dig” begins on 9 November 2026." in words
    assert "It stops: “Dig” (6 working days)." in words  # of a week that rests on Sundays
    (gantt,) = (one for one in said.blocks if isinstance(one, GanttChart))
    assert [one.name for one in gantt.activities] == [
        "Utility",
        "Name people",
        "Ready",
        "Begins: Dig",
    ]
    (bars,) = (one for one in said.blocks if isinstance(one, BarChart))
    assert (bars.rows, bars.series[0].values, bars.unit) == (("Vans",), (50,), "%")
