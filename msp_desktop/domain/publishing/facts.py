"""A partnership as the IATI standard (version 2.03) sees it: plain facts with its codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
"""Codes of the roles of an organisation."""
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
"""Codes of the dates of an activity."""
PIPELINE, IMPLEMENTATION, FINALISATION, CLOSED = "1", "2", "3", "4"
"""Codes of the status of an activity."""
INCOMING_FUNDS, INCOMING_COMMITMENT = "1", "11"
"""Codes of transactions."""
OUTPUT, OUTCOME, IMPACT, OTHER_RESULT = "1", "2", "3", "9"
"""Codes of results."""
UNIT, PERCENTAGE = "1", "2"
"""Codes of how an indicator is measured."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: its identifier in a register (may be empty), the code of its kind, its roles."""

    name: str
    ref: str
    kind: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transaction:
    """Money promised or received on a day, by whom."""

    kind: str
    day: date
    amount: Decimal
    currency: str
    description: str
    provider: Organisation | None


@dataclass(frozen=True, slots=True)
class Span:
    """A period of an indicator with the value to reach and the value reached, in its unit."""

    start: date
    end: date
    target: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator: how it is measured, the code of the global one it follows, its values."""

    title: str
    description: str
    measure: str
    is_ascending: bool
    code: str
    baseline: tuple[date, Decimal] | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What was to come about, with the indicators that show it."""

    kind: str
    title: str
    indicators: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name, and its latitude and longitude in degrees where they are known."""

    name: str
    point: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Everything that is published of a partnership; ``left_out`` says in sentences what is not."""

    identifier: str
    language: str
    currency: str
    reporter: Organisation
    title: str
    descriptions: tuple[tuple[str, str], ...]
    participants: tuple[Organisation, ...]
    status: str
    dates: tuple[tuple[str, date], ...]
    country: str
    place: Place | None
    sector: str
    goals: tuple[str, ...]
    targets: tuple[str, ...]
    email: str
    website: str
    transactions: tuple[Transaction, ...]
    results: tuple[Result, ...]
    left_out: tuple[str, ...]
