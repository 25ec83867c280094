"""The pictures of monitoring say in words what they show, and every record in them can be chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msp_desktop.domain.indicators import Standing as Measured
from msp_desktop.domain.monitoring.outlook import Standing
from msp_desktop.domain.monitoring.paths import Path
from msp_desktop.domain.monitoring.slips import Slip
from msp_desktop.graphs.path_map import path_map
from msp_desktop.graphs.picture import Picture
from msp_desktop.graphs.slip_map import slip_map
from msp_desktop.graphs.standing_map import standing_map

TODAY = date(2026, 4, 20)


def activity(key: str, done: int, late: int = 0, result: int | None = None) -> Standing:
    end = date(2026, 5, 30)
    return Standing("activity", key, key.title(), "Water", 50, done, result, end, end, late)


def inside(picture: Picture) -> bool:
    """Say whether everything that can be chosen lies within the picture."""
    boxes = [node.box for node in picture.nodes]
    return all(
        box.left >= -1 and box.right <= picture.width + 1 and box.bottom <= picture.height + 1
        for box in boxes
    )


def test_planned_and_done_are_told_with_how_late_it_will_be() -> None:
    head = Standing("component", "c", "Wells", "Water", 50, 35, None, None, None, 0)
    picture = standing_map([(head, [activity("dig", 20, late=3, result=2), activity("pump", 0)])])
    assert inside(picture)
    assert [node.record for node in picture.nodes if node.key] == ["c", "dig", "pump"]
    assert "Dig: 20 % done, 50 % planned by today. What came of it: 2 of 5." in picture.told
    assert "comes 3 working days late, on 30 May 2026." in picture.told
    assert "! 30 May 2026, +3" in {note.words for note in picture.notes}
    assert "Wells: 35 % done, 50 % planned by today. No last day is planned." in picture.told


def test_a_slip_chart_rises_where_a_milestone_slips() -> None:
    level = Slip(
        "a", "Rig there", date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 1),
        ((date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 2, 1), date(2026, 3, 1))),
    )  # fmt: skip
    rising = Slip(
        "b", "Pump runs", date(2026, 5, 1), date(2026, 5, 1), None,
        ((date(2026, 1, 1), date(2026, 5, 1)), (date(2026, 4, 1), date(2026, 6, 10))),
    )  # fmt: skip
    unsaid = Slip("c", "Report", None, date(2026, 7, 1), None, ())
    picture = slip_map([level, rising, unsaid], TODAY)
    assert inside(picture)
    lines = {edge.record: edge.points for edge in picture.edges if edge.record}
    assert {y for _x, y in lines["a"]} == {lines["a"][0][1]}
    assert lines["b"][1][1] < lines["b"][0][1], "later stands higher"
    said = {note.words for note in picture.notes}
    assert {"= as agreed", "▲ 40 days later", "expected on 10 June 2026"} <= said
    assert [node.record for node in picture.nodes if node.key] == ["a", "b", "c"]
    assert "Pump runs, agreed for 1 May 2026: on 1 January 2026: 1 May 2026" in picture.told


def test_an_indicator_is_drawn_beside_its_path_even_with_one_value_or_none() -> None:
    standing = Measured("Wells", "wells", "", None, "", None, "", None, "", {}, {})
    agreed = ((date(2025, 1, 1), Decimal(100)), (date(2027, 1, 1), Decimal(200)))
    measured = ((date(2026, 1, 1), Decimal(140)),)
    some = Path("i", "Wells", "wells", "", 1, agreed, measured, standing)
    none = Path("j", "Taps", "taps", "", 1, (), (), standing)
    flat = Path("k", "Flat", "", "", 1, ((date(2025, 1, 1), Decimal(5)),), (), standing)
    picture = path_map([some, none, flat])
    assert inside(picture)
    words = {note.words for note in picture.notes}
    assert {
        "140 on 1 January 2026; expected 150.0",
        "! 10.0 behind its path.",
        "No value yet.",
    } <= words
    assert "Wells (wells). Agreed: 1 January 2025 100, 1 January 2027 200." in picture.told


def test_a_slip_chart_goes_as_far_as_the_calendar_does() -> None:
    one = Slip("a", "Rig there", date.min, date.max, None, ((date(2026, 1, 1), date.max),))
    assert inside(slip_map([one], TODAY))
