"""What a document says, before it is drawn. Plain text only: what users typed prints as typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office that issues a document; ``emblem`` is a PNG picture."""

    office: str
    place: str
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the title, 2 a part (with its number), 3 a name inside a part."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; empty lines in it begin new paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """Running text to which people will refer by ``number``, such as 3.2 or D1, and facts about it."""

    number: str
    text: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the program: what is not there yet, or how to read what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Short answers, each with its name before it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list; numbered when people will refer to its points."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; ``weights`` divide the width.

    ``numeric`` are the columns of figures, set to the right; ``total`` is a last row that sums them up.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    numeric: frozenset[int] = frozenset()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One indicator in a chart, its values in its own unit; baseline and target differ."""

    label: str
    baseline: Decimal
    latest: Decimal
    target: Decimal

    @property
    def share(self) -> Decimal:
        """The part of the way from baseline to target that is done; below 0 when it went back."""
        return (self.latest - self.baseline) / (self.target - self.baseline)


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """How far each indicator has come between its baseline and its target.

    ``names`` are the words for baseline, latest and target; ``alternative`` says the same in a sentence.
    """

    bars: tuple[Bar, ...]
    names: tuple[str, str, str]
    alternative: str


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign; empty parts are left as lines to fill in by hand."""

    organisation: str
    name: str = ""
    title: str = ""
    date: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """What stands before the lines of a place to sign; a line without a word is left out."""

    name: str
    title: str
    signature: str
    date: str
    place: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign side by side, each with room for a stamp, and the words for their lines."""

    people: tuple[Signature, ...]
    words: SignatureWords


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading
    | Paragraph
    | Clause
    | Note
    | Facts
    | Points
    | Table
    | ProgressChart
    | Signatures
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document: who issues it, what it is, and its blocks in reading order.

    ``kind`` is the sort of document in words, ``subject`` the partnership it is about. ``number`` and
    ``day`` stand on every page, ``status`` across the top of each (a draft says so). ``language`` is
    its BCP 47 code. ``page`` and ``check`` are the sentences of the footer, the one with {page} and
    {pages}, the other with {code}.
    """

    kind: str
    title: str
    subject: str
    number: str
    day: date
    day_words: str
    language: str
    letterhead: Letterhead
    page: str
    check: str
    blocks: Sequence[Block]
    status: str = ""

    @property
    def fingerprint(self) -> str:
        """Eight letters and digits that change with anything the document says (SHA-256)."""
        said = [[type(block).__name__, asdict(block)] for block in self.blocks]
        text = json.dumps([self.title, self.number, said], default=_plain, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def words_of(blocks: Sequence[Block]) -> str:
    """Return everything blocks say as one text, for search and for tests."""
    return "\n".join(word for block in blocks for word in _strings(asdict(block)))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        return [word for item in value for word in _strings(item)]
    return []
