"""In which language a stretch of text is read aloud, where it is not that of the document."""

from __future__ import annotations

from msp_desktop.reports.scripts import LATIN, of_language, of_most_letters

_LOOKED_AT = 200
"""Letters of a text at most that are looked at."""


def other_language(text: str, language: str) -> str:
    """Return the language of a text in another script than that of ``language``; nothing in its own.

    The script that most of its letters are in counts.
    """
    own, _language = of_language(language)
    if text.isascii() and own is LATIN:
        return ""
    script = of_most_letters(text[:_LOOKED_AT], own)
    return "" if script.code == own.code else script.language
