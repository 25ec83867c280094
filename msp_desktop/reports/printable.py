"""What was typed as it can be printed: the one place where every document cleans its text."""

from __future__ import annotations

import re
import unicodedata

SUBSTITUTE = "\ufffd"
"""Stands for a character that cannot be read."""
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085]")
_UNPRINTED = re.compile("[\u202d\u202e\ufeff]")
"""Signs that turn letters and figures around by force (nobody could tell what was typed), and one that
says how a file is written."""
_UNSEEN = frozenset({"Zs", "Cc", "Cf"})
_NO_CHARACTERS = "\ufffe\uffff"


def printable(text: str) -> str:
    r"""Return a text in composed form, with what cannot be printed as spaces.

    Ends of lines of every kind become ``\n``; a lone half of a character, and what is none, become the
    sign for what cannot be read. Nothing is left that XML forbids.
    """
    composed = _UNPRINTED.sub("", unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)))
    if composed.isprintable():
        return composed
    return "".join(map(_shown, composed))


def on_one_line(text: str) -> str:
    """Return a text that can be printed on one line."""
    return printable(text).replace("\n", " ")


def shows_something(text: str) -> bool:
    """Say whether anything of a text can be seen: spaces and signs that only steer cannot."""
    return any(unicodedata.category(letter) not in _UNSEEN for letter in printable(text))


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cs" or letter in _NO_CHARACTERS:
        return SUBSTITUTE
    return " " if category == "Cc" and letter != "\n" else letter
