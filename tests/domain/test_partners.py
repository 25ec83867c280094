"""Task 1.4: who decides and who follows, who is not heard, what is known, and how organisations compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.as_of import as_of
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.inclusion import inclusion_gaps
from msp_desktop.domain.partner_assessment import assessment, assessments, name_of_answer
from msp_desktop.domain.partner_choice import (
    Candidate,
    Comparison,
    Criterion,
    compare,
    name_of_score,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.turnover import (
    SomebodyDecides,
    Standing,
    people_by_partner,
    who_decides,
    without_successor,
)

SPACE = "5" * 32
TODAY = date(2026, 11, 26)


def records(day: date | None = TODAY, **kinds: Sequence[Mapping[str, Stored]]) -> Records:
    rows: dict[str, list[Row]] = {
        key: [
            {"id": f"{key}-{at}", "owner_id": None, "alive": 1, **one}
            for at, one in enumerate(found)
        ]
        for key, found in kinds.items()
    }
    return Records(SPACE, rows, KINDS, day)


def party(name: str, **answers: Stored) -> dict[str, Stored]:
    return {"id": name, "name": name, "state": "active", **answers}


def contact(name: str, valid: str, partner: str = "A", decides: int = 1) -> dict[str, Stored]:
    return {"id": name, "name": name, "owner_id": partner, "valid": valid, "may_decide": decides}


def holes(found: Records) -> list[str]:
    return [hole.text for hole in SomebodyDecides(TAKING_PART).missing(found, KINDS)]


# Who decides


def test_a_leaver_whom_nobody_follows_is_named_from_the_day_after() -> None:
    def left(day: date | None) -> Records:
        return records(day, partner=[party("A")], contact=[contact("Ram", "2024-01-01/2026-11-25")])

    assert holes(left(TODAY)) == ["A: Ram left on 25 November 2026; nobody who may decide follows."]
    assert holes(left(date(2026, 11, 25))) == []
    assert holes(left(None)) == [], "without a day nobody has left"
    (hole,) = SomebodyDecides(TAKING_PART).missing(left(TODAY), KINDS)
    assert (hole.kind_key, hole.record_id, hole.field_key) == ("contact", "Ram", "valid")


@pytest.mark.parametrize(
    "successor",
    [
        contact("Sita", "2026-11-26/"),
        contact("Sita", "2020-01-01/"),
        contact("Sita", ""),
        contact("Sita", "2027-03-01/"),
    ],
)
def test_who_may_decide_and_stays_or_comes_is_a_successor(successor: dict[str, Stored]) -> None:
    found = records(partner=[party("A")], contact=[contact("Ram", "/2026-10-01"), successor])
    assert holes(found) == []
    assert people_by_partner(found)["A"][0].follows in ("Sita", "")
    assert without_successor(found, TODAY, TAKING_PART) == []


def test_somebody_who_may_not_decide_is_no_successor() -> None:
    found = records(
        partner=[party("A")],
        contact=[contact("Ram", "/2026-10-01"), contact("Sita", "", decides=0)],
    )
    assert holes(found) == ["A: Ram left on 1 October 2026; nobody who may decide follows."]


def test_nobody_at_all_and_partners_that_take_no_part() -> None:
    found = records(
        partner=[party("A"), party("B", state="identified")],
        contact=[contact("Ram", "", decides=0)],
    )
    assert holes(found) == ["A: add a contact person who may decide."]


def test_the_alert_comes_two_months_ahead_and_names_the_last_to_go() -> None:
    found = records(
        partner=[party("A")],
        contact=[contact("Ram", "/2026-06-01"), contact("Sita", "/2027-01-10")],
    )
    (alert,) = without_successor(found, TODAY, TAKING_PART)
    assert alert.name == "Sita"
    assert alert.standing(TODAY) is Standing.NOW
    assert without_successor(found, date(2026, 11, 1), TAKING_PART) == []


def test_people_stand_in_the_order_of_their_times_with_who_follows() -> None:
    found = records(
        partner=[party("A")],
        contact=[
            contact("New", "2026-01-01/"),
            contact("Old", "/2025-12-31"),
            contact("Next", "2027-01-01/"),
        ],
    )
    people = people_by_partner(found)["A"]
    assert [(one.name, one.standing(TODAY).value) for one in people] == [
        ("Old", "left"),
        ("New", "now"),
        ("Next", "to_come"),
    ]
    assert people[0].follows == "New"
    assert [one.name for one in who_decides(people, TODAY)] == ["New"]


def test_records_of_an_earlier_day_are_read_on_that_day() -> None:
    found = records(partner=[party("A")], contact=[contact("Ram", "/2026-10-01")])
    assert holes(as_of(found, date(2026, 9, 30))) == []


# Who is not heard


def test_sectors_groups_and_voices_that_are_missing_are_named() -> None:
    found = records(
        challenge=[{"left_behind": "women landless"}],
        partner=[
            party("A", sector="government", speaks_for="women older"),
            party("B", sector="business", weaker_voice=1),
            party("C", sector="academia", weaker_voice=1, voice_remedy="Speaks first"),
            party("D", sector="community", speaks_for="landless", state="identified"),
        ],
    )
    gaps = inclusion_gaps(found)
    assert [(gap.about, gap.missing.text, gap.candidates) for gap in gaps] == [
        ("sector", "Nobody from this sector takes part yet: Civil society.", ()),
        ("sector", "Nobody from this sector takes part yet: Community.", ("D",)),
        ("group", "Nobody who takes part speaks for: Landless people and smallholders.", ("D",)),
        ("voice", "B needs help to be heard, and nobody has said how it is helped.", ()),
    ]
    assert gaps[-1].missing.record_id == "B"


def test_without_groups_in_the_challenge_that_is_the_gap() -> None:
    (gap,) = (one for one in inclusion_gaps(records()) if one.about == "group")
    assert gap.missing.kind_key == "challenge"


# What is known


def answer(
    prompt: str, rating: int | None, reliability: str = "", **more: Stored
) -> dict[str, Stored]:
    return {"owner_id": "A", "prompt": prompt, "rating": rating, "reliability": reliability, **more}


def test_an_assessment_is_the_mean_of_its_ratings_with_how_reliable_they_are() -> None:
    found = assessment(
        records(
            partner_assessment=[
                answer("track_record", 5, "documents"),
                answer("skills", 4, "told"),
                answer("team", 4, "own"),
                answer("finances", None, "own"),
            ]
        ),
        "A",
    )
    assert (found.mean, found.answered, found.reliable) == (Decimal("4.3"), 3, 2)
    assert list(found.answers) == ["track_record", "skills", "finances", "team"]
    empty = assessment(records(), "A")
    assert (empty.mean, empty.answered) == (None, 0)


def test_of_two_answers_to_one_prompt_the_shared_one_counts_and_the_other_is_kept_in_sight() -> (
    None
):
    shared = single_id(SPACE, name_of_answer("A", "team"))
    found = assessments(
        records(
            partner_assessment=[
                answer("team", 1, id="old"),
                answer("team", 5, id=shared),
                answer("new_prompt", 3, id="newer"),
            ]
        )
    )["A"]
    assert found.answers["team"]["id"] == shared
    assert [row["id"] for row in found.besides] == ["old", "newer"]
    assert found.ratings == (5,)


# How they compare


def test_of_nearly_equal_means_the_better_one_comes_first() -> None:
    criteria: list[dict[str, Stored]] = [
        {"id": str(at), "name": str(at), "weight": 5} for at in range(60)
    ]
    scores = {"A": [1] + [5] * 58 + [4], "B": [1] + [5] * 59}
    found = compare(
        records(
            partner=[party("A"), party("B")],
            selection_criterion=[*criteria, {"id": "light", "name": "light", "weight": 1}],
            partner_score=[
                {"partner": "A", "criterion": "light", "score": 5},
                {"partner": "B", "criterion": "light", "score": 1},
                *(
                    {"partner": name, "criterion": one["id"], "score": score}
                    for name, given in scores.items()
                    for one, score in zip(criteria, given, strict=True)
                ),
            ],
        )
    )
    first, second = found.candidates[:2]
    assert (first.name, second.name) == ("B", "A")
    assert found.total(first) == found.total(second)


def test_scores_are_weighed_and_the_best_complete_one_comes_first() -> None:
    found = compare(
        records(
            partner=[party("A"), party("B"), party("C"), party("D")],
            selection_criterion=[
                {"id": "x", "name": "Trust", "weight": 5},
                {"id": "y", "name": "Means", "weight": 1},
            ],
            partner_score=[
                {"partner": "A", "criterion": "x", "score": 2},
                {"partner": "A", "criterion": "y", "score": 5},
                {"partner": "B", "criterion": "x", "score": 4},
                {"partner": "B", "criterion": "y", "score": 1},
                {"partner": "C", "criterion": "x", "score": 5},
            ],
        )
    )
    assert [(one.name, found.total(one)) for one in found.candidates] == [
        ("B", Decimal("3.50")),
        ("A", Decimal("2.50")),
        ("C", Decimal("5.00")),
    ]
    assert [one.name for one in found.ranked] == ["B", "A"]
    assert found.turns() == []


def test_a_score_with_the_shared_identifier_counts_and_a_second_one_is_told() -> None:
    shared = single_id(SPACE, name_of_score("A", "x"))
    found = compare(
        records(
            partner=[party("A")],
            selection_criterion=[{"id": "x", "name": "Trust"}],
            partner_score=[
                {"id": "old", "partner": "A", "criterion": "x", "score": 1},
                {"id": shared, "partner": "A", "criterion": "x", "score": 4},
            ],
        ),
        ["A"],
    )
    assert found.candidates[0].scores == (4,)
    assert found.entered_twice == 1
    assert (found.criteria[0].weight, found.criteria[0].is_weighed) == (3, False)


def test_it_is_said_which_weight_the_first_place_hangs_on() -> None:
    criteria = (Criterion("x", "Trust", 3), Criterion("y", "Means", 3))
    close = Comparison(criteria, (Candidate("a", "A", "", (5, 2)), Candidate("b", "B", "", (3, 4))))
    turns = [(one.criterion, one.weight, one.first) for one in close.turns()]
    assert ("Means", 4, "B") in turns
    assert ("Trust", 4, "A") in turns, "a tie is broken by it"
    clear = Comparison(criteria, (Candidate("a", "A", "", (5, 5)), Candidate("b", "B", "", (3, 3))))
    assert clear.turns() == []


SCORES = st.lists(st.integers(1, 5), min_size=3, max_size=3)


@given(
    st.lists(SCORES, min_size=1, max_size=6), st.lists(st.integers(1, 5), min_size=3, max_size=3)
)
def test_a_total_lies_between_the_lowest_and_the_highest_score(
    scored: list[list[int]], weights: list[int]
) -> None:
    for scores in scored:
        total = Candidate("a", "A", "", tuple(scores)).total(weights)
        assert total is not None
        assert min(scores) <= total <= max(scores)
