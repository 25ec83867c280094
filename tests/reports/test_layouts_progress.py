"""What a progress report says: the work of a time beside its plan, and nothing from after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from msp_desktop.domain.components import component_standings
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.seals import next_seal
from msp_desktop.domain.monitoring.outlook import Outlook
from msp_desktop.reports.document import (
    Clause,
    Facts,
    Heading,
    Note,
    Paragraph,
    Points,
    Signatures,
    words_of,
)
from msp_desktop.reports.layouts.progress import progress_report
from tests.reports.saying import below, part, tables

if TYPE_CHECKING:
    from msp_desktop.domain.records import Records
    from msp_desktop.reports.document import Document
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


@pytest.fixture
def work(water: Drafting) -> Drafting:
    """The partnership at work, with a report due for July to September 2026."""
    add = water.add
    board, cross = (str(row["id"]) for row in water.rows["partner"][:2])
    component = add("component", {"name": "Wells", "partners": board})
    values = {"component": component, "responsible": board}
    plan = {"period": "2026-01-01/2026-06-30", "state": "under_way", "progress": "80"}
    digging = add("activity", {"name": "Dig", **values, **plan})
    add(
        "activity", {"name": "Survey", **values, "period": "2026-01-01/2026-03-31", "state": "done"}
    )
    add("activity", {"name": "Paint"})
    for name, due, reached in (
        ("Mapped", "2026-03-01", "2026-03-04"),
        ("Taught", "2026-05-01", "2026-04-30"),
        ("Agreed", "2026-05-02", "2026-05-02"),
        ("Dug", "2026-09-20", None),
        ("Opened", "2027-01-01", None),
    ):
        add("milestone", {"name": name, "due": due, "reached": reached, "activity": digging})
    output = add("output", {"name": "Wells repaired", "quantity": "40", "unit": "wells"})
    for day, quantity in (("2026-05-01", "10"), ("2026-09-30", "22"), ("2026-10-05", "30")):
        add("output_count", {"output": output, "date": day, "quantity": quantity})
    line = add("reporting_line", {"what": "Quarter", "from_partner": cross, "to": "The donor"})
    report = {"title": "Third quarter", "line": line, "period": "2026-07-01/2026-09-30"}
    add("report_due", {**report, "due": "2026-10-15", "state": "due"})
    return water


def quarter(records: Records, issue: Issue) -> Document:
    return progress_report(records, records.rows("report_due")[0], issue)


def glance(said: Document) -> dict[str, str]:
    facts = part(said, "Highlights")[0]
    assert isinstance(facts, Facts)
    return dict(facts.rows)


def test_the_report_says_from_whom_to_whom_and_about_which_time(
    work: Drafting, issue: Issue
) -> None:
    said = quarter(work.records(), issue)
    assert (said.title, said.number) == ("Third quarter", "J/7-P-20260930")
    facts = said.blocks[0]
    assert isinstance(facts, Facts)
    told = dict(facts.rows)
    assert (told["From"], told["To"]) == ("Red Cross", "The donor")
    assert told["Period"] == "1 July 2026 – 30 September 2026"
    assert said.status == "Draft, not yet sent"
    sent = {**work.records().rows("report_due")[0], "state": "sent"}
    assert progress_report(work.records(), sent, issue).status == ""
    assert isinstance(said.blocks[-1], Signatures)


def test_a_time_that_is_not_over_is_told_until_today(work: Drafting, issue: Issue) -> None:
    early = replace(issue, day=date(2026, 8, 31))
    words = words_of(quarter(work.records(), early).blocks)
    assert "1 July 2026 – 30 September 2026, here until 31 August 2026" in words


def test_activities_stand_in_their_component_beside_their_plan(
    work: Drafting, issue: Issue
) -> None:
    said = part(quarter(work.records(), issue), "Progress by component")
    _lights, wells, alone, stones = tables(said)
    assert [block.text for block in said if isinstance(block, Heading)] == [
        "Wells",
        "In no component",
        "Milestones",
    ]
    assert [(row[0], row[3]) for row in wells.rows] == [
        ("Dig", "Under way\n80 %\n92 days late"),
        ("Survey", "Done"),
    ]
    assert alone.rows == (("Paint", "", "", "Nothing recorded."),)
    assert [(row[0], row[3]) for row in stones.rows] == [
        ("Mapped", "3 days late"),
        ("Taught", "1 day early"),
        ("Agreed", "on the day"),
        ("Dug", "10 days late"),
        ("Opened", "still ahead"),
    ]


def test_the_first_lines_count_what_stands_below(work: Drafting, issue: Issue) -> None:
    assert glance(quarter(work.records(), issue)) == {
        "Activities done": "1 of 3",
        "Activities late": "1 of 3",
        "Milestones reached": "3 of 5",
        "Milestones missed so far": "1 of 5",
        "Action points open": "1",
        "Of these late": "1 of 1",
    }


def test_what_was_settled_after_the_time_is_still_open_in_its_report(
    work: Drafting, issue: Issue
) -> None:
    first = next(str(row["id"]) for row in work.rows["meeting"] if row["title"] == "First")
    for text, day in (("Paid later", "2026-10-02"), ("Paid in time", "2026-09-30")):
        answers = {"text": text, "state": "done", "done_on": day, "due": "2026-09-28"}
        work.add("action_item", answers, first)
    activity = str(work.rows["activity"][0]["id"])
    milestone = {"name": "Filled", "due": "2026-09-20", "reached": "2026-10-03"}
    work.add("milestone", {**milestone, "activity": activity})
    trouble = {"what": "Flood", "noticed_on": "2026-06-01", "state": "solved"}
    work.add("trouble", {**trouble, "solved_on": "2026-10-04"})
    said = quarter(work.records(), issue)
    listed = [row for table in tables(below(said, "Open action points")) for row in table.rows]
    assert [(row[1], row[3]) for row in listed] == [
        ("Order pumps", "20 September 2026\n10 days late"),
        ("Paid later", "28 September 2026\n2 days late"),
    ], "what a meeting of October asked for is in no report on September"
    filled = [
        row
        for table in tables(part(said, "Progress by component"))
        for row in table.rows
        if row[0] == "Filled"
    ]
    assert filled == [("Filled", "20 September 2026", "–", "10 days late")]
    assert "Flood" in words_of(part(said, "Risks and problems"))


def test_nothing_measured_after_the_time_is_in_the_report(work: Drafting, issue: Issue) -> None:
    said = quarter(work.records(), issue)
    (outputs,) = tables(below(said, "Outputs"))
    assert outputs.rows == (("Wells repaired", "40 wells", "22", "30 September 2026"),)
    table = tables(below(said, "Indicators since the baseline"))[0]
    assert table.rows[0][3] == "20\n1 May 2026", "the 30 of October came later"


def test_groups_of_people_come_from_the_measurements_of_the_time(
    work: Drafting, issue: Issue
) -> None:
    title = "Whom the work reached"
    assert title not in words_of(quarter(work.records(), issue).blocks)
    indicator = str(work.rows["indicator"][0]["id"])
    for day, women in (("2026-06-30", 1), ("2026-07-31", 2), ("2026-09-30", 0), ("2026-12-31", 4)):
        values = {"indicator": indicator, "date": day, "value": "9"}
        work.add("measurement", {**values, "women": women, "men": 7})
    (table,) = tables(below(quarter(work.records(), issue), title))
    assert table.rows == (("Working wells\n30 September 2026", "0", "7", "–", "–", "–"),)


def test_resources_are_set_beside_what_came(work: Drafting, issue: Issue) -> None:
    board_money, cross_money, engineers = (str(row["id"]) for row in work.rows["commitment"])
    for commitment, came, value, state in (
        (board_money, "2026-07-02", "NPR 100000", "received"),
        (board_money, "2026-09-02", "NPR 50000", "part"),
        (board_money, "2026-10-02", "NPR 100000", "received"),
        (cross_money, None, None, "late"),
    ):
        values = {"commitment": commitment, "planned_on": "2026-07-01", "received_on": came}
        work.add("delivery", {**values, "value": value, "state": state})
    assert engineers
    sums, table = tables(part(quarter(work.records(), issue), "Resources promised and received"))
    assert sums.rows == (
        ("In kind", "0 of 1", "–", "–"),
        ("In cash", "1 of 2", "NPR 251,000.50", "NPR 150,000"),
    )
    assert [row[1:3] for row in table.rows] == [
        ("NPR 250,000", "NPR 150,000"),
        ("NPR 1,000.50", "–"),
        ("–", "–"),
    ]
    assert [row[4] for row in table.rows] == [
        "Received\nReceived in part",
        "Late",
        "No delivery planned",
    ]
    assert table.total[1:3] == ("NPR 251,000.50", "NPR 150,000")


def test_problems_of_the_time_and_what_is_not_settled_are_told(
    work: Drafting, issue: Issue
) -> None:
    title = "Risks and problems"
    assert part(quarter(work.records(), issue), title) == (Note("None."),)
    for what, noticed, state, solved in (
        ("Old and solved", "2026-01-01", "solved", "2026-02-01"),
        ("Old and open", "2026-01-02", "open", None),
        ("Solved in this time", "2026-01-03", "solved", "2026-08-01"),
        ("Still to come", "2026-10-10", "open", None),
    ):
        values = {"what": what, "noticed_on": noticed, "state": state, "solved_on": solved}
        work.add("trouble", values)
    work.add("delay_flag", {"what": "Pumps", "kind": "expected", "noticed_on": "2026-08-08"})
    troubles, delays = tables(part(quarter(work.records(), issue), title))
    assert [row[0] for row in troubles.rows] == ["Old and open", "Solved in this time"]
    assert [row[0] for row in delays.rows] == ["Pumps"]


def test_a_conflict_to_be_kept_out_is_neither_printed_nor_in_the_data(
    work: Drafting, issue: Issue
) -> None:
    conflict = {"opened_on": "2026-08-01", "state": "open", "handled_by": "Maya"}
    work.add("conflict_case", {"subject": "Quarrel about pipes", "confidential": 1, **conflict})
    work.add("conflict_case", {"subject": "Quarrel about paint", "confidential": 0, **conflict})
    said = quarter(work.records(), issue)
    (file,) = said.data
    for text in (words_of(said.blocks), file.content.decode()):
        assert "Quarrel about paint" in text
        assert "Quarrel about pipes" not in text


def test_decisions_are_those_of_the_meetings_of_the_time(work: Drafting, issue: Issue) -> None:
    first = str(work.rows["meeting"][0]["id"])
    work.add("decision", {"text": "Dig deeper"}, first)
    said = part(quarter(work.records(), issue), "Decisions")
    assert tuple(said) == (Clause("D1", "Dig deeper", (("Meeting", "First, 1 September 2026"),)),)


def test_decisions_of_sealed_minutes_are_told_as_they_were_sealed(
    work: Drafting, issue: Issue
) -> None:
    meeting = work.add("meeting", {"title": "Board", "date": "2026-08-01", "state": "held"})
    work.add("decision", {"text": "Dig deeper"}, meeting)
    row = work.records().find("meeting", meeting)
    assert row is not None
    seal = next_seal(work.records(), row, "Office", "Sita", "2026-08-02")
    work.add("seal", {name: getattr(seal, name) for name in KINDS["seal"].fields}, meeting)
    work.rows["decision"][-1] = {**work.rows["decision"][-1], "text": "Do not dig"}
    (clause,) = part(quarter(work.records(), issue), "Decisions")
    assert isinstance(clause, Clause)
    assert clause.text == "Dig deeper"


def test_the_report_looks_ahead(work: Drafting, issue: Issue) -> None:
    partner = str(work.rows["partner"][0]["id"])
    for what, period, state in (
        ("Over", "2026-07-01/2026-09-30", "done"),
        ("Over but late", "2026-07-01/2026-08-31", "late"),
        ("Goes on", "2026-09-01/2026-10-31", "under_way"),
        ("Comes", "2026-10-01/2026-12-31", "planned"),
    ):
        work.add("plan_item", {"what": what, "period": period, "state": state})
    said = {"partner": partner, "date": "2026-09-30", "note": "Dug ten", "next": "Dig ten more"}
    work.add("partner_progress", said)
    document = quarter(work.records(), issue)
    plans, steps, stones, _actions = tables(part(document, "Plan for the next period"))
    assert [row[0] for row in plans.rows] == ["Over but late", "Goes on", "Comes"]
    assert steps.rows[0][2] == "Dig ten more"
    assert [row[0] for row in stones.rows] == ["Opened"]
    assert "Dug ten" in words_of(part(document, "Highlights"))


def test_without_a_report_due_everything_until_today_is_told(work: Drafting, issue: Issue) -> None:
    said = progress_report(work.records(), {}, issue)
    assert said.title == "Progress report"
    assert "from the beginning until 23 November 2026" in words_of(said.blocks)
    (outputs,) = tables(below(said, "Outputs"))
    assert outputs.rows[0][2] == "30"


def test_an_empty_partnership_says_in_each_part_what_is_missing(
    drafting: Drafting, issue: Issue
) -> None:
    said = progress_report(drafting.records(), {}, issue)
    headings = [block for block in said.blocks if isinstance(block, Heading) and block.number]
    assert [block.number for block in headings] == [str(number) for number in range(1, 11)]
    for heading in headings[1:]:
        only = part(said, heading.text)[-1]
        assert isinstance(only, Note), heading.text


def test_everything_recorded_finds_its_place(crowded: Records, issue: Issue) -> None:
    report = {**crowded.rows("report_due")[0], "period": None}
    said = progress_report(crowded, report, issue)
    for kind_key in ("activity", "milestone", "output", "commitment", "action_item", "trouble"):
        assert len(crowded.rows(kind_key)) == 3
    assert [len(table.rows) for table in tables(below(said, "Outputs"))] == [3]
    _sums, resources = tables(part(said, "Resources promised and received"))
    assert len(resources.rows) == 2, "the third is withdrawn"


def test_the_officers_words_stand_before_the_data_and_annexes_are_numbered(
    work: Drafting, issue: Issue
) -> None:
    work.change(
        "report_due",
        {"results": "Ten wells more than last year.", "annexes": "Survey\n\nMap of the wells"},
    )
    said = quarter(work.records(), issue)
    results = part(said, "Results and indicators of the Goals")
    assert results[0] == Paragraph("Ten wells more than last year.")
    assert tables(results), "the data follow"
    assert tuple(part(said, "Annexes")) == (Points(("Survey", "Map of the wells"), numbered=True),)
    told = part(said, "Lessons")
    assert tuple(told) == (Note("None written down in this time."),)


def test_the_line_says_which_parts_a_report_has_and_whose_part_it_tells(
    work: Drafting, issue: Issue
) -> None:
    board, cross = (str(row["id"]) for row in work.rows["partner"][:2])
    work.add(
        "activity",
        {"name": "Drive", "responsible": cross, "period": "2026-01-01/2026-12-31"},
    )
    work.change(
        "reporting_line",
        {"parts": "components resources highlights", "extent": "own", "from_partner": cross},
    )
    said = quarter(work.records(), issue)
    titles = [block.text for block in said.blocks if isinstance(block, Heading) and block.number]
    assert titles == ["Highlights", "Progress by component", "Resources promised and received"]
    words = words_of(part(said, "Progress by component"))
    assert "Drive" in words
    assert "Dig" not in words, f"that is the part of {board}"
    _sums, promised = tables(part(said, "Resources promised and received"))
    assert all("Red Cross" in row[0] for row in promised.rows)


def test_a_component_has_the_light_of_its_work_with_the_rule_in_words(
    work: Drafting, issue: Issue
) -> None:
    lights = tables(part(quarter(work.records(), issue), "Progress by component"))[0]
    assert lights.rows[0][:4] == ("Wells", "▲ Watch\nAn activity is 92 days late.", "100 %", "87 %")
    digging = next(row for row in work.rows["activity"] if row["name"] == "Dig")
    work.rows["activity"][0] = {**digging, "state": "stopped"}
    said = quarter(work.records(), issue)
    lights = tables(part(said, "Progress by component"))[0]
    assert lights.rows[0][1] == "■ Act\nAn activity was stopped."
    assert "Light of a component: ▲ 10 points behind the plan" in words_of(said.blocks)


def test_a_report_tells_of_components_what_their_page_does(work: Drafting) -> None:
    day = date(2026, 5, 4)
    (told,) = component_standings(work.records(), day)
    page = Outlook(work.records(), day).components()[0][0]
    assert (told.planned, told.done, told.forecast) == (page.planned, page.done, page.end)
    dig, survey, _paint = (str(row["id"]) for row in work.rows["activity"])
    for before, after in ((dig, survey), (survey, dig)):
        work.add("dependency", {"before": before, "after": after, "kind": "finish_start"})
    (told,) = component_standings(work.records(), day)
    assert (told.planned, told.lit.why) == (None, "Activities that wait in a circle")


def test_an_indicator_is_lit_and_says_which_global_indicator_it_follows(
    work: Drafting, issue: Issue
) -> None:
    work.change("indicator", {"global_indicator": "6.1.1"})
    said = below(quarter(work.records(), issue), "Indicators since the baseline")
    row = tables(said)[0].rows[0]
    assert row[1].endswith("Global indicator 6.1.1")
    assert row[5].split("\n")[0] in {"● In order", "▲ Watch", "■ Act", "○ Not known"}


def test_a_later_version_says_its_number(work: Drafting, issue: Issue) -> None:
    report = str(work.rows["report_due"][0]["id"])
    work.add("report_version", {"number": 1, "sent_on": "2026-10-10"}, report)
    facts = quarter(work.records(), issue).blocks[0]
    assert isinstance(facts, Facts)
    assert dict(facts.rows)["Version"] == "2"


def test_outsiders_read_nothing_that_partners_settle_among_themselves(
    work: Drafting, issue: Issue
) -> None:
    conflict = {"subject": "Quarrel about paint", "opened_on": "2026-08-01", "state": "open"}
    work.add("conflict_case", {**conflict, "confidential": 0})
    assert "Quarrel about paint" in words_of(quarter(work.records(), issue).blocks)
    work.change("reporting_line", {"level": "served"})
    said = quarter(work.records(), issue)
    (file,) = said.data
    for text in (words_of(said.blocks), file.content.decode()):
        assert "Quarrel about paint" not in text
        assert "Order pumps" not in text, "an action point"
    assert "Action points open" not in glance(said)
