"""The scripts in a text, and the fonts that a computer with Word and Excel has for each of them.

A word processor has to be told for every stretch of text what it is: letters of Europe, letters that
join or carry signs (complex), letters written from the right, or letters of East Asia.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise

from msp_desktop.reports.printable import printable


class Family(Enum):
    """How a word processor treats the letters of a script."""

    PLAIN = "plain"
    COMPLEX = "complex"
    FROM_RIGHT = "from right"
    EAST_ASIAN = "east asian"


@dataclass(frozen=True, slots=True)
class Script:
    """One script: its ISO 15924 code, the font for it and how much larger than others it must be set.

    ``language`` is that of words in it inside a document in another script, with its country.
    """

    code: str
    family: Family
    font: str
    language: str
    scale: float = 1.0

    @property
    def from_right(self) -> bool:
        """Whether it is written from the right."""
        return self.family is Family.FROM_RIGHT


_PLAIN, _COMPLEX, _RIGHT, _ASIAN = Family
LATIN = Script("Latn", _PLAIN, "Calibri", "en-US")
_INDIC = "Nirmala UI"
_SCRIPTS = {
    script.code: script
    for script in (
        LATIN,
        Script("Cyrl", _PLAIN, "Calibri", "ru-RU"),
        Script("Armn", _PLAIN, "Segoe UI", "hy-AM"),
        Script("Geor", _PLAIN, "Segoe UI", "ka-GE"),
        Script("Hebr", _RIGHT, "Segoe UI", "he-IL"),
        Script("Arab", _RIGHT, "Segoe UI", "ar-SA"),
        Script("Syrc", _RIGHT, "Segoe UI Historic", "syr-SY"),
        Script("Thaa", _RIGHT, "MV Boli", "dv-MV"),
        Script("Nkoo", _RIGHT, "Ebrima", "nqo-GN"),
        Script("Deva", _COMPLEX, _INDIC, "hi-IN"),
        Script("Beng", _COMPLEX, _INDIC, "bn-BD"),
        Script("Guru", _COMPLEX, _INDIC, "pa-IN"),
        Script("Gujr", _COMPLEX, _INDIC, "gu-IN"),
        Script("Orya", _COMPLEX, _INDIC, "or-IN"),
        Script("Taml", _COMPLEX, _INDIC, "ta-IN"),
        Script("Telu", _COMPLEX, _INDIC, "te-IN"),
        Script("Knda", _COMPLEX, _INDIC, "kn-IN"),
        Script("Mlym", _COMPLEX, _INDIC, "ml-IN"),
        Script("Sinh", _COMPLEX, _INDIC, "si-LK"),
        Script("Olck", _COMPLEX, _INDIC, "sat-IN"),
        Script("Thai", _COMPLEX, "Leelawadee UI", "th-TH"),
        Script("Laoo", _COMPLEX, "Leelawadee UI", "lo-LA"),
        Script("Khmr", _COMPLEX, "Leelawadee UI", "km-KH"),
        Script("Mymr", _COMPLEX, "Myanmar Text", "my-MM"),
        Script("Tibt", _COMPLEX, "Microsoft Himalaya", "bo-CN", scale=1.6),
        Script("Mong", _COMPLEX, "Mongolian Baiti", "mn-MN", scale=1.15),
        Script("Tale", _COMPLEX, "Microsoft Tai Le", "tdd-CN"),
        Script("Talu", _COMPLEX, "Microsoft New Tai Lue", "khb-CN"),
        Script("Java", _COMPLEX, "Javanese Text", "jv-ID"),
        Script("Ethi", _PLAIN, "Ebrima", "am-ET"),
        Script("Hans", _ASIAN, "Microsoft YaHei", "zh-CN"),
        Script("Hant", _ASIAN, "Microsoft JhengHei", "zh-TW"),
        Script("Jpan", _ASIAN, "Yu Gothic", "ja-JP"),
        Script("Kore", _ASIAN, "Malgun Gothic", "ko-KR"),
        Script("Yiii", _ASIAN, "Microsoft Yi Baiti", "ii-CN"),
    )
}
_BLOCKS = (
    (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"), (0x0700, 0x074F, "Syrc"), (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"), (0x07C0, 0x07FF, "Nkoo"), (0x0860, 0x086F, "Syrc"),
    (0x0870, 0x08FF, "Arab"), (0x0900, 0x097F, "Deva"), (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"), (0x0A80, 0x0AFF, "Gujr"), (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"), (0x0C00, 0x0C7F, "Telu"), (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"), (0x0D80, 0x0DFF, "Sinh"), (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"), (0x0F00, 0x0FFF, "Tibt"), (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, "Kore"), (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"), (0x1800, 0x18AF, "Mong"), (0x1950, 0x197F, "Tale"),
    (0x1980, 0x19DF, "Talu"), (0x19E0, 0x19FF, "Khmr"), (0x1C50, 0x1C7F, "Olck"),
    (0x1C80, 0x1C8F, "Cyrl"), (0x1C90, 0x1CBF, "Geor"), (0x1CD0, 0x1CFF, "Deva"),
    (0x2D00, 0x2D2F, "Geor"), (0x2DE0, 0x2DFF, "Cyrl"), (0x2E80, 0x303F, ""),
    (0x3040, 0x30FF, "Jpan"), (0x3100, 0x312F, "Hant"), (0x3130, 0x318F, "Kore"),
    (0x3190, 0x9FFF, ""), (0xA000, 0xA4CF, "Yiii"), (0xA640, 0xA69F, "Cyrl"),
    (0xA8E0, 0xA8FF, "Deva"), (0xA960, 0xA97F, "Kore"), (0xA980, 0xA9DF, "Java"),
    (0xA9E0, 0xA9FF, "Mymr"), (0xAA60, 0xAA7F, "Mymr"), (0xAC00, 0xD7FF, "Kore"),
    (0xF900, 0xFAFF, ""), (0xFB1D, 0xFB4F, "Hebr"), (0xFB50, 0xFDFF, "Arab"),
    (0xFE30, 0xFE4F, ""), (0xFE70, 0xFEFE, "Arab"), (0xFF00, 0xFFEF, ""),
    (0x1EE00, 0x1EEFF, "Arab"), (0x20000, 0x3FFFF, ""),
)  # fmt: skip
"""Where the letters of each script lie; those without a code are shared by all of East Asia."""
_STARTS = [first for first, _last, _code in _BLOCKS]
_WITHOUT_REGION = {"prs": ("Arab", "AF"), "ckb": ("Arab", "IQ"), "dz": ("Tibt", "BT")}
_URDU = Script("Arab", _RIGHT, "Urdu Typesetting", "ur-PK", scale=1.3)
_LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"
"""Marks without a width that count as letters from the left or from the right."""


@cache
def of_language(language: str) -> tuple[Script, str]:
    """Return the script of a language (BCP 47), and the language with the country Word asks for."""
    from babel.core import get_global

    base, *others = language.split("-")
    likely = get_global("likely_subtags")
    found = likely.get("_".join((base, *others))) or likely.get(base) or ""
    code, region = (
        _WITHOUT_REGION[base] if base in _WITHOUT_REGION else (*found.split("_")[1:], "", "")[:2]
    )
    regions = [part for part in others if part.isupper() and len(part) == 2]
    region = regions[0] if regions else region
    script = _URDU if base == "ur" else _SCRIPTS.get(code, LATIN)
    return script, "-".join(filter(None, (base, region)))


def runs_from_right(text: str, *, default: bool) -> bool:
    """Say in which direction a paragraph runs.

    In a document written from the right every paragraph does that has a letter of such a script; in
    others, one that begins with such a letter.
    """
    if text.isascii():
        return default and not any(map(str.isalpha, text))
    letters = (unicodedata.bidirectional(letter) for letter in text)
    strong = (kind for kind in letters if kind in ("R", "AL", "L"))
    first = next(strong, None)
    if first is None:
        return default
    return first != "L" or (default and any(kind != "L" for kind in strong))


def kept_from_left(text: str) -> str:
    """Return a text that runs from the left so that it does in a paragraph from the right as well.

    A mark that nobody sees holds a full stop or a bracket at its end in place.
    """
    before = _LEFT_MARK if unicodedata.bidirectional(text[:1] or "L") != "L" else ""
    after = _LEFT_MARK if unicodedata.bidirectional(text[-1:] or "L") != "L" else ""
    return f"{before}{text}{after}"


def labelled(name: str, text: str, *, from_right: bool) -> str:
    """Return a text behind its name; words from the left keep their full stop in a document from the right.

    A name that is a question has its own sign. Further lines are paragraphs of their own, and run as
    they do alone.
    """
    first, *others = printable(text).split("\n")
    if from_right and not runs_from_right(first, default=True):
        first = kept_from_left(first)
    colon = "" if name.endswith(("?", "؟")) else ":"
    return "\n".join((f"{name}{colon} {first}", *others))


def by_letter(text: str, own: Script, *, from_right: bool) -> list[Script]:
    """Return the script of each letter of a paragraph; ``own`` is that of the document.

    Figures go with the word before them; what else belongs to no script, with the words on both sides
    or, between two, with the paragraph.
    """
    if text.isascii() and own is LATIN:
        return [own] * len(text)
    found = [_script(letter, own) for letter in text]
    strong = [place for place, script in enumerate(found) if script is not None]
    base = _base([script for script in found if script is not None], own, from_right=from_right)
    assigned: list[Script] = [script or base for script in found]
    for before, after in pairwise([-1, *strong, len(text)]):
        previous = base if before < 0 else assigned[before]
        following = assigned[after] if after < len(text) else base
        between = range(before + 1, after)
        figures = [place for place in between if _sticks(text[place])]
        until = after if previous is following else figures[-1] + 1 if figures else before + 1
        for place in range(before + 1, until):
            assigned[place] = previous
    return assigned


def of_most_letters(text: str, own: Script) -> Script:
    """Return the script that most letters of a text are in; ``own``, that of the document, if it has none."""
    found: dict[str, int] = {}
    scripts: dict[str, Script] = {}
    for letter, count in Counter(text).items():
        script = _script(letter, own) if letter.isalpha() else None
        if script:
            scripts[script.code] = script
            found[script.code] = found.get(script.code, 0) + count
    most = max(found, key=lambda code: (found[code], code), default=own.code)
    return scripts.get(most, own)


def _base(found: Sequence[Script], own: Script, *, from_right: bool) -> Script:
    fitting = [script for script in found if script.from_right is from_right]
    return own if own in fitting or not fitting else fitting[0]


def _script(letter: str, own: Script) -> Script | None:
    """Return the script a letter belongs to, or None for what is used in all of them."""
    code = ord(letter)
    if letter == RIGHT_MARK:
        return own if own.from_right else _SCRIPTS["Arab"]
    if code < 0x0300 or letter == _LEFT_MARK:
        return LATIN if letter.isalpha() or letter == _LEFT_MARK else None
    place = bisect_right(_STARTS, code) - 1
    if place >= 0 and code <= _BLOCKS[place][1]:
        name = _BLOCKS[place][2]
        if not name:
            return own if own.family is Family.EAST_ASIAN else _SCRIPTS["Hans"]
        return own if name == own.code else _SCRIPTS[name]
    return LATIN if letter.isalpha() else None


def _sticks(letter: str) -> bool:
    return letter.isdecimal() or unicodedata.category(letter)[0] == "M"
