"""Publishing by command."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from msp_desktop.cli import run


def test_what_is_missing_is_said_then_the_file_is_written(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*words: str | Path, code: int = 0) -> tuple[str, str]:
        assert run([*map(str, words), "--home", str(home)]) == code
        out, err = capsys.readouterr()
        return out.strip(), err.strip()

    out = tmp_path / "activity.xml"
    command("partnership", "new", "name=Clean water", "place=Jumla")
    _said, complaint = command("iati", "export", "--out", out, code=1)
    assert "“Organisation that publishes” (task 8.3)" in complaint
    assert not out.exists()
    partner, _err = command(
        "record", "add", "partner", "name=Board", "state=active", "iati_id=NP-1"
    )
    publication = (f"reporter={partner}", "activity_id=NP-1-W", "sector=14030")
    command("record", "set", "publication", *publication)
    command("record", "set", "challenge", "statement=Wells run dry")
    command("record", "set", "agreement", "duration=2026-01-01/2027-12-31")
    command("record", "add", "commitment", f"partner={partner}", "kind=people")
    said, warnings = command("iati", "export", "--out", out)
    assert said == str(out)
    assert warnings.startswith("Left out: 1 promise in kind")
    root = ElementTree.parse(out).getroot()
    assert root.findtext("iati-activity/iati-identifier") == "NP-1-W"
