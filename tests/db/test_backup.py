"""Backups that are made by themselves: when one is due, and which are kept."""

from __future__ import annotations

import os
import time
from pathlib import Path

from msp_desktop.app.office import DATABASE, Office
from msp_desktop.db import backup

DAY = 24 * 60 * 60


def aged(path: Path, days: float) -> Path:
    """Let a file be so many days old."""
    moment = time.time() - days * DAY
    os.utime(path, (moment, moment))
    return path


def made(office: Office, days: float) -> Path:
    """Make a backup as it was made days ago."""
    path = backup.folder_of(office.home / DATABASE) / f"day-{days}.msp"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    return aged(path, days)


def kept(office: Office) -> list[Path]:
    return list(backup.folder_of(office.home / DATABASE).glob("*.msp"))


def test_one_is_made_when_none_is_of_the_last_day(office: Office) -> None:
    first = office.back_up_daily()
    assert first is not None
    assert office.back_up_daily() is None
    aged(first, 1.1)
    assert office.back_up_daily() is not None


def test_one_from_when_the_clock_ran_ahead_does_not_stop_them(office: Office) -> None:
    made(office, -3000)
    fresh = office.back_up_daily()
    assert fresh is not None
    backup.verify(fresh)
    assert office.back_up_daily() is None


def test_the_newest_thirty_are_kept_and_those_from_days_to_come_go_first(office: Office) -> None:
    ahead = [made(office, -days) for days in range(1, 6)]
    old = [made(office, days) for days in range(1, 36)]
    fresh = office.back_up_daily()
    assert set(kept(office)) == {fresh, *old[:29]}
    assert not any(path.exists() for path in ahead)


def test_each_upgrade_leaves_a_backup_of_its_own(home: Path) -> None:
    for _upgrade in range(2):
        backup.back_up_before_upgrade(home / DATABASE, 9)
    found = sorted((home / "backups").iterdir())
    assert [path.name for path in found] == ["before-schema-9-1.msp", "before-schema-9-2.msp"]
    for path in found:
        backup.verify(path)


def test_what_was_just_made_is_never_the_one_that_goes(office: Office) -> None:
    ahead = [
        made(office, -days).rename(office.home / "backups" / f"before-import-{days}.msp")
        for days in range(1, 13)
    ]
    fresh = backup.back_up_before_import(office.home / DATABASE, 0)
    assert set(kept(office)) == {fresh, *ahead[-9:]}
