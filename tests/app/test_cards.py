"""The card of an office says who it is in a way that others can check, and nobody can make for it."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import replace
from pathlib import Path

import cbor2
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from msp_desktop.app import trust
from msp_desktop.app.office import DATABASE, Office, open_office, set_up_office
from msp_desktop.db.replica import identity
from msp_desktop.domain.offices import (
    EarlierKeys,
    OfficeCard,
    digits_of,
    plain_digits,
    same_digits,
)
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import card as cards
from msp_desktop.sync import limits

OLD = Path(__file__).parents[1] / "data" / "office-schema-2.msp.zst"


def made_up(*, earlier: tuple[EarlierKeys, ...] = ()) -> tuple[OfficeCard, bytes]:
    """Return a card nobody else knows, and its secret key."""
    keys = identity.make_keys()
    return OfficeCard(
        "ab" * 16, "Jumla", "Karnali", keys.key, keys.recipient, 7, earlier
    ), keys.secret


def test_the_card_of_an_office_names_it_and_its_keys(office: Office) -> None:
    card = trust.own_card(office.workspace.database).card
    assert (card.office_id, card.name, card.place) == (office.id, "Jumla District Office", "Jumla")
    assert len(card.key) == 32
    assert card.recipient.startswith("age1")
    assert card.earlier == ()


def test_a_card_reads_back_from_its_file(office: Office, tmp_path: Path) -> None:
    written = trust.write_card(office.workspace.database, tmp_path / "jumla.mspcard")
    assert trust.read_card(tmp_path / "jumla.mspcard") == written
    assert [file.name for file in tmp_path.glob("*.mspcard*")] == ["jumla.mspcard"]


def test_the_digits_are_thirty_in_six_groups_and_follow_from_the_keys() -> None:
    card, _secret = made_up()
    groups = card.digits.split(" ")
    assert [len(group) for group in groups] == [5] * 6
    # As described in docs/sync-file.md, without the code of the program.
    told = (
        b"MSP office number\0" + bytes.fromhex(card.office_id) + card.key + card.recipient.encode()
    )
    number = int.from_bytes(hashlib.sha256(told).digest()[:16], "big") % 10**30
    assert "".join(groups) == f"{number:030}"
    others = {
        digits_of("cd" * 16, card.key, card.recipient),
        digits_of(card.office_id, bytes(32), card.recipient),
        digits_of(card.office_id, card.key, identity.make_keys().recipient),
    }
    assert len(others | {card.digits}) == 4


def test_digits_are_the_same_however_they_are_typed() -> None:
    assert same_digits("12345 67890", "12345-67890")
    assert same_digits("12345", "१२३४५"), "in the digits of Nepali"
    assert not same_digits("12345", "12346")
    assert plain_digits("call me") == ""


def test_the_description_is_enough_to_check_a_card(office: Office) -> None:
    data = trust.own_card(office.workspace.database).data
    assert data[:8] == b"MSPCARD\n"
    (length,) = struct.unpack(">I", data[8:12])
    clear, signature = data[12 : 12 + length], data[12 + length :]
    fields = cbor2.loads(clear)
    key = Ed25519PublicKey.from_public_bytes(fields["key"])
    key.verify(signature, b"MSP office card\0" + clear)
    assert fields["office"].hex() == office.id


def test_no_changed_byte_is_accepted() -> None:
    card, secret = made_up()
    data = cards.write(card, secret)
    for at in range(len(data)):
        for changed in (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], data[:at]):
            with pytest.raises(BadFile):
                cards.read(changed)
    with pytest.raises(BadFile):
        cards.read(data + b"\0")


def test_nobody_signs_the_card_of_another() -> None:
    card, _secret = made_up()
    _other, secret = made_up()
    with pytest.raises(BadFile):
        cards.read(cards.write(card, secret))


@pytest.mark.parametrize(
    "recipient", ["", "age1" + "q" * 58, "age1" + "é" * 58, "ssh-ed25519 AAAA", "age1"]
)
def test_a_card_with_which_nothing_could_be_encrypted_is_refused(recipient: str) -> None:
    card, secret = made_up()
    with pytest.raises(BadFile):
        cards.read(cards.write(replace(card, recipient=recipient), secret))


def test_keys_follow_others_only_when_those_say_so() -> None:
    older, older_secret = made_up()
    card, secret = made_up()
    signature = cards.sign_next(older_secret, card.office_id, card.key, card.recipient)
    following = replace(card, earlier=(EarlierKeys(older.key, older.recipient, signature),))
    assert cards.read(cards.write(following, secret)).card == following
    for wrong in (
        EarlierKeys(made_up()[0].key, older.recipient, signature),
        EarlierKeys(older.key, older.recipient, signature[:-1] + bytes([signature[-1] ^ 1])),
        EarlierKeys(
            older.key,
            older.recipient,
            cards.sign_next(older_secret, "cd" * 16, card.key, card.recipient),
        ),
    ):
        with pytest.raises(BadFile):
            cards.read(cards.write(replace(card, earlier=(wrong,)), secret))


def test_a_card_of_any_size_or_kind_is_refused_quickly(tmp_path: Path) -> None:
    big = tmp_path / "big.mspcard"
    with big.open("wb") as file:
        file.truncate(10 * 2**30)  # takes no room on the disk
    with pytest.raises(BadFile, match="not the card"):
        trust.read_card(big)
    with pytest.raises(BadFile, match="not the card"):
        trust.read_card(tmp_path / "nothing.mspcard")
    for data in (
        b"",
        b"MSPCARD\n",
        b"MSPCARD:",
        b"MSPCARD:AAAA!!",
        b"MSPCARD\n\xff\xff\xff\xff{}" * 9,
    ):
        with pytest.raises(BadFile):
            cards.read(data)
    card, secret = made_up()
    many = tuple(
        EarlierKeys(card.key, card.recipient, bytes(64)) for _ in range(limits.EARLIER + 1)
    )
    with pytest.raises(BadFile):
        cards.read(cards.write(replace(card, earlier=many), secret))


def test_the_qr_code_holds_the_whole_card_as_text(office: Office) -> None:
    signed = trust.own_card(office.workspace.database)
    assert cards.read(cards.as_text(signed.data).lower().encode() + b"\n") == signed
    rows = trust.qr_code(signed)
    assert {len(row) for row in rows} == {len(rows)}
    assert rows[0].startswith(bytes([1] * 7 + [0])), "the corner that scanners look for"
    assert len(rows) <= 97, "squares large enough on a printed card"


def test_the_keys_of_an_office_belong_together(office: Office) -> None:
    with office.workspace.database.reading() as store:
        me = identity.identity(store.connection)
    assert str(pyrage.x25519.Identity.from_str(me.age_secret).to_public()) == me.recipient
    public = Ed25519PrivateKey.from_private_bytes(me.secret).public_key().public_bytes_raw()
    assert public == me.origin.key


def test_an_office_set_up_by_an_earlier_version_gets_keys_to_read_with(tmp_path: Path) -> None:
    import zstandard

    home = tmp_path / "old"
    home.mkdir()
    with OLD.open("rb") as packed, (home / DATABASE).open("wb") as file:
        zstandard.ZstdDecompressor().copy_stream(packed, file)
    seen = []
    for _time in range(2):
        office = open_office(home)
        seen.append(trust.own_card(office.workspace.database))
        office.close()
    assert seen[0] == seen[1]
    assert cards.read(seen[0].data) == seen[0]
    assert seen[0].card.since > 0


def test_two_offices_never_have_the_same_digits(office: Office, tmp_path: Path) -> None:
    other = set_up_office(
        tmp_path / "other", name="Jumla District Office", place="Jumla", person="X"
    )
    cards_of = [trust.own_card(one.workspace.database).card for one in (office, other)]
    other.close()
    assert cards_of[0].digits != cards_of[1].digits
