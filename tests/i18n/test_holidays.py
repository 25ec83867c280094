"""Public holidays and rest days come by country."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.domain.guideline.countries import COUNTRIES
from msp_desktop.i18n import holidays, speaking


def test_holidays_have_names_in_the_language_in_use() -> None:
    with speaking("en"):
        found = holidays.public_holidays("KH", [2026])
        assert found[date(2026, 11, 9)] == "National Independence Day"
    with speaking("km"):
        assert "ឯករាជ្យ" in holidays.public_holidays("KH", [2026])[date(2026, 11, 9)]


def test_regions_have_holidays_of_their_own() -> None:
    assert "KL" in holidays.regions("IN")
    kerala = holidays.public_holidays("IN", [2026], "KL")
    assert len(kerala) > len(holidays.public_holidays("IN", [2026]))


@pytest.mark.parametrize("country", [option.key for option in COUNTRIES])
def test_every_country_of_the_list_is_known(country: str) -> None:
    assert holidays.public_holidays(country, [2026])
    assert 1 <= len(holidays.rest_days(country)) <= 2


def test_what_is_not_known_is_empty_and_no_error() -> None:
    assert holidays.public_holidays("XX", [2026]) == {}
    assert holidays.public_holidays("IN", [2026], "XYZ") == {}
    assert set(holidays.rest_days("XX")) == {6}
    assert holidays.regions("XX") == ()
