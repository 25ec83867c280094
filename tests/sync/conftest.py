"""Offices for one test, closed when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pytest

from tests.sync.world import NEWEST, Office


class MakeOffice(Protocol):
    """Makes an office, or opens one on a copy of a database."""

    def __call__(self, source: Any = None, version: int = NEWEST, offset: int = 0) -> Office: ...


@pytest.fixture
def make() -> Iterator[MakeOffice]:
    """Make as many offices as a test wants."""
    made: list[Office] = []

    def one(source: Any = None, version: int = NEWEST, offset: int = 0) -> Office:
        made.append(Office(source, version, offset))
        return made[-1]

    yield one
    for office in made:
        office.close()


@pytest.fixture
def jumla(make: MakeOffice) -> Office:
    """An office."""
    return make()


@pytest.fixture
def surkhet(make: MakeOffice) -> Office:
    """Another office."""
    return make()


@pytest.fixture
def unit(make: MakeOffice) -> Office:
    """The central unit."""
    return make()
