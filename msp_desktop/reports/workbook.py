"""What a workbook of tables says, before it is written: names, heads and typed values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from msp_desktop.domain.fields import Money
from msp_desktop.i18n import PLAIN, Manner


@dataclass(frozen=True, slots=True)
class Link:
    """The name of another sheet, which leads there."""

    name: str


Cell = str | int | Decimal | date | time | Money | Link | None
"""A value in a table: text as typed, a number, a day, a time of day, money; None where there is none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on a sheet of its own; ``total`` is a last row that sums it up.

    Columns ``to_fill`` are for whoever gets the workbook: with lines around empty cells, and below the
    last row as many more; ``choices`` are the words that a column offers.
    """

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    total: tuple[Cell, ...] = ()
    numeric: frozenset[int] = frozenset()
    to_fill: frozenset[int] = frozenset()
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """Tables that belong together: who issues them, what they are about, and when.

    ``manner`` is how figures are written in names of sheets.
    """

    title: str
    subject: str
    office: str
    language: str
    day: date
    sheets: tuple[Sheet, ...]
    manner: Manner = PLAIN
