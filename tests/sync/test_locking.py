"""A locked file shows nothing but its header, opens for those it is for, and no changed byte passes."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cbor2
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import example, given
from hypothesis import strategies as st

from msp_desktop.app import cards
from msp_desktop.db.replica import identity
from msp_desktop.db.replica.identity import Identity
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.segments import BadFile, Origin
from msp_desktop.sync import age, envelope, limits, signing
from msp_desktop.sync.age import Keys, Lock, Locked, NeedsPassphrase, PassphraseTooShort
from msp_desktop.sync.envelope import Cargo
from msp_desktop.sync.header import Header
from tests import quick_locks

SECRET_WORDS = "river stone lamp"


def person() -> Identity:
    keys = identity.make_keys()
    origin = Origin(b"o" * 8, "ab" * 16, keys.key)
    return Identity(origin, 1, keys.secret, 0, keys.age_secret, keys.recipient, 0, ())


def written(sender: Identity, lock: Lock) -> bytes:
    header = Header(
        file_id=b"f" * 16,
        set_id=b"s" * 16,
        part=1,
        parts=1,
        card=cards.sign(sender, ("Jumla", "Karnali")),
        origin_id=sender.origin.id,
        incarnation=1,
        file_number=1,
        addresses=(),
        created=0,
        program="0",
        encryption=lock.encryption,
    )
    return envelope.write(header, Cargo(()), sender.secret, lock)


@pytest.fixture(scope="module")
def jumla() -> Identity:
    return person()


@pytest.fixture(scope="module")
def mugu() -> Identity:
    return person()


@pytest.fixture(scope="module")
def locked(jumla: Identity, mugu: Identity) -> bytes:
    return written(jumla, Lock((mugu.recipient, jumla.recipient)))


@pytest.fixture(scope="module")
def with_words(jumla: Identity) -> bytes:
    """A file that is locked as for people, at full cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", quick_locks.lock_for_people)
        return written(jumla, Lock(passphrase=SECRET_WORDS))


def keys_of(one: Identity) -> Keys:
    return Keys(one.age_secret)


