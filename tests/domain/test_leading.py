"""Who agrees to the lead, who does what, and who could lead by the figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.guideline.formation.roles import RolesFit
from msp_desktop.domain.leading import (
    Purse,
    Standing,
    Suggestion,
    Work,
    figures_of,
    grounds_in_words,
    in_words,
    suggestions,
)
from msp_desktop.domain.matrices.leading import (
    SUM,
    Stand,
    lead_agreements,
    lead_capacities,
    roles,
    short_by_far,
    stand_of,
)
from msp_desktop.domain.matrix import Matrix, Tone
from msp_desktop.domain.records import Records
from tests.partnerships import Drafted

TODAY = date(2026, 11, 26)
DAY = "2026-06-10"


@pytest.fixture
def drafted() -> Drafted:
    """Three partners and one component of no activities."""
    found = Drafted()
    for key, name in (("board", "Water Board"), ("cross", "Red Cross"), ("bank", "Bank")):
        found.add("partner", {"name": name, "state": "active"}, record=key)
    found.add("partner", {"name": "Turned Down Ltd", "state": "declined"}, record="gone")
    found.add("component", {"name": "Wells", "partners": "board"}, record="wells")
    return found


def flags(matrix: Matrix) -> list[str]:
    return [flag.text for flag in matrix.flags]


def missing(records: Records) -> list[str]:
    return [hole.text for hole in RolesFit().missing(records, KINDS)]


def activities(drafted: Drafted, *by: str) -> None:
    for number, partner in enumerate(by):
        answers = {"name": f"Job {number}", "component": "wells", "responsible": partner}
        drafted.add("activity", answers, record=f"job-{number}")


# Agreement to the lead


@pytest.mark.parametrize(
    ("answers", "stand"),
    [
        ({"agreed": 1}, Stand.AGREED),
        ({"agreed": 1, "condition": "A turn each"}, Stand.ON_CONDITION),
        ({"agreed": 0, "condition": "Never"}, Stand.REFUSED),
        ({"condition": "Perhaps"}, Stand.NOT_YET),
        (None, Stand.NOT_YET),
    ],
)
def test_how_a_partner_stands_follows_from_what_it_answered(
    answers: dict[str, str | int] | None, stand: Stand
) -> None:
    assert stand_of(answers) is stand


def test_each_partner_that_has_not_agreed_is_named(drafted: Drafted) -> None:
    drafted.add("lead_agreement", {"partner": "board", "agreed": 1})
    drafted.add("lead_agreement", {"partner": "cross", "agreed": 0})
    found = lead_agreements(drafted.records(), TODAY)
    assert [head.key for head in found.rows] == ["board", "cross", "bank"], (
        "who is out is not asked"
    )
    assert flags(found) == [
        "Water Board: say on which day it agreed.",
        "Red Cross: refuses the lead partner. Talk before you go on.",
        "Bank: has not agreed to the lead partner yet.",
    ]
    assert [found.cell(key, "agreed").words for key in ("board", "cross", "bank")] == [
        *("Agreed", "Refused", "Not yet"),
    ]
    assert found.cell("cross", "agreed").tone is Tone.BAD
    answer = found.cell("bank", "agreed").answer
    assert answer is not None
    assert answer.pair == (("partner", "bank"),), (
        "what is not there yet can be answered in its cell"
    )
    assert found.notes == ("Agreed: 1; Not yet: 1; Refused: 1",)


def test_agreement_to_one_lead_is_none_to_the_next(drafted: Drafted) -> None:
    drafted.add("lead_partner", {"partner": "bank", "mandate": "Calls the meetings"})
    drafted.add("lead_agreement", {"partner": "board", "agreed": 1, "lead": "cross", "date": DAY})
    drafted.add("lead_agreement", {"partner": "cross", "agreed": 1, "lead": "bank", "date": DAY})
    drafted.add("lead_agreement", {"partner": "bank", "agreed": 1, "date": DAY})
    records = drafted.records()
    sentence = "Water Board: agreed to Red Cross as lead partner, not yet to Bank."
    found = lead_agreements(records, TODAY)
    assert flags(found) == [sentence]
    told = [one.text for rule in TASKS["5.1"].criteria for one in rule.missing(records, KINDS)]
    assert [one for one in told if "lead partner" in one and "Board" in one] == [sentence]
    answer = found.cell("board", "agreed").answer
    assert answer is not None
    assert dict(answer.pair) == {"partner": "board", "lead": "bank"}, "the older answer is kept"


def test_a_gap_of_the_lead_without_an_action_keeps_the_task_open(drafted: Drafted) -> None:
    drafted.add("lead_capacity", {"dimension": "finance", "have": 1, "need": 3}, record="finance")
    drafted.add("lead_capacity", {"dimension": "records", "have": 3, "need": 4, "action": "Train"})
    records = drafted.records()
    sentence = "Finance and procurement: there is a gap and no action that closes it."
    assert flags(lead_capacities(records, TODAY)) == [sentence]
    told = [one.text for rule in TASKS["5.1"].criteria for one in rule.missing(records, KINDS)]
    assert sentence in told
    assert [row["id"] for row in short_by_far(records)] == ["finance"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"delegation": "special_purpose"}, "To whom"),
        ({"pilot_first": 1}, "What the pilot should show"),
    ],
)
def test_who_leads_in_its_place_and_what_a_pilot_shows_is_asked_for(
    drafted: Drafted, answers: dict[str, str | int], field: str
) -> None:
    drafted.add("lead_partner", answers)
    records = drafted.records()
    told = [one.text for rule in TASKS["5.1"].criteria for one in rule.missing(records, KINDS)]
    assert f"Fill in “{field}”." in told


# Roles


def test_a_component_without_a_lead_is_named_and_an_activity_leads_nothing_else(
    drafted: Drafted,
) -> None:
    activities(drafted, "board")
    role = {"component": "wells", "activity": "job-0", "partner": "board", "role": "lead"}
    drafted.add("responsibility", role)
    assert missing(drafted.records()) == ["Wells: say who leads it."]


def test_joint_leads_must_be_two_and_say_who_answers_for_what(drafted: Drafted) -> None:
    joint = {"component": "wells", "partner": "board", "role": "joint_lead"}
    drafted.add("responsibility", joint)
    assert missing(drafted.records()) == [
        "Wells: Water Board leads together with others, but nobody else does.",
        "Wells: say which part of the lead Water Board answers for.",
    ]
    drafted.add("responsibility", {**joint, "partner": "cross", "share": "Training"})
    assert missing(drafted.records()) == [
        "Wells: say which part of the lead Water Board answers for."
    ]


def test_two_leads_each_alone_are_named(drafted: Drafted) -> None:
    for partner in ("board", "cross"):
        drafted.add(
            "responsibility",
            {"component": "wells", "partner": partner, "role": "lead", "share": "x"},
        )
    assert missing(drafted.records()) == [
        "Wells: one partner leads alone and others lead too. Let one lead, or all of them jointly."
    ]


def test_who_answers_for_an_activity_needs_a_role_in_its_component(drafted: Drafted) -> None:
    activities(drafted, "cross")
    drafted.add("responsibility", {"component": "wells", "partner": "board", "role": "lead"})
    assert missing(drafted.records()) == [
        "Job 0: Red Cross answers for it, but has no role in “Wells”."
    ]
    role = {"activity": "job-0", "partner": "cross", "role": "contributor"}
    drafted.add("responsibility", role)
    assert missing(drafted.records()) == [], "a role in the activity is one in its component"


def test_components_unfold_into_activities_with_what_the_plan_says(drafted: Drafted) -> None:
    activities(drafted, "cross")
    lead = {"component": "wells", "partner": "board", "role": "joint_lead", "share": "All"}
    drafted.add("responsibility", lead)
    folded = roles(drafted.records(), TODAY)
    assert [head.key for head in folded.rows] == ["wells", SUM]
    assert folded.rows[0].label == "▸ Wells"
    found = roles(drafted.records(), TODAY, {"wells"})
    assert [head.key for head in found.rows] == ["wells", "job-0", SUM]
    assert found.cell("wells", "board").words == "Leads together with others: All"
    assert found.cell("job-0", "cross").words == "Answers for it by the plan"
    assert found.cell(SUM, "board").words == "A role in 1 component, leads 1"
    assert found.cell(SUM, "bank").words == "No role"
    assert found.notes[-1] == "“Wells” is led jointly: Water Board – All."
    answer = found.cell("job-0", "bank").answer
    assert answer is not None
    assert dict(answer.pair) == {"component": "wells", "activity": "job-0", "partner": "bank"}


# Suggestions


def only(drafted: Drafted) -> Suggestion:
    (found,) = suggestions(drafted.records())
    return found


def test_who_carries_out_most_could_lead_with_the_figures(drafted: Drafted) -> None:
    activities(drafted, *["board"] * 7, *["cross"] * 4)
    found = only(drafted)
    assert (found.partners, found.role, found.grounds) == (("board",), "lead", (Work(7, 11),))
    records = drafted.records()
    assert in_words(records, found) == "“Wells”: Water Board could lead it."
    assert grounds_in_words(records, found) == "Water Board carries out 7 of 11 activities."


def test_an_even_split_between_two_is_a_joint_lead(drafted: Drafted) -> None:
    activities(drafted, "board", "cross", "cross", "board")
    found = only(drafted)
    assert (found.partners, found.role) == (("board", "cross"), "joint_lead")
    said = grounds_in_words(drafted.records(), found)
    assert said == "Each of the two carries out 2 of 4 activities."


def test_without_a_majority_nothing_is_suggested(drafted: Drafted) -> None:
    activities(drafted, "board", "cross", "bank")
    assert suggestions(drafted.records()) == []
    drafted.add("activity", {"name": "Nobody's", "component": "wells"})
    assert suggestions(drafted.records()) == []


def test_most_of_the_money_counts_once_for_each_promise(drafted: Drafted) -> None:
    drafted.add("partnership", {"name": "Water", "currency": "NPR"})
    for key, partner, value in (("a", "bank", "NPR 700"), ("b", "board", "NPR 300")):
        promised = {"partner": partner, "kind": "money", "value": value, "state": "confirmed"}
        drafted.add("commitment", promised, record=key)
    drafted.add(
        "commitment", {"partner": "cross", "kind": "people", "value": "NPR 5000"}, record="c"
    )
    for partner in ("board", "cross", "bank"):
        drafted.add(
            "activity", {"component": "wells", "responsible": partner, "commitments": "a b c"}
        )
    found = only(drafted)
    assert found.partners == ("bank",)
    (ground,) = found.grounds
    assert isinstance(ground, Purse)
    said = grounds_in_words(drafted.records(), found)
    assert said == "Bank brings NPR 700 of NPR 1,000 promised for its activities."


def test_promises_without_a_rate_are_said_not_to_be_counted(drafted: Drafted) -> None:
    drafted.add("partnership", {"name": "Water", "currency": "NPR"})
    for key, partner, value in (("a", "bank", "NPR 700"), ("b", "board", "EUR 300")):
        promised = {"partner": partner, "kind": "money", "value": value, "state": "confirmed"}
        drafted.add("commitment", promised, record=key)
    for partner in ("board", "cross", "bank"):
        drafted.add(
            "activity", {"component": "wells", "responsible": partner, "commitments": "a b"}
        )
    said = grounds_in_words(drafted.records(), only(drafted))
    assert said.endswith("1 promise in another currency is not counted, for it has no rate.")


def test_money_counts_too_that_covers_a_single_need_of_an_activity(drafted: Drafted) -> None:
    promise = {"partner": "bank", "kind": "money", "value": "NPR 500", "state": "confirmed"}
    drafted.add("commitment", promise, record="grant")
    activities(drafted, "board")
    (activity,) = (row["id"] for row in drafted.rows["activity"])
    drafted.add("activity_need", {"resource": "Travel", "commitment": "grant"}, str(activity))
    assert figures_of(drafted.records(), "wells").money.keys() == {"bank"}


def test_what_was_decided_of_a_suggestion_is_found_again(drafted: Drafted) -> None:
    activities(drafted, "board")
    assert only(drafted).standing is Standing.OPEN
    answer = {"component": "wells", "partners": "board", "role": "lead", "answer": "declined"}
    drafted.add("lead_suggestion", answer)
    assert only(drafted).standing is Standing.DECLINED
    drafted.add("responsibility", {"component": "wells", "partner": "board", "role": "lead"})
    assert only(drafted).standing is Standing.FOLLOWED


@given(st.lists(st.sampled_from(("board", "cross", "bank", None)), max_size=12))
def test_a_suggestion_by_work_always_has_half_or_more_of_it(by: list[str | None]) -> None:
    drafted = Drafted()
    drafted.add("component", {"name": "Wells"}, record="wells")
    for partner in by:
        drafted.add("activity", {"component": "wells", "responsible": partner})
    records = drafted.records()
    assert figures_of(records, "wells").activities == len(by)
    found = suggestions(records)
    assert len(found) <= 1
    for one in found:
        for partner in one.partners:
            share = by.count(partner) * 2
            assert share > len(by) if one.role == "lead" else share == len(by)
