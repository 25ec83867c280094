"""What waits for something lost says for what, and the next file asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.exchange.gaps import Missing
from msp_desktop.app.exchange.writing import NotWritten
from msp_desktop.app.office import Office, back_up_to, open_office, restore
from msp_desktop.domain.segments import StoredSegment
from msp_desktop.sync import envelope
from tests.copying import ReadyMade
from tests.trusting import befriend


@pytest.fixture
def two(tmp_path: Path, ready_made: ReadyMade) -> Iterator[tuple[Office, Office]]:
    offices = [
        ready_made(tmp_path / name, name=name, place=name, person=name)
        for name in ("Jumla", "Surkhet")
    ]
    befriend(*offices)
    yield offices[0], offices[1]
    for office in offices:
        office.close()


def send(office: Office, file: Path, **chosen: object) -> list[Path]:
    options = exchange.SendOptions(**{"is_open": True, **chosen})  # type: ignore[arg-type]
    report = exchange.send(office.workspace.database, file, options)
    return [Path(one) for one in report.files]


def receive(office: Office, *files: Path) -> None:
    exchange.receive(office.workspace.database, files)


def missing(office: Office) -> list[str]:
    return [str(one) for one in exchange.missing(office.workspace.database)]


def test_a_lost_part_is_waited_for_in_words_asked_for_and_sent(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    receive(surkhet, *send(jumla, tmp_path / "first.mspsync"))
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    send(jumla, tmp_path / "lost.mspsync")
    jumla.workspace.set_single("challenge", space, {"statement": "Wells run dry " * 40})
    parts = send(jumla, tmp_path / "second.mspsync", part_size=4_500)
    assert len(parts) > 1
    assert missing(surkhet) == []
    receive(surkhet, parts[-1])
    assert missing(surkhet) == ["Waiting for file 3 from Jumla."]
    (held,) = exchange.held(surkhet.workspace.database)
    assert (held.office, held.untrusted) == ("Jumla", 0)
    assert held.size > 0
    assert "builds on something that has not arrived" in str(held)

    (answer,) = send(surkhet, tmp_path / "answer.mspsync")
    _header, content = envelope.read(answer.read_bytes())
    assert [gap.space_id for gap in content.gaps] == [space]
    receive(jumla, answer)
    (again,) = send(jumla, tmp_path / "again.mspsync", to=(surkhet.id,), is_open=False)
    receive(surkhet, again)
    assert missing(surkhet) == []
    assert exchange.digest(jumla.workspace.database) == exchange.digest(surkhet.workspace.database)


def test_what_is_asked_for_is_sent_although_it_seems_to_be_there(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    receive(surkhet, *send(jumla, tmp_path / "1.mspsync"))
    (answer,) = send(surkhet, tmp_path / "2.mspsync")
    header, content = envelope.read(answer.read_bytes())
    gap = next(one for one in content.holds if one.space_id == space)
    cargo = envelope.Cargo(content.holds, content.assumes, gaps=(gap,))
    secret = secret_of(surkhet)
    answer.write_bytes(envelope.write(header, cargo, secret))
    receive(jumla, answer)
    options = exchange.SendOptions(to=(surkhet.id,))
    report = exchange.send(jumla.workspace.database, tmp_path / "3.mspsync", options)
    assert report.segments == 1


def secret_of(office: Office) -> bytes:
    from msp_desktop.db.replica import identity

    with office.workspace.database.reading() as store:
        return identity.identity(store.connection).secret


def test_a_number_that_cannot_be_true_is_not_counted_up_to(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    send(jumla, tmp_path / "lost.mspsync", part_size=1)
    jumla.workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    *_lost, last = send(jumla, tmp_path / "second.mspsync", part_size=1)
    header, content = envelope.read(last.read_bytes())
    cargo = envelope.Cargo(
        content.holds,
        content.assumes,
        [StoredSegment(one.hash, one.signature, one.data) for one in content.segments],
    )
    header = replace(header, file_number=2**62, part=1, parts=1)
    last.write_bytes(envelope.write(header, cargo, secret_of(jumla)))
    receive(surkhet, last)
    (told,) = exchange.missing(surkhet.workspace.database)
    assert len(told.files) == 100
    assert str(told).startswith("Waiting for one or more of files 1–100 from Jumla, probably.")


@pytest.mark.parametrize(
    ("files", "is_certain", "words"),
    [
        ((7,), True, "Waiting for file 7 from Jumla."),
        ((3, 5, 6, 7), True, "Waiting for files 3, 5–7 from Jumla."),
        ((7,), False, "Waiting for file 7 from Jumla, probably. If it does not turn up, send"),
        ((3, 4), False, "Waiting for one or more of files 3–4 from Jumla, probably."),
        ((), False, "Waiting for something Jumla wrote."),
    ],
)
def test_what_is_missing_is_told_in_words(
    files: tuple[int, ...], is_certain: bool, words: str
) -> None:
    assert str(Missing("a" * 32, "Jumla", files, 2, is_certain)).startswith(words)


def test_files_for_others_and_files_whose_content_is_here_are_not_waited_for(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    for number in (1, 2, 3):
        send(jumla, tmp_path / f"for others {number}.mspsync")
    receive(surkhet, *send(jumla, tmp_path / "4.mspsync"))
    back_up_to(surkhet, tmp_path / "old.msp")
    jumla.workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    receive(surkhet, *send(jumla, tmp_path / "5.mspsync"))
    surkhet.workspace.set_single("challenge", space, {"place": "North"})
    receive(jumla, *send(surkhet, tmp_path / "answer.mspsync"))
    surkhet.close()
    restore(surkhet.home, tmp_path / "old.msp")
    surkhet = open_office(surkhet.home)
    for number, causes in ((6, "Deep pumps"), (7, "No rain")):
        jumla.workspace.set_single("challenge", space, {"causes": causes})
        receive(surkhet, *send(jumla, tmp_path / f"{number}.mspsync", **only_for(surkhet)))
        told, of_its_own = missing(surkhet)
        assert told.startswith("Waiting for file 5 from Jumla, probably.")
        assert of_its_own.startswith("Waiting for something Surkhet wrote.")
    receive(jumla, *send(surkhet, tmp_path / "asking.mspsync"))
    receive(surkhet, *send(jumla, tmp_path / "again.mspsync", **only_for(surkhet)))
    assert missing(surkhet) == []
    surkhet.close()


def only_for(office: Office) -> dict[str, object]:
    return {"to": (office.id,), "is_open": False}


def test_a_file_that_is_refused_takes_no_number(two: tuple[Office, Office], tmp_path: Path) -> None:
    jumla, _surkhet = two
    (first,) = send(jumla, tmp_path / "1.mspsync")
    jumla.workspace.add_partnership({"name": "Clean water"})
    with pytest.raises(NotWritten, match="is there already"):
        send(jumla, first)
    with pytest.raises(exchange.PassphraseTooShort):
        send(jumla, tmp_path / "secret.mspsync", is_open=False, passphrase="short")
    (second,) = send(jumla, tmp_path / "2.mspsync")
    header = envelope.read_header(second.read_bytes())
    assert (header.file_number, header.counts.spaces) == (2, 1)


@pytest.mark.parametrize(
    ("writes", "words"),
    [(1, "1 change of {} waits here. It builds"), (9, "9 changes of {} wait here. They build")],
)
def test_what_waits_is_told_in_sentences(writes: int, words: str) -> None:
    told = str(exchange.Held("a" * 32, "", writes, 0, 100))
    assert told.startswith(words.format("an office whose name has not arrived yet"))
