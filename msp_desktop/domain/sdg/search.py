"""Finding a code by its number or by words of its title, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARKS = re.compile("[\u0300-\u036f]")
"""Accents of Latin, Greek and Cyrillic letters; other scripts have their vowel signs elsewhere."""


def code_in(typed: str) -> str:
    """Return what somebody typed as a code is written: in small letters, with the digits 0–9."""
    letters = (str(unicodedata.digit(one, one)) for one in typed.strip().lower())
    return "".join(letters)


def searched(text: str) -> str:
    """Return a text as it is compared: without capitals, accents and signs that nobody sees.

    So “nuoc” finds “nước”, and a word of Khmer is found whether or not its parts are set apart.
    """
    if text.isascii():
        return text.lower()
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _MARKS.sub("", seen).replace("đ", "d")


def words_in(typed: str) -> list[str]:
    """Return the words and numbers that somebody typed, as they are compared."""
    return [searched(part) for part in code_in(typed).split()]


def found(typed: str, titles: Mapping[str, str]) -> list[str]:
    """Return the codes that fit everything typed, those with that very number first.

    ``titles`` are words by code, made by `searched`. A word fits where it stands anywhere in the title,
    a number where the code begins with it: 6.1 finds 6.1.1, but not 16.1. Nothing typed fits everything.
    """
    parts = words_in(typed)
    fitting = [
        code
        for code, title in titles.items()
        if all(code.startswith(part) or part in title for part in parts)
    ]
    return sorted(fitting, key=lambda code: code not in parts)
