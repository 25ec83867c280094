"""Where lines may end and in which order a line runs: by ICU, or plainly where there is none."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from msp_desktop.reports.pdf import icu

_FROM_RIGHT = ("R", "AL")
_FROM_LEFT = ("L", "EN", "AN")
_JOINS_NEXT = 9  # combining class of signs that bind the letter after them (virama, coeng)
_SPACES = re.compile("[ \u200b]+")
_HARD = re.compile("\n")
_LOG = logging.getLogger("msp_desktop")


class TextRules(Protocol):
    """What a text says about its lines; `icu.Icu` describes each function."""

    def line_breaks(self, text: str, language: str) -> list[int]: ...
    def letters(self, text: str) -> list[int]: ...
    def levels(self, text: str, *, from_right: bool) -> list[int]: ...
    def visual_order(self, levels: Sequence[int]) -> list[int]: ...


@cache
def text_rules() -> TextRules:
    """Return the rules of ICU; plain ones, and a line in the log, where there is no ICU."""
    try:
        return icu.find()
    except icu.NoIcu as problem:
        _LOG.warning("%s", problem)
        return PlainRules()


class PlainRules:
    """Rules good enough to read a text by: lines end at spaces, each word keeps its own direction."""

    def line_breaks(self, text: str, _language: str) -> list[int]:
        places = {match.end() for match in _SPACES.finditer(text)}
        places |= {match.end() for match in _HARD.finditer(text)}
        return sorted(places | {len(text)}) if text else []

    def letters(self, text: str) -> list[int]:
        places = [place for place in range(1, len(text)) if _is_between_letters(text, place)]
        return [*places, len(text)] if text else []

    def levels(self, text: str, *, from_right: bool) -> list[int]:
        levels: list[int] = []
        level = base = int(from_right)
        for letter in text:
            direction = unicodedata.bidirectional(letter)
            if direction in _FROM_RIGHT:
                level = 1
            elif direction in _FROM_LEFT:
                level = 2 * base
            elif letter == " ":
                level = base
            levels.append(level)
        return levels

    def visual_order(self, levels: Sequence[int]) -> list[int]:
        order = list(range(len(levels)))
        for least in range(max(levels, default=0), 0, -1):
            high = [levels[place] >= least for place in order]
            stretches = [
                (is_high, [place for _is_high, place in found])
                for is_high, found in groupby(zip(high, order, strict=True), itemgetter(0))
            ]
            order = [
                place
                for is_high, places in stretches
                for place in (reversed(places) if is_high else places)
            ]
        return order


def has_two_directions(text: str) -> bool:
    """Say whether anything in a text may run from the right."""
    return not text.isascii() and _MAY_TURN.search(text) is not None


_MAY_TURN = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def _is_between_letters(text: str, place: int) -> bool:
    follows = unicodedata.category(text[place])
    return (
        follows[0] != "M"
        and follows != "Cf"
        and unicodedata.combining(text[place - 1]) != _JOINS_NEXT
    )
