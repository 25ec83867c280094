"""Places in a document that others lead to: bookmarks, the fields that show them, and their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msp_desktop.reports.document import Block, Clause, Heading
from msp_desktop.reports.word.elements import element


class Places:
    """The bookmarks of one document.

    ``numbers`` are the words by which each heading, clause, table or chart is referred to, by its key.
    """

    def __init__(self, numbers: Mapping[str, str]) -> None:
        self._numbers = numbers
        self._names: dict[str, str] = {}
        self._count = 0

    def number(self, key: str) -> str:
        """Return the words that refer to a place. Raises KeyError when there is no such place."""
        return self._numbers[key]

    def name(self, key: str) -> str:
        """Return the name of the bookmark for a key; Word does not list names that begin with a line."""
        if not key:
            return ""
        return self._names.setdefault(key, f"_Ref{len(self._names) + 1}")

    def bookmarked(self, name: str, content: Sequence[Any]) -> list[Any]:
        """Return content with a bookmark around it."""
        self._count += 1
        return [
            element("bookmarkStart", id=self._count, name=name),
            *content,
            element("bookmarkEnd", id=self._count),
        ]

    def surround(self, paragraph: Any, name: str) -> None:
        """Put a bookmark around all that a paragraph says."""
        words = [child for child in paragraph if child is not paragraph.pPr]
        paragraph.extend(self.bookmarked(name, words))

    def field(self, key: str) -> str:
        """Return the field that shows what stands at a place, and leads there."""
        return f"REF {self.name(key)} \\h"


def numbers(blocks: Sequence[Block]) -> dict[str, str]:
    """Return the words by which blocks are referred to, by their keys."""
    found: dict[str, str] = {}
    for block in blocks:
        match block:
            case Heading(key=key) if key:
                found[key] = block.number or block.text
            case Clause(key=key) if key:
                found[key] = block.number
            case _:
                pass
    return found


def complex_field(instruction: str, shown: Sequence[Any]) -> list[Any]:
    """Return a field of Word with what it shows until Word works it out anew."""
    code = element("instrText", xml_space="preserve")
    code.text = f" {instruction} "
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        *shown,
        element("r", element("fldChar", fldCharType="end")),
    ]
