"""Documents are fit to be kept and listened to: PDF/A-3a, PDF/UA-1, every mark a part of the structure."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pdfua import validate

from msp_desktop.reports.document import (
    Clause,
    DataFile,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Points,
    Reference,
    Table,
)
from msp_desktop.reports.layouts.specimen import specimens
from msp_desktop.reports.pdf import draw
from tests.reports.every_block import every_block
from tests.reports.sound import elements, flaws, kids, kinds
from tests.reports.test_copying import SPECIMEN
from tests.reports.test_pdf import three_documents

if TYPE_CHECKING:
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting

Plain = Callable[..., Document]


def every(language: str) -> Document:
    partners, minutes, plan = SPECIMEN[language]["words"]
    return every_block(language, SPECIMEN[language]["text"], (partners, minutes, plan))


def findings(pdf: bytes, folder: Path) -> list[str]:
    """What an independent checker of PDF/UA has to say; every rule it has was looked at."""
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    report = validate(str(file))
    return [*(found.message for found in report.findings), *map(str, report.skipped)]


@pytest.mark.parametrize("language", ["en", "km", "ne", "ur", "zh-Hans"])
def test_a_document_with_every_block_is_sound(language: str, tmp_path: Path) -> None:
    drawn = draw(every(language))
    assert drawn.missing == frozenset()
    assert flaws(drawn.pdf) == []
    assert findings(drawn.pdf, tmp_path) == []


def test_agreement_minutes_and_review_are_sound(
    water: Drafting, issue: Issue, tmp_path: Path
) -> None:
    for said in three_documents(water.records(), issue):
        pdf = draw(said).pdf
        assert flaws(pdf) == []
        assert findings(pdf, tmp_path) == []


def test_the_specimens_are_sound() -> None:
    for said in specimens():
        assert flaws(draw(said).pdf) == [], said.language


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_same_document_gives_the_same_bytes(language: str) -> None:
    first = draw(every(language)).pdf
    draw(every("km"))
    assert draw(every(language)).pdf == first


# Structure


def test_a_paragraph_over_two_pages_is_one_part(plain: Plain) -> None:
    pdf = draw(plain(Paragraph("word " * 1_500))).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (long,) = (one for one in elements(opened) if one.S == "/P" and len(kids(one)) > 1)
        assert len(kids(long)) == len(opened.pages) == 3


def test_a_row_over_two_pages_is_one_row_and_a_repeated_head_is_told_once(plain: Plain) -> None:
    rows = tuple((f"row {number}", "word " * (1_500 if number == 3 else 3)) for number in range(60))
    seen = kinds(draw(plain(Table(("First", "Second"), rows, (1, 2)))).pdf)
    assert seen.count("/TR") == 61
    assert seen.count("/TH") == 2
    assert seen.count("/TD") == 120


def test_a_reference_and_a_footnote_are_read_where_they_stand(plain: Plain) -> None:
    words = ("one ", Reference("here"), " two", Footnote("remark"), " three")
    pdf = draw(plain(Clause("1", words, key="here"))).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (note,) = (one for one in elements(opened) if one.S == "/Note")
        order = [str(kid.S) if isinstance(kid, pikepdf.Dictionary) else "" for kid in kids(note.P)]
    assert order == ["", "/Link", "", "/Reference", "/Note", ""]


def test_lists_have_their_points_and_signs(plain: Plain) -> None:
    seen = kinds(draw(plain(Points(("one", "two"), boxes=True))).pdf)
    first = seen.index("/L")
    assert seen[first:] == ["/L", *["/LI", "/Lbl", "/LBody"] * 2]


def test_headings_go_down_one_level_at_a_time(plain: Plain) -> None:
    seen = kinds(draw(plain(Heading(3, "deep"), Heading(2, "a"), Heading(3, "b"))).pdf)
    assert [kind for kind in seen if kind.startswith("/H")] == ["/H1", "/H2", "/H2", "/H3"]


def test_words_in_another_script_are_read_in_its_language(plain: Plain) -> None:
    said = plain(Paragraph("English words\nនេះជាភាសាខ្មែរ\nشراکت دار"))
    with pikepdf.open(io.BytesIO(draw(said).pdf)) as opened:
        languages = [str(one.get("/Lang", "")) for one in elements(opened) if one.S == "/P"]
    assert languages[-3:] == ["", "km-KH", "ar-SA"]


# Files inside


def test_files_travel_inside_the_document(plain: Plain) -> None:
    data = (
        DataFile("records.json", "application/json", b'{"name": "Jumla"}', "The records"),
        DataFile("अभिलेख.csv", "text/csv", b"a,b", "A table"),
    )
    pdf = draw(replace(plain(), data=data)).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        attached = {name: opened.attachments[name] for name in opened.attachments}
        assert {name: one.get_file().read_bytes() for name, one in attached.items()} == {
            one.name: one.content for one in data
        }
        (first, _second) = opened.Root.AF
        assert first.AFRelationship == "/Source"
        assert first.EF.F.Subtype == "/application/json"
        assert first.Desc == "The records"
    assert flaws(pdf) == []
