"""I1 to I8: what holds of the records, whatever arrives in which order (the numbers are the design's)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest

from msp_desktop.db.replica import capture
from msp_desktop.domain.fields import Stored
from tests.sync.conftest import MakeOffice
from tests.sync.world import START, YEAR, Office, all_but, exchange

ADA = "1" * 32
DIG = "2" * 32
SHOVEL = "3" * 32
FIELDS = ("name", "phone")


@pytest.fixture
def apart(jumla: Office, surkhet: Office) -> tuple[Office, Office]:
    """Two offices that know the same person."""
    jumla.add("person", ADA, name="Ada", phone="1")
    exchange(jumla, surkhet)
    return jumla, surkhet


def files_of(*offices: Office) -> list[bytes]:
    """A file for every segment that any of the offices has."""
    files = []
    for office in offices:
        office.send()
        (count,) = office.raw.execute("SELECT count(*) FROM sync_segment").fetchone()
        files += [office.send(without=all_but(one)) for one in range(count)]
    return files


@pytest.fixture
def history(make: MakeOffice) -> list[bytes]:
    """What three offices wrote over years, with clocks of their own, cut into single segments."""
    offices = [make(offset=offset) for offset in (0, -3 * YEAR, 2 * YEAR)]
    first, second, third = offices
    first.add("person", ADA, name="Ada")
    exchange(*offices, rounds=1)
    first.add("task", DIG, owner_id=ADA, title="Dig")
    second.put("person", ADA, name="Ada R.")
    third.put("person", ADA, name="Ada Rai")
    exchange(first, second, rounds=1)
    third.put("person", ADA, alive=0)
    second.settle("person", ADA, "name", "decided")
    first.add("step", SHOVEL, owner_id=DIG, what="Buy a shovel")
    return files_of(*offices)


def test_i1_what_is_shown_and_left_open_is_a_function_of_what_was_worked_in(
    make: MakeOffice, history: list[bytes]
) -> None:
    chance = random.Random(1)
    ends = set()
    for offset in (0, -9 * YEAR, 9 * YEAR, *[1] * 20):
        reader = make(offset=offset)
        order = history * chance.choice((1, 2))
        chance.shuffle(order)
        for file in order:
            reader.receive(file)
            reader.now += chance.choice((0, YEAR, -YEAR))
        rows = repr(sorted(reader.rows().items()))
        ends.add((rows, frozenset(reader.conflicts()), reader.digest()))
        assert not reader.waiting()
        reader.close()
    assert len(ends) == 1


def test_i2_a_segment_is_worked_in_when_all_it_builds_on_is_there_and_kept_until_then(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    surkhet.receive(jumla.send())
    surkhet.put("person", ADA, phone="2")
    surkhet.send()
    surkhet.put("person", ADA, phone="3")
    first, second, third = (surkhet.send(without=all_but(one)) for one in range(3))
    reader, relayed = make(), make()
    for file in (third, second):
        assert reader.receive(file).waiting == 1
        assert not reader.rows()
    relayed.receive(reader.send())
    assert relayed.waiting() == reader.waiting() == 2
    for office in (reader, relayed):
        report = office.receive(first)
        assert (report.applied, report.released, office.waiting()) == (1, 2, 0)
        assert office.rows() == surkhet.rows()


Story = Iterator[tuple[Office, str, Stored, set[Stored]]]


def edits(chance: random.Random, offices: list[Office]) -> Story:
    """Let offices write values never used before; yield what each wrote over, looking at the screen."""
    for number in range(60):
        office = chance.choice(offices)
        name = chance.choice(FIELDS)
        shown = office.read("person", ADA)[name]
        value = f"value {number}"
        found = {one[2]: one[4] for one in office.conflicts() if one[3] == "different"}
        if name in found and chance.random() < 0.5:
            office.settle("person", ADA, name, value)
            yield office, name, value, set(found[name])
        else:
            office.put("person", ADA, **{name: value})
            yield office, name, value, {shown}
        if chance.random() < 0.4:
            chance.choice(offices).receive(office.send())


@pytest.mark.parametrize("seed", range(6))
def test_i3_every_value_ever_written_stands_or_was_replaced_by_somebody_who_saw_it(
    make: MakeOffice, seed: int
) -> None:
    chance = random.Random(seed)
    offices = [make(offset=chance.choice((-YEAR, 0, YEAR))) for _ in range(3)]
    offices[0].add("person", ADA, name="a name", phone="a phone")
    exchange(*offices, rounds=1)
    standing: dict[str, set[Stored]] = {"name": {"a name"}, "phone": {"a phone"}}
    for _office, name, value, replaced in edits(chance, offices):
        standing[name] -= replaced
        standing[name].add(value)
    exchange(*offices, rounds=3)
    for office in offices:
        found = {one[2]: set(one[4]) for one in office.conflicts()}
        for name in FIELDS:
            shown = office.read("person", ADA)[name]
            assert found.get(name, {shown}) == standing[name]
            assert shown in standing[name]


def test_i4_a_conflict_is_open_while_different_values_stand_and_no_longer(
    apart: tuple[Office, Office], unit: Office
) -> None:
    jumla, surkhet = apart
    jumla.put("person", ADA, name="A", phone="same")
    surkhet.put("person", ADA, name="B", phone="same")
    exchange(*apart)
    expected = {("person", ADA, "name", "different", frozenset({"A", "B"}))}
    assert jumla.conflicts() == surkhet.conflicts() == expected
    unit.receive(jumla.send())
    unit.put("person", ADA, name="typed over what was shown")
    jumla.receive(unit.send())
    (conflict,) = jumla.conflicts()
    assert len(conflict[4]) == 2
    assert "typed over what was shown" in conflict[4]
    jumla.settle("person", ADA, "name", "decided")
    exchange(jumla, surkhet, unit)
    for office in (jumla, surkhet, unit):
        assert not office.conflicts()
        assert office.read("person", ADA)["name"] == "decided"


def test_i4_the_same_conflict_decided_differently_in_two_offices_is_open_again(
    apart: tuple[Office, Office],
) -> None:
    jumla, surkhet = apart
    jumla.put("person", ADA, name="A")
    surkhet.put("person", ADA, name="B")
    exchange(*apart)
    jumla.settle("person", ADA, "name", "A")
    surkhet.settle("person", ADA, "name", "C")
    exchange(*apart)
    for office in apart:
        assert {one[4] for one in office.conflicts()} == {frozenset({"A", "C"})}
    for office in apart:
        office.settle("person", ADA, "name", "C")
    exchange(*apart)
    assert not jumla.conflicts() | surkhet.conflicts()


@pytest.mark.parametrize("number", [2, 3, 5])
def test_i4_a_field_written_in_many_offices_lists_every_value(
    make: MakeOffice, jumla: Office, number: int
) -> None:
    jumla.add("person", ADA, name="before")
    begun = jumla.send()
    others = [make() for _ in range(number)]
    for at, office in enumerate(others):
        office.receive(begun)
        office.put("person", ADA, name=f"by {at}")
        jumla.receive(office.send())
    (conflict,) = jumla.conflicts()
    assert conflict[4] == {f"by {at}" for at in range(number)}


def test_i5_the_value_shown_is_the_latest_by_its_writers_clock_in_every_office(
    make: MakeOffice,
) -> None:
    behind, ahead, reader = make(offset=-YEAR), make(offset=YEAR), make()
    behind.add("person", ADA, name="before")
    exchange(behind, ahead, reader, rounds=1)
    ahead.put("person", ADA, name="by the fast clock")
    behind.put("person", ADA, name="by the slow clock")
    exchange(behind, ahead, reader)
    for office in (behind, ahead, reader):
        assert office.read("person", ADA)["name"] == "by the fast clock"


def test_i5_what_is_typed_over_a_disputed_value_is_what_every_office_shows(
    make: MakeOffice,
) -> None:
    """Also when the clock of the one who typed is years behind."""
    first, second, slow = make(offset=YEAR), make(), make(offset=-5 * YEAR)
    first.add("person", ADA, name="before")
    exchange(first, second, slow, rounds=1)
    first.put("person", ADA, name="A")
    second.put("person", ADA, name="B")
    exchange(first, second, slow)
    slow.put("person", ADA, name="typed last")
    exchange(first, second, slow)
    for office in (first, second, slow):
        assert office.read("person", ADA)["name"] == "typed last"
        assert office.conflicts()


@pytest.mark.parametrize("offset", [-YEAR, 0, YEAR])
def test_i6_a_removal_never_swallows_an_edit_it_did_not_know(
    make: MakeOffice, jumla: Office, offset: int
) -> None:
    surkhet = make(offset=offset)
    jumla.add("person", ADA, name="Ada")
    exchange(jumla, surkhet)
    jumla.put("person", ADA, alive=0)
    surkhet.put("person", ADA, phone="new")
    exchange(jumla, surkhet)
    for office in (jumla, surkhet):
        assert office.read("person", ADA)["alive"] == 1
        assert {one[3] for one in office.conflicts()} == {"removed-or-changed"}
    jumla.settle("person", ADA, "alive", 0)
    exchange(jumla, surkhet)
    for office in (jumla, surkhet):
        assert office.read("person", ADA)["alive"] == 0
        assert not office.conflicts()


def test_i6_a_record_removed_twice_and_restored_once_apart_is_there_and_disputed(
    apart: tuple[Office, Office], unit: Office
) -> None:
    jumla, surkhet = apart
    unit.receive(jumla.send())
    for office in (jumla, surkhet):
        office.put("person", ADA, alive=0)
    unit.receive(jumla.send())
    unit.put("person", ADA, alive=1)
    exchange(jumla, surkhet, unit)
    for office in (jumla, surkhet, unit):
        assert office.read("person", ADA)["alive"] == 1
        assert {one[3] for one in office.conflicts()} == {"removed-or-changed"}


def test_i6_a_record_restored_in_two_offices_is_there_without_dispute(
    apart: tuple[Office, Office],
) -> None:
    apart[0].put("person", ADA, alive=0)
    exchange(*apart)
    for office in apart:
        office.put("person", ADA, alive=1)
    exchange(*apart)
    for office in apart:
        assert office.read("person", ADA)["alive"] == 1
        assert not office.conflicts()


def test_i7_what_one_adds_to_a_record_another_removed_keeps_it_and_is_shown(
    apart: tuple[Office, Office],
) -> None:
    jumla, surkhet = apart
    jumla.put("person", ADA, alive=0)
    surkhet.add("task", DIG, owner_id=ADA, title="Dig")
    surkhet.add("step", SHOVEL, owner_id=DIG, what="Buy a shovel")
    exchange(*apart)
    for office in apart:
        assert {row["alive"] for row in office.rows().values()} == {1}
        assert {one[3] for one in office.conflicts()} == {"removed-owner"}
        assert office.is_sound()
    for kind, record_id in (("step", SHOVEL), ("task", DIG)):
        surkhet.put(kind, record_id, alive=0)
    exchange(*apart)
    for office in apart:
        assert {row["alive"] for row in office.rows().values()} == {0}
        assert not office.conflicts()


def test_i7_a_record_never_arrives_before_its_owner(make: MakeOffice, jumla: Office) -> None:
    jumla.add("person", ADA, name="Ada")
    jumla.send()
    jumla.add("task", DIG, owner_id=ADA, title="Dig")
    person, task = (jumla.send(without=all_but(one)) for one in (0, 1))
    for order in itertools.permutations((person, task)):
        reader = make()
        for file in order:
            reader.receive(file)
            assert reader.is_sound()
        assert reader.rows() == jumla.rows()


def test_i8_what_is_received_is_not_written_again_in_ones_own_name(
    jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    surkhet.receive(jumla.send())
    assert surkhet.write(lambda _raw: None) == ()
    surkhet.send()
    assert surkhet.known() == jumla.known()


def test_i8_taking_a_file_in_again_changes_nothing(make: MakeOffice, history: list[bytes]) -> None:
    reader = make()
    for file in history:
        reader.receive(file)
    rows, conflicts = reader.rows(), reader.conflicts()
    logged = reader.raw.execute("SELECT hash FROM sync_segment ORDER BY 1").fetchall()
    for file in history:
        report = reader.receive(file)
        assert report.known == report.writes
        assert report.notes == {}
        assert report.settled == []
    assert (reader.rows(), reader.conflicts()) == (rows, conflicts)
    assert reader.raw.execute("SELECT hash FROM sync_segment ORDER BY 1").fetchall() == logged
    assert reader.write(lambda raw: None) == ()
    assert capture.is_installed(reader.connection, reader.tables)
    assert reader.now >= START
