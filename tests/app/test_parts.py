"""A sync file in parts is worth the same as in one: in any order, some twice, some late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import x25519

from msp_desktop.app import exchange
from msp_desktop.app.exchange import delivery, parts
from msp_desktop.app.office import Office, set_up_office
from msp_desktop.db.store import Store
from msp_desktop.sync import envelope, limits
from msp_desktop.sync.age import Lock
from msp_desktop.sync.header import Address
from tests.copying import ReadyMade
from tests.sync import world
from tests.trusting import befriend

Parcels = list[delivery.Parcel]


def parts_of(office: world.Office, part_size: int, to: tuple[str, ...] = ()) -> Parcels:
    options = delivery.SendOptions(to=to, is_open=not to, part_size=part_size)
    with office.connection.begin():
        return delivery.put_together(
            Store(office.connection), ("Office", "Place"), options, world.SPACES, office.clock
        )


@pytest.fixture(scope="module")
def writers() -> Iterator[tuple[world.Office, world.Office]]:
    """Two offices that answered each other for a while, in two partnerships."""
    jumla, surkhet = world.Office(), world.Office()
    for round_ in range(6):
        for space, one, other in ((0, jumla, surkhet), (1, surkhet, jumla)):
            record = f"{round_:031x}{space}"
            one.add("person", record, space_id=world.SPACES[space], name=f"Person {round_} " * 30)
            other.receive(one.send(other))
            other.put("person", record, phone=f"{round_}" * 90)
            one.receive(other.send(one))
    yield jumla, surkhet
    jumla.close()
    surkhet.close()


@settings(max_examples=40, deadline=None)
@given(data=st.data(), part_size=st.sampled_from([5_000, 6_000, 8_000]))
def test_parts_taken_in_any_order_some_twice_end_equal(
    writers: tuple[world.Office, world.Office], data: st.DataObject, part_size: int
) -> None:
    jumla = writers[0]
    parcels = parts_of(jumla, part_size)
    assert len(parcels) > 1
    order = data.draw(st.permutations([*parcels, *data.draw(st.lists(st.sampled_from(parcels)))]))
    kamla = world.Office(is_known=False)
    for parcel in order:
        kamla.receive(parcel.data())
    assert kamla.rows() == jumla.rows()
    assert kamla.waiting() == 0
    kamla.close()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_part_that_is_lost_comes_again_with_the_next_file(
    writers: tuple[world.Office, world.Office], data: st.DataObject
) -> None:
    jumla = writers[0]
    kamla = world.Office(is_known=False)
    jumla.trust(kamla)
    parcels = parts_of(jumla, 5_000, (kamla.office_id,))
    for parcel in data.draw(st.lists(st.sampled_from(parcels), unique_by=id)):
        kamla.receive(parcel.data())
    jumla.receive(kamla.send(jumla))
    kamla.receive(jumla.send(kamla))
    assert kamla.rows() == jumla.rows()
    assert kamla.waiting() == 0
    kamla.close()


def test_each_part_says_which_it_is_and_stays_below_the_size(
    writers: tuple[world.Office, world.Office],
) -> None:
    parcels = parts_of(writers[0], 9_000)
    headers = [parcel.header for parcel in parcels]
    assert [(one.part, one.parts) for one in headers] == [
        (number, len(parcels)) for number in range(1, len(parcels) + 1)
    ]
    assert len({one.set_id for one in headers}) == len({one.file_number for one in headers}) == 1
    assert len({one.file_id for one in headers}) == len(headers)
    assert max(len(parcel.data()) for parcel in parcels) <= 9_000
    for parcel in parcels:
        assert len(parcel.data()) <= parts.room_for(parcel.cargo)
        assert envelope.read(parcel.data())[0] == parcel.header


def test_room_is_left_for_every_office_a_part_is_locked_for(
    writers: tuple[world.Office, world.Office],
) -> None:
    (parcel,) = parts_of(writers[0], 8_000_000)
    number = 100
    to = tuple(str(x25519.Identity.generate().to_public()) for _ in range(number))
    addresses = tuple(Address(f"{one:032x}", bytes(8)) for one in range(number))
    header = replace(parcel.header, addresses=addresses, encryption="age")
    cargo = replace(parcel.cargo, assumes=[()] * number)
    locked = delivery.Parcel(header, cargo, parcel.secret, Lock(to))
    assert len(locked.data()) <= parts.room_for(cargo)


def test_no_part_is_larger_than_what_a_reader_accepts(
    writers: tuple[world.Office, world.Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE", 9_000)
    parcels = parts_of(writers[0], 2**40)
    assert len(parcels) > 1
    assert max(len(parcel.data()) for parcel in parcels) <= 9_000


def test_the_first_part_alone_is_worked_in_whole(
    writers: tuple[world.Office, world.Office],
) -> None:
    kamla = world.Office(is_known=False)
    first = parts_of(writers[0], 6_000)[0]
    received = kamla.receive(first.data())
    assert received.applied == first.header.counts.writes > 0
    assert received.waiting == 0
    kamla.close()


def test_every_office_named_gets_what_any_of_them_lacks() -> None:
    jumla, surkhet, kamla = (world.Office() for _ in range(3))
    jumla.add("person", "1" * 32, name="Sita")
    for other in (surkhet, kamla):
        other.receive(jumla.send(other))
        jumla.receive(other.send(jumla))
    jumla.put("person", "1" * 32, name="Sita Rawal")
    surkhet.receive(jumla.send(surkhet))
    jumla.receive(surkhet.send(jumla))

    def segments(*to: world.Office) -> int:
        (parcel,) = parts_of(jumla, 8_000_000, tuple(one.office_id for one in to))
        return len(parcel.cargo.segments)

    assert segments(surkhet) == 0, "it has acknowledged everything"
    assert segments(kamla) == segments(surkhet, kamla) == 1
    assert segments(surkhet, kamla, world.Office()) == segments() == 2, "one was never heard from"
    (parcel,) = parts_of(jumla, 8_000_000, (surkhet.office_id, kamla.office_id))
    for other in (surkhet, kamla):
        other.receive(parcel.data())
        assert other.rows() == jumla.rows()
        assert other.identity.incarnation == 1, "neither thinks it was restored"


@pytest.fixture
def jumla(tmp_path: Path, ready_made: ReadyMade) -> Iterator[Office]:
    office = ready_made(tmp_path / "jumla", name="Jumla", place="Jumla", person="Sita")
    yield office
    office.close()


def test_parts_lie_beside_each_other_under_names_that_say_so(jumla: Office, tmp_path: Path) -> None:
    for number in range(3):
        jumla.workspace.add_partnership({"name": f"Partnership {number}"})
    options = exchange.SendOptions(is_open=True, part_size=5_000)
    report = exchange.send(jumla.workspace.database, tmp_path / "jumla.mspsync", options)
    names = [Path(file).name for file in report.files]
    assert names == [
        f"jumla_p{number}of{len(names)}.mspsync" for number in range(1, len(names) + 1)
    ]
    assert len(names) > 1
    assert report.size == sum(Path(file).stat().st_size for file in report.files)
    assert report.partnerships == 3
    other = set_up_office(tmp_path / "surkhet", name="Surkhet", place="Surkhet", person="Hari")
    befriend(jumla, other)
    exchange.receive(other.workspace.database, [Path(file) for file in reversed(report.files)])
    assert exchange.digest(other.workspace.database) == exchange.digest(jumla.workspace.database)
    other.close()


@pytest.mark.parametrize(
    "given",
    [{}, {"to": ("a" * 32,), "is_open": True}, {"passphrase": "x", "is_open": True}],
)
def test_a_file_is_for_offices_or_a_passphrase_or_everybody(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        exchange.SendOptions(**given)  # type: ignore[arg-type]


def test_a_one_field_edit_for_two_offices_is_a_file_below_two_kilobytes(
    jumla: Office, tmp_path: Path
) -> None:
    space = jumla.workspace.add_partnership({"name": "Clean water for Jumla"})
    others = []
    for name in ("Surkhet District Coordination Office", "Kamala Basin Planning Office"):
        folder = tmp_path / name
        others.append(set_up_office(folder, name=name, place="Karnali", person="Hari Thapa"))
    befriend(jumla, *others)
    for other in others:
        exchange.send(
            jumla.workspace.database,
            tmp_path / f"to {other.id}.mspsync",
            exchange.SendOptions(to=(other.id,)),
        )
        exchange.receive(other.workspace.database, [tmp_path / f"to {other.id}.mspsync"])
        back = exchange.SendOptions(to=(jumla.id,))
        exchange.send(other.workspace.database, tmp_path / f"from {other.id}.mspsync", back)
        exchange.receive(jumla.workspace.database, [tmp_path / f"from {other.id}.mspsync"])
    options = exchange.SendOptions(to=tuple(other.id for other in others))
    for other in others:  # its own row in the list of offices has to be passed on once
        exchange.send(jumla.workspace.database, tmp_path / f"all {other.id}.mspsync", options)
        exchange.receive(other.workspace.database, [tmp_path / f"all {other.id}.mspsync"])
        back = exchange.SendOptions(to=(jumla.id,))
        exchange.send(other.workspace.database, tmp_path / f"and {other.id}.mspsync", back)
        exchange.receive(jumla.workspace.database, [tmp_path / f"and {other.id}.mspsync"])
    jumla.workspace.set_single("challenge", space, {"statement": "Wells run dry in May"})
    report = exchange.send(jumla.workspace.database, tmp_path / "edit.mspsync", options)
    assert (report.segments, report.writes) == (1, 1)
    assert report.size < 2_000
    for other in others:
        other.close()
