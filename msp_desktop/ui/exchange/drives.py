"""Sticks and cards that can carry a file to another office."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo
from PySide6.QtGui import QDropEvent

from msp_desktop.locations import SYNC_SUFFIX

_MOUNTED_UNDER = ("/media/", "/run/media/", "/Volumes/")
_REMOVABLE = 2  # DRIVE_REMOVABLE of the Windows API
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive a person can take away: where it is, its name, and the bytes free on it."""

    root: Path
    name: str
    free: int
    is_read_only: bool


def drives() -> list[Drive]:
    """Return the drives that can be taken away, as they are plugged in now."""
    return [
        Drive(Path(one.rootPath()), _name(one), one.bytesAvailable(), one.isReadOnly())
        for one in QStorageInfo.mountedVolumes()
        if one.isValid() and one.isReady() and _can_be_taken_away(one)
    ]


def files_on(root: Path, suffix: str) -> Iterator[Path]:
    """Yield files of a kind that lie on a drive or in one of its folders, the newest first."""
    found: list[tuple[float, Path]] = []
    for depth in range(1, _DEEPEST + 1):
        for file in root.glob("/".join(["*"] * (depth - 1) + [f"*{suffix}"])):
            try:
                found.append((file.stat().st_mtime, file))
            except OSError:
                continue  # pulled out, or not to be read: then it is not offered
    return (file for _time, file in sorted(found, reverse=True))


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the sync files that are dragged."""
    if not event.mimeData().hasUrls():
        return []
    files = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [file for file in files if file.suffix == SYNC_SUFFIX]


def drive_of(folder: Path) -> Drive | None:
    """Return the drive to be taken away on which a folder lies, if it lies on one."""
    return next((drive for drive in drives() if folder.is_relative_to(drive.root)), None)


def _can_be_taken_away(volume: QStorageInfo) -> bool:
    root = volume.rootPath()
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)
    return f"{root}/".startswith(_MOUNTED_UNDER)


def _name(volume: QStorageInfo) -> str:
    """Return the name on the drive; one without a name is called as the folder it appears under."""
    name, root = volume.displayName(), volume.rootPath()
    return Path(root).name or root if name == root else name


def documents() -> Path:
    """Return the folder in which people look for their documents."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(usual) if usual and Path(usual).is_dir() else Path.home()
