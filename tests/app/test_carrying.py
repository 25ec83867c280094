"""Attached files travel in sync files: once to everybody, whole or not at all, asked for when they lack."""

from __future__ import annotations

import hashlib
import random
import shutil
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from msp_desktop.app import attachments, exchange
from msp_desktop.app.attachments import Attached
from msp_desktop.app.exchange import SendOptions
from msp_desktop.app.office import Office, open_office, set_up_office
from msp_desktop.domain.attachments import CHUNK
from msp_desktop.domain.received_words import brought
from tests.copying import ReadyMade
from tests.trusting import befriend

OPEN = SendOptions(is_open=True)


class District:
    """An office with a stick: files it sends lie in its folder."""

    def __init__(self, office: Office, stick: Path) -> None:
        self.office = office
        self.stick = stick
        self.sent = 0

    def attach(self, space: str, data: bytes, name: str = "scan.pdf") -> Attached:
        file = self.stick / name
        file.write_bytes(data)
        attached = attachments.add(self.office.workspace.database, file)
        file.unlink()
        self.office.workspace.set_single("agreement", space, {"signed_copy_file": attached.stored})
        return attached

    def send(self, options: SendOptions = OPEN) -> list[Path]:
        self.sent += 1
        file = self.stick / f"{self.office.id[:6]}-{self.sent}.mspsync"
        report = exchange.send(self.office.workspace.database, file, options)
        return [Path(one) for one in report.files]

    def receive(self, *files: Path) -> None:
        exchange.receive(self.office.workspace.database, files)

    def has(self, attached: Attached) -> bool:
        return attachments.has_arrived(self.office.workspace.database, attached)

    def read(self, attached: Attached) -> bytes:
        return b"".join(self.office.workspace.database.attachments.read(attached.hash))


@pytest.fixture
def two(tmp_path: Path, ready_made: ReadyMade) -> Iterator[tuple[District, District]]:
    made = []
    for name in ("Jumla", "Mugu"):
        stick = tmp_path / f"stick-{name}"
        stick.mkdir()
        office = ready_made(tmp_path / name, name=name, place=name, person="Sita")
        made.append(District(office, stick))
    befriend(*(one.office for one in made))
    yield made[0], made[1]
    for one in made:
        one.office.close()


@pytest.fixture
def jumla(two: tuple[District, District]) -> District:
    return two[0]


@pytest.fixture
def mugu(two: tuple[District, District]) -> District:
    return two[1]


@pytest.fixture
def shared(jumla: District) -> str:
    return jumla.office.workspace.add_partnership({"name": "Clean water"})


