"""What pictures show: every record once, nothing over another, all of it inside, and the same each time."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_desktop.domain.goals_tree import goals_tree
from msp_desktop.domain.guideline.choices import SECTORS
from msp_desktop.domain.guideline.initiation.standing import STANCES
from msp_desktop.domain.influence import Placed, Position
from msp_desktop.domain.network import RELATIONS, Member, Network, Relation
from msp_desktop.domain.results import Chain, Step
from msp_desktop.graphs.chain_map import chain_map
from msp_desktop.graphs.influence_map import influence_map
from msp_desktop.graphs.network_map import network_map
from msp_desktop.graphs.picture import Box, Picture, Sign
from msp_desktop.graphs.tree_map import goals_map
from tests.partnerships import Drafted

LONG = "District Water Supply and Sanitation Division Office"
STEPS = st.integers(1, 5)
POSITIONS = st.builds(
    Position, STEPS, STEPS, st.sampled_from(["", *(stance.key for stance in STANCES)])
)


def sound(picture: Picture) -> None:
    """Check that nodes do not lie over each other and nothing sticks out."""
    for one, other in combinations(picture.nodes, 2):
        assert not one.box.meets(other.box), (one, other)
    boxes = [one.box for one in picture.nodes]
    boxes += [one.box for one in picture.notes] + [one.box for one in picture.areas]
    for box in boxes:
        assert box.left >= -0.01
        assert box.top >= -0.01
        assert box.right <= picture.width + 0.01
        assert box.bottom <= picture.height + 0.01
    for edge in picture.edges:
        for left, top in edge.points:
            assert -1 <= left <= picture.width + 1
            assert -1 <= top <= picture.height + 1


def crowd(count: int) -> Network:
    """Make a network as there are: a few in the middle, others around them, some without a relation."""
    sectors = [option.key for option in SECTORS]
    members = tuple(
        Member(f"p{number}", f"Organisation {number} of the district", sectors[number % 6])
        for number in range(count)
    )
    kinds = list(RELATIONS)
    related = range(1, max(1, count * 9 // 10))
    relations = [
        Relation(
            f"r{number}",
            kinds[number % 5],
            f"p{number}",
            f"p{number * 7 % max(1, number // 4 + 1)}",
        )
        for number in related
    ]
    relations += [
        Relation(f"s{number}", kinds[number % 4], f"p{number}", f"p{number - 3}")
        for number in range(5, count * 9 // 10, 4)
    ]
    return Network(members, tuple(relations))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.none() | POSITIONS, st.none() | POSITIONS, st.booleans()), max_size=40)
)
def test_organisations_lie_in_their_cells(
    found: list[tuple[Position | None, Position | None, bool]],
) -> None:
    everybody = [
        Placed(f"p{number}", LONG if is_long else f"No {number}", now, before)
        for number, (now, before, is_long) in enumerate(found)
    ]
    drawn = influence_map(everybody, date(2026, 3, 1))
    sound(drawn.picture)
    for one in everybody:
        node = drawn.picture.node(one.partner)
        assert (node is None) == (one.now is None)
        if node is not None and one.now is not None:
            cell = drawn.cells[one.now.influence, one.now.interest]
            assert cell.holds((node.box.left, node.box.top))
            assert cell.holds((node.box.right, node.box.bottom))
            assert drawn.cell_at(node.box.middle) == (one.now.influence, one.now.interest)
    moved = {one.partner for one in everybody if one.has_moved}
    assert {edge.end for edge in drawn.picture.edges if edge.end} == moved


def test_a_stance_is_a_sign_and_said() -> None:
    drawn = influence_map([Placed("p", "WB", Position(5, 4, "critic"))]).picture
    node = drawn.node("p")
    assert node is not None
    assert node.sign is Sign.DOWN
    assert node.spoken == "WB: influence 5, interest 4. Critic. Work with closely."
    assert {note.words for note in drawn.notes} >= {"Champion", "Opponent", "Keep content"}


def test_outside_of_the_grid_is_no_cell() -> None:
    drawn = influence_map([])
    assert drawn.cell_at((1, 1)) is None


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9, 21, 60])
def test_a_network_of_any_size_is_sound(count: int) -> None:
    found = crowd(count)
    drawn = network_map(found)
    sound(drawn)
    assert [node.key for node in drawn.nodes if node.key] == [one.partner for one in found.members]
    assert {edge.record for edge in drawn.edges if edge.record} == {
        one.record for one in found.relations
    }
    assert network_map(found) == drawn


def test_sixty_organisations_fit_on_a_page() -> None:
    drawn = network_map(crowd(60))
    assert drawn.height < 720
    letters = [Box(edge.at[0] - 5, edge.at[1] - 5, 10, 10) for edge in drawn.edges if edge.record]
    hidden = [
        box for box in letters if any(box.meets(node.box) for node in drawn.nodes if node.key)
    ]
    assert len(hidden) <= len(letters) // 10


def test_two_relations_of_the_same_two_lie_side_by_side() -> None:
    members = (Member("a", "A", "business"), Member("b", "B", ""))
    relations = (Relation("1", "funds", "a", "b"), Relation("2", "conflict", "b", "a"))
    one, other = [edge for edge in network_map(Network(members, relations)).edges if edge.record]
    assert one.points != other.points[::-1]
    assert abs(one.at[0] - other.at[0]) + abs(one.at[1] - other.at[1]) > 7
    assert (one.stroke, one.letter) != (other.stroke, other.letter)


def test_a_node_says_its_relations_from_its_own_side() -> None:
    members = (Member("a", "A", ""), Member("b", "B", ""), Member("c", "C", ""))
    drawn = network_map(Network(members, (Relation("1", "funds", "a", "b"),)))
    assert [node.spoken for node in drawn.nodes if node.key] == [
        "A: Funds B.",
        "B: Gets money from A.",
        "C: no relation listed.",
    ]


LEVELS = st.none() | st.integers(0, 4)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    keys = [f"s{number}" for number in range(draw(st.integers(0, 12)))]
    ends = st.lists(st.sampled_from(keys), max_size=3) if keys else st.just([])
    return Chain(tuple(Step(key, LONG, draw(LEVELS), tuple(draw(ends))) for key in keys))


@settings(max_examples=60, deadline=None)
@given(chains())
def test_every_step_stands_in_the_column_of_its_level(found: Chain) -> None:
    drawn = chain_map(found)
    sound(drawn.picture)
    assert chain_map(found) == drawn
    for step in found.steps:
        node = drawn.picture.node(step.record)
        assert node is not None
        column = drawn.columns[5 if step.level is None else step.level]
        assert column.holds((node.box.left, node.box.top))
        assert column.holds((node.box.right, node.box.bottom))
    ends = [(edge.start, edge.end) for edge in drawn.picture.edges]
    assert ends == [(cause.record, effect.record) for cause, effect in found.arrows]
    for edge in drawn.picture.edges:
        start, end = drawn.picture.node(edge.start), drawn.picture.node(edge.end)
        assert start is not None
        assert end is not None
        assert start.box.meets(Box(*edge.points[0], 0, 0), 0.1)
        assert end.box.meets(Box(*edge.points[-1], 0, 0), 0.1)


def test_of_two_steps_of_one_level_the_cause_stands_before() -> None:
    steps = (Step("late", "Late", 3, ()), Step("early", "Early", 3, ("late",)))
    drawn = chain_map(Chain(steps)).picture
    early, late = drawn.node("early"), drawn.node("late")
    assert early is not None
    assert late is not None
    assert early.box.right < late.box.left


def test_the_tree_shows_every_record_once() -> None:
    drafted = Drafted()
    drafted.add("partner", {"name": "WB"}, record="p")
    for goal in range(3):
        drafted.add("shared_goal", {"name": LONG}, record=f"g{goal}")
        for number in range(goal):
            key = f"o{goal}{number}"
            drafted.add("objective", {"name": LONG, "goal": f"g{goal}"}, record=key)
            drafted.add("indicator", {"name": LONG, "objective": key}, record=f"i{key}")
        drafted.add(
            "partner_goal",
            {"partner": "p", "goal": LONG, "shared_goal": f"g{goal}", "fit": "tension"},
            record=f"q{goal}",
        )
    drafted.add("indicator", {"name": "Of nothing"}, record="loose")
    drafted.add("partner_goal", {"partner": "p", "goal": "Its own"}, record="own")
    records = drafted.records()
    drawn = goals_map(goals_tree(records))
    sound(drawn)
    kinds = ("shared_goal", "objective", "indicator", "partner_goal")
    assert sorted(node.key for node in drawn.nodes if node.key) == sorted(
        str(row["id"]) for kind in kinds for row in records.rows(kind)
    )
    joined = {(edge.start, edge.end) for edge in drawn.edges if edge.start}
    assert ("q0", "g0") in joined
    assert ("g2", "o20") in joined
    assert not any("own" in pair for pair in joined)


def test_thousands_are_drawn_without_a_search_for_the_clearest_picture() -> None:
    members = tuple(Member(f"p{number}", f"No {number}", "") for number in range(5000))
    few = tuple(Relation(f"r{n}", "funds", f"p{n}", f"p{n + 1}") for n in range(150))
    drawn = network_map(Network(members, few))
    assert len([node for node in drawn.nodes if node.key]) == 151
    assert any(note.words.startswith("4849 organisations") for note in drawn.notes)
    many = tuple(Relation(f"r{n}", "funds", f"p{n}", f"p{n + 1}") for n in range(700))
    boxes = [node.box for node in network_map(Network(members[:701], many)).nodes if node.key]
    assert len({(box.left, box.top) for box in boxes}) == 701
    crowd = [Placed(f"p{n}", "Name", Position(3, 3) if n < 300 else None) for n in range(5000)]
    tray = influence_map(crowd, with_tray=True)
    assert len([node for node in tray.picture.nodes if node.key]) == 340
    assert any("40 / 4700" in note.words for note in tray.picture.notes)
