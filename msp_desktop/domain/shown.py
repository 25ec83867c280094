"""An answer as a person reads it: the same words in lists, documents and at the command line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import singledispatch

from msp_desktop.domain.attachments import Attached
from msp_desktop.domain.fields import (
    Amount,
    Attachment,
    Choice,
    Choices,
    Clock,
    Dates,
    Day,
    Field,
    Flag,
    GlobalIndicator,
    Goals,
    Money,
    Number,
    Option,
    Period,
    Reference,
    References,
    Scale,
    Stored,
    Target,
    Whole,
)
from msp_desktop.domain.records import Records
from msp_desktop.domain.sdg import GOAL_NAMES, INDICATORS, RETIRED, TARGETS, goal_of
from msp_desktop.i18n import (
    figures,
    formats,
    has_all_words,
    is_right_to_left,
    language,
    translate,
)
from msp_desktop.i18n import mark as _

_GOALS = {str(number): name for number, name in GOAL_NAMES.items()}
Exact = Decimal | int | date | Money
"""What can be added up or sorted."""
_LEFT_TO_RIGHT = "\u200e"
"""Keeps 6.a from being turned around where lines run from the right (Unicode Annex 9)."""
_LARGEST = 30
"""Digits before the point beyond which a number is shown as it is stored."""


class Said(str):
    """A number, an amount or a day in words that still knows which: for tables to add up and to sort.

    Words put together with others are plain words again.
    """

    exact: Exact

    def __new__(cls, words: str, exact: Exact) -> Said:
        made = super().__new__(cls, words)
        made.exact = exact
        return made

    def __reduce__(self) -> tuple[type[Said], tuple[str, Exact]]:
        return (Said, (str(self), self.exact))


def shown(field: Field, stored: Stored, records: Records | None = None) -> str:
    """Return an answer in words; empty when there is none.

    ``records`` are needed to name what a reference points to. An option or a form that this version
    does not know is shown as it is stored, never hidden.
    """
    if stored is None or stored == "":
        return ""
    if field.value(stored) is None:
        return str(stored)
    return _words(field, stored, records)


def day_in_words(day: date) -> Said:
    """Return a date as people write it, for example 23 November 2026."""
    return Said(formats.day(day), day)


def month_in_words(day: date) -> str:
    """Return the month of a date as people write it, for example November 2026."""
    return formats.month(day)


def number_in_words(number: Decimal | int) -> Said:
    """Return a number with its thousands set apart."""
    return Said(formats.number(number), number)


def money_in_words(money: Money) -> Said:
    """Return an amount with its currency; cents are shown when there are any."""
    return Said(formats.money(money.amount, money.currency), money)


def size_in_words(size: int) -> str:
    """Return a number of bytes as people read it, in thousands, millions and thousands of millions."""
    if size < 1_000_000:
        return translate(_("{count} kB")).format(count=formats.number(max(1, round(size / 1000))))
    if size < 1_000_000_000:
        millions = formats.number(Decimal(size) / 1_000_000, places=1)
        return translate(_("{count} MB")).format(count=millions)
    billions = formats.number(Decimal(size) / 1_000_000_000, places=1)
    return translate(_("{count} GB")).format(count=billions)


def goal_in_words(number: str | int) -> str:
    """Return a goal by number and short name."""
    name = _GOALS.get(str(number))
    return f"{figures(str(number))} {translate(name)}" if name else str(number)


def code_in_words(code: str) -> str:
    """Return a target or an indicator by its code and our short title.

    In a language that has no such titles its goal stands for it: an English title in a Khmer paper
    would explain nothing. Codes keep the letters and digits under which lists are searched.
    """
    title = TARGETS.get(code) or INDICATORS.get(code) or RETIRED.get(code) or ""
    if not title:
        return code
    together = f"{_LEFT_TO_RIGHT}{code}" if is_right_to_left(language()) else code
    if has_all_words(language()):
        return f"{together} {translate(title)}"
    goal = goal_of(code)
    sentence = translate(_("{code} (Goal {number}: {name})"))
    return sentence.format(
        code=together, number=figures(str(goal)), name=translate(GOAL_NAMES[goal])
    )


@singledispatch
def _words(field: Field, stored: Stored, records: Records | None) -> str:
    return str(stored)


@_words.register
def _choice(field: Choice, stored: Stored, records: Records | None) -> str:
    return _label(field.options, str(stored))


@_words.register
def _choices(field: Choices, stored: Stored, records: Records | None) -> str:
    return formats.listed(_label(field.options, key) for key in str(stored).split())


@_words.register
def _goals(field: Goals, stored: Stored, records: Records | None) -> str:
    return formats.listed_names(goal_in_words(number) for number in str(stored).split())


@_words.register(Target)
@_words.register(GlobalIndicator)
def _code(field: Field, stored: Stored, records: Records | None) -> str:
    return code_in_words(str(stored))


@_words.register
def _scale(field: Scale, stored: Stored, records: Records | None) -> str:
    step = int(stored or 0) - field.low
    if 0 <= step < len(field.steps) and len(field.steps) == field.high - field.low + 1:
        return f"{figures(str(stored))} – {translate(field.steps[step])}"
    if field.low < 0:
        return formats.number(int(stored or 0), signed=True)
    sentence = translate(_("{step} of {highest}"))
    return figures(sentence.format(step=stored, highest=field.high))


@_words.register
def _whole(field: Whole, stored: Stored, records: Records | None) -> str:
    return Said(figures(str(stored)), int(stored or 0))


@_words.register
def _clock(field: Clock, stored: Stored, records: Records | None) -> str:
    return figures(str(stored))


@_words.register
def _number(field: Number, stored: Stored, records: Records | None) -> str:
    number = Decimal(str(stored))
    words = number_in_words(number) if _is_plain(number) else str(stored)
    return f"{words} {translate(field.unit)}" if field.unit else words


@_words.register
def _amount(field: Amount, stored: Stored, records: Records | None) -> str:
    money = field.value(stored)
    assert isinstance(money, Money)
    return money_in_words(money) if _is_plain(money.amount) else str(stored)


@_words.register
def _day(field: Day, stored: Stored, records: Records | None) -> str:
    return day_in_words(date.fromisoformat(str(stored)))


@_words.register
def _dates(field: Dates, stored: Stored, records: Records | None) -> str:
    period = field.value(stored)
    assert isinstance(period, Period)
    if period.end is None and period.start is not None:
        return translate(_("from {day}")).format(day=day_in_words(period.start))
    if period.start is None and period.end is not None:
        return translate(_("until {day}")).format(day=day_in_words(period.end))
    assert period.start is not None
    assert period.end is not None
    return f"{day_in_words(period.start)} – {day_in_words(period.end)}"


@_words.register
def _flag(field: Flag, stored: Stored, records: Records | None) -> str:
    return translate(_("Yes")) if stored else translate(_("No"))


@_words.register
def _reference(field: Reference, stored: Stored, records: Records | None) -> str:
    return _named(field.to, str(stored), records)


@_words.register
def _references(field: References, stored: Stored, records: Records | None) -> str:
    names = (_named(field.to, record_id, records) for record_id in str(stored).split())
    return formats.listed_names(names)


@_words.register
def _attachment(field: Attachment, stored: Stored, records: Records | None) -> str:
    attached = field.value(stored)
    assert isinstance(attached, Attached)
    return translate(_("{name} ({size}, number {hash})")).format(
        name=attached.name, size=size_in_words(attached.size), hash=attached.short_hash
    )


def _named(kind_key: str, record_id: str, records: Records | None) -> str:
    name = records.name(kind_key, record_id) if records is not None else ""
    return name or translate(_("(removed)"))


def _is_plain(number: Decimal) -> bool:
    return number.is_finite() and abs(number.adjusted()) <= _LARGEST


def _label(options: tuple[Option, ...], key: str) -> str:
    return next((translate(option.label) for option in options if option.key == key), key)
