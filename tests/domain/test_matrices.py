"""What the matrices of module A say of the records: signs, gaps, bands, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrices import aiming, governing, starting, understanding, weighing
from msp_desktop.domain.matrix import Matrix, Tone
from msp_desktop.domain.records import Records

TODAY = date(2026, 11, 26)
Listed = Sequence[Mapping[str, Stored]]


def records(**rows: Listed) -> Records:
    """Return a partnership with these records; each has its number among them as identifier."""
    numbered = {
        kind: [{"id": f"{kind}-{at}", "owner_id": None, **row} for at, row in enumerate(found)]
        for kind, found in rows.items()
    }
    return Records("s", numbered, KINDS)


def flags(matrix: Matrix) -> list[str]:
    return [flag.text for flag in matrix.flags]


def test_each_level_of_support_without_a_secured_supporter_is_named() -> None:
    found = records(
        support=[
            {"level": "political", "state": "secured", "who": "The mayor"},
            {"level": "staff", "state": "asked", "who": "Nurses"},
        ]
    )
    ladder = starting.support_ladder(found, TODAY)
    assert ladder.cell("political", "secured").words == "The mayor"
    assert flags(ladder) == [
        "Senior management: no support is secured yet.",
        "Staff and experts: no support is secured yet.",
    ]


def test_a_gap_without_an_action_is_said_in_words() -> None:
    found = records(
        capacity=[
            {"dimension": "finance", "have": 1, "need": 4},
            {"dimension": "records", "have": 4, "need": 2},
        ]
    )
    shown = starting.capacities(found, TODAY)
    assert shown.cell("capacity-0", "gap").words == "3 steps short"
    assert shown.cell("capacity-0", "action").words == "No action"
    assert shown.cell("capacity-1", "gap").words == "No gap"
    assert flags(shown) == ["Finance and procurement: there is a gap and no action that closes it."]
    answer = shown.cell("mandate", "have").answer
    assert answer is not None
    assert answer.pair == (("dimension", "mandate"),), (
        "what is not assessed yet can be, in its cell"
    )


def test_a_need_that_nobody_could_bring_is_named() -> None:
    found = records(
        partner=[
            {"name": "Water Board", "state": "selected", "brings": "human"},
            {"name": "Bank", "state": "declined", "brings": "financial"},
        ],
        partner_need=[
            {"resource": "Engineers", "kind": "human"},
            {"resource": "Money", "kind": "financial"},
        ],
    )
    shown = starting.needs_and_candidates(found, TODAY)
    assert shown.cell("partner_need-0", "partner-0").words == "Could bring it"
    assert flags(shown) == ["Money: nobody on the list could bring it."]
    assert [head.key for head in shown.columns] == ["covered", "partner-0"], "who declined is out"


def test_of_very_many_organisations_those_that_promised_something_come_first() -> None:
    able = [
        {"name": f"Club {number}", "state": "identified", "brings": "human"} for number in range(50)
    ]
    idle = [{"name": f"Shop {number}", "state": "identified"} for number in range(10)]
    found = records(
        partner=[*able, *idle],
        partner_need=[{"resource": "Engineers", "kind": "human"}],
        commitment=[{"partner": "partner-55", "need": "partner_need-0", "state": "pledged"}],
    )
    shown = starting.needs_and_candidates(found, TODAY)
    assert [head.key for head in shown.columns][:3] == ["covered", "partner-55", "partner-0"]
    assert len(shown.columns) == 41
    assert shown.notes[-1] == "20 more organisations are not shown."
    assert flags(shown) == []


def test_a_promise_covers_a_need_until_it_is_withdrawn() -> None:
    def covered(state: str) -> str:
        found = records(
            partner=[{"name": "Water Board", "state": "active"}],
            partner_need=[{"resource": "Pumps", "kind": "technological"}],
            commitment=[{"partner": "partner-0", "need": "partner_need-0", "state": state}],
        )
        return starting.needs_and_candidates(found, TODAY).cell("partner_need-0", "covered").words

    assert covered("pledged") == "Promised"
    assert covered("withdrawn") == "By nobody"


def test_ways_that_are_not_compared_are_offered_and_a_choice_needs_a_reason() -> None:
    found = records(model_option=[{"model": "Together", "kind": "partnership", "chosen": 1}])
    assert [key for key, _label in understanding.kinds_to_compare(found)] == [
        "alone",
        "contract",
        "grant",
        "order",
    ]
    assert flags(understanding.ways_compared(found, TODAY)) == [
        "Together: say why this is the way you take."
    ]


def test_the_partnership_stands_first_and_a_missing_choice_leads_to_its_cell() -> None:
    ways = [{"model": "Alone", "kind": "alone"}, {"model": "Together", "kind": "partnership"}]
    shown = understanding.ways_compared(records(model_option=ways), TODAY)
    assert [head.label for head in shown.columns] == ["Together", "Alone"]
    (flag,) = shown.flags
    assert (flag.record_id, flag.field_key) == ("model_option-1", "chosen")
    answer = shown.cell("chosen", "model_option-1").answer
    assert answer is not None
    assert answer.record_id == flag.record_id


def test_partners_not_heard_yet_have_a_column_to_write_in() -> None:
    found = records(
        partner=[{"name": "Water Board", "state": "active"}, {"name": "NGO", "state": "active"}],
        stakeholder_view=[{"partner": "partner-1", "view": "Too slow"}, {"group": "Women"}],
    )
    shown = understanding.views_side_by_side(found, TODAY)
    assert [head.label for head in shown.columns] == ["NGO", "Women", "Water Board"]
    assert flags(shown) == ["Water Board: write down how it sees the problem."]
    answer = shown.cell("wants", "partner-0").answer
    assert answer is not None
    assert answer.pair == (("partner", "partner-0"),)


@pytest.mark.parametrize(
    ("assumption", "agreement", "said"),
    [
        ({"tested_on": "2026-01-01", "verdict": "holds"}, {"title": "Draft"}, []),
        ({"test_by": "2026-11-26"}, {}, []),
        ({"test_by": "2026-11-25"}, {}, ["Rain comes: its test is overdue."]),
        (
            {},
            {"title": "Draft"},
            ["Rain comes: it is not tested, and the agreement is being written already."],
        ),
    ],
)
def test_untested_assumptions_are_named_when_due_or_when_the_agreement_is_written(
    assumption: dict[str, str], agreement: dict[str, str], said: list[str]
) -> None:
    found = records(assumption=[{"statement": "Rain comes", **assumption}], agreement=[agreement])
    assert flags(understanding.assumption_register(found, TODAY)) == said


def test_assumptions_lie_where_they_are_weighed_and_tested_ones_in_brackets() -> None:
    found = records(
        assumption=[
            {"importance": "high", "certainty": "low"},
            {
                "importance": "high",
                "certainty": "low",
                "tested_on": "2026-01-01",
                "verdict": "holds",
            },
        ]
    )
    cell = understanding.assumptions_placed(found, TODAY).cell("high", "low")
    assert (cell.sign, cell.strength) == ("1, (2)", 3)


def test_goals_say_with_sign_and_word_whether_they_go_together() -> None:
    found = records(
        partner=[{"name": "Kilns", "state": "active"}, {"name": "College", "state": "active"}],
        shared_goal=[{"name": "Health"}],
        partner_goal=[
            {"partner": "partner-0", "shared_goal": "shared_goal-0", "goal": "x", "fit": "tension"},
            {
                "partner": "partner-0",
                "shared_goal": "shared_goal-0",
                "goal": "y",
                "fit": "supports",
            },
        ],
    )
    shown = aiming.goals_that_fit(found, TODAY)
    cell = shown.cell("partner-0", "shared_goal-0")
    assert (cell.sign, cell.tone) == ("−", Tone.BAD), "the worst of several counts"
    assert cell.text == "They pull apart\nThey support each other"
    assert cell.answer is None, "several goals are changed in their own entries"
    assert flags(shown) == ["College: write down its own goal and why it joins."]


def test_links_between_targets_are_read_by_sign_and_harm_needs_an_answer() -> None:
    found = records(
        alignment=[{"target": "3.8"}, {"target": "17.9"}, {"target": "3.c"}],
        interlinkage=[
            {"first": "3.8", "second": "1.2", "score": 2},
            {"first": "3.8", "second": "12.4", "score": -3},
        ],
    )
    shown = aiming.interlinkages(found, TODAY)
    assert [head.key for head in shown.rows] == ["3.8", "3.c", "17.9"]
    assert shown.cell("3.8", "1.2").sign == "▲ +2"
    assert shown.cell("3.8", "12.4").words == "−3, Cancels it: no answer"
    assert flags(shown) == ["3.8 harms 12.4: say what you do about it."]


def test_targets_that_are_only_wanted_can_be_written_in() -> None:
    found = records(objective=[{"name": "Wells"}], challenge=[{"target": "6.1"}])
    shown = aiming.alignment(found, TODAY, ["6.4"])
    assert [head.key for head in shown.columns] == ["6.1", "6.4"]
    assert flags(shown) == ["Wells: say to which target it contributes."]


def test_the_time_frame_is_drawn_by_quarter_and_long_ones_by_year() -> None:
    short = records(scope=[{"development": "2026-01-15/2026-03-31", "time_frame": "2026-04-01/"}])
    drawn = aiming.time_frame(short, TODAY)
    assert [head.label for head in drawn.columns] == ["2026 Q1", "2026 Q2"]
    assert drawn.cell("development", "2026-01-01").sign
    assert not drawn.cell("development", "2026-04-01").sign
    long = records(scope=[{"time_frame": "2026-01-01/2036-12-31"}])
    assert len(aiming.time_frame(long, TODAY).columns) == 11


@given(st.dates(), st.dates())
def test_any_time_frame_is_drawn_in_a_few_periods_that_leave_no_day_out(
    one: date, other: date
) -> None:
    first, last = sorted((one, other))
    found = records(scope=[{"time_frame": f"{first}/{last}"}])
    drawn = aiming.time_frame(found, TODAY)
    assert 1 <= len(drawn.columns) <= 26
    assert all(drawn.cell("time_frame", head.key).sign for head in drawn.columns)
    assert drawn.columns[0].key <= first.isoformat()


def test_codes_of_a_newer_version_are_shown_not_refused() -> None:
    found = records(
        alignment=[{"target": "18.x"}, {"target": "new"}],
        interlinkage=[{"first": "new", "second": "18.x", "score": 9}],
        partner_goal=[{"partner": "gone", "fit": "newer"}],
    )
    shown = aiming.interlinkages(found, TODAY)
    assert {head.key for head in shown.rows} == {"new", "18.x"}


def test_the_way_from_start_to_target_is_said_and_a_missing_start_is_named() -> None:
    found = records(
        indicator=[
            {"name": "Refusing", "baseline": "9", "target_value": "4.5"},
            {"name": "Reached", "target_value": "90"},
        ]
    )
    shown = aiming.baselines(found, TODAY)
    assert shown.cell("indicator-0", "gap").words == "4.5"
    assert flags(shown) == ["Reached: the value at the start is missing."]


@pytest.mark.parametrize(
    ("product", "word"),
    [
        (1, "Low"),
        (4, "Low"),
        (5, "Medium"),
        (9, "Medium"),
        (10, "High"),
        (15, "High"),
        (16, "Critical"),
    ],
)
def test_bands_of_risks(product: int, word: str) -> None:
    assert weighing.BANDS[weighing.band_of(product)][3] == word


def test_risks_lie_where_they_are_now_and_in_brackets_where_they_were() -> None:
    found = records(
        risk=[
            {"description": "Flood", "likelihood": 4, "impact": 5, "review_date": "2026-11-25"},
            {
                "description": "Strike",
                "likelihood": 4,
                "impact": 5,
                "residual_likelihood": 1,
                "residual_impact": 2,
                "mitigation": "Talks",
                "owner_name": "Sita",
            },
            {"description": "Over", "likelihood": 4, "impact": 5, "state": "closed"},
        ]
    )
    shown = weighing.risk_heat(found, TODAY)
    assert shown.cell("4", "5").words == "Critical: 1  (2)"
    assert shown.cell("1", "2").words == "Low: 2"
    assert flags(shown) == [
        "Flood: it was to be looked at again on 25 November 2026.",
        "Flood: a high risk, and nothing is said of what we do.",
        "Flood: a high risk, and nobody sees to it.",
    ]


def test_a_risk_to_be_looked_at_again_is_named_from_the_day_after() -> None:
    days = ("2026-11-25", "2026-11-26", "some day")
    found = records(risk=[{"description": day, "review_date": day} for day in days])
    assert flags(weighing.risk_heat(found, TODAY)) == [
        "2026-11-25: it was to be looked at again on 25 November 2026."
    ]


def test_the_balance_of_a_partner_is_said_in_words() -> None:
    found = records(
        partner=[{"name": "Kilns", "state": "active"}, {"name": "College", "state": "active"}],
        net_value=[{"partner": "partner-0", "benefit": 1, "effort": 4}],
    )
    shown = weighing.net_values(found, TODAY)
    assert shown.cell("partner-0", "balance").words == "Puts in more than it gets"
    assert shown.cell("partner-1", "balance").words == ""
    assert flags(shown) == ["Kilns puts in more than it gets: it may not stay."]


def test_a_group_without_a_mechanism_is_named() -> None:
    found = records(
        accountability=[{"audience": "beneficiaries", "how": "reports"}],
        mechanism=[{"name": "Survey", "audience": "donors stakeholders partners"}],
    )
    assert flags(governing.accountability_map(found, TODAY)) == [
        "People who should benefit: nothing watches the partnership for them.",
        "People who should benefit: say where they can complain.",
    ]


def test_seats_quorum_and_terms_that_run_out() -> None:
    found = records(
        partner=[{"name": "Water Board", "state": "active"}],
        body=[{"name": "Board", "seats": 9, "quorum_share": "66"}],
        body_member=[
            {
                "owner_id": "body-0",
                "partner": "partner-0",
                "name": "Sita",
                "term": "2024-01-01/2026-12-31",
            },
            {
                "owner_id": "body-0",
                "partner": "partner-0",
                "name": "Hari",
                "term": "2024-01-01/2026-01-01",
            },
        ],
    )
    shown = governing.seats(found, TODAY)
    assert shown.cell("taken", "body-0").words == "2 of 9"
    assert shown.cell("quorum", "body-0").words == "6 members"
    assert flags(shown) == [
        "Sita (Board): the term runs out on 31 December 2026.",
        "Hari (Board): the term ended on 1 January 2026.",
    ]
    assert governing.needed_to_decide(3, Decimal(50)) == 2


def test_an_empty_partnership_says_what_to_add_first() -> None:
    empty = records()
    for make in (
        understanding.ways_compared,
        understanding.views_side_by_side,
        aiming.goals_that_fit,
        aiming.alignment,
        aiming.interlinkages,
        aiming.baselines,
        aiming.time_frame,
        weighing.rewards,
        weighing.net_values,
        governing.seats,
        governing.process_baseline,
        starting.needs_and_candidates,
    ):
        shown = make(empty, TODAY)
        assert shown.is_empty
        assert shown.empty, make.__name__
