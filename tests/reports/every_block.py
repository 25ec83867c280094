"""A document with every block there is, in the words of a script's specimen."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

from PIL import Image, ImageDraw

from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.document import (
    Block,
    Captions,
    Clause,
    Contents,
    DataFile,
    Display,
    Document,
    Facts,
    Footnote,
    Heading,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Points,
    Reference,
    Signature,
    Signatures,
    SignatureWords,
    Strong,
    Table,
    WritingLines,
)


def picture(kind: str = "PNG", size: tuple[int, int] = (90, 60)) -> bytes:
    """Return a picture with something on it; a PNG shows through at its edges."""
    drawn = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(drawn).ellipse((5, 5, size[0] - 5, size[1] - 5), fill=(90, 90, 90, 255))
    file = io.BytesIO()
    (drawn if kind == "PNG" else drawn.convert("RGB")).save(file, kind)
    return file.getvalue()


def every_block(language: str, text: str, words: tuple[str, str, str]) -> Document:
    """Return a document of several pages with every block, made of a text and three words."""
    partners, minutes, plan = words
    rows = tuple((f"{partners} {row}", text, f"{row},500") for row in range(30))
    bars = (Bar(partners, Decimal(0), Decimal(5), Decimal(10)),)
    signing = SignatureWords(partners, plan, minutes, plan, partners, plan)
    referring = (
        *(f"{text} ", Strong(partners), f" {text} ", Strong(plan), Footnote(f"{plan}: {text}")),
        *(" (", Reference("clause"), ", ", Reference("table"), ", ", Reference("picture"), ", "),
        *(Reference("annex"), f"). {text}"),
    )
    blocks: tuple[Block, ...] = (
        Contents(minutes),
        Heading(2, partners, "1"),
        Paragraph(referring),
        Clause("1.1", (text, Footnote(text))),
        Clause("1.2", (f"{text} ", Strong(text)), ((partners, text),), key="clause"),
        Display(plan, text),
        Note(text),
        Facts(((plan, text), (partners, "UNDP 12,500 USD"))),
        Points((text, plan), numbered=True),
        Points((text, plan)),
        Points((partners, f"{text} {text}", plan), boxes=True),
        Heading(2, plan, "2"),
        Heading(3, minutes),
        Table(
            (partners, plan, "USD"),
            rows,
            (2, 4, 1.2),
            numeric=frozenset({2}),
            total=("", plan, "13,750"),
            caption=plan,
            key="table",
        ),
        Picture(picture("JPEG"), text, caption=partners, share=0.4, key="picture"),
        ProgressChart(bars, (minutes, plan, partners), text, caption=plan),
        WritingLines(partners, 4),
        Table((partners, plan), (("1", ""), ("2", "")), (1, 3), to_fill=True, caption=minutes),
        PageBreak(),
        Heading(1, partners, "A", key="annex"),
        Paragraph(f"{text} {text}\nWater for all, in English.\nនេះជាភាសាខ្មែរ"),
        Heading(2, plan),
        Signatures((Signature(partners, "Sita Rawal", "Director"), Signature(minutes)), signing),
    )
    return Document(
        kind=minutes,
        title=plan,
        subject=partners,
        number="J/7-A",
        day=date(2026, 11, 23),
        day_words="23 November 2026",
        language=language,
        letterhead=Letterhead(partners, minutes, picture()),
        page="{page} / {pages}",
        check="{code}",
        blocks=blocks,
        status=plan,
        watermark=plan,
        data=(DataFile("records.json", "application/json", b'{"a": 1}', "Records"),),
        captions=Captions(f"{plan} {{number}}", f"{partners} {{number}}"),
    )
