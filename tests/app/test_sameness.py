"""Two offices enter the same organisation; it is read as one, and neither entry is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_desktop.app import exchange, sameness
from msp_desktop.app.office import Office
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.problems import NotFound, Problem
from tests.app.test_settling import carry, two

__all__ = ["two"]


def names(workspace: Workspace, space: str) -> list[object]:
    return [row["name"] for row in workspace.rows("partner", space)]


@pytest.fixture
def twice(two: tuple[Office, Office], tmp_path: Path) -> tuple[Office, Office, str, str, str]:
    """An organisation that both offices have entered apart; both know of both."""
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    carry(jumla, surkhet, tmp_path / "1.mspsync")
    first = jumla.workspace.add("partner", space, {"name": "Water Office", "phone": "1"})
    second = surkhet.workspace.add(
        "partner", space, {"name": "water office", "phone": "2", "email": "w@x"}
    )
    surkhet.workspace.add("contact", space, {"name": "Gita"}, owner_id=second)
    carry(jumla, surkhet, tmp_path / "2.mspsync")
    carry(surkhet, jumla, tmp_path / "3.mspsync")
    return jumla, surkhet, space, first, second


def test_an_organisation_registered_twice_never_vanishes_and_is_offered_as_one(
    twice: tuple[Office, Office, str, str, str],
) -> None:
    jumla, surkhet, space, first, second = twice
    for office in (jumla, surkhet):
        assert names(office.workspace, space) == ["Water Office", "water office"]
        (pair,) = sameness.likely_same(office.workspace, space)
        assert (pair.first, pair.second) == (first, second)


def test_both_become_one_with_the_chosen_answers_and_undo_makes_them_two(
    twice: tuple[Office, Office, str, str, str], tmp_path: Path
) -> None:
    jumla, surkhet, space, first, second = twice
    workspace = jumla.workspace
    differ = sameness.differing(workspace, "partner", first, second)
    assert [field.key for field, _one, _other in differ] == ["name", "phone"]
    sameness.say_same(workspace, "partner", first, second, {"phone": "2"})
    carry(jumla, surkhet, tmp_path / "4.mspsync")
    for office in (jumla, surkhet):
        (row,) = office.workspace.rows("partner", space)
        assert (row["name"], row["phone"], row["email"]) == ("Water Office", "2", "w@x")
        (contact,) = office.workspace.rows("contact", space, str(row["id"]))
        assert contact["name"] == "Gita"
        assert office.workspace.read("partner", second) == row
        assert sameness.likely_same(office.workspace, space) == []
    workspace.undo()
    carry(jumla, surkhet, tmp_path / "5.mspsync")
    for office in (jumla, surkhet):
        assert names(office.workspace, space) == ["Water Office", "water office"]
        assert [row["phone"] for row in office.workspace.rows("partner", space)] == ["1", "2"]


def test_both_offices_say_it_apart_and_it_is_said_once(
    twice: tuple[Office, Office, str, str, str], tmp_path: Path
) -> None:
    jumla, surkhet, space, first, second = twice
    sameness.say_same(jumla.workspace, "partner", first, second)
    sameness.say_same(surkhet.workspace, "partner", second, first)
    carry(jumla, surkhet, tmp_path / "4.mspsync")
    carry(surkhet, jumla, tmp_path / "5.mspsync")
    assert exchange.digest(jumla.workspace.database) == exchange.digest(surkhet.workspace.database)
    assert exchange.conflicts(jumla.workspace.database) == []
    assert len(sameness.links(jumla.workspace, space)) == 1
    assert names(jumla.workspace, space) == names(surkhet.workspace, space) == ["Water Office"]


def test_one_office_says_the_same_and_the_other_says_different_a_person_decides(
    twice: tuple[Office, Office, str, str, str], tmp_path: Path
) -> None:
    jumla, surkhet, _space, first, second = twice
    sameness.say_same(jumla.workspace, "partner", first, second)
    sameness.say_different(surkhet.workspace, "partner", first, second)
    carry(jumla, surkhet, tmp_path / "4.mspsync")
    (conflict,) = exchange.conflicts(surkhet.workspace.database)
    assert {side.value for side in conflict.sides} == {"same", "different"}


def test_edits_go_to_the_one_and_an_emptied_answer_stays_empty(
    twice: tuple[Office, Office, str, str, str],
) -> None:
    jumla, _surkhet, space, first, second = twice
    workspace = jumla.workspace
    sameness.say_same(workspace, "partner", first, second)
    workspace.set_fields("partner", second, {"area": "North"})
    workspace.set_fields("partner", first, {"email": None})
    (row,) = workspace.rows("partner", space)
    assert (row["id"], row["area"], row["email"]) == (first, "North", None)
    workspace.undo()
    assert workspace.rows("partner", space)[0]["email"] == "w@x"


def test_removing_the_one_removes_all_and_undo_brings_all_back(
    twice: tuple[Office, Office, str, str, str],
) -> None:
    jumla, _surkhet, space, first, second = twice
    workspace = jumla.workspace
    sameness.say_same(workspace, "partner", first, second)
    workspace.remove("partner", first)
    assert names(workspace, space) == []
    assert workspace.rows("contact", space) == []
    workspace.undo()
    assert names(workspace, space) == ["Water Office"]
    sameness.take_apart(workspace, "partner", first)
    assert names(workspace, space) == ["Water Office", "water office"]
    with pytest.raises(NotFound):
        sameness.take_apart(workspace, "partner", first)


def test_one_office_removes_its_entry_without_knowing_and_the_other_stays(
    twice: tuple[Office, Office, str, str, str], tmp_path: Path
) -> None:
    jumla, surkhet, space, first, second = twice
    surkhet.workspace.remove("partner", first)
    sameness.say_same(jumla.workspace, "partner", first, second)
    carry(surkhet, jumla, tmp_path / "4.mspsync")
    carry(jumla, surkhet, tmp_path / "5.mspsync")
    for office in (jumla, surkhet):
        assert names(office.workspace, space) == ["water office"]


def test_what_cannot_be_the_same_is_refused_with_a_reason(
    twice: tuple[Office, Office, str, str, str],
) -> None:
    jumla, _surkhet, space, first, second = twice
    workspace = jumla.workspace
    own = workspace.add("contact", space, {"name": "Gita"}, owner_id=first)
    other = str(workspace.rows("contact", space, second)[0]["id"])
    with pytest.raises(Problem, match="belong to different entries"):
        sameness.say_same(workspace, "contact", own, other)
    sameness.say_same(workspace, "partner", first, second)
    sameness.say_same(workspace, "contact", own, other)
    assert len(workspace.rows("contact", space, first)) == 1
    with pytest.raises(Problem, match="one entry already"):
        sameness.say_same(workspace, "partner", first, second)
    with pytest.raises(NotFound):
        sameness.say_same(workspace, "challenge", first, second)


def test_the_history_of_one_entry_is_that_of_all(
    twice: tuple[Office, Office, str, str, str],
) -> None:
    jumla, _surkhet, _space, first, second = twice
    sameness.say_same(jumla.workspace, "partner", first, second)
    edits = jumla.workspace.history_of("partner", first)
    assert {edit.office for edit in edits} == {"Jumla", "Surkhet"}


def test_rules_count_what_was_entered_twice_once(
    twice: tuple[Office, Office, str, str, str],
) -> None:
    jumla, _surkhet, space, first, second = twice
    missing = [hole.text for hole in jumla.workspace.progress(space)["1.4"].missing]
    sameness.say_same(jumla.workspace, "partner", first, second)
    fewer = [hole.text for hole in jumla.workspace.progress(space)["1.4"].missing]
    assert any("water office" in text for text in missing)
    assert not any("water office" in text for text in fewer)
    assert jumla.workspace.records(space).name("partner", second) == "water office"


def test_only_pairs_that_came_about_by_what_was_taken_in_are_told_after_it(
    twice: tuple[Office, Office, str, str, str], tmp_path: Path
) -> None:
    jumla, surkhet, space, first, second = twice

    def taken_in(name: str) -> int:
        before = {space: jumla.workspace.records(space)}
        sender, file = surkhet.workspace.database, tmp_path / name
        exchange.send(sender, file, exchange.SendOptions(is_open=True))
        report = exchange.receive(jumla.workspace.database, [file])
        jumla.workspace.received(news=report.news)
        return sameness.newly_likely(jumla.workspace, before, report.spaces)

    surkhet.workspace.add("partner", space, {"name": "Radio Sinja"})
    assert taken_in("4.mspsync") == 0, "the water offices were there twice before"
    alike = surkhet.workspace.add("partner", space, {"name": "radio sinja"})
    assert taken_in("5.mspsync") == 1
    surkhet.workspace.set_fields("partner", alike, {"name": "Youth club"})
    assert taken_in("6.mspsync") == 0
    surkhet.workspace.set_fields("partner", alike, {"name": "Sinja, Radio"})
    assert taken_in("7.mspsync") == 1, "also a new name may make two alike"
    sameness.say_same(surkhet.workspace, "partner", first, second)
    assert taken_in("8.mspsync") == 0
    sameness.take_apart(surkhet.workspace, "partner", first)
    assert taken_in("9.mspsync") == 1, "what was one stands here as two again"


def test_every_pair_of_a_partnership_that_comes_for_the_first_time_is_told(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    space = surkhet.workspace.add_partnership({"name": "Clean water"})
    for name in ("Water Office", "water office", "Radio Sinja"):
        surkhet.workspace.add("partner", space, {"name": name})
    file = tmp_path / "1.mspsync"
    exchange.send(surkhet.workspace.database, file, exchange.SendOptions(is_open=True))
    report = exchange.receive(jumla.workspace.database, [file])
    jumla.workspace.received(news=report.news)
    assert sameness.newly_likely(jumla.workspace, {}, report.spaces) == 1
