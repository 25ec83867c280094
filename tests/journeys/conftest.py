"""The window of an office."""

from tests.at_the_window import Start, at_work, person, start

__all__ = ["Start", "at_work", "person", "start"]
