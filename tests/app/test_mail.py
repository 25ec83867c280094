"""An e-mail draft holds the parts as they are, below the size a mail server accepts."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.exchange.writing import NotWritten
from msp_desktop.app.office import Office, set_up_office

OFFICE = "जुम्ला District Coordination Office & Partners"


@pytest.fixture
def jumla(tmp_path: Path) -> Iterator[Office]:
    office = set_up_office(tmp_path / "jumla", name=OFFICE, place="Jumla", person="Sita")
    for number in range(4):
        office.workspace.add_partnership({"name": f"Partnership {number}"})
    yield office
    office.close()


def send(office: Office, file: Path, part_size: int) -> list[Path]:
    options = exchange.SendOptions(is_open=True, part_size=part_size)
    report = exchange.send(office.workspace.database, file, options)
    return [Path(one) for one in report.files]


def read(draft: Path) -> EmailMessage:
    message = message_from_bytes(draft.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {str(one.get_filename()): one.get_content() for one in message.iter_attachments()}


def words(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content())


def test_one_file_is_one_draft_that_says_what_to_do(jumla: Office, tmp_path: Path) -> None:
    (file,) = send(jumla, tmp_path / "jumla.mspsync", 8_000_000)
    (draft,) = exchange.write_drafts([file], OFFICE, 8_000_000)
    message = read(draft)
    assert draft.name == "jumla.eml"
    assert message["Subject"] == f"Sync file from {OFFICE}"
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    assert OFFICE in words(message)
    assert "Receive" in words(message)
    assert attached(message) == {file.name: file.read_bytes()}


def test_many_parts_are_many_drafts_each_below_the_size(jumla: Office, tmp_path: Path) -> None:
    files = send(jumla, tmp_path / "jumla.mspsync", 5_000)
    most = 2 * max(file.stat().st_size for file in files)
    drafts = exchange.write_drafts(files, OFFICE, most)
    assert 1 < len(drafts) < len(files)
    messages = [read(draft) for draft in drafts]
    subjects = [message["Subject"] for message in messages]
    assert subjects == [
        f"Sync file from {OFFICE} (message {number} of {len(drafts)})"
        for number in range(1, len(drafts) + 1)
    ]
    contents: dict[str, bytes] = {}
    for message in messages:
        parts = attached(message)
        assert sum(map(len, parts.values())) <= most
        contents |= parts
    assert contents == {file.name: file.read_bytes() for file in files}


def test_a_draft_that_cannot_be_written_leaves_nothing(jumla: Office, tmp_path: Path) -> None:
    (file,) = send(jumla, tmp_path / "jumla.mspsync", 8_000_000)
    (tmp_path / "jumla.eml").write_bytes(b"an older letter")
    with pytest.raises(NotWritten, match="there already"):
        exchange.write_drafts([file], OFFICE, 8_000_000)
    assert (tmp_path / "jumla.eml").read_bytes() == b"an older letter"
