"""Offices that are made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

from msp_desktop.db import witness


def copy_of(office: Path, home: Path) -> Path:
    """Put a copy of a closed office into a new folder, and let the computer remember it."""
    shutil.copytree(office, home)
    shutil.copy(witness.place_of(office), witness.place_of(home))
    return home
