"""Being told how far long work has come."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; from any thread. It may raise to stop the work."""


def unwatched(_done: int, _all: int) -> None:
    """Watch nothing."""
