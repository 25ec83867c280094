"""Which pages of a document a person asked for, and in which order they come out of a printer."""

from __future__ import annotations

import re

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

_BETWEEN = re.compile(r"[,;،、，\s]+")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212~]\s*")
_RANGE = re.compile(r"(\d*)(-?)(\d*)")


class NoSuchPages(Problem):
    """Raised when a part of what was typed names no pages of the document."""

    sentence = _(
        "“{typed}” names no pages of this document. It has {total}: write, for example, 1-3, 5."
    )

    def __init__(self, typed: str, total: int) -> None:
        super().__init__(self.sentence, typed=typed, total=str(total))


class PagesOutside(NoSuchPages):
    """Raised when a part of what was typed lies before the first page or after the last."""

    sentence = _(
        "“{typed}” lies outside this document. It has {total}: write, for example, 1-3, 5."
    )


def chosen_pages(typed: str, total: int) -> tuple[int, ...]:
    """Return the numbers of the pages that a text such as “1-3, 5” names; all of them for an empty one.

    “4-” goes to the last page, “-2” begins with the first. Each page comes once, in the order of the
    document. Digits of every script count. Raises `NoSuchPages`.
    """
    parts = [part for part in _BETWEEN.split(_DASHES.sub("-", typed.strip())) if part]
    found: set[int] = set()
    for part in parts:
        first, last = _ends(part, total)
        if first < 1 or max(first, last) > total:
            raise PagesOutside(part, total)
        if first > last:
            raise NoSuchPages(part, total)
        found.update(range(first, last + 1))
    return tuple(sorted(found)) if parts else tuple(range(1, total + 1))


def in_order(pages: tuple[int, ...], copies: int, *, collated: bool) -> tuple[int, ...]:
    """Return the pages of several copies in the order in which they are printed.

    ``collated`` prints one whole copy after the other, else each page as often as needed.
    """
    if collated:
        return pages * copies
    return tuple(page for page in pages for _copy in range(copies))


def _ends(part: str, total: int) -> tuple[int, int]:
    matched = _RANGE.fullmatch(part)
    if matched is None or part == "-":
        raise NoSuchPages(part, total)
    first, dash, last = matched.groups()
    if not dash:
        last = first
    try:
        return int(first or 1), int(last or total)
    except ValueError as error:  # longer than Python reads
        raise PagesOutside(part, total) from error
