"""Whatever people type or paste is printed as typed: nothing breaks a document, nothing is fetched."""

from __future__ import annotations

import cProfile
import io
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msp_desktop.reports.document import (
    Clause,
    Contents,
    Document,
    Facts,
    Footnote,
    Heading,
    Letterhead,
    Paragraph,
    Picture,
    Points,
    Reference,
    Strong,
    Table,
    WritingLines,
)
from msp_desktop.reports.pdf import draw
from msp_desktop.reports.printable import printable
from tests.reports.every_block import picture
from tests.reports.sound import flaws
from tests.reports.test_pdf import squeezed, text_of

Plain = Callable[..., Document]
LETTERS = st.one_of(
    st.characters(exclude_categories=()),
    st.sampled_from("\x00\x07\r\n\u2028\u202e\u2066\u2069\u200f\ud800\udfff\ufffe<&>%{}\\()[]"),
    st.sampled_from("កខ្ញុំ 漢字ابجد नमस्ते🙂🏽"),
)
ODD = st.lists(LETTERS, max_size=120).map("".join)
"""As letters of a text they would be taken for one alphabet, and the rare ones never be drawn."""


def everywhere(plain: Plain, typed: str, language: str) -> Document:
    pieces = (typed, Strong(typed), Footnote(typed), Reference("table"), typed, Strong(typed))
    blocks = (
        Contents(typed),
        Heading(2, typed, "1"),
        Heading(1, typed, typed),
        Paragraph(typed),
        Paragraph(pieces),
        Clause("1.1", pieces),
        Facts(((typed, typed),)),
        Points((typed,)),
        Points((typed,), boxes=True),
        WritingLines(typed, 1),
        Table((typed,), ((typed,),), (1,), caption=typed, key="table"),
        Picture(b"", typed, typed),
        Picture(picture(), f"Shows {typed}", typed),
    )
    said = plain(*blocks, head=Letterhead(typed, typed))
    values: dict[str, Any] = {"title": typed, "subject": typed, "number": typed, "watermark": typed}
    return Document(
        **{name: getattr(said, name) for name in said.__dataclass_fields__}
        | values
        | {"language": language}
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=ODD, language=st.sampled_from(["en", "ur", "km", "ja"]))
def test_any_text_at_any_place_makes_a_sound_document(
    plain: Plain, typed: str, language: str
) -> None:
    pdf = draw(everywhere(plain, typed, language)).pdf
    assert flaws(pdf) == []
    with pypdfium2.PdfDocument(pdf) as opened:
        assert len(opened) >= 1
        assert all(page.get_textpage().count_chars() for page in opened)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert not read.attachments
        assert sum(len(page.get_images()) for page in read.pages) <= 1


def test_nothing_is_fetched_for_what_looks_like_an_address(
    plain: Plain, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not to be read", "utf-8")

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a document asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    typed = f'<img src="{secret.as_uri()}"/><a href="http://example.org">x</a> data:,1'
    text = squeezed(text_of(draw(plain(Paragraph(typed))).pdf))
    assert squeezed(typed) in text
    assert "nottoberead" not in text


@pytest.mark.parametrize("letter", ["x", "漢", "ก", "ش", "क", "🙂", "e\u0301\u0302\u0303"])
def test_a_hundred_thousand_letters_without_a_space_are_printed(plain: Plain, letter: str) -> None:
    drawn = draw(plain(Paragraph(letter * (100_000 // len(letter.encode())))))
    assert len(drawn.pdf) > 1_000


@pytest.mark.slow
@pytest.mark.parametrize("letter", ["x", "漢", "ش", "क"])
def test_so_are_they_in_emphasis_footnotes_captions_and_contents(plain: Plain, letter: str) -> None:
    long = letter * (100_000 // len(letter.encode()))
    blocks = (
        Contents("Contents"),
        Heading(2, long),
        Paragraph((Strong(long), "a", Footnote(long))),
        Table(("a",), (("b",),), (1,), caption=long),
    )
    text = "".join(squeezed(text_of(draw(plain(*blocks)).pdf)))
    assert text.count(letter) >= 5 * len(long)


def test_time_grows_with_the_length_of_a_text_and_no_faster(plain: Plain) -> None:
    """Counted in calls, which do not depend on how busy the computer is."""
    word = "several words "
    short, long = (
        plain(Paragraph((word * count, Strong(word), Footnote(word)))) for count in (1_000, 8_000)
    )
    assert calls_of(long) < calls_of(short) * 8 * 1.5


def calls_of(said: Document) -> int:
    """Count the calls that it takes to draw a document."""
    profile = cProfile.Profile()
    profile.runcall(draw, said)
    return sum(int(entry.callcount) for entry in profile.getstats())


def test_figures_cannot_be_turned_around_by_force() -> None:
    assert printable("pay \u202e005\u202c now") == "pay 005\u202c now"


def test_what_cannot_be_printed_leaves_a_space_or_a_sign() -> None:
    assert printable("a\x00b\x1bc\td") == "a b c d"
    assert printable("a\r\nb\u2028c\rd") == "a\nb\nc\nd"
    assert printable("\ud83d alone, \ufffe\uffff") == "\ufffd alone, \ufffd\ufffd"
