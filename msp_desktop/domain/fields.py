"""What one answer is: its name, its meaning and how it is written down. No widget, no column.

Every answer has one *stored form*: text, a whole number or nothing. Database, change log and sync
file hold that form; ``Field.value`` turns it into something rules can compute with. Answers that
only mean something together (amount and currency, start and end) are one field, so that they are
edited, merged and resolved together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from msp_desktop.domain.attachments import Attached, described
from msp_desktop.domain.ids import is_identifier
from msp_desktop.domain.sdg import GOAL_NUMBERS, code_in, is_indicator, is_target
from msp_desktop.i18n import calendars
from msp_desktop.i18n import mark as _

Stored = str | int | None


class NotAValue(ValueError):
    """Raised when something typed or received cannot be an answer to a field; the text says why."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: ``key`` is stored, ``label`` is shown."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217 code)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; either end may still be open."""

    start: date | None
    end: date | None

    def is_within(self, other: Period) -> bool:
        """Say whether no day of it lies outside another; an open end reaches outside no other."""
        early = self.start is not None and other.start is not None and self.start < other.start
        late = self.end is not None and other.end is not None and self.end > other.end
        return not (early or late)


Value = (
    str | int | bool | Decimal | date | time | Money | Period | Attached | tuple[str, ...] | None
)


@dataclass(frozen=True, slots=True)
class Field:
    """One answer a partnership gives in one task.

    ``key`` never changes: column, log and sync file use it. ``required`` means the task is not
    complete without it; it never blocks saving. ``example`` is shown in an empty field.
    """

    key: str
    label: str
    help: str = ""
    required: bool = False
    example: str = ""

    stored_as: ClassVar[type[str] | type[int]] = str

    def clean(self, raw: object) -> Stored:
        """Return the stored form of something typed, or raise `NotAValue`. Empty becomes None."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str | int):
            raise NotAValue(_("This is not an answer that can be kept."))
        text = str(raw)
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise NotAValue(_("The text contains characters that cannot be stored."))
        return self._clean(text)

    def value(self, stored: Stored) -> Value:
        """Return what rules compute with; None when empty or written by a newer version."""
        if stored is None or stored == "":
            return None
        try:
            return self._value(stored)
        except (ValueError, InvalidOperation):
            return None

    def _clean(self, text: str) -> Stored:
        return text.strip() or None

    def _value(self, stored: str | int) -> Value:
        return str(stored)


@dataclass(frozen=True, slots=True)
class Text(Field):
    """One line of text."""

    LONGEST: ClassVar[int] = 2_000

    def _clean(self, text: str) -> Stored:
        return _within(" ".join(text.splitlines()).strip(), self.LONGEST)


@dataclass(frozen=True, slots=True)
class Email(Text):
    """One address for e-mail, as far as its form can tell (RFC 5321: no more than 254 characters)."""

    LONGEST: ClassVar[int] = 254

    def _clean(self, text: str) -> Stored:
        address = text.strip()
        if not address:
            return None
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
            raise NotAValue(
                _("Write one address with an @ and no spaces, for example water@jumla.gov.np.")
            )
        return _within(address, self.LONGEST)


@dataclass(frozen=True, slots=True)
class MonthLengths(Text):
    """Days of months of Bikram Sambat that an office knows better, stored as ``2084-01=31 2084-02=32``."""

    def _clean(self, text: str) -> Stored:
        try:
            stated = calendars.corrections(text)
        except ValueError:
            raise NotAValue(
                _("Write year, month and days (29 to 32), for example 2084-01=31.")
            ) from None
        months = (f"{year}-{month:02}={days}" for (year, month), days in sorted(stated.items()))
        return " ".join(months) or None

    def _value(self, stored: str | int) -> Value:
        calendars.corrections(str(stored))
        return str(stored)


@dataclass(frozen=True, slots=True)
class NationalIndicator(Text):
    """The code of an indicator in the list of a country (for example 6.1.n1): any text, as lists differ."""


