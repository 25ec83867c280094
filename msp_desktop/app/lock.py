"""One window or command at a time works with an office; the system frees the lock when that one ends."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from msp_desktop.domain.problems import FileIsOpenElsewhere


class OfficeLock:
    """An exclusive lock on an office's folder, held until `release` or the end of the process.

    It lies on an open file, not on the file's existence: after a power cut nothing is left locked.
    """

    def __init__(self, home: Path) -> None:
        """Take the lock. Raises `FileIsOpenElsewhere` when another process holds it."""
        home.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = (home / "office.lock").open("a+b")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise FileIsOpenElsewhere(str(home)) from error

    def release(self) -> None:
        """Give the lock back."""
        self._file.close()

    def __enter__(self) -> OfficeLock:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
