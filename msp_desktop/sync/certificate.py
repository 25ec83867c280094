"""The certificate an office signs documents with: made from its keys, vouched for by them, like a card.

Programs that show PDF documents want X.509 certificates and keys on the curve P-256; offices are known by
Ed25519 keys and 30 digits. So the key for documents is derived from the secret key of the office, and the
certificate carries the office's card and its signature over the key for documents. The layout is
described in `docs/sync-file.md`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from msp_desktop.domain.offices import SignedCard
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import card as cards
from msp_desktop.sync import limits, signing
from msp_desktop.sync.cbor import array, dump, load, octets

if TYPE_CHECKING:
    from cryptography import x509

VOUCHER = "2.25.74252078182277088427269876939366525835"
"""The extension in which card and signature stand: a number nobody else has (ITU-T X.667)."""

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points the curve P-256 has (FIPS 186-4)."""
_FOR_EVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""What RFC 5280 writes for a certificate that does not run out: a document is kept for longer than a key."""
_LONGEST = 64
"""Bytes of a name in a certificate that every reader takes (RFC 5280)."""


class DocumentKey(NamedTuple):
    """What signs documents: the secret key (PKCS 8) and the certificate (X.509), both as DER."""

    secret: bytes
    certificate: bytes


def make(signed: SignedCard, secret: bytes, now: datetime) -> DocumentKey:
    """Return the key for documents that belongs to the secret key of an office, and its certificate.

    The same card, key and second give the same certificate. ``now`` matters only where the clock was set
    back after the keys were made.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.derive_private_key(_derive(secret), ec.SECP256R1())
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    voucher = signing.sign(secret, signing.DOCUMENT_KEY, public)
    name = _name(signed)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(voucher[:16], "big") | 1)
        .not_valid_before(_since(signed.card.since, now))
        .not_valid_after(_FOR_EVER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_documents(), critical=True)
        .add_extension(
            x509.UnrecognizedExtension(
                x509.ObjectIdentifier(VOUCHER), dump([signed.data, voucher])
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return DocumentKey(
        key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        certificate.public_bytes(serialization.Encoding.DER),
    )


def read(certificate: bytes) -> SignedCard | None:
    """Return the card of the office that vouches for a certificate; None where no office does.

    Raises `BadFile` when a certificate claims an office that did not sign its key.
    """
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    try:
        opened = x509.load_der_x509_certificate(certificate)
        extension = opened.extensions.get_extension_for_oid(x509.ObjectIdentifier(VOUCHER))
        public = opened.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    except (x509.ExtensionNotFound, x509.UnsupportedGeneralNameType):
        return None  # no office writes names of such kinds
    except (
        ValueError,
        TypeError,
        UnsupportedAlgorithm,
        x509.DuplicateExtension,
        x509.InvalidVersion,
    ) as error:
        raise BadFile.damaged() from error
    assert isinstance(extension.value, x509.UnrecognizedExtension)
    if len(extension.value.value) > 2 * limits.CARD:
        raise BadFile.damaged()
    data, voucher = array(load(extension.value.value), 2)
    if not isinstance(data, bytes):
        raise BadFile.damaged()
    signed = cards.read(data)
    signing.verify(signed.card.key, octets(voucher, 64), signing.DOCUMENT_KEY, public)
    return signed


def common_name(certificate: bytes) -> str:
    """Return the name for which a certificate was made, whoever made it. Raises `BadFile`."""
    from cryptography import x509

    try:
        subject = x509.load_der_x509_certificate(certificate).subject
    except (ValueError, x509.InvalidVersion) as error:
        raise BadFile.damaged() from error
    names = subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else subject.rfc4514_string()


def _derive(secret: bytes) -> int:
    """Return a number for the curve that follows from a secret key and tells nothing about it."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    # Sixteen bytes more than the order has, so that no number is likelier than another (FIPS 186-4, B.4.1).
    derived = HKDF(hashes.SHA256(), 48, salt=None, info=signing.DOCUMENT_KEY).derive(secret)
    return int.from_bytes(derived, "big") % (_ORDER - 1) + 1


def _name(signed: SignedCard) -> x509.Name:
    from cryptography import x509

    card = signed.card
    parts = (
        (x509.NameOID.COMMON_NAME, _short(card.name)),
        (x509.NameOID.LOCALITY_NAME, _short(card.place)),
        (x509.NameOID.SERIAL_NUMBER, card.digits),
    )
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def _short(name: str) -> str:
    return name.encode()[:_LONGEST].decode(errors="ignore")


def _for_documents() -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _since(moment: int, now: datetime) -> datetime:
    """Return when the certificate begins: with the keys, but not after the clock of the computer."""
    return datetime.fromtimestamp(min(max(moment // 1000, 0), int(now.timestamp())), UTC)
