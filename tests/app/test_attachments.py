"""Attached files as the officer meets them: added before they are spoken of, opened safely, checked."""

from __future__ import annotations

import hashlib
import shutil
import stat
from pathlib import Path

import pytest

from msp_desktop.app import attachments, checkup
from msp_desktop.app.attachments import Attached, MayNotOpen, NotThere
from msp_desktop.app.office import Office, back_up_to, open_office, restore
from msp_desktop.domain.fields import Attachment
from msp_desktop.domain.guideline import KINDS


def scan(folder: Path, data: bytes = b"%PDF the signed copy", name: str = "signed.pdf") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def attach(office: Office, space: str, file: Path) -> Attached:
    attached = attachments.add(office.workspace.database, file)
    office.workspace.set_single("agreement", space, {"signed_copy_file": attached.stored})
    return attached


def test_the_guideline_has_places_for_files() -> None:
    places = {
        f"{key}.{field.key}"
        for key, kind in KINDS.items()
        for field in kind.fields.values()
        if isinstance(field, Attachment)
    }
    assert places >= {"agreement.signed_copy_file", "meeting.attendance_file"}


def test_the_bytes_outlive_the_file_they_came_from(
    office: Office, space: str, tmp_path: Path
) -> None:
    file = scan(tmp_path)
    attached = attach(office, space, file)
    file.unlink()
    attachments.save_copy(office.workspace.database, attached, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == b"%PDF the signed copy"


def test_a_copy_to_open_cannot_be_changed_and_leaves_the_file_alone(
    office: Office, space: str, tmp_path: Path
) -> None:
    attached = attach(office, space, scan(tmp_path))
    copy = attachments.copy_to_open(office.workspace.database, attached, tmp_path / "opened")
    assert copy.name == "signed.pdf"
    assert not copy.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert (
        attachments.copy_to_open(office.workspace.database, attached, tmp_path / "opened") == copy
    )


@pytest.mark.parametrize("name", ["run.exe", "run.bat", "run.js", "run.scr", "run.lnk", "run.vbs"])
def test_what_could_be_a_program_is_saved_but_never_opened(
    name: str, office: Office, space: str, tmp_path: Path
) -> None:
    attached = attach(office, space, scan(tmp_path, b"MZ", name))
    with pytest.raises(MayNotOpen, match="could be a program"):
        attachments.copy_to_open(office.workspace.database, attached, tmp_path / "opened")
    assert not (tmp_path / "opened").exists()
    attachments.save_copy(office.workspace.database, attached, tmp_path / "copy.bin")
    assert (tmp_path / "copy.bin").read_bytes() == b"MZ"


def test_a_file_that_has_not_arrived_is_told_in_words(office: Office, tmp_path: Path) -> None:
    far = Attached(hashlib.sha256(b"far").hexdigest(), 3, "far.pdf")
    assert not attachments.has_arrived(office.workspace.database, far)
    with pytest.raises(NotThere, match="not on this computer yet"):
        attachments.copy_to_open(office.workspace.database, far, tmp_path / "opened")


def test_undo_takes_a_file_out_of_its_record_and_redo_brings_it_back(
    office: Office, space: str, tmp_path: Path
) -> None:
    attached = attach(office, space, scan(tmp_path))
    office.workspace.undo()
    assert attachments.states(office.workspace) == []
    office.workspace.redo()
    assert attachments.has_arrived(office.workspace.database, attached)


def test_reading_all_files_finds_the_damaged_and_the_lost(
    office: Office, space: str, tmp_path: Path
) -> None:
    attached = attach(office, space, scan(tmp_path))
    assert attachments.states(office.workspace) == []
    place = office.home / "attachments" / attached.hash[:2] / attached.hash
    place.write_bytes(b"%PDF the signed copY")
    (found,) = attachments.states(office.workspace)
    assert (found.attached, found.state.value) == (attached, "damaged")
    (found,) = attachments.states(office.workspace)
    assert found.state.value == "gone", "a damaged file is set aside and then counts as gone"


def test_a_backup_carries_the_attached_files_in_a_folder_beside_it(
    office: Office, space: str, tmp_path: Path
) -> None:
    attached = attach(office, space, scan(tmp_path))
    stick = tmp_path / "stick"
    made = back_up_to(office, stick / "mine.msp")
    assert made.folder == stick / "mine.msp-attachments"
    assert (made.files, made.damaged) == (1, 0)
    assert back_up_to(office, stick / "mine.msp") == made, "again: nothing is copied twice"
    office.close()
    shutil.rmtree(office.home)
    office.home.mkdir()
    restore(office.home, stick / "mine.msp")
    again = open_office(office.home)
    assert attachments.states(again.workspace) == []
    assert again.workspace.database.attachments.has(attached.hash)
    again.close()


def test_a_damaged_copy_beside_a_backup_is_left_out_and_left_alone(
    office: Office, space: str, tmp_path: Path
) -> None:
    attached = attach(office, space, scan(tmp_path))
    back_up_to(office, tmp_path / "mine.msp")
    (copy,) = (tmp_path / "mine.msp-attachments" / attached.hash[:2]).iterdir()
    copy.write_bytes(b"spoilt")
    office.close()
    shutil.rmtree(office.home / "attachments")
    restore(office.home, tmp_path / "mine.msp")
    again = open_office(office.home)
    assert [found.state.value for found in attachments.states(again.workspace)] == ["gone"]
    assert copy.read_bytes() == b"spoilt"
    again.close()


def test_halves_of_a_copy_are_swept_away_when_the_office_opens(
    office: Office, space: str, tmp_path: Path
) -> None:
    attach(office, space, scan(tmp_path))
    half = office.home / "attachments" / "0123456789abcdef.part"
    half.write_bytes(b"half")
    office.close()
    open_office(office.home).close()
    assert not half.exists()


def test_a_check_tells_what_is_wrong_from_what_has_only_not_arrived(
    office: Office, space: str, tmp_path: Path
) -> None:
    attached = attach(office, space, scan(tmp_path))
    assert checkup.check(office) == checkup.Checked([], [])
    (office.home / "attachments" / attached.hash[:2] / attached.hash).unlink()
    checked = checkup.check(office)
    assert checked.awaited == []
    assert checked.wrong == [
        "signed.pdf: the file is gone from the folder “attachments”. Put it back from a backup."
    ]
