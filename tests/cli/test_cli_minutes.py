"""Minutes by command: sealed, and checked."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
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


def test_invitations_are_written_and_go_with_the_agenda_by_mail(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*words: str | Path, code: int = 0) -> str:
        assert run([*map(str, words), "--home", str(home)]) == code
        return capsys.readouterr().out.strip()

    command("partnership", "new", "name=Clean water", "place=Jumla")
    meeting = command(
        "record", "add", "meeting", "title=Autumn", "date=2026-12-08", "state=planned"
    )
    file, draft = tmp_path / "autumn.ics", tmp_path / "agenda.eml"
    assert command("minutes", "invite", meeting, "--out", file) == str(file)
    assert b"SUMMARY:Autumn" in file.read_bytes()
    command("minutes", "invite", "--out", file, code=1)
    command("minutes", "invite", "nobody", "--out", file, code=1)
    command("report", "agenda", "--mail", draft)
    message = message_from_bytes(draft.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    kinds = [one.get_content_type() for one in message.iter_attachments()]
    assert kinds == ["application/pdf", "text/calendar"]
