"""Offices that know each other or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.office import DATABASE, Office
from msp_desktop.db.database import Database
from tests.app.districts import Districts
from tests.app.receiving import OPEN, Send
from tests.copying import ReadyMade
from tests.trusting import acquaint


@pytest.fixture
def town(tmp_path: Path, ready_made: ReadyMade) -> Iterator[Districts]:
    """Offices, opened when they are first named."""
    districts = Districts(tmp_path, ready_made)
    yield districts
    districts.close()


@pytest.fixture
def other(tmp_path: Path, home: Path, ready_made: ReadyMade) -> Iterator[Office]:
    """The office that sends, with a partnership; the two know each other."""
    office = ready_made(
        tmp_path / "surkhet", name="Surkhet Planning Office", place="Surkhet", person="Hari Thapa"
    )
    space = office.workspace.add_partnership({"name": "Clean water"})
    office.workspace.set_single("challenge", space, {"statement": "Wells dry up"})
    receiver = Database(home / DATABASE)
    acquaint(receiver, office.workspace.database)
    receiver.close()
    yield office
    office.close()


@pytest.fixture
def water(other: Office) -> str:
    """The partnership of the office that sends."""
    return str(other.workspace.partnerships()[0]["id"])


@pytest.fixture
def send(other: Office, tmp_path: Path) -> Send:
    """Writes a file of the other office to a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()

    def write(name: str = "", office: Office = other) -> Path:
        file = stick / (name or f"{len(list(stick.glob('*'))) + 1}.mspsync")
        exchange.send(office.workspace.database, file, OPEN)
        return file

    return write
