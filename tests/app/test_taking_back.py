"""Undo this import: exactly what was there before, or a reason why not."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from msp_desktop.app import checkup, exchange, trust
from msp_desktop.app.exchange import CannotTakeBack, SendOptions
from msp_desktop.app.office import Office, open_office
from msp_desktop.db import backup, taking_back
from msp_desktop.db.replica import identity
from msp_desktop.domain.changes import Changed
from tests.copying import ReadyMade
from tests.trusting import befriend

OPEN = SendOptions(is_open=True)


class Pair:
    """Two offices and a stick between them."""

    def __init__(self, folder: Path, ready_made: ReadyMade) -> None:
        self.offices = [
            ready_made(folder / name, name=name, place=name, person=f"{name} officer")
            for name in ("Jumla", "Surkhet")
        ]
        befriend(*self.offices)
        self.stick = folder / "stick"
        self.stick.mkdir()

    def send(self, sender: Office, options: SendOptions = OPEN) -> Path:
        file = self.stick / f"{len(list(self.stick.glob('*'))) + 1}.mspsync"
        exchange.send(sender.workspace.database, file, options)
        return file

    def carry(self, sender: Office, receiver: Office) -> exchange.ReceiveReport:
        return exchange.receive(receiver.workspace.database, [self.send(sender)])


@pytest.fixture
def pair(tmp_path: Path, ready_made: ReadyMade) -> Iterator[Pair]:
    both = Pair(tmp_path, ready_made)
    yield both
    for office in both.offices:
        office.close()


def content(office: Office) -> dict[str, list[Any]]:
    """Every row of every table that an import may change."""
    with office.workspace.database.reading() as store:
        ask = store.connection.exec_driver_sql
        names = ask("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: sorted(map(repr, ask(f'SELECT * FROM "{name}"').all()))
            for name in names
            if name == "setting" or name not in taking_back.STAYS
        }


def undo(office: Office) -> None:
    exchange.undo_import(office.workspace, exchange.newest_import(office.workspace.database))


def test_an_import_taken_back_leaves_every_row_as_it_was(pair: Pair) -> None:
    jumla, surkhet = pair.offices
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    jumla.workspace.set_single("challenge", space, {"statement": "Wells dry up"})
    pair.carry(jumla, surkhet)
    pair.carry(surkhet, jumla)
    for office in pair.offices:
        office.workspace.set_single("challenge", space, {"statement": office.row["name"]})
        office.workspace.add("partner", space, {"name": f"Partner of {office.row['name']}"})
    before, news = content(surkhet), list[Changed]()
    surkhet.workspace.listen(news.append)
    report = pair.carry(jumla, surkhet)
    assert report.conflicts == 1
    assert content(surkhet) != before
    surkhet.keep_setting("language", "ne")
    undo(surkhet)
    after = content(surkhet)
    assert surkhet.language == "ne", "what is set on this computer stays"
    after["setting"] = before["setting"]
    assert after == before
    assert checkup.findings(surkhet) == []
    told = {(one.kind_key, one.after) for one in news[-1].changes}
    assert ("partner", 0) in told, "open pages learn that the partner is gone again"
    (first, *_rest) = exchange.reports(surkhet.workspace.database)
    assert first.number == report.number
    assert first.undone


def test_after_an_undo_the_next_file_brings_everything_back_and_both_hold_the_same(
    pair: Pair,
) -> None:
    jumla, surkhet = pair.offices
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    pair.carry(jumla, surkhet)
    pair.carry(surkhet, jumla)
    surkhet.workspace.add("partner", space, {"name": "Written before, sealed by the import"})
    with surkhet.workspace.database.reading() as store:
        writer = identity.identity(store.connection)
    jumla.workspace.add("partner", space, {"name": "Health Office"})
    pair.carry(jumla, surkhet)
    undo(surkhet)
    surkhet.workspace.add("partner", space, {"name": "Written after the undo"})
    jumla.workspace.add("partner", space, {"name": "Water Board"})
    file = pair.send(jumla, SendOptions(to=(surkhet.id,)))
    exchange.receive(surkhet.workspace.database, [file])
    report = pair.carry(surkhet, jumla)
    assert report.branches == 0
    assert not report.restored
    with surkhet.workspace.database.reading() as store:
        assert identity.identity(store.connection).origin == writer.origin, "the same writer"
    assert not pair.carry(jumla, surkhet).restored
    digests = {exchange.digest(office.workspace.database) for office in pair.offices}
    assert len(digests) == 1
    names = {row["name"] for row in surkhet.workspace.rows("partner", space)}
    assert len(names) == 4


def test_several_imports_are_taken_back_one_by_one_the_newest_first(pair: Pair) -> None:
    jumla, surkhet = pair.offices
    states = [content(surkhet)]
    for name in ("Clean water", "Roads", "Schools"):
        jumla.workspace.add_partnership({"name": name})
        pair.carry(jumla, surkhet)
        states.append(content(surkhet))
    oldest = exchange.reports(surkhet.workspace.database)[-1].number
    with pytest.raises(CannotTakeBack, match="Only the newest"):
        exchange.undo_import(surkhet.workspace, oldest)
    for state in reversed(states[:-1]):
        undo(surkhet)
        assert content(surkhet) == state
    with pytest.raises(CannotTakeBack, match="no import"):
        undo(surkhet)


def test_an_import_after_which_something_was_written_stays(pair: Pair) -> None:
    jumla, surkhet = pair.offices
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    report = pair.carry(jumla, surkhet)
    surkhet.workspace.add("partner", space, {"name": "Health Office"})
    before = content(surkhet)
    why = exchange.obstacle(surkhet.workspace.database, report.number)
    assert why is not None
    with pytest.raises(CannotTakeBack, match="would be lost"):
        undo(surkhet)
    assert content(surkhet) == before
    surkhet.workspace.undo()
    with pytest.raises(CannotTakeBack, match="would be lost"):
        undo(surkhet)


def test_an_import_after_which_an_office_was_trusted_stays(pair: Pair) -> None:
    jumla, surkhet = pair.offices
    jumla.workspace.add_partnership({"name": "Clean water"})
    report = pair.carry(jumla, surkhet)
    (known,) = trust.known_offices(surkhet.workspace.database)
    trust.confirm(surkhet.workspace.database, "Hari", known, known.digits)
    with pytest.raises(CannotTakeBack):
        exchange.undo_import(surkhet.workspace, report.number)


def test_an_import_after_which_a_file_was_written_stays(pair: Pair) -> None:
    jumla, surkhet = pair.offices
    jumla.workspace.add_partnership({"name": "Clean water"})
    pair.carry(jumla, surkhet)
    pair.send(surkhet)
    before = content(surkhet)
    with pytest.raises(CannotTakeBack, match="others may have it"):
        undo(surkhet)
    assert content(surkhet) == before


def test_what_was_written_while_the_backup_was_made_outlives_the_undo(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    jumla, surkhet = pair.offices
    jumla.workspace.add_partnership({"name": "Clean water"})
    real = backup.back_up_before_import

    def writing_meanwhile(database: Path, room: int) -> Path:
        made = real(database, room)
        surkhet.workspace.add_partnership({"name": "Written meanwhile"})
        return made

    monkeypatch.setattr(backup, "back_up_before_import", writing_meanwhile)
    pair.carry(jumla, surkhet)
    undo(surkhet)
    assert [row["name"] for row in surkhet.workspace.partnerships()] == ["Written meanwhile"]
    assert checkup.findings(surkhet) == []


@pytest.mark.parametrize("spoil", ["gone", "damaged"])
def test_without_the_backup_an_import_stays(pair: Pair, spoil: str) -> None:
    jumla, surkhet = pair.offices
    jumla.workspace.add_partnership({"name": "Clean water"})
    report = pair.carry(jumla, surkhet)
    saved = surkhet.home / "backups" / report.backup
    if spoil == "gone":
        saved.unlink()
    else:
        saved.write_bytes(saved.read_bytes()[:4096] + bytes(8192))
    before = content(surkhet)
    with pytest.raises(CannotTakeBack, match="gone or damaged"):
        undo(surkhet)
    assert content(surkhet) == before


def test_a_sample_thrown_away_since_does_not_come_back(pair: Pair) -> None:
    from msp_desktop.app.sample import load_sample

    jumla, surkhet = pair.offices
    sample = load_sample(surkhet.workspace, "en")
    jumla.workspace.add_partnership({"name": "Clean water"})
    pair.carry(jumla, surkhet)
    surkhet.workspace.discard_sample(sample)
    with pytest.raises(CannotTakeBack, match="would be lost"):
        undo(surkhet)


def test_an_undo_that_fails_in_the_middle_changes_nothing(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    jumla, surkhet = pair.offices
    jumla.workspace.add_partnership({"name": "Clean water"})
    pair.carry(jumla, surkhet)
    before = content(surkhet)
    real = taking_back._put_table_back

    def breaking(raw: Any, table: str) -> Any:
        if table == "sync_segment":
            raise OSError("pulled the plug")
        return real(raw, table)

    with monkeypatch.context() as broken:
        broken.setattr(taking_back, "_put_table_back", breaking)
        with pytest.raises(OSError, match="pulled the plug"):
            undo(surkhet)
    assert content(surkhet) == before
    assert checkup.findings(surkhet) == []
    undo(surkhet)
    assert surkhet.workspace.partnerships() == []


_CHILD = """
import sys
from pathlib import Path
from msp_desktop.app import exchange
from msp_desktop.app.office import open_office
office = open_office(Path(sys.argv[1]))
number = exchange.newest_import(office.workspace.database)
print("ready", flush=True)
exchange.undo_import(office.workspace, number)
print("done", flush=True)
"""


@pytest.mark.slow
def test_killed_in_the_middle_of_an_undo_it_happened_or_not(pair: Pair) -> None:
    jumla, surkhet = pair.offices
    before = exchange.digest(surkhet.workspace.database)
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    for number in range(60):
        jumla.workspace.add("partner", space, {"name": f"Partner {number}"})
    seen = set()
    for step in range(14):
        pair.carry(jumla, surkhet)
        after = exchange.digest(surkhet.workspace.database)
        surkhet.close()
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(surkhet.home)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(step * 0.004)
        child.kill()
        child.wait()
        child.stdout.close()
        surkhet = pair.offices[1] = open_office(surkhet.home)
        now = exchange.digest(surkhet.workspace.database)
        assert now in (before, after)
        assert checkup.findings(surkhet) == []
        seen.add(now == before)
        if now == after:
            undo(surkhet)
            assert exchange.digest(surkhet.workspace.database) == before
    assert seen
