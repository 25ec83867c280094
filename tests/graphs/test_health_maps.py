"""Radar and spread: every side is named, rounds differ by their lines, wide answers are marked in words."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.health import Spread
from msp_desktop.graphs.questionnaire_map import questionnaire_map
from msp_desktop.graphs.radar_map import outlines, radar_map
from msp_desktop.graphs.spread_map import spread_map

SPOKES = [(f"s{at}", f"Side {at}") for at in range(10)]
LEVELS = st.dictionaries(
    st.sampled_from([key for key, _name in SPOKES]), st.integers(1, 5).map(Decimal), min_size=1
)


@given(st.lists(LEVELS, min_size=1, max_size=3), LEVELS)
def test_every_level_lies_inside_and_is_told(
    rounds: list[dict[str, Decimal]], wish: dict[str, Decimal]
) -> None:
    named = [(f"Round {at}", levels) for at, levels in enumerate(rounds)] + [("Wish", wish)]
    found = outlines(named, has_wish=True)
    assert len({one.place for one in found}) == len(found)
    picture = radar_map("Health", SPOKES, found, 1, 5)
    for edge in picture.edges:
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in edge.points)
    for _key, name in SPOKES:
        assert any(note.words == name for note in picture.notes)
    for key, level in wish.items():
        name = dict(SPOKES)[key]
        assert f"{name}: " in picture.told
        assert f"Wish {level}" in picture.told


def test_wide_answers_are_marked_in_words_and_what_nobody_answered_is_left_out() -> None:
    spreads = {
        "s0": Spread(5, Decimal(3), Decimal(1), Decimal(5)),
        "s1": Spread(5, Decimal(4), Decimal(4), Decimal(4)),
    }
    picture = spread_map("Spread", SPOKES[:3], spreads, {"s0": 5}, 1, 5)
    words = [note.words for note in picture.notes]
    assert words.count("≠ seen differently") == 1
    assert "Side 2" not in words
    assert "Side 0: middle 3, half of the answers from 1 to 5; partners see it differently." in (
        picture.told
    )


def test_the_questionnaire_has_a_circle_for_each_choice_of_each_statement() -> None:
    lines = [("1", "We trust", "Trust"), ("2", "We share", "Trust"), ("3", "We lead", "Leading")]
    picture = questionnaire_map("Q", lines, ("1", "2", "?"))
    assert len(picture.nodes) == 9
    assert [note.words for note in picture.notes].count("Trust") == 1
    assert "3. We lead: 1 / 2 / ?" in picture.told
