"""The commands do the main job and say plainly what went wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import pytest

from msp_desktop.cli import run
from msp_desktop.domain.fields import Choice
from msp_desktop.domain.guideline import KINDS


class Command(Protocol):
    def __call__(self, *words: str, code: int = 0) -> str: ...


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def carry_out(*words: str, code: int = 0) -> str:
        assert run([*words, "--home", str(home)]) == code
        out, err = capsys.readouterr()
        return (err if code else out).strip()

    return carry_out


def test_records_are_added_changed_listed_and_removed(command: Command) -> None:
    space = command("partnership", "new", "name=Water for Jumla")
    assert command("partnership", "list").startswith(space)
    partner = command("record", "add", "partner", "name=Water Board", "influence=4")
    command("record", "set", "partner", "name=Water Authority", "--id", partner)
    command("record", "set", "challenge", "statement=Wells run dry")
    (row,) = json.loads(command("record", "list", "partner", "--json"))
    assert (row["name"], row["influence"]) == ("Water Authority", 4)
    shown = json.loads(command("record", "show", "partner", partner, "--json"))
    assert [change["values"].get("name") for change in shown["history"]] == [
        "Water Authority",
        "Water Board",
    ]
    tasks = {task["task"]: task for task in json.loads(command("tasks", "--json"))}
    assert len(tasks) == 32
    assert tasks["1.1"]["state"] == "in_progress"
    assert any("objective" in sentence for sentence in tasks["1.1"]["missing"])
    command("record", "delete", "partner", partner)
    assert json.loads(command("record", "list", "partner", "--json")) == []
    assert "in order" in command("check")


def test_a_wrong_answer_is_a_sentence_and_exit_code_1(command: Command) -> None:
    assert "no office" not in command("partnership", "list")
    command("partnership", "new", "name=Water")
    assert "outside the scale" in command(
        "record", "add", "partner", "name=A", "influence=9", code=1
    )
    assert "Not found" in command("record", "add", "nonsense", "name=A", code=1)
    assert "field=value" in command("record", "add", "partner", "A", code=1)
    assert "record set challenge" in command("record", "add", "challenge", "statement=A", code=1)


def test_a_folder_without_an_office_says_how_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["partnership", "list", "--home", str(tmp_path)]) == 1
    assert "Set it up first" in capsys.readouterr().err
    words = ["office", "init", "--name", "A", "--place", "B", "--person", "C"]
    assert run([*words, "--home", str(tmp_path)]) == 0
    assert run([*words, "--home", str(tmp_path)]) == 1
    assert "already" in capsys.readouterr().err


def test_a_batch_stops_at_the_first_line_that_fails(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "batch.txt"
    file.write_text(
        "# two partners\npartnership new 'name=Water for Jumla'\nrecord add partner 'name=Water Board'\n"
        "record add partner influence=99\nrecord add partner name=Never\n",
        "utf-8",
    )
    complaint = command("batch", str(file), code=1)
    assert "line 4" in complaint
    assert len(json.loads(command("record", "list", "partner", "--json"))) == 1


def test_backup_and_restore(command: Command, tmp_path: Path) -> None:
    command("partnership", "new", "name=Water")
    command("backup", str(tmp_path / "copy.msp"))
    command("partnership", "new", "name=Roads")
    assert "kept in" in command("restore", str(tmp_path / "copy.msp"))
    assert len(json.loads(command("partnership", "list", "--json"))) == 1
    assert "damaged" in command("restore", str(tmp_path / "nothing.msp"), code=1)


def test_a_wrong_choice_names_the_field_and_what_can_be_chosen(command: Command) -> None:
    command("partnership", "new", "name=Water for Jumla")
    sector = KINDS["partner"].fields["sector"]
    assert isinstance(sector, Choice)
    options = [option.key for option in sector.options]
    said = command("record", "add", "partner", "name=Board", "sector=nonsense", code=1)
    assert said.startswith("sector cannot be “nonsense”.")
    assert ", ".join(options) in said
    assert command("record", "list", "partner") == ""
    assert f"sector: {' | '.join(options)}" in command("kinds")
    assert json.loads(command("kinds", "--json"))["partner"]["options"]["sector"] == options


def test_a_wrong_number_names_the_field(command: Command) -> None:
    command("partnership", "new", "name=Water for Jumla")
    said = command("record", "add", "partner", "name=Board", "influence=9", code=1)
    assert said.startswith("influence cannot be “9”.")
    assert "outside the scale" in said


def test_of_a_long_text_a_complaint_quotes_only_the_beginning(
    command: Command, tmp_path: Path
) -> None:
    command("partnership", "new", "name=Water for Jumla")
    long = "Karnali" * 2000
    for answer in (f"place={long}", long):
        complaint = command("record", "set", "challenge", answer, code=1)
        assert "Karnali" in complaint
        assert len(complaint) < 300
    batch = tmp_path / "batch.txt"
    batch.write_text(f"record set challenge place={long}\n", "utf-8")
    assert len(command("batch", str(batch), code=1)) < 600
