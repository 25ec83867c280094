"""Documents by command: written, signed, put into a letter, checked."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest

from msp_desktop.cli import run


class Command(Protocol):
    def __call__(self, *words: str | Path, code: int = 0) -> tuple[str, str]: ...


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def carry_out(*words: str | Path, code: int = 0) -> tuple[str, str]:
        assert run([*map(str, words), "--home", str(home)]) == code
        out, err = capsys.readouterr()
        return out.strip(), err.strip()

    carry_out("partnership", "new", "name=Clean water", "place=Jumla")
    return carry_out


def test_a_document_is_signed_and_checked_by_command(command: Command, tmp_path: Path) -> None:
    file, again = tmp_path / "agreement.pdf", tmp_path / "both.pdf"
    assert command("report", "agreement", "--sign", "--out", file) == (str(file), "")
    said, _complaint = command("report", "verify", file)
    assert said.startswith("Signed by Jumla District Office (Sita Rawal, ")
    command("report", "sign", file, "--out", again)
    said, _complaint = command("report", "verify", again, "--json")
    assert [one["is_whole"] for one in json.loads(said)] == [True, True]


def test_a_changed_document_ends_with_1(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "agreement.pdf"
    command("report", "agreement", "--out", file)
    said, _complaint = command("report", "verify", file, code=1)
    assert said.startswith("Nobody signed this document digitally")
    command("report", "agreement", "--sign", "--out", file)
    whole = file.read_bytes()
    file.write_bytes(whole + b"% more")
    said, _complaint = command("report", "verify", file, code=1)
    assert "which no signature covers" in said
    changed = bytearray(whole)
    changed[11] ^= 1  # in the remark of the second line, which readers pass over
    file.write_bytes(changed)
    said, _complaint = command("report", "verify", file, code=1)
    assert "Do not rely on it" in said


def test_what_cannot_be_read_is_a_sentence(command: Command, tmp_path: Path) -> None:
    (tmp_path / "photo.pdf").write_bytes(b"\xff\xd8\xff")
    _said, complaint = command("report", "verify", tmp_path / "photo.pdf", code=1)
    assert complaint.startswith("This file cannot be read as a PDF document")
    _said, complaint = command("report", "verify", tmp_path / "missing.pdf", code=1)
    assert "missing.pdf" in complaint


def test_a_letter_holds_the_document_and_waits_for_an_address(
    command: Command, tmp_path: Path
) -> None:
    file, letter = tmp_path / "agreement.pdf", tmp_path / "agreement.eml"
    command("report", "agreement", "--sign", "--out", file, "--mail", letter)
    message = message_from_bytes(letter.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert (message["X-Unsent"], message["To"]) == ("1", None)
    assert "Clean water" in message["Subject"]
    body = message.get_body()
    assert body is not None
    assert "Jumla District Office" in body.get_content()
    assert "signed digitally" in body.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == file.read_bytes()


def test_the_subject_of_a_letter_names_the_partnership_once(
    command: Command, tmp_path: Path
) -> None:
    for what in ("binder", "agreement", "actions"):
        letter = tmp_path / f"{what}.eml"
        command("report", what, "--mail", letter)
        message = message_from_bytes(letter.read_bytes(), policy=default)
        assert message["Subject"].count("Clean water") == 1, what


def test_a_folder_that_is_not_there_is_named(command: Command, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "agreement.pdf"
    _said, complaint = command("report", "agreement", "--out", missing, code=1)
    assert complaint.startswith(f"There is no folder {missing.parent}. Make it first")


def test_a_document_that_goes_nowhere_is_not_made(command: Command) -> None:
    _said, complaint = command("report", "agreement", code=1)
    assert "--out FILE, --mail FILE.eml" in complaint


def test_the_ending_of_the_name_says_as_what_a_document_is_written(
    command: Command, tmp_path: Path
) -> None:
    for suffix, begins in ((".pdf", b"%PDF"), (".docx", b"PK"), (".XLSX", b"PK")):
        file = tmp_path / f"agreement{suffix}"
        assert command("report", "agreement", "--out", file) == (str(file), "")
        assert file.read_bytes().startswith(begins)
    _said, complaint = command("report", "agreement", "--out", tmp_path / "a.odt", code=1)
    assert complaint == (
        "A document cannot be written as “.odt”. End the name of the file with .pdf, .docx, .xlsx."
    )
    _said, complaint = command(
        "report", "agreement", "--sign", "--out", tmp_path / "signed.docx", code=1
    )
    assert complaint.startswith("Only PDF documents carry a digital signature.")
    assert not list(tmp_path.glob("*.odt")) + list(tmp_path.glob("signed*"))


def test_a_workbook_holds_the_whole_partnership(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "all.xlsx"
    command("record", "add", "partner", "name=Water Board")
    assert command("report", "workbook", "--out", file) == (str(file), "")
    book = openpyxl.load_workbook(file)
    assert book["Partners"]["A2"].value == "Water Board"
    assert "Clean water" in [cell.value for cell in book["Pages"]["D"]]
    _said, complaint = command("report", "workbook", "--out", tmp_path / "all.pdf", code=1)
    assert complaint == "A workbook is an Excel file. Choose a name that ends with .xlsx."


def test_the_report_on_received_files_says_that_it_has_one_language(
    command: Command, tmp_path: Path
) -> None:
    out = tmp_path / "received.pdf"
    _said, complaint = command("report", "received", "--language", "ur", "--out", out, code=1)
    assert "in the language of the window (en)" in complaint
    assert not out.exists()
