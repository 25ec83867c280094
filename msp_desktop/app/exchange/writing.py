"""Files that are written once: whole and read back under their name, or not there at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msp_desktop.domain.problems import Problem
from msp_desktop.domain.progress import Progress
from msp_desktop.i18n import mark as _

_AT_ONCE = 256 * 2**10
_SPARE = 64 * 2**10
_BINARY = getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | _BINARY
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LOCKED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO})


class NotWritten(Problem):
    """Raised when a file could not be written; nothing of it is left and nothing was lost."""

    @classmethod
    def because(cls, error: OSError, folder: Path) -> NotWritten:
        """Say in words what an error of the operating system means for the person."""
        if error.errno in _FULL:
            return cls.full(folder)
        if error.errno in _LOCKED:
            sentence = _(
                "The file could not be written: {folder} may only be read. Nothing was lost. "
                "Slide the lock of the stick back, or choose another stick or folder."
            )
        elif error.errno in _GONE:
            sentence = _(
                "The file could not be written: {folder} cannot be reached. Nothing was lost. "
                "Was the stick taken out? Put it in again, or choose another place."
            )
        elif error.errno == errno.EFBIG:
            sentence = _(
                "The file could not be written: it is too large for {folder}. Nothing was lost. "
                "Choose a smaller size for each part."
            )
        else:
            sentence = _(
                "The file could not be written to {folder}: {reason}. Nothing was lost. "
                "Choose another stick or folder."
            )
        return cls(sentence, folder=str(folder), reason=error.strerror or str(error))

    @classmethod
    def full(cls, folder: Path) -> NotWritten:
        """Say that there is no room."""
        sentence = _(
            "The file could not be written: there is not enough room in {folder}. "
            "Nothing was lost. Free some space, or choose another stick or folder."
        )
        return cls(sentence, folder=str(folder))

    @classmethod
    def taken(cls, file: Path) -> NotWritten:
        """Say that there is a file of this name."""
        sentence = _("{file} is there already. Nothing was written; choose another name.")
        return cls(sentence, file=file.name)

    @classmethod
    def unreliable(cls, file: Path) -> NotWritten:
        """Say that what was written cannot be trusted."""
        sentence = _(
            "What was written to {file} reads back differently, so it was removed. "
            "Nothing was lost. Use another stick."
        )
        return cls(sentence, file=file.name)


def check_room(files: Sequence[Path], size: int) -> None:
    """Raise `NotWritten` when one of the names is taken or ``size`` bytes have no room in the folder."""
    folder = files[0].parent
    try:
        for file in files:
            _check_free(file)
        if shutil.disk_usage(folder).free < size + _SPARE:
            raise NotWritten.full(folder)
    except OSError as error:
        raise NotWritten.because(error, folder) from error


def write_once(
    files: Sequence[Path], contents: Iterable[bytes], size: int, progress: Progress
) -> list[int]:
    """Write new files that belong together into one folder, all or none; return their sizes in bytes.

    Each gets its name only after its bytes are on the disk, and is then read back. ``size`` is at least
    what all take together. Raises `NotWritten`; what was written of the set is removed then, and also
    when ``progress`` raises.
    """
    folder = files[0].parent
    done: list[Path] = []
    sizes: list[int] = []
    try:
        check_room(files, size)
        for file, data in zip(files, contents, strict=True):
            before = sum(sizes)
            _write(file, data, partial(_tell, progress, before, size))
            _give_name(file, done)
            _read_back(file, hashlib.sha256(data).digest())
            sizes.append(len(data))
    except BaseException as error:
        _remove([*done, *map(_part_of, files)])
        if isinstance(error, OSError):
            raise NotWritten.because(error, folder) from error
        raise
    return sizes


def _tell(progress: Progress, before: int, size: int, written: int) -> None:
    progress(before + written, size)


def _part_of(file: Path) -> Path:
    return file.with_name(file.name + ".part")


def _check_free(file: Path) -> None:
    try:
        os.lstat(file)
    except FileNotFoundError:
        return
    raise NotWritten.taken(file)


def _write(file: Path, data: bytes, progress: Callable[[int], None]) -> None:
    part = _part_of(file)
    _remove([part])  # left by a crash
    handle = os.open(part, _WRITE, 0o666)
    try:
        view = memoryview(data)
        written = 0
        while written < len(data):
            written += os.write(handle, view[written : written + _AT_ONCE])
            progress(written)
        os.fsync(handle)
    finally:
        os.close(handle)


def _give_name(file: Path, done: list[Path]) -> None:
    """Let a written file take its name, and note that it has it."""
    _check_free(file)
    os.replace(_part_of(file), file)  # noqa: PTH105 - the one call that is atomic on every platform
    done.append(file)
    if os.name != "nt":  # Windows offers no handle on a folder; renames there are written through
        names = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(names)
        finally:
            os.close(names)


def _read_back(file: Path, expected: bytes) -> None:
    handle = os.open(file, _READ)
    try:
        if hasattr(os, "posix_fadvise"):  # what is read must come from the stick, not from memory
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        found = hashlib.sha256()
        while data := os.read(handle, _AT_ONCE):
            found.update(data)
    finally:
        os.close(handle)
    if found.digest() != expected:
        raise NotWritten.unreliable(file)


def _remove(files: Iterable[Path]) -> None:
    """Remove what may be there; on a stick that was pulled out there is nothing to remove it from."""
    for file in files:
        try:
            os.unlink(file)  # noqa: PTH108 - the module's other calls are of `os` too
        except OSError:
            continue
