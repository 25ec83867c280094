"""The window of an office, for tests to work with: fixtures for the folders whose tests need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.hands import Person

Start = Callable[..., Person]


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Start]:
    """Starts the program in a folder; every window is closed after the test."""
    people: list[Person] = []

    def begin(home: Path, file: Path | None = None) -> Person:
        people.append(Person(qtbot, home, file))
        return people[-1]

    yield begin
    for person in reversed(people):
        person.close()


@pytest.fixture
def person(start: Start, home: Path) -> Person:
    """Somebody at the window of an office that has no partnership yet."""
    somebody = start(home)
    somebody.wait_until_ready()
    return somebody


@pytest.fixture
def at_work(person: Person) -> Person:
    """Somebody at the overview of a partnership with nothing in it."""
    person.begin("Clean water for Jumla")
    return person
