"""Dates, numbers, money and lists as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.i18n import Manner, formats, speaking, translate

LATIN = Manner(latin_digits=True)
DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3 November 2026"),
        ("km", "ថ្ងៃទី៣ ខែវិច្ឆិកា ឆ្នាំ២០២៦"),
        ("ne", "२०२६ नोभेम्बर ३"),
        ("ur", "۳ نومبر ۲۰۲۶ء"),
        ("vi", "ngày 03 tháng 11 năm 2026"),
        ("fa", "۳ نوامبر ۲۰۲۶"),
        ("prs", "۳ نومبر ۲۰۲۶"),
        ("id", "3 November 2026"),
        ("tlh", "3 November 2026"),  # nobody knows how it writes dates
    ],
)
def test_days(language: str, words: str) -> None:
    with speaking(language):
        assert formats.day(DAY) == words


@pytest.mark.parametrize(
    ("language", "number", "money", "share"),
    [
        ("en", "1,234,567.5", "NPR 1,234,567.50", "46 %"),
        ("km", "១.២៣៤.៥៦៧,៥", "១.២៣៤.៥៦៧,៥០\u00a0NPR", "៤៦%"),
        ("ne", "१२,३४,५६७.५", "NPR\u00a0१२,३४,५६७.५०", "४६%"),
        ("ur", "۱٬۲۳۴٬۵۶۷٫۵", "NPR\u00a0۱٬۲۳۴٬۵۶۷٫۵۰", "۴۶%"),
        ("vi", "1.234.567,5", "1.234.567,50\u00a0NPR", "46%"),
        ("tlh", "1,234,567.5", "NPR 1,234,567.50", "46 %"),
    ],
)
def test_figures(language: str, number: str, money: str, share: str) -> None:
    with speaking(language):
        assert formats.number(Decimal("1234567.5")) == number
        assert formats.money(Decimal("1234567.5"), "NPR") == money
        assert formats.per_cent(Decimal("0.456")) == share


@pytest.mark.parametrize(
    ("language", "number"),
    [("ne", "12,34,567.5"), ("ur", "1,234,567.5"), ("km", "1,234,567.5")],
)
def test_an_office_may_want_latin_digits(language: str, number: str) -> None:
    with speaking(language, LATIN):
        assert formats.number(Decimal("1234567.5")) == number
        assert formats.day(DAY).count("3") == 1
        assert translate("Page {page} of {pages}").isascii() is False


def test_digits_within_our_own_sentences_follow() -> None:
    sentence = "Mean of the partners' answers, from 1 (not at all) to 5 (fully)."
    with speaking("ne"):
        assert "५" in translate(sentence)
    with speaking("ne", LATIN):
        assert "5" in translate(sentence)


@pytest.mark.parametrize(
    ("language", "short", "names"),
    [
        ("en", "a, b", "a; b"),
        ("ur", "a، b", "a؛ b"),
        ("zh-Hans", "a、b", "a；b"),
        ("vi", "a, b", "a; b"),
    ],
)
def test_lists(language: str, short: str, names: str) -> None:
    with speaking(language):
        assert formats.listed(["a", "b"]) == short
        assert formats.listed_names(["a", "b"]) == names


@given(
    language=st.sampled_from(["en", "km", "ne", "ur", "vi", "fa", "prs", "my", "th", "dz", "lo"]),
    value=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    latin=st.booleans(),
)
def test_no_digit_is_lost(language: str, value: Decimal, latin: bool) -> None:
    with speaking(language, Manner(latin_digits=latin)):
        words = formats.number(value)
    said = "".join(str(int(letter)) for letter in words if letter.isdecimal())
    assert said == "".join(letter for letter in f"{value:f}" if letter.isdecimal())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "November 2026"),
        ("ne", "२०२६ नोभेम्बर"),
        ("vi", "tháng 11 năm 2026"),
        ("th", "พฤศจิกายน ๒๐๒๖"),
    ],
)
def test_months(language: str, words: str) -> None:
    with speaking(language):
        assert formats.month(DAY) == words


def test_signed_steps() -> None:
    with speaking("ne"):
        assert [formats.number(step, signed=True) for step in (2, 0, -2)] == ["+२", "०", "-२"]


def test_a_sign_stays_before_its_number_among_words_from_the_right() -> None:
    with speaking("ur"):
        assert formats.number(-5) == "\u200e-۵"
        assert formats.number(3, signed=True) == "\u200e+۳"
        assert formats.per_cent(Decimal("-0.2")).startswith("\u200e-۲۰")
        assert formats.number(5) == "۵"


def test_an_arrow_points_the_way_people_read() -> None:
    with speaking("vi"):
        assert formats.onward(("CORE", "DHO")) == "CORE → DHO"
    with speaking("ur"):
        assert formats.onward(("CORE", "DHO")) == "CORE \u200f←\u200f DHO"


def test_groups_of_figures_stay_in_their_order_among_words_from_the_right() -> None:
    assert formats.unturned("06438 86749") == "06438 86749"
    with speaking("ur"):
        assert formats.unturned("06438 86749") == "\u206606438 86749\u2069"
