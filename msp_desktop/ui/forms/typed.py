"""What people type as dates and numbers, read the way it is written in the region."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QLocale

from msp_desktop.domain.fields import NotAValue
from msp_desktop.i18n import language
from msp_desktop.i18n import mark as _

FIRST_YEAR, LAST_YEAR = 1900, 2075
"""Years beyond are of another calendar: 2083 is of Nepal's, 2569 of Thailand's."""


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


def typed_number(text: str) -> str:
    """Return what was typed as a number with a decimal point and without marks between thousands."""
    number = re.sub(r"[\s\u00a0\u202f'’]", "", text)
    if QLocale(language()).decimalPoint() == ",":
        number = number.translate(str.maketrans(",.", ".,"))
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?", number):
        number = number.replace(",", "")
    return number


def written_number(stored: str) -> str:
    """Return a stored number with its thousands set apart, in the form in which it is typed."""
    whole, point, fraction = stored.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdecimal():
        return stored
    locale = QLocale(language())
    mark_of_thousands = "." if locale.decimalPoint() == "," else ","
    grouped = f"{int(digits):,}".replace(",", mark_of_thousands)
    return sign + grouped + (locale.decimalPoint() + fraction if point else "")
