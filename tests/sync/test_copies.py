"""Backups, clones and acknowledgements: nothing written on any copy is lost, and every copy finds out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from msp_desktop.app.office import Office as RealOffice
from msp_desktop.app.office import back_up_to, open_office, restore
from msp_desktop.db.replica import chains, holdings, identity
from msp_desktop.domain.offices import OfficeNotTrusted
from msp_desktop.domain.segments import BadFile, Origin, VectorEntry
from msp_desktop.sync import envelope
from tests.sync.conftest import MakeOffice
from tests.sync.world import SPACES, Office, all_but, exchange

ADA = "1" * 32
BEN = "2" * 32
EVA = "3" * 32


def segments_in(file: bytes) -> list[str]:
    """The origins and numbers of the segments in a file."""
    _header, content = envelope.read(file)
    return [f"{one.head.origin.id.hex()}:{one.head.number}" for one in content.segments]


def all_the_same(*offices: Office) -> None:
    for office in offices:
        assert office.known() == offices[0].known()
        assert office.rows() == offices[0].rows()
        assert office.conflicts() == offices[0].conflicts()
        assert office.digest() == offices[0].digest()
        assert not office.waiting()


# Copies


def test_a_record_removed_on_a_copied_computer_is_removed_everywhere(
    make: MakeOffice, jumla: Office, unit: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    jumla.add("person", BEN, name="Ben")
    unit.receive(jumla.send(unit))
    copied = make(jumla.copy())
    jumla.put("person", BEN, name="Benjamin")
    unit.receive(jumla.send(unit))
    copied.put("person", ADA, phone="1")
    copied.put("person", ADA, alive=0)
    report = unit.receive(copied.send(unit))
    assert report.branches == 1
    assert unit.read("person", ADA)["alive"] == 0
    assert not unit.conflicts()
    assert copied.read("person", ADA) == unit.read("person", ADA)


def test_both_copies_of_a_database_with_unsealed_edits_go_on(
    make: MakeOffice, jumla: Office, unit: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    unit.receive(jumla.send(unit))
    jumla.put("person", ADA, name="Ada not sent yet")
    copied = make(jumla.copy())
    jumla.put("person", ADA, phone="1")
    copied.put("person", ADA, name="written over it by the copy", n=2)
    unit.receive(jumla.send(unit))
    unit.receive(copied.send(unit))
    row = unit.read("person", ADA)
    assert (row["name"], row["phone"], row["n"]) == ("written over it by the copy", "1", 2)
    assert not unit.conflicts()
    exchange(jumla, copied, unit, rounds=3)
    all_the_same(jumla, copied, unit)


def test_three_copies_of_one_office_find_out_and_keep_all_that_each_wrote(
    make: MakeOffice, jumla: Office, unit: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    copies = [jumla, make(jumla.copy()), make(jumla.copy())]
    for number, office in enumerate(copies):
        office.put("person", ADA, name=f"copy {number}")
        unit.receive(office.send(unit))
    (conflict,) = unit.conflicts()
    assert conflict[4] == {"copy 0", "copy 1", "copy 2"}
    exchange(*copies, unit, rounds=4)
    all_the_same(*copies, unit)
    origins = {office.identity.origin.id for office in (*copies, unit)}
    assert len(origins) == 4


def test_more_copies_than_can_be_an_accident_wait(
    make: MakeOffice, jumla: Office, unit: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chains, "MOST_CHAINS", 2)
    jumla.add("person", ADA, name="Ada")
    copies = [jumla, make(jumla.copy()), make(jumla.copy())]
    for number, office in enumerate(copies):
        office.put("person", ADA, name=f"copy {number}")
    first, second, third = [unit.receive(office.send(unit)) for office in copies]
    assert (first.waiting, second.waiting, third.waiting, unit.waiting()) == (0, 0, 2, 1)
    jumla.put("person", ADA, phone="1")
    assert unit.receive(jumla.send(unit)).applied == 1, "what is there goes on"
    monkeypatch.undo()
    other = make()
    other.receive(unit.send(other))
    assert not other.waiting(), "it was passed on"
    assert other.known() == {*unit.known(), *copies[2].known()}


def test_a_copy_meets_its_original_and_one_of_them_goes_on_as_another_writer(
    make: MakeOffice, jumla: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    copied = make(jumla.copy())
    jumla.put("person", ADA, name="here")
    copied.put("person", ADA, name="there")
    assert jumla.receive(copied.send()).restored
    exchange(jumla, copied)
    all_the_same(jumla, copied)
    (conflict,) = jumla.conflicts()
    assert conflict[4] == {"here", "there"}
    assert jumla.identity.origin.id != copied.identity.origin.id


def test_a_copy_that_wrote_nothing_finds_out_from_a_file_in_its_own_name(
    make: MakeOffice, jumla: Office
) -> None:
    copied = make(jumla.copy())
    assert copied.receive(jumla.send(without=lambda _at: True)).restored
    assert copied.identity.origin.id != jumla.identity.origin.id


def test_own_lost_work_that_comes_back_is_taken_and_a_new_writer_begins(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    before = jumla.copy()
    jumla.add("person", ADA, name="Ada")
    surkhet.receive(jumla.send())
    restored = make(before)
    report = restored.receive(surkhet.send())
    assert report.restored
    assert restored.identity.incarnation == 2
    assert restored.rows() == surkhet.rows()


def test_a_backup_from_before_its_last_file_is_refilled_and_its_new_work_is_kept(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    exchange(jumla, surkhet)
    backup = jumla.copy()
    jumla.put("person", ADA, name="lost here, known there")
    surkhet.receive(jumla.send(surkhet))
    restored = make(backup)
    restored.put("person", ADA, phone="new work")
    exchange(restored, surkhet)
    all_the_same(restored, surkhet)
    row = restored.read("person", ADA)
    assert (row["name"], row["phone"]) == ("lost here, known there", "new work")


def test_restoring_within_the_program_starts_a_new_writer_before_the_first_write(
    make: MakeOffice, jumla: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    restored = make(jumla.copy())
    with restored.connection.begin():
        identity.new_incarnation(restored.connection)
    restored.put("person", ADA, name="after")
    assert restored.identity.incarnation == 2
    assert restored.identity.origin.id != jumla.identity.origin.id
    assert restored.identity.origin.key == jumla.identity.origin.key
    assert jumla.receive(restored.send()).branches == 0
    assert jumla.rows() == restored.rows()


def test_an_office_restored_within_the_program_goes_on_as_a_new_writer(
    office: RealOffice, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.msp"
    back_up_to(office, backup)
    office.rename("after the backup", "Jumla")
    before = origin_of(office)
    office.close()
    restore(office.home, backup)
    again = open_office(office.home)
    assert origin_of(again).id != before.id
    assert origin_of(again)[1:] == before[1:]
    again.close()


def origin_of(office: RealOffice) -> Origin:
    with office.workspace.database.reading() as store:
        return identity.identity(store.connection).origin


def test_a_peer_restored_twice_is_refilled_each_time(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    backup = jumla.copy()
    for number in range(3):
        jumla.put("person", ADA, name=f"name {number}")
        exchange(jumla, surkhet)
        jumla = make(backup)
        assert jumla.receive(surkhet.send(jumla)).restored
        exchange(jumla, surkhet)
        all_the_same(jumla, surkhet)
    assert jumla.read("person", ADA)["name"] == "name 2"


def say_that_it_was(office: Office, other: Office, origin: bytes) -> bytes:
    """Write a file for an office as if somebody else had been that office before."""
    with office.connection.begin():
        change = "UPDATE sync_peer SET origin = ? WHERE office_id = ?"
        office.raw.execute(change, (origin, other.office_id))
    return office.send(other)


def test_a_later_writer_of_an_office_is_told_of_once(jumla: Office, surkhet: Office) -> None:
    exchange(jumla, surkhet, rounds=1)
    for _file in range(3):  # one after the other, before anything came back
        jumla.receive(say_that_it_was(surkhet, jumla, b"made up!"))
    assert jumla.identity.incarnation == 2


def test_nobody_makes_an_office_begin_anew_without_end(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    exchange(jumla, surkhet, rounds=1)
    for number in range(12):
        jumla.receive(say_that_it_was(surkhet, jumla, number.to_bytes(8)))
    assert jumla.identity.incarnation == 9
    unit = make()
    exchange(jumla, unit, rounds=1)
    assert jumla.receive(say_that_it_was(unit, jumla, b"found it")).restored, "others are heeded"


def test_a_writer_is_not_believed_under_another_key(make: MakeOffice, jumla: Office) -> None:
    reader, forger = make(), make()
    jumla.add("person", ADA, name="Ada")
    reader.receive(jumla.send())
    before = reader.everything()
    with forger.connection.begin():
        forger.raw.execute("UPDATE sync_identity SET origin = ?", (jumla.identity.origin.id,))
    forger.add("person", BEN, name="forged")
    with pytest.raises(BadFile):
        reader.receive(forger.send())
    assert reader.everything() == before


# Acknowledgements


def test_acknowledgements_name_contents_not_counts(
    make: MakeOffice, jumla: Office, surkhet: Office, unit: Office
) -> None:
    """Both have two segments of one writer; they are not the same two."""
    jumla.add("person", ADA, name="Ada")
    for office in (surkhet, unit):
        office.receive(jumla.send())
    copied = make(jumla.copy())
    jumla.put("person", ADA, name="for Surkhet")
    copied.put("person", ADA, name="for the unit")
    surkhet.receive(jumla.send())
    unit.receive(copied.send())
    exchange(surkhet, unit)
    all_the_same(surkhet, unit)
    (conflict,) = surkhet.conflicts()
    assert conflict[4] == {"for Surkhet", "for the unit"}


def test_what_is_acknowledged_is_not_sent_again(jumla: Office, surkhet: Office) -> None:
    jumla.add("person", ADA, name="Ada")
    exchange(jumla, surkhet)
    assert segments_in(jumla.send(surkhet)) == []
    jumla.put("person", ADA, name="Ada Rai")
    assert len(segments_in(jumla.send(surkhet))) == 1
    assert len(segments_in(jumla.send())) == 2


def test_whoever_has_a_branch_is_known_to_have_what_it_builds_on(
    make: MakeOffice, jumla: Office, surkhet: Office, unit: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    surkhet.receive(jumla.send())
    copied = make(jumla.copy())
    jumla.put("person", ADA, name="two")
    copied.put("person", ADA, phone="other two")
    second, branch = jumla.send(), copied.send()
    for office in (surkhet, unit):
        office.receive(second)
        office.receive(branch)
    jumla.put("person", ADA, name="three")
    surkhet.receive(jumla.send())
    unit.receive(surkhet.send(without=lambda at: True))
    # The unit has never met segment three, so it proves nothing; but the branch proves segment one.
    origin = jumla.identity.origin.id.hex()
    assert segments_in(unit.send(surkhet)) == [f"{origin}:2"]


def test_an_old_file_with_an_old_acknowledgement_changes_nothing(
    jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    old = surkhet.send(jumla)
    exchange(jumla, surkhet)
    jumla.receive(old)
    assert segments_in(jumla.send(surkhet)) == []


def test_a_lost_file_is_made_good_by_the_next(jumla: Office, surkhet: Office) -> None:
    jumla.add("person", ADA, name="Ada")
    jumla.send(surkhet)
    jumla.put("person", ADA, name="Ada Rai")
    surkhet.receive(jumla.send(surkhet))
    assert surkhet.rows() == jumla.rows()


def test_a_file_with_a_gap_waits_and_the_next_whole_one_fills_it(
    jumla: Office, surkhet: Office, unit: Office
) -> None:
    jumla.add("person", ADA, name="one")
    for name in ("two", "three"):
        jumla.send()
        jumla.put("person", ADA, name=name)
    report = surkhet.receive(jumla.send(without=lambda at: at == 1))
    assert (report.writes, report.waiting) == (2, 1)
    assert surkhet.read("person", ADA)["name"] == "one"
    unit.receive(surkhet.send(unit))
    assert unit.waiting() == 1
    report = surkhet.receive(jumla.send(without=all_but(1)))
    assert (report.applied, report.released, surkhet.waiting()) == (1, 1, 0)
    assert surkhet.read("person", ADA)["name"] == "three"
    unit.receive(surkhet.send(unit))
    all_the_same(jumla, surkhet, unit)


def test_unknown_hashes_in_an_acknowledgement_prove_nothing(jumla: Office, surkhet: Office) -> None:
    jumla.add("person", ADA, name="Ada")
    jumla.send()
    entry = VectorEntry(SPACES[0], jumla.identity.origin.id, 1, b"unknown!")
    with jumla.connection.begin():
        peer = holdings.Peer(b"writer88", surkhet.office_id, 1, (entry,), 0, 0)
        holdings.remember_peer(jumla.connection, peer)
    assert len(segments_in(jumla.send(surkhet))) == 1


def test_an_acknowledgement_by_a_stranger_in_another_offices_name_does_not_count(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    exchange(jumla, surkhet)
    jumla.add("person", ADA, name="Ada")
    stranger = make()
    stranger.receive(jumla.send())
    with stranger.connection.begin():
        stranger.raw.execute(
            "UPDATE sync_identity SET office_id = ?, origin = ?",
            (surkhet.office_id, surkhet.identity.origin.id),
        )
    with pytest.raises(OfficeNotTrusted, match="other keys"):
        jumla.receive(stranger.send())
    assert len(segments_in(jumla.send(surkhet))) == 1


def test_an_office_that_lost_everything_is_sent_everything(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    empty = surkhet.copy()
    jumla.add("person", ADA, name="Ada")
    exchange(jumla, surkhet)
    again: Any = make(empty)
    exchange(jumla, again)
    all_the_same(jumla, again)
    assert again.identity.incarnation == 2
