"""Dates, numbers, money and lists as the language in use writes them.

The locale data of Unicode (CLDR, through Babel) say how; English and languages CLDR does not know are
written plainly, without loading it. Only what is shown is concerned, never how something is read in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from msp_desktop.i18n import (
    BASE_LANGUAGE,
    calendars,
    digits,
    figures,
    has_words,
    is_right_to_left,
    language,
    manner,
    translate,
)
from msp_desktop.i18n import mark as _

if TYPE_CHECKING:
    from babel import Locale

_MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
_CLDR_NAMES = {"prs": "fa-AF"}
"""Languages that CLDR files under another name."""
_ROOM = 10
"""Digits beyond those a number has that are kept while it is rounded."""
_NO_BREAK = "\u00a0"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_COMMAS = ",،、"


def day(of: date) -> str:
    """Return a date as people write it, with the second calendar's where one is chosen."""
    words = figures(_gregorian(of))
    second = calendars.second_date(of)
    return f"{words} ({second})" if second else words


def month_name(of: date) -> str:
    """Return the name of the month of a date, without its year."""
    locale = _locale_for_dates()
    if locale is None:
        return translate(_MONTHS[of.month - 1])
    from babel.dates import format_skeleton

    return figures(format_skeleton("LLLL", of, locale=locale))


def month(of: date) -> str:
    """Return the month of a date as people write it."""
    locale = _locale_for_dates()
    if locale is None:
        sentence = translate(_("{month} {year}"))
        name = translate(_MONTHS[of.month - 1])
        return figures(sentence.format(month=name, year=of.year))
    from babel.dates import format_skeleton

    return figures(format_skeleton("yMMMM", of, locale=locale))


def number(value: Decimal | int, places: int | None = None, *, signed: bool = False) -> str:
    """Return a number with its thousands set apart; ``places`` after the point, by default all it has."""
    exact = Decimal(value)
    with localcontext(prec=len(exact.as_tuple().digits) + abs(exact.adjusted()) + _ROOM):
        if places is not None:
            exact = exact.quantize(Decimal(1).scaleb(-places))
        plus = "+" if signed and exact > 0 else ""
        return _sign_first(figures(plus + _grouped(exact, _locale(language()))))


def marks() -> tuple[str, str]:
    """Return the mark before the decimals of a number and the one between its thousands, as typed.

    Those of Latin digits: keyboards have them, whatever digits documents are written with.
    """
    locale = _locale(language())
    if locale is None:
        return ".", ","
    symbols = locale.number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])


def money(amount: Decimal, currency: str) -> str:
    """Return an amount with the code of its currency (ISO 4217); cents are shown when there are any."""
    words = number(amount, 0 if amount == amount.to_integral_value() else 2)
    locale = _locale(language())
    if locale is None:
        return f"{currency} {words}"
    pattern = str(locale.currency_formats["standard"].pattern).strip(_DIRECTION_MARKS)
    parts = (currency, words) if pattern.startswith("¤") else (words, currency)
    return _NO_BREAK.join(parts)


def per_cent(share: Decimal) -> str:
    """Return a share of one as whole per cent."""
    whole = (share * 100).quantize(Decimal(1))
    locale = _locale(language())
    if locale is None:
        return f"{whole} %"
    from babel.numbers import format_percent

    words = format_percent(whole / 100, locale=locale, numbering_system=_numerals(locale))
    return _sign_first(figures(words))


def listed(words: Iterable[str]) -> str:
    """Return short words one after the other, as names where one of them has a comma in it."""
    found = tuple(words)
    if any(comma in word for word in found for comma in _COMMAS):
        return listed_names(found)
    return _comma(language()).join(found)


def listed_names(names: Iterable[str]) -> str:
    """Return names one after the other; they may have commas in them."""
    comma = _comma(language()).strip()
    return {"،": "؛ ", "、": "；"}.get(comma.strip(_DIRECTION_MARKS), "; ").join(names)


def onward(words: Iterable[str]) -> str:
    """Return words with an arrow from each to the next, the way the language in use is read.

    Marks nobody sees keep the order where the words themselves run from the left.
    """
    arrow = f" {_RIGHT_MARK}←{_RIGHT_MARK} " if is_right_to_left(language()) else " → "
    return arrow.join(words)


def unturned(figures_in_groups: str) -> str:
    """Return groups of figures that stay in their order among words from the right.

    By marks nobody sees; else the first group would stand where the last one is read.
    """
    isolated = f"\u2066{figures_in_groups}\u2069"
    return isolated if is_right_to_left(language()) else figures_in_groups


def _grouped(exact: Decimal, locale: Locale | None) -> str:
    if locale is None:
        return f"{exact:,f}"
    from babel.numbers import format_decimal

    after = max(0, -int(exact.as_tuple().exponent))
    pattern = str(locale.decimal_formats[None].pattern).partition(".")[0]
    pattern += f".{'0' * after}" if after else ""
    return format_decimal(exact, pattern, locale, numbering_system=_numerals(locale))


def _sign_first(words: str) -> str:
    """Return a number whose sign stays at its left among words from the right, by a mark nobody sees."""
    is_moved = words.startswith(("-", "+")) and is_right_to_left(language())
    return f"{_LEFT_MARK}{words}" if is_moved else words


def _gregorian(of: date) -> str:
    locale = _locale_for_dates()
    if locale is None:
        sentence = translate(_("{day} {month} {year}"))
        return sentence.format(day=of.day, month=translate(_MONTHS[of.month - 1]), year=of.year)
    from babel.dates import format_date

    return format_date(of, "long", locale)


def _locale_for_dates() -> Locale | None:
    """Return what CLDR says about dates; None where our own catalogue has the words for them."""
    return None if has_words(language()) else _locale(language())


@lru_cache(maxsize=16)
def _locale(code: str) -> Locale | None:
    """Return what CLDR knows of a language; None for English, and when it knows nothing."""
    if code == BASE_LANGUAGE:
        return None
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_CLDR_NAMES.get(code, code), sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _numerals(locale: Locale) -> str:
    """Return the name of the digits to write with: it decides about points, commas and signs too."""
    own = str(locale.other_numbering_systems.get("native", "latn"))
    wanted = digits.has_own(language()) and not manner().latin_digits
    return own if wanted and own in locale.number_symbols else "latn"


@lru_cache(maxsize=16)
def _comma(code: str) -> str:
    locale = _locale(code)
    if locale is None:
        return ", "
    return str(locale.list_patterns["standard"]["middle"]).replace("{0}", "").replace("{1}", "")
