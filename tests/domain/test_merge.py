"""How standing writes come together, apart from any database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import (
    Head,
    Life,
    Standing,
    all_of,
    chain_of,
    disagree,
    dot_of,
    follow,
    place_of,
    seen_in,
    shown,
)

VALUES = st.one_of(st.none(), st.integers(-3, 3), st.text(max_size=2))
HEADS = st.lists(
    st.builds(Head, st.integers(1, 50), st.integers(0, 5), VALUES),
    min_size=1,
    unique_by=lambda head: head.dot,
)


def never(dot: int) -> Head:
    raise AssertionError(dot)


@given(st.integers(0, 2**20), st.integers(1, 2**40 - 1))
def test_a_dot_tells_its_chain_and_place(chain: int, place: int) -> None:
    assert (chain_of(dot_of(chain, place)), place_of(dot_of(chain, place))) == (chain, place)


@given(HEADS.flatmap(lambda heads: st.tuples(st.just(heads), st.permutations(heads))))
def test_what_stands_after_writes_apart_does_not_depend_on_their_order(
    orders: tuple[list[Head], list[Head]],
) -> None:
    by_dot = {head.dot: head for head in orders[0]}
    for heads in orders:
        standing: Standing | None = None
        for head in heads:
            standing = follow(standing, head, (), by_dot.__getitem__)
        assert set(all_of(standing)) == set(by_dot)
    assert shown(orders[0]) == shown(orders[1])
    assert disagree(orders[0]) == disagree(orders[1])


def test_a_write_takes_the_place_of_exactly_what_it_names() -> None:
    first, second, third = (Head(dot, 0, f"{dot}") for dot in (1, 2, 3))
    by_dot = {head.dot: head for head in (first, second, third)}
    standing = follow(1, second, (), by_dot.__getitem__)
    assert all_of(standing) == (1, 2)
    assert all_of(follow(standing, third, (1,), never)) == (2, 3)
    assert follow(standing, third, (1, 2), never) == 3
    assert follow(None, first, (), never) == 1
    assert follow(1, second, (1,), never) == 2


@given(HEADS, VALUES)
def test_typing_over_replaces_only_the_value_that_was_shown(
    heads: list[Head], value: Stored
) -> None:
    seen = seen_in(tuple(heads), value)
    assert set(seen) == {head.dot for head in heads if head.value == value}
    assert seen_in(7, value) == (7,)
    assert seen_in(None, value) == ()


@pytest.mark.parametrize(
    ("values", "different"),
    [
        (("a", "a"), False),
        (("a", "b"), True),
        ((1, "1"), True),
        ((None, ""), True),
        ((None, None), False),
        ((0, None), True),
    ],
)
def test_only_different_values_are_a_conflict(values: tuple[Stored, ...], different: bool) -> None:
    assert disagree(Head(dot, 0, one) for dot, one in enumerate(values)) is different


@given(HEADS)
def test_the_value_shown_is_the_latest(heads: list[Head]) -> None:
    latest = max(head.stamp for head in heads)
    assert shown(heads) in [head.value for head in heads if head.stamp == latest]


def test_a_removal_takes_away_only_the_writes_it_has_seen() -> None:
    life = Life()
    life.confirm(dot_of(1, 5))
    life.confirm(dot_of(2, 3))
    life.remove(dot_of(3, 1), (dot_of(1, 5), dot_of(2, 2)))
    assert life.living_dots == (dot_of(2, 3),)
    assert life.is_there
    assert life.is_disputed
    life.remove(dot_of(3, 2), (dot_of(2, 3),))
    assert not life.is_there
    assert not life.is_disputed


def test_a_restored_record_forgets_only_the_removals_it_names() -> None:
    life = Life()
    for chain in (1, 2):
        life.remove(dot_of(chain, 1), ())
    life.restore(dot_of(3, 1), (dot_of(1, 1),))
    assert life.removals == (dot_of(2, 1),)
    assert life.is_disputed
    life.restore(dot_of(3, 2), (dot_of(2, 1),))
    assert life.is_there
    assert not life.is_disputed
