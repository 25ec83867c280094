"""Minutes by command: sealed, and checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msp_desktop.app.office import DATABASE
from msp_desktop.cli import run
from msp_desktop.db.engine import open_engine


def test_minutes_are_sealed_and_checked_and_a_flipped_byte_names_the_meeting(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*words: str, code: int = 0) -> str:
        assert run([*words, "--home", str(home)]) == code
        return capsys.readouterr().out.strip()

    command("partnership", "new", "name=Clean water", "place=Jumla")
    assert command("minutes", "verify") == "No minutes are sealed yet."
    answers = ("title=Autumn meeting", "date=2026-09-08", "state=approved")
    meeting = command("record", "add", "meeting", *answers)
    code = command("minutes", "seal", meeting)
    said = command("minutes", "verify")
    assert said == (
        f"Seal 1, Jumla District Office, {code}: "
        "The sealed minutes of “Autumn meeting, 8 September 2026” are whole."
    )
    engine = open_engine(home / DATABASE)
    with engine.begin() as connection:
        flip = "UPDATE seal SET content = replace(content, 'Autumn', 'Butumn')"
        connection.exec_driver_sql(flip)
    engine.dispose()
    said = command("minutes", "verify", code=1)
    assert "The sealed minutes of “Autumn meeting, 8 September 2026” were changed" in said
    (row,) = json.loads(command("minutes", "verify", "--json", code=1))
    assert (row["meeting"], row["faults"]) == (meeting, ["changed", "edited"])
