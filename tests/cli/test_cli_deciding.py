"""What offices wrote apart is listed, decided and looked back on by commands."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from msp_desktop.cli import run
from tests.cli.test_cli_sync import Office, both_in, two, two_template
from tests.copying import copy_of

__all__ = ["two", "two_template"]
TEXT = "Wells run dry. Pumps are broken."


@pytest.fixture(scope="module")
def apart_template(two_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two offices as `apart` describes them, to copy."""
    folder = tmp_path_factory.mktemp("apart")
    jumla, surkhet = (copy_of(two_template / name, folder / name) for name in ("jumla", "surkhet"))
    command(jumla, "partnership", "new", "name=Clean water")
    partner = command(jumla, "record", "add", "partner", f"value_added={TEXT}", "goals=6")
    (folder / "partner.txt").write_text(partner)
    command(jumla, "sync", "export", str(folder / "1.mspsync"), "--open")
    command(surkhet, "sync", "import", str(folder / "1.mspsync"))
    for home, text, goals in (
        (jumla, f"Deep {TEXT}", "goals=6 13"),
        (surkhet, f"{TEXT} Now.", "goals=3 6"),
    ):
        command(home, "record", "set", "partner", "--id", partner, f"value_added={text}", goals)
    command(surkhet, "sync", "export", str(folder / "2.mspsync"), "--open")
    command(jumla, "sync", "import", str(folder / "2.mspsync"))
    return folder


