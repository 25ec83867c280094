"""Files that belong to an answer: how they are named, described and cut into chunks.

The bytes lie beside the database under their SHA-256; a record holds only the description. A name
comes from people and from other offices: it is shown and offered, never used as a path.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

LARGEST = 200 * 2**20
"""Bytes of the largest file that can be attached."""
CHUNK = 2**20
"""Bytes of every chunk of a file but the last, which may be shorter."""

_LONGEST_NAME = 100
_LONGEST_BYTES = 200
"""Of a name in UTF-8: file systems allow 255 bytes."""
_LONGEST_SUFFIX = 12
_DESCRIPTION = re.compile(r"([0-9a-f]{64}) ([1-9][0-9]{0,8}) (\S.*)", re.DOTALL)
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.I)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_OPENED = re.compile(
    r"\.(bmp|csv|docx?|gif|hei[cf]|jpe?g|mp[34]|od[pst]|pdf|png|pptx?|rtf|tiff?|txt|webp|xlsx?)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a record describes it: SHA-256 of its bytes (hexadecimal), size in bytes, name."""

    hash: str
    size: int
    name: str

    @property
    def stored(self) -> str:
        """The one line of text that is kept in the record."""
        return f"{self.hash} {self.size} {self.name}"

    @property
    def short_hash(self) -> str:
        """The beginning of the hash, by which people compare two files."""
        return self.hash[:12]

    @property
    def may_be_opened(self) -> bool:
        """Whether the file is a document or a picture by its name; anything else may be a program."""
        return _OPENED.fullmatch(PurePosixPath(self.name).suffix) is not None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file is made of: its SHA-256, its size in bytes and the SHA-256 of each chunk in order."""

    hash: bytes
    size: int
    chunks: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Chunks of a file on their way into a sync file; ``read`` fetches one by its number, when needed."""

    manifest: Manifest
    numbers: Sequence[int]
    read: Callable[[int], bytes]


def described(text: str) -> Attached:
    """Read a description. Raises ValueError when it is none; the name is made safe."""
    found = _DESCRIPTION.fullmatch(text)
    if found is None or int(found[2]) > LARGEST:
        raise ValueError(text)
    return Attached(found[1], int(found[2]), safe_name(found[3]))


def safe_name(name: str) -> str:
    """Return a file name that every system takes as a name, whatever its writer wanted it to do.

    Without folders, control and direction marks, reserved names and trailing dots; at most 100
    characters, the suffix kept. A name with nothing left becomes “file”.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign for sign in last if not _is_invisible(sign))
    plain = _NOT_IN_NAMES.sub("_", plain)
    plain = " ".join(plain.split()).strip(". ")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain) or "file"


def chunk_count(size: int) -> int:
    """Return into how many chunks a file of so many bytes is cut."""
    return -(-size // CHUNK)


def chunk_size(size: int, number: int) -> int:
    """Return how many bytes chunk ``number`` (from 0) of a file of so many bytes has."""
    return min(CHUNK, size - number * CHUNK)


def _is_invisible(sign: str) -> bool:
    # The two joiners belong to the spelling of several scripts.
    return (
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in "\u200c\u200d"
    )


def _shortened(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    if len(suffix) > _LONGEST_SUFFIX:
        suffix = ""
    stem = name.removesuffix(suffix)[: _LONGEST_NAME - len(suffix)]
    while len((stem + suffix).encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{suffix}"


class CannotAttach(Problem):
    """Raised when a file cannot be attached; nothing was changed."""

    @classmethod
    def not_a_file(cls, name: str) -> CannotAttach:
        return cls(
            _("{name} is not a file that can be read. Nothing was changed; choose another file."),
            name=name,
        )

    @classmethod
    def empty(cls, name: str) -> CannotAttach:
        return cls(_("{name} is empty. Nothing was changed; save the file again first."), name=name)

    @classmethod
    def too_large(cls, name: str) -> CannotAttach:
        return cls(
            _(
                "{name} is larger than {limit} MB. Nothing was changed. Scan it with fewer dots "
                "(200 per inch is enough to read) or split it, then add it again."
            ),
            name=name,
            limit=str(LARGEST // 2**20),
        )

    @classmethod
    def no_room(cls, name: str) -> CannotAttach:
        return cls(
            _(
                "{name} could not be kept: the disk is full or cannot be written to. Nothing was "
                "changed. Make room on the disk, then add the file again."
            ),
            name=name,
        )


class NotThere(Problem):
    """Raised when the bytes of a file have not arrived yet or are damaged."""

    is_damaged = False

    @classmethod
    def missing(cls, name: str) -> NotThere:
        return cls(
            _(
                "{name} is not on this computer yet. It comes with the next sync file that carries it."
            ),
            name=name,
        )

    @classmethod
    def damaged(cls, name: str) -> NotThere:
        trouble = cls(
            _(
                "{name} is damaged on this computer. It was set aside and will be asked for again "
                "in the next sync file you send."
            ),
            name=name,
        )
        trouble.is_damaged = True
        return trouble
