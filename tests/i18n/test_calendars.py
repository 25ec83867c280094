"""The second date beside the Gregorian one, against fixed points and calendars of others."""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime
import nepali_datetime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCalendar, QDate

from msp_desktop.domain.fields import MonthLengths, NotAValue
from msp_desktop.i18n import Manner, calendars, formats, speaking

DAYS = st.dates(date(1944, 1, 1), date(2100, 12, 31))
LAST_BIKRAM_DAY = date(2044, 4, 12)


@pytest.mark.parametrize(
    ("day", "bikram"),
    [
        (date(1944, 1, 1), (2000, 9, 17)),
        (date(2015, 4, 25), (2072, 1, 12)),  # the earthquake in Gorkha
        (date(2015, 9, 20), (2072, 6, 3)),  # the constitution
        (date(2025, 4, 14), (2082, 1, 1)),
        (date(2025, 5, 14), (2082, 1, 31)),  # other tables have 30 days only
        (date(2026, 4, 14), (2083, 1, 1)),
        (date(2026, 7, 17), (2083, 4, 1)),
    ],
)
def test_known_days_of_bikram_sambat(day: date, bikram: tuple[int, int, int]) -> None:
    assert calendars.bikram_sambat(day) == bikram


@given(DAYS)
def test_bikram_sambat_is_that_of_the_library(day: date) -> None:
    found = calendars.bikram_sambat(day)
    if day > LAST_BIKRAM_DAY:
        assert found is None
    else:
        other = nepali_datetime.date.from_datetime_date(day)
        assert found == (other.year, other.month, other.day)


@given(DAYS)
def test_days_follow_each_other(day: date) -> None:
    today, tomorrow = (calendars.bikram_sambat(day + timedelta(step)) for step in (0, 1))
    if today and tomorrow:
        assert tomorrow in ((*today[:2], today[2] + 1), _next_month(*today[:2]))


def _next_month(year: int, month: int) -> tuple[int, int, int]:
    return (year + month // 12, month % 12 + 1, 1)


@pytest.mark.parametrize(
    ("day", "solar"),
    [
        (date(1979, 2, 11), (1357, 11, 22)),
        (date(2020, 3, 20), (1399, 1, 1)),
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),  # a leap year
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2026, 3, 21), (1405, 1, 1)),
    ],
)
def test_known_days_of_solar_hijri(day: date, solar: tuple[int, int, int]) -> None:
    assert calendars.solar_hijri(day) == solar


LATE_SPRINGS = (1437, 1470)
"""Years that Qt begins a day too early: spring begins after noon of 20 March 2058 and 2091 in Tehran."""


@given(DAYS)
def test_solar_hijri_is_that_of_two_others(day: date) -> None:
    year, month, at = calendars.solar_hijri(day)
    assert jdatetime.date(year, month, at).togregorian() == day
    qt = QCalendar(QCalendar.System.Jalali).partsFromDate(QDate(day.year, day.month, day.day))
    if not {year, qt.year} & set(LATE_SPRINGS):
        assert (year, month, at) == (qt.year, qt.month, qt.day)


@given(DAYS)
def test_the_year_of_the_buddhist_era_is_543_ahead(day: date) -> None:
    with speaking("en", Manner(calendar=calendars.BUDDHIST)):
        assert calendars.second_date(day) == f"B.E. {day.year + 543}"


@pytest.mark.parametrize(
    ("language", "calendar", "words"),
    [
        ("en", calendars.NONE, "17 July 2026"),
        ("en", calendars.BUDDHIST, "17 July 2026 (B.E. 2569)"),
        ("en", calendars.BIKRAM_SAMBAT, "17 July 2026 (1 Shrawan 2083 BS)"),
        ("ne", calendars.BIKRAM_SAMBAT, "२०२६ जुलाई १७ (वि.सं. २०८३ साउन १)"),
        ("en", calendars.SOLAR_HIJRI, "17 July 2026 (26 Tir 1405 SH)"),
        ("en", calendars.SOLAR_HIJRI_AFGHAN, "17 July 2026 (26 Saratan 1405 SH)"),
        ("fa", calendars.SOLAR_HIJRI, "۱۷ ژوئیهٔ ۲۰۲۶ (۲۶ تیر ۱۴۰۵)"),
        ("prs", calendars.SOLAR_HIJRI_AFGHAN, "۱۷ جولای ۲۰۲۶ (۲۶ سرطان ۱۴۰۵)"),
        ("en", "of a newer version", "17 July 2026"),
    ],
)
def test_the_second_date_stands_behind_the_first(language: str, calendar: str, words: str) -> None:
    with speaking(language, Manner(calendar=calendar)):
        assert formats.day(date(2026, 7, 17)) == words


def shown(day: date, month_lengths: str = "") -> str:
    with speaking("en", Manner(calendar=calendars.BIKRAM_SAMBAT, month_lengths=month_lengths)):
        return calendars.second_date(day)


def test_days_after_the_last_published_year_are_provisional() -> None:
    assert shown(date(2027, 4, 13)) == "30 Chaitra 2083 BS"
    assert shown(date(2027, 4, 14)) == "1 Baisakh 2084 BS, provisional"
    assert shown(date(2043, 12, 1)).endswith("provisional")
    assert shown(date(2050, 1, 1)) == "", "no table reaches so far"


def test_an_office_says_how_long_a_month_is() -> None:
    day = date(2027, 5, 15)
    assert shown(day) == "1 Jestha 2084 BS, provisional"
    assert shown(day, "2084-01=30") == "2 Jestha 2084 BS, provisional"
    assert shown(day, "2084-01=30 2084-02=32") == "2 Jestha 2084 BS", "both months are known now"
    assert shown(date(2026, 11, 1), "2083-06=30") != shown(date(2026, 11, 1))


@pytest.mark.parametrize(
    "text", ["2084-01", "2084-13=30", "2084-01=28", "1900-01=30", "x", "=", "-"]
)
def test_what_is_no_length_of_a_month_is_refused(text: str) -> None:
    with pytest.raises(NotAValue, match="2084-01=31"):
        MonthLengths("k", "K").clean(text)


def test_lengths_of_months_are_kept_in_order() -> None:
    field = MonthLengths("k", "K")
    assert field.clean(" 2084-2=32  २०८४-०१=३१ ") == "2084-01=31 2084-02=32"
    assert field.value("2084-01=31") == "2084-01=31"
    assert field.value("from a newer version") is None
