"""What the documents of task 1.4 say: the list, the comparison, an assessment, a hand-over note."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msp_desktop.reports.document import Facts, Note, Paragraph, Signatures, WritingLines, words_of
from msp_desktop.reports.layouts.assessment_sheet import assessment_sheet
from msp_desktop.reports.layouts.hand_over import hand_over, leavers
from msp_desktop.reports.layouts.partner_comparison import ABREAST, partner_comparison
from msp_desktop.reports.layouts.partner_list import partner_list
from tests.reports.saying import part, tables

if TYPE_CHECKING:
    from msp_desktop.domain.records import Row
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Answers, Drafting


def partner(water: Drafting, name: str) -> Row:
    return next(row for row in water.rows["partner"] if row["name"] == name)


def contact(water: Drafting, organisation: str, name: str, **answers: str | int) -> Row:
    owner = str(partner(water, organisation)["id"])
    record_id = water.add("contact", {"name": name, "may_decide": 1, **answers}, owner)
    return next(row for row in water.rows["contact"] if row["id"] == record_id)


# The list


def test_the_list_names_who_takes_part_and_who_may_decide_today(
    water: Drafting, issue: Issue
) -> None:
    contact(water, "Water Board", "Old", valid="/2026-10-01")
    contact(water, "Water Board", "Sita", role="Director", authority="Pumps", valid="2026-10-02/")
    said = partner_list(water.records(), issue)
    (table,) = tables(part(said, "Who takes part"))
    assert [row[0] for row in table.rows] == ["Water Board", "Red Cross"]
    assert table.rows[0][4] == "Sita, Director\nPumps"
    assert table.rows[1][4] == "Nobody named yet"
    (others,) = tables(part(said, "Other organisations considered"))
    assert [row[0] for row in others.rows] == ["Turned Down Ltd"]


def test_the_list_warns_of_a_leaver_whom_nobody_follows(water: Drafting, issue: Issue) -> None:
    contact(water, "Water Board", "Sita", valid="/2026-10-01")
    contact(water, "Red Cross", "Hari", valid="/2026-12-24")
    notes = [
        b
        for b in part(partner_list(water.records(), issue), "Who takes part")
        if isinstance(b, Note)
    ]
    assert notes == [
        Note("Water Board: Sita left on 1 October 2026; nobody who may decide follows."),
        Note("Red Cross: Hari leaves on 24 December 2026; nobody who may decide follows yet."),
    ]


def test_the_list_says_who_is_not_heard_and_whom_to_ask(water: Drafting, issue: Issue) -> None:
    water.add("partner", {"name": "Shops", "sector": "business", "state": "contacted"})
    said = words_of(part(partner_list(water.records(), issue), "Who is not heard yet"))
    assert "Nobody from this sector takes part yet: Business. Could be asked: Shops." in said
    assert "which groups are left behind (task 1.1)" in said


def test_the_list_sums_up_assessments(water: Drafting, issue: Issue) -> None:
    owner = str(partner(water, "Red Cross")["id"])
    for prompt, rating, source in (("team", 4, "own"), ("skills", 5, "told")):
        answers: Answers = {"prompt": prompt, "rating": rating, "reliability": source}
        water.add("partner_assessment", answers, owner)
    (table,) = tables(part(partner_list(water.records(), issue), "What we know of them"))
    assert table.rows == (("Red Cross", "4.5", "2", "1"),)


# The comparison


def test_organisations_stand_beside_each_other_the_best_first(
    water: Drafting, issue: Issue
) -> None:
    trust = water.add("selection_criterion", {"name": "Trust", "weight": 5})
    means = water.add("selection_criterion", {"name": "Means", "weight": 1})
    given: dict[str, tuple[int, ...]] = {
        "Water Board": (3, 5),
        "Red Cross": (5, 2),
        "Turned Down Ltd": (4,),
    }
    for name, scores in given.items():
        for criterion, score in zip((trust, means), scores, strict=False):
            answers: Answers = {
                "partner": partner(water, name)["id"],
                "criterion": criterion,
                "score": score,
            }
            water.add("partner_score", {**answers, "note": f"{name} {score}"})
    said = partner_comparison(water.records(), issue)
    (table,) = tables(part(said, "Scores side by side"))
    assert table.head == ("Criterion", "Weight", "Red Cross", "Water Board", "Turned Down Ltd")
    assert table.rows[0][2] == "5\nRed Cross 5"
    assert table.rows[1][4] == "–"
    assert table.total == ("Weighted mean", "", "4.50", "3.33", "4.00")
    hangs = part(said, "What the order hangs on")
    assert hangs == (
        Paragraph("Red Cross stays first whichever single weight is one step higher or lower."),
    )
    assert "1 organisation has no score yet" in words_of(part(said, "Scores side by side"))


def test_many_organisations_go_into_several_tables_of_about_equal_width(
    water: Drafting, issue: Issue
) -> None:
    trust = water.add("selection_criterion", {"name": "Trust"})
    for number in range(ABREAST + 1):
        one = water.add("partner", {"name": f"Number {number}", "state": "identified"})
        water.add("partner_score", {"partner": one, "criterion": trust, "score": 3})
    found = tables(part(partner_comparison(water.records(), issue), "Scores side by side"))
    assert [len(table.head) - 2 for table in found] == [3, 3]


# One assessment


def test_an_assessment_shows_all_prompts_and_its_score(water: Drafting, issue: Issue) -> None:
    row = partner(water, "Red Cross")
    for rating in (2, 4):
        answers = {"prompt": "team", "rating": rating, "known": f"Told {rating}"}
        water.add("partner_assessment", answers, str(row["id"]))
    said = assessment_sheet(water.records(), row, issue)
    first, second = tables(said.blocks)
    assert len(first.rows) == 13
    assert first.rows[-1][1:3] == ("2 – Weak", "Told 2")
    assert second.rows[0][1:3] == ("4 – Good", "Told 4"), "entered besides, and not hidden"
    facts = next(block for block in said.blocks if isinstance(block, Facts))
    assert facts.rows[-1][1].startswith("2.0 of 5 · 1 of 13 answered · 0 from")


def test_without_an_organisation_the_sheet_is_a_form(water: Drafting, issue: Issue) -> None:
    (table,) = tables(assessment_sheet(water.records(), {}, issue).blocks)
    assert table.to_fill
    assert len(table.rows) == 13


# A hand-over note


def test_a_note_tells_the_successor_what_is_open(water: Drafting, issue: Issue) -> None:
    board = partner(water, "Water Board")["id"]
    leaver = contact(
        water,
        "Water Board",
        "Sita",
        valid="2024-01-01/2026-12-01",
        hand_over="The key is with Ram.",
    )
    contact(water, "Water Board", "Ram", role="Engineer", phone="+977 1", valid="2026-12-02/")
    commitment = next(row for row in water.rows["commitment"] if row["partner"] == board)["id"]
    water.add("promise", {"partner": board, "description": "Ten pumps", "commitment": commitment})
    water.add("promise", {"partner": board, "description": "Kept one", "state": "kept"})
    meeting = str(water.rows["meeting"][0]["id"])
    water.add("action_item", {"text": "Write to the ministry", "partner": board}, meeting)
    water.add("activity", {"name": "Dig wells", "responsible": board, "state": "under_way"})
    said = hand_over(water.records(), leaver, issue)
    assert said.title == "Hand-over note: Sita"
    words = words_of(said.blocks)
    for wanted in (
        "The key is with Ram.",
        "Ten pumps",
        "Write to the ministry",
        "Dig wells",
        "+977 1",
    ):
        assert wanted in words
    assert "Kept one" not in words
    assert "NPR 250" not in words
    assert ("Who may decide from then on", "Ram, Engineer") in next(
        block for block in said.blocks if isinstance(block, Facts)
    ).rows
    (signing,) = (block for block in said.blocks if isinstance(block, Signatures))
    assert [one.name for one in signing.people] == ["Sita", "Ram"]


def test_a_note_says_that_nobody_follows_and_leaves_room_to_write(
    water: Drafting, issue: Issue
) -> None:
    leaver = contact(water, "Red Cross", "Hari", valid="/2026-11-22")
    said = hand_over(water.records(), leaver, issue)
    sentence = "Red Cross: Hari left on 22 November 2026; nobody who may decide follows."
    assert Note(sentence) in said.blocks
    assert any(isinstance(block, WritingLines) for block in said.blocks)


def test_notes_are_offered_for_all_who_leave_the_last_first(water: Drafting, issue: Issue) -> None:
    contact(water, "Water Board", "First", valid="/2026-01-01")
    contact(water, "Water Board", "Stays", valid="2026-01-01/")
    contact(water, "Red Cross", "Last", valid="/2027-01-01")
    assert [row["name"] for row in leavers(water.records())] == ["Last", "First"]
    blank = hand_over(water.records(), {}, issue)
    assert len([block for block in blank.blocks if isinstance(block, WritingLines)]) == 3
    assert issue.day == date(2026, 11, 23)
