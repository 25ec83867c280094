"""What a document says, before it is drawn. Plain text only: what users typed prints as typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, runtime_checkable

from msp_desktop.i18n import PLAIN, Manner
from msp_desktop.reports.charts import Chart


@dataclass(frozen=True, slots=True)
class Strong:
    """Words inside running text that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of a heading, clause, table or chart elsewhere in the document, by its ``key``.

    It leads there where the reader can follow it.
    """

    to: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A remark at the foot of the page, with a small number where it belongs."""

    text: str


@dataclass(frozen=True, slots=True)
class Added:
    """Words that an earlier text did not have: underlined."""

    text: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that only an earlier text had: struck through."""

    text: str


Words = str | tuple[str | Strong | Added | Removed | Reference | Footnote, ...]
"""Running text: what was typed, or pieces of it. Signs such as < or * in it mean nothing."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office that issues a document; ``emblem`` is a PNG picture."""

    office: str
    place: str
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the title, 2 a part (with its number), 3 a name inside a part.

    References find it by its ``key``. ``listed`` says whether the list of contents shows it.
    """

    level: int
    text: str
    number: str = ""
    key: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of the headings of level 1 and 2 with their pages, under a title of its own."""

    title: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; empty lines in it begin new paragraphs."""

    text: Words


@dataclass(frozen=True, slots=True)
class Clause:
    """Running text to which people will refer by ``number``, such as 3.2 or D1, and facts about it."""

    number: str
    text: Words
    details: tuple[tuple[str, str], ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Display:
    """Words to be read from afar: a few very large ones between heavy lines, and below them large text."""

    words: str
    text: str = ""


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
    """A list; numbered when people will refer to its points, with boxes to tick by hand."""

    items: tuple[str, ...]
    numbered: bool = False
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on by hand, below a few words that say what."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; ``weights`` divide the width.

    ``numeric`` are the columns of figures, set to the right; ``total`` is a last row that sums them up.
    ``caption`` names the table above it, ``key`` is for references. ``to_fill`` gives each row the
    height of handwriting and lines around each cell.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    numeric: frozenset[int] = frozenset()
    total: tuple[str, ...] = ()
    caption: str = ""
    key: str = ""
    to_fill: bool = False


@runtime_checkable
class Figure(Protocol):
    """A picture or a chart: ``alternative`` says what it shows, for who cannot see it.

    ``caption`` names it below, ``key`` is for references.
    """

    @property
    def alternative(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG or JPEG) with its caption; ``alternative`` says what it shows, for who cannot see it.

    ``share`` is the part of the width of the page that it takes, ``key`` is for references.
    """

    content: bytes
    alternative: str
    caption: str = ""
    share: float = 1.0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign; empty parts are left as lines to fill in by hand."""

    organisation: str
    name: str = ""
    title: str = ""
    date: str = ""
    place: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """What stands before the lines of a place to sign; a line without a word is left out."""

    name: str
    title: str
    signature: str
    date: str
    place: str
    stamp: str
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign side by side, each with room for a stamp, and the words for their lines."""

    people: tuple[Signature, ...]
    words: SignatureWords


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page.

    A ``light`` one is left out where that page was begun already, for a little that had no room before.
    """

    is_light: bool = False


Block = (
    Heading
    | Contents
    | Paragraph
    | Clause
    | Display
    | Note
    | Facts
    | Points
    | WritingLines
    | Table
    | Picture
    | Chart
    | Signatures
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that travels inside the document, such as the records it was made from."""

    name: str
    media_type: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Captions:
    """What stands before the names of tables and of figures, with {number}, such as “Table {number}”."""

    table: str = "{number}"
    figure: str = "{number}"


@dataclass(frozen=True)
class Document:
    """A document: who issues it, what it is, and its blocks in reading order.

    ``kind`` is the sort of document in words, ``subject`` the partnership it is about. ``number`` and
    ``day`` stand on every page, ``status`` across the top of each (a draft says so). ``language`` is
    its BCP 47 code. ``page`` and ``check`` are the sentences of the footer, the one with {page} and
    {pages}, the other with {code}. ``watermark`` is a word across each page, behind the text;
    ``data`` are the files inside it, ``captions`` the words before the numbers of tables and figures.
    ``manner`` is how figures are written in it. ``seal`` says at the foot of each page that, and by what
    seal, it is what was approved.
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
    watermark: str = ""
    data: tuple[DataFile, ...] = ()
    captions: Captions = Captions()
    manner: Manner = PLAIN
    seal: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """Eight letters and digits that change with title, number and anything the blocks say (SHA-256)."""
        said = [[type(block).__name__, asdict(block)] for block in self.blocks]
        text = json.dumps([self.title, self.number, said], default=_plain, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def _plain(value: object) -> object:
    match value:
        case frozenset():
            return sorted(value)
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case _:
            return str(value)


def plain(words: Words) -> str:
    """Return running text without its pieces, as a list of contents or a search shows it."""
    if isinstance(words, str):
        return words
    return "".join(
        piece if isinstance(piece, str) else piece.text
        for piece in words
        if not isinstance(piece, Reference | Footnote)
    )


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
