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


def below(said: Document, title: str) -> Sequence[Block]:
    """Return the blocks below a heading of any level, up to the next of its level or a higher one."""
    (start,) = (
        place
        for place, block in enumerate(said.blocks)
        if isinstance(block, Heading) and block.text == title
    )
    heading = said.blocks[start]
    assert isinstance(heading, Heading)
    rest = enumerate(said.blocks[start + 1 :], start + 1)
    ends = (p for p, block in rest if isinstance(block, Heading) and block.level <= heading.level)
    return said.blocks[start + 1 : next(ends, len(said.blocks))]
