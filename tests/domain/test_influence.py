"""Where organisations stand, and where they stood on days that were kept."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.domain.influence import (
    Position,
    Quarter,
    kept_days,
    placed,
    to_keep,
)
from tests.partnerships import Drafted

MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


@pytest.fixture
def stands() -> Drafted:
    drafted = Drafted()
    board = drafted.add(
        "partner",
        {
            "name": "Water Board",
            "short_name": "WB",
            "influence": 5,
            "interest": 4,
            "stance": "champion",
        },
    )
    drafted.add("partner", {"name": "Traders", "influence": 2, "state": "declined"})
    mine = drafted.add("partner", {"name": "Mine", "influence": 4, "interest": 1, "state": "left"})
    for day, influence in (("2026-03-01", 2), ("2026-05-01", 5)):
        drafted.add(
            "partner_position", {"date": day, "influence": influence, "interest": 4}, owner=board
        )
    drafted.add(
        "partner_position", {"date": "2026-05-01", "influence": 4, "interest": 1}, owner=mine
    )
    drafted.add("partner_position", {"date": "2026-06-01", "influence": 3}, owner=mine)
    return drafted


def test_today_is_what_the_organisations_say_themselves(stands: Drafted) -> None:
    board, traders, mine = placed(stands.records())
    assert (board.name, board.now) == ("WB", Position(5, 4, "champion"))
    assert traders.now is None
    assert mine.now == Position(4, 1)


def test_those_who_left_or_were_not_chosen_can_be_left_out(stands: Drafted) -> None:
    assert [one.name for one in placed(stands.records(), with_gone=False)] == ["WB"]


def test_a_day_shows_the_last_positions_kept_until_then(stands: Drafted) -> None:
    board, _traders, mine = placed(stands.records(), day=date(2026, 4, 30), before=MARCH)
    assert board.now == board.before == Position(2, 4)
    assert not board.has_moved
    assert mine.now is None


def test_a_movement_is_from_the_earlier_day_to_now(stands: Drafted) -> None:
    board, traders, mine = placed(stands.records(), before=MARCH)
    assert board.has_moved
    assert board.before == Position(2, 4)
    assert not traders.has_moved
    assert not mine.has_moved
    assert placed(stands.records(), before=MAY)[0].has_moved is False


def test_only_whole_positions_make_a_day(stands: Drafted) -> None:
    assert kept_days(stands.records()) == [MAY, MARCH]


def test_only_those_who_were_placed_are_kept(stands: Drafted) -> None:
    assert [position for _partner, position in to_keep(stands.records())] == [
        Position(5, 4, "champion"),
        Position(4, 1),
    ]


@pytest.mark.parametrize(
    ("influence", "interest", "quarter"),
    [
        (4, 4, Quarter.CLOSELY),
        (5, 3, Quarter.CONTENT),
        (3, 5, Quarter.INFORMED),
        (3, 3, Quarter.WATCHED),
    ],
)
def test_much_is_where_a_quarter_begins(influence: int, interest: int, quarter: Quarter) -> None:
    assert Position(influence, interest).quarter is quarter


def test_answers_of_a_newer_version_place_nothing() -> None:
    drafted = Drafted()
    drafted.add("partner", {"name": "A", "influence": 9, "interest": 2})
    drafted.add("partner", {"name": "B", "influence": 3, "interest": 2, "stance": "undecided"})
    first, second = placed(drafted.records())
    assert first.now is None
    assert second.now == Position(3, 2, "")
