"""What a person decides where offices disagree can be taken back, and reaches the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.exchange import OpenConflict, Side
from msp_desktop.app.exchange.conflicts import decision
from msp_desktop.app.office import Office
from msp_desktop.db.replica import capture
from msp_desktop.domain.changes import ALIVE
from tests.app.test_settling import carry, two

__all__ = ["two"]


def open_in(office: Office) -> list[OpenConflict]:
    return exchange.conflicts(office.workspace.database)


def values(conflict: OpenConflict) -> list[tuple[object, str, str]]:
    return [(side.value, side.person, side.office) for side in conflict.sides]


@pytest.fixture
def apart(two: tuple[Office, Office], tmp_path: Path) -> tuple[Office, Office]:
    """Two offices that wrote two answers of one partner apart; Surkhet knows of both."""
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    partner = jumla.workspace.add("partner", space, {"name": "DWSO", "phone": "1", "area": "North"})
    carry(jumla, surkhet, tmp_path / "1.mspsync")
    jumla.workspace.set_fields("partner", partner, {"phone": "2", "area": "East"})
    surkhet.workspace.set_fields("partner", partner, {"phone": "3", "area": "West"})
    carry(jumla, surkhet, tmp_path / "2.mspsync")
    return jumla, surkhet


@pytest.mark.parametrize("chosen", [0, 1])
def test_undo_opens_a_settled_conflict_again_with_both_answers_and_their_writers(
    apart: tuple[Office, Office], tmp_path: Path, chosen: int
) -> None:
    jumla, surkhet = apart
    before = open_in(surkhet)
    assert len(before) == 2
    surkhet.workspace.settle([decision(one, one.sides[chosen].value) for one in before])
    assert open_in(surkhet) == []
    surkhet.workspace.undo()
    assert [values(one) for one in open_in(surkhet)] == [values(one) for one in before]
    assert [one.earlier for one in open_in(surkhet)] == [one.earlier for one in before]
    (partner,) = surkhet.workspace.rows("partner", before[0].space_id)
    assert {one.field_key: partner[one.field_key] for one in before} == {
        one.field_key: one.sides[0].value for one in before
    }
    carry(surkhet, jumla, tmp_path / "3.mspsync")
    assert exchange.digest(jumla.workspace.database) == exchange.digest(surkhet.workspace.database)
    assert [values(one) for one in open_in(jumla)] == [values(one) for one in before]
    surkhet.workspace.redo()
    assert open_in(surkhet) == []
    carry(surkhet, jumla, tmp_path / "4.mspsync")
    assert open_in(jumla) == []
    assert exchange.digest(jumla.workspace.database) == exchange.digest(surkhet.workspace.database)


def test_of_answers_written_in_the_same_moment_every_office_shows_the_same_first(
    two: tuple[Office, Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    partner = jumla.workspace.add("partner", space, {"name": "DWSO"})
    carry(jumla, surkhet, tmp_path / "1.mspsync")
    monkeypatch.setattr(capture, "clock", lambda: 2_000_000_000_000)
    jumla.workspace.set_fields("partner", partner, {"area": "West", "phone": "2"})
    surkhet.workspace.set_fields("partner", partner, {"area": "East", "phone": "3"})
    carry(jumla, surkhet, tmp_path / "2.mspsync")
    carry(surkhet, jumla, tmp_path / "3.mspsync")
    for office in two:
        row = office.workspace.read("partner", partner)
        assert row is not None
        first = {one.field_key: one.sides[0].value for one in open_in(office)}
        assert first == {"area": row["area"], "phone": row["phone"]}


@pytest.mark.parametrize("kept", [0, 1])
def test_undo_opens_the_question_again_whether_an_entry_goes(
    two: tuple[Office, Office], tmp_path: Path, kept: int
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    partner = jumla.workspace.add("partner", space, {"name": "DWSO"})
    gita, hari = (
        jumla.workspace.add("contact", space, {"name": name}, owner_id=partner)
        for name in ("Gita", "Hari")
    )
    carry(jumla, surkhet, tmp_path / "1.mspsync")
    jumla.workspace.remove("contact", hari)
    jumla.workspace.remove("partner", partner)
    surkhet.workspace.set_fields("partner", partner, {"phone": "3"})
    carry(jumla, surkhet, tmp_path / "2.mspsync")
    (conflict,) = open_in(surkhet)
    assert conflict.field_key == ALIVE
    surkhet.workspace.settle([decision(conflict, kept)])
    assert open_in(surkhet) == []
    assert (surkhet.workspace.read("partner", partner) is not None) == bool(kept)
    assert (surkhet.workspace.read("contact", gita) is not None) == bool(kept), "removed with it"
    assert surkhet.workspace.read("contact", hari) is None, "removed before, by itself"
    surkhet.workspace.undo()
    assert surkhet.workspace.read("contact", gita) is None
    (again,) = open_in(surkhet)
    assert (again.difference, {side.value for side in again.sides}) == (
        "removed-or-changed",
        {0, 1},
    )
    assert surkhet.workspace.read("partner", partner) is not None
    carry(surkhet, jumla, tmp_path / "3.mspsync")
    assert exchange.digest(jumla.workspace.database) == exchange.digest(surkhet.workspace.database)
    assert jumla.workspace.read("partner", partner) is not None
    surkhet.workspace.redo()
    assert open_in(surkhet) == []
    assert (surkhet.workspace.read("contact", gita) is not None) == bool(kept)


@pytest.mark.parametrize("kept", [0, 1])
def test_undo_asks_again_about_an_entry_that_others_went_on_with(
    two: tuple[Office, Office], tmp_path: Path, kept: int
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    partner = jumla.workspace.add("partner", space, {"name": "DWSO"})
    carry(jumla, surkhet, tmp_path / "1.mspsync")
    jumla.workspace.remove("partner", partner)
    contact = surkhet.workspace.add("contact", space, {"name": "Gita"}, owner_id=partner)
    carry(jumla, surkhet, tmp_path / "2.mspsync")
    (conflict,) = open_in(surkhet)
    assert conflict.difference == "removed-owner"
    surkhet.workspace.settle([decision(conflict, kept)])
    assert open_in(surkhet) == []
    assert (surkhet.workspace.read("contact", contact) is not None) == bool(kept)
    surkhet.workspace.undo()
    assert [(one.record_id, one.field_key) for one in open_in(surkhet)] == [(partner, ALIVE)]
    assert surkhet.workspace.read("contact", contact) is not None
    carry(surkhet, jumla, tmp_path / "3.mspsync")
    assert exchange.digest(jumla.workspace.database) == exchange.digest(surkhet.workspace.database)
    assert len(open_in(jumla)) == 1


def test_all_of_an_office_that_also_removed_the_entry_can_stand_and_be_taken_back(
    apart: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = apart
    partner = open_in(surkhet)[0].record_id
    jumla.workspace.remove("partner", partner)
    carry(jumla, surkhet, tmp_path / "3.mspsync")
    before = {one.id for one in open_in(surkhet)}
    assert f"{partner}:{ALIVE}" in before
    surkhet.workspace.settle(exchange.decisions_for(open_in(surkhet), "Jumla"))
    assert open_in(surkhet) == []
    assert surkhet.workspace.read("partner", partner) is None
    surkhet.workspace.undo()
    assert {one.id for one in open_in(surkhet)} == before


def test_of_two_offices_with_one_name_neither_is_chosen_by_it() -> None:
    sides = tuple(
        Side(value, "Health Office", "Hari", 1, office_id)
        for value, office_id in (("A", "1" * 32), ("B", "2" * 32))
    )
    conflict = OpenConflict("3" * 32, "partner", "4" * 32, "role", "values", sides)
    assert exchange.decisions_for([conflict], "Health Office") == []
    (decision,) = exchange.decisions_for([conflict], "2" * 32)
    assert decision.value == "B"