def parts_of(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Take a file apart as docs/sync-file.md says: header, signature, payload."""
    assert data[:8] == b"MSPSYNC\n"
    (length,) = struct.unpack(">I", data[8:12])
    rest = data[12 + length :]
    return data[12 : 12 + length], rest[:64], rest[64:]


def signed_again(
    data: bytes, sender: Identity, change: Callable[[dict[str, Any]], None], payload: bytes
) -> bytes:
    """Let the sender itself sign another header over another payload."""
    fields = cbor2.loads(parts_of(data)[0])
    fields |= {"payload_length": len(payload), "payload_sha256": hashlib.sha256(payload).digest()}
    change(fields)
    clear = cbor2.dumps(fields)
    signature = signing.sign(sender.secret, signing.HEADER, clear)
    return b"".join((b"MSPSYNC\n", struct.pack(">I", len(clear)), clear, signature, payload))


def nothing(_fields: dict[str, Any]) -> None:
    """Leave the header as it is."""


def test_those_named_open_it_and_nobody_else(
    locked: bytes, jumla: Identity, mugu: Identity
) -> None:
    for reader in (jumla, mugu):
        assert envelope.read(locked, keys_of(reader))[0].office_name == "Jumla"
    for keys in (keys_of(person()), Keys(), Keys(passphrase=SECRET_WORDS)):
        with pytest.raises(Locked, match="locked for other offices"):
            envelope.read(locked, keys)
    assert envelope.verify(locked) == envelope.read_header(locked), "a courier can check it whole"


def test_no_changed_byte_of_a_locked_file_is_accepted(locked: bytes, mugu: Identity) -> None:
    keys = keys_of(mugu)
    for at in range(len(locked)):
        for bit in (1, 128):
            changed = locked[:at] + bytes([locked[at] ^ bit]) + locked[at + 1 :]
            with pytest.raises(BadFile):
                envelope.read(changed, keys)
        with pytest.raises(BadFile):
            envelope.read(locked[:at], keys)
    with pytest.raises(BadFile):
        envelope.read(locked + b"\0", keys)


def test_no_changed_byte_passes_even_when_its_sender_signs_it_again(
    locked: bytes, jumla: Identity, mugu: Identity
) -> None:
    payload = parts_of(locked)[2]
    for at in range(len(payload)):
        changed = payload[:at] + bytes([payload[at] ^ 1]) + payload[at + 1 :]
        with pytest.raises((BadFile, Locked)):
            envelope.read(signed_again(locked, jumla, nothing, changed), keys_of(mugu))


def test_the_signature_stands_for_the_addresses_and_for_what_is_locked(locked: bytes) -> None:
    clear, signature, payload = parts_of(locked)
    fields = cbor2.loads(clear)
    card = fields["from"]["card"]
    (length,) = struct.unpack(">I", card[8:12])
    key = Ed25519PublicKey.from_public_bytes(cbor2.loads(card[12 : 12 + length])["key"])
    key.verify(signature, b"MSP sync header\0" + clear)
    assert hashlib.sha256(payload).digest() == fields["payload_sha256"]
    assert payload.startswith(b"age-encryption.org/v1\n")
    assert {"to", "encryption", "set", "part"} <= fields.keys()


def test_the_right_passphrase_opens_a_file_however_the_keyboard_spells_it(jumla: Identity) -> None:
    data = written(jumla, Lock(passphrase="cafe\N{COMBINING ACUTE ACCENT} au lait"))
    typed = " caf\N{LATIN SMALL LETTER E WITH ACUTE} au lait\n"
    assert envelope.read(data, Keys(passphrase=typed))[0].office_name == "Jumla"


def test_what_is_locked_for_people_opens_with_its_words(with_words: bytes) -> None:
    assert envelope.read(with_words, Keys(passphrase=SECRET_WORDS))[0].office_name == "Jumla"


def test_a_wrong_or_missing_passphrase_is_told_apart(with_words: bytes, jumla: Identity) -> None:
    with pytest.raises(NeedsPassphrase, match="Ask the sender"):
        envelope.read(with_words, keys_of(jumla))
    with pytest.raises(NeedsPassphrase, match="does not open"):
        envelope.read(with_words, Keys(passphrase=SECRET_WORDS.upper()))


@pytest.mark.parametrize("words", ["", "       ", "seven 7"])
def test_a_passphrase_that_is_easily_guessed_is_not_taken(jumla: Identity, words: str) -> None:
    with pytest.raises(PassphraseTooShort, match="at least 8"):
        written(jumla, Lock(passphrase=words))


@pytest.mark.parametrize(
    "head",
    [
        b"-> scrypt bWFkZSB1cCBzYWx0IG9rPT0 21\nAAAA\n",
        b"-> scrypt bWFkZSB1cCBzYWx0IG9rPT0 63\nAAAA\n",
        b"-> scrypt bWFkZSB1cCBzYWx0IG9rPT0 999999999999\nAAAA\n",
        b"-> scrypt bWFkZSB1cCBzYWx0IG9rPT0 -1\nAAAA\n",
        b"-> scrypt bWFkZSB1cCBzYWx0IG9rPT0 18\nAAAA\n" * 2,
        b"-> scrypt bWFkZSB1cCBzYWx0IG9rPT0 18 18\nAAAA\n",
        b"-> X25519 AAAA\nAAAA\n" * (limits.RECIPIENTS + 1),
        b"-> X25519 AAAA\nAAAA\n-> scrypt AAAA 18\nAAAA\n",
        b"-> grease " + b"x" * limits.AGE_HEADER + b"\nAAAA\n",
        b"",
    ],
)
@pytest.mark.parametrize("how", ["age", "age-passphrase"])
def test_what_would_cost_much_time_or_memory_is_refused_before(
    locked: bytes, jumla: Identity, head: bytes, how: str
) -> None:
    payload = b"age-encryption.org/v1\n" + head + b"--- AAAA\n" + bytes(64)
    data = signed_again(locked, jumla, lambda fields: fields.update(encryption=how), payload)
    with pytest.raises(BadFile):
        envelope.read(data, Keys(jumla.age_secret, SECRET_WORDS))


@given(st.binary(max_size=200))
@example(b"")
@example(b"-> X25519 AAAA\nAAAA\n--- AAAA\n" + bytes(40))
def test_whatever_stands_in_the_place_of_age_only_a_problem_is_raised(rest: bytes) -> None:
    keys = Keys(_MINE.age_secret)
    for payload in (rest, b"age-encryption.org/v1\n" + rest):
        data = signed_again(_FILE, _MINE, lambda fields: fields.update(encryption="age"), payload)
        with pytest.raises((BadFile, Locked)):
            envelope.read(data, keys)


def test_a_kind_of_lock_from_the_future_waits_for_a_newer_version(
    locked: bytes, jumla: Identity
) -> None:
    payload = parts_of(locked)[2]
    data = signed_again(locked, jumla, lambda fields: fields.update(encryption="age-2"), payload)
    with pytest.raises(BadFile, match="newer version"):
        envelope.read(data, keys_of(jumla))


def test_what_this_program_locks_it_would_also_open(with_words: bytes) -> None:
    head = parts_of(with_words)[2][: limits.AGE_HEADER]
    factor = int(head.split(b"\n")[1].split(b" ")[3])
    assert 12 <= factor <= limits.SCRYPT


def test_the_header_and_the_lock_must_say_the_same(jumla: Identity) -> None:
    header = envelope.read_header(written(jumla, age.OPEN))
    with pytest.raises(ValueError, match="none"):
        envelope.write(header, Cargo(()), jumla.secret, Lock(passphrase=SECRET_WORDS))
    with pytest.raises(ValueError, match="age"):
        envelope.write(replace(header, encryption="age"), Cargo(()), jumla.secret)


def test_a_card_in_a_header_that_is_not_the_signers_is_refused(
    locked: bytes, mugu: Identity
) -> None:
    clear, signature, payload = parts_of(locked)
    fields = cbor2.loads(clear)
    fields["from"]["card"] = cards.sign(mugu, ("Mugu", "Karnali")).data
    forged = cbor2.dumps(fields)
    data = b"".join((b"MSPSYNC\n", struct.pack(">I", len(forged)), forged, signature, payload))
    with pytest.raises(Problem):
        envelope.verify(data)


def test_a_whole_province_can_be_addressed() -> None:
    recipients = tuple(str(pyrage.x25519.Identity.generate().to_public()) for _ in range(60))
    sender = person()
    data = written(sender, Lock((*recipients[1:], sender.recipient)))
    assert envelope.read(data, keys_of(sender))[0].office_name == "Jumla"


_MINE = person()
_FILE = written(_MINE, age.OPEN)
