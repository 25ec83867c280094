"""A record can always be put between two others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.ranking import rank_between


@given(st.lists(st.integers(0, 10_000), max_size=80))
def test_order_is_what_people_made_it(places: list[int]) -> None:
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        low = ranks[at - 1] if at else ""
        high = ranks[at] if at < len(ranks) else ""
        ranks.insert(at, rank_between(low, high))
    assert ranks == sorted(set(ranks))


def test_a_thousand_additions_keep_ranks_short() -> None:
    rank = ""
    for _number in range(1_000):
        rank = rank_between(rank, "")
    assert len(rank) < 20


def test_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError, match="does not sort"):
        rank_between("B", "A")
