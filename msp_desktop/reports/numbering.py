"""The numbers and places of what a document refers to, and what of it belongs together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msp_desktop.i18n import figures
from msp_desktop.reports.document import (
    Block,
    Clause,
    Figure,
    Heading,
    Paragraph,
    Points,
    Table,
    plain,
)
from msp_desktop.reports.printable import shows_something

LISTED = 2
"""The last level of headings in a list of contents."""
_SHORT = 300
"""Letters of a text at most that is taken to introduce what follows it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a block is called where others refer to it, and the name of its place."""

    number: str
    place: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in a list of contents."""

    level: int
    number: str
    text: str
    place: str


class Numbers:
    """What each block of a document is called; the first is the title."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._by_key: dict[str, Numbered] = {}
        self._by_block: list[Numbered] = []
        tables = pictures = 0
        for place, block in enumerate(blocks):
            number = ""
            match block:
                case Heading():
                    number = block.number or block.text
                case Clause():
                    number = block.number
                case Table() if block.caption or block.key:
                    tables += 1
                    number = figures(str(tables))
                case Figure() if block.caption or block.key:
                    pictures += 1
                    number = figures(str(pictures))
            found = Numbered(number, f"place-{place + 1}")
            self._by_block.append(found)
            self._remember(block, found)
        self.entries = tuple(self._entries(blocks))

    def of(self, place: int) -> Numbered:
        """Return what the block at a place among all is called."""
        return self._by_block[place]

    def to(self, key: str) -> Numbered:
        """Return what a reference leads to. Raises LookupError where nothing has that key."""
        if key not in self._by_key:
            raise LookupError(f"the document refers to {key!r}, and nothing in it has that key")
        return self._by_key[key]

    def _remember(self, block: Block, found: Numbered) -> None:
        key = getattr(block, "key", "")
        if key in self._by_key:
            raise ValueError(f"two blocks of the document have the key {key!r}")
        if key:
            self._by_key[key] = found

    def _entries(self, blocks: Sequence[Block]) -> Iterator[Entry]:
        for block, found in list(zip(blocks, self._by_block, strict=True))[1:]:
            if isinstance(block, Heading) and is_listed(block):
                yield Entry(block.level, block.number, block.text, found.place)


def is_listed(heading: Heading) -> bool:
    """Say whether a list of contents shows a heading: one that shows nothing itself is left out."""
    says = shows_something(f"{heading.number}{heading.text}")
    return heading.listed and heading.level <= LISTED and says


def introduces(block: Block, following: Block | None) -> bool:
    """Say whether a short text is about what follows, and should stand on the same page."""
    return (
        isinstance(block, Paragraph | Clause)
        and isinstance(following, Table | Points | Figure)
        and len(plain(block.text)) < _SHORT
    )
