"""The dashboard of monitoring on paper: warnings, planned and done, slips of milestones, indicators (8.1)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.monitoring.flags import flags
from msp_desktop.domain.monitoring.outlook import Outlook
from msp_desktop.domain.monitoring.paths import paths
from msp_desktop.domain.monitoring.slips import slips
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.path_map import path_map
from msp_desktop.graphs.picture import Picture
from msp_desktop.graphs.slip_map import slip_map
from msp_desktop.graphs.standing_map import standing_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import Block, Document, Facts, Heading, Paragraph, Points
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed


def monitoring_sheet(records: Records, issue: Issue) -> Document:
    """Lay out what will be late and why, then the pictures by which one can see it."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    return document(
        reader,
        issue,
        kind=_("Monitoring sheet"),
        mark="MS",
        title=translate(_("Where the work stands")),
        blocks=[Facts(facts), *_warnings(records, issue), *_pictures(records, issue)],
    )


def _warnings(records: Records, issue: Issue) -> Iterator[Block]:
    found = flags(records, issue.day)
    yield Heading(2, translate(_("Early warnings")))
    if found:
        yield Points(tuple(f"{flag.text} {flag.step}" for flag in found))
    else:
        yield Paragraph(translate(_("Nothing is late, and nothing looks as if it will be.")))


def _pictures(records: Records, issue: Issue) -> Iterator[Block]:
    yield Heading(2, translate(_("Planned and done")))
    try:
        groups = Outlook(records, issue.day).components()
    except Circle:
        groups = []  # the first warning names the circle
    if groups:
        yield _chart(standing_map(groups))
    else:
        yield not_agreed("activity")
    milestones = slips(records)
    if any(one.forecasts for one in milestones):
        yield Heading(2, translate(_("Milestones: when they were expected")))
        yield _chart(slip_map(milestones, issue.day))
    indicators = [one for one in paths(records, issue.day.isoformat()) if one.agreed]
    if indicators:
        yield Heading(2, translate(_("Indicators beside their paths")))
        yield _chart(path_map(indicators))


def _chart(picture: Picture) -> GraphChart:
    return GraphChart(picture, picture.told)
