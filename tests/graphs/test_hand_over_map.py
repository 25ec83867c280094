"""The picture of hand-overs: causes stand before effects, what is late has a sign and a line of its own."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.domain.schedule.hand_overs import Delay
from msp_desktop.domain.schedule.passing import Passed, Passing, Stop
from msp_desktop.graphs.hand_over_map import hand_over_map
from msp_desktop.graphs.picture import Shape, Sign, Stroke
from tests.graphs.test_pictures import sound

LATE = Delay("plan_item", "b", "", 3, date(2026, 11, 20), "ab", "ab")


def stop(key: str, delay: Delay | None = None) -> Stop:
    return Stop(key, "plan_item", f"Entry {key}", f"Partner {key}", delay)


def passed(pair: str, *, is_late: bool = False) -> Passed:
    return Passed(pair, f"Thing {pair}", pair[0], pair[1], "20 November 2026", is_late, not is_late)


def test_a_chain_goes_on_from_left_to_right_and_says_what_is_late() -> None:
    found = Passing(
        (stop("a"), stop("b", LATE), stop("c")), (passed("ab", is_late=True), passed("bc"))
    )
    picture = hand_over_map(found)
    sound(picture)
    left = {node.key: node.box.left for node in picture.nodes}
    lefts = [left[key] for key in ("a", "ab", "b", "bc", "c")]
    assert lefts == sorted(lefts)
    late, kept = picture.node("ab"), picture.node("bc")
    assert late is not None
    assert kept is not None
    assert (late.sign, late.shape) == (Sign.CROSS, Shape.DASHED)
    assert (kept.sign, kept.shape) == (Sign.DOT, Shape.ROUND)
    strokes = {edge.record: edge.stroke for edge in picture.edges}
    assert strokes == {"ab": Stroke.DASHED, "bc": Stroke.SOLID}
    entry = picture.node("b")
    assert entry is not None
    assert "3 working days late" in entry.spoken
    assert "waits for Thing ab" in entry.spoken
    assert "Partner a" in picture.told


@pytest.mark.parametrize("pairs", [("ab", "bc", "ca"), ("aa",), ("ab", "ac", "bd", "cd", "ad")])
def test_circles_and_short_cuts_are_drawn_too(pairs: tuple[str, ...]) -> None:
    keys = sorted({key for pair in pairs for key in pair})
    picture = hand_over_map(Passing(tuple(map(stop, keys)), tuple(map(passed, pairs))))
    sound(picture)
    assert len(picture.edges) == 2 * len(pairs)
