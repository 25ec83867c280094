"""The official wording by command: looked into, loaded, listed, chosen, removed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import pytest

from msp_desktop.cli import run
from tests.intake.published import ALL, as_csv, as_xlsx


class Command(Protocol):
    def __call__(self, *words: str | Path, code: int = 0) -> tuple[str, str]: ...


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def carry_out(*words: str | Path, code: int = 0) -> tuple[str, str]:
        assert run([*map(str, words), "--home", str(home)]) == code
        out, err = capsys.readouterr()
        return out.strip(), err.strip()

    return carry_out


def listed(command: Command) -> list[dict[str, object]]:
    said, _complaint = command("framework", "list", "--json")
    found: list[dict[str, object]] = json.loads(said)
    return found


def test_a_wording_is_loaded_listed_chosen_and_removed(command: Command, tmp_path: Path) -> None:
    one, two = tmp_path / "valley.csv", tmp_path / "hills.xlsx"
    one.write_bytes(as_csv([*ALL, ("", "18.1 Moons", "", "")]))
    two.write_bytes(as_xlsx())
    said, _complaint = command("framework", "load", one, "--preview")
    assert "Row 13: there is no goal for 18.1" in said
    assert "2 of 17 goals, 3 of 169 targets, 4 of 251 indicators by code, 1 own" in said
    assert listed(command) == []
    command("framework", "load", one, "--name", "Valley", "--source", "By hand")
    command("framework", "load", two)
    assert [(one["name"], one["shown"]) for one in listed(command)] == [
        ("hills", True),
        ("Valley", False),
    ]
    command("framework", "show", "Valley")
    said, _complaint = command("framework", "list")
    assert "as reviewed in 2025" in said.splitlines()[0]
    assert said.splitlines()[2].startswith("* ")
    assert "By hand" in said.splitlines()[2]
    command("framework", "remove", str(listed(command)[1]["sha"])[:8])
    assert [(one["name"], one["shown"]) for one in listed(command)] == [("hills", True)]
    command("framework", "show", "none")
    assert not listed(command)[0]["shown"]


def test_what_cannot_be_kept_is_a_sentence(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,place\n")
    _said, complaint = command("framework", "load", file, code=1)
    assert "Nothing was changed" in complaint
    file.write_bytes(as_csv([("6.1 Taps", "6.1.1 Houses with a tap")]))
    _said, complaint = command("framework", "load", file, code=1)
    assert "--language" in complaint
    assert listed(command) == []
    command("framework", "load", file, "--language", "km")
    assert listed(command)[0]["language"] == "km"
    _said, complaint = command("framework", "remove", "Hills", code=1)
    assert "Hills" in complaint
    _said, complaint = command("framework", "load", tmp_path / "gone.csv", code=1)
    assert "gone.csv" in complaint
