"""What is measured: rows of organisations as officers write them down, and changes to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from msp_desktop.domain.fields import Stored

KIND = "partner"
FIELDS = (
    *("name", "short_name", "sector", "legal_status", "area", "address"),
    *("email", "phone", "website", "track_record", "influence", "interest"),
)
PER_ROW = 5
"""How many fields of each row are changed."""

_SYLLABLES = (
    *("ka", "ri", "mo", "ta", "ne", "su", "lo", "vi", "pa", "ge"),
    *("di", "ba", "ro", "shi", "an", "el", "or", "um", "at", "en"),
)
_SECTORS = ("public", "private", "civil", "academic", "united_nations")

Answers = tuple[Stored, ...]
"""Identifier and one answer for each of `FIELDS`."""

FieldChange = tuple[str, str, Stored]
"""A row's identifier, a field and its new answer."""


@dataclass(frozen=True, slots=True)
class Workload:
    """Rows that every office has, single-field changes to them in no order, and new rows."""

    rows: list[Answers]
    changes: list[FieldChange]
    new: list[Answers]

    @property
    def by_row(self) -> dict[str, dict[str, Stored]]:
        """The changes, row by row: what somebody who fills in a form saves at once."""
        found: dict[str, dict[str, Stored]] = {}
        for record_id, field, value in self.changes:
            found.setdefault(record_id, {})[field] = value
        return found


def make(changes: int) -> Workload:
    """Make up so many changes (to a fifth as many rows) and a fifth as many new rows; always the same."""
    return _Maker(random.Random(7)).make(changes // PER_ROW)


class _Maker:
    """Makes up answers like those of real lists: short words, dates of nothing, telephone numbers."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = [
            "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4)))
            for _ in range(3000)
        ]
        self._moment = 1_767_225_600_000

    def make(self, rows: int) -> Workload:
        base, new = self._rows(rows), self._rows(rows)
        changes = [
            (str(row[0]), field, self._other(field, row))
            for row in base
            for field in self._chance.sample(FIELDS, PER_ROW)
        ]
        self._chance.shuffle(changes)
        return Workload(base, changes, new)

    def _rows(self, count: int) -> list[Answers]:
        return [(self._identifier(), *map(self._answer, FIELDS)) for _ in range(count)]

    def _other(self, field: str, row: Answers) -> Stored:
        before = row[1 + FIELDS.index(field)]
        while (value := self._answer(field)) == before:
            pass
        return value

    def _identifier(self) -> str:
        """Return an identifier that begins with a moment, as `domain.ids` makes them."""
        self._moment += self._chance.randint(1, 90_000)
        return f"{self._moment:012x}7{self._chance.getrandbits(76):019x}"

    def _answer(self, field: str) -> Stored:
        makers: dict[str, Callable[[], Stored]] = {
            "name": lambda: self._some(3, 3).title(),
            "short_name": self._some(1, 1)[:4].upper,
            "sector": lambda: self._chance.choice(_SECTORS),
            "legal_status": lambda: self._chance.choice(_SECTORS),
            "email": lambda: f"{self._some(1, 1)}@{self._some(1, 1)}.org",
            "phone": lambda: f"98{self._chance.randrange(10**8):08}",
            "website": lambda: f"www.{self._some(1, 1)}.org",
            "track_record": lambda: self._some(6, 14),
            "influence": lambda: self._chance.randint(1, 5),
            "interest": lambda: self._chance.randint(1, 5),
        }
        return makers.get(field, lambda: self._some(1, 2).capitalize())()

    def _some(self, least: int, most: int) -> str:
        words = self._chance.choices(self._words, k=self._chance.randint(least, most))
        return " ".join(words)
