"""What goes wrong while files are taken in: damage, pulled sticks, full disks, stops, power cuts."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.exchange import Waits
from msp_desktop.app.exchange.inbox import CannotBeRead
from msp_desktop.app.office import Office
from msp_desktop.db import backup
from msp_desktop.db.replica import capture
from msp_desktop.domain.problems import DiskIsFull
from msp_desktop.domain.segments import BadFile
from tests.app.receiving import Send, receive, state


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


def test_a_stick_pulled_in_mid_read_is_explained_and_nothing_is_left(
    office: Office, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, file, before = send("good.mspsync"), send("pulled.mspsync"), state(office)
    real: Any = Path.open

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
        opened = real(path, *rest, **more)
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
