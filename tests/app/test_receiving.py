"""Taking files in: copied first, looked into, backed up, all or none, and reported in numbers that add up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions, Waits
from msp_desktop.app.office import Office, open_office, set_up_office
from msp_desktop.db import backup
from msp_desktop.db.replica import capture
from msp_desktop.domain import received_words as words
from msp_desktop.domain.received import report_from
from msp_desktop.sync import header
from msp_desktop.sync.age import NeedsPassphrase
from tests.app.receiving import OPEN, Send, receive
from tests.trusting import befriend

YEAR = 365 * 86_400_000


def test_numbers_of_a_report_add_up_and_name_what_came(
    office: Office, other: Office, water: str, send: Send
) -> None:
    report = receive(office, send())
    assert report.writes == (
        report.known + report.applied + report.conflicting + report.waiting + report.quarantined
    )
    (space,) = (one for one in report.spaces if one.space_id == water)
    assert space.name == "Clean water"
    told = [words.entries(one) for one in space.entries]
    assert any("1 new (Clean water)" in line for line in told)
    assert report.files[0].office == "Surkhet Planning Office"
    partner = other.workspace.add("partner", water, {"name": "Health Office"})
    receive(office, send())
    other.workspace.set_fields("partner", partner, {"name": "District Health Office"})
    (challenge,) = other.workspace.rows("challenge", water)
    other.workspace.remove("challenge", str(challenge["id"]))
    report = receive(office, send())
    assert (report.added_records, report.changed_records, report.removed_records) == (0, 1, 1)
    told = [words.entries(one) for space in report.spaces for one in space.entries]
    assert any("1 changed (District Health Office)" in line for line in told)
    assert any("1 removed" in line for line in told)
    other.workspace.undo()
    report = receive(office, send())
    assert (report.added_records, report.returned_records) == (0, 1)
    told = [words.entries(one) for space in report.spaces for one in space.entries]
    assert any("1 there again" in line for line in told)


def test_what_came_and_went_before_anybody_here_saw_it_is_not_told(
    office: Office, other: Office, water: str, send: Send
) -> None:
    receive(office, send())
    other.workspace.add_partnership({"name": "Typed by mistake"})
    other.workspace.undo()
    other.workspace.remove("partner", other.workspace.add("partner", water, {"name": "Nobody"}))
    other.workspace.set_single("challenge", water, {"statement": "Wells dry up in May"})
    report = receive(office, send())
    assert [space.name for space in report.spaces] == ["Clean water"]
    (space,) = report.spaces
    assert [(one.kind_key, one.what) for one in space.entries] == [("challenge", "changed")]
    assert (report.added_records, report.changed_records, report.removed_records) == (0, 1, 0)


def test_a_preview_shows_conflicts_with_both_answers_and_changes_nothing(
    office: Office, other: Office, water: str, send: Send
) -> None:
    receive(office, send())
    for one, text in ((office, "Springs dry up"), (other, "Wells dry up in May")):
        one.workspace.set_single("challenge", water, {"statement": text})
    file, before = send(), exchange.digest(office.workspace.database)
    report = exchange.preview(office.workspace.database, [file])
    (disagreement,) = report.disagreements
    assert report.conflicts == 1
    assert disagreement.partnership == "Clean water"
    assert {voice.answer: voice.person for voice in disagreement.voices} == {
        "Springs dry up": "Sita Rawal",
        "Wells dry up in May": "Hari Thapa",
    }
    assert exchange.digest(office.workspace.database) == before
    assert exchange.conflicts(office.workspace.database) == []
    assert len(exchange.reports(office.workspace.database)) == 1
    assert receive(office, file).disagreements == report.disagreements
    assert len(exchange.conflicts(office.workspace.database)) == 1


def test_what_was_looked_into_can_be_taken_in_after_the_stick_is_pulled(
    office: Office, send: Send
) -> None:
    file = send()
    report = exchange.preview(office.workspace.database, [file])
    shutil.rmtree(file.parent)
    (waiting,) = exchange.waiting_files(office.workspace.database)
    assert (waiting.reason, waiting.file) == (Waits.READY, file.name)
    taken = receive(office, Path(report.files[0].path))
    assert taken.applied == report.applied
    assert taken.files[0].file == file.name
    assert exchange.waiting_files(office.workspace.database) == []
    assert list((office.home / "inbox").glob("*")) == []


def test_a_file_taken_in_before_says_when_and_makes_no_second_entry(
    office: Office, send: Send
) -> None:
    file = send()
    first = receive(office, file)
    copied = file.with_name("renamed.mspsync")
    shutil.copy(file, copied)
    again = receive(office, copied)
    assert again.already == 1
    assert again.known == again.writes == first.writes
    assert again.files[0].taken_in == first.moment
    assert "Already taken in on" in words.remarks(again.files[0], office.id)[0]
    assert len(exchange.reports(office.workspace.database)) == 1
    assert exchange.waiting_files(office.workspace.database) == []


def test_a_file_without_new_entries_can_be_taken_in_for_what_else_it_says(
    office: Office, send: Send
) -> None:
    receive(office, send())
    file = send()
    report = exchange.preview(office.workspace.database, [file])
    assert (report.brings_something, report.brings_entries) == (True, False)
    receive(office, file)
    (peer,) = exchange.status(office.workspace.database)
    assert peer.file_number == 2
    assert not exchange.preview(office.workspace.database, [file]).brings_something


def test_a_file_of_a_newer_version_waits_and_is_offered_after_the_update(
    office: Office, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(header, "FORMAT", 2)
        file = send("newer.mspsync")
    old = send("old.mspsync")
    report = receive(office, file, old)
    assert [one.file for one in report.files] == ["old.mspsync"]
    assert [one.reason for one in report.kept] == [Waits.NEWER]
    (waiting,) = exchange.waiting_files(office.workspace.database)
    assert "Install the newer version" in waiting.reason.sentence
    monkeypatch.setattr(header, "FORMAT", 2)
    (waiting,) = exchange.waiting_files(office.workspace.database)
    assert waiting.reason is Waits.READY
    assert receive(office, Path(waiting.path)).files[0].file == "newer.mspsync"
    assert exchange.waiting_files(office.workspace.database) == []


@pytest.mark.parametrize("years", [-60, -10, 10, 300, 10**6])
def test_a_clock_that_is_years_wrong_is_told_and_never_a_reason_to_refuse(
    office: Office, other: Office, send: Send, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    now = capture.clock()
    with monkeypatch.context() as wrong:
        wrong.setattr(capture, "clock", lambda: now + years * YEAR)
        file = send()
    report = exchange.preview(office.workspace.database, [file])
    told = " ".join(words.remarks(report.files[0], office.id))
    assert "clock" in told
    assert "can be taken in all the same" in told
    assert words.written(report.files[0])
    assert receive(office, file).applied == report.applied
    databases = [one.workspace.database for one in (office, other)]
    assert exchange.digest(databases[0]) == exchange.digest(databases[1])


def test_a_file_locked_for_another_office_is_kept_and_says_so(
    office: Office, other: Office, tmp_path: Path
) -> None:
    third = set_up_office(tmp_path / "third", name="Dolpa", place="Dolpa", person="Maya Budha")
    befriend(other, third)
    file = tmp_path / "theirs.mspsync"
    exchange.send(other.workspace.database, file, SendOptions(to=(third.id,)))
    report = exchange.receive(office.workspace.database, [file])
    assert [one.reason for one in report.kept] == [Waits.NOT_FOR_US]
    assert report.files == ()
    assert exchange.receive(third.workspace.database, [file]).added_records
    third.close()


def test_a_file_from_a_stranger_is_kept_and_nothing_of_it_is_shown(
    office: Office, tmp_path: Path
) -> None:
    stranger = set_up_office(tmp_path / "s", name="Dolpa", place="Dolpa", person="Maya Budha")
    stranger.workspace.add_partnership({"name": "Secret"})
    file = tmp_path / "new.mspsync"
    exchange.send(stranger.workspace.database, file, OPEN)
    database = office.workspace.database
    for _time in range(2):
        report = exchange.receive(database, [file])
        assert [one.reason for one in report.kept] == [Waits.STRANGER]
        assert "Secret" not in str(report.plain())
    assert not office.workspace.partnerships()
    (met,) = trust.known_offices(database)
    assert (met.name, met.state) == ("Dolpa", "unknown")
    trust.confirm(database, "Sita", met, trust.own_card(stranger.workspace.database).card.digits)
    (waiting,) = exchange.waiting_files(database)
    assert waiting.reason is Waits.READY
    exchange.receive(database, [Path(waiting.path)])
    assert [row["name"] for row in office.workspace.partnerships()] == ["Secret"]
    stranger.close()


def test_a_file_with_a_passphrase_waits_until_it_is_typed(
    office: Office, other: Office, tmp_path: Path
) -> None:
    file = tmp_path / "locked.mspsync"
    exchange.send(other.workspace.database, file, SendOptions(passphrase="river stone lamp"))
    database = office.workspace.database
    report = exchange.preview(database, [file])
    assert [one.reason for one in report.kept] == [Waits.PASSPHRASE]
    with pytest.raises(NeedsPassphrase, match="does not open"):
        exchange.receive(database, [file], passphrase="river stone lump")
    report = exchange.receive(database, [file], passphrase=" river stone lamp ")
    assert report.kept == ()
    assert report.added_records


def test_a_backup_is_made_before_every_import_and_the_newest_ten_are_kept(
    office: Office, other: Office, water: str, send: Send
) -> None:
    for number in range(12):
        other.workspace.add("partner", water, {"name": f"Partner {number}"})
        report = receive(office, send())
        assert (office.home / "backups" / report.backup).is_file()
    kept = {one.name for one in (office.home / "backups").glob("before-import-*")}
    newest = [one.backup for one in exchange.reports(office.workspace.database)]
    assert kept == set(newest[:10])
    backup.verify(office.home / "backups" / newest[0])


def test_a_report_is_shown_again_as_it_was_told(office: Office, send: Send) -> None:
    told = receive(office, send())
    (kept,) = exchange.reports(office.workspace.database)
    assert kept.plain() == told.plain()
    assert report_from(told.plain()).plain() == told.plain()
    assert exchange.report_of(office.workspace.database, told.number) == kept
    assert exchange.report_of(office.workspace.database, 99) is None


def test_a_file_can_be_removed_from_the_inbox_and_nothing_else(office: Office, send: Send) -> None:
    file = send()
    exchange.preview(office.workspace.database, [file])
    (waiting,) = exchange.waiting_files(office.workspace.database)
    exchange.forget_file(office.workspace.database, file)
    exchange.forget_file(office.workspace.database, Path(waiting.path))
    assert file.is_file()
    assert exchange.waiting_files(office.workspace.database) == []
    assert list((office.home / "inbox").glob("*")) == []


def test_files_wait_across_a_restart(home: Path, send: Send) -> None:
    office = open_office(home)
    exchange.preview(office.workspace.database, [send()])
    office.close()
    office = open_office(home)
    (waiting,) = exchange.waiting_files(office.workspace.database)
    assert waiting.reason is Waits.READY
    office.close()
