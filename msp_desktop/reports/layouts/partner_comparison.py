"""Organisations beside each other by weighted criteria, and what was decided (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msp_desktop.domain.partner_choice import Candidate, Comparison, compare, scores_that_count
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words, number_in_words
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Note, Paragraph, Table
from msp_desktop.reports.layouts.meetings import part
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document, not_agreed

ABREAST = 5
"""Organisations beside each other in one table at most; more go into the next."""


def partner_comparison(records: Records, issue: Issue) -> Document:
    """Lay out every organisation that has a score, the best complete one first."""
    reader = Reader(records)
    found = compare(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
        (translate(_("Criteria")), figures(str(len(found.criteria)))),
        (translate(_("Organisations compared")), figures(str(len(found.candidates)))),
    )
    blocks: list[Block] = [
        Facts(facts),
        *part(_("Criteria and weights"), _criteria(reader, found)),
        *part(_("Scores side by side"), _scores(reader, found)),
        *part(_("What the order hangs on"), steadiness(found)),
        *part(_("What was decided"), _decisions(reader, found)),
    ]
    return document(
        reader,
        issue,
        kind=_("Comparison of organisations"),
        mark="PC",
        title=translate(_("Comparison of organisations")),
        blocks=blocks,
    )


def steadiness(found: Comparison) -> Iterator[Block]:
    """Say who is first, and which small change of a weight would put another first."""
    for sentence in found.steadiness():
        yield Paragraph(sentence)


def _criteria(reader: Reader, found: Comparison) -> Iterator[Block]:
    if found.criteria:
        rows = reader.records.rows("selection_criterion")
        yield from reader.table(
            "selection_criterion", rows, ("name", "weight", "meaning"), (4, 2.4, 7)
        )
    else:
        yield not_agreed("selection_criterion")


def _scores(reader: Reader, found: Comparison) -> Iterator[Block]:
    if not found.criteria or not found.candidates:
        yield not_agreed("partner_score")
        return
    tables = ceil(len(found.candidates) / ABREAST)
    abreast = ceil(len(found.candidates) / tables)
    for at in range(0, len(found.candidates), abreast):
        yield _table(reader, found, found.candidates[at : at + abreast])
    lacking = sum(not one.is_complete for one in found.candidates)
    if lacking:
        sentence = translate_plural(
            "{count} organisation has no score yet for some criterion: its mean is of those it has, "
            "and it stands behind the others.",
            "{count} organisations have no score yet for some criterion: their means are of those they "
            "have, and they stand behind the others.",
            lacking,
        )
        yield Note(figures(sentence.format(count=lacking)))


def _table(reader: Reader, found: Comparison, abreast: tuple[Candidate, ...]) -> Table:
    names = [_named(reader, one) for one in abreast]
    head = (translate(_("Criterion")), translate(_("Weight")), *names)
    rows = reader.records.rows("selection_criterion")
    counting = scores_that_count(reader.records)
    lines = []
    for at, (row, criterion) in enumerate(zip(rows, found.criteria, strict=True)):
        cells = []
        for one in abreast:
            entered = counting.get((one.partner_id, criterion.record_id))
            if entered is not None:
                reader.shown.note("partner_score", entered, "score", "note")
            score = one.scores[at]
            said = number_in_words(score) if score is not None else NOTHING
            cells.append(f"{said}\n{one.notes[at]}" if one.notes[at] else said)
        name = reader.text("selection_criterion", row, "name")
        lines.append((name, number_in_words(criterion.weight), *cells))
    totals = (found.total(one) for one in abreast)
    total = (
        translate(_("Weighted mean")),
        "",
        *(NOTHING if one is None else number_in_words(one) for one in totals),
    )
    weights = (3.4, 1.4, *(max(1.6, 9 / len(abreast)) for _one in abreast))
    return Table(head, tuple(lines), weights, total=total)


def _named(reader: Reader, candidate: Candidate) -> str:
    row = reader.records.find("partner", candidate.partner_id) or {}
    return reader.text("partner", row, "short_name") or reader.text("partner", row, "name")


def _decisions(reader: Reader, found: Comparison) -> Iterator[Block]:
    columns = ("name", "state", "reason", "decided_by", "decided_on")
    rows = [reader.records.find("partner", one.partner_id) for one in found.candidates]
    decided = [row for row in rows if row is not None and row.get("state")]
    if decided:
        yield from reader.table("partner", decided, columns, (3.4, 2, 4.6, 2.4, 2.2))
