"""What is odd about a results chain."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.goals_tree import goals_tree
from msp_desktop.domain.results import LEVEL_KEYS, Chain, Step, chain, circles, hints
from tests.partnerships import Drafted

LEVELS = {key: place for place, key in enumerate(LEVEL_KEYS)}


def made(**steps: tuple[str, str]) -> Chain:
    """Make a chain of steps by name: a level, and the names of what they lead to."""
    return Chain(
        tuple(
            Step(name, name, LEVELS.get(level), tuple(leads_to.split()))
            for name, (level, leads_to) in steps.items()
        )
    )


def said(found: Chain) -> list[str]:
    return [hint.sentence for hint in hints(found)]


WHOLE: Mapping[str, tuple[str, str]] = {
    "staff": ("input", "dig"),
    "dig": ("activity", "wells"),
    "wells": ("output", "water"),
    "water": ("outcome", "use health"),
    "use": ("outcome", "health"),
    "health": ("impact", ""),
}


def test_of_a_whole_chain_nothing_is_said() -> None:
    assert said(made(**WHOLE)) == []


def test_of_no_chain_nothing_is_said() -> None:
    assert hints(Chain((), (("o", "Repair wells"),))) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"dig": ("activity", "wells health")},
            "“dig”: an activity leads straight to impact, “health”. Say what comes in between.",
        ),
        (
            {"dig": ("activity", "wells water")},
            "“dig”: an activity leads straight to an outcome, “water”. Name what it brings forth first.",
        ),
        (
            {"staff": ("input", "dig wells")},
            "“staff” leads straight to “wells”, over a level. Say what comes in between.",
        ),
        (
            {"school": ("output", "water")},
            "Nothing leads to “school”. Say what brings it about.",
        ),
        ({"use": ("outcome", "")}, "“use” leads nowhere. Say what comes of it."),
        ({"use": ("", "health")}, "“use” has no level yet."),
        (
            {"school": ("output", "dig"), "wells": ("output", "water school")},
            "“school” leads back to “dig”, a step of an earlier level. Look which way it goes.",
        ),
        (
            {"use": ("outcome", "health water")},
            "These steps lead in a circle: “water” → “use” → “water”. Take one arrow away.",
        ),
    ],
)
def test_what_is_odd_is_said(changed: Mapping[str, tuple[str, str]], sentence: str) -> None:
    assert sentence in said(made(**{**WHOLE, **changed}))


def test_an_objective_without_a_step_is_named() -> None:
    steps = made(**WHOLE).steps
    (hint,) = hints(Chain(steps, (("o", "Repair wells"),)))
    assert (hint.kind_key, hint.record) == ("objective", "o")
    assert "“Repair wells”" in hint.sentence


def test_each_hint_leads_to_its_record() -> None:
    found = hints(made(**{**WHOLE, "use": ("", "")}))
    assert ("result", "use", "level") in [
        (one.kind_key, one.record, one.field_key) for one in found
    ]


def test_a_chain_is_read_from_the_records() -> None:
    drafted = Drafted()
    objective = drafted.add("objective", {"name": "Repair wells"}, record="o")
    drafted.add(
        "result",
        {"name": "Dig", "level": "activity", "leads_to": "w gone w d", "objective": objective},
        record="d",
    )
    drafted.add("result", {"name": "Wells", "level": "later"}, record="w")
    found = chain(drafted.records())
    assert [(cause.name, effect.name) for cause, effect in found.arrows] == [("Dig", "Wells")]
    assert [step.level for step in found.steps] == [LEVELS["activity"], None]
    assert found.objectives == (("o", "Repair wells"),)


@given(st.data())
def test_there_is_a_circle_where_steps_lead_back_to_themselves(data: st.DataObject) -> None:
    names = [f"s{number}" for number in range(data.draw(st.integers(1, 7)))]
    steps = tuple(
        Step(name, name, 0, tuple(data.draw(st.lists(st.sampled_from(names), max_size=3))))
        for name in names
    )
    found = Chain(steps)
    after = {(cause.record, effect.record) for cause, effect in found.arrows}
    for way in circles(found):
        keys = [step.record for step in way]
        assert len(set(keys)) == len(keys) > 1
        assert all(pair in after for pair in zip(keys, [*keys[1:], keys[0]], strict=True))
    reach = set(after)
    for _round in names:
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    assert bool(circles(found)) == any(one == other for one, other in reach)


def test_the_tree_shows_what_serves_what_and_what_hangs_in_the_air() -> None:
    drafted = Drafted()
    drafted.add("partner", {"name": "Water Board", "short_name": "WB"}, record="p")
    drafted.add("shared_goal", {"name": "Safe water"}, record="g")
    drafted.add("objective", {"name": "Repair", "goal": "g"}, record="o")
    drafted.add("objective", {"name": "Teach"}, record="t")
    drafted.add("indicator", {"name": "Wells", "unit": "wells", "objective": "o"}, record="i")
    drafted.add("indicator", {"name": "Lessons", "objective": "gone"}, record="j")
    drafted.add(
        "partner_goal",
        {"partner": "p", "goal": "Fewer repairs", "shared_goal": "g", "fit": "supports"},
        record="q",
    )
    drafted.add("partner_goal", {"partner": "p", "goal": "A new office"}, record="r")
    tree = goals_tree(drafted.records())
    goal, loose = tree.goals
    assert [one.name for one in goal.below] == ["Repair"]
    assert [one.name for one in goal.below[0].below] == ["Wells"]
    assert (loose.record, [one.name for one in loose.below]) == ("", ["Teach", "Lessons"])
    assert {key: [one.record for one in own] for key, own in tree.own} == {"g": ["q"], "": ["r"]}
    assert tree.own[0][1][0].detail == "WB"
