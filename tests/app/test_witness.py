"""A copy of an office's database is found out when it is opened, and never writes under a used number."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.exchange import SendOptions
from msp_desktop.app.office import DATABASE, back_up_to, open_office, restore, set_up_office
from msp_desktop.db import witness
from msp_desktop.db.replica import identity
from msp_desktop.db.replica.capture import OUTSIDE
from tests.trusting import befriend

OPEN = SendOptions(is_open=True)


def opened(home: Path) -> tuple[str, bytes, int]:
    """Open an office; return what it tells, its writer and its incarnation."""
    office = open_office(home)
    with office.workspace.database.reading() as store:
        me = identity.identity(store.connection)
    office.close()
    return office.notice, me.origin.id, me.incarnation


def work(home: Path, name: str, file: Path | None = None) -> None:
    office = open_office(home)
    office.workspace.add_partnership({"name": name})
    if file is not None:
        exchange.send(office.workspace.database, file, OPEN)
    office.close()


def test_an_office_opened_again_stays_the_same_writer(home: Path, tmp_path: Path) -> None:
    first = opened(home)
    assert first[0] == ""
    work(home, "Clean water", tmp_path / "1.mspsync")
    assert opened(home) == first


def test_an_older_database_copied_back_goes_on_as_a_new_writer_and_says_so(
    home: Path, tmp_path: Path
) -> None:
    _notice, origin, incarnation = opened(home)
    shutil.copy(home / DATABASE, tmp_path / "monday.msp")
    work(home, "Sent on Tuesday", tmp_path / "1.mspsync")
    shutil.copy(tmp_path / "monday.msp", home / DATABASE)
    notice, new_origin, new_incarnation = opened(home)
    assert "older copy" in notice
    assert new_origin != origin
    assert new_incarnation == incarnation + 1
    assert opened(home) == ("", new_origin, new_incarnation), "it is told once"


def test_what_was_lost_with_the_newer_database_comes_back_from_the_others(
    home: Path, tmp_path: Path
) -> None:
    other = set_up_office(tmp_path / "other", name="Surkhet", place="Surkhet", person="Hari")
    office = open_office(home)
    befriend(office, other)
    office.close()
    shutil.copy(home / DATABASE, tmp_path / "monday.msp")
    work(home, "Sent on Tuesday", tmp_path / "1.mspsync")
    exchange.receive(other.workspace.database, [tmp_path / "1.mspsync"])
    shutil.copy(tmp_path / "monday.msp", home / DATABASE)
    work(home, "Written on Wednesday", tmp_path / "2.mspsync")
    report = exchange.receive(other.workspace.database, [tmp_path / "2.mspsync"])
    assert report.branches == 0
    exchange.send(other.workspace.database, tmp_path / "3.mspsync", OPEN)
    office = open_office(home)
    exchange.receive(office.workspace.database, [tmp_path / "3.mspsync"])
    names = {str(row["name"]) for row in office.workspace.partnerships()}
    assert names == {"Sent on Tuesday", "Written on Wednesday"}
    digests = [exchange.digest(one.workspace.database) for one in (office, other)]
    assert digests[0] == digests[1]
    office.close()
    other.close()


def test_an_office_carried_to_another_folder_or_computer_goes_on_as_a_new_writer(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _notice, origin, _incarnation = opened(home)
    moved = Path(shutil.copytree(home, tmp_path / "copied"))
    notice, other, _incarnation = opened(moved)
    assert "another computer or folder" in notice
    assert other != origin
    assert opened(home)[:2] == ("", origin)
    monkeypatch.setenv("MSP_DESKTOP_WITNESSES", str(tmp_path / "another computer"))
    notice, third, _incarnation = opened(home)
    assert "another computer or folder" in notice
    assert third not in (origin, other)


def test_a_restored_backup_is_one_new_writer_and_no_surprise(home: Path, tmp_path: Path) -> None:
    office = open_office(home)
    back_up_to(office, tmp_path / "copy.msp")
    office.close()
    _notice, origin, incarnation = opened(home)
    restore(home, tmp_path / "copy.msp")
    notice, new_origin, new_incarnation = opened(home)
    assert (notice, new_incarnation) == ("", incarnation + 1)
    assert new_origin != origin


def test_an_office_set_up_anew_in_the_same_folder_is_not_taken_for_a_copy(home: Path) -> None:
    work(home, "Clean water")
    shutil.rmtree(home)
    office = set_up_office(home, name="New", place="Jumla", person="Sita Rawal")
    office.close()
    assert office.notice == ""
    assert opened(home)[0] == ""


def test_an_office_of_an_earlier_version_gets_a_witness_without_a_word(home: Path) -> None:
    office = open_office(home)
    with office.workspace.database.transaction(OUTSIDE) as store:
        store.connection.exec_driver_sql("DELETE FROM setting WHERE key = 'witness'")
    office.workspace.database.close()
    office.lock.release()
    witness.forget(home)
    first = opened(home)
    assert first[0] == ""
    assert opened(home) == first


def test_a_witness_that_cannot_be_written_does_not_stop_the_work(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")
    office = open_office(home)
    monkeypatch.setenv("MSP_DESKTOP_WITNESSES", str(tmp_path / "taken" / "below"))
    exchange.send(office.workspace.database, tmp_path / "1.mspsync", OPEN)
    office.close()
    assert (tmp_path / "1.mspsync").is_file()
    assert "witness" in caplog.text


def test_where_no_witness_can_be_written_nothing_is_taken_for_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: Path) -> None:
        raise OSError("no room")

    with monkeypatch.context() as full:
        full.setattr(witness, "make_durable", refuse)
        office = set_up_office(tmp_path / "office", name="Jumla", place="Jumla", person="Sita")
        office.close()
        first = opened(tmp_path / "office")
        assert first[0] == ""
        assert opened(tmp_path / "office") == first
    assert opened(tmp_path / "office") == first
    monkeypatch.setenv("MSP_DESKTOP_WITNESSES", str(tmp_path / "another computer"))
    assert "another computer or folder" in opened(tmp_path / "office")[0]


def test_the_witness_has_seen_a_file_before_it_lies_on_the_stick(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(home / DATABASE, tmp_path / "before.msp")
    office = open_office(home)
    office.workspace.add_partnership({"name": "Clean water"})

    def crash(*_any: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("msp_desktop.app.exchange.sending.write_once", crash)
    with pytest.raises(KeyboardInterrupt):
        exchange.send(office.workspace.database, tmp_path / "1.mspsync", OPEN)
    office.workspace.database.close()
    office.lock.release()  # killed: nothing more is written
    for leftover in home.glob(DATABASE + "-*"):
        leftover.unlink()
    shutil.copy(tmp_path / "before.msp", home / DATABASE)
    assert "older copy" in opened(home)[0]