def command(home: Path, *words: str) -> str:
    """Carry out a command and return what it says."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert run([*words, "--home", str(home)]) == 0
    return said.getvalue().strip()


@pytest.fixture
def apart(
    apart_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Office, Office, str]:
    """Two offices that changed one text and one list of Goals apart; Jumla knows of both."""
    jumla, surkhet = both_in(apart_template, tmp_path, capsys)
    return jumla, surkhet, (apart_template / "partner.txt").read_text()


def conflicts(office: Office) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(office("sync", "conflicts", "--json"))
    return found


def partner_of(office: Office) -> dict[str, Any]:
    (row,) = json.loads(office("record", "list", "partner", "--json"))
    return dict(row)


def test_a_conflict_has_the_same_name_in_every_office(
    apart: tuple[Office, Office, str], tmp_path: Path
) -> None:
    jumla, surkhet, partner = apart
    names = {one["id"] for one in conflicts(jumla)}
    assert names == {f"{partner}:goals", f"{partner}:value_added"}
    jumla("sync", "export", str(tmp_path / "3.mspsync"), "--open")
    surkhet("sync", "import", str(tmp_path / "3.mspsync"))
    assert {one["id"] for one in conflicts(surkhet)} == names
    assert f"{partner}:goals" in surkhet("sync", "conflicts")


@pytest.mark.parametrize(
    ("keep", "stands"),
    [("mine", "6 13"), ("theirs", "3 6"), ("both", "3 6 13"), ("1 2", "1 2")],
)
def test_mine_theirs_both_or_another_answer_can_stand(
    apart: tuple[Office, Office, str], keep: str, stands: str
) -> None:
    jumla, _surkhet, partner = apart
    assert jumla("sync", "resolve", f"{partner}:goals", "--keep", keep) == "1 conflict settled"
    assert partner_of(jumla)["goals"] == stands
    assert [one["field_key"] for one in conflicts(jumla)] == ["value_added"]


def test_both_long_texts_stand_under_each_other_with_the_names_of_their_offices(
    apart: tuple[Office, Office, str],
) -> None:
    jumla, _surkhet, partner = apart
    jumla("sync", "resolve", f"{partner}:value_added", "--keep", "both")
    both = partner_of(jumla)["value_added"]
    assert both == f"Jumla:\nDeep {TEXT}\n\nSurkhet:\n{TEXT} Now."


def test_all_of_one_office_can_stand_at_once(apart: tuple[Office, Office, str]) -> None:
    jumla, _surkhet, _partner = apart
    assert "--office" in jumla("sync", "resolve", "--all", "--keep", "theirs", code=1)
    unknown = ("sync", "resolve", "--all", "--keep", "theirs", "--office", "Surket")
    assert "called Surket. Nothing was decided" in jumla(*unknown, code=1)
    said = jumla("sync", "resolve", "--all", "--keep", "theirs", "--office", "Surkhet")
    assert said == "2 conflicts settled"
    assert partner_of(jumla)["value_added"] == f"{TEXT} Now."
    assert conflicts(jumla) == []


def test_what_cannot_stand_is_refused_and_the_conflict_stays(
    apart: tuple[Office, Office, str],
) -> None:
    jumla, _surkhet, partner = apart
    name = f"{partner}:goals"
    assert "1 to 17" in jumla("sync", "resolve", name, "--keep", "99", code=1)
    said = jumla("sync", "resolve", name, "--keep", "theirs", "--office", "Dolpa", code=1)
    assert "Jumla" in said
    assert "Surkhet" in said
    assert "Not found" in jumla("sync", "resolve", f"{partner}:name", "--keep", "mine", code=1)
    assert "which conflict" in jumla("sync", "resolve", "--keep", "mine", code=1)
    assert len(conflicts(jumla)) == 2


def test_a_record_removed_in_one_office_is_told_and_decided_in_words(
    apart: tuple[Office, Office, str], tmp_path: Path
) -> None:
    jumla, surkhet, partner = apart
    jumla("sync", "export", str(tmp_path / "3.mspsync"), "--open")
    surkhet("sync", "import", str(tmp_path / "3.mspsync"))
    surkhet("sync", "resolve", "--all", "--keep", "mine")
    surkhet("sync", "export", str(tmp_path / "4.mspsync"), "--open")
    jumla("sync", "import", str(tmp_path / "4.mspsync"))
    surkhet("record", "delete", "partner", partner)
    jumla("record", "set", "partner", "--id", partner, "goals=1")
    surkhet("sync", "export", str(tmp_path / "5.mspsync"), "--open")
    jumla("sync", "import", str(tmp_path / "5.mspsync"))
    (conflict,) = conflicts(jumla)
    assert {one["value"] for one in conflict["sides"]} == {0, 1}
    said = jumla("sync", "conflicts")
    assert "Jumla: Changed (--keep keep)" in said
    assert "Surkhet: Removed (--keep remove)" in said
    jumla("sync", "resolve", conflict["id"], "--keep", "remove")
    assert json.loads(jumla("record", "list", "partner", "--json")) == []


def test_the_log_of_a_record_goes_across_offices(apart: tuple[Office, Office, str]) -> None:
    jumla, _surkhet, partner = apart
    jumla("sync", "resolve", f"{partner}:goals", "--keep", "both")
    newest, *older = json.loads(jumla("sync", "log", partner, "--field", "goals", "--json"))
    assert (newest["reason"], newest["values"]) == ("conflict settled", {"goals": "3 6 13"})
    assert sorted(newest["replaced"]["goals"]) == ["3 6", "6 13"]
    assert {one["office"] for one in older} == {"Jumla", "Surkhet"}
    lines = jumla("sync", "log", partner).splitlines()
    assert len(lines) == 4
    assert "conflict settled" in lines[0]
    assert "Not found" in jumla("sync", "log", partner, "--field", "colour", code=1)
    assert "Not found" in jumla("sync", "log", "0" * 31 + "f", code=1)


def test_an_organisation_entered_twice_becomes_one_by_command(two: tuple[Office, Office]) -> None:
    jumla, _surkhet = two
    jumla("partnership", "new", "name=Clean water")
    first = jumla("record", "add", "partner", "name=Water Office")
    second = jumla("record", "add", "partner", "name=water office", "phone=2")
    listed = json.loads(jumla("record", "same", "--list", "--json"))
    assert [(one["first"], one["second"]) for one in listed["likely"]] == [(first, second)]
    assert "?" in jumla("record", "same", "--list")
    jumla("record", "same", "partner", first, second)
    assert (partner_of(jumla)["id"], partner_of(jumla)["phone"]) == (first, "2")
    listed = json.loads(jumla("record", "same", "--list", "--json"))
    assert (listed["likely"], listed["said"][0]["answer"]) == ([], "same")
    jumla("record", "same", "partner", second, "--apart")
    assert len(json.loads(jumla("record", "list", "partner", "--json"))) == 2
    jumla("record", "same", "partner", first, second, "--different")
    assert json.loads(jumla("record", "same", "--list", "--json"))["likely"] == []
    assert "two entries" in jumla("record", "same", "partner", first, code=1)
    assert "Not found" in jumla("record", "same", "partner", first, "0" * 32, code=1)


def test_an_answer_left_empty_is_called_so(
    apart: tuple[Office, Office, str], tmp_path: Path
) -> None:
    jumla, surkhet, partner = apart
    surkhet("record", "set", "partner", "--id", partner, "value_added=")
    surkhet("sync", "export", str(tmp_path / "3.mspsync"), "--open")
    jumla("sync", "import", str(tmp_path / "3.mspsync"))
    said = jumla("sync", "conflicts")
    assert "Surkhet: (left empty)" in said
    assert "None" not in said
