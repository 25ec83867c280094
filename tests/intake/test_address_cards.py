"""Reading address cards: every version, every way to write letters, and files made to do harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.intake.address_cards import (
    LARGEST,
    MOST_CARDS,
    AddressCard,
    NotCards,
    TooManyCards,
    read,
)


def card(*lines: str, version: str = "4.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def only(*lines: str, version: str = "4.0") -> AddressCard:
    (found,) = read(card(*lines, version=version).encode(), "a.vcf").people
    return found


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_card_says_who_where_and_how(version: str) -> None:
    found = only(
        "N:Rawal;Sita;;Dr;",
        "FN:Dr Sita\\, Rawal",
        "ORG:Water\\; Board;Wells",
        "TITLE:Dir",
        " ector",
        "item1.EMAIL;TYPE=work:other@jumla.example",
        "EMAIL;PREF=1:sita@jumla.example",
        'TEL;VALUE=uri;TYPE="voice,work":tel:+977-1-55;ext=3',
        "TEL;CELL:+977 980",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ",
        " SkZJRgABAQ",
        "NOTE:Not taken",
        "X-MSP-MAY-DECIDE:1",
        "X-MSP-VALID:2026-01-01/",
        version=version,
    )
    assert found == AddressCard(
        name="Dr Sita, Rawal",
        organisation="Water; Board",
        role="Director",
        email="sita@jumla.example",
        phone="+977-1-55, +977 980",
        may_decide=1,
        valid="2026-01-01/",
    )


def test_quoted_printable_and_other_encodings_are_read() -> None:
    assert (
        only(
            "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E0=A4=B8=E0=A5=\r\n=80=E0=A4=A4=E0=A4=BE",
            version="2.1",
        ).name
        == "सीता"
    )
    for encoding in ("utf-8-sig", "utf-16"):
        (found,) = read(card("FN:សុខា\u200bជា").encode(encoding), "a.vcf").people
        assert found.name == "សុខា\u200bជា"
    (found,) = read(card("FN:René").encode("cp1252"), "a.vcf").people
    assert found.name == "René"


def test_a_name_in_parts_will_do_and_what_is_no_answer_is_left_out() -> None:
    found = only(
        "N:Rawal;Sita;Devi;;", "EMAIL:not an address", "X-MSP-VALID:soon", "X-MSP-MAY-DECIDE:7"
    )
    assert found == AddressCard("Sita Devi Rawal")


def test_damaged_cards_are_counted_and_the_others_read() -> None:
    text = card("FN:A") + card("TEL:1") + "BEGIN:VCARD\nFN:B\n" + card("FN:C") + "rubbish\nFN:D\n"
    found = read(text.encode(), "a.vcf")
    assert [one.name for one in found.people] == ["A", "B", "C"]
    assert found.unreadable == 1


@pytest.mark.parametrize(
    "line",
    [
        "TEL" + ";TYPE=a" * 100_000 + ";",
        "TEL;" + "TYPE=a;" * 40,
        'TEL;A="b' * 40,
        "a" * 500_000,
        "NOTE:" + "x" * 1_000_000,
        "FN;CHARSET=nothing;ENCODING=QUOTED-PRINTABLE:=41",
        "ORG" + ";x" * 3_000,
        "BEGIN:X\r\n" * 5_000,
        "BEGIN:VCALENDAR",
        "FN;ENCODING=B:!!!",
        "AGENT:BEGIN:VCARD\\nFN:x",
        "TEL;TYPE=" + "a," * 40 + ":1",
    ],
)
def test_a_line_made_to_do_harm_costs_no_time_and_no_other_card(line: str) -> None:
    text = card("FN:A") + card("FN:B", line) + card("FN:C")
    names = [one.name for one in read(text.encode(), "a.vcf").people]
    assert names[0] == "A"
    assert names[-1] == "C"


def test_long_answers_and_many_lines_are_cut() -> None:
    found = only("FN:" + "x" * 7_000, *(f"TEL:{number}" for number in range(1_000)))
    assert len(found.name) == 500
    assert found.phone == "0, 1, 2"


def test_what_is_no_card_or_too_much_is_refused() -> None:
    for content in (
        b"",
        b"hello",
        b"BEGIN:VCARD\nTEL:1\nEND:VCARD",
        b"\x00\x01\x02\x03" * 50,
        b"\xff\xfe",
    ):
        with pytest.raises(NotCards, match=r"a\.vcf"):
            read(content, "a.vcf")
    with pytest.raises(TooManyCards):
        read(b"x" * (LARGEST + 1), "a.vcf")
    with pytest.raises(TooManyCards):
        read(card("FN:A").encode() * (MOST_CARDS + 1), "a.vcf")


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200)


@given(TEXT, st.lists(TEXT, max_size=5))
def test_whatever_stands_in_a_file_is_read_or_refused(before: str, lines: list[str]) -> None:
    text = before + "\n" + card("FN:Safe") + card(*lines)
    assert "Safe" in [one.name for one in read(text.encode(), "a.vcf").people]
