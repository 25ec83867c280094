"""What a cell of a data sheet says as an answer, or in plain words why it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from msp_desktop.domain.fields import (
    Choice,
    Day,
    Field,
    NotAValue,
    Number,
    Percent,
    Scale,
    Stored,
    Whole,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import speaking, translate


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows nothing that could be read: a formula without a result, or an error of one."""

    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """A number that the spreadsheet shows in per cent, as it is shown: 40 for 40 %, which it holds as 0.4."""

    number: float


Given = str | int | float | bool | date | Broken | Share | None
"""A value as a spreadsheet holds it."""
Line = Sequence[Given]

_NUMBER = re.compile(r"[+\-−]?\d+(\.\d+)?")
_EXACT = 12
"""Places after the point up to which numbers of spreadsheets are exact."""


class Complaint(Exception):
    """Raised when a cell is no answer; the text, translated, says why and what to do."""


def answer(field: Field, given: Given, language: str, *, in_per_cent: bool = False) -> Stored:
    """Return the stored form of what a cell holds; ``language`` is that of the words to choose from.

    ``in_per_cent`` says that the number asked for is one of per cent, though its field takes any.
    Raises `Complaint`, in the language of the window.
    """
    if isinstance(given, Broken):
        raise Complaint(
            translate(_("“{text}” has no result. Write the value itself, not a formula.")).format(
                text=given.text
            )
        )
    if isinstance(given, Share):
        given = _share(given, is_wanted=in_per_cent or isinstance(field, Percent))
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    return _answer(field, given, language)


def _answer(field: Field, given: str | float | date, language: str) -> Stored:
    if isinstance(given, bool):
        raise Complaint(translate(_("This is yes or no, not a value. Write the value.")))
    if isinstance(field, Day):
        return _day(given)
    if isinstance(field, Number | Whole | Scale):
        return _cleaned(field, _number(given))
    if isinstance(field, Choice):
        return _choice(field, _text(given), language)
    return _cleaned(field, _text(given))


def _share(given: Share, *, is_wanted: bool) -> float:
    if is_wanted:
        return given.number
    sentence = _(
        "“{text}” is a number in per cent. Give the cell the format of plain numbers, and write how many "
        "there are."
    )
    raise Complaint(translate(sentence).format(text=f"{given.number:g} %"))


def is_empty(given: Given) -> bool:
    """Say whether a cell holds nothing."""
    return given is None or (isinstance(given, str) and not given.strip())


def place(row: int, column: int) -> str:
    """Return the name of a cell as spreadsheets show it; row and column count from 0."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _cleaned(field: Field, text: str) -> Stored:
    try:
        return field.clean(text)
    except NotAValue as refused:
        said = translate(_("“{text}”: {reason}"))
        raise Complaint(said.format(text=text, reason=translate(str(refused)))) from None


def _number(given: str | float | date) -> str:
    if isinstance(given, date):
        sentence = _(
            "A date stands here, perhaps made by the spreadsheet from 1.5 or 3/4. Write a number."
        )
        raise Complaint(translate(sentence))
    if isinstance(given, int | float):
        exact = Decimal(str(round(given, _EXACT) if isinstance(given, float) else given))
        if not exact.is_finite():
            raise Complaint(translate(_("Write a number.")))
        return f"{exact.normalize():f}" if exact else "0"
    text = " ".join(given.split())
    if _NUMBER.fullmatch(text):
        return text.replace("−", "-")
    sentence = _("“{text}” is text. Write a number alone; words belong under Remark.")
    if re.fullmatch(r"[+\-−]?[\d.,'\u00a0 ]+%?", text):
        sentence = _(
            "“{text}” can be read in two ways. Write the number with a point before decimals, and nothing "
            "between thousands, for example 1250.5."
        )
    raise Complaint(translate(sentence).format(text=text))


def _day(given: str | float | date) -> str:
    if isinstance(given, datetime):
        return given.date().isoformat()
    if isinstance(given, date):
        return given.isoformat()
    try:
        return date.fromisoformat(str(given).strip()).isoformat()
    except ValueError:
        sentence = _(
            "“{text}” is not a date that can be read. Write year-month-day, as 2026-10-31."
        )
        raise Complaint(translate(sentence).format(text=given)) from None


def _choice(field: Choice, text: str, language: str) -> str:
    with speaking(language):
        words = {translate(one.label): one.key for one in field.options}
    known = {word.casefold(): key for word, key in words.items()}
    found = known.get(" ".join(text.split()).casefold())
    if found is None:
        sentence = _("“{text}” is none of these: {options}.")
        raise Complaint(translate(sentence).format(text=text, options=", ".join(words)))
    return found


def _text(given: str | float | date) -> str:
    if isinstance(given, float) and given.is_integer():
        return str(int(given))
    return given.isoformat() if isinstance(given, date) else str(given)
