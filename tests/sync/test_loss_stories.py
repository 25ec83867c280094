"""How others lost what people had written; each story is told once, and nothing is lost."""

from __future__ import annotations

import errno
import itertools
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.office import Office as RealOffice
from msp_desktop.domain.problems import Problem
from tests.sync.conftest import MakeOffice
from tests.sync.world import SPACES, YEAR, Office, page_of
from tests.sync.world import exchange as exchange_all

ADA = "1" * 32
BEN = "2" * 32


def name_of(office: Office, record_id: str = ADA) -> object:
    return office.read("person", record_id)["name"]


def test_late_file_overwrites_newer_edit(jumla: Office, surkhet: Office) -> None:
    jumla.add("person", ADA, name="old")
    late = jumla.send()
    jumla.put("person", ADA, name="new")
    surkhet.receive(jumla.send())
    surkhet.put("person", ADA, phone="12345")
    surkhet.now += 2 * YEAR
    surkhet.receive(late)
    assert surkhet.read("person", ADA)["name"] == "new"
    assert surkhet.read("person", ADA)["phone"] == "12345"
    assert not surkhet.conflicts()


def test_late_file_overwrites_newer_edit_even_if_its_clock_was_ahead(
    make: MakeOffice, surkhet: Office
) -> None:
    ahead = make(offset=5 * YEAR)
    ahead.add("person", ADA, name="old")
    late = ahead.send()
    surkhet.receive(late)
    surkhet.put("person", ADA, name="new")
    ahead.receive(surkhet.send(ahead))
    surkhet.receive(late)
    for office in (ahead, surkhet):
        assert name_of(office) == "new"
        assert not office.conflicts()


def test_same_form_filled_twice(jumla: Office, surkhet: Office) -> None:
    page = page_of(SPACES[0])
    jumla.add("page", page, text="wells", goal="6")
    surkhet.add("page", page, text="springs", goal="6")
    exchange_all(jumla, surkhet)
    for office in (jumla, surkhet):
        assert [key for key in office.rows() if key[0] == "page"] == [("page", page)]
        (conflict,) = office.conflicts()
        assert conflict[2] == "text"
        assert conflict[4] == {"wells", "springs"}


def test_who_syncs_first_decides(make: MakeOffice) -> None:
    first = make()
    first.add("person", ADA, name="begun")
    writers = [make(offset=offset) for offset in (0, -YEAR, YEAR)]
    files = []
    for number, writer in enumerate(writers):
        writer.receive(first.send())
        writer.put("person", ADA, name=f"said by {number}")
        files.append(writer.send())
    ends = set()
    for order in itertools.permutations(files):
        reader = make()
        for file in (first.send(), *order):
            reader.receive(file)
        (conflict,) = reader.conflicts()
        assert conflict[4] == {"said by 0", "said by 1", "said by 2"}
        ends.add((repr(reader.rows()), reader.digest()))
    assert len(ends) == 1


def test_backup_restored_behind_its_acknowledgements(
    make: MakeOffice, jumla: Office, surkhet: Office
) -> None:
    jumla.add("person", ADA, name="first")
    copy = jumla.copy()
    jumla.put("person", ADA, name="second")
    jumla.add("person", BEN, name="Ben")
    surkhet.receive(jumla.send(surkhet))
    jumla.receive(surkhet.send(jumla))
    surkhet.receive(jumla.send(surkhet))
    restored = make(copy)
    surkhet.put("person", BEN, phone="1")
    report = restored.receive(surkhet.send(restored))
    assert report.restored
    restored.put("person", ADA, phone="2")
    exchange_all(restored, surkhet)
    for office in (restored, surkhet):
        assert name_of(office) == "second"
        assert office.read("person", BEN)["phone"] == "1"
        assert office.read("person", ADA)["phone"] == "2"
        assert not office.conflicts()
    assert restored.rows() == surkhet.rows()


def test_unknown_table_skipped_but_cursor_advanced(make: MakeOffice, jumla: Office) -> None:
    old = make(version=0)
    jumla.add("person", ADA, name="Ada", phone="123", n=7)
    jumla.add("task", BEN, owner_id=ADA, title="Dig")
    old.receive(jumla.send(old))
    jumla.receive(old.send(jumla))
    assert ("task", BEN) not in old.rows()
    new = make(old.copy())
    assert new.rows() == jumla.rows()
    third = make()
    third.receive(old.send(third))
    assert third.rows() == jumla.rows()


def test_record_with_a_clashing_natural_key_vanishes(jumla: Office, surkhet: Office) -> None:
    jumla.add("person", ADA, name="Karnali Water Users", phone="1")
    surkhet.add("person", BEN, name="Karnali Water Users", phone="2")
    exchange_all(jumla, surkhet)
    for office in (jumla, surkhet):
        assert {row["phone"] for row in office.rows().values() if row["alive"]} == {"1", "2"}


def test_deletion_undone_by_a_long_absent_office(
    jumla: Office, surkhet: Office, unit: Office
) -> None:
    jumla.add("person", ADA, name="Ada")
    jumla.add("person", BEN, name="Ben")
    for office in (surkhet, unit):
        office.receive(jumla.send())
    surkhet.put("person", BEN, phone="written before the long absence")
    before_absence = surkhet.send()
    jumla.put("person", ADA, alive=0)
    jumla.put("person", BEN, alive=0)
    for office in (jumla, unit):
        office.now += 3 * YEAR
    unit.receive(jumla.send())
    for office in (jumla, unit):
        office.receive(before_absence)
        assert office.read("person", ADA)["alive"] == 0
        assert office.read("person", BEN)["alive"] == 1
        assert {one[3] for one in office.conflicts()} == {"removed-or-changed"}


@pytest.fixture
def sent(office: RealOffice, space: str, tmp_path: Path) -> Path:
    """A sync file that lies on a stick, whole."""
    file = tmp_path / "stick" / "1.mspsync"
    file.parent.mkdir()
    options = exchange.SendOptions(is_open=True)
    exchange.send(office.workspace.database, file, options)
    return file


@pytest.mark.parametrize("fails", ["write", "fsync", "replace", "read"])
def test_failed_write_truncates_the_file(
    office: RealOffice, sent: Path, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sent.read_bytes()
    next_file = sent.with_name("2.mspsync")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"os.{fails}", full)
    options = exchange.SendOptions(is_open=True)
    with pytest.raises(Problem, match="not enough room"):
        exchange.send(office.workspace.database, next_file, options)
    monkeypatch.undo()
    assert sorted(one.name for one in sent.parent.iterdir()) == [sent.name]
    assert sent.read_bytes() == before
    exchange.send(office.workspace.database, next_file, options)
    assert exchange.inspect(next_file).number > exchange.inspect(sent).number
