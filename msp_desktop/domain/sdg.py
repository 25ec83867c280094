"""The Sustainable Development Goals and targets, as codes (General Assembly resolution 70/1)."""

from __future__ import annotations

GOAL_NUMBERS = tuple(range(1, 18))

# Goal -> (number of outcome targets, letter of the last means-of-implementation target).
_TARGETS = {
    1: (5, "b"), 2: (5, "c"), 3: (9, "d"), 4: (7, "c"), 5: (6, "c"), 6: (6, "b"),
    7: (3, "b"), 8: (10, "b"), 9: (5, "c"), 10: (7, "c"), 11: (7, "c"), 12: (8, "c"),
    13: (3, "b"), 14: (7, "c"), 15: (9, "c"), 16: (10, "b"), 17: (19, ""),
}  # fmt: skip


def _codes(goal: int) -> list[str]:
    outcomes, last = _TARGETS[goal]
    letters = [chr(code) for code in range(ord("a"), ord(last) + 1)] if last else []
    return [f"{goal}.{part}" for part in [*map(str, range(1, outcomes + 1)), *letters]]


TARGET_CODES: tuple[str, ...] = tuple(code for goal in GOAL_NUMBERS for code in _codes(goal))
_KNOWN = frozenset(TARGET_CODES)


def is_target(code: str) -> bool:
    """Say whether ``code`` is one of the 169 targets, for example ``6.1`` or ``17.19``."""
    return code in _KNOWN
