"""A sync file is written for offices, for a passphrase or for everybody, and holds what was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msp_desktop.cli import run
from msp_desktop.sync import envelope


class Office:
    """The commands of one office."""

    def __init__(self, home: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._home = home
        self._capsys = capsys
        self("office", "init", "--name", name, "--place", name, "--person", f"{name} officer")

    def __call__(self, *words: str, code: int = 0) -> str:
        assert run([*words, "--home", str(self._home)]) == code
        out, self.said = self._capsys.readouterr()
        return (self.said if code else out).strip()


def acquaint(one: Office, other: Office, folder: Path) -> None:
    """Let two offices hand each other their cards."""
    for number, (giver, taker) in enumerate(((one, other), (other, one))):
        card = str(folder / f"{number}.mspcard")
        giver("office", "card", "--out", card)
        taker("office", "trust", card)


@pytest.fixture
def jumla(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    office = Office(tmp_path / "jumla", "Jumla", capsys)
    for name in ("Clean water", "Roads"):
        office("partnership", "new", f"name={name}")
    return office


@pytest.mark.parametrize("words", [[], ["--open", "--passphrase"], ["--open", "--for", "Surkhet"]])
def test_for_whom_a_file_is_must_be_said_in_one_way(
    jumla: Office, tmp_path: Path, words: list[str]
) -> None:
    file = tmp_path / "1.mspsync"
    said = jumla("sync", "export", str(file), *words, code=1)
    for way in ("--for OFFICE…", "--passphrase", "--open", "Nothing was written"):
        assert way in said
    assert not file.exists()


def test_a_file_for_everybody_says_that_anyone_can_read_it(jumla: Office, tmp_path: Path) -> None:
    jumla("sync", "export", str(tmp_path / "1.mspsync"), "--open")
    assert "Anyone who gets the file can read it." in jumla.said


def test_some_partnerships_are_written_in_parts_without_attachments_and_contacts(
    jumla: Office, tmp_path: Path
) -> None:
    water = next(
        one["id"]
        for one in json.loads(jumla("partnership", "list", "--json"))
        if "water" in one["name"]
    )
    report = json.loads(
        jumla(
            *("sync", "export", str(tmp_path / "1.mspsync"), "--open", "--json"),
            *("--partnership", water, "--without", "attachments,contacts", "--part-size", "0.0045"),
        )
    )
    assert report["partnerships"] == 1
    headers = [envelope.read_header(Path(file).read_bytes()) for file in report["files"]]
    assert [header.part for header in headers] == list(range(1, headers[0].parts + 1))
    assert len(headers) > 1
    assert {header.without for header in headers} == {("attachments", "personal")}
    assert sum(header.counts.spaces for header in headers) == 1


def test_what_cannot_be_left_out_is_explained(jumla: Office, tmp_path: Path) -> None:
    file = tmp_path / "1.mspsync"
    said = jumla("sync", "export", str(file), "--open", "--without", "notes", code=1)
    assert "“attachments”, “contacts”" in said
    assert not file.exists()


def test_an_office_is_named_by_its_name_or_identifier(
    jumla: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    surkhet = Office(tmp_path / "surkhet", "Surkhet", capsys)
    acquaint(jumla, surkhet, tmp_path)
    surkhet("partnership", "new", "name=Health")
    surkhet("sync", "export", str(tmp_path / "1.mspsync"), "--open")
    jumla("sync", "import", str(tmp_path / "1.mspsync"))
    (peer,) = json.loads(jumla("sync", "status", "--json"))
    for number, name in enumerate(("surkhet", peer["office_id"]), 2):
        file = tmp_path / f"{number}.mspsync"
        jumla("sync", "export", str(file), "--for", name)
        (address,) = envelope.read_header(file.read_bytes()).addresses
        assert address.office_id == peer["office_id"]
    assert "Not found" in jumla("sync", "export", str(tmp_path / "9.mspsync"), "--for", "X", code=1)


def test_the_status_says_what_is_waited_for(
    jumla: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    surkhet = Office(tmp_path / "surkhet", "Surkhet", capsys)
    acquaint(jumla, surkhet, tmp_path)
    first, second = str(tmp_path / "1.mspsync"), tmp_path / "2.mspsync"
    jumla("sync", "export", first, "--open", "--partnership", "0" * 32)
    surkhet("sync", "import", first)
    jumla("sync", "export", str(second), "--open")
    for one in json.loads(jumla("partnership", "list", "--json")):
        jumla("record", "set", "challenge", "statement=Dry", "--partnership", one["id"])
    parts = ("sync", "export", str(tmp_path / "3.mspsync"), "--open", "--part-size", "0.0045")
    report = json.loads(jumla(*parts, "--json"))
    surkhet("sync", "import", report["files"][-1])
    assert "Waiting for file 3 from Jumla." in surkhet("sync", "status")
    (peer,) = json.loads(surkhet("sync", "status", "--json"))
    assert peer["waiting_for_files"] == [3]


def test_the_status_names_every_office_that_is_trusted(
    jumla: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offices = {name: Office(tmp_path / name, name, capsys) for name in ("Surkhet", "Mugu")}
    for name, office in offices.items():
        (tmp_path / f"to {name}").mkdir()
        acquaint(jumla, office, tmp_path / f"to {name}")
    jumla("sync", "export", str(tmp_path / "1.mspsync"), "--for", "Surkhet", "Mugu")
    mugu, surkhet = jumla("sync", "status").splitlines()
    assert mugu.startswith("Mugu, Mugu: never heard from; ")
    assert surkhet.startswith("Surkhet, Surkhet: never heard from; ")
    assert "changes it may lack" in surkhet
    peers = json.loads(jumla("sync", "status", "--json"))
    assert [(one["office"], one["received"]) for one in peers] == [
        ("Mugu", None),
        ("Surkhet", None),
    ]
    assert all(one["unacknowledged"] > 0 for one in peers)
    surkhet_office = offices["Surkhet"]
    surkhet_office("sync", "import", str(tmp_path / "1.mspsync"))
    surkhet_office("sync", "export", str(tmp_path / "2.mspsync"), "--for", "Jumla")
    jumla("sync", "import", str(tmp_path / "2.mspsync"))
    surkhet, mugu = jumla("sync", "status").splitlines()
    assert surkhet.startswith("Surkhet, Surkhet: last heard from ")
    assert mugu.startswith("Mugu, Mugu: never heard from; ")


def test_an_office_is_named_in_the_status_although_its_first_part_is_missing(
    jumla: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    surkhet = Office(tmp_path / "surkhet", "Surkhet", capsys)
    acquaint(jumla, surkhet, tmp_path)
    parts = ("sync", "export", str(tmp_path / "1.mspsync"), "--open", "--part-size", "0.0045")
    report = json.loads(jumla(*parts, "--json"))
    assert len(report["files"]) > 1
    surkhet("sync", "import", report["files"][-1])
    status = surkhet("sync", "status")
    assert status.startswith("Jumla, Jumla: last heard from ")
    assert "an office whose name" not in status
