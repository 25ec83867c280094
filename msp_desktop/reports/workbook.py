"""What a workbook of tables says, before it is written: names, heads and typed values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Link:
    """The name of another sheet, which leads there."""

    name: str


Cell = str | int | Decimal | date | time | Link | None
"""A value in a table: text as typed, a number, a day or a time of day; None where there is none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on a sheet of its own; ``total`` is a last row that sums it up."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    total: tuple[Cell, ...] = ()
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """Tables that belong together: who issues them, what they are about, and when."""

    title: str
    subject: str
    office: str
    language: str
    day: date
    sheets: tuple[Sheet, ...]
