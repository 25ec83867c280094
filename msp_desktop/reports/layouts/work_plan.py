"""The work plan: what serves which objective, who does what when, and what for (tasks 4.1 and 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msp_desktop.domain.matrices.needing import needs_matched
from msp_desktop.domain.matrices.planning import coverage, outputs_of_activities
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Heading, Points
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.plan_chart import plan_over_time
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed


def work_plan(records: Records, issue: Issue) -> Document:
    """Lay out the plan as it is today; a part with nothing in it says in which task it is written."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    parts: tuple[tuple[str, Iterable[Block]], ...] = (
        (_("Components and objectives"), _covered(reader, issue)),
        (_("Activities and milestones over time"), _over_time(reader, issue)),
        (_("Activities"), _activities(reader, issue)),
        (_("Milestones"), _listed(reader, "milestone", ("name", "activity", "due", "reached"))),
        (
            _("What waits for what"),
            _listed(reader, "dependency", ("before", "kind", "after", "lag")),
        ),
        (_("What is needed and what was promised"), _needed(reader, issue)),
    )
    blocks: list[Block] = [Facts(facts)]
    for number, (title, told) in enumerate(parts, 1):
        blocks += [Heading(2, translate(title), figures(str(number))), *told]
    return document(
        reader,
        issue,
        kind=_("Work plan"),
        mark="W",
        title=translate(_("Who does what, and when")),
        blocks=blocks,
    )


def _covered(reader: Reader, issue: Issue) -> Iterator[Block]:
    found = coverage(reader.records, issue.day)
    if found.is_empty:
        yield not_agreed("component")
        return
    yield from matrix_tables(reader, found)
    yield from see_to([flag.text for flag in found.flags])


def _over_time(reader: Reader, issue: Issue) -> Iterator[Block]:
    drawn: list[Block] = list(plan_over_time(reader, issue.day))
    yield from drawn or [not_agreed("activity")]


def _activities(reader: Reader, issue: Issue) -> Iterator[Block]:
    rows = reader.records.rows("activity")
    columns = ("name", "component", "responsible", "period", "state")
    yield from reader.table("activity", rows, columns, (4, 3, 3, 3, 2))
    if rows:
        found = outputs_of_activities(reader.records, issue.day)
        yield Heading(3, translate(_("What comes out, for whom and how good")))
        yield from matrix_tables(reader, found)
        yield from see_to([flag.text for flag in found.flags])


def _listed(reader: Reader, kind_key: str, columns: tuple[str, ...]) -> Iterator[Block]:
    rows = reader.records.rows(kind_key)
    yield from reader.table(kind_key, rows, columns, (4, 4, 3, 2))


def _needed(reader: Reader, issue: Issue) -> Iterator[Block]:
    found = needs_matched(reader.records, issue.day)
    if found.is_empty:
        yield not_agreed("activity_need")
        return
    yield from matrix_tables(reader, found)
    yield from see_to([flag.text for flag in found.flags])


def see_to(sentences: list[str]) -> Iterator[Block]:
    """List what is still to be seen to, if there is anything."""
    if sentences:
        yield Heading(3, translate(_("What to see to")))
        yield Points(tuple(sentences))
