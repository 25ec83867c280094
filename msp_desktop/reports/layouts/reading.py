"""Reading a partnership's records for a document: answers in words, and what to say when there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import language, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Letterhead,
    Note,
    Paragraph,
    Signature,
    Signatures,
    SignatureWords,
    Table,
)


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues a document and when."""

    letterhead: Letterhead
    day: date


class Reader:
    """Answers of one partnership as a document prints them."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def single(self, kind_key: str, field_key: str) -> str:
        """Return an answer of a page of which there is one."""
        return self.text(kind_key, self.records.single(kind_key), field_key)

    def text(self, kind_key: str, row: Row, field_key: str) -> str:
        """Return an answer in words."""
        return shown(KINDS[kind_key].fields[field_key], row.get(field_key), self.records)

    def label(self, kind_key: str, field_key: str) -> str:
        """Return the name of a field."""
        return translate(KINDS[kind_key].fields[field_key].label)

    def facts(self, kind_key: str, row: Row, *field_keys: str) -> list[Block]:
        """Return the answers that are there, each with its name; nothing when all are empty."""
        pairs = ((self.label(kind_key, key), self.text(kind_key, row, key)) for key in field_keys)
        rows = tuple((name, text) for name, text in pairs if text)
        return [Facts(rows)] if rows else []

    def table(
        self, kind_key: str, rows: Sequence[Row], columns: Sequence[str], weights: Sequence[float]
    ) -> list[Block]:
        """Return records as a table; a line that says so when there are none."""
        if not rows:
            return [not_agreed()]
        head = tuple(self.label(kind_key, key) for key in columns)
        body = tuple(tuple(self.text(kind_key, row, key) for key in columns) for row in rows)
        return [Table(head, body, tuple(weights))]

    def paragraphs(self, *texts: str) -> list[Block]:
        """Return texts that are there as paragraphs; a line that says so when there is none."""
        found: list[Block] = [Paragraph(text) for text in texts if text]
        return found or [not_agreed()]


def not_agreed() -> Note:
    """Say that something is still open: a document never leaves a part out silently."""
    return Note(translate(_("Not yet agreed.")))


def signatures(people: Sequence[Signature]) -> Signatures:
    """Return places to sign with the words for their lines."""
    words = (_("Name"), _("Position"), _("Signature"), _("Date"), _("Place"), _("Stamp"))
    return Signatures(tuple(people), SignatureWords(*map(translate, words)))


def document(
    issue: Issue,
    records: Records,
    *,
    kind: str,
    title: str,
    blocks: Sequence[Block],
    status: str = "",
) -> Document:
    """Put a document together: its number is the partnership's reference, the kind and the date."""
    partnership = records.single("partnership")
    reference = str(partnership.get("number") or records.space_id[:8].upper())
    return Document(
        title=title,
        subject=str(partnership.get("name") or ""),
        number=f"{reference}-{kind}-{issue.day:%Y%m%d}",
        day=issue.day,
        day_words=shown(KINDS["meeting"].fields["date"], issue.day.isoformat()),
        language=language(),
        letterhead=issue.letterhead,
        page=translate(_("Page {page} of {pages}")),
        blocks=tuple(blocks),
        status=status,
    )
