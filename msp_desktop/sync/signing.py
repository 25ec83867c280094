"""Signatures of an office (Ed25519, RFC 8032): over what, and never one kind for another."""

from __future__ import annotations

from msp_desktop.domain.segments import BadFile

SEGMENT = b"MSP sync segment\x00"
HEADER = b"MSP sync header\x00"
CARD = b"MSP office card\x00"
NEXT_KEYS = b"MSP next keys\x00"
REVOCATION = b"MSP keys revoked\x00"
DOCUMENT_KEY = b"MSP document key\x00"
MINUTES = b"MSP sealed minutes\x00"
"""What is signed begins with its purpose, so that one signature never passes for another."""


def sign(secret: bytes, purpose: bytes, message: bytes) -> bytes:
    """Sign ``message`` for one purpose."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).sign(purpose + message)


def verify(key: bytes, signature: bytes, purpose: bytes, message: bytes) -> None:
    """Check a signature. Raises `BadFile` when it is not the key's."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, purpose + message)
    except (InvalidSignature, ValueError) as error:
        raise BadFile.damaged() from error
