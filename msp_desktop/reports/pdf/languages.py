"""In which language a stretch of text is read aloud, where it is not that of the document."""

from __future__ import annotations

from collections import Counter

from msp_desktop.reports.scripts import LATIN, by_letter, of_language

_LOOKED_AT = 200
"""Letters of a text at most that are looked at."""


def other_language(text: str, language: str) -> str:
    """Return the language of a text in another script than that of ``language``; nothing in its own.

    The script that most of its letters are in counts.
    """
    own, _language = of_language(language)
    if text.isascii() and own is LATIN:
        return ""
    scripts = by_letter(text[:_LOOKED_AT], own, from_right=own.from_right)
    found = Counter(
        script for script, letter in zip(scripts, text, strict=False) if letter.isalpha()
    )
    script = max(found, key=lambda script: (found[script], script.code), default=own)
    return "" if script.code == own.code else script.language
