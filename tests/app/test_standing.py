"""Positions of a day: kept once, replaced when kept again, taken back in one step."""

from __future__ import annotations

from datetime import date

from msp_desktop.app.standing import keep_positions
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.influence import Position, kept_days, placed

MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


def test_positions_of_a_day_are_kept_and_replaced(workspace: Workspace, space: str) -> None:
    board = workspace.add("partner", space, {"name": "Board", "influence": 4, "interest": 2})
    workspace.add("partner", space, {"name": "Not placed", "influence": 4})
    assert keep_positions(workspace, space, MARCH) == 1
    workspace.set_fields("partner", board, {"interest": 5, "stance": "champion"})
    assert keep_positions(workspace, space, MARCH) == 1
    (row,) = workspace.rows("partner_position", space, board)
    assert (row["date"], row["interest"], row["stance"]) == ("2026-03-01", 5, "champion")
    keep_positions(workspace, space, MAY)
    assert kept_days(workspace.records(space)) == [MAY, MARCH]


def test_keeping_is_one_step_that_can_be_taken_back(workspace: Workspace, space: str) -> None:
    for name in ("A", "B"):
        workspace.add("partner", space, {"name": name, "influence": 1, "interest": 1})
    before = len(workspace.history.done)
    keep_positions(workspace, space, MARCH)
    assert len(workspace.history.done) == before + 1
    assert "1 March 2026" in workspace.history.done[-1].label
    workspace.undo()
    assert kept_days(workspace.records(space)) == []
    workspace.redo()
    assert kept_days(workspace.records(space)) == [MARCH]


def test_a_position_taken_back_can_be_kept_again(workspace: Workspace, space: str) -> None:
    board = workspace.add("partner", space, {"name": "Board", "influence": 4, "interest": 2})
    keep_positions(workspace, space, MARCH)
    workspace.undo()
    workspace.set_fields("partner", board, {"influence": 1})
    keep_positions(workspace, space, MARCH)
    (one,) = placed(workspace.records(space), day=MARCH)
    assert one.now == Position(1, 2)


def test_who_was_taken_off_the_map_is_kept_no_more(workspace: Workspace, space: str) -> None:
    board, clinic = (
        workspace.add("partner", space, {"name": name, "influence": 4, "interest": 2})
        for name in ("Board", "Clinic")
    )
    own = workspace.add(
        "partner_position", space, {"date": "2026-03-01", "influence": 1, "interest": 1}, clinic
    )
    keep_positions(workspace, space, MARCH)
    workspace.set_fields("partner", clinic, {"influence": None, "interest": None})
    assert keep_positions(workspace, space, MARCH) == 1
    assert len(workspace.rows("partner_position", space, board)) == 1
    assert [row["id"] for row in workspace.rows("partner_position", space, clinic)] == [own]
    workspace.undo()
    assert len(workspace.rows("partner_position", space, clinic)) == 2


def test_nothing_is_kept_where_nobody_is_placed(workspace: Workspace, space: str) -> None:
    before = len(workspace.history.done)
    assert keep_positions(workspace, space, MARCH) == 0
    assert len(workspace.history.done) == before
