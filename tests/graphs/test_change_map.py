"""What changed between two days is an arrow and said in words; what stayed or is not known has none."""

from __future__ import annotations

from decimal import Decimal

from msp_desktop.graphs.change_map import change_map
from msp_desktop.graphs.picture import Stroke

ROWS = [("a", "Heard"), ("b", "Open"), ("c", "Kept"), ("d", "New")]


def test_up_down_the_same_and_unknown_are_told_apart() -> None:
    then = ("Spring", {"a": Decimal(2), "b": Decimal(4), "c": Decimal(3)})
    now = ("Autumn", {"a": Decimal(4), "b": Decimal("2.5"), "c": Decimal(3), "d": Decimal(1)})
    picture = change_map("Change", ROWS, then, now, {"a": 5}, (1, 5))
    words = [note.words for note in picture.notes]
    for said in ("▲ 2", "▼ 1.5", "= the same", "–"):
        assert words.count(said) == 1
    arrows = [edge for edge in picture.edges if edge.stroke is Stroke.HEAVY and edge.arrow]
    assert len(arrows) == 3, "two that moved, and one in the legend"
    up, down, _legend = arrows
    assert up.points[0][0] < up.points[1][0]
    assert down.points[0][0] > down.points[1][0]
    assert "Heard: Spring 2, Autumn 4." in picture.told
