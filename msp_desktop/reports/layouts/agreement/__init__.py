"""The partnering agreement (task 3.4): its 28 sections, drawn from everything module A has settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.agreement.scorecard import Standing, scorecard
from msp_desktop.domain.agreement.versions import Part, whole_text
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.agreement_sections import (
    AGREEMENT,
    LETTER,
    AgreementSection,
)
from msp_desktop.domain.guideline.initiation.agreement_signed import (
    IN_FORCE,
    changed_since_signed,
    signed_version,
)
from msp_desktop.domain.records import Records
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Clause,
    Contents,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
)
from msp_desktop.reports.layouts.activities_annex import KEY as ACTIVITIES
from msp_desktop.reports.layouts.activities_annex import activities_annex
from msp_desktop.reports.layouts.agreement import change, how, what, who_and_why
from msp_desktop.reports.layouts.agreement.drawing import Drawing, as_text, shortened
from msp_desktop.reports.layouts.reading import Issue, Reader, document, no_parties, not_agreed
from msp_desktop.reports.layouts.risks_annex import risks_annex

DRAFT = _("Draft, to be checked by your legal office")

DRAWN: Mapping[str, Callable[[Drawing], Iterator[Block]]] = {
    "heading": who_and_why.heading,
    "parties": who_and_why.partners,
    "background": who_and_why.background,
    "vision": who_and_why.vision,
    "own_goals": who_and_why.own_goals,
    "alignment": who_and_why.alignment,
    "principles": who_and_why.principles,
    "scope": what.scope,
    "plan": what.plan,
    "roles": what.roles,
    "resources": what.resources,
    "finance": what.finance,
    "governance": how.governance,
    "decisions": how.decisions,
    "meetings": how.meetings,
    "secretariat": how.secretariat,
    "communication": how.communication,
    "publicity": how.words("publicity"),
    "reporting": how.reporting,
    "review": how.review,
    "risks": how.risks,
    "accountability": how.accountability,
    "confidentiality": how.words("confidentiality"),
    "knowledge": how.words("knowledge"),
    "conflict_of_interest": how.words("conflict_of_interest"),
    "disputes": change.disputes,
    "change": change.change,
    "duration": change.duration,
}
"""What draws each section, by its key."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A section as it is printed; its ``number`` there is empty where it is left out."""

    section: AgreementSection
    number: str
    blocks: Sequence[Block]


def agreement(records: Records, issue: Issue) -> Document:
    """Lay out the agreement; a section with nothing in it says that it is not yet agreed."""
    reader = Reader(records)
    title = reader.single(AGREEMENT, "title")
    blocks: list[Block] = [*_cover(reader), *_changed(records)]
    blocks.append(Contents(translate(_("Contents"))))
    printed = [one for one in drawn(reader) if one.number]
    for one in printed:
        heading = translate(one.section.title)
        blocks.append(Heading(2, heading, one.number, one.section.key))
        blocks += _numbered(one.number, one.blocks or [_open(one.section, records)])
    blocks += change.signature_page(reader)
    if not _is_short(records):
        blocks += activities_annex(reader)
        if any(one.section.key == "risks" for one in printed):
            blocks += risks_annex(reader)
    is_draft = records.single(AGREEMENT).get("state") not in IN_FORCE
    status = translate(DRAFT) if is_draft else ""
    kind = _("Partnering agreement")
    return document(reader, issue, kind=kind, mark="A", title=title, blocks=blocks, status=status)


def drawn(reader: Reader) -> list[Drawn]:
    """Draw all sections; those that are printed are numbered one after the other."""
    records = reader.records
    standings = scorecard(records, KINDS)
    drawing = Drawing(reader, _printed(standings, records))
    found: list[Drawn] = []
    number = 0
    for one in standings:
        blocks: Iterable[Block] = DRAWN[one.section.key](drawing)
        if _is_short(records):
            blocks = shortened(blocks)
        number += one.is_printed
        shown = figures(str(number)) if one.is_printed else ""
        found.append(Drawn(one.section, shown, tuple(blocks)))
    return found


def drawn_texts(records: Records) -> dict[int, str]:
    """Return what each section would say in print, by its number of the 28, as plain text."""
    return _texts(drawn(Reader(records)))


def agreement_text(records: Records) -> str:
    """Return the agreement as text: what is kept of a version, and compared with another."""
    found = drawn(Reader(records))
    texts = _texts(found)
    return whole_text(
        Part(one.number, translate(one.section.title), texts[one.section.number])
        for one in found
        if one.number
    )


def _texts(found: Sequence[Drawn]) -> dict[int, str]:
    numbers = {one.section.key: one.number for one in found}
    numbers[ACTIVITIES] = translate(_("Annex: Activities"))
    return {one.section.number: as_text(one.blocks, numbers) for one in found}


def _printed(standings: Sequence[Standing], records: Records) -> frozenset[str]:
    keys = {one.section.key for one in standings if one.is_printed}
    if records.rows("activity") and not _is_short(records):
        keys.add(ACTIVITIES)
    return frozenset(keys)


def _is_short(records: Records) -> bool:
    """Say whether it is a letter of intent, which says everything in short."""
    return records.single(AGREEMENT).get("strength") == LETTER


def _numbered(number: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Make clauses of the running text of a section, so that people can point to each."""
    clause = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            clause += 1
            yield Clause(f"{number}{figures(f'.{clause}')}", block.text)
        else:
            yield block


def _open(section: AgreementSection, records: Records) -> Note:
    """Say what is still to be done for a section of which nothing is there."""
    if section.key == "parties":
        return no_parties(records)
    return not_agreed(next(iter(section.draws), AGREEMENT))


def _cover(reader: Reader) -> Iterator[Block]:
    partnership, page = reader.records.single("partnership"), reader.records.single(AGREEMENT)
    rows = [
        *reader.pairs("partnership", partnership, "name", "place"),
        *reader.pairs(AGREEMENT, page, "state", "duration"),
    ]
    yield Facts(tuple(rows))


def _changed(records: Records) -> Iterator[Block]:
    """Warn on a new print of a signed agreement that it says something else than was signed."""
    changed = changed_since_signed(records, KINDS)
    signed = records.value("agreement_version", signed_version(records) or {}, "date")
    if changed:
        names = formats.listed_names(translate(one.title) for one in changed)
        day = formats.day(signed) if isinstance(signed, date) else "–"
        sentence = _(
            "Since this agreement was signed on {day}, something has changed in: {sections}. This print "
            "shows what is recorded today. What counts is the signed copy."
        )
        yield Note(translate(sentence).format(day=day, sections=names))
