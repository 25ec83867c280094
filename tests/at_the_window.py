"""The window of an office, for tests to work with: fixtures for the folders whose tests need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from msp_desktop.app.office import open_office
from msp_desktop.ui.shell.preferences import Preferences
from tests.copying import copy_of
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


@pytest.fixture(scope="session")
def begun_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office to copy in which a partnership with nothing in it was open last."""
    home = copy_of(office_template, tmp_path_factory.mktemp("template") / "begun")
    office = open_office(home)
    preferences = Preferences(home)
    preferences.partnership = office.workspace.add_partnership({"name": "Clean water for Jumla"})
    preferences.write()
    office.close()
    return home


@pytest.fixture
def at_work(person: Person) -> Person:
    """Somebody at the overview of a partnership with nothing in it."""
    if not person.desk.space_id:
        person.begin("Clean water for Jumla")
    return person
