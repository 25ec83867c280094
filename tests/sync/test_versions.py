"""I15: an office with an older version keeps, passes on and never overwrites what it does not know."""

from __future__ import annotations

import itertools

import pytest

from tests.sync.conftest import MakeOffice
from tests.sync.world import NEWEST, SPACES, VERSIONS, Office, exchange, page_of

ADA, DIG, SHOVEL = ("1" * 32, "2" * 32, "3" * 32)
PAGE = page_of(SPACES[0])


@pytest.fixture
def full(make: MakeOffice) -> Office:
    """An office of the newest version that has something in every field of every kind."""
    office = make()
    office.add("person", ADA, name="Ada", phone="1", n=7)
    office.add("task", DIG, owner_id=ADA, title="Dig")
    office.add("step", SHOVEL, owner_id=DIG, what="Buy a shovel")
    office.add("page", PAGE, text="wells", goal="6")
    return office


def upgraded(make: MakeOffice, office: Office, version: int = NEWEST) -> Office:
    return make(office.copy(), version=version)


STEPS = [
    steps
    for length in (2, 3, 4)
    for steps in itertools.combinations(range(len(VERSIONS)), length)
    if steps[-1] == NEWEST
]


@pytest.mark.parametrize("steps", STEPS, ids=str)
def test_i15_what_an_older_version_could_only_keep_is_there_after_any_upgrades(
    make: MakeOffice, full: Office, steps: tuple[int, ...]
) -> None:
    office = make(version=steps[0])
    office.receive(full.send(office))
    for version in steps[1:]:
        office = upgraded(make, office, version)
        assert office.digest() == full.digest()
        assert office.is_sound()
    assert office.rows() == full.rows()
    assert not office.conflicts()


@pytest.mark.parametrize("version", range(NEWEST))
def test_i15_an_older_version_never_overwrites_a_field_it_does_not_know(
    make: MakeOffice, full: Office, version: int
) -> None:
    old = make(version=version)
    exchange(full, old, rounds=1)
    old.put("person", ADA, name="changed by the old version", alive=1)
    old.put("page", PAGE, text="changed by the old version")
    exchange(full, old)
    row, page = full.read("person", ADA), full.read("page", PAGE)
    assert (row["name"], row["phone"], row["n"]) == ("changed by the old version", "1", 7)
    assert (page["text"], page["goal"]) == ("changed by the old version", "6")
    assert not full.conflicts() | old.conflicts()
    assert full.digest() == old.digest()


def test_i15_removal_and_restoring_by_an_older_version_keep_what_it_does_not_know(
    make: MakeOffice, full: Office
) -> None:
    old = make(version=0)
    exchange(full, old, rounds=1)
    old.put("page", PAGE, alive=0)
    exchange(full, old)
    assert full.read("page", PAGE)["alive"] == 0
    old.put("page", PAGE, alive=1)
    exchange(full, old)
    assert full.read("page", PAGE)["goal"] == "6"
    assert full.read("page", PAGE)["alive"] == 1


def test_i15_a_person_removed_by_a_version_that_knows_no_tasks_is_kept_by_them(
    make: MakeOffice, full: Office
) -> None:
    old = make(version=0)
    exchange(full, old, rounds=1)
    old.put("person", ADA, alive=0)
    exchange(full, old)
    assert old.read("person", ADA)["alive"] == 0
    assert full.read("person", ADA)["alive"] == 1
    assert {one[3] for one in full.conflicts()} == {"removed-owner"}
    assert old.digest() == full.digest()
    again = upgraded(make, old)
    assert again.rows() == full.rows()
    assert again.conflicts() == full.conflicts()


def test_i15_a_conflict_about_a_field_an_older_version_does_not_know_is_settled_by_a_newer_one(
    make: MakeOffice, full: Office
) -> None:
    other, old = make(), make(version=0)
    exchange(full, other, rounds=1)
    full.put("page", PAGE, goal="13")
    other.put("page", PAGE, goal="15")
    for office in (full, other):
        old.receive(office.send())
    old.put("page", PAGE, text="edited while it is open")
    exchange(full, other, old)
    expected = {("page", PAGE, "goal", "different", frozenset({"13", "15"}))}
    assert full.conflicts() == expected
    assert not old.conflicts()
    assert old.digest() == full.digest()
    again = upgraded(make, old)
    assert again.conflicts() == expected
    again.settle("page", PAGE, "goal", "6")
    exchange(full, other, again)
    assert not full.conflicts() | other.conflicts() | again.conflicts()
    assert full.rows() == again.rows() == other.rows()


def test_i15_segments_are_passed_on_byte_for_byte_by_a_version_that_does_not_know_their_content(
    make: MakeOffice, full: Office
) -> None:
    old, reader = make(version=0), make()
    old.receive(full.send())
    reader.receive(old.send())
    kept = "SELECT hash, signature, data FROM sync_segment ORDER BY hash"
    assert reader.raw.execute(kept).fetchall() == full.raw.execute(kept).fetchall()
    assert reader.rows() == full.rows()
