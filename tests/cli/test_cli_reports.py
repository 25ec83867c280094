"""Reports by command: what is due, and a report kept as it went out."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest

from msp_desktop.cli import run


def test_a_report_is_due_then_sent_and_its_file_stays_the_same(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*words: str | Path, code: int = 0) -> str:
        assert run([*map(str, words), "--home", str(home)]) == code
        return capsys.readouterr().out.strip()

    command("partnership", "new", "name=Clean water", "place=Jumla")
    partner = command("record", "add", "partner", "name=Board", "state=active")
    today = date.today()  # noqa: DTZ011 - as the command asks
    answers = (f"runs={today.isoformat()}/", "cycle=yearly", "parts=highlights", "to=The donor")
    command("record", "add", "reporting_line", "what=Sheet", f"from_partner={partner}", *answers)
    (due,) = json.loads(command("reports", "due", "--json"))
    assert (due["group"], due["light"], due["begun"]) == ("later", "green", False)
    file, letter = tmp_path / "sheet.pdf", tmp_path / "sheet.eml"
    sending = ("reports", "send", due["id"], "--out", file, "--mail", letter, "--json")
    (sent,) = json.loads(command(*sending))
    assert sent["number"] == 1
    assert hashlib.sha256(file.read_bytes()).hexdigest() == sent["hash"]
    mail = message_from_bytes(letter.read_bytes())
    (enclosed,) = [part.get_payload(decode=True) for part in mail.walk() if part.get_filename()]
    assert enclosed == file.read_bytes()
    (now,) = json.loads(command("reports", "due", "--json"))
    assert (now["state"], now["begun"]) == ("sent", True)
    command("reports", "send", "nothing", code=1)
