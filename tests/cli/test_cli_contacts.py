"""Address cards by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msp_desktop.cli import run

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Maya Rai
ORG:Red Cross
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Nobody's
END:VCARD
"""


def test_people_are_looked_at_taken_in_once_and_written(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*words: str | Path, code: int = 0) -> tuple[str, str]:
        assert run([*map(str, words), "--home", str(home)]) == code
        out, err = capsys.readouterr()
        return out.strip(), err.strip()

    file, out = tmp_path / "a.vcf", tmp_path / "b.vcf"
    file.write_text(CARDS)
    command("partnership", "new", "name=Clean water", "place=Jumla")
    said, _warning = command("contacts", "import", file, "--preview")
    assert said.splitlines() == [
        "+ Maya Rai  new organisation: Red Cross",
        "- Nobody's  names no organisation; say which with --to ID",
    ]
    assert command("record", "list", "contact") == ("", "")
    command("contacts", "import", file)
    said, _warning = command("contacts", "import", file, "--json")
    maya, nobody = json.loads(said)
    assert (maya["same_as"], maya["taken"]) == ("Maya Rai", False)
    assert (nobody["organisation"], nobody["taken"]) == ("", False)
    said, warning = command("contacts", "export", "--out", out)
    assert said == str(out)
    assert "1 person" in warning
    assert "FN:Maya Rai" in out.read_text("utf-8")
    file.write_text("Dear Maya")
    _said, complaint = command("contacts", "import", file, code=1)
    assert "Nothing was changed" in complaint