def size(files: list[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def bytes_of(count: int, seed: int = 5) -> bytes:
    return random.Random(seed).randbytes(count)


def to(district: District) -> SendOptions:
    return SendOptions(to=(district.office.id,))


@pytest.mark.parametrize("count", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_file_arrives_with_the_record_that_speaks_of_it(
    count: int, jumla: District, mugu: District, shared: str
) -> None:
    data = bytes_of(count)
    attached = jumla.attach(shared, data)
    mugu.receive(*jumla.send())
    assert mugu.read(attached) == data
    row = mugu.office.workspace.rows("agreement", shared)[0]
    assert row["signed_copy_file"] == attached.stored


def test_a_file_is_not_sent_again_to_an_office_that_said_it_has_it(
    jumla: District, mugu: District, shared: str
) -> None:
    attached = jumla.attach(shared, bytes_of(CHUNK))
    first = jumla.send(to(mugu))
    assert size(first) > CHUNK
    assert size(jumla.send(to(mugu))) > CHUNK, "not acknowledged: sent again"
    mugu.receive(*first)
    jumla.receive(*mugu.send(to(jumla)))
    assert size(jumla.send(to(mugu))) < 4096
    assert size(jumla.send()) > CHUNK, "a file for anybody carries everything"
    assert mugu.has(attached)


def test_without_attachments_the_receiver_asks_and_the_next_file_brings_them(
    jumla: District, mugu: District, shared: str
) -> None:
    attached = jumla.attach(shared, bytes_of(CHUNK))
    small = jumla.send(SendOptions(to=(mugu.office.id,), with_attachments=False))
    assert size(small) < 8192
    mugu.receive(*small)
    assert not mugu.has(attached)
    sender = attachments.sender_of(mugu.office.workspace, shared, attached)
    assert sender == "Jumla"
    jumla.receive(*mugu.send(to(jumla)))
    mugu.receive(*jumla.send(to(mugu)))
    assert mugu.has(attached)


def test_a_file_lost_from_the_folder_comes_back_by_itself(
    jumla: District, mugu: District, shared: str
) -> None:
    attached = jumla.attach(shared, bytes_of(100))
    mugu.receive(*jumla.send(to(mugu)))
    jumla.receive(*mugu.send(to(jumla)))
    shutil.rmtree(mugu.office.home / "attachments")
    jumla.receive(*mugu.send(to(jumla)))
    mugu.receive(*jumla.send(to(mugu)))
    assert mugu.read(attached) == bytes_of(100)


def test_a_damaged_file_is_not_sent_but_asked_for(
    jumla: District, mugu: District, shared: str
) -> None:
    data = bytes_of(CHUNK)
    attached = jumla.attach(shared, data)
    mugu.receive(*jumla.send(to(mugu)))
    place = jumla.office.home / "attachments" / attached.hash[:2] / attached.hash
    place.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    third = jumla.send()
    assert size(third) < 8192
    mugu.receive(*third)
    jumla.receive(*mugu.send(to(jumla)))
    assert jumla.read(attached) == data


def test_an_office_that_lacks_a_file_passes_the_record_on_and_gets_it_from_a_third(
    jumla: District, mugu: District, shared: str
) -> None:
    attached = jumla.attach(shared, bytes_of(100))
    mugu.receive(*jumla.send(SendOptions(is_open=True, with_attachments=False)))
    mugu.send()
    assert not mugu.has(attached)
    mugu.receive(*jumla.send())
    assert mugu.has(attached)


def test_files_of_another_partnership_do_not_go_along(
    jumla: District, mugu: District, shared: str
) -> None:
    other = jumla.office.workspace.add_partnership({"name": "Forest"})
    secret = jumla.attach(other, bytes_of(CHUNK, 1))
    open_one = jumla.attach(shared, bytes_of(100, 2))
    files = jumla.send(SendOptions(is_open=True, spaces=(shared,)))
    assert size(files) < CHUNK
    assert bytes.fromhex(secret.hash)[:8] not in files[0].read_bytes()
    mugu.receive(*files)
    assert mugu.has(open_one)
    assert not mugu.has(secret)


def test_a_large_file_spread_over_parts_comes_together_in_any_order(
    jumla: District, mugu: District, shared: str
) -> None:
    data = bytes_of(5 * CHUNK + 17)
    attached = jumla.attach(shared, data)
    parts = jumla.send(SendOptions(is_open=True, part_size=2_500_000))
    assert len(parts) >= 3
    assert all(file.stat().st_size <= 2_500_000 for file in parts)
    random.Random(2).shuffle(parts)
    for at, part in enumerate(parts):
        assert not mugu.has(attached)
        mugu.receive(part)
        if at == 1:
            mugu.receive(part)
    assert mugu.read(attached) == data
    assert not list((mugu.office.home / "attachments" / "arriving").iterdir())


def test_a_lost_part_is_made_up_for_by_the_next_file(
    jumla: District, mugu: District, shared: str
) -> None:
    data = bytes_of(4 * CHUNK)
    attached = jumla.attach(shared, data)
    parts = jumla.send(SendOptions(to=(mugu.office.id,), part_size=2_500_000))
    mugu.receive(*parts[:-1])
    assert not mugu.has(attached)
    jumla.receive(*mugu.send(to(jumla)))
    again = jumla.send(SendOptions(to=(mugu.office.id,), part_size=2_500_000))
    mugu.receive(again[-1])
    assert mugu.read(attached) == data


def test_a_look_at_a_file_keeps_nothing_of_it(jumla: District, mugu: District, shared: str) -> None:
    attached = jumla.attach(shared, bytes_of(CHUNK))
    exchange.preview(mugu.office.workspace.database, jumla.send())
    assert not mugu.has(attached)


def test_a_preview_says_that_files_come_along_also_when_nothing_else_does(
    jumla: District, mugu: District, shared: str
) -> None:
    attached = jumla.attach(shared, bytes_of(100))
    mugu.receive(*jumla.send(SendOptions(to=(mugu.office.id,), with_attachments=False)))
    jumla.receive(*mugu.send(to(jumla)))
    (peer,) = exchange.status(jumla.office.workspace.database)
    assert peer.wanted_files == 1
    files = jumla.send(to(mugu))
    looked = exchange.preview(mugu.office.workspace.database, files)
    assert (looked.attached, looked.added_records) == (1, 0)
    assert looked.brings_something
    assert brought(looked) == ["1 attached file comes along."]
    mugu.receive(*files)
    assert mugu.has(attached)
    again = exchange.preview(mugu.office.workspace.database, files)
    assert (again.attached, again.brings_something) == (0, False)


def test_a_sync_file_taken_in_before_brings_back_a_lost_file(
    jumla: District, mugu: District, shared: str
) -> None:
    attached = jumla.attach(shared, bytes_of(100))
    files = jumla.send()
    mugu.receive(*files)
    shutil.rmtree(mugu.office.home / "attachments")
    assert exchange.preview(mugu.office.workspace.database, files).brings_something
    mugu.receive(*files)
    assert mugu.read(attached) == bytes_of(100)


def test_attached_files_are_locked_with_everything_else(
    jumla: District, mugu: District, shared: str
) -> None:
    data = b"signed by the Governor " * 20_000
    attached = jumla.attach(shared, data, "Secret list.pdf")
    files = jumla.send(to(mugu))
    written = b"".join(file.read_bytes() for file in files)
    for canary in (data[:64], b"Secret list", bytes.fromhex(attached.hash), attached.hash.encode()):
        assert canary not in written
    mugu.receive(*files)
    assert mugu.read(attached) == data


def test_two_scans_added_apart_are_both_there_while_the_conflict_is_open(
    jumla: District, mugu: District, shared: str
) -> None:
    mugu.receive(*jumla.send())
    one, other = jumla.attach(shared, b"one" * 50), mugu.attach(shared, b"other" * 50)
    from_jumla, from_mugu = jumla.send(to(mugu)), mugu.send(to(jumla))
    jumla.receive(*from_mugu)
    mugu.receive(*from_jumla)
    (conflict,) = exchange.conflicts(mugu.office.workspace.database)
    assert {side.value for side in conflict.sides} == {one.stored, other.stored}
    assert all(district.has(file) for district in (jumla, mugu) for file in (one, other))
    third = open_office_beside(mugu)
    befriend(jumla.office, mugu.office, third.office)
    third.receive(*mugu.send())
    assert third.has(one)
    assert third.has(other)
    third.office.close()


def open_office_beside(district: District) -> District:
    home = district.stick.parent / "third"
    set_up_office(home, name="Dolpa", place="Dolpa", person="Hari").close()
    return District(open_office(home), district.stick)


@pytest.mark.slow
def test_the_largest_file_travels_in_little_memory(
    jumla: District, mugu: District, shared: str
) -> None:
    large = jumla.stick / "film.mp4"
    chance = random.Random(7)
    with large.open("wb") as file:
        for _mebibyte in range(200):
            file.write(chance.randbytes(CHUNK))
    expected = hashlib.sha256()
    with large.open("rb") as file:
        while piece := file.read(CHUNK):
            expected.update(piece)
    tracemalloc.start()
    attached = attachments.add(jumla.office.workspace.database, large)
    assert tracemalloc.get_traced_memory()[1] < 8 * CHUNK
    large.unlink()
    jumla.office.workspace.set_single("agreement", shared, {"signed_copy_file": attached.stored})
    parts = jumla.send()
    mugu.receive(*parts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert attached.hash == expected.hexdigest()
    assert mugu.has(attached)
    mugu.office.workspace.database.attachments.verify(attached.hash)
    print(f"peak {peak / 2**20:.0f} MiB for {attached.size / 2**20:.0f} MiB in {len(parts)} parts")
    assert peak < 64 * CHUNK
