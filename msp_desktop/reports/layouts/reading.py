"""Reading a partnership's records for a document: answers in words, and what to say when there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter

from msp_desktop.domain.fields import Amount, Number, Whole
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.records import RecordKind, Records, Row
from msp_desktop.domain.sdg import Framework
from msp_desktop.domain.shown import day_in_words, money_in_words, shown
from msp_desktop.domain.sums import sums_of_money
from msp_desktop.i18n import figures, is_reviewed, language, manner, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Captions,
    Document,
    Facts,
    Letterhead,
    Note,
    Paragraph,
    Reference,
    Signature,
    Signatures,
    SignatureWords,
    Table,
    Words,
)
from msp_desktop.reports.layouts.codes import explained
from msp_desktop.reports.record_data import AnswersShown, data_file

CONFIDENTIAL = "confidential"
"""The field by which a record is kept out of printed reports."""
_ONLY_NAMED = {"health_check": "partner"}
"""Kinds of answers, and the field that says whose they are; empty, they are anonymous."""
NOTHING = "–"
"""What stands in a table where there is no answer."""
_LONGEST_NAME = 120
"""Letters of a name beside a line to sign on; a longer one is cut there, and ends in dots."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues a document and when; ``wordings`` explain codes, the first in a language counts."""

    letterhead: Letterhead
    day: date
    wordings: tuple[Framework, ...] = ()


