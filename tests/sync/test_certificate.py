"""The certificate for documents belongs to an office, and to nobody who only says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import ExtensionOID
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_desktop.db.replica.identity import make_keys
from msp_desktop.domain.offices import OfficeCard, SignedCard
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import card as cards
from msp_desktop.sync import certificate
from msp_desktop.sync.certificate import VOUCHER

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
KEYS = make_keys()
VOUCHER_ID = x509.ObjectIdentifier(VOUCHER)


def card_of(name: str = "Jumla", place: str = "Karnali", since: int = 0) -> SignedCard:
    card = OfficeCard("ab" * 16, name, place, KEYS.key, KEYS.recipient, since)
    return SignedCard(card, cards.write(card, KEYS.secret))


def test_a_certificate_leads_back_to_the_card_of_its_office() -> None:
    made = certificate.make(card_of(), KEYS.secret, NOW)
    read = certificate.read(made.certificate)
    assert read == card_of()
    assert certificate.common_name(made.certificate) == "Jumla"


def test_the_same_keys_make_the_same_certificate_and_others_another_key() -> None:
    assert certificate.make(card_of(), KEYS.secret, NOW) == certificate.make(
        card_of(), KEYS.secret, NOW
    )
    other = Ed25519PrivateKey.generate().private_bytes_raw()
    assert certificate.make(card_of(), other, NOW).secret != (
        certificate.make(card_of(), KEYS.secret, NOW).secret
    )


def test_the_key_for_documents_is_not_the_secret_of_the_office() -> None:
    made = certificate.make(card_of(), KEYS.secret, NOW)
    assert KEYS.secret not in made.secret
    assert KEYS.secret not in made.certificate


def test_a_certificate_is_signed_with_its_own_key_and_never_runs_out() -> None:
    opened = x509.load_der_x509_certificate(
        certificate.make(card_of(since=1_000), KEYS.secret, NOW).certificate
    )
    opened.verify_directly_issued_by(opened)
    assert isinstance(opened.public_key(), ec.EllipticCurvePublicKey)
    assert opened.not_valid_before_utc == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert opened.not_valid_after_utc.year == 9999


def test_a_clock_set_back_makes_no_certificate_from_the_future() -> None:
    since = int(datetime(2031, 1, 1, tzinfo=UTC).timestamp() * 1000)
    made = certificate.make(card_of(since=since), KEYS.secret, NOW)
    assert x509.load_der_x509_certificate(made.certificate).not_valid_before_utc == NOW


@settings(max_examples=30)
@given(name=st.text(min_size=1, max_size=200), place=st.text(max_size=200))
def test_any_name_of_an_office_fits(name: str, place: str) -> None:
    signed = card_of(name, place)
    made = certificate.make(signed, KEYS.secret, NOW)
    assert certificate.read(made.certificate) == signed


def made_by_a_stranger(
    extension: bytes | None, identifier: x509.ObjectIdentifier = VOUCHER_ID
) -> bytes:
    """A certificate with a key of somebody else that may carry an office's card and signature."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Jumla")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(datetime(2030, 1, 1, tzinfo=UTC))
    )
    if extension is not None:
        builder = builder.add_extension(x509.UnrecognizedExtension(identifier, extension), False)
    made = builder.sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def test_nobody_signs_in_the_name_of_an_office_by_copying_its_card() -> None:
    ours = x509.load_der_x509_certificate(certificate.make(card_of(), KEYS.secret, NOW).certificate)
    stolen = ours.extensions.get_extension_for_oid(VOUCHER_ID).value
    assert isinstance(stolen, x509.UnrecognizedExtension)
    with pytest.raises(BadFile):
        certificate.read(made_by_a_stranger(stolen.value))


def test_a_certificate_of_others_names_no_office() -> None:
    theirs = made_by_a_stranger(None)
    assert certificate.read(theirs) is None
    assert certificate.common_name(theirs) == "Jumla"


def test_a_certificate_with_names_of_a_rare_kind_is_of_others() -> None:
    names = ExtensionOID.SUBJECT_ALTERNATIVE_NAME
    theirs = made_by_a_stranger(bytes.fromhex("3004a3023000"), names)  # an address of X.400
    assert certificate.read(theirs) is None
    assert certificate.common_name(theirs) == "Jumla"


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("06072a8648ce3d0201", "06072a8648ce3d0209"),  # the kind of key
        ("06082a8648ce3d030107", "06082a8648ce3d030179"),  # the curve
        ("a003020102", "a003020109"),  # the version
    ],
)
def test_what_nobody_can_read_is_no_certificate_of_an_office(there: str, instead: str) -> None:
    made = certificate.make(card_of(), KEYS.secret, NOW).certificate
    odd = made.replace(bytes.fromhex(there), bytes.fromhex(instead))
    assert odd != made
    with pytest.raises(BadFile):
        certificate.read(odd)


@pytest.mark.parametrize("content", [b"", b"\x82\x41a\x40", b"\x00" * 40_000, b"\xff"])
def test_rubbish_in_the_place_of_the_card_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        certificate.read(made_by_a_stranger(content))


@given(st.binary(max_size=300))
def test_rubbish_is_no_certificate(data: bytes) -> None:
    with pytest.raises(BadFile):
        certificate.read(data)
