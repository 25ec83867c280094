"""What people type as dates and numbers, read the way it is written in the region."""

from __future__ import annotations

import re
from datetime import date

from msp_desktop.domain.fields import NotAValue
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _

FIRST_YEAR, LAST_YEAR = 1900, 2075
"""Years beyond are of another calendar: 2083 is of Nepal's, 2569 of Thailand's."""

_SAME_MARKS = str.maketrans("٫٬،−", ".,,-")
"""Marks of Arabic script, and the true minus sign, as the marks of every keyboard."""


def typed_day(text: str) -> str:
    """Return a date as ISO 8601 from day, month and year, or year, month and day; empty from nothing.

    Any mark may stand between, and digits may be those of any script. Raises `NotAValue`.
    """
    if not text.strip():
        return ""
    parts = re.findall(r"\d+", text)
    if len(parts) != 3 or re.search(r"[^\d\s./,\-–]", text):
        raise NotAValue(_("Write the date as day, month and year, for example 23/11/2026."))
    first, month, last = (int(part) for part in parts)
    year, day = (first, last) if first > 31 else (last, first)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAValue(
            _("Write the year in four digits of the international calendar (like 2026).")
        )
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise NotAValue(_("There is no such day. Write day, month and year.")) from None


def written_day(stored: str) -> str:
    """Return a date in the form in which it is typed."""
    try:
        return f"{date.fromisoformat(stored):%d/%m/%Y}"
    except ValueError:
        return stored


def typed_number(text: str, places: int | None = None) -> str:
    """Return what was typed as a number with a decimal point and without marks between thousands.

    Digits may be those of any script, thousands may be set apart as in the West or as in India. Where
    a point or a comma can mean two things, the language of the window decides; where that does not,
    nothing is guessed. ``places`` are the decimals the number can have at most. Raises `NotAValue`.
    """
    number = re.sub(r"[\s'’]", "", text).translate(_SAME_MARKS)
    number = re.sub(r"\d", lambda digit: str(int(digit[0])), number)
    match = re.fullmatch(r"([-+]?)([\d.,]*\d[.,]?)", number)
    if match is None:
        if not number:
            return ""
        raise NotAValue(_("Write a number in figures, for example 12500."))
    sign = "" if match[1] == "+" else match[1]
    return sign + _with_point(match[2], text.strip(), places)


def written_number(stored: str) -> str:
    """Return a stored number with its thousands set apart, in the form in which it is typed."""
    whole, point, fraction = stored.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdecimal():
        return stored
    decimal, group = formats.marks()
    grouped = f"{int(digits):,}".replace(",", group)
    return sign + grouped + (decimal + fraction if point else "")


def _with_point(digits: str, typed: str, places: int | None) -> str:
    """Return digits with points and commas among them as a number. Raises `NotAValue`."""
    used = [letter for letter in digits if letter in ".,"]
    if len(set(used)) == 2:
        before, last, after = digits.rpartition(used[-1])
        if used.count(last) == 1 and _is_grouped(before):
            return f"{_plain(before)}.{after}"
    elif len(used) > 1:
        if _is_grouped(digits):
            return _plain(digits)
    elif used:
        return _with_one_mark(digits, used[0], typed, places)
    else:
        return digits
    raise NotAValue(_("Points and commas do not fit together. Write the number without them."))


def _with_one_mark(digits: str, mark: str, typed: str, places: int | None) -> str:
    decimal, group = formats.marks()
    whole, _mark, after = digits.partition(mark)
    can_be_thousands = _is_grouped(digits) and not whole.startswith("0")
    if places == 0 and can_be_thousands:
        return whole + after
    if mark == decimal and not (can_be_thousands and places is not None and places < len(after)):
        return f"{whole or 0}.{after}" if after else whole
    if mark == group and can_be_thousands:
        return whole + after
    if mark != decimal and whole.strip("0") == "":
        return f"0.{after}"
    sentence = translate(
        _("“{typed}” can mean {first} or {second}. Write the one you mean in this way.")
    )
    first, second = written_number(f"{whole}.{after}"), written_number(whole + after)
    raise NotAValue(sentence.format(typed=typed, first=first, second=second))


def _is_grouped(digits: str) -> bool:
    """Say whether marks stand where thousands are set apart, in the West or in India."""
    western, indian = r"\d{1,3}(?:[.,]\d{3})*", r"\d{1,2}(?:[.,]\d{2})*[.,]\d{3}"
    one_mark = len(set(re.findall(r"[.,]", digits))) <= 1
    return one_mark and re.fullmatch(f"(?:{western}|{indian}|\\d+)", digits) is not None


def _plain(digits: str) -> str:
    return re.sub(r"[.,]", "", digits)
