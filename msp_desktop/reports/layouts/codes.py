"""What the codes of targets and indicators in a document mean: their edition, and the official wording."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msp_desktop.domain import sdg
from msp_desktop.domain.sdg import Framework
from msp_desktop.i18n import language, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Facts, Heading, Note, PageBreak, Signatures

_NUMBER = 8
"""Digits of the number of a file (SHA-256) that are printed."""


def explained(
    blocks: Sequence[Block], codes: Collection[str], wordings: Sequence[Framework]
) -> list[Block]:
    """Return blocks with what their codes mean: at the end, but before the places to sign.

    So it is signed with the rest. Without codes there is nothing to explain.
    """
    said = list(blocks)
    if codes:
        at = _before_signatures(said)
        said[at:at] = _meaning(codes, wordings)
    return said


def _meaning(codes: Collection[str], wordings: Sequence[Framework]) -> Iterator[Block]:
    yield Heading(2, translate(_("Targets and indicators by code")), listed=False)
    yield Note(f"{sdg.version()}.")
    used = next((one for one in wordings if one.language == language()), None)
    worded = [code for code in sorted(codes, key=sdg.order_of) if used and code in used.wording]
    if used is None or not worded:
        return
    sentence = translate(_("Wording: {name} (file number {number})."))
    origin = ", ".join(filter(None, (used.name, used.source)))
    yield Note(sentence.format(name=origin, number=used.sha[:_NUMBER]))
    yield Facts(tuple((code, used.wording[code]) for code in worded))


def _before_signatures(blocks: Sequence[Block]) -> int:
    """Return the place before the heading under which people sign; the end where nobody does."""
    first = next((at for at, one in enumerate(blocks) if isinstance(one, Signatures)), None)
    if first is None:
        return len(blocks)
    heading = next((at for at in range(first, 0, -1) if isinstance(blocks[at], Heading)), first)
    return heading - 1 if isinstance(blocks[heading - 1], PageBreak) else heading
