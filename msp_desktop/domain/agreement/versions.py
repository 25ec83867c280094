"""Kept texts of the agreement, and what differs between two of them, section by section."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from msp_desktop.domain.three_way import Mark, Piece, differences

_HEADING = re.compile(r"^== (?:(\S+)  )?(.+) ==$")


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a text as it is printed: its number there, its title, and what it says."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PartChange:
    """What became of a section: in ``pieces`` what was put in and taken out."""

    number: str
    title: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it differs."""
        return any(piece.mark is not Mark.SAME for piece in self.pieces)


def whole_text(parts: Iterable[Part]) -> str:
    """Return parts as one text that a person can read and `parts_of` can take apart again."""
    return "\n\n".join(
        f"== {one.number}  {one.title} ==\n{_as_body(one.text)}".rstrip() for one in parts
    )


def parts_of(text: str) -> tuple[Part, ...]:
    """Take a kept text apart; what stands before the first heading is a part without a title."""
    parts: list[Part] = []
    number = title = ""
    lines: list[str] = []

    def close() -> None:
        body = "\n".join(lines).strip("\n")
        if title or body:
            parts.append(Part(number, title, body))

    for line in text.split("\n"):
        found = _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        close()
        number, title, lines = found[1] or "", found[2], []
    close()
    return tuple(parts)


def compared(
    earlier: str,
    later: str,
    called: Mapping[str, str] = MappingProxyType({}),
    same: Collection[str] = (),
) -> tuple[PartChange, ...]:
    """Compare two texts by sections of the same title; what only the earlier has follows at the end.

    Where they are in two languages, ``called`` has the later title for an earlier one, and ``same`` are
    the later titles of sections that say the same in other words.
    """
    before = {called.get(one.title, one.title): one for one in parts_of(earlier)}
    after = {one.title: one for one in parts_of(later)}
    kept = [
        PartChange(one.number, title, (Piece(Mark.SAME, one.text),))
        if title in same and title in before
        else PartChange(
            one.number,
            title,
            differences(before[title].text if title in before else "", one.text),
        )
        for title, one in after.items()
    ]
    gone = [
        PartChange("", title, differences(one.text, ""))
        for title, one in before.items()
        if title not in after
    ]
    return (*kept, *gone)


def by_line(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces of which none that changed goes over the end of a line, so that marks close on it.

    Where both an earlier and a later line ended, there is one end of line.
    """
    end = Piece(Mark.SAME, "\n")
    found: list[Piece] = []
    for piece in pieces:
        if piece.mark is Mark.SAME:
            found.append(piece)
            continue
        for at, line in enumerate(piece.text.split("\n")):
            found += [end] if at and found[-1:] != [end] else []
            found += [Piece(piece.mark, line)] if line else []
    return tuple(found)


def _as_body(text: str) -> str:
    """Return what a section says; a line in it that looks like a heading is moved in."""
    return "\n".join(f" {line}" if _HEADING.match(line) else line for line in text.split("\n"))
