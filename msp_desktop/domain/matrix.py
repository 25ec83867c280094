"""A matrix of answers: what stands where rows and columns meet, and what can be written there.

Window and documents show the same matrix, so what it says is worked out once, from the records alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Choice, Field, Scale, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate, translate_plural

SIGN, WORD, PHRASE, SENTENCE = 4, 9, 15, 26
"""How much room a column should have at least, in letters: for a sign, a word, a few words, sentences."""


class Tone(Enum):
    """Whether a cell tells of something good or bad; each is drawn with a pattern of its own."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column; ``note`` is what it means in full, ``room`` see `SIGN`.

    ``is_total`` sets apart what sums up the others.
    """

    key: str
    label: str
    note: str = ""
    room: int = WORD
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be written in a cell: a field of a record.

    Without ``record_id`` the record is made with its first answer; ``pair`` are the answers by which it
    is known, such as an objective and a target; ``several`` says that more than one may have them.
    ``owner_id`` is the record it belongs to, where its kind belongs to another.
    ``member`` makes it the answer yes or no to whether a field of references names one record.
    """

    kind_key: str
    field: Field
    stored: Stored = None
    record_id: str = ""
    pair: tuple[tuple[str, Stored], ...] = ()
    several: bool = False
    owner_id: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much there is (``done``) of how much is wanted, on a scale that ends at ``top``; none below 0."""

    done: float
    wanted: float
    top: float


@dataclass(frozen=True, slots=True)
class Source:
    """A record a cell shows, with the fields that were read."""

    kind_key: str
    record_id: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: a ``sign`` that is seen first, ``text`` below it, ``note`` when asked for.

    ``spoken`` stands in the place of the sign where only words can (read aloud, in print); it is empty
    where the text says it all.
    ``strength`` goes from 0 to 3; it darkens the ground, and never says what sign and text do not. What
    holds no more ``is_struck`` through; another cell of its row says so in words.
    """

    text: str = ""
    sign: str = ""
    spoken: str | None = None
    note: str = ""
    tone: Tone = Tone.PLAIN
    strength: int = 0
    bar: Bar | None = None
    answer: Answer | None = None
    sources: tuple[Source, ...] = ()
    is_struck: bool = False

    @property
    def words(self) -> str:
        """Everything it says but the note, for who cannot see signs and shades."""
        sign = self.sign if self.spoken is None else self.spoken
        said = [words for words in (sign, self.text) if words]
        return said[0] if len(said) == 1 else ": ".join(said)  # alone it keeps the value it says


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns with what stands in them; a place without a cell is empty and stays so.

    ``corner`` names what the rows are. ``flags`` are things to look at, each with its place; ``notes``
    say how to read the whole. The window says ``empty`` (a marked text) while there
    are no rows or no columns.
    """

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    corner: str = ""
    flags: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.rows and self.columns)

    def cell(self, row_key: str, column_key: str) -> Cell:
        """Return what stands in a place."""
        return self.cells.get((row_key, column_key), EMPTY)


def answered(
    records: Records,
    kind_key: str,
    row: Row | None,
    field_key: str,
    **pair: Stored,
) -> Cell:
    """Return the cell of one answer, which can be changed in it.

    ``row`` is None where no record is yet; then ``pair`` are the answers by which it will be known.
    """
    answer_field = KINDS[kind_key].fields[field_key]
    stored = None if row is None else row.get(field_key)
    record_id = "" if row is None else str(row["id"])
    return Cell(
        text=shown(answer_field, stored, records),
        answer=Answer(kind_key, answer_field, stored, record_id, tuple(pair.items())),
        sources=(Source(kind_key, record_id, (field_key,)),) if record_id else (),
    )


def rated(records: Records, kind_key: str, row: Row | None, field_key: str, **pair: Stored) -> Cell:
    """Return the cell of a step on a scale: its number as the sign, its words below it."""
    cell = answered(records, kind_key, row, field_key, **pair)
    step = None if row is None else row.get(field_key)
    scale = KINDS[kind_key].fields[field_key]
    assert isinstance(scale, Scale)
    if not isinstance(step, int) or not scale.low <= step <= scale.high:
        return cell
    number = formats.number(step, signed=scale.low < 0).replace("-", "−")
    meaning = translate(scale.steps[step - scale.low]) if scale.steps else ""
    strength = (step - scale.low) * 3 // (scale.high - scale.low)
    return replace(cell, sign=number, text=meaning, strength=strength)


def found_by(records: Records, kind_key: str, **pair: Stored) -> Row | None:
    """Return the first record of a kind that has these answers."""
    rows = records.rows(kind_key)
    return next((row for row in rows if all(row.get(k) == v for k, v in pair.items())), None)


def names_of(records: Records, kind_key: str, row: Row) -> str:
    """Return the short name of a record where it has one, else its name."""
    return str(row.get("short_name") or "") or records.name(kind_key, row["id"])


def heads_of(records: Records, kind_key: str, rows: Sequence[Row], room: int = WORD) -> list[Head]:
    """Return a head for each record, with its full name as the note."""
    return [
        Head(
            str(row["id"]),
            names_of(records, kind_key, row),
            records.name(kind_key, row["id"]),
            room,
        )
        for row in rows
    ]


def options_of(kind_key: str, field_key: str) -> tuple[tuple[str, str], ...]:
    """Return the options of a choice, as pairs of key and label (not yet translated)."""
    choice = KINDS[kind_key].fields[field_key]
    assert isinstance(choice, Choice)
    return tuple((option.key, option.label) for option in choice.options)


def label_of(kind_key: str, field_key: str) -> str:
    """Return the name of a field in the language in use."""
    return translate(KINDS[kind_key].fields[field_key].label)


def columns_of(kind_key: str, **rooms: int) -> list[Head]:
    """Return a head for each field of a kind, with its room."""
    return [Head(key, label_of(kind_key, key), room=room) for key, room in rooms.items()]


def and_more(count: int) -> str:
    """Say how many more there are than are shown."""
    sentence = translate_plural("… and {count} more", "… and {count} more", count)
    return sentence.format(count=formats.number(count))
