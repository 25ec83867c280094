"""Specimen pages: what documents look like in each script, with sentences of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

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
from msp_desktop.reports.layouts.specimen_charts import specimen_charts

_DAY = date(2026, 11, 23)
_MARK = "SPECIMEN-"
_CHARTED = ("en", "km", "ur")


def specimens() -> Iterator[Document]:
    """Go through one document of one page for each script; they are in no catalogue, nor reviewed."""
    for language, said in _said().items():
        yield _page(language, said["script"], said["text"], said["words"])


def chart_specimens() -> Iterator[Document]:
    """Go through documents with every kind of chart, in three scripts, one of them from the right."""
    for language in _CHARTED:
        said = _said()[language]
        page = _page(language, said["script"], said["text"], said["words"])
        blocks: list[Block] = []
        for number, chart in enumerate(specimen_charts(said["text"], said["words"]), 1):
            blocks += [Heading(2, said["words"][number % 3], str(number)), chart]
        yield replace(page, number=f"{page.number}-charts", blocks=tuple(blocks))


def file_stem(said: Document) -> str:
    """Return what the file of a specimen is called."""
    return said.number.removeprefix(_MARK)


def _said() -> dict[str, Any]:
    return tomllib.loads((locations.resources() / "specimen.toml").read_text("utf-8"))


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
        number=f"{_MARK}{language}",
        day=_DAY,
        day_words=_DAY.isoformat(),
        language=language,
        letterhead=Letterhead(partners, script),
        page="{page} / {pages}",
        check="{code}",
        blocks=blocks,
    )
