"""A second date beside the Gregorian one: the Buddhist era, Bikram Sambat or Solar Hijri.

Dates are stored and computed in the Gregorian calendar only; others are a way of showing them. The
months of Bikram Sambat are as long as a committee says each year: those after `CONFIRMED` are computed,
differ between calendars, and dates in them are called provisional. An office can say what was published.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from msp_desktop.i18n import figures, has_words, language, manner, translate
from msp_desktop.i18n import mark as _

NONE, BUDDHIST, BIKRAM_SAMBAT = "none", "buddhist", "bikram_sambat"
SOLAR_HIJRI, SOLAR_HIJRI_AFGHAN = "solar_hijri", "solar_hijri_afghan"

CONFIRMED = 2083
"""The last year of Bikram Sambat whose months are published."""
_FIRST_YEAR, _FIRST_DAY = 1975, date(1918, 4, 13)
_LAST_YEAR = 2100
_BUDDHIST_SINCE, _BUDDHIST_YEARS = date(1941, 1, 1), 543
"""Since then the Thai year begins in January."""
_SOLAR_HIJRI_SINCE = date(1700, 1, 1)

_BIKRAM_MONTHS = (
    _("Baisakh"), _("Jestha"), _("Ashadh"), _("Shrawan"), _("Bhadra"), _("Ashwin"), _("Kartik"),
    _("Mangsir"), _("Poush"), _("Magh"), _("Falgun"), _("Chaitra"),
)  # fmt: skip
_IRANIAN_MONTHS = (
    _("Farvardin"), _("Ordibehesht"), _("Khordad"), _("Tir"), _("Mordad"), _("Shahrivar"), _("Mehr"),
    _("Aban"), _("Azar"), _("Dey"), _("Bahman"), _("Esfand"),
)  # fmt: skip
_AFGHAN_MONTHS = (
    _("Hamal"), _("Sawr"), _("Jawza"), _("Saratan"), _("Asad"), _("Sunbula"), _("Mizan"), _("Aqrab"),
    _("Qaws"), _("Jadi"), _("Dalw"), _("Hut"),
)  # fmt: skip
_NATIVE_MONTHS: Mapping[str, str] = {
    "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "prs": "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "ps": "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
}
"""Months of Solar Hijri in the languages of its countries, while these have no catalogue."""


def second_date(day: date) -> str:
    """Return a day in the calendar chosen beside the Gregorian one; empty when none is, or it has none."""
    chosen = manner()
    if chosen.calendar == BUDDHIST and day >= _BUDDHIST_SINCE:
        return figures(translate(_("B.E. {year}")).format(year=day.year + _BUDDHIST_YEARS))
    if chosen.calendar == BIKRAM_SAMBAT:
        return _bikram_words(day, chosen.month_lengths)
    if chosen.calendar in (SOLAR_HIJRI, SOLAR_HIJRI_AFGHAN) and day >= _SOLAR_HIJRI_SINCE:
        return _solar_words(day, chosen.calendar)
    return ""


def bikram_sambat(day: date, month_lengths: str = "") -> tuple[int, int, int] | None:
    """Return year, month and day in Bikram Sambat; None outside the years whose months are known."""
    starts = _month_starts(month_lengths)
    place = bisect_right(starts, day.toordinal()) - 1
    if not 0 <= place < len(starts) - 1:
        return None
    year, month = divmod(place, 12)
    return (_FIRST_YEAR + year, month + 1, day.toordinal() - starts[place] + 1)


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Return year, month and day in Solar Hijri."""
    import jdatetime

    found = jdatetime.date.fromgregorian(date=day)
    return (int(found.year), int(found.month), int(found.day))


def is_provisional(year: int, month: int, month_lengths: str = "") -> bool:
    """Say whether a month of Bikram Sambat, or one before it, has a computed length."""
    stated = corrections(month_lengths)
    months = range((CONFIRMED + 1) * 12, year * 12 + month)
    return any((at // 12, at % 12 + 1) not in stated for at in months)


def corrections(month_lengths: str) -> Mapping[tuple[int, int], int]:
    """Return the lengths an office stated, such as ``2084-01=31 2084-02=32``, by year and month.

    Raises ValueError when something is not a month with a length that occurs.
    """
    found = {}
    for word in month_lengths.split():
        month, _sign, length = word.partition("=")
        year, _line, number = month.partition("-")
        stated = (int(year), int(number), int(length))
        known = (range(_FIRST_YEAR, _LAST_YEAR + 1), range(1, 13), range(29, 33))
        if not all(part in allowed for part, allowed in zip(stated, known, strict=True)):
            raise ValueError(word)
        found[stated[0], stated[1]] = stated[2]
    return found


def _bikram_words(day: date, month_lengths: str) -> str:
    found = bikram_sambat(day, month_lengths)
    if found is None:
        return ""
    year, month, at = found
    sentence = _("{day} {month} {year} BS")
    if is_provisional(year, month, month_lengths):
        sentence = _("{day} {month} {year} BS, provisional")
    name = translate(_BIKRAM_MONTHS[month - 1])
    return figures(translate(sentence).format(day=at, month=name, year=year))


def _solar_words(day: date, calendar: str) -> str:
    year, month, at = solar_hijri(day)
    native = "" if has_words(language()) else _NATIVE_MONTHS.get(language(), "")
    names = _AFGHAN_MONTHS if calendar == SOLAR_HIJRI_AFGHAN else _IRANIAN_MONTHS
    name = native.split()[month - 1] if native else translate(names[month - 1])
    sentence = "{day} {month} {year}" if native else translate(_("{day} {month} {year} SH"))
    return figures(sentence.format(day=at, month=name, year=year))


@lru_cache(maxsize=4)
def _month_starts(month_lengths: str) -> tuple[int, ...]:
    """Return the ordinal of the first day of each month from 1975 on, and of the day after the last."""
    stated = corrections(month_lengths)
    lengths = (
        stated.get((year, month), length)
        for year, months in sorted(_published().items())
        for month, length in enumerate(months, 1)
    )
    return tuple(accumulate(lengths, initial=_FIRST_DAY.toordinal()))


@lru_cache(maxsize=1)
def _published() -> Mapping[int, tuple[int, ...]]:
    """Return the lengths of the months by year, from the table of the library nepali-datetime."""
    from nepali_datetime.config import CALENDAR_PATH

    _head, *rows = Path(CALENDAR_PATH).read_text("utf-8").split()
    years = (tuple(map(int, row.split(","))) for row in rows)
    return {year: tuple(months) for year, *months in years}
