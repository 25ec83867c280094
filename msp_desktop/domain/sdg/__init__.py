"""The 2030 Agenda: goals, targets and global indicators by code, and finding them by number or word."""

from __future__ import annotations

from msp_desktop.domain.sdg.catalogue import Catalogue, about
from msp_desktop.domain.sdg.framework import Framework, version
from msp_desktop.domain.sdg.goals import GOAL_COLOURS, GOAL_NAMES, GOAL_NUMBERS
from msp_desktop.domain.sdg.indicators import (
    EARLIER_MEANINGS,
    INDICATORS,
    RETIRED,
    SAME_AS,
)
from msp_desktop.domain.sdg.search import code_in, found, searched
from msp_desktop.domain.sdg.targets import TARGETS

__all__ = [
    "EARLIER_MEANINGS",
    "GOAL_COLOURS",
    "GOAL_NAMES",
    "GOAL_NUMBERS",
    "INDICATORS",
    "RETIRED",
    "SAME_AS",
    "TARGETS",
    "Catalogue",
    "Framework",
    "about",
    "code_in",
    "found",
    "goal_of",
    "is_indicator",
    "is_target",
    "order_of",
    "searched",
    "version",
]


def is_target(code: str) -> bool:
    """Say whether ``code`` is one of the 169 targets, for example ``6.1`` or ``17.9``."""
    return code in TARGETS


def is_indicator(code: str) -> bool:
    """Say whether ``code`` is or once was a global indicator, for example ``6.1.1``."""
    return code in INDICATORS or code in RETIRED


def order_of(code: str) -> tuple[tuple[int, str], ...]:
    """Return where a code stands in a list: 1, 1.1, 1.1.1, …, 1.10, 1.a; what is no code comes last."""
    parts = code.split(".")
    return tuple((int(part), "") if part.isdecimal() else (1_000, part) for part in parts)


def goal_of(code: str) -> int:
    """Return the goal to which a target or an indicator belongs."""
    return int(code.partition(".")[0])
