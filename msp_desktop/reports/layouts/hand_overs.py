"""What partners pass on to one another, as a picture and a list, and what delays do (task 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msp_desktop.domain.matrices.handing import delays_told, hand_over_list, hand_overs_or_circle
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule.hand_overs import HandOvers
from msp_desktop.domain.schedule.passing import passing
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.hand_over_map import hand_over_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import Block, Document, Facts, Heading, Note, Paragraph, Points
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed


def hand_overs(records: Records, issue: Issue) -> Document:
    """Lay out the picture, the list with what is wrong, and whom delays hit."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    return document(
        reader,
        issue,
        kind=_("Hand-overs between partners"),
        mark="U",
        title=translate(_("Hand-overs between partners")),
        blocks=[Facts(facts), *_told(reader, issue.day)],
    )


def passing_chart(reader: Reader, day: date) -> Iterator[GraphChart]:
    """Draw who passes what on to whom, if anybody does."""
    found = passing(reader.records, day)
    if found.passes:
        picture = hand_over_map(found)
        caption = translate(_("What partners hand over, and by when"))
        yield GraphChart(picture, picture.told, caption, tabled=True)


def _told(reader: Reader, day: date) -> Iterator[Block]:
    matrix = hand_over_list(reader.records, day)
    if matrix.is_empty:
        yield not_agreed("hand_over")
        return
    yield from passing_chart(reader, day)
    yield Heading(2, translate(_("All hand-overs")))
    yield from matrix_tables(reader, matrix)
    if matrix.flags:
        yield Heading(2, translate(_("What to see to")))
        yield Points(tuple(flag.text for flag in matrix.flags))
    yield Heading(2, translate(_("What delays do")))
    found = hand_overs_or_circle(reader.records, day)
    if not isinstance(found, HandOvers):
        yield Note(found)
        return
    told = delays_told(reader.records, found)
    if told:
        yield Points(tuple(one.text for one in told))
    else:
        yield Paragraph(translate(_("Nothing comes later than promised.")))
