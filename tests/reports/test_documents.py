"""What documents say, and what is in the PDFs made of them."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from msp_desktop.app.office import Office
from msp_desktop.app.publish import NothingToPrint, compose, pages, publish, subjects
from msp_desktop.app.workspace import Workspace
from msp_desktop.reports.document import (
    Document,
    Heading,
    Letterhead,
    Note,
    Paragraph,
    ProgressChart,
    Signatures,
    Table,
    words_of,
)
from msp_desktop.reports.pdf import draw


def text_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    return text


def plain(*blocks: Heading | Paragraph | Table | Note) -> Document:
    head = Letterhead("Jumla District Office", "Jumla")
    return Document(
        title="A title",
        subject="A subject",
        number="N-1",
        day=date(2026, 11, 23),
        day_words="23 November 2026",
        language="en",
        letterhead=head,
        page="Page {page} of {pages}",
        blocks=blocks,
    )


@pytest.fixture
def filled(workspace: Workspace, space: str) -> str:
    add = workspace.add
    water = add(
        "partner", space, {"name": "Water Board", "sector": "government", "state": "active"}
    )
    cross = add(
        "partner", space, {"name": "Red Cross", "sector": "civil_society", "state": "selected"}
    )
    add("partner", space, {"name": "Turned Down Ltd", "state": "declined"})
    workspace.set_single("challenge", space, {"statement": "Wells run dry", "goals_direct": "6 3"})
    add("commitment", space, {"partner": water, "kind": "money", "value": "NPR 250000"})
    add("commitment", space, {"partner": cross, "kind": "people", "description": "Two engineers"})
    goal = add("shared_goal", space, {"name": "Safe water for all"})
    objective = add(
        "objective", space, {"name": "Repair 40 wells", "goal": goal, "due": "2027-06-30"}
    )
    values = {
        "name": "Working wells",
        "baseline": "10",
        "target_value": "50",
        "objective": objective,
    }
    wells = add("indicator", space, values)
    add("measurement", space, {"indicator": wells, "date": "2026-05-01", "value": "20"})
    add("measurement", space, {"indicator": wells, "date": "2026-10-01", "value": "30"})
    review = add("review", space, {"title": "First review", "date": "2026-11-01"})
    add("finding", space, {"text": "Spare parts came late", "judgement": "negative"}, review)
    return space


def test_the_agreement_names_who_takes_part_and_what_they_bring(
    office: Office, filled: str
) -> None:
    said = compose(office, "agreement", filled)
    words = words_of(said.blocks)
    assert "Wells run dry" in words
    assert "6 Clean water and sanitation" in words
    assert "Turned Down Ltd" not in words
    heads = [block.text for block in said.blocks if isinstance(block, Heading) and block.level == 2]
    assert len([head for head in heads if head[0].isdigit()]) == 27
    tables = [block for block in said.blocks if isinstance(block, Table)]
    people, money = (
        block
        for block in tables
        if any("NPR" in str(row) or "engineers" in str(row) for row in block.rows)
    )
    assert "Two engineers" in people.rows[0], "what is not money comes first"
    assert "NPR 250,000" in money.rows[0]
    (signing,) = (block for block in said.blocks if isinstance(block, Signatures))
    assert [person.organisation for person in signing.people] == ["Water Board", "Red Cross"]


def test_what_is_open_is_said_and_a_draft_is_called_one(office: Office, filled: str) -> None:
    said = compose(office, "agreement", filled)
    assert (
        sum(isinstance(block, Note) and block.text == "Not yet agreed." for block in said.blocks)
        > 10
    )
    assert said.status == "Draft, to be checked by your legal office"
    office.workspace.set_single("agreement", filled, {"state": "signed", "law": "Law of Nepal"})
    said = compose(office, "agreement", filled)
    assert said.status == ""
    assert "Law of Nepal" in words_of(said.blocks)


def test_minutes_carry_open_action_items_over(
    office: Office, workspace: Workspace, space: str
) -> None:
    first = workspace.add("meeting", space, {"title": "First", "date": "2026-09-01"})
    workspace.add("action_item", space, {"text": "Order pumps", "state": "open"}, first)
    workspace.add("action_item", space, {"text": "Book room", "state": "done"}, first)
    second = workspace.add(
        "meeting", space, {"title": "Second", "date": "2026-10-01", "chair": "Sita Rawal"}
    )
    workspace.add("decision", space, {"text": "Buy in Surkhet", "method": "consensus"}, second)
    workspace.add("attendance", space, {"name": "Hari", "presence": "present"}, second)
    assert [name for _id, name in subjects(workspace.records(space), "minutes")] == [
        "Second, 1 October 2026",
        "First, 1 September 2026",
    ]
    words = words_of(compose(office, "minutes", space).blocks)
    assert "Order pumps" in words
    assert "Book room" not in words
    assert "Buy in Surkhet" in words
    assert "1 of 1 listed took part" in words
    assert "Sita Rawal" in words
    assert "Order pumps" in words_of(compose(office, "minutes", space, first).blocks)


def test_the_review_compares_the_latest_value_with_baseline_and_target(
    office: Office, filled: str
) -> None:
    said = compose(office, "review", filled)
    (chart,) = (block for block in said.blocks if isinstance(block, ProgressChart))
    assert [(str(bar.baseline), str(bar.latest), str(bar.target)) for bar in chart.bars] == [
        ("10", "30", "50")
    ]
    assert "Working wells: 50 % of the way" in chart.alternative
    assert "Spare parts came late" in words_of(said.blocks)


def test_nothing_to_print_says_what_to_do(office: Office, space: str) -> None:
    with pytest.raises(NothingToPrint, match=r"task 7\.1"):
        publish(office, "minutes", space)
    with pytest.raises(NothingToPrint, match=r"task 9\.1"):
        publish(office, "review", space)


def test_a_pdf_says_what_the_document_says_on_every_page(
    office: Office, filled: str, tmp_path: Path
) -> None:
    published = publish(office, "agreement", filled, out=tmp_path / "a.pdf")
    pdf = (tmp_path / "a.pdf").read_bytes()
    opened = pypdfium2.PdfDocument(pdf)
    count = len(opened)
    metadata = opened.get_metadata_dict()
    outline = [item.get_title() for item in opened.get_toc()]
    texts = [page.get_textpage().get_text_range() for page in opened]
    opened.close()
    assert count > 2
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {count}" in text
        assert "Draft, to be checked by your legal office" in text
    assert metadata["Author"] == "Jumla District Office"
    assert metadata["Title"] == published.title
    assert "1. Parties" in outline
    assert "Wells run dry" in " ".join(texts)
    assert b"/Lang (en)" in pdf
    assert sum(1 for _page in pages(published, 40)) == count


def test_only_embedded_fonts_are_used(office: Office, filled: str) -> None:
    opened = pypdfium2.PdfDocument(publish(office, "agreement", filled).pdf)
    embedded = set()
    for page in opened:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            embedded.add(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)))
    opened.close()
    assert embedded == {1}


def test_the_same_records_give_the_same_bytes(office: Office, filled: str) -> None:
    assert publish(office, "review", filled).pdf == publish(office, "review", filled).pdf


@pytest.mark.parametrize(
    "typed",
    [
        '<img src="/etc/hostname">',
        "<b>unbalanced & so on",
        "a < b > c",
        "</para><para>",
        "{name} %s \\n",
        "&amp;",
    ],
)
def test_markup_prints_as_typed(typed: str) -> None:
    said = plain(Heading(1, typed), Paragraph(typed), Table((typed,), ((typed,),), (1,)))
    text = " ".join(text_of(draw(said).pdf).split())
    assert text.count(" ".join(typed.split())) >= 3


def test_very_long_text_is_printed_to_the_end() -> None:
    drawn = draw(
        plain(Paragraph("word " * 80_000 + "the end"), Table(("A",), (("cell " * 5_000,),), (1,)))
    )
    assert "the end" in text_of(drawn.pdf)


@pytest.mark.parametrize(
    "words", ["ភាពជាដៃគូ", "नेपालको खानेपानी", "Tiếng Việt", "ไทย", "မြန်မာ", "தமிழ்"]
)
def test_scripts_of_the_region_are_drawn_and_not_boxes(words: str) -> None:
    drawn = draw(plain(Paragraph(f"before {words} after")))
    assert drawn.missing == frozenset()
    marked, empty = (render(plain(Paragraph(f"before {text} after"))) for text in (words, ""))
    assert marked != empty


def test_a_character_no_font_has_is_reported() -> None:
    assert draw(plain(Paragraph("a \U00012000 b"))).missing == frozenset("\U00012000")


def test_an_emblem_stands_in_the_letterhead() -> None:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (40, 40), "#202020").save(file, "PNG")
    bare = plain(Paragraph("text"))
    head = Letterhead("Office", "Place", file.getvalue())
    dressed = Document(
        **{**{name: getattr(bare, name) for name in bare.__slots__}, "letterhead": head}
    )
    opened = pypdfium2.PdfDocument(draw(dressed).pdf)
    pictures = list(opened[0].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    opened.close()
    assert len(pictures) == 1


def render(document: Document) -> bytes:
    from msp_desktop.reports.pdf import page_images

    return next(page_images(draw(document).pdf, 50)).pixels
