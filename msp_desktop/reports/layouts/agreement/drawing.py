"""What the sections of the agreement have in common: the partners' own words, lists, ways to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msp_desktop.domain.guideline.initiation.agreement_sections import AGREEMENT
from msp_desktop.domain.records import Row
from msp_desktop.i18n import translate
from msp_desktop.reports.document import (
    Added,
    Block,
    Clause,
    Facts,
    Footnote,
    Heading,
    Paragraph,
    Points,
    Reference,
    Removed,
    Strong,
    Table,
    Words,
)
from msp_desktop.reports.layouts.reading import Reader, linked

Blocks = Iterable[Block]
Listing = tuple[str, tuple[str, ...], tuple[float, ...]]
"""A kind of record, the fields that make the columns of its table, and their widths."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The records a section is drawn from, and the keys of the parts that are ``printed`` at all."""

    reader: Reader
    printed: frozenset[str]

    def own(self, *field_keys: str) -> list[Block]:
        """Return what the partners wrote themselves."""
        return self.reader.texts(AGREEMENT, *field_keys)

    def refer(self, sentence: str, otherwise: str, key: str) -> Words:
        """Return a sentence that leads to another part, or another where that part is not printed."""
        if key in self.printed:
            return linked(sentence, **{key: key})
        return translate(otherwise)

    def listed(
        self, sentence: str | Words, table: Listing, rows: Sequence[Row] | None = None
    ) -> list[Block]:
        """Return a sentence and the table it introduces; nothing when there are no records."""
        kind_key, columns, weights = table
        found = self.reader.records.rows(kind_key) if rows is None else rows
        if not found:
            return []
        said = translate(sentence) if isinstance(sentence, str) else sentence
        return [Paragraph(said), *self.reader.table(kind_key, found, columns, weights)]


def shortened(blocks: Blocks) -> list[Block]:
    """Return what a letter of intent says of a section: running text and short lists, no tables.

    Of a table stay the first two answers of each row; names inside a section stay as words.
    """
    short: list[Block] = []
    for block in blocks:
        match block:
            case Table(rows=rows):
                short.append(Points(tuple(": ".join(filter(None, row[:2])) for row in rows)))
            case Heading(text=text):
                short.append(Paragraph(text))
            case _:
                short.append(block)
    return short


def as_text(blocks: Blocks, numbers: Mapping[str, str]) -> str:
    """Return blocks as lines to read and to compare; ``numbers`` say what references lead to."""
    return "\n".join(line for block in blocks for line in _lines(block, numbers))


def _lines(block: Block, numbers: Mapping[str, str]) -> list[str]:
    match block:
        case Paragraph(text=words) | Clause(text=words):
            return [_said(words, numbers)]
        case Heading(text=text):
            return [text]
        case Facts(rows=rows):
            return [f"{name}: {text}" for name, text in rows]
        case Points(items=items):
            return [f"• {item}" for item in items]
        case Table(head=head, rows=rows, total=total):
            lines = [_row(head), *map(_row, rows)]
            return [*lines, _row(total)] if total else lines
        case _:
            return []


def _said(words: Words, numbers: Mapping[str, str]) -> str:
    return words if isinstance(words, str) else "".join(_piece(one, numbers) for one in words)


def _piece(
    piece: str | Strong | Added | Removed | Reference | Footnote, numbers: Mapping[str, str]
) -> str:
    match piece:
        case str():
            return piece
        case Reference(key):
            return numbers.get(key, "")
        case Footnote(text):
            return f" ({text})"
        case _:
            return piece.text


def _row(cells: Sequence[str]) -> str:
    return " | ".join(cell.replace("\n", " ") for cell in cells)