class Reader:
    """Answers of one partnership as a document prints them; it keeps in mind which were asked for."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.shown = AnswersShown()

    def single(self, kind_key: str, field_key: str) -> str:
        """Return an answer of a page of which there is one."""
        return self.text(kind_key, self.records.single(kind_key), field_key)

    def text(self, kind_key: str, row: Row, field_key: str) -> str:
        """Return an answer in words."""
        self.shown.note(kind_key, row, field_key)
        return shown(KINDS[kind_key].fields[field_key], row.get(field_key), self.records)

    def label(self, kind_key: str, field_key: str) -> str:
        """Return the name of a field."""
        return translate(KINDS[kind_key].fields[field_key].label)

    def pairs(self, kind_key: str, row: Row, *field_keys: str) -> list[tuple[str, str]]:
        """Return the answers that are there, each with the name of its field."""
        found = ((self.label(kind_key, key), self.text(kind_key, row, key)) for key in field_keys)
        return [(name, text) for name, text in found if text]

    def facts(self, kind_key: str, row: Row, *field_keys: str) -> list[Block]:
        """Return the answers that are there as facts; nothing when all are empty."""
        rows = self.pairs(kind_key, row, *field_keys)
        return [Facts(tuple(rows))] if rows else []

    def table(
        self, kind_key: str, rows: Sequence[Row], columns: Sequence[str], weights: Sequence[float]
    ) -> list[Block]:
        """Return records as a table; a line that says so when there are none."""
        if not rows:
            return [not_agreed(kind_key)]
        head = tuple(self.label(kind_key, key) for key in columns)
        body = tuple(tuple(self.text(kind_key, row, key) for key in columns) for row in rows)
        fields = KINDS[kind_key].fields
        are_figures = (isinstance(fields[key], Number | Amount | Whole) for key in columns)
        numeric = frozenset(place for place, is_figure in enumerate(are_figures) if is_figure)
        return [Table(head, body, tuple(weights), numeric)]

    def sums(self, kind_key: str, rows: Sequence[Row], field_key: str) -> str:
        """Return the sum of amounts of money in each currency, one below the other."""
        found = sums_of_money(self.records.value(kind_key, row, field_key) for row in rows)
        words = [money_in_words(money) for money in found]
        return words[0] if len(words) == 1 else "\n".join(words)

    def texts(self, kind_key: str, *field_keys: str) -> list[Block]:
        """Return long answers of a page of which there is one, those that are there, as paragraphs."""
        found = (self.single(kind_key, key) for key in field_keys)
        return [Paragraph(text) for text in found if text]


def parties(records: Records) -> list[Row]:
    """Return the partners that take part."""
    return [row for row in records.rows("partner") if TAKING_PART.admits(row)]


def without_state(records: Records) -> list[Row]:
    """Return the partners of which nobody has said yet whether they take part."""
    return [row for row in records.rows("partner") if not row.get(TAKING_PART.field_key)]


def no_parties(records: Records) -> Note:
    """Say why a document names no partner: none is listed, or of none it is said that it takes part."""
    listed = len(records.rows("partner"))
    if not listed:
        return not_agreed("partner")
    sentence = translate_plural(
        "{count} organisation is listed but not marked as selected or active (task {task}).",
        "{count} organisations are listed but none is marked as selected or active (task {task}).",
        listed,
    )
    return Note(figures(sentence.format(count=listed, task=HOME_TASK["partner"])))


def printable(kind: RecordKind, rows: Sequence[Row]) -> list[Row]:
    """Return the records that may be printed: without those that the partners keep out of reports.

    Answers that were given without a name are told together only, never one by one.
    """
    name = _ONLY_NAMED.get(kind.key)
    return [row for row in rows if not row.get(CONFIDENTIAL) and (not name or row.get(name))]


def not_agreed(kind_key: str) -> Note:
    """Say that something is still open, and where: a document leaves no part out silently."""
    sentence = translate(_("Not yet agreed (task {task})."))
    return Note(figures(sentence.format(task=HOME_TASK[kind_key])))


def linked(sentence: str, **keys: str) -> Words:
    """Return a sentence of ours in which {names} become references to what has these keys."""
    pieces: list[str | Reference] = []
    for text, name, _format, _conversion in Formatter().parse(translate(sentence)):
        pieces += [text] if text else []
        pieces += [Reference(keys[name])] if name else []
    return tuple(pieces)


def called(mark: str, number: int) -> str:
    """Return what people call the decision, action or finding of a number, such as D3."""
    return figures(translate(mark).format(number=number))


def signatures(
    people: Sequence[Signature],
    *,
    with_title: bool = True,
    with_place: bool = True,
    with_witness: bool = False,
) -> Signatures:
    """Return places to sign with the words for their lines."""
    title = _("Position") if with_title else ""
    place = _("Place") if with_place else ""
    witness = _("Witness") if with_witness else ""
    words = (_("Name"), title, _("Signature"), _("Date"), place, _("Stamp"), witness)
    lines = (
        Signature(
            _shortened(person.organisation),
            _shortened(person.name),
            _shortened(person.title),
            person.date,
            _shortened(person.place),
            _shortened(person.witness),
        )
        for person in people
    )
    return Signatures(tuple(lines), SignatureWords(*map(translate, words)))


def document(
    reader: Reader,
    issue: Issue,
    *,
    kind: str,
    mark: str,
    title: str,
    blocks: Sequence[Block],
    status: str = "",
) -> Document:
    """Put a document together, with the answers it shows as a file inside it.

    Its number is the partnership's reference and ``mark``, so that printing it again does not change
    it. ``status`` says why it is not final yet; then it is marked as a draft.
    """
    reference = reader.single("partnership", "number") or reader.records.space_id[:8].upper()
    said = Document(
        kind=translate(kind),
        title=title or translate(kind),
        subject=reader.single("partnership", "name"),
        number=f"{reference}-{mark}",
        day=issue.day,
        day_words=day_in_words(issue.day),
        language=language(),
        letterhead=issue.letterhead,
        page=translate(_("Page {page} of {pages}")),
        check=translate(_("Check code {code}")),
        blocks=(*not_reviewed(), *explained(blocks, reader.shown.codes(), issue.wordings)),
        status=status,
        watermark=translate(_("DRAFT")) if status else "",
        captions=Captions(translate(_("Table {number}")), translate(_("Figure {number}"))),
        manner=manner(),
    )
    return replace(said, data=(data_file(said, reader.shown, reader.records),))


def not_reviewed() -> list[Block]:
    """Say so where nobody whose language it is has read our words; what people wrote is their own."""
    if is_reviewed(language()):
        return []
    sentence = _("The wording of the fixed texts in this language has not been reviewed yet.")
    return [Note(translate(sentence))]


def dated_mark(letter: str, row: Row) -> str:
    """Return the end of a number from the day a record is about, such as M-20261110."""
    day = str(row.get("date") or "").replace("-", "")
    return f"{letter}-{day}" if day else letter


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
