"""Poppler, which knows nothing of this program, accepts its signatures and refuses a changed byte."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from msp_desktop.app import signing
from msp_desktop.app.office import Office, set_up_office
from msp_desktop.app.publish import publish

pytestmark = pytest.mark.outside


def pdfsig(pdf: bytes, folder: Path) -> str:
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False)
    return run.stdout


@pytest.fixture
def signed(office: Office, space: str) -> bytes:
    return signing.sign_document(office, publish(office, "agreement", space)).pdf


def test_pdfsig_accepts_a_signature_and_names_the_office(signed: bytes, tmp_path: Path) -> None:
    said = pdfsig(signed, tmp_path)
    assert said.count("Signature is Valid.") == 1
    assert "Signer Certificate Common Name: Jumla District Office" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said


def test_pdfsig_refuses_a_changed_byte(signed: bytes, tmp_path: Path) -> None:
    changed = bytearray(signed)
    changed[11] ^= 1  # in the remark of the second line, which readers pass over
    said = pdfsig(bytes(changed), tmp_path)
    assert "Signature is Valid." not in said
    assert "Digest Mismatch" in said


def test_pdfsig_accepts_both_signatures_of_two_offices(signed: bytes, tmp_path: Path) -> None:
    surkhet = set_up_office(tmp_path / "s", name="सुर्खेत", place="Surkhet", person="Ram")
    try:
        both = signing.sign(surkhet, signed, "en").pdf
    finally:
        surkhet.close()
    said = pdfsig(both, tmp_path)
    assert said.count("Signature is Valid.") == 2
    assert "Signer Certificate Common Name: सुर्खेत" in said
