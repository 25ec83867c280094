"""Files locked with a passphrase at almost no cost.

What locks for people spends a second and much memory on each try, on purpose, and so does whoever opens
the file: the file itself says how much. This writes the same format (https://age-encryption.org/v1) with
the least that may be asked for; it is opened by what opens every other.
"""

from __future__ import annotations

import os
from base64 import b64encode

import pyrage
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

lock_for_people = pyrage.passphrase.encrypt

_FACTOR = 1
_CHUNK = 64 << 10


def lock(data: bytes, passphrase: str) -> bytes:
    """Return ``data`` encrypted with a passphrase that costs nothing to try."""
    key, salt = os.urandom(16), os.urandom(16)
    costly = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, n=1 << _FACTOR, r=8, p=1)
    wrapped = ChaCha20Poly1305(costly.derive(passphrase.encode())).encrypt(bytes(12), key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _letters(salt),
        _FACTOR,
        _letters(wrapped),
    )
    code = hmac.HMAC(_derived(key, b"", b"header"), hashes.SHA256())
    code.update(head)
    nonce = os.urandom(16)
    return b"%s %s\n%s%s" % (
        head,
        _letters(code.finalize()),
        nonce,
        _stream(_derived(key, nonce, b"payload"), data),
    )


def _stream(key: bytes, data: bytes) -> bytes:
    """Encrypt chunk by chunk; each is numbered, and the last one is marked."""
    cipher = ChaCha20Poly1305(key)
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)] or [b""]
    numbered = (number.to_bytes(11, "big") for number in range(len(chunks)))
    marks = [b"\0"] * (len(chunks) - 1) + [b"\1"]
    return b"".join(
        cipher.encrypt(number + mark, chunk, None)
        for number, mark, chunk in zip(numbered, marks, chunks, strict=True)
    )


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, purpose).derive(key)


def _letters(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
