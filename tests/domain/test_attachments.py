"""Names of attached files are safe on every system, and descriptions survive being read and written."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from msp_desktop.domain.attachments import (
    CHUNK,
    LARGEST,
    Attached,
    chunk_count,
    chunk_size,
    safe_name,
)
from msp_desktop.domain.fields import Attachment, NotAValue
from msp_desktop.domain.shown import shown

FIELD = Attachment("scan", "Scan")
HASH = hashlib.sha256(b"scan").hexdigest()

HOSTILE = {
    "../../../etc/passwd": "passwd",
    "..\\..\\autoexec.bat": "autoexec.bat",
    "C:\\Windows\\system32\\x.dll": "x.dll",
    "/": "file",
    "": "file",
    "..": "file",
    "...": "file",
    "con.txt": "_con.txt",
    "CON": "_CON",
    "nul .pdf": "_nul.pdf",
    "COM1.tar.gz": "_COM1.tar.gz",
    "lpt².txt": "_lpt².txt",
    "ok.txt:stream": "ok.txt_stream",
    'a<b>c|d?e*f".pdf': "a_b_c_d_e_f_.pdf",
    "invoice\u202efdp.exe": "invoicefdp.exe",
    "trailing.pdf. . ": "trailing.pdf",
    "tab\tand\nline.pdf": "tabandline.pdf",
    "\x00\x1b[31mred.pdf": "[31mred.pdf",
    "control.pdf": "control.pdf",
    "console.pdf": "console.pdf",
    "निवेदन\u200d पत्र.pdf": "निवेदन\u200d पत्र.pdf",
    "cafe\u0301.pdf": "caf\u00e9.pdf",
}


@pytest.mark.parametrize(("given_name", "safe"), HOSTILE.items())
def test_a_hostile_name_becomes_a_plain_one(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(some.text(max_size=400))
def test_a_safe_name_is_short_stays_the_same_and_names_no_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert 0 < len(safe) <= 102
    assert len(safe.encode()) <= 255
    assert not set(safe) & set('/\\:*?"<>|\x00')
    assert safe not in (".", "..")
    assert safe == safe.strip(" .")


def test_a_long_name_keeps_its_suffix() -> None:
    assert safe_name("ក" * 300 + ".pdf").endswith("ក.pdf")


@given(some.text(max_size=60), some.integers(1, LARGEST))
def test_a_description_is_read_as_it_was_written(name: str, size: int) -> None:
    attached = Attached(HASH, size, safe_name(name))
    stored = FIELD.clean(attached.stored)
    assert stored == attached.stored
    assert FIELD.value(stored) == attached


@pytest.mark.parametrize(
    "text",
    [
        "scan.pdf",
        f"{HASH} 0 empty.pdf",
        f"{HASH} {LARGEST + 1} large.pdf",
        f"{HASH} -1 odd.pdf",
        f"{HASH} 01 odd.pdf",
        f"{HASH.upper()} 1 odd.pdf",
        f"{HASH[:-1]} 1 odd.pdf",
        f"{HASH} 1 ",
        f"../{HASH} 1 x.pdf",
    ],
)
def test_what_describes_no_file_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotAValue, match="Choose a file"):
        FIELD.clean(text)
    assert FIELD.value(text) is None


def test_a_name_received_from_others_is_made_safe_where_it_is_read() -> None:
    value = FIELD.value(f"{HASH} 5 ../../con.txt")
    assert isinstance(value, Attached)
    assert value.name == "_con.txt"


def test_people_read_name_size_and_the_number_by_which_two_files_differ() -> None:
    number = HASH[:12]
    assert shown(FIELD, f"{HASH} 2345678 scan.pdf") == f"scan.pdf (2.3 MB, number {number})"
    assert shown(FIELD, f"{HASH} 12 note.txt") == f"note.txt (1 kB, number {number})"


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.bat",
        "a.js",
        "a.scr",
        "a.lnk",
        "a.vbs",
        "a",
        "a.pdf.exe",
        "a.html",
        "a.docm",
        "a.desktop",
        "a.app",
        "a.command",
        "a.msi",
        "a.hta",
    ],
)
def test_what_may_be_a_program_is_never_opened(name: str) -> None:
    assert not Attached(HASH, 1, name).may_be_opened


def test_documents_and_pictures_may_be_opened() -> None:
    assert all(Attached(HASH, 1, f"a.{end}").may_be_opened for end in ("pdf", "PDF", "jpg", "docx"))


@given(some.integers(1, LARGEST))
def test_chunks_add_up_to_the_file(size: int) -> None:
    sizes = [chunk_size(size, number) for number in range(chunk_count(size))]
    assert sum(sizes) == size
    assert all(0 < one <= CHUNK for one in sizes)
