"""Attached files on their way in: chunks from any number of sync files, in any order, until one is whole.

Everything is named by its hash, so that what arrives twice, late or out of order does no harm, and a
sender who lies about a file spoils only what he says himself.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from msp_desktop.db.attachments import AttachmentFolder
from msp_desktop.domain.attachments import LARGEST, Manifest, chunk_count, chunk_size

_FOLDER = "arriving"
_HASH = 32
_HEAD = struct.Struct(">32sQ")

MOST_KEPT = 10 * LARGEST
"""How many bytes of unfinished files are kept. What was begun longest ago goes first; as long as a record
speaks of it, every file written here asks for it again."""

MOST_BEGUN = 10_000
"""How many unfinished files are kept, however little of them is here."""


class _NotAsSaid(Exception):
    """Raised when chunks do not make up the file their manifest speaks of."""


class _Torn(Exception):
    """Raised when a chunk is not what was written: the power failed meanwhile."""


def is_possible(manifest: Manifest) -> bool:
    """Say whether a manifest could be that of a file that may be attached."""
    return 0 < manifest.size <= LARGEST and len(manifest.chunks) == chunk_count(manifest.size)


class Arrivals:
    """Chunks and manifests kept beside the attached files until all of a file is there."""

    def __init__(self, attachments: AttachmentFolder) -> None:
        self._attachments = attachments
        self._folder = attachments.folder / _FOLDER

    def take(
        self, manifests: Iterable[Manifest], chunks: Iterable[bytes | memoryview]
    ) -> list[str]:
        """Keep what belongs to files not here yet; return the hashes of those that became whole.

        Chunks that no manifest speaks of are passed over. One chunk lies in memory at a time.
        """
        for manifest in manifests:
            if is_possible(manifest) and not self._attachments.has(manifest.hash.hex()):
                self._keep(f"{_digest(_packed(manifest))}.manifest", _packed(manifest))
        waiting = list(self._manifests())
        if not waiting:
            return []
        wanted = {chunk.hex() for manifest in waiting for chunk in manifest.chunks}
        for chunk in chunks:
            name = hashlib.sha256(chunk).hexdigest()
            if name in wanted:
                self._keep(f"{name}.chunk", chunk)
        whole = [one.hash.hex() for one in waiting if self._is_complete(one) and self._put(one)]
        self._tidy()
        return whole

    def _put(self, manifest: Manifest) -> bool:
        hash_ = manifest.hash.hex()
        is_new = not self._attachments.has(hash_)
        try:
            if is_new:
                self._attachments.put(hash_, self._joined(manifest))
        except _Torn:
            return False  # the other chunks are good; that one comes again
        except _NotAsSaid:
            is_new = False
        (self._folder / f"{_digest(_packed(manifest))}.manifest").unlink()
        return is_new

    def _joined(self, manifest: Manifest) -> Iterator[bytes]:
        """Yield the chunks of a file; refuse at the end when they do not make up the file."""
        found = hashlib.sha256()
        for number, name in enumerate(manifest.chunks):
            place = self._folder / f"{name.hex()}.chunk"
            data = place.read_bytes()
            if _digest(data) != place.stem:
                place.unlink()
                raise _Torn
            if len(data) != chunk_size(manifest.size, number):
                raise _NotAsSaid
            found.update(data)
            yield data
        if found.digest() != manifest.hash:
            raise _NotAsSaid

    def _is_complete(self, manifest: Manifest) -> bool:
        return all((self._folder / f"{chunk.hex()}.chunk").is_file() for chunk in manifest.chunks)

    def _manifests(self) -> Iterator[Manifest]:
        for path in sorted(self._folder.glob("*.manifest")):
            data = path.read_bytes()
            if _digest(data) == path.stem:
                yield _unpacked(data)
            else:
                path.unlink()  # half written before a power cut

    def _keep(self, name: str, data: bytes | memoryview) -> None:
        """Write a piece under its name; a power cut may tear it, which its hash then shows."""
        place = self._folder / name
        if place.is_file() and _digest(place.read_bytes()) == place.stem:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    def _tidy(self) -> None:
        """Throw away chunks that no manifest speaks of any more, and what is too much."""
        by_age = sorted(self._folder.glob("*.manifest"), key=_age)
        wanted: dict[str, int] = {}
        room = MOST_KEPT
        for number, path in enumerate(by_age):
            names = {chunk.hex() for chunk in _unpacked(path.read_bytes()).chunks}
            more = {name: self._size(name) for name in names - wanted.keys()}
            room -= sum(more.values())
            if room < 0 or number >= MOST_BEGUN:
                path.unlink()
            else:
                wanted |= more
        for path in self._folder.glob("*.chunk"):
            if path.stem not in wanted:
                path.unlink()

    def _size(self, chunk: str) -> int:
        """Return how many bytes of a chunk are here."""
        place = self._folder / f"{chunk}.chunk"
        return place.stat().st_size if place.is_file() else 0


def _age(path: Path) -> tuple[int, str]:
    """Order files from the newest."""
    return -path.stat().st_mtime_ns, path.name


def _packed(manifest: Manifest) -> bytes:
    return _HEAD.pack(manifest.hash, manifest.size) + b"".join(manifest.chunks)


def _unpacked(data: bytes) -> Manifest:
    hash_, size = _HEAD.unpack_from(data)
    rest = data[_HEAD.size :]
    return Manifest(hash_, size, tuple(rest[at : at + _HASH] for at in range(0, len(rest), _HASH)))


def _digest(data: bytes | memoryview) -> str:
    return hashlib.sha256(data).hexdigest()
