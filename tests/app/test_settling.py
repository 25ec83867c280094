"""What merging decides by itself is told to open pages like any other change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.office import Office
from msp_desktop.domain.changes import ALIVE, Changed
from tests.copying import ReadyMade
from tests.trusting import befriend


@pytest.fixture
def two(tmp_path: Path, ready_made: ReadyMade) -> Iterator[tuple[Office, Office]]:
    names = ("Jumla", "Surkhet")
    offices = [ready_made(tmp_path / name, name=name, place=name, person=name) for name in names]
    befriend(*offices)
    yield offices[0], offices[1]
    for office in offices:
        office.close()


def carry(sender: Office, receiver: Office, file: Path) -> None:
    exchange.send(sender.workspace.database, file, exchange.SendOptions(is_open=True))
    report = exchange.receive(receiver.workspace.database, [file])
    receiver.workspace.received(news=report.news)


def test_a_removed_record_goes_for_good_when_the_last_that_kept_it_goes(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    meeting = jumla.workspace.add("meeting", space, {"title": "May"})
    carry(jumla, surkhet, tmp_path / "1.mspsync")
    item = surkhet.workspace.add("agenda_item", space, {"title": "Pumps"}, owner_id=meeting)
    jumla.workspace.remove("meeting", meeting)
    carry(surkhet, jumla, tmp_path / "2.mspsync")
    assert jumla.workspace.read("meeting", meeting) is not None, "kept by what belongs to it"
    assert jumla.workspace.records(space).rows("meeting")
    heard: list[Changed] = []
    jumla.workspace.listen(heard.append)
    jumla.workspace.remove("agenda_item", item)
    assert jumla.workspace.read("meeting", meeting) is None
    assert jumla.workspace.records(space).rows("meeting") == []
    told = {(one.record_id, one.field_key, one.after) for news in heard for one in news.changes}
    assert {(item, ALIVE, 0), (meeting, ALIVE, 0)} <= told
    jumla.workspace.undo()
    assert jumla.workspace.read("agenda_item", item) is not None
    assert jumla.workspace.records(space).rows("meeting")
