"""Setting up, opening, backing up and restoring an office."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_desktop.app import checkup
from msp_desktop.app.office import (
    DATABASE,
    Office,
    back_up_to,
    open_office,
    restore,
    set_up_office,
)
from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.problems import FileIsDamaged, FileIsOpenElsewhere, NoOfficeYet


def test_a_new_office_knows_its_name_place_and_person(office: Office) -> None:
    assert office.row["name"] == "Jumla District Office"
    assert office.row["place"] == "Jumla"
    assert office.workspace.person == "Sita Rawal"
    assert checkup.findings(office) == []


def test_nothing_is_left_of_an_office_that_could_not_be_set_up(tmp_path: Path) -> None:
    with pytest.raises(NotAValue):
        set_up_office(tmp_path, name="bad\x00name", place="x", person="y")
    with pytest.raises(NoOfficeYet, match="no office"):
        open_office(tmp_path)


def test_an_existing_office_is_never_set_up_again(home: Path) -> None:
    before = (home / DATABASE).read_bytes()
    with pytest.raises(FileExistsError):
        set_up_office(home, name="Other", place="Elsewhere", person="Nobody")
    assert (home / DATABASE).read_bytes() == before


def test_only_one_at_a_time_works_with_an_office(office: Office) -> None:
    with pytest.raises(FileIsOpenElsewhere, match="another window"):
        open_office(office.home)
    office.workspace.add_partnership({"name": "Still works"})


def test_a_backup_holds_everything_and_restoring_keeps_what_was_there(
    home: Path, tmp_path: Path
) -> None:
    office = open_office(home)
    office.workspace.add_partnership({"name": "Before"})
    back_up_to(office, tmp_path / "copy.msp")
    office.workspace.add_partnership({"name": "After"})
    office.close()
    saved = restore(home, tmp_path / "copy.msp")
    assert saved is not None
    office = open_office(home)
    assert [row["name"] for row in office.workspace.partnerships()] == ["Before"]
    assert checkup.findings(office) == []
    office.workspace.add_partnership({"name": "Goes on"})
    office.close()
    restore(home, saved)
    office = open_office(home)
    assert [row["name"] for row in office.workspace.partnerships()] == ["Before", "After"]
    office.close()


def test_a_damaged_backup_is_refused_and_the_office_stays(home: Path, tmp_path: Path) -> None:
    office = open_office(home)
    back_up_to(office, tmp_path / "copy.msp")
    office.close()
    damaged = bytearray((tmp_path / "copy.msp").read_bytes())
    damaged[8192:12288] = bytes(4096)
    (tmp_path / "copy.msp").write_bytes(damaged)
    before = (home / DATABASE).read_bytes()
    with pytest.raises(FileIsDamaged):
        restore(home, tmp_path / "copy.msp")
    assert (home / DATABASE).read_bytes() == before


def test_settings_stay_on_this_computer(office: Office) -> None:
    office.keep_setting("person", "Hari Thapa")
    office.keep_setting("emblem", None, b"\x89PNG")
    assert office.workspace.person == "Hari Thapa"
    assert office.emblem == b"\x89PNG"
    assert office.workspace.recent_edits("0" * 32)[0].kind_key == "office"
