"""The folder of attached files: bytes under their SHA-256, written once, verified when they are read.

A file gets its name only when it is whole, on the disk and hashes to that name; it is never edited
and never deleted. Whatever else lies in the folder (halves of a copy) means nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from msp_desktop.db.backup import make_durable
from msp_desktop.domain.attachments import (
    CHUNK,
    LARGEST,
    Attached,
    CannotAttach,
    Manifest,
    NotThere,
    safe_name,
)
from msp_desktop.domain.progress import Progress, unwatched

FOLDER = "attachments"
_PART = ".part"
_DAMAGED = ".damaged"


def beside(backup: Path) -> AttachmentFolder:
    """Return the folder in which the attached files of a backup lie: beside it, named after it."""
    return AttachmentFolder(backup.with_name(f"{backup.name}-{FOLDER}"), is_copy=True)


class AttachmentFolder:
    """Attached files of one office, or beside a backup (``is_copy``), of which nothing is set aside.

    Safe to use from several threads: names never change their bytes.
    """

    def __init__(self, folder: Path, *, is_copy: bool = False) -> None:
        self.folder = folder
        self._is_copy = is_copy

    def has(self, hash_: str) -> bool:
        """Say whether the bytes are here; whether they are sound is found when they are read."""
        return self._place(hash_).is_file()

    def add(self, source: Path, progress: Progress = unwatched) -> Attached:
        """Copy a file in and return its description; the bytes are on the disk when this returns.

        Raises `CannotAttach`; then, and when ``progress`` raises, nothing is left behind.
        """
        name = safe_name(source.name)
        try:
            size = source.stat().st_size if source.is_file() else -1
            reading = source.open("rb") if size > 0 else None
        except OSError:
            size, reading = -1, None
        if size == 0:
            raise CannotAttach.empty(name)
        if reading is None:
            raise CannotAttach.not_a_file(name)
        with reading:
            if size > LARGEST:
                raise CannotAttach.too_large(name)
            return self._copy_in(reading, name, size, progress)

    def read(self, hash_: str) -> Iterator[bytes]:
        """Yield the bytes in chunks; only when the last is asked for it is known that all are sound.

        Raises `NotThere`. A file found damaged is set aside, so that it counts as missing.
        """
        found = hashlib.sha256()
        try:
            with self._place(hash_).open("rb") as file:
                while chunk := file.read(CHUNK):
                    found.update(chunk)
                    yield chunk
        except FileNotFoundError:
            raise NotThere.missing(hash_[:12]) from None
        except OSError:  # the disk gives back an error instead of bytes
            raise self._damaged(hash_) from None
        if found.hexdigest() != hash_:
            raise self._damaged(hash_)

    def chunk(self, hash_: str, number: int) -> bytes:
        """Return one chunk by its number, unverified: its reader holds its hash. Raises `NotThere`."""
        try:
            with self._place(hash_).open("rb") as file:
                file.seek(number * CHUNK)
                return file.read(CHUNK)
        except OSError:
            raise NotThere.missing(hash_[:12]) from None

    def manifest(self, hash_: str) -> Manifest:
        """Return what a file is made of, having read all of it. Raises `NotThere`."""
        size, chunks = 0, []
        for chunk in self.read(hash_):
            size += len(chunk)
            chunks.append(hashlib.sha256(chunk).digest())
        return Manifest(bytes.fromhex(hash_), size, tuple(chunks))

    def verify(self, hash_: str) -> None:
        """Read a file to its end. Raises `NotThere`."""
        for _chunk in self.read(hash_):
            pass

    def copy_out(self, attached: Attached, target: Path, progress: Progress = unwatched) -> None:
        """Write a verified copy to ``target``, which is whole or untouched. Raises `NotThere`, OSError."""
        part = target.with_name(f"{target.name}.{secrets.token_hex(4)}{_PART}")
        with _whole_or_gone(part):
            with part.open("xb") as writing:
                done = 0
                for chunk in self._named(attached):
                    writing.write(chunk)
                    done += len(chunk)
                    progress(done, attached.size)
            make_durable(part)
            part.replace(target)
        make_durable(target.parent)

    def all_hashes(self) -> list[str]:
        """Return the hashes of all files that are here, sorted."""
        found = (path.name for path in self.folder.glob("[0-9a-f][0-9a-f]/*"))
        return sorted(name for name in found if len(name) == 64 and "." not in name)

    def copy_all(self, target: AttachmentFolder, progress: Progress = unwatched) -> list[str]:
        """Copy every file that is not in another folder yet; return the hashes of the damaged ones."""
        missing = [hash_ for hash_ in self.all_hashes() if not target.has(hash_)]
        damaged = []
        for done, hash_ in enumerate(missing):
            progress(done, len(missing))
            try:
                target.put(hash_, self.read(hash_))
            except NotThere:
                damaged.append(hash_)
        return damaged

    def put(self, hash_: str, chunks: Iterator[bytes]) -> None:
        """Keep bytes under the hash they have; nothing is kept when ``chunks`` raises."""
        part = self._new_part()
        with _whole_or_gone(part):
            with part.open("xb") as writing:
                for chunk in chunks:
                    writing.write(chunk)
            self._take_name(part, hash_)

    def sweep(self) -> None:
        """Throw away halves that a power cut left; only while nobody else works with the folder."""
        for part in self.folder.glob(f"*{_PART}"):
            part.unlink()

    # Inside

    def _copy_in(self, reading: BinaryIO, name: str, size: int, progress: Progress) -> Attached:
        found, done = hashlib.sha256(), 0
        try:
            part = self._new_part()
            with _whole_or_gone(part):
                with part.open("xb") as writing:
                    while chunk := reading.read(CHUNK):
                        done += len(chunk)
                        if done > LARGEST:
                            raise CannotAttach.too_large(name)
                        found.update(chunk)
                        writing.write(chunk)
                        progress(done, max(size, done))
                if not done:
                    raise CannotAttach.empty(name)
                self._take_name(part, found.hexdigest())
        except OSError as error:
            raise CannotAttach.no_room(name) from error
        return Attached(found.hexdigest(), done, name)

    def _take_name(self, part: Path, hash_: str) -> None:
        place = self._place(hash_)
        make_durable(part)
        if place.is_file():
            part.unlink()
            return
        place.parent.mkdir(exist_ok=True)
        part.replace(place)
        make_durable(place.parent)
        make_durable(self.folder)

    def _named(self, attached: Attached) -> Iterator[bytes]:
        """Read a file; what is wrong with it is told under the name people know."""
        try:
            yield from self.read(attached.hash)
        except NotThere as trouble:
            trouble.words["name"] = attached.name
            raise

    def _damaged(self, hash_: str) -> NotThere:
        place = self._place(hash_)
        if not self._is_copy:
            # On a disk that cannot be written to it stays, and the next reader finds it again.
            with suppress(OSError):
                place.replace(place.with_name(place.name + _DAMAGED))
        return NotThere.damaged(hash_[:12])

    def _new_part(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / f"{secrets.token_hex(8)}{_PART}"

    def _place(self, hash_: str) -> Path:
        return self.folder / hash_[:2] / hash_


@contextmanager
def _whole_or_gone(part: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        part.unlink(missing_ok=True)
        raise
