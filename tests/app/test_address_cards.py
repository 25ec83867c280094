"""Contact persons out of and into address books."""

from __future__ import annotations

from pathlib import Path

import pytest
import vobject

from msp_desktop.app import address_cards
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.problems import NotFound
from msp_desktop.intake.address_cards import AddressCard, Cards, NotCards

SITA = AddressCard("Sita Rawal", "Water Board", "Director", "sita@jumla.example", "+977 1")


@pytest.fixture
def board(workspace: Workspace, space: str) -> str:
    board = workspace.add("partner", space, {"name": "Water Board", "state": "active"})
    workspace.add("contact", space, {"name": "Ram", "email": "RAM@jumla.example"}, board)
    return board


def test_people_go_where_their_card_says_and_those_listed_are_pointed_out(
    workspace: Workspace, space: str, board: str
) -> None:
    people = (
        SITA,
        AddressCard("R. Thapa", "water board", email="ram@jumla.example"),
        AddressCard("Maya", "Red Cross"),
        AddressCard("Maya", "RED CROSS"),
        AddressCard("Nobody's"),
    )
    found = address_cards.preview(workspace.records(space), Cards(people))
    assert [(one.partner_id, one.organisation, one.same_as) for one in found] == [
        (board, "", ""),
        (board, "", "Ram"),
        ("", "Red Cross", ""),
        ("", "RED CROSS", "Maya"),
        ("", "", ""),
    ]
    assert [one.can_come for one in found] == [True, True, True, True, False]
    (last,) = address_cards.preview(workspace.records(space), Cards((people[-1],)), board)
    assert last.partner_id == board


def test_people_and_their_new_organisations_come_as_one_step(
    workspace: Workspace, space: str, board: str
) -> None:
    people = (SITA, AddressCard("Maya", "Red Cross"), AddressCard("Gita", "Red Cross"))
    arrivals = address_cards.preview(workspace.records(space), Cards(people))
    assert address_cards.take_in(workspace, space, arrivals) == 3
    names = [row["name"] for row in workspace.rows("contact", space)]
    assert sorted(map(str, names)) == ["Gita", "Maya", "Ram", "Sita Rawal"]
    assert [row["name"] for row in workspace.rows("partner", space)] == ["Water Board", "Red Cross"]
    workspace.undo()
    assert [row["name"] for row in workspace.rows("contact", space)] == ["Ram"]
    assert len(workspace.rows("partner", space)) == 1
    assert board


def test_nothing_comes_when_one_cannot(workspace: Workspace, space: str, board: str) -> None:
    arrivals = address_cards.preview(
        workspace.records(space), Cards((AddressCard("Maya", "Red Cross"), SITA))
    )
    workspace.remove("partner", board)
    with pytest.raises(NotFound):
        address_cards.take_in(workspace, space, arrivals)
    assert workspace.rows("partner", space) == []


def test_what_is_written_is_read_again_here_and_by_others(
    workspace: Workspace, space: str, board: str, tmp_path: Path
) -> None:
    told = {
        "name": "सीता, \\ रावल; “Dr”" + " long" * 30,
        "role": "Director\nof wells",
        "email": "sita@jumla.example",
        "phone": "+977 1; 2",
        "may_decide": "1",
        "authority": "Staff, pumps",
        "valid": "2026-01-01/",
    }
    workspace.add("contact", space, told, board)
    records = workspace.records(space)
    out = tmp_path / "people.vcf"
    assert address_cards.save(records, address_cards.contacts_of(records), out) == 2
    lines = out.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    read = address_cards.look_into(out).people[1]
    assert read.name == told["name"]
    assert (read.organisation, read.role) == ("Water Board", "Director of wells")
    assert (read.may_decide, read.authority, read.valid) == (1, "Staff, pumps", "2026-01-01/")
    other = list(vobject.readComponents(out.read_text("utf-8")))[1]
    assert other.version.value == "4.0"
    assert other.fn.value == told["name"]
    assert other.note.value == (
        "May decide for the organisation. May decide about: Staff, pumps. "
        "In this role from – to: from 1 January 2026"
    )


def test_people_of_organisations_that_refused_stay_out(
    workspace: Workspace, space: str, board: str, tmp_path: Path
) -> None:
    workspace.set_fields("partner", board, {"consent": "no"})
    records = workspace.records(space)
    assert address_cards.contacts_of(records) == []
    assert len(address_cards.contacts_of(records, board)) == 1, "asked for by name"
    with pytest.raises(address_cards.NobodyToWrite):
        address_cards.save(records, [], tmp_path / "people.vcf")
    assert not list(tmp_path.glob("people*"))
    with pytest.raises(NotFound):
        address_cards.contacts_of(records, "0" * 32)


def test_a_file_that_is_no_address_book_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "letter.vcf"
    file.write_text("Dear Sita")
    with pytest.raises(NotCards, match=r"letter\.vcf"):
        address_cards.look_into(file)
