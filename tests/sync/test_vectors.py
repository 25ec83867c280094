"""A reader written from the description alone makes of sync files what the program makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import age, envelope
from tests.sync.annotate import annotated
from tests.sync.reader import Reader, Refused
from tests.sync.vectors import FOLDER, PASSPHRASE, SECRET, SETS, what_the_program_holds


def files_of(name: str) -> list[Path]:
    return sorted((FOLDER / name).glob("*.mspsync"))


def wanted(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def read(files: list[Path]) -> Any:
    reader = Reader()
    for file in files:
        reader.take(file.read_bytes())
    return reader.result()


@pytest.mark.parametrize("name", SETS)
def test_the_program_reads_the_vectors(name: str) -> None:
    assert what_the_program_holds(files_of(name)) == wanted(name)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("backwards", [False, True])
def test_another_reader_reads_the_same(name: str, backwards: bool) -> None:
    files = files_of(name)
    assert read(files[::-1] if backwards else files * 2) == wanted(name)


def test_the_last_part_alone_waits_in_both() -> None:
    files = files_of("in-parts")[-1:]
    assert read(files) == wanted("last-part")
    assert what_the_program_holds(files) == wanted("last-part")


def test_the_vectors_show_every_rule_of_merging() -> None:
    conflicts = wanted("two-offices")["conflicts"]
    assert {how for _kind, _record, _field, how, _values in conflicts} == {
        "different",
        "removed-or-changed",
        "removed-owner",
    }
    assert wanted("last-part")["waiting"] > 0


@pytest.mark.parametrize("file", files_of("refused"), ids=lambda file: file.stem)
def test_both_refuse_what_was_changed_on_the_way(file: Path) -> None:
    with pytest.raises(BadFile):
        envelope.read(file.read_bytes())
    with pytest.raises(Refused):
        Reader().take(file.read_bytes())


@pytest.mark.parametrize("name", ["for-surkhet", "for-passphrase"])
def test_a_locked_file_opens_with_the_key_and_holds_the_same(name: str) -> None:
    secrets = json.loads((FOLDER / "locked" / SECRET).read_text())
    data = (FOLDER / "locked" / f"{name}.mspsync").read_bytes()
    assert b"Clean water" not in data
    with pytest.raises(age.Locked):
        envelope.read(data, age.Keys())
    _header, content = envelope.read(data, age.Keys(secrets["surkhet"], PASSPHRASE))
    assert len(content.segments) == 2


def test_the_reader_is_short_and_knows_nothing_of_the_program() -> None:
    source = Path(__file__).with_name("reader.py").read_text()
    assert len(source.splitlines()) <= 200
    assert "msp_desktop" not in source


def test_the_worked_example_is_the_smallest_vector() -> None:
    page = Path(__file__).parents[2] / "docs" / "sync-file-example.md"
    assert page.read_text(encoding="utf-8") == annotated(FOLDER / "smallest" / "1.mspsync")
