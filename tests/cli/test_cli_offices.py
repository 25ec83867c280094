"""Whom an office trusts is shown and decided by commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.office import open_office
from tests.cli.test_cli_sync import Office


@pytest.fixture
def jumla(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return begin("Jumla", tmp_path, capsys)


@pytest.fixture
def mugu(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return begin("Mugu", tmp_path, capsys)


def begin(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    office = Office(folder / name, capsys)
    office("office", "init", "--name", name, "--place", name, "--person", f"{name} officer")
    return office


def states(office: Office) -> list[tuple[str, str]]:
    return [(one["name"], one["state"]) for one in json.loads(office("office", "list", "--json"))]


def export(office: Office, file: Path) -> str:
    """Write a file for everybody."""
    opened = open_office(office._home)
    exchange.send(opened.workspace.database, file, exchange.SendOptions(is_open=True))
    opened.close()
    return str(file)


def test_a_card_handed_over_is_trusted(jumla: Office, mugu: Office, tmp_path: Path) -> None:
    card = tmp_path / "jumla.mspcard"
    digits = jumla("office", "card", "--out", str(card))
    assert len(digits.split()) == 6
    assert digits in mugu("office", "trust", str(card))
    assert states(mugu) == [("Jumla", "verified")]
    assert f"verified    {digits}  Jumla" in mugu("office", "list")


def test_a_stranger_whose_file_waits_is_trusted_by_its_digits(
    jumla: Office, mugu: Office, tmp_path: Path
) -> None:
    jumla("partnership", "new", "name=Clean water")
    file = export(jumla, tmp_path / "1.mspsync")
    mugu("sync", "import", file, code=3)
    assert states(mugu) == [("Jumla", "unknown")]
    assert "Not found" in mugu("office", "trust", "12345", "67890", code=1)
    digits = jumla("office", "card", "--out", str(tmp_path / "jumla.mspcard"))
    mugu("office", "trust", *digits.split())
    assert states(mugu) == [("Jumla", "verified")]
    mugu("sync", "import", file)
    assert mugu("sync", "digest") == jumla("sync", "digest")


def test_keys_are_revoked_changed_and_trusted_again_by_digits_alone(
    jumla: Office, mugu: Office, tmp_path: Path
) -> None:
    card = tmp_path / "jumla.mspcard"
    jumla("office", "card", "--out", str(card))
    mugu("office", "trust", str(card))
    (known,) = json.loads(mugu("office", "list", "--json"))
    mugu("office", "revoke", known["office_id"])
    assert states(mugu) == [("Jumla", "revoked")]
    assert "Call the office" in mugu("office", "trust", str(card), code=1)
    digits = jumla("office", "rotate")
    assert digits != known["digits"]
    mugu("sync", "import", export(jumla, tmp_path / "1.mspsync"), code=3)
    assert ("Jumla", "changed") in states(mugu)
    mugu("office", "trust", *digits.split())
    mugu("sync", "import", str(tmp_path / "1.mspsync"))
    assert ("Jumla", "verified") in states(mugu)
    assert "Not found" in mugu("office", "revoke", "nobody", code=1)


def test_several_cards_are_trusted_at_once_or_none(
    jumla: Office, mugu: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = [str(tmp_path / f"{name}.mspcard") for name in ("jumla", "dolpa")]
    jumla("office", "card", "--out", cards[0])
    begin("Dolpa", tmp_path, capsys)("office", "card", "--out", cards[1])
    missing = str(tmp_path / "missing.mspcard")
    assert missing in mugu("office", "trust", *cards, missing, code=1)
    assert states(mugu) == []
    assert len(mugu("office", "trust", *cards).splitlines()) == 2
    assert states(mugu) == [("Dolpa", "verified"), ("Jumla", "verified")]


def test_an_office_is_revoked_by_its_name_and_this_one_is_never_meant(
    jumla: Office, mugu: Office, tmp_path: Path
) -> None:
    jumla("office", "card", "--out", str(tmp_path / "jumla.mspcard"))
    mugu("office", "trust", str(tmp_path / "jumla.mspcard"))
    mugu("office", "revoke", "jumla")
    assert states(mugu) == [("Jumla", "revoked")]
    assert "Mugu is this office" in mugu("office", "revoke", "Mugu", code=1)
    file = tmp_path / "1.mspsync"
    assert "Mugu is this office" in mugu("sync", "export", str(file), "--for", "Mugu", code=1)
    assert not file.exists()
