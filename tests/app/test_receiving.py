"""Taking files in: copied first, looked into, backed up, all or none, and reported in numbers that add up."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import ReceiveReport, SendOptions, Waits
from msp_desktop.app.exchange.inbox import CannotBeRead
from msp_desktop.app.office import DATABASE, Office, open_office, set_up_office
from msp_desktop.db import backup
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture
from msp_desktop.domain import received_words as words
from msp_desktop.domain.problems import DiskIsFull
from msp_desktop.domain.received import report_from
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import header
from msp_desktop.sync.age import NeedsPassphrase
from tests.trusting import acquaint, befriend

OPEN = SendOptions(is_open=True)
YEAR = 365 * 86_400_000
Send = Callable[..., Path]


def state(office: Office) -> tuple[str, list[str], int]:
    """Everything an import that is refused must leave as it was."""
    folder = office.home / "inbox"
    return (
        exchange.digest(office.workspace.database),
        sorted(one.name for one in folder.glob("*")) if folder.is_dir() else [],
        len(exchange.reports(office.workspace.database)),
    )


def receive(office: Office, *files: Path) -> ReceiveReport:
    return exchange.receive(office.workspace.database, files)


@pytest.fixture
def other(tmp_path: Path, home: Path) -> Iterator[Office]:
    """The office that sends, with a partnership; the two know each other."""
    office = set_up_office(
        tmp_path / "surkhet", name="Surkhet Planning Office", place="Surkhet", person="Hari Thapa"
    )
    space = office.workspace.add_partnership({"name": "Clean water"})
    office.workspace.set_single("challenge", space, {"statement": "Wells dry up"})
    receiver = Database(home / DATABASE)
    acquaint(receiver, office.workspace.database)
    receiver.close()
    yield office
    office.close()


@pytest.fixture
def water(other: Office) -> str:
    return str(other.workspace.partnerships()[0]["id"])


@pytest.fixture
def send(other: Office, tmp_path: Path) -> Send:
    """Writes a file of the other office to a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()

    def write(name: str = "", office: Office = other) -> Path:
        file = stick / (name or f"{len(list(stick.glob('*'))) + 1}.mspsync")
        exchange.send(office.workspace.database, file, OPEN)
        return file

    return write


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


def test_one_bad_file_among_several_is_named_and_none_is_taken_in(
    office: Office, other: Office, water: str, send: Send
) -> None:
    good = send("good.mspsync")
    other.workspace.add("partner", water, {"name": "Health Office"})
    bad = send("bad.mspsync")
    bad.write_bytes(bad.read_bytes()[:-9])
    before = state(office)
    for files in ((good, bad), (bad, good)):
        with pytest.raises(BadFile, match=r"bad\.mspsync: .*Nothing was changed"):
            receive(office, *files)
        with pytest.raises(BadFile, match=r"bad\.mspsync"):
            exchange.preview(office.workspace.database, files)
    assert state(office) == before
    assert receive(office, good).applied


@pytest.mark.parametrize(
    "data", [b"", b"MSPSYNC", b"minutes of the meeting", b"MSPSYNC\n" + bytes(400)]
)
def test_what_is_no_sync_file_is_refused_by_name_and_not_stored(
    office: Office, tmp_path: Path, data: bytes
) -> None:
    file, before = tmp_path / "letter.mspsync", state(office)
    file.write_bytes(data)
    with pytest.raises(BadFile, match=r"letter\.mspsync"):
        receive(office, file)
    assert state(office) == before


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


def test_a_file_that_proves_damaged_in_the_inbox_stays_listed_and_says_so(
    office: Office, send: Send
) -> None:
    file = send()
    exchange.preview(office.workspace.database, [file])
    (kept,) = (office.home / "inbox").glob("*.mspsync")
    kept.write_bytes(kept.read_bytes()[:-1])
    for _look in range(2):
        (waiting,) = exchange.waiting_files(office.workspace.database)
        assert (waiting.reason, waiting.file) == (Waits.DAMAGED, file.name)
    exchange.forget_file(office.workspace.database, Path(waiting.path))
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


