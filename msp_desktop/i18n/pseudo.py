"""Languages nobody speaks, made from the English words: they show at a glance what a translation will meet.

`en-XA` is longer than English and full of marks, so that text is cut off where a real language would be.
`ar-XB` is written in Arabic letters from right to left, so that whatever is mirrored wrongly shows, and
whatever still stands in Latin letters was never given to the translators. The codes are those of the
Unicode locale data (CLDR).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping

_KEPT = re.compile(r"(\{[^{}]*\}|&amp;|&(?=\w))")
"""Placeholders stay as they are; a mark for the keyboard stays before its letter."""

_MARKED = str.maketrans("aceginosuyACEGINOSUY", "åçéĝîñöšüÿÅÇÉĜÎÑÖŠÜŸ")
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ابجدهفغحيجكلمنوپقرستثڤوخيزابجدهفغحيجكلمنوپقرستثڤوخيز",
)


class Pseudo(gettext.NullTranslations):
    """A catalogue that makes every translation up from the English words."""

    def __init__(self, letters: Mapping[int, int], padding: float) -> None:
        super().__init__()
        self._letters = letters
        self._padding = padding

    def gettext(self, message: str) -> str:
        parts = _KEPT.split(message)
        words = [part if at % 2 else part.translate(self._letters) for at, part in enumerate(parts)]
        return "".join(words) + "·" * round(len(message) * self._padding)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


LANGUAGES: Mapping[str, Pseudo] = {"en-XA": Pseudo(_MARKED, 0.3), "ar-XB": Pseudo(_ARABIC, 0.0)}
