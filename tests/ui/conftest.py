"""The window of an office, and documents in it."""

from tests.at_the_printer import long, opened, page, save_at
from tests.at_the_window import Start, at_work, begun_template, person, start

__all__ = [
    "Start",
    "at_work",
    "begun_template",
    "long",
    "opened",
    "page",
    "person",
    "save_at",
    "start",
]
