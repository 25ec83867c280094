"""The scorecard of the agreement on paper: how far its sections have come, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.agreement.scorecard import (
    PURPOSES,
    RATING_NAMES,
    Standing,
    answered,
    days_ahead,
    score,
    scorecard,
)
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, formats, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Heading, Paragraph, Table
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document


def agreement_check(records: Records, issue: Issue) -> Document:
    """Lay out the scorecard."""
    reader = Reader(records)
    standings = scorecard(records, KINDS)
    return document(
        reader,
        issue,
        kind=_("Scorecard of the agreement"),
        mark="AS",
        title=reader.single("agreement", "title"),
        blocks=[
            *_head(reader, standings, issue),
            *_sections(standings),
            *_purposes(standings),
        ],
    )


def score_in_words(standings: Sequence[Standing]) -> str:
    """Say how many of the relevant sections are fully in place."""
    full, relevant = score(standings)
    sentence = translate_plural(
        "{full} of {count} relevant section fully in place",
        "{full} of {count} relevant sections fully in place",
        relevant,
    )
    return figures(sentence.format(full=full, count=relevant))


def _head(reader: Reader, standings: Sequence[Standing], issue: Issue) -> Iterator[Block]:
    page = reader.records.single("agreement")
    days = (
        (translate(one.sentence), day_in_words(one.day))
        for one in days_ahead(reader.records, issue.day)
    )
    yield Facts((*reader.pairs("agreement", page, "strength", "state"), *days))
    yield Paragraph(score_in_words(standings))


def _sections(standings: Sequence[Standing]) -> Iterator[Block]:
    yield Heading(2, translate(_("Sections")))
    head = (_("No."), _("Section"), _("How far it has come"), _("What is missing, and where"))
    rows = tuple(
        (
            figures(str(one.section.number)),
            translate(one.section.title),
            translate(RATING_NAMES[one.rating]),
            "\n".join(_remarks(one)) or NOTHING,
        )
        for one in standings
    )
    yield Table(tuple(map(translate, head)), rows, (1, 4, 2.4, 6))


def _remarks(one: Standing) -> Iterator[str]:
    if one.comment:
        yield one.comment
    if not one.is_printed:
        return
    for hole in one.holes:
        task = translate(_("{what} (task {task})"))
        yield task.format(what=hole.text, task=figures(HOME_TASK[hole.kind_key]))


def _purposes(standings: Sequence[Standing]) -> Iterator[Block]:
    yield Heading(2, translate(_("What an agreement is for")))
    head = (_("Purpose"), _("Sections"), _("How far it has come"))
    rows = tuple(
        (
            translate(one.name),
            formats.listed(figures(str(number)) for number in one.sections),
            translate(RATING_NAMES[answered(one, standings)]),
        )
        for one in PURPOSES
    )
    yield Table(tuple(map(translate, head)), rows, (6, 3, 3))
