"""What each document says, before anything is drawn."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msp_desktop.reports.charts import LineChart, ProgressChart, RadarChart
from msp_desktop.reports.document import (
    Clause,
    Document,
    Facts,
    Heading,
    Note,
    Signatures,
    words_of,
)
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.minutes import minutes
from msp_desktop.reports.layouts.review import review
from tests.reports.saying import part, tables

if TYPE_CHECKING:
    from msp_desktop.domain.records import Records
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


def meeting(records: Records, title: str, issue: Issue) -> Document:
    (row,) = (row for row in records.rows("meeting") if row["title"] == title)
    return minutes(records, row, issue)


# Minutes


def test_the_scan_of_the_signed_copy_is_named_with_the_beginning_of_its_hash(
    drafting: Drafting, issue: Issue
) -> None:
    hash_ = "0123456789abcdef" * 4
    drafting.add("agreement", {"signed_copy_file": f"{hash_} 1200 Signed copy.pdf"})
    words = words_of(agreement(drafting.records(), issue).blocks)
    assert "Signed copy.pdf, number 0123456789ab" in words


def test_minutes_count_who_took_part_and_put_them_first(water: Drafting, issue: Issue) -> None:
    said = part(meeting(water.records(), "Second", issue), "Attendance")
    (table,) = tables(said)
    assert [(row[0], row[3], row[4]) for row in table.rows] == [
        ("Sita", "Present", ""),
        ("Ram", "Stands in for somebody", "Maya"),
        ("Gita", "Absent", ""),
    ]
    words = words_of(said)
    assert "Of 3 people listed, 2 took part; they spoke for 1 partners." in words
    assert "Both partners" in words, "the quorum stands beside it"


def test_minutes_carry_open_action_points_over(water: Drafting, issue: Issue) -> None:
    records = water.records()
    carried = words_of(part(meeting(records, "Second", issue), "Still open from earlier meetings"))
    assert "Order pumps" in carried
    assert "20 September 2026" in carried
    assert "Book a room" not in carried, "it is done"
    assert "Far ahead" not in carried, "it belongs to a later meeting"
    nothing = part(meeting(records, "First", issue), "Still open from earlier meetings")
    assert nothing == (Note("None."),)


def test_minutes_number_decisions_and_action_points(water: Drafting, issue: Issue) -> None:
    said = meeting(water.records(), "Second", issue)
    (decision,) = part(said, "Decisions")
    assert decision == Clause("D1", "Buy in Surkhet", (("How it was decided", "Everybody agreed"),))
    (actions,) = tables(part(said, "Action points"))
    assert actions.rows[0][:3] == ("A1", "Ask for a price", "Hari")


def test_minutes_say_what_was_not_written_down(water: Drafting, issue: Issue) -> None:
    said = meeting(water.records(), "Second", issue)
    agenda = part(said, "Agenda and discussion")
    assert agenda[0] == Heading(3, "Pumps (Hari)", "1")
    assert agenda[-1] == Note("No discussion recorded.")
    assert said.status == "Minutes not yet approved"
    assert part(meeting(water.records(), "First", issue), "Decisions") == (
        Note("Nothing recorded."),
    )


def test_the_number_of_minutes_stays_when_they_are_printed_again(
    water: Drafting, issue: Issue
) -> None:
    assert meeting(water.records(), "Second", issue).number == "J/7-M-20261001"


def test_chair_and_minute_taker_sign(water: Drafting, issue: Issue) -> None:
    (signing,) = part(meeting(water.records(), "Second", issue), "Signatures")
    assert isinstance(signing, Signatures)
    assert [(person.organisation, person.name) for person in signing.people] == [
        ("Chair", "Sita Rawal"),
        ("Minute-taker", "Hari Thapa"),
    ]


# The review


def reviewed(water: Drafting, issue: Issue) -> Document:
    records = water.records()
    return review(records, records.rows("review")[0], issue)


def test_the_review_sets_objectives_against_their_indicators(water: Drafting, issue: Issue) -> None:
    (table,) = tables(part(reviewed(water, issue), "Progress since the baseline"))
    assert table.rows == (
        (
            *("Repair 40 wells", "Working wells (wells)"),
            *("10\n1 January 2026", "30\n1 October 2026", "50", "50 %"),
        ),
        ("Teach 20 caretakers", "No indicator yet", "–", "–", "–", "–"),
        ("–", "Never measured", "1", "–", "2", "–"),
    )


def test_the_chart_shows_what_can_be_compared_and_says_it_in_words(
    water: Drafting, issue: Issue
) -> None:
    said = reviewed(water, issue)
    (chart,) = (block for block in said.blocks if isinstance(block, ProgressChart))
    assert [(str(bar.baseline), str(bar.latest), str(bar.target)) for bar in chart.bars] == [
        ("10", "30", "50")
    ]
    assert chart.alternative == "Working wells: 50 % of the way from baseline to target."
    assert chart.outside == "Hatched: beyond the target, or back behind the baseline."
    notes = [block.text for block in said.blocks if isinstance(block, Note)]
    assert chart.outside not in notes, "it is said by the chart alone, where something is hatched"


def test_the_review_draws_indicators_over_time_from_baseline_to_target(
    water: Drafting, issue: Issue
) -> None:
    said = part(reviewed(water, issue), "Progress since the baseline")
    (chart,) = (block for block in said if isinstance(block, LineChart))
    (line,) = chart.lines
    assert (line.name, chart.unit) == ("Working wells", "wells")
    assert [(str(day), value) for day, value in line.points] == [
        ("2026-01-01", 10),
        ("2026-05-01", 20),
        ("2026-10-01", 30),
    ]
    assert (line.target, line.target_day) == (50, None)
    assert chart.alternative == (
        "Working wells: 1 January 2026 10, 1 May 2026 20, 1 October 2026 30, Target 50."
    )


def test_indicators_share_an_axis_where_unit_and_size_are_alike(
    water: Drafting, issue: Issue
) -> None:
    told = (
        *(("Visits", "", "7"), ("Talks", "", "7")),
        *(("Pumps", "wells", "25"), ("Old wells", "wells", "900")),
    )
    for name, unit, value in told:
        added = water.add("indicator", {"name": name, "unit": unit})
        for day in ("2026-02-01", "2026-03-01"):
            water.add("measurement", {"indicator": added, "date": day, "value": value})
    said = part(reviewed(water, issue), "Progress since the baseline")
    charts = [block for block in said if isinstance(block, LineChart)]
    assert [[line.name for line in chart.lines] for chart in charts] == [
        ["Working wells", "Pumps"],
        ["Old wells"],
        ["Visits"],
        ["Talks"],
    ]


def test_nothing_measured_or_checked_after_a_review_is_in_it(water: Drafting, issue: Issue) -> None:
    (row,) = water.rows["review"]
    water.rows["review"] = [{**row, "date": "2026-05-31"}]
    said = reviewed(water, issue)
    (progress,) = tables(part(said, "Progress since the baseline"))
    assert progress.rows[0][3] == "20\n1 May 2026"
    (process,) = tables(part(said, "How the partners work together"))
    assert process.rows == (("All are heard", "2", "3", "5"),)
    (health,) = tables(part(said, "Health of the partnership"))
    assert health.head[1:] == ("1 February 2026",)
    remark = "Figures, process and health checks are those until 31 May 2026."
    assert Note(remark) in said.blocks
    assert "October" not in words_of(said.blocks)


def test_a_review_without_a_day_ends_with_the_time_it_looks_at(
    water: Drafting, issue: Issue
) -> None:
    (row,) = water.rows["review"]
    water.rows["review"] = [{**row, "date": None, "period": "2026-01-01/2026-06-30"}]
    (progress,) = tables(part(reviewed(water, issue), "Progress since the baseline"))
    assert progress.rows[0][3] == "20\n1 May 2026"


def test_findings_stand_by_judgement(water: Drafting, issue: Issue) -> None:
    said = part(reviewed(water, issue), "Findings")
    assert said == (
        Heading(3, "What went well"),
        Clause("F1", "Users pay", (("Objective it touches", "Repair 40 wells"),)),
        Heading(3, "What did not go well"),
        Clause("F2", "Spare parts came late"),
    )


def test_the_review_compares_how_partners_work_together_with_the_start(
    water: Drafting, issue: Issue
) -> None:
    said = reviewed(water, issue)
    together = part(said, "How the partners work together")
    assert not any(isinstance(block, RadarChart) for block in together), "one criterion is no radar"
    (process,) = tables(together)
    assert process.rows == (("All are heard", "2", "4", "5"),)
    (health,) = tables(part(said, "Health of the partnership"))
    assert health.head[1:] == ("1 February 2026", "1 October 2026")
    assert ("2.5", "4.0") in [row[1:] for row in health.rows], "the mean of the answers of each day"


def test_the_review_draws_how_partners_work_together_then_now_and_as_desired(
    water: Drafting, issue: Issue
) -> None:
    for name in ("Open books", "Fair shares"):
        water.add("process_criterion", {"name": name, "today": 1, "desired": 4})
    said = part(reviewed(water, issue), "How the partners work together")
    (chart,) = (block for block in said if isinstance(block, RadarChart))
    assert chart.criteria == ("All are heard", "Open books", "Fair shares")
    assert [(one.name, one.values) for one in chart.rounds] == [
        ("At the start", (2, 1, 1)),
        ("Latest", (4, None, None)),
        ("Desired", (5, 4, 4)),
    ]
    assert chart.alternative.startswith("All are heard: At the start 2, Latest 4, Desired 5. Open")
    assert len(tables(said)) == 1, "the figures stand in a table too"


def test_the_review_draws_the_health_of_the_first_and_last_round_and_all_over_time(
    water: Drafting, issue: Issue
) -> None:
    partner = str(water.rows["partner"][0]["id"])
    water.add(
        "health_check", {"date": "2026-06-01", "roles": 5, "decisions": 2, "partner": partner}
    )
    said = part(reviewed(water, issue), "Health of the partnership")
    (radar,) = (block for block in said if isinstance(block, RadarChart))
    place = radar.criteria.index("Roles and work")
    assert [(one.name, one.values[place]) for one in radar.rounds] == [
        ("1 February 2026", Decimal("2.5")),
        ("1 October 2026", Decimal(4)),
    ]
    (trend,) = (block for block in said if isinstance(block, LineChart))
    assert [value for _day, value in trend.lines[0].points] == list(
        map(Decimal, ("2.5", "3.5", "4"))
    )
    assert "1 June 2026 3.5" in trend.alternative


def test_health_is_told_with_one_place_after_the_point(water: Drafting, issue: Issue) -> None:
    for _partner in range(3):
        water.add(
            "health_check",
            {"date": "2026-10-09", "purpose": 5, "purpose_fits": 5, "purpose_urgent": 4},
        )
    (health,) = tables(part(reviewed(water, issue), "Health of the partnership"))
    assert next(row[-1] for row in health.rows if row[0] == "Shared purpose") == "4.7"


def test_an_empty_review_says_what_is_missing(drafting: Drafting, issue: Issue) -> None:
    drafting.add("review", {})
    said = reviewed(drafting, issue)
    assert said.title == "Review report"
    assert sum(isinstance(block, Note) for block in said.blocks) == 3


# All


def test_the_check_code_changes_with_what_is_said(water: Drafting, issue: Issue) -> None:
    before = agreement(water.records(), issue).fingerprint
    assert before == agreement(water.records(), issue).fingerprint
    water.add("risk", {"description": "A flood takes the pipes"})
    assert agreement(water.records(), issue).fingerprint != before


def test_long_names_are_cut_only_beside_lines_to_sign_on(drafting: Drafting, issue: Issue) -> None:
    name = "Federation " * 50
    drafting.add("partner", {"name": name, "state": "active"})
    said = agreement(drafting.records(), issue)
    (signing,) = (block for block in said.blocks if isinstance(block, Signatures))
    assert signing.people[0].organisation.endswith("…")
    assert name in words_of(part(said, "Parties"))


def test_facts_leave_out_what_is_not_answered(drafting: Drafting, issue: Issue) -> None:
    drafting.add("meeting", {"title": "One"})
    facts = meeting(drafting.records(), "One", issue).blocks[0]
    assert facts == Facts((("Partnership", "Clean water for Jumla"), ("Time", "–")))
