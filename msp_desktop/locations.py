"""Where the program's own files lie, and where an office keeps its data: the only place that knows."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DATABASE = "office.msp"
SYNC_SUFFIX, CARD_SUFFIX = ".mspsync", ".mspcard"
_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """Find a folder that an installed copy carries inside the package and a checkout beside it."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Return the folder of guidance, catalogues, fonts, icons and reference lists."""
    return _shipped("resources")


def migrations() -> Path:
    """Return the folder of database migrations."""
    return _shipped("migrations")


def checkout() -> Path:
    """Return the folder around the package: where it was checked out, if it was."""
    return _PACKAGE.parent


def home(override: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder in which this office's data lies.

    ``override`` (the ``--home`` option) wins over the variable ``MSP_DESKTOP_HOME``, which wins over
    the platform's own data folder. The folder is not created here.
    """
    chosen = override or os.environ.get("MSP_DESKTOP_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    return Path(platformdirs.user_data_dir("MSP Desktop", appauthor=False))


def witnesses() -> Path:
    """Return the folder of this computer that remembers how far each office had come on it.

    It lies beside the folder of data, not in it, so that a copy of that folder does not take it along.
    The variable ``MSP_DESKTOP_WITNESSES`` wins. The folder is not created here.
    """
    chosen = os.environ.get("MSP_DESKTOP_WITNESSES")
    if chosen:
        return Path(chosen).expanduser().resolve()
    return Path(platformdirs.user_data_dir("MSP Desktop witnesses", appauthor=False))


def office_file(home: Path) -> Path:
    """Return the database of the office in a folder, whether or not it is there."""
    return home / DATABASE
