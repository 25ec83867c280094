"""Finding what a document says in one place."""

from __future__ import annotations

from collections.abc import Sequence

from msp_desktop.reports.document import Block, Document, Heading, PageBreak, Table


def part(said: Document, title: str) -> Sequence[Block]:
    """Return the blocks of a document below one heading of level 2."""
    starts = [
        place
        for place, block in enumerate(said.blocks)
        if isinstance(block, Heading | PageBreak) and getattr(block, "level", 2) == 2
    ]
    (start,) = (
        place
        for place in starts
        if isinstance(block := said.blocks[place], Heading) and block.text == title
    )
    end = next((place for place in starts if place > start), len(said.blocks))
    return said.blocks[start + 1 : end]


def tables(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]
