"""Two offices hand each other a signed agreement by commands."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from msp_desktop.domain.attachments import CHUNK
from tests.cli.test_cli_sync import Office, two, two_template

__all__ = ["two", "two_template"]

SCAN = b"%PDF-1.7 signed by six" * 60_000  # larger than one chunk


def test_a_signed_copy_reaches_the_other_office(two: tuple[Office, Office], tmp_path: Path) -> None:
    jumla, surkhet = two
    scan = tmp_path / "Signed copy.pdf"
    scan.write_bytes(SCAN)
    assert len(SCAN) > CHUNK
    jumla("partnership", "new", "name=Clean water")
    jumla("record", "set", "agreement", f"signed_copy_file=@{scan}")
    scan.unlink()
    (row,) = json.loads(jumla("record", "list", "agreement", "--json"))
    assert (
        row["signed_copy_file"] == f"{hashlib.sha256(SCAN).hexdigest()} {len(SCAN)} Signed copy.pdf"
    )
    jumla("sync", "export", str(tmp_path / "1.mspsync"), "--open")
    surkhet("sync", "import", str(tmp_path / "1.mspsync"))
    copy = tmp_path / "copy.pdf"
    surkhet("record", "file", "agreement", "signed_copy_file", "--out", str(copy))
    assert copy.read_bytes() == SCAN
    assert surkhet("check") == "Everything is in order."
    said = surkhet("backup", str(tmp_path / "stick" / "all.msp"))
    assert "Keep it beside the backup" in said
    assert jumla("sync", "digest") == surkhet("sync", "digest")


def test_a_file_that_has_not_arrived_is_said_and_is_no_error(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    scan = tmp_path / "list.jpg"
    scan.write_bytes(b"signatures")
    jumla("partnership", "new", "name=Clean water")
    meeting = jumla("record", "add", "meeting", "title=First", f"attendance_file=@{scan}")
    jumla("sync", "export", str(tmp_path / "1.mspsync"), "--open")
    surkhet("sync", "import", str(tmp_path / "1.mspsync"))
    (kept,) = tmp_path.glob("surkhet/attachments/??/*")
    kept.unlink()
    assert "list.jpg: the file has not arrived yet from Jumla." in surkhet("check")
    where = ("--id", meeting, "--out", str(tmp_path / "copy.jpg"))
    said = surkhet("record", "file", "meeting", "attendance_file", *where, code=1)
    assert "list.jpg is not on this computer yet" in said
    assert not (tmp_path / "copy.jpg").exists()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("signed_copy_file=@missing.pdf", "missing.pdf is not a file that can be read"),
        ("signed_copy_file=missing.pdf", "Choose a file."),
    ],
)
def test_what_is_no_file_is_refused_in_words(
    answer: str, sentence: str, two: tuple[Office, Office]
) -> None:
    jumla, _ = two
    jumla("partnership", "new", "name=Clean water")
    assert sentence in jumla("record", "set", "agreement", answer, code=1)


def test_at_the_beginning_of_a_text_is_only_a_sign(two: tuple[Office, Office]) -> None:
    jumla, _ = two
    jumla("partnership", "new", "name=Clean water")
    jumla("record", "set", "agreement", "title=@home")
    (row,) = json.loads(jumla("record", "list", "agreement", "--json"))
    assert row["title"] == "@home"