def test_a_stick_pulled_in_mid_read_is_explained_and_nothing_is_left(
    office: Office, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, file, before = send("good.mspsync"), send("pulled.mspsync"), state(office)
    real = Path.open

    class Pulled:
        def __init__(self, file: object) -> None:
            self._file: Any = file
            self._reads = 0

        def __enter__(self) -> Pulled:
            return self

        def __exit__(self, *_error: object) -> None:
            self._file.close()

        def read(self, _size: int) -> bytes:
            self._reads += 1
            if self._reads > 1:
                raise OSError(5, "Input/output error")
            return bytes(self._file.read(64))

    def pulling(path: Path, *rest: str, **more: str) -> object:
        opened = real(path, *rest, **more)  # type: ignore[call-overload]
        return Pulled(opened) if path == file and rest == ("rb",) else opened

    monkeypatch.setattr(Path, "open", pulling)
    with pytest.raises(CannotBeRead, match=r"pulled\.mspsync could not be read: Input/output"):
        receive(office, good, file)
    assert state(office) == before
    with pytest.raises(CannotBeRead, match="Plug the stick in again"):
        receive(office, file.with_name("gone.mspsync"))


def test_nothing_is_taken_in_when_there_is_no_room_for_the_backup(
    office: Office, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = send(), exchange.digest(office.workspace.database)
    exchange.preview(office.workspace.database, [file])

    def refuse(_folder: Path, _needed: int) -> None:
        raise DiskIsFull

    monkeypatch.setattr(backup, "check_room", refuse)
    with pytest.raises(DiskIsFull, match="Nothing was changed"):
        receive(office, file)
    assert exchange.digest(office.workspace.database) == before
    assert list(backup.folder_of(office.workspace.database.path).glob("*")) == []
    monkeypatch.undo()
    assert receive(office, file).applied


def test_a_disk_that_fills_up_while_writing_leaves_everything_as_it_was(
    office: Office, other: Office, water: str, send: Send
) -> None:
    for number in range(400):
        other.workspace.add("partner", water, {"name": f"Partner {number} " + "x" * 100})
    file = send()
    database = office.workspace.database
    before = exchange.digest(database)
    with database.reading() as store:
        pages = store.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with database.transaction(capture.OUTSIDE) as store:
        store.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(DiskIsFull, match="no room left"):
        receive(office, file)
    assert exchange.digest(database) == before
    assert exchange.reports(database) == []
    assert [one.reason for one in exchange.waiting_files(database)] == [Waits.READY]
    assert list(backup.folder_of(database.path).glob("before-import-*")) == []


def test_a_disk_that_fills_up_with_attached_files_is_told_as_that(
    office: Office, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = send(), exchange.digest(office.workspace.database)

    def refuse(*_any: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("msp_desktop.app.exchange.receiving._keep_attached", refuse)
        with pytest.raises(DiskIsFull, match="no room left"):
            receive(office, file)
    assert exchange.digest(office.workspace.database) == before
    assert receive(office, file).applied


def test_stopping_in_the_middle_changes_nothing_and_the_file_stays_ready(
    office: Office, send: Send
) -> None:
    file, before = send(), exchange.digest(office.workspace.database)

    def stop(_done: int, _total: int) -> None:
        raise exchange.Stopped

    with pytest.raises(exchange.Stopped):
        exchange.receive(office.workspace.database, [file], stop)
    assert exchange.digest(office.workspace.database) == before
    (waiting,) = exchange.waiting_files(office.workspace.database)
    assert waiting.reason is Waits.READY
    assert list(backup.folder_of(office.workspace.database.path).glob("before-import-*")) == []


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


def test_what_was_half_copied_at_a_power_cut_is_swept_away(office: Office, send: Send) -> None:
    folder = office.home / "inbox"
    folder.mkdir()
    (folder / "half.part").write_bytes(b"MSPSYNC\n")
    receive(office, send())
    assert list(folder.glob("*")) == []


def test_a_file_left_in_the_inbox_by_a_crash_after_it_was_taken_in_goes(
    office: Office, send: Send
) -> None:
    file = send()
    report = exchange.preview(office.workspace.database, [file])
    copy = Path(report.files[0].path)
    data = copy.read_bytes()
    receive(office, file)
    copy.write_bytes(data)
    assert exchange.waiting_files(office.workspace.database) == []
    assert not copy.exists()


def test_files_wait_across_a_restart(home: Path, send: Send) -> None:
    office = open_office(home)
    exchange.preview(office.workspace.database, [send()])
    office.close()
    office = open_office(home)
    (waiting,) = exchange.waiting_files(office.workspace.database)
    assert waiting.reason is Waits.READY
    office.close()
