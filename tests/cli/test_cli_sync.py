"""Two offices exchange files by commands and end up with the same."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.office import open_office
from msp_desktop.cli import run
from msp_desktop.sync import header
from tests.copying import copy_of

NAMES = ("Jumla", "Surkhet")


class Office:
    """The commands of one office."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._home = home
        self._capsys = capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        assert run([*words, "--home", str(self._home)]) == code
        out, err = self._capsys.readouterr()
        return (err if code else out).strip()


@pytest.fixture(scope="package")
def two_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two offices that trust each other, made by commands, to copy."""
    folder = tmp_path_factory.mktemp("two")
    homes = [folder / name.lower() for name in NAMES]
    for home, name in zip(homes, NAMES, strict=True):
        said = ("--name", name, "--place", name, "--person", f"{name} officer")
        assert run(["office", "init", *said, "--home", str(home)]) == 0
        card = ("--out", str(folder / f"{name}.mspcard"))
        assert run(["office", "card", *card, "--home", str(home)]) == 0
    for home, name in zip(homes, reversed(NAMES), strict=True):
        assert run(["office", "trust", str(folder / f"{name}.mspcard"), "--home", str(home)]) == 0
    return folder


@pytest.fixture
def two(
    two_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Office, Office]:
    return both_in(two_template, tmp_path, capsys)


def both_in(
    template: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Office, Office]:
    """Copy two offices, and return the commands of each."""
    capsys.readouterr()
    jumla, surkhet = (
        Office(copy_of(template / name.lower(), folder / name.lower()), capsys) for name in NAMES
    )
    return jumla, surkhet


def test_what_was_written_apart_comes_together(two: tuple[Office, Office], tmp_path: Path) -> None:
    jumla, surkhet = two
    jumla("partnership", "new", "name=Clean water")
    jumla("record", "set", "challenge", "statement=Wells run dry")
    jumla("sync", "export", str(tmp_path / "1.mspsync"), "--open")
    facts = json.loads(surkhet("sync", "inspect", str(tmp_path / "1.mspsync"), "--json"))
    assert (facts["office"], facts["number"]) == ("Jumla", 1)
    surkhet("sync", "import", str(tmp_path / "1.mspsync"))
    assert jumla("sync", "digest") == surkhet("sync", "digest")
    jumla("record", "set", "challenge", "statement=Wells run dry in May", "place=North")
    surkhet("record", "set", "challenge", "statement=Springs run dry", "causes=Deep pumps")
    assert jumla("sync", "digest") != surkhet("sync", "digest")
    surkhet("sync", "export", str(tmp_path / "2.mspsync"), "--open")
    report = json.loads(jumla("sync", "import", str(tmp_path / "2.mspsync"), "--json"))
    parts = ("known", "applied", "conflicting", "waiting")
    assert report["writes"] == sum(report[part] for part in parts)
    (conflict,) = json.loads(jumla("sync", "conflicts", "--json"))
    values = {side["value"]: side["office"] for side in conflict["sides"]}
    assert values == {"Wells run dry in May": "Jumla", "Springs run dry": "Surkhet"}
    (peer,) = json.loads(jumla("sync", "status", "--json"))
    assert peer["office"] == "Surkhet"
    jumla("sync", "export", str(tmp_path / "3.mspsync"), "--for", peer["office_id"])
    surkhet("sync", "import", str(tmp_path / "3.mspsync"), str(tmp_path / "1.mspsync"))
    assert jumla("sync", "digest") == surkhet("sync", "digest")
    (row,) = json.loads(jumla("record", "list", "challenge", "--json"))
    assert (row["place"], row["causes"]) == ("North", "Deep pumps")


def test_a_bad_file_is_refused_and_nothing_changes(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    jumla("partnership", "new", "name=Clean water")
    file = tmp_path / "1.mspsync"
    jumla("sync", "export", str(file), "--open")
    assert "there already" in jumla("sync", "export", str(file), "--open", code=1)
    data = bytearray(file.read_bytes())
    data[-20] ^= 1
    file.write_bytes(data)
    before = surkhet("sync", "digest")
    assert "Nothing was changed" in surkhet("sync", "import", str(file), code=1)
    assert surkhet("sync", "digest") == before


def test_a_preview_changes_nothing_and_an_import_can_be_taken_back(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    jumla("partnership", "new", "name=Clean water")
    file = tmp_path / "1.mspsync"
    jumla("sync", "export", str(file), "--open")
    before = surkhet("sync", "digest")
    looked = json.loads(surkhet("sync", "import", str(file), "--preview", "--json"))
    assert surkhet("sync", "digest") == before
    assert surkhet("sync", "inbox") == "No file waits."
    taken = json.loads(surkhet("sync", "import", str(file), "--json"))
    assert (taken["applied"], taken["spaces"]) == (looked["applied"], looked["spaces"])
    assert "Clean water" in surkhet("sync", "received")
    assert "Already taken in on" in surkhet("sync", "import", str(file))
    assert "as it was before" in surkhet("sync", "undo")
    assert surkhet("sync", "digest") == before
    (kept,) = json.loads(surkhet("sync", "received", "1", "--json"))
    assert kept["undone"]
    assert "no import" in surkhet("sync", "undo", code=1)
    assert "Not found" in surkhet("sync", "received", "7", code=1)


def test_a_file_that_must_wait_is_kept_and_told_by_the_exit_code(
    two: tuple[Office, Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jumla, surkhet = two
    file = tmp_path / "newer.mspsync"
    with monkeypatch.context() as newer:
        newer.setattr(header, "FORMAT", 2)
        jumla("sync", "export", str(file), "--open")
    assert run(["sync", "import", str(file), "--home", str(tmp_path / "surkhet")]) == 3
    assert "Install the newer version" in surkhet("sync", "inbox")


def test_changes_that_wait_are_listed_and_thrown_away(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    jumla("partnership", "new", "name=Clean water")
    jumla("sync", "export", str(tmp_path / "lost.mspsync"), "--open")
    jumla("record", "set", "challenge", "statement=Wells run dry")
    office = open_office(tmp_path / "jumla")
    options = exchange.SendOptions(is_open=True, part_size=1)
    report = exchange.send(office.workspace.database, tmp_path / "1.mspsync", options)
    office.close()
    surkhet("sync", "import", report.files[-1])
    assert "wait" in surkhet("sync", "held")
    (held,) = json.loads(surkhet("sync", "held", "--json"))
    assert (held["office"], held["untrusted"]) == ("Jumla", 0)
    assert surkhet("sync", "held", "--throw-away", "Jumla") == "No change waits."


def test_a_locked_file_is_opened_with_its_passphrase(
    two: tuple[Office, Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jumla, surkhet = two
    jumla("partnership", "new", "name=Clean water")
    office = open_office(tmp_path / "jumla")
    file = tmp_path / "locked.mspsync"
    options = exchange.SendOptions(passphrase="river stone lamp")
    exchange.send(office.workspace.database, file, options)
    office.close()
    assert run(["sync", "import", str(file), "--home", str(tmp_path / "surkhet")]) == 3
    assert "locked with a passphrase" in surkhet("sync", "inbox")
    monkeypatch.setattr("sys.stdin", io.StringIO("river stone lump\nriver stone lamp\n"))
    assert "does not open" in surkhet("sync", "import", str(file), "--passphrase", code=1)
    taken = surkhet("sync", "import", str(file), "--passphrase")
    assert "Clean water" in taken
    assert surkhet("sync", "inbox") == "No file waits."


def test_a_file_that_waits_is_thrown_away(
    two: tuple[Office, Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jumla, surkhet = two
    file = tmp_path / "newer.mspsync"
    with monkeypatch.context() as newer:
        newer.setattr(header, "FORMAT", 2)
        jumla("sync", "export", str(file), "--open")
    surkhet("sync", "import", str(file), code=3)
    assert "Not found" in surkhet("sync", "inbox", "--throw-away", "other.mspsync", code=1)
    (waiting,) = json.loads(surkhet("sync", "inbox", "--json"))
    assert surkhet("sync", "inbox", "--throw-away", "newer.mspsync") == "No file waits."
    surkhet("sync", "import", str(file), code=3)
    assert surkhet("sync", "inbox", "--throw-away", waiting["path"]) == "No file waits."
    assert file.is_file()


def test_whoever_carries_a_file_sees_whether_it_is_whole(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, _surkhet = two
    file = tmp_path / "1.mspsync"
    jumla("sync", "export", str(file), "--for", "Surkhet")
    assert "as its sender signed it" in jumla("sync", "inspect", str(file))
    whole = file.read_bytes()
    for spoilt in (whole[:-40], whole[:100], whole + b"x", whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(spoilt)
        assert "damaged or incomplete" in jumla("sync", "inspect", str(file), code=1)
    file.write_bytes(b"A letter.")
    assert "not a sync file" in jumla("sync", "inspect", str(file), code=1)


def test_an_unknown_partnership_is_refused_and_counts_are_those_of_the_file(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    first, second = (jumla("partnership", "new", f"name={name}") for name in ("Water", "Roads"))
    file = tmp_path / "1.mspsync"
    wrong = jumla("sync", "export", str(file), "--open", "--partnership", first, "0123", code=1)
    assert wrong.startswith("Not found: 0123.")
    assert not file.exists()
    assert "Not found" in jumla("sync", "digest", "--partnership", "0123", code=1)
    words = (str(file), "--open", "--partnership", first, first, "--json")
    assert json.loads(jumla("sync", "export", *words))["partnerships"] == 1
    surkhet("sync", "import", str(file))
    digests = [one("sync", "digest", "--partnership", first) for one in two]
    assert digests[0] == digests[1]
    assert "Not found" in surkhet("sync", "digest", "--partnership", second, code=1)
    surkhet("sync", "export", str(tmp_path / "2.mspsync"), "--for", "Jumla")
    jumla("sync", "import", str(tmp_path / "2.mspsync"))
    news = (str(tmp_path / "3.mspsync"), "--for", "Surkhet", "--json")
    assert json.loads(jumla("sync", "export", *news))["partnerships"] == 1, "the other is there"


def test_a_size_that_is_none_is_refused_and_a_part_above_it_is_told(
    two: tuple[Office, Office], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jumla, _surkhet = two
    file, scan = tmp_path / "1.mspsync", tmp_path / "scan.pdf"
    jumla("partnership", "new", "name=Clean water")
    scan.write_bytes(random.Random(1).randbytes(1_500_000))
    jumla("record", "set", "agreement", f"signed_copy_file=@{scan}")
    for size in ("-1", "0", "nan", "inf"):
        refused = jumla("sync", "export", str(file), "--open", f"--part-size={size}", code=1)
        assert "at least 0.001 MB" in refused
    assert not file.exists()
    home = ("--open", "--home", str(tmp_path / "jumla"))
    assert run(["sync", "export", str(file), *home, "--part-size", "1"]) == 0
    assert "1 part is larger than asked for (1.0 MB)" in capsys.readouterr().err
    assert run(["sync", "export", str(tmp_path / "2.mspsync"), *home, "--part-size", "1.2"]) == 0
    assert "larger" not in capsys.readouterr().err
    sizes = [one.stat().st_size for one in tmp_path.glob("2_p*.mspsync")]
    assert len(sizes) > 1
    assert max(sizes) <= 1_200_000
