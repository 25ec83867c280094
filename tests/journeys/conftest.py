"""The window of an office."""

from tests.at_the_window import Start, at_work, begun_template, person, start

__all__ = ["Start", "at_work", "begun_template", "person", "start"]
