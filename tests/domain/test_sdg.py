"""Codes of the 2030 Agenda are complete, and are found by what an officer types."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain import sdg


def test_every_goal_has_its_targets_and_every_target_its_indicators() -> None:
    outcomes = Counter(sdg.goal_of(code) for code in sdg.TARGETS if code[-1].isdigit())
    means = Counter(sdg.goal_of(code) for code in sdg.TARGETS if not code[-1].isdigit())
    assert [outcomes[goal] for goal in sdg.GOAL_NUMBERS] == [
        *(5, 5, 9, 7, 6, 6, 3, 10, 5, 7, 7, 8, 3, 7, 9, 10, 19)
    ]
    assert [means[goal] for goal in sdg.GOAL_NUMBERS] == [
        *(2, 3, 4, 3, 3, 2, 2, 2, 3, 3, 3, 3, 2, 3, 3, 2, 0)
    ]
    assert len(sdg.TARGETS) == 169
    assert {code.rpartition(".")[0] for code in sdg.INDICATORS} == set(sdg.TARGETS)


def test_indicators_that_stand_several_times_are_one() -> None:
    assert len(sdg.INDICATORS) == 251
    assert len(sdg.INDICATORS.keys() - sdg.SAME_AS.keys()) == 234
    for code, first in sdg.SAME_AS.items():
        assert first not in sdg.SAME_AS
        if first != "13.2.1":  # the second names least developed countries and islands only
            assert sdg.INDICATORS[code] == sdg.INDICATORS[first]


def test_retired_codes_are_known_and_not_in_use() -> None:
    assert sdg.is_indicator("17.6.2")
    assert not sdg.RETIRED.keys() & sdg.INDICATORS.keys()
    assert sdg.EARLIER_MEANINGS.keys() <= sdg.INDICATORS.keys()
    assert not sdg.is_indicator("6.1")
    assert not sdg.is_target("6.1.1")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("6.1", "6.1"),
        ("drinking water", "6.1"),
        ("WATER safe", "6.1"),
        ("13.b", "13.b"),
        ("8.1", "8.1"),
        ("5. land", "5.a"),
    ],
)
def test_a_target_is_found_by_number_or_by_words_in_any_order(typed: str, first: str) -> None:
    assert sdg.found(typed, sdg.TARGETS)[0] == first


def test_what_fits_nothing_finds_nothing() -> None:
    assert sdg.found("6.1 tariff", sdg.TARGETS) == []


@given(st.data())
def test_every_code_is_found_by_itself_and_by_the_words_of_its_title(data: st.DataObject) -> None:
    titles = sdg.TARGETS | sdg.INDICATORS
    code = data.draw(st.sampled_from(list(titles)))
    assert sdg.found(code, titles)[0] == code
    words = data.draw(st.permutations(titles[code].upper().split()))
    assert code in sdg.found(" ".join(words), titles)
