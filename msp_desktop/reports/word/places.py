"""Places in a document that others lead to: bookmarks, the fields that show them, and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msp_desktop.reports.document import Block
from msp_desktop.reports.numbering import Numbers
from msp_desktop.reports.word.elements import element


class Places:
    """The bookmarks of one document, and what its blocks are called where others refer to them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._numbers = Numbers(blocks)
        self._names: dict[str, str] = {}
        self._count = 0

    def number(self, key: str) -> str:
        """Return what a block is called. Raises LookupError when none has this key."""
        return self._numbers.to(key).number

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
