"""Finding a code by its number or by words of its title, in any order."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping


def code_in(typed: str) -> str:
    """Return what somebody typed as a code is written: in small letters, with the digits 0–9."""
    letters = (str(unicodedata.digit(one, one)) for one in typed.strip().lower())
    return "".join(letters)


def found(typed: str, titles: Mapping[str, str]) -> list[str]:
    """Return the codes that fit everything typed, those with that very number first.

    ``titles`` are words by code, in the language in which a person types. A word fits where it stands
    anywhere in the title, a number where the code begins with it: 6.1 finds 6.1.1, but not 16.1.
    """
    parts = code_in(typed.casefold()).split()
    fitting = [
        code
        for code, title in titles.items()
        if all(code.startswith(part) or part in title.casefold() for part in parts)
    ]
    return sorted(fitting, key=lambda code: code not in parts)
