"""What is written in a matrix reaches one record of a pair, here and in another office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msp_desktop.app.answering import write_answer
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Flag, NotAValue, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrix import Answer

FIRST, SECOND = "a" * 32, "b" * 32


def touched(objective: str, target: str, record_id: str = "") -> Answer:
    field = KINDS["alignment"].fields["contribution"]
    pair: tuple[tuple[str, Stored], ...] = (("objective", objective), ("target", target))
    return Answer("alignment", field, None, record_id, pair)


def contents(workspace: Workspace, space: str) -> list[tuple[Stored, Stored, Stored]]:
    rows = workspace.rows("alignment", space)
    return [(row["objective"], row["target"], row["contribution"]) for row in rows]


def test_the_first_answer_makes_the_record_as_one_step(workspace: Workspace, space: str) -> None:
    write_answer(workspace, space, touched(FIRST, "6.1"), "Wells")
    assert contents(workspace, space) == [(FIRST, "6.1", "Wells")]
    workspace.undo()
    assert contents(workspace, space) == []
    workspace.redo()
    assert contents(workspace, space) == [(FIRST, "6.1", "Wells")]


def test_two_offices_make_the_same_record_of_a_pair(workspace: Workspace, space: str) -> None:
    one = write_answer(workspace, space, touched(FIRST, "6.1"), "Wells")
    workspace.undo()
    backwards = replace(touched(FIRST, "6.1"), pair=(("target", "6.1"), ("objective", FIRST)))
    assert write_answer(workspace, space, backwards, "Pumps") == one
    assert write_answer(workspace, space, touched(SECOND, "6.1"), "Pumps") != one


def test_a_record_that_came_in_the_meantime_is_answered_not_doubled(
    workspace: Workspace, space: str
) -> None:
    write_answer(workspace, space, touched(FIRST, "6.1"), "Wells")
    write_answer(workspace, space, touched(FIRST, "6.1"), "Wells and pumps")
    assert contents(workspace, space) == [(FIRST, "6.1", "Wells and pumps")]


def test_a_record_that_became_one_of_another_pair_is_left_alone(
    workspace: Workspace, space: str
) -> None:
    moved = write_answer(workspace, space, touched(FIRST, "6.1"), "Wells")
    workspace.set_fields("alignment", moved, {"target": "6.2"})
    write_answer(workspace, space, touched(FIRST, "6.1"), "Pumps")
    assert contents(workspace, space) == [(FIRST, "6.2", "Wells"), (FIRST, "6.1", "Pumps")]


def test_emptying_the_only_answer_removes_the_record_and_undo_brings_it_back(
    workspace: Workspace, space: str
) -> None:
    made = write_answer(workspace, space, touched(FIRST, "6.1"), "Wells")
    assert write_answer(workspace, space, touched(FIRST, "6.1", made), None) == ""
    assert contents(workspace, space) == []
    workspace.undo()
    assert contents(workspace, space) == [(FIRST, "6.1", "Wells")]


def test_what_else_a_record_says_keeps_it_there(workspace: Workspace, space: str) -> None:
    fields = KINDS["interlinkage"].fields
    pair: tuple[tuple[str, Stored], ...] = (("first", "6.1"), ("second", "5.4"))
    made = write_answer(workspace, space, Answer("interlinkage", fields["score"], pair=pair), -2)
    workspace.set_fields("interlinkage", made, {"note": "Girls carry water"})
    write_answer(workspace, space, Answer("interlinkage", fields["score"], -2, made, pair), None)
    (row,) = workspace.rows("interlinkage", space)
    assert (row["score"], row["note"]) == (None, "Girls carry water")


def test_a_removed_record_comes_back_without_what_it_once_said(
    workspace: Workspace, space: str
) -> None:
    fields = KINDS["interlinkage"].fields
    pair: tuple[tuple[str, Stored], ...] = (("first", "6.1"), ("second", "5.4"))
    made = write_answer(workspace, space, Answer("interlinkage", fields["score"], pair=pair), -2)
    workspace.set_fields("interlinkage", made, {"note": "Old"})
    workspace.remove("interlinkage", made)
    write_answer(workspace, space, Answer("interlinkage", fields["score"], pair=pair), 1)
    (row,) = workspace.rows("interlinkage", space)
    assert (row["score"], row["note"]) == (1, None)


def test_of_what_there_may_be_several_each_is_a_record_of_its_own(
    workspace: Workspace, space: str
) -> None:
    who = KINDS["support"].fields["who"]
    pair: tuple[tuple[str, Stored], ...] = (("level", "political"), ("state", "asked"))
    for name in ("The mayor", "The governor"):
        write_answer(workspace, space, Answer("support", who, pair=pair, several=True), name)
    names = [row["who"] for row in workspace.rows("support", space)]
    assert names == ["The mayor", "The governor"]


def test_what_is_no_answer_changes_nothing(workspace: Workspace, space: str) -> None:
    score = KINDS["interlinkage"].fields["score"]
    pair: tuple[tuple[str, Stored], ...] = (("first", "6.1"), ("second", "5.4"))
    with pytest.raises(NotAValue):
        write_answer(workspace, space, Answer("interlinkage", score, pair=pair), 7)
    assert write_answer(workspace, space, Answer("interlinkage", score, pair=pair), None) == ""
    assert workspace.rows("interlinkage", space) == []


def test_yes_and_no_add_to_what_a_field_names_and_take_out_of_it(
    workspace: Workspace, space: str
) -> None:
    component = workspace.add("component", space, {"name": "Wells", "objectives": SECOND})
    serves = Answer("component", Flag("objectives", "Serves"), None, component, member=FIRST)

    def named() -> Stored:
        return workspace.rows("component", space)[0]["objectives"]

    write_answer(workspace, space, serves, 1)
    assert named() == f"{FIRST} {SECOND}"
    write_answer(workspace, space, serves, None)
    assert named() == SECOND
    workspace.undo()
    assert named() == f"{FIRST} {SECOND}"


def test_the_first_tick_makes_the_record_of_a_partner(workspace: Workspace, space: str) -> None:
    staff = Answer(
        "readiness", Flag("prepared", "Staff"), None, "", (("partner", FIRST),), member="staff"
    )
    assert write_answer(workspace, space, staff, 0) == ""
    made = write_answer(workspace, space, staff, 1)
    (row,) = workspace.rows("readiness", space)
    assert (row["id"], row["partner"], row["prepared"]) == (made, FIRST, "staff")


def test_what_was_named_by_its_second_entry_is_taken_out_too(
    workspace: Workspace, space: str
) -> None:
    first, second = (workspace.add("objective", space, {"name": name}) for name in ("One", "Two"))
    component = workspace.add("component", space, {"name": "Wells", "objectives": second})
    same = {"first": first, "second": second, "answer": "same"}
    workspace.add("same_record", space, same)
    shown = min(first, second)
    serves = Answer("component", Flag("objectives", "Serves"), 1, component, member=shown)
    write_answer(workspace, space, serves, None)
    assert not workspace.rows("component", space)[0]["objectives"]
