"""Public holidays and weekly rest days by country, as the package ``holidays`` knows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from msp_desktop.i18n import language


def public_holidays(country: str, years: Collection[int], region: str = "") -> Mapping[date, str]:
    """Return the public holidays of a country (ISO 3166-1) and region (ISO 3166-2) with their names.

    The names are in the language in use where the package has them, else in the country's own. Nothing
    for a country or region that is not known. Feasts that follow the moon are estimates for years to come.
    """
    return _found(country, frozenset(years), region, language())


@lru_cache(maxsize=32)
def _found(country: str, years: Collection[int], region: str, tongue: str) -> Mapping[date, str]:
    import holidays

    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=years)
    except NotImplementedError:
        return {}
    if tongue in getattr(found, "supported_languages", ()):
        found = holidays.country_holidays(
            country, subdiv=region or None, years=years, language=tongue
        )
    return MappingProxyType(dict(sorted(found.items())))


def rest_days(country: str) -> Collection[int]:
    """Return the weekdays on which offices of a country rest (Monday is 0); Sunday where nothing is known."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country).weekend)
    except NotImplementedError:
        return frozenset({6})


def regions(country: str) -> Collection[str]:
    """Return the codes of a country's regions that have holidays of their own."""
    import holidays

    try:
        return tuple(holidays.country_holidays(country).subdivisions)
    except NotImplementedError:
        return ()
