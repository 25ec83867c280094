"""The people of a partnership lie beside it: shared with it, or left out to the last byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from msp_desktop.app import exchange
from msp_desktop.app.office import Office
from msp_desktop.app.sample import load_sample
from msp_desktop.domain.ids import people_space
from msp_desktop.domain.problems import NotFound
from msp_desktop.sync import envelope, format
from tests.copying import ReadyMade
from tests.trusting import befriend

CANARY = "Gita Budhathoki 9848-000-111"
OTHER = "Another partnership entirely"
Carry = Callable[..., Path]


@pytest.fixture
def offices(tmp_path: Path, ready_made: ReadyMade) -> Iterator[tuple[Office, Office, Office]]:
    names = ("Jumla", "Surkhet", "Kalikot")
    opened = [ready_made(tmp_path / name, name=name, place=name, person=name) for name in names]
    befriend(*opened)
    yield opened[0], opened[1], opened[2]
    for office in opened:
        office.close()


@pytest.fixture
def carry(tmp_path: Path) -> Carry:
    count = iter(range(1000))

    def carry(sender: Office, *receivers: Office, **chosen: object) -> Path:
        file = tmp_path / f"{next(count)}.mspsync"
        options = {"to": tuple(one.id for one in receivers), "is_open": not receivers, **chosen}
        exchange.send(sender.workspace.database, file, exchange.SendOptions(**options))  # type: ignore[arg-type]
        for receiver in receivers:
            report = exchange.receive(receiver.workspace.database, [file])
            receiver.workspace.received(news=report.news)
        return file

    return carry


def with_contact(office: Office) -> tuple[str, str]:
    """Start a partnership with a partner and a person to reach; return it and the person."""
    space = office.workspace.add_partnership({"name": "Clean water"})
    partner = office.workspace.add("partner", space, {"name": "Health Office"})
    contact = office.workspace.add("contact", space, {"name": CANARY}, owner_id=partner)
    return space, contact


def digest(office: Office) -> str:
    return exchange.digest(office.workspace.database)


def everything_in(file: Path) -> bytes:
    """Return a file with all that is packed in it unpacked too."""
    data = file.read_bytes()
    _header, content = envelope.read(data)
    bodies = [segment.data for segment in (*content.segments, *content.waiting)]
    packed = [body[body.index(b"\x28\xb5\x2f\xfd") :] for body in bodies]
    return b"".join((data, *(zstandard.ZstdDecompressor().decompress(one) for one in packed)))


def test_people_go_with_their_partnership(offices: tuple[Office, ...], carry: Carry) -> None:
    jumla, surkhet, _kalikot = offices
    space, contact = with_contact(jumla)
    row = jumla.workspace.read("contact", contact)
    assert row is not None
    assert row["space_id"] == people_space(space)
    carry(jumla, surkhet)
    assert surkhet.workspace.records(space).name("contact", contact) == CANARY
    assert digest(jumla) == digest(surkhet)


def test_no_byte_of_a_person_or_of_another_partnership_is_in_a_file_without_them(
    offices: tuple[Office, ...], carry: Carry
) -> None:
    jumla, surkhet, _kalikot = offices
    space, contact = with_contact(jumla)
    other = jumla.workspace.add_partnership({"name": OTHER})
    carry(jumla, surkhet)
    surkhet.workspace.set_fields("contact", contact, {"role": "Nurse " + CANARY})
    carry(surkhet, jumla)
    complete = everything_in(carry(jumla, is_open=True))
    assert CANARY.encode() in complete
    assert OTHER.encode() in complete
    file = carry(jumla, spaces=(space,), with_personal=False)
    content = everything_in(file)
    hidden = (other, people_space(other), people_space(space), contact)
    for canary in (CANARY, OTHER, CANARY[:8], "Nurse"):
        assert canary.encode() not in content
    for identifier in hidden:
        assert bytes.fromhex(identifier) not in content
    header, read = envelope.read(file.read_bytes())
    assert header.without == ("personal",)
    assert header.counts.spaces == 1
    named = {format.read_head(one.data).space_id for one in read.segments}
    assert not named & set(hidden)


def test_an_office_without_the_people_works_passes_on_and_gets_them_later(
    offices: tuple[Office, ...], carry: Carry
) -> None:
    jumla, surkhet, kalikot = offices
    space, contact = with_contact(jumla)
    carry(jumla, surkhet, with_personal=False)
    records = surkhet.workspace.records(space)
    assert records.name("contact", contact) == ""
    assert surkhet.workspace.read("contact", contact) is None
    (partner,) = records.rows("partner")
    surkhet.workspace.set_fields("partner", str(partner["id"]), {"sector": "government"})
    with pytest.raises(NotFound):
        surkhet.workspace.set_fields("contact", contact, {"role": "Nurse"})
    carry(surkhet, kalikot, jumla)
    assert jumla.workspace.records(space).rows("partner")[0]["sector"] == "government"
    carry(jumla, kalikot, surkhet)
    assert digest(jumla) == digest(surkhet) == digest(kalikot)


def test_a_person_added_to_a_partner_just_received_arrives_elsewhere(
    offices: tuple[Office, ...], carry: Carry
) -> None:
    jumla, surkhet, kalikot = offices
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    for number in range(3):
        partner = jumla.workspace.add("partner", space, {"name": f"Partner {number}"})
        carry(jumla, surkhet)
        surkhet.workspace.add("contact", space, {"name": f"Person {number}"}, owner_id=partner)
        carry(surkhet, kalikot)
    assert len(kalikot.workspace.rows("contact", space)) == 3
    assert digest(surkhet) == digest(kalikot)


def test_people_come_after_the_partner_they_belong_to_whatever_was_written_first(
    offices: tuple[Office, ...], carry: Carry
) -> None:
    jumla, surkhet, kalikot = offices
    space, _contact = with_contact(jumla)
    carry(jumla, surkhet)
    (known,) = surkhet.workspace.rows("partner", space)
    surkhet.workspace.add("contact", space, {"name": "Hari"}, owner_id=str(known["id"]))
    new = surkhet.workspace.add("partner", space, {"name": "School"})
    surkhet.workspace.add("contact", space, {"name": "Maya"}, owner_id=new)
    carry(surkhet, kalikot, jumla)
    assert len(kalikot.workspace.rows("contact", space)) == 3
    assert digest(jumla) == digest(surkhet) == digest(kalikot)


def test_a_conflict_about_a_person_is_shown_under_the_partnership(
    offices: tuple[Office, ...], carry: Carry
) -> None:
    jumla, surkhet, _kalikot = offices
    space, contact = with_contact(jumla)
    carry(jumla, surkhet)
    jumla.workspace.set_fields("contact", contact, {"phone": "1"})
    surkhet.workspace.set_fields("contact", contact, {"phone": "2"})
    carry(surkhet, jumla)
    (conflict,) = exchange.conflicts(jumla.workspace.database, space)
    assert conflict.space_id == space
    assert [one.record_id for one in exchange.disputes(jumla.workspace.database)] == [contact]
    edits = jumla.workspace.recent_edits(space)
    assert edits[0].record_id == contact
    exchange.resolve(jumla.workspace.database, "Sita", conflict, "2")
    assert exchange.conflicts(jumla.workspace.database) == []
    carry(jumla, surkhet)
    assert digest(jumla) == digest(surkhet)


def test_a_partner_removed_elsewhere_stays_for_the_person_added_to_it(
    offices: tuple[Office, ...], carry: Carry
) -> None:
    jumla, surkhet, _kalikot = offices
    space, contact = with_contact(jumla)
    carry(jumla, surkhet)
    (partner,) = jumla.workspace.rows("partner", space)
    jumla.workspace.remove("partner", str(partner["id"]))
    surkhet.workspace.add("contact", space, {"name": "Maya"}, owner_id=str(partner["id"]))
    carry(jumla, surkhet)
    carry(surkhet, jumla)
    for office in (jumla, surkhet):
        assert office.workspace.read("partner", str(partner["id"])) is not None
        assert office.workspace.read("contact", contact) is None
        (conflict,) = exchange.conflicts(office.workspace.database)
        assert (conflict.kind_key, conflict.space_id) == ("partner", space)
    assert digest(jumla) == digest(surkhet)


def test_people_whose_partnership_has_not_arrived_are_not_passed_on_without_people(
    offices: tuple[Office, ...], carry: Carry, tmp_path: Path
) -> None:
    jumla, surkhet, _kalikot = offices
    with_contact(jumla)
    file = carry(jumla, is_open=True, part_size=5_000)
    last = sorted(tmp_path.glob(f"{file.stem}_p*"))[-1]
    exchange.receive(surkhet.workspace.database, [last])
    assert CANARY.encode() in everything_in(carry(surkhet, is_open=True))
    assert CANARY.encode() not in everything_in(carry(surkhet, is_open=True, with_personal=False))


def test_a_sample_is_thrown_away_with_its_people(offices: tuple[Office, ...], carry: Carry) -> None:
    jumla = offices[0]
    space = load_sample(jumla.workspace)
    assert jumla.workspace.rows("contact", space)
    assert b"Meera" not in everything_in(carry(jumla, is_open=True))
    jumla.workspace.discard_sample(space)
    with jumla.workspace.database.reading() as store:
        assert store.all_rows("contact") == []


def test_a_preview_names_the_partnership_of_a_person(
    offices: tuple[Office, ...], carry: Carry, tmp_path: Path
) -> None:
    jumla, surkhet, _kalikot = offices
    _space, contact = with_contact(jumla)
    carry(jumla, surkhet)
    jumla.workspace.set_fields("contact", contact, {"phone": "1"})
    file = carry(jumla)
    report = exchange.preview(surkhet.workspace.database, [file])
    assert [one.name for one in report.spaces] == ["Clean water"]
