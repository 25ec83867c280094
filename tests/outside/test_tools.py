"""Programs of others, which know nothing of this one, open its locked files and check its signatures."""

from __future__ import annotations

import base64
import hashlib
import struct
import subprocess
from pathlib import Path
from typing import Any

import cbor2
import pytest

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions
from msp_desktop.app.office import Office
from msp_desktop.db.replica import identity

pytestmark = pytest.mark.outside

_ED25519 = bytes.fromhex("302a300506032b6570032100")
"""What stands before an Ed25519 key in the form that openssl reads (RFC 8410)."""


def run(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(word) for word in words], capture_output=True, check=False)


def parts_of(data: bytes) -> tuple[dict[str, Any], bytes, bytes, bytes]:
    """Take a sync file or a card apart as docs/sync-file.md says."""
    (length,) = struct.unpack(">I", data[8:12])
    clear, rest = data[12 : 12 + length], data[12 + length :]
    return cbor2.loads(clear), clear, rest[:64], rest[64:]


@pytest.fixture
def file(office: Office, tmp_path: Path) -> Path:
    """A file locked for the office that wrote it."""
    office.workspace.add_partnership({"name": "Clean water"})
    options = SendOptions(to=(office.id,))
    exchange.send(office.workspace.database, tmp_path / "locked.mspsync", options)
    return tmp_path / "locked.mspsync"


@pytest.fixture
def key(office: Office, tmp_path: Path) -> Path:
    """The age identity of the office, as age reads it."""
    with office.workspace.database.reading() as store:
        secret = identity.identity(store.connection).age_secret
    (tmp_path / "key.txt").write_text(secret + "\n")
    return tmp_path / "key.txt"


def test_age_opens_a_locked_file_with_the_key_and_finds_the_frames(
    file: Path, key: Path, tmp_path: Path
) -> None:
    payload = parts_of(file.read_bytes())[3]
    (tmp_path / "payload.age").write_bytes(payload)
    opened = run("age", "--decrypt", "-i", key, tmp_path / "payload.age")
    assert opened.returncode == 0, opened.stderr
    kind, _flags, length = struct.unpack(">BBI", opened.stdout[:6])
    assert (kind, opened.stdout[-7:-6]) == (1, b"\xff")
    assert 0 < length < len(opened.stdout)


def test_age_refuses_a_changed_byte_wherever_it_is(file: Path, key: Path, tmp_path: Path) -> None:
    payload = parts_of(file.read_bytes())[3]
    for at in range(0, len(payload), 7):
        changed = payload[:at] + bytes([payload[at] ^ 1]) + payload[at + 1 :]
        (tmp_path / "changed.age").write_bytes(changed)
        assert run("age", "--decrypt", "-i", key, tmp_path / "changed.age").returncode != 0


def test_age_does_not_open_it_with_another_key(file: Path, tmp_path: Path) -> None:
    made = run("age-keygen")
    assert made.returncode == 0, made.stderr
    (tmp_path / "other.txt").write_bytes(made.stdout)
    (tmp_path / "payload.age").write_bytes(parts_of(file.read_bytes())[3])
    opened = run("age", "--decrypt", "-i", tmp_path / "other.txt", tmp_path / "payload.age")
    assert opened.returncode != 0


def test_what_age_locks_for_an_office_opens_here(office: Office, tmp_path: Path) -> None:
    from msp_desktop.sync.age import Keys

    recipient = trust.own_card(office.workspace.database).card.recipient
    (tmp_path / "plain").write_bytes(b"minutes")
    locked = run("age", "-r", recipient, "-o", tmp_path / "locked.age", tmp_path / "plain")
    assert locked.returncode == 0, locked.stderr
    with office.workspace.database.reading() as store:
        keys = Keys(identity.identity(store.connection).age_secret)
    assert keys.open("age", (tmp_path / "locked.age").read_bytes()) == b"minutes"


@pytest.mark.parametrize("what", ["file", "card"])
def test_openssl_verifies_the_signature_and_refuses_a_changed_byte(
    office: Office, file: Path, tmp_path: Path, what: str
) -> None:
    fields, clear, signature, payload = parts_of(file.read_bytes())
    purpose = b"MSP sync header\0"
    assert hashlib.sha256(payload).digest() == fields["payload_sha256"]
    if what == "card":
        fields, clear, signature, _rest = parts_of(fields["from"]["card"])
        purpose, public = b"MSP office card\0", fields["key"]
    else:
        public = parts_of(fields["from"]["card"])[0]["key"]
    text = base64.b64encode(_ED25519 + public).decode()
    pem = tmp_path / "key.pem"
    pem.write_text(f"-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n")
    (tmp_path / "signature").write_bytes(signature)
    for changed in (False, True):
        message = purpose + (clear[:-1] + bytes([clear[-1] ^ 1]) if changed else clear)
        (tmp_path / "message").write_bytes(message)
        verified = run(
            "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", pem, "-rawin",
            "-in", tmp_path / "message", "-sigfile", tmp_path / "signature",
        )  # fmt: skip
        assert (verified.returncode != 0) is changed, verified.stderr
