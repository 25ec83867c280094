"""Binding several documents into one: their keys stay apart, their headings follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import takewhile
from typing import Any, TypeVar

from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Contents,
    DataFile,
    Document,
    Facts,
    Heading,
    PageBreak,
    Reference,
)

_Said = TypeVar("_Said")


def bind(body: Document, annexes: Sequence[Document]) -> Document:
    """Return one document: the body, with a list of contents, then every annex on a page of its own.

    An annex keeps its numbers and its data; what it is and whether it is final stand below its title,
    for head and foot of the pages are those of the whole; where it is a draft, its title says so. Its own
    list of contents is left out, and its headings stand in that of the whole only by its title.
    """
    opening = list(takewhile(lambda block: not isinstance(block, PageBreak | Heading), body.blocks))
    blocks: list[Block] = [
        *_within("body", opening),
        Contents(translate(_("Contents"))),
        *_within("body", body.blocks[len(opening) :]),
    ]
    for number, annex in enumerate(annexes, 1):
        blocks += _annex(number, annex)
    files = [*body.data, *_files(annexes)]
    return replace(body, blocks=tuple(blocks), data=tuple(files))


def annex_name(number: int) -> str:
    """Return how the text refers to an annex."""
    return figures(translate(_("Annex {number}")).format(number=number))


def _annex(number: int, annex: Document) -> Iterator[Block]:
    yield PageBreak()
    draft = f" ({annex.watermark})" if annex.watermark else ""
    yield Heading(1, f"{annex_name(number)}: {annex.title}{draft}", key=f"annex-{number}")
    facts = [
        (translate(_("Document")), annex.kind),
        (translate(_("Reference number")), annex.number),
    ]
    if annex.status:
        facts.append((translate(_("State")), annex.status))
    yield Facts(tuple(facts))
    for block in _within(f"annex-{number}", annex.blocks):
        yield replace(block, listed=False) if isinstance(block, Heading) else block


def _within(name: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Go through the blocks of a part, with ``name`` before their keys."""
    return (_prefixed(block, f"{name}/") for block in blocks if not isinstance(block, Contents))


def _prefixed(said: _Said, prefix: str) -> _Said:
    """Return a block with a prefix before its own key and before the keys it refers to."""
    if isinstance(said, tuple):
        return type(said)(_prefixed(one, prefix) for one in said)
    if isinstance(said, Reference):
        return replace(said, to=f"{prefix}{said.to}")
    if not is_dataclass(said) or isinstance(said, type):
        return said
    changed: dict[str, Any] = {}
    for field in fields(said):
        value = getattr(said, field.name)
        if field.name == "key" and value:
            changed["key"] = f"{prefix}{value}"
        elif isinstance(value, tuple) and any(isinstance(one, Reference) for one in value):
            changed[field.name] = _prefixed(value, prefix)
    return replace(said, **changed) if changed else said


def _files(annexes: Sequence[Document]) -> Iterator[DataFile]:
    for number, annex in enumerate(annexes, 1):
        for file in annex.data:
            yield replace(
                file,
                name=f"annex-{number:02}-{file.name}",
                description=f"{annex_name(number)}: {file.description}",
            )
