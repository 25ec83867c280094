"""Places to sign in Word: a table with lines to write on, two places beside each other, and stamp boxes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from msp_desktop.reports.document import Signature, Signatures, SignatureWords
from msp_desktop.reports.word.styles import LINE, WIDTH, border
from msp_desktop.reports.word.tables import Cell, boxed, row, table
from msp_desktop.reports.word.text import TextWriter

_BETWEEN, _LABEL, _GAP, _STAMP = 8, 17, 3, 25
_PLACE = (WIDTH - _BETWEEN) / 2
_COLUMNS = [_LABEL, _PLACE - _LABEL - _GAP - _STAMP, _GAP, _STAMP]
_TO_SIGN_ON, _TO_WRITE_ON = 13, 7
"""Height of a line at least, in millimetres."""


def signature_tables(block: Signatures, writer: TextWriter) -> list[Any]:
    """Return the places to sign, two in a table, which stays on one page."""
    people = list(block.people)
    return [
        _pair(pair, block.words, writer)
        for pair in zip_longest(people[::2], people[1::2])
        if pair[0] is not None
    ]


def _pair(people: Sequence[Signature | None], words: SignatureWords, writer: TextWriter) -> Any:
    places = [_place(person, words, writer) for person in people if person is not None]
    widths = [*_COLUMNS, *([_BETWEEN, *_COLUMNS] if len(places) == 2 else [])]

    def cells(parts: Sequence[Sequence[Cell]]) -> list[Cell]:
        between = Cell([writer.paragraph("", "SignatureLine")])
        return [*parts[0], *([between, *parts[1]] if len(parts) == 2 else [])]

    rows = [
        row(cells(parts), widths, height=_height(number, words))
        for number, parts in enumerate(zip(*places, strict=True))
    ]
    return table(rows, widths, from_right=writer.from_right)


def _height(number: int, words: SignatureWords) -> float:
    if number == 0:
        return 0
    return _TO_SIGN_ON if number == 1 and words.signature else _TO_WRITE_ON


def _place(person: Signature, words: SignatureWords, writer: TextWriter) -> list[list[Cell]]:
    """Return the rows of cells of one place: who signs, then a line for each word there is."""
    party = writer.paragraphs(person.organisation, "SignatureParty")
    rows = [[Cell(party, across=4, flush=True)]]
    lines = [
        (words.signature, ""),
        (words.name, person.name),
        (words.title, person.title),
        (words.date, person.date),
        (words.place, person.place),
        (words.witness, person.witness),
    ]
    stamp, down = words.stamp, "restart"
    for name, text in lines:
        if name:
            rows.append(
                [
                    Cell([writer.paragraph(name, "SignatureLabel")], at="bottom", flush=True),
                    Cell(
                        writer.paragraphs(text, "SignatureLine"),
                        lines=[border("bottom", LINE, 4)],
                        at="bottom",
                    ),
                    Cell([writer.paragraph("", "SignatureLabel")]),
                    Cell(
                        [writer.paragraph(stamp, "SignatureLabel")],
                        lines=boxed(LINE, "dashed"),
                        down=down,
                    ),
                ]
            )
            stamp, down = "", "continue"
    return rows
