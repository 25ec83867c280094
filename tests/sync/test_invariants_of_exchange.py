"""I9, I10, I13, I16, I19, I20: what holds of taking files in, whatever their state and the clocks."""

from __future__ import annotations

import random

import pytest
import sqlcipher3.dbapi2 as driver

from msp_desktop.db.replica import identity
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import envelope
from tests.sync.conftest import MakeOffice
from tests.sync.world import SPACES, YEAR, Office, exchange, page_of

ADA, BEN, DIG = ("1" * 32, "2" * 32, "3" * 32)
DAY = 86_400_000
YEARS = (-56, -10, 0, 10, 80)
"""The clock of a dead battery (1970), ten years either way, and one beyond 2106."""


@pytest.fixture
def file(jumla: Office) -> bytes:
    """A small sync file."""
    jumla.add("person", ADA, name="Ada")
    return jumla.send()


def test_i9_an_import_interrupted_at_any_moment_leaves_the_state_before(
    jumla: Office, surkhet: Office
) -> None:
    for number in range(6):
        jumla.add("person", f"{number:032x}", name=f"name {number}")
    surkhet.add("page", page_of(SPACES[0]), text="x")
    jumla.add("page", page_of(SPACES[0]), text="y")
    file = jumla.send()
    surkhet.send()
    before = surkhet.everything()
    steps = 200
    interrupted = 0
    while True:
        surkhet.raw.set_progress_handler(lambda: 1, steps)
        try:
            surkhet.receive(file)
            break
        except driver.OperationalError:
            interrupted += 1
        finally:
            surkhet.raw.set_progress_handler(None, 0)
        assert surkhet.everything() == before
        assert surkhet.is_sound()
        steps = steps * 21 // 20
    assert interrupted > 20
    assert len(surkhet.conflicts()) == 1


def test_i10_a_file_cut_anywhere_is_refused(surkhet: Office, file: bytes) -> None:
    before = surkhet.everything()
    for length in range(len(file)):
        with pytest.raises(BadFile):
            envelope.read(file[:length])
    for cut in range(0, len(file), 97):
        with pytest.raises(BadFile):
            surkhet.receive(file[:cut])
    with pytest.raises(BadFile):
        surkhet.receive(file + b"\0")
    assert surkhet.everything() == before


def test_i10_a_file_with_any_single_bit_flipped_is_refused(file: bytes) -> None:
    for at in range(len(file)):
        for bit in range(8):
            damaged = bytearray(file)
            damaged[at] ^= 1 << bit
            with pytest.raises(BadFile):
                envelope.read(bytes(damaged))


@pytest.mark.parametrize("years", YEARS)
def test_i16_no_clock_changes_what_is_kept_or_what_is_open(make: MakeOffice, years: int) -> None:
    odd, right = make(offset=years * YEAR), make()
    odd.add("person", ADA, name="Ada", phone="1")
    exchange(odd, right)
    right.put("person", ADA, name="known later")
    exchange(odd, right)
    odd.put("person", ADA, phone="2")
    right.put("person", ADA, phone="3")
    odd.now -= YEAR  # the clock jumps backwards
    odd.put("person", ADA, n=1)
    exchange(odd, right)
    for office in (odd, right):
        row = office.read("person", ADA)
        assert (row["name"], row["n"]) == ("known later", 1)
        expected = {("person", ADA, "phone", "different", frozenset({"2", "3"}))}
        assert office.conflicts() == expected
    assert odd.rows() == right.rows()


def test_i16_the_own_clock_follows_another_no_more_than_a_day(make: MakeOffice) -> None:
    ahead, right, third = make(offset=9 * YEAR), make(), make()
    ahead.add("person", ADA, name="Ada")
    right.receive(ahead.send())
    (stamp,) = right.raw.execute("SELECT stamp FROM sync_identity").fetchone()
    assert stamp >> 16 <= right.clock + DAY
    right.add("person", BEN, name="Ben")
    third.receive(right.send())
    (stamp,) = third.raw.execute("SELECT stamp FROM sync_identity").fetchone()
    assert stamp >> 16 <= third.clock + DAY


def test_i16_a_thousand_writes_within_one_frozen_moment_keep_their_order(jumla: Office) -> None:
    jumla.add("person", ADA, name="start")
    for number in range(1000):
        jumla.put("person", ADA, n=number)
    reader = Office()
    reader.receive(jumla.send())
    assert reader.rows() == jumla.rows()
    reader.close()


def test_i19_one_number_tells_whether_two_offices_hold_the_same(
    jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    assert jumla.digest() != surkhet.digest()
    exchange(jumla, surkhet)
    assert jumla.digest() == surkhet.digest()
    surkhet.put("person", ADA, name="Ada Rai")
    assert jumla.digest() != surkhet.digest()
    jumla.put("person", ADA, name="Ada Rai")
    assert jumla.digest() == surkhet.digest()
    jumla.put("person", ADA, name="A")
    surkhet.put("person", ADA, name="B")
    surkhet.receive(jumla.send())
    assert jumla.digest() != surkhet.digest()
    exchange(jumla, surkhet)
    assert jumla.digest() == surkhet.digest()


def test_i19_a_value_changed_behind_the_back_of_the_log_is_noticed(
    jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    exchange(jumla, surkhet)
    with surkhet.connection.begin():
        surkhet.raw.execute("UPDATE sync_switch SET capturing = 0")
        surkhet.raw.execute("UPDATE person SET name = 'tampered'")
        surkhet.raw.execute("UPDATE sync_switch SET capturing = 1")
    assert jumla.digest() != surkhet.digest()


def test_i20_the_report_of_every_import_adds_up(make: MakeOffice) -> None:
    chance = random.Random(7)
    offices = [make() for _ in range(3)]
    offices[0].add("person", ADA, name="Ada")
    conflicting = 0
    for number in range(60):
        office = chance.choice(offices)
        if ("person", ADA) in office.rows():
            office.put("person", ADA, **{chance.choice(("name", "phone")): f"{number}"})
        file = office.send(without=lambda _at: chance.random() < 0.2)
        report = chance.choice(offices).receive(file)
        parts = report.known, report.applied, report.conflicting, report.waiting
        assert report.writes == sum(parts)
        assert all(part >= 0 for part in parts)
        conflicting += report.conflicting
    assert conflicting


def test_i13_a_writer_never_uses_a_place_twice_after_a_new_beginning(
    make: MakeOffice, jumla: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    jumla.send()
    restored = make(jumla.copy())
    with restored.connection.begin():
        identity.new_incarnation(restored.connection)
    for office in (jumla, restored):
        office.put("person", ADA, name="again")
        office.send()
    places = [
        set(
            office.raw.execute(
                "SELECT origin, first FROM sync_segment "
                "JOIN sync_chain ON sync_chain.number = chain"
            ).fetchall()
        )
        for office in (jumla, restored)
    ]
    assert len(places[0] & places[1]) == 1
