"""Sections 26 to 28 of the agreement, and the page on which it is signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msp_desktop.domain.attachments import Attached
from msp_desktop.domain.guideline.initiation.agreement_sections import (
    AGREEMENT,
    BINDING,
    LETTER,
    MEMORANDUM,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import Block, Facts, Heading, PageBreak, Paragraph, Signature
from msp_desktop.reports.layouts.agreement.drawing import Drawing
from msp_desktop.reports.layouts.reading import Reader, not_agreed, parties, signatures

_LEGAL_STATUS: Mapping[str, str] = {
    LETTER: _("This letter says what the partners intend. It creates no legal duties."),
    MEMORANDUM: _(
        "This memorandum records what the partners promise each other. No court is meant to enforce it."
    ),
    BINDING: _("This agreement binds the partners by the law named here."),
}


def disputes(drawing: Drawing) -> Iterator[Block]:
    """Say step by step how quarrels are settled."""
    yield from drawing.own("dispute_resolution")
    yield from drawing.listed(
        _("A quarrel goes through these steps, until it is settled:"),
        ("dispute_step", ("name", "days", "how"), (4, 1.6, 6)),
    )


def change(drawing: Drawing) -> Iterator[Block]:
    """Say how partners join and leave, and how the agreement is changed and ended."""
    yield from drawing.own("joining", "amendment", "exit")


def duration(drawing: Drawing) -> Iterator[Block]:
    """Say how long it holds, and what it means in law."""
    page = drawing.reader.records.single(AGREEMENT)
    yield from drawing.reader.facts(AGREEMENT, page, "duration", "law")
    status = _LEGAL_STATUS.get(str(page.get("strength")))
    if status:
        yield Paragraph(translate(status))
    yield from drawing.own("ending")


def signature_page(reader: Reader) -> Iterator[Block]:
    """Give each partner places to sign, and say where the signed copy is."""
    yield PageBreak()
    yield Heading(2, translate(_("Signatures")))
    rows = reader.records.rows("signatory")
    signed = {row.get("partner") for row in rows}
    columns = ("partner", "name", "title", "signed_on", "place", "witness")
    people = [Signature(*(reader.text("signatory", row, key) for key in columns)) for row in rows]
    people += [
        Signature(reader.text("partner", partner, "name"))
        for partner in parties(reader.records)
        if partner["id"] not in signed
    ]
    yield signatures(people, with_witness=True) if people else not_agreed("signatory")
    kept = reader.single(AGREEMENT, "signed_copy")
    if kept:
        yield Facts(((reader.label(AGREEMENT, "signed_copy"), kept),))
    page = reader.records.single(AGREEMENT)
    file = reader.records.value(AGREEMENT, page, "signed_copy_file")
    if isinstance(file, Attached):
        reader.shown.note(AGREEMENT, page, "signed_copy_file")
        words = translate(_("{name}, number {hash}")).format(name=file.name, hash=file.short_hash)
        yield Facts(((reader.label(AGREEMENT, "signed_copy_file"), words),))
