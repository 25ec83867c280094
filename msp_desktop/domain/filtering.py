"""Finding records in a long list: by words in any order and by answers, fast enough to follow typing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Field,
    Flag,
    LongText,
    Money,
    Period,
    Reference,
    References,
    Stored,
    Text,
)
from msp_desktop.domain.records import RecordKind, Records, Row
from msp_desktop.domain.sdg.search import searched
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _

NO_ANSWER = ""
"""Wanted of a field where nobody has answered it yet."""
_ARABIC_SIGNS = re.compile("[\u0640\u064b-\u0655\u0670]")
"""Vowel signs, hamzas set apart and lengthening of the Arabic script: people write with and without."""
_OTHER_DIGITS = re.compile(r"(?![0-9])\d")
YES_OR_NO = (("1", _("Yes")), ("0", _("No")))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to see of a list: words, in any order, and pairs of field and answer.

    Of one field any of the answers will do; of each field one must be there.
    """

    words: str = ""
    answers: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.answers)

    @classmethod
    def kept(cls, row: Row) -> Wanted:
        """Return what a saved view wants to see."""
        pairs = (part.partition("=") for part in str(row.get("choices") or "").split())
        answers = frozenset((key, answer) for key, sign, answer in pairs if sign)
        return cls(str(row.get("words") or ""), answers)

    def to_keep(self) -> Mapping[str, Stored]:
        """Return the answers of a saved view."""
        choices = " ".join(f"{key}={answer}" for key, answer in sorted(self.answers))
        return {"words": self.words.strip() or None, "choices": choices or None}

    def of(self, field_key: str) -> frozenset[str]:
        """Return the answers wanted of one field."""
        return frozenset(answer for key, answer in self.answers if key == field_key)


@dataclass(frozen=True, slots=True)
class Order:
    """Rows by the answers of a field; without one as people have put them."""

    field_key: str = ""
    backwards: bool = False


def filters_of(kind: RecordKind) -> tuple[Field, ...]:
    """Return the columns of a list whose answers can be chosen from a few."""
    return tuple(field for field in kind.listed if isinstance(field, Choice | Choices | Flag))


def offered(field: Field) -> tuple[tuple[str, str], ...]:
    """Return what can be wanted of a field, as pairs of answer and label; that there is none comes last."""
    if isinstance(field, Choice | Choices):
        known = tuple((option.key, option.label) for option in field.options)
    else:
        known = YES_OR_NO
    return (*known, (NO_ANSWER, _("No answer yet")))


class Finder:
    """The rows of a list made ready to be searched.

    A row is turned into comparable text when it is first looked at, and again only when it has changed.
    ``rows`` are those in which is searched.
    """

    def __init__(self, kind: RecordKind) -> None:
        self._kind = kind
        texts = (field for field in kind.fields.values() if isinstance(field, Text | LongText))
        self._fields = tuple(dict.fromkeys((*kind.listed, *texts)))
        self._points = any(isinstance(field, Reference | References) for field in self._fields)
        self.rows: Sequence[Row] = ()
        self._records: Records | None = None
        self._texts: dict[str, tuple[Row, str]] = {}
        self._in_order: list[str] | None = None
        self._looked_at: list[str] = []
        self._labels: dict[tuple[str, Stored], str] = {}

    def take(self, rows: Sequence[Row], records: Records) -> None:
        """Search these rows from now on; ``records`` name what they refer to."""
        self.rows, self._records = rows, records
        self._in_order, self._looked_at = None, []
        if self._points:  # what it refers to may have another name by now
            self._texts.clear()

    def found(self, wanted: Wanted) -> list[Row]:
        """Return the rows that fit, in their order."""
        rows = self._with_words(comparable(wanted.words).split())
        for key in {key for key, _answer in wanted.answers}:
            answers = wanted.of(key)
            rows = [row for row in rows if not answers.isdisjoint(_answers(row.get(key)))]
        return list(rows)

    def _with_words(self, parts: Sequence[str]) -> Sequence[Row]:
        if not parts:
            return self.rows
        if self._in_order is None:
            self._in_order = [self._text(row) for row in self.rows]
        first, *others = parts
        found = [pair for pair in zip(self.rows, self._in_order, strict=True) if first in pair[1]]
        for part in others:
            found = [pair for pair in found if part in pair[1]]
        return [row for row, _text in found]

    def prepare(self, start: int, count: int) -> bool:
        """Look at some rows before anything is typed, from the first on; say whether there are more."""
        self._looked_at = [] if start == 0 else self._looked_at
        self._looked_at += [self._text(row) for row in self.rows[start : start + count]]
        if start + count < len(self.rows):
            return True
        if len(self._looked_at) == len(self.rows):
            self._in_order = self._looked_at
        return False

    def _text(self, row: Row) -> str:
        known = self._texts.get(str(row["id"]))
        if known is not None and known[0] is row:
            return known[1]
        same = known is not None and known[0] == row
        text = known[1] if known is not None and same else comparable("\n".join(self._words(row)))
        self._texts[str(row["id"])] = (row, text)
        return text

    def _words(self, row: Row) -> Iterator[str]:
        for field in self._fields:
            stored = row.get(field.key)
            if stored is None:
                continue
            if isinstance(field, Text | LongText):
                yield str(stored)
            elif isinstance(field, Reference | References):
                yield shown(field, stored, self._records)
            else:
                yield self._label(field, stored)

    def _label(self, field: Field, stored: Stored) -> str:
        """Return an answer of which there are few different ones in words, which are kept."""
        at = (field.key, stored)
        if at not in self._labels:
            self._labels[at] = shown(field, stored, self._records)
        return self._labels[at]


def comparable(text: str) -> str:
    """Return a text as it is compared: without capitals and accents, with the digits 0–9.

    Vowel signs of Khmer, Devanagari and their kin are letters and stay. Keyboards for Arabic and for Urdu
    write some letters differently; here they are the same.
    """
    if text.isascii():
        return text.lower()
    plain = _ARABIC_SIGNS.sub("", searched(text)).replace("ي", "ی").replace("ك", "ک")
    return _OTHER_DIGITS.sub(lambda found: str(unicodedata.digit(found[0])), plain)


def ordered(
    rows: Sequence[Row], kind: RecordKind, order: Order, records: Records | None
) -> list[Row]:
    """Return rows by the answers of a field; those without an answer come last, whichever the direction."""
    if not order.field_key:
        return list(rows)
    field = kind.fields[order.field_key]
    having = [row for row in rows if row.get(field.key) not in (None, "")]
    lacking = [row for row in rows if row.get(field.key) in (None, "")]
    having.sort(key=lambda row: _place(field, row.get(field.key), records), reverse=order.backwards)
    return having + lacking


def _place(field: Field, stored: Stored, records: Records | None) -> tuple[int, Decimal, str]:
    """Return where an answer stands among others: choices in the order of the list, numbers by size."""
    value = field.value(stored)
    match value:
        case Money():
            return (0, value.amount, value.currency)
        case int() | Decimal():
            return (0, Decimal(value), "")
        case date():
            return (0, Decimal(value.toordinal()), "")
        case Period():
            first = value.start or value.end or date.max
            return (0, Decimal(first.toordinal()), "")
    if isinstance(field, Choice | Choices):
        keys = [option.key for option in field.options]
        first_key = str(stored).partition(" ")[0]
        return (0, Decimal(keys.index(first_key) if first_key in keys else len(keys)), "")
    return (1, Decimal(0), comparable(shown(field, stored, records)))


def _answers(stored: Stored) -> Sequence[str]:
    return str(stored).split() if stored not in (None, "") else (NO_ANSWER,)
