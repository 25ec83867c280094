"""The inbox: every file is copied here before it is looked into, so that pulling the stick cannot hurt."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from msp_desktop.db.backup import check_room, is_full, make_durable
from msp_desktop.domain.problems import DiskIsFull, Problem
from msp_desktop.domain.segments import BadFile
from msp_desktop.i18n import mark as _
from msp_desktop.sync import envelope

FOLDER = "inbox"
_NAME = ".name"
"""Beside each file: what it was called where it came from."""
_CHUNK = 2**20


class CannotBeRead(Problem):
    """Raised when a file cannot be read to its end: the stick was pulled out or is failing."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            _(
                "{file} could not be read: {reason}. Nothing was changed. "
                "Plug the stick in again, or copy the file to this computer first."
            ),
            file=file,
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the inbox, what it was called where it came from, and whether it lay here already."""

    path: Path
    name: str
    was_here: bool

    def discard(self) -> None:
        """Take the file out of the inbox, unless it lay there before it was chosen."""
        if not self.was_here:
            self.remove()

    def remove(self) -> None:
        """Take the file out of the inbox."""
        remove(self.path)


def keep(home: Path, source: Path) -> Kept:
    """Copy a file into the inbox; what was only half copied when the program ended is swept away.

    Raises `BadFile` for what cannot be a sync file, `CannotBeRead`, or `DiskIsFull`.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.part"):
        left.unlink()
    if source.parent.resolve() == folder.resolve() and source.is_file():
        return Kept(source, _name_of(source), True)
    part = folder / f"{os.urandom(8).hex()}.part"
    try:
        digest = _copy(source, part)
        make_durable(part)
        target = folder / f"{digest}{envelope.SUFFIX}"
        was_here = target.exists()
        target.with_suffix(_NAME).write_text(source.name, "utf-8", errors="replace")
        os.replace(part, target)  # noqa: PTH105 - the one call that is atomic on every platform
        make_durable(folder)
    except OSError as error:
        if is_full(error):
            raise DiskIsFull from error
        raise
    finally:
        part.unlink(missing_ok=True)
    return Kept(target, source.name, was_here)


def files(home: Path) -> list[Path]:
    """Return what lies in the inbox, what came first first."""
    found = list((home / FOLDER).glob(f"*{envelope.SUFFIX}"))
    return sorted(found, key=lambda one: (one.stat().st_mtime, one.name))


def remove(file: Path) -> None:
    """Take a file out of the inbox."""
    file.unlink(missing_ok=True)
    file.with_suffix(_NAME).unlink(missing_ok=True)


def _name_of(file: Path) -> str:
    name = file.with_suffix(_NAME)
    return name.read_text("utf-8") if name.is_file() else file.name


def _copy(source: Path, target: Path) -> str:
    """Copy a file and return its SHA-256; nothing is written of what is no sync file."""
    digest = hashlib.sha256()
    chunks = _chunks(source, target.parent)
    first = next(chunks, b"")
    envelope.check_beginning(first)
    with target.open("xb") as copy:
        for chunk in chain([first], chunks):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def _chunks(source: Path, folder: Path) -> Iterator[bytes]:
    try:
        size = source.stat().st_size
        if not source.is_file():
            raise BadFile.not_ours()
        envelope.check_size(size)
        check_room(folder, size)
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise CannotBeRead(source.name, error.strerror or str(error)) from error
