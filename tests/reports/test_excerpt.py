"""Some pages of a document: their text is there, and nothing of the others."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from msp_desktop.reports.pdf import page_image, page_sizes, with_pages


def numbered(count: int) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 400))
    for number in range(1, count + 1):
        canvas.drawString(50, 300, f"This is page {number}")
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"Secret {number}", f"p{number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def words(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [str(page.get_textpage().get_text_range()).strip() for page in opened]


def test_the_pages_asked_for_come_in_the_order_of_the_document() -> None:
    assert words(with_pages(numbered(6), (2, 3, 6))) == [
        "This is page 2",
        "This is page 3",
        "This is page 6",
    ]


def test_all_pages_are_the_document_itself() -> None:
    pdf = numbered(3)
    assert with_pages(pdf, (1, 2, 3)) == pdf


def test_nothing_else_of_the_document_goes_along() -> None:
    with pikepdf.open(io.BytesIO(numbered(3))) as opened:
        opened.attachments["records.json"] = b"{}"
        with opened.open_metadata() as meta:
            meta["dc:title"] = "Agreement"
        whole = io.BytesIO()
        opened.save(whole)
    with pikepdf.open(io.BytesIO(with_pages(whole.getvalue(), (1,)))) as part:
        assert set(part.Root.keys()) <= {"/Type", "/Pages", "/PageMode", "/Lang"}
        assert not part.attachments


def test_a_page_is_drawn_in_its_own_size() -> None:
    pdf = numbered(2)
    assert page_sizes(pdf) == [(300, 400), (300, 400)]
    drawn = page_image(pdf, 2, 144)
    assert (drawn.width, drawn.height) == (600, 800)
    assert len(drawn.pixels) == drawn.stride * 800
    assert min(drawn.pixels) < 100
