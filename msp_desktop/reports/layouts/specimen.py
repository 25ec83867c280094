"""Specimen pages: what documents look like in each script, with sentences of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date

from msp_desktop import locations
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Letterhead,
    Note,
    Paragraph,
    Points,
    Table,
)

_DAY = date(2026, 11, 23)


def specimens() -> Iterator[Document]:
    """Go through one document of one page for each script; they are in no catalogue, nor reviewed."""
    file = locations.resources() / "specimen.toml"
    for language, said in tomllib.loads(file.read_text("utf-8")).items():
        yield _page(language, said["script"], said["text"], said["words"])


def mixed_line(words: list[str]) -> str:
    """Return a line with Latin letters, brackets and figures between words of a script."""
    partners, minutes, plan = words
    return f"{minutes}: UNDP & {partners} (SDG 6.1), {plan} 2026-11-23, 12,500 USD – 45%"


def _page(language: str, script: str, text: str, words: list[str]) -> Document:
    partners, minutes, plan = words
    mixed = mixed_line(words)
    blocks: tuple[Block, ...] = (
        Note(f"{script}, {language}. Not reviewed by native speakers."),
        Heading(2, partners, "1"),
        Paragraph(f"{text} {text}"),
        Heading(2, minutes, "2"),
        Paragraph(mixed),
        Points((text, mixed), numbered=True),
        Facts(((plan, mixed),)),
        Table(
            (partners, plan, "USD"),
            ((f"UNDP ({partners})", text, "12,500"), (minutes, mixed, "1,250.75")),
            (2, 4, 1.2),
            numeric=frozenset({2}),
            total=("", plan, "13,750.75"),
        ),
    )
    return Document(
        kind=script,
        title=plan,
        subject=partners,
        number=f"SPECIMEN-{language}",
        day=_DAY,
        day_words=_DAY.isoformat(),
        language=language,
        letterhead=Letterhead(partners, script),
        page="{page} / {pages}",
        check="{code}",
        blocks=blocks,
    )
