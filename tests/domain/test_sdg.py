"""Codes of the 2030 Agenda are complete, and are found by what an officer types."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain import sdg
from msp_desktop.domain.sdg import Catalogue


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
    assert Catalogue(sdg.TARGETS).find(typed)[0] == first


def test_what_fits_nothing_finds_nothing() -> None:
    assert Catalogue(sdg.TARGETS).find("6.1 tariff") == []


@given(st.data())
def test_every_code_is_found_by_itself_and_by_the_words_of_its_title(data: st.DataObject) -> None:
    titles = sdg.TARGETS | sdg.INDICATORS
    code = data.draw(st.sampled_from(list(titles)))
    assert ALL.find(code)[0] == code
    words = data.draw(st.permutations(titles[code].upper().split()))
    assert code in ALL.find(" ".join(words))


LOADED = sdg.Framework(
    "Valley", "vi", "", "list.csv", "ab", "2026-03-01",
    {"6.1": "Nước sạch cho mọi nhà", "6.1.1": "ទឹក\u200bស្អាត", "9.c": "Điện"},
    {"6.1.1": "C060101"},
)  # fmt: skip
ALL = Catalogue(sdg.TARGETS | sdg.INDICATORS)
WORDED = Catalogue(sdg.TARGETS | sdg.INDICATORS, (LOADED,))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("nuoc sach", "6.1"),
        ("NHÀ Nước", "6.1"),
        ("nước drinking", "6.1"),
        ("ទឹកស្អាត", "6.1.1"),
        ("c060101", "6.1.1"),
        ("dien", "9.c"),
    ],
)
def test_loaded_wordings_are_searched_too(typed: str, code: str) -> None:
    assert code not in ALL.find(typed)
    assert WORDED.find(typed) == [code]


def test_what_was_found_is_shown_in_the_words_that_fit() -> None:
    assert WORDED.matched("6.1", "water 6.1") == sdg.TARGETS["6.1"]
    assert WORDED.matched("6.1", "nuoc") == "Nước sạch cho mọi nhà"
    assert WORDED.matched("6.1", "nuoc water") == sdg.TARGETS["6.1"]
    assert WORDED.wording("6.1") == "Nước sạch cho mọi nhà"
    assert WORDED.wording("6.2") == ""


def test_nothing_typed_finds_everything_in_order() -> None:
    assert Catalogue(sdg.TARGETS).find(" ") == list(sdg.TARGETS)


def test_a_code_says_where_else_it_stands_and_what_it_once_meant() -> None:
    assert sdg.about("6.1") == "Goal 6: Clean water and sanitation"
    assert "11.5.1, 13.1.1" in sdg.about("1.5.1")
    assert "1.5.1, 11.5.1" in sdg.about("13.1.1")
    assert "Jobs in sustainable tourism" in sdg.about("8.9.2")


def test_the_edition_of_the_framework_is_named() -> None:
    for part in ("2025", "A/RES/71/313", "E/CN.3/2025/6"):
        assert part in sdg.version()
