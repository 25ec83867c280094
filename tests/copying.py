"""Offices that are made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

from msp_desktop.app.office import Office, open_office, set_up_office
from msp_desktop.db import witness


def copy_of(office: Path, home: Path) -> Path:
    """Put a copy of a closed office into a new folder, and let the computer remember it."""
    shutil.copytree(office, home)
    shutil.copy(witness.place_of(office), witness.place_of(home))
    return home


class ReadyMade:
    """Offices that are set up once: each time one is wanted it is a copy, opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, str, str], Path] = {}

    def __call__(self, home: Path, *, name: str, place: str, person: str) -> Office:
        """Open an office in a folder that is not there yet; one test has each name once."""
        answers = (name, place, person)
        if answers not in self._made:
            made = self._made[answers] = self._folder / str(len(self._made))
            set_up_office(made, name=name, place=place, person=person).close()
        return open_office(copy_of(self._made[answers], home))
