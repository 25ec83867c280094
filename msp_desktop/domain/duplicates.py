"""Entries that may be the same thing entered twice: looked for by name, decided by a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.records import RecordKind, Records, Row

_CLOSE = 0.88
"""How alike two names must be (`difflib` ratio, 1 is equal); found by trying names of the sample."""
_SHORTEST = 5
"""Names shorter than this are the same only when they are equal."""
_EVERY_PAIR = 300
"""Up to so many entries every pair is compared; among more, neighbours in the alphabet."""
_NEIGHBOURS = 12


@dataclass(frozen=True, slots=True)
class Likely:
    """Two entries with the same name, or nearly; ``first`` was made first."""

    kind_key: str
    first: str
    second: str
    closeness: float


def likely(records: Records, kinds: Mapping[str, RecordKind]) -> list[Likely]:
    """Return pairs that may be the same, the closest first; not those a person has decided on."""
    decided = {
        frozenset((str(row.get("first")), str(row.get("second"))))
        for row in records.rows(SAME_RECORD)
    }
    found = [
        pair
        for kind in kinds.values()
        if kind.same_by
        for pair in _pairs(kind, records.rows(kind.key))
        if frozenset((pair.first, pair.second)) not in decided
    ]
    return sorted(found, key=lambda pair: (-pair.closeness, pair.kind_key, pair.first, pair.second))


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """Return a name without what people write differently: capitals, spaces, signs, forms of a letter."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LMN")


def closeness(first: str, second: str) -> float:
    """Return how alike two names are: 1 when they fold to the same, 0 when they cannot be the same.

    Different numbers are different things, however alike the words are: Ward 3 and Ward 4.
    """
    one, other = folded(first), folded(second)
    if not one or not other:
        return 0
    if one == other or _sorted_words(first) == _sorted_words(second):
        return 1
    if min(len(one), len(other)) < _SHORTEST or _digits(one) != _digits(other):
        return 0
    matcher = SequenceMatcher(None, min(one, other), max(one, other), autojunk=False)
    if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
        return 0
    ratio = matcher.ratio()
    return ratio if ratio >= _CLOSE else 0


def _pairs(kind: RecordKind, rows: Sequence[Row]) -> Iterator[Likely]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        name = " ".join(str(row.get(key) or "") for key in kind.same_by).strip()
        if name:
            groups.setdefault(str(row.get("owner_id") or ""), []).append((name, str(row["id"])))
    for named in groups.values():
        for (name, one), (other_name, other) in _compared(named):
            close = closeness(name, other_name)
            if close:
                first, second = sorted((one, other))
                yield Likely(kind.key, first, second, close)


def _compared(
    named: Sequence[tuple[str, str]],
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    if len(named) <= _EVERY_PAIR:
        yield from combinations(named, 2)
        return
    seen: set[frozenset[str]] = set()
    for backwards in (False, True):
        ordered = sorted(named, key=lambda one: folded(one[0])[:: -1 if backwards else 1])
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + _NEIGHBOURS]:
                pair = frozenset((one[1], other[1]))
                if pair not in seen:
                    seen.add(pair)
                    yield one, other


@lru_cache(maxsize=20_000)
def _sorted_words(name: str) -> tuple[str, ...]:
    return tuple(sorted(filter(None, (folded(word) for word in re.split(r"[\s,;/-]+", name)))))


@lru_cache(maxsize=20_000)
def _digits(name: str) -> tuple[int, ...]:
    return tuple(unicodedata.digit(letter, 0) for letter in name if letter.isdigit())
