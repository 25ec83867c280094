"""What is known of one organisation in thirteen answers; or the questions to fill in by hand (task 1.4)."""

from __future__ import annotations

from msp_desktop.domain.guideline.initiation.choosing import PROMPTS
from msp_desktop.domain.partner_assessment import assessment
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    Signature,
    Table,
    WritingLines,
)
from msp_desktop.reports.layouts.meetings import identity, lines_to_fill
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document, signatures

_KIND = "partner_assessment"
_COLUMNS = ("rating", "known", "reliability", "more_needed", "concern")
_WEIGHTS = (3.4, 2, 3.6, 2.2, 2.4, 2.4)


def assessment_sheet(records: Records, partner: Row, issue: Issue) -> Document:
    """Lay out the answers about an organisation; without one, a form to fill in by hand."""
    reader = Reader(records)
    blocks = _filled(reader, partner, issue) if partner else _form(reader)
    return document(
        reader,
        issue,
        kind=_("Assessment of an organisation"),
        mark="PA",
        title=reader.text("partner", partner, "name") if partner else "",
        blocks=blocks,
    )


def _filled(reader: Reader, partner: Row, issue: Issue) -> list[Block]:
    found = assessment(reader.records, identity(partner))
    facts = [
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
        *reader.pairs("partner", partner, "sector", "state", "source"),
        (translate(_("Score")), found.summary),
    ]
    lines = []
    for option in PROMPTS:
        row = found.answers.get(option.key, {})
        texts = (reader.text(_KIND, row, key) if row else "" for key in _COLUMNS)
        lines.append((translate(option.label), *(text or NOTHING for text in texts)))
    head = (reader.label(_KIND, "prompt"), *(reader.label(_KIND, key) for key in _COLUMNS))
    blocks: list[Block] = [Facts(tuple(facts)), Table(head, tuple(lines), _WEIGHTS)]
    if found.besides:
        blocks.append(Heading(3, translate(_("Entered besides"))))
        columns = ("prompt", *_COLUMNS)
        blocks += reader.table(_KIND, found.besides, columns, _WEIGHTS)
    flags = reader.facts("partner", partner, "red_flags", "red_flags_note")
    return [*blocks, *flags]


def _form(reader: Reader) -> list[Block]:
    remark = _(
        "Rate from 1 (very weak) to 5 (very good). Say how reliable it is: O our own experience, D documents "
        "seen, T told by others, N not sure."
    )
    head = (_("Question"), _("1 to 5"), _("What we know"), _("O, D, T, N"))
    rows = [(translate(option.label), "", "", "") for option in PROMPTS]
    by_hand = ((reader.label("partner", "name"), ""), (translate(_("Day")), ""))
    return [
        Facts(((translate(_("Partnership")), reader.single("partnership", "name")), *by_hand)),
        Note(figures(translate(remark))),
        lines_to_fill(head, (4, 1.4, 6, 1.6), rows),
        WritingLines(translate(_("Concerns that remain")), 3),
        signatures([Signature(translate(_("Assessed by")))]),
    ]