@dataclass(frozen=True, slots=True)
class LongText(Field):
    """Text of several lines."""

    LONGEST: ClassVar[int] = 200_000

    def _clean(self, text: str) -> Stored:
        return _within(text.replace("\r\n", "\n").rstrip(), self.LONGEST)


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a few options."""

    options: tuple[Option, ...] = ()

    def _clean(self, text: str) -> Stored:
        if text not in {option.key for option in self.options}:
            raise NotAValue(_("Choose one of the options."))
        return text


@dataclass(frozen=True, slots=True)
class Choices(Field):
    """Any number of options; stored as their keys in the order of the list, one space between."""

    options: tuple[Option, ...] = ()

    def _clean(self, text: str) -> Stored:
        keys = [option.key for option in self.options]
        chosen = set(text.split())
        if chosen - set(keys):
            raise NotAValue(_("Choose only from the options."))
        return " ".join(key for key in keys if key in chosen) or None

    def _value(self, stored: str | int) -> Value:
        return tuple(str(stored).split())


@dataclass(frozen=True, slots=True)
class Goals(Field):
    """Sustainable Development Goals, by number.

    ``apart_from`` is the key of another field of the same record in which a goal should not be chosen
    too; ``short`` is the word by which that field calls this one.
    """

    apart_from: str = ""
    short: str = ""

    def _clean(self, text: str) -> Stored:
        chosen = {part for part in re.split(r"[\s,;]+", text) if part}
        if not chosen <= {str(number) for number in GOAL_NUMBERS}:
            raise NotAValue(_("Goals have the numbers 1 to 17."))
        return " ".join(sorted(chosen, key=int)) or None

    def _value(self, stored: str | int) -> Value:
        return tuple(str(stored).split())


@dataclass(frozen=True, slots=True)
class Target(Field):
    """One target of the 2030 Agenda, by code (for example 6.1 or 17.9)."""

    def _clean(self, text: str) -> Stored:
        code = code_in(text)
        if not is_target(code):
            raise NotAValue(
                _(
                    "No target of the 2030 Agenda has this code. Type words of it and choose from the list."
                )
            )
        return code


@dataclass(frozen=True, slots=True)
class GlobalIndicator(Field):
    """One global indicator of the 2030 Agenda, by code (for example 6.1.1); retired ones count too."""

    def _clean(self, text: str) -> Stored:
        code = code_in(text)
        if not is_indicator(code):
            raise NotAValue(
                _("No global indicator has this code. Type words of it and choose from the list.")
            )
        return code


@dataclass(frozen=True, slots=True)
class Scale(Field):
    """A step on a short scale; ``steps`` says what the ends (or every step) mean."""

    stored_as: ClassVar[type[str] | type[int]] = int
    low: int = 1
    high: int = 5
    steps: tuple[str, ...] = ()

    def _clean(self, text: str) -> Stored:
        number = _whole(text)
        if not self.low <= number <= self.high:
            raise NotAValue(_("The number lies outside the scale."))
        return number

    def _value(self, stored: str | int) -> Value:
        return int(stored)


@dataclass(frozen=True, slots=True)
class Whole(Field):
    """A whole number, zero or more unless ``signed``."""

    stored_as: ClassVar[type[str] | type[int]] = int
    signed: bool = False

    def _clean(self, text: str) -> Stored:
        number = _whole(text)
        if number < 0 and not self.signed:
            raise NotAValue(_("The number cannot be below zero."))
        return number

    def _value(self, stored: str | int) -> Value:
        return int(stored)


@dataclass(frozen=True, slots=True)
class Number(Field):
    """An exact decimal number; ``unit`` is shown behind it."""

    unit: str = ""

    def _clean(self, text: str) -> Stored:
        return _decimal(text)

    def _value(self, stored: str | int) -> Value:
        return Decimal(str(stored))


@dataclass(frozen=True, slots=True)
class Percent(Number):
    """A share of a whole, from 0 to 100."""

    unit: str = "%"

    def _clean(self, text: str) -> Stored:
        share = _decimal(text.strip().removesuffix("%"))
        if not 0 <= Decimal(share) <= 100:
            raise NotAValue(_("A share lies between 0 and 100 per cent."))
        return share


@dataclass(frozen=True, slots=True)
class Amount(Field):
    """Money: amount and currency as one answer, stored as ``NPR 1250.50``."""

    def _clean(self, text: str) -> Stored:
        match = re.fullmatch(r"\s*(?:([A-Za-z]{3})\s+(\S+)|(\S+)\s+([A-Za-z]{3}))\s*", text)
        if match is None:
            raise NotAValue(_("Write the currency and the amount, for example NPR 12500."))
        currency = (match[1] or match[4]).upper()
        return f"{currency} {_decimal(match[2] or match[3])}"

    def _value(self, stored: str | int) -> Value:
        currency, amount = str(stored).split(" ")
        return Money(Decimal(amount), currency)


@dataclass(frozen=True, slots=True)
class Day(Field):
    """A date, stored as ISO 8601 in the Gregorian calendar."""

    def _clean(self, text: str) -> Stored:
        return _day(text.strip()).isoformat()

    def _value(self, stored: str | int) -> Value:
        return date.fromisoformat(str(stored))


@dataclass(frozen=True, slots=True)
class Clock(Field):
    """A time of day as on the wall clock of the place, typed as hours, or as hours and minutes."""

    def _clean(self, text: str) -> Stored:
        match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text.strip())
        hours, minutes = (int(match[1]), int(match[2] or 0)) if match is not None else (24, 0)
        if hours > 23 or minutes > 59:
            raise NotAValue(_("Write the time as hours and minutes, for example 14:30."))
        return f"{hours:02}:{minutes:02}"

    def _value(self, stored: str | int) -> Value:
        return time.fromisoformat(str(stored))


@dataclass(frozen=True, slots=True)
class Dates(Field):
    """Start and end as one answer, stored as ``2026-01-01/2026-06-30``; one end may be open."""

    def _clean(self, text: str) -> Stored:
        first, slash, last = (part.strip() for part in text.partition("/"))
        if not slash:
            raise NotAValue(_("Write the first and the last day with a slash between them."))
        start, end = (_day(part) if part else None for part in (first, last))
        if start and end and end < start:
            raise NotAValue(_("The last day lies before the first."))
        if not (start or end):
            return None
        return "/".join(day.isoformat() if day else "" for day in (start, end))

    def _value(self, stored: str | int) -> Value:
        start, slash, end = str(stored).partition("/")
        if not slash or not (start or end):
            raise ValueError(stored)
        return Period(*(date.fromisoformat(part) if part else None for part in (start, end)))


@dataclass(frozen=True, slots=True)
class Flag(Field):
    """Yes or no; empty means nobody has answered yet."""

    stored_as: ClassVar[type[str] | type[int]] = int
    WORDS: ClassVar[dict[str, int]] = {"1": 1, "yes": 1, "true": 1, "0": 0, "no": 0, "false": 0}

    def _clean(self, text: str) -> Stored:
        try:
            return self.WORDS[text.strip().lower()]
        except KeyError:
            raise NotAValue(_("Answer yes or no.")) from None

    def _value(self, stored: str | int) -> Value:
        return bool(stored)


@dataclass(frozen=True, slots=True)
class Reference(Field):
    """Another record, by its identifier; ``to`` is the key of its kind."""

    to: str = ""

    def _clean(self, text: str) -> Stored:
        return _identifier(text)


@dataclass(frozen=True, slots=True)
class References(Field):
    """Several other records, by identifier, in a fixed order, one space between."""

    to: str = ""

    def _clean(self, text: str) -> Stored:
        return " ".join(sorted({_identifier(part) for part in text.split()})) or None

    def _value(self, stored: str | int) -> Value:
        return tuple(str(stored).split())


@dataclass(frozen=True, slots=True)
class Attachment(Field):
    """A file, stored as ``<SHA-256> <size in bytes> <name>``; its bytes lie beside the database."""

    def _clean(self, text: str) -> Stored:
        try:
            return described(text.strip()).stored
        except ValueError:
            raise NotAValue(_("Choose a file.")) from None

    def _value(self, stored: str | int) -> Value:
        return described(str(stored))


def _within(text: str, longest: int) -> Stored:
    if len(text) > longest:
        raise NotAValue(_("The text is too long for this field."))
    return text or None


def _typed(convert: Callable[[str], object], text: str, complaint: str) -> object:
    try:
        return convert(text)
    except (ValueError, InvalidOperation):
        raise NotAValue(complaint) from None


def _whole(text: str) -> int:
    number = _typed(int, text.strip(), _("Write a whole number."))
    assert isinstance(number, int)
    if abs(number) >= 2**53:
        raise NotAValue(_("The number is too large."))
    return number


def _decimal(text: str) -> str:
    number = _typed(Decimal, text.strip().replace("\u00a0", ""), _("Write a number."))
    assert isinstance(number, Decimal)
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise NotAValue(_("Write a number."))
    return f"{number.normalize():f}" if number else "0"


def _day(text: str) -> date:
    day = _typed(date.fromisoformat, text, _("Write the date as year-month-day."))
    assert isinstance(day, date)
    return day


def _identifier(text: str) -> str:
    if not is_identifier(text.strip()):
        raise NotAValue(_("Choose a record from the list."))
    return text.strip()
